// What became of past messages → the stable shapes that programs read: a line for each, or one object for all.
import type { Ruleset } from '../domain/rule.ts';
import type { Change } from '../replay/changes.ts';
import { repliesAsJson } from '../replay/reply-json.ts';
import type { Outcome } from '../replay/run.ts';
import type { Said } from '../replay/said.ts';
import { openTally, type Hits } from '../replay/tally.ts';

/** How a replay is shown: some text for each message, in order, and some at the end. */
export interface View {
  /** Whether it shows replies. */
  readonly rendered: boolean;
  /** `change`: where another ruleset was to be compared, what differs. */
  readonly each: (said: Said, outcome: Outcome, change: Change | null) => string;
  readonly end: () => string;
}

export const jsonLines = (): View => ({
  rendered: true,
  each: ({ ts, channel }, { decision, why, rule, replies }) =>
    `${JSON.stringify({ ts, channel, decision, why, rule: rule?.name ?? null, replies: repliesAsJson(replies) })}\n`,
  end: () => '',
});

/** The changes come first, as they are found: there may be as many as there are messages. */
export const jsonWhole = (ruleset: Ruleset): View => {
  const tally = openTally(ruleset);
  let before = '{"changes":[';
  const separated = (json: string): string => {
    const text = before + json;
    before = ',';
    return text;
  };
  return {
    rendered: false,
    each: (said, outcome, change) => {
      tally.add(said, outcome);
      return change === null ? '' : separated(JSON.stringify(change));
    },
    end: () => {
      const rest = JSON.stringify({
        messages: tally.messages(),
        rules: tally.rules().map(asJson),
        default: { hits: tally.fallback().hits, groups: tally.groups() },
      });
      return `${before === ',' ? '' : before}],${rest.slice(1)}\n`;
    },
  };
};

const asJson = ({ rule, hits }: Hits) => ({ rule: rule.name, line: rule.range?.line ?? null, hits });
