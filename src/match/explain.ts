// A ruleset and a message → the decision, and for every rule whether it fits or which condition did not hold.
import type { Explanation, Traced } from '../domain/decision.ts';
import type { Message } from '../domain/message.ts';
import type { Rule, Ruleset, View } from '../domain/rule.ts';
import { isEmpty, match } from './match.ts';
import { viewAgain, viewOf } from './view.ts';

/** Unlike `match`, it asks the rules after the winner too, so each has a budget of its own. */
export const explain = (ruleset: Ruleset, message: Message): Explanation => {
  const view = viewOf(message);
  const trace = ruleset.rules.map((rule) => traced(rule, viewAgain(view)));
  return {
    decision: match(ruleset, message),
    trace: isEmpty(view) ? trace.map(withoutText) : trace,
  };
};

const traced = (rule: Rule, view: View): Traced => {
  const failed = rule.conditions.find(({ fits }) => !fits(view))?.key;
  return failed === undefined ? { rule, fits: true, failed: null } : { rule, fits: false, failed };
};

/** A message without text fits no rule's `match`. */
const withoutText = (row: Traced): Traced => (row.fits ? { rule: row.rule, fits: false, failed: 'match' } : row);
