// What the bot would do about a message, and why: the one result that pipeline, explain, examples and practice share.
import type { Captures, ConditionKey, Rule } from './rule.ts';
import type { RuleTake } from './take.ts';

/** Why nothing is said. */
export type Silence =
  | 'none' // the rule that fits says `reply: none` and reacts with nothing
  | 'limit' // the rule that fits has answered as often as its `limit` allows
  | 'once_per' // … has answered here before
  | 'breaker' // the same author was answered so often here that it looks like a loop
  | 'empty' // a message without text
  | 'not_a_person' // a bot that no rule names
  | 'budget' // the rules would take longer than their budget of steps
  | 'nothing'; // no rule fits, and neither does the default

export type Decision =
  | {
      readonly kind: 'answer';
      readonly why: 'rule' | 'default';
      readonly rule: Rule;
      readonly captures: Captures;
      /** To be taken in the very step that claims the message, all or none; if one is used up, the answer is silence. */
      readonly takes: readonly RuleTake[];
    }
  /** `rule`: the one that fits, even though its answer is silence. */
  | { readonly kind: 'silent'; readonly why: Silence; readonly rule: Rule | null };

/** One row of an explanation: whether a rule fits, or the first of its conditions that did not hold. */
export type Traced = { readonly rule: Rule } & (
  | { readonly fits: true; readonly failed: null }
  | { readonly fits: false; readonly failed: ConditionKey }
);

export interface Explanation {
  readonly decision: Decision;
  /** Every rule in the order of the file. */
  readonly trace: readonly Traced[];
}
