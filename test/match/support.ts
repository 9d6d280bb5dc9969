// What the tests of match/ share: rules and messages made of the part that a test is about.
import { channelId, teamId, ts, userId } from '../../src/domain/ids.ts';
import type { Message } from '../../src/domain/message.ts';
import type { Action, ChannelSpec, MatchSpec, Rule, Ruleset } from '../../src/domain/rule.ts';
import { buildDefault, buildRule, buildRuleset } from '../../src/match/build.ts';
import { normalise } from '../../src/match/fold.ts';

export const said = (shown: string, rest: Partial<Message> = {}): Message => ({
  team: teamId('T1'),
  channel: channelId('C1'),
  ts: ts('1700000000.000100'),
  threadTs: null,
  author: { kind: 'person', id: userId('U1') },
  text: shown,
  shown,
  channelName: 'general',
  channelKind: 'public',
  userName: 'kim',
  mentionsBot: false,
  ...rest,
});

const answering: Action = {
  texts: [{ render: () => ({ ok: true, text: normalise('답') }) }],
  to: 'thread',
  alsoToChannel: false,
  react: [],
};
const saysNothing: Action = { ...answering, texts: [] };

export interface Written {
  readonly name?: string;
  readonly match?: MatchSpec;
  readonly channels?: readonly ChannelSpec[];
  readonly enabled?: boolean;
  readonly react?: readonly string[];
  readonly silent?: boolean;
}

const actionOf = ({ react = [], silent = false }: Written): Action => ({
  ...(silent ? saysNothing : answering),
  react,
});

const NOWHERE = { file: 'rules.yaml', line: 1, column: 1, endLine: 1, endColumn: 2 };
const specOf = (written: Written) => ({
  range: NOWHERE,
  enabled: written.enabled ?? true,
  channels: written.channels ?? [],
  action: { texts: [], to: 'thread', alsoToChannel: false, react: [] } as const,
});

export const rule = (written: Written): Rule =>
  buildRule(
    { ...specOf(written), name: written.name ?? '규칙', match: written.match ?? { kind: 'anything' } },
    actionOf(written),
  );

export const ruleset = (rules: readonly Written[], fallback: Written = {}): Ruleset =>
  buildRuleset({
    rules: rules.map(rule),
    fallback: buildDefault(specOf(fallback), actionOf(fallback)),
    language: 'ko',
    timezone: 'Asia/Seoul',
  });
