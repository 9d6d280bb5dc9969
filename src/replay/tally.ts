// Outcomes, one after another → how often each rule fitted, what only the default answered, and what would change.
import type { Silence } from '../domain/decision.ts';
import type { Rule, Ruleset } from '../domain/rule.ts';
import { openLikeness, type Group } from './likeness.ts';
import type { Outcome } from './run.ts';
import type { Said } from './said.ts';

export interface Hits {
  readonly rule: Rule;
  /** Messages that it fitted, those among them on which it was silent included. */
  readonly hits: number;
  /** Those on which a limit, or `once_per`, kept it silent. */
  readonly held: number;
}

export interface Tally {
  readonly add: (said: Said, outcome: Outcome) => void;
  readonly messages: () => number;
  /** In the order of the file. */
  readonly rules: () => readonly Hits[];
  readonly fallback: () => Hits;
  /** What only the default answered, by likeness. */
  readonly groups: () => readonly Group[];
  /** How often no rule was asked, or none fitted, by reason. */
  readonly silences: () => ReadonlyMap<Silence, number>;
}

export const openTally = (ruleset: Ruleset): Tally => {
  const counts = new Map<Rule, { hits: number; held: number }>();
  const silences = new Map<Silence, number>();
  const likeness = openLikeness();
  let messages = 0;

  const hitsOf = (rule: Rule): Hits => ({ rule, hits: 0, held: 0, ...counts.get(rule) });

  return {
    add: ({ message }, { rule, why }) => {
      messages += 1;
      if (rule === null) {
        if (why !== 'rule' && why !== 'default') silences.set(why, (silences.get(why) ?? 0) + 1);
        return;
      }
      const count = counts.get(rule) ?? { hits: 0, held: 0 };
      counts.set(rule, count);
      count.hits += 1;
      if (why === 'limit' || why === 'once_per') count.held += 1;
      if (rule === ruleset.fallback) likeness.add(message.shown);
    },
    messages: () => messages,
    rules: () => ruleset.rules.map(hitsOf),
    fallback: () => hitsOf(ruleset.fallback),
    groups: likeness.groups,
    silences: () => silences,
  };
};
