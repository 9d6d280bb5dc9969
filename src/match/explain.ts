// A ruleset and a message → the decision, and for every rule whether it fits or which condition did not hold.
import type { Explanation, Traced } from '../domain/decision.ts';
import type { Message } from '../domain/message.ts';
import type { Rule, Ruleset, View } from '../domain/rule.ts';
import { newBudget } from './budget.ts';
import { match, refusal } from './match.ts';
import { viewOf } from './view.ts';

/** Unlike `match`, it asks the rules after the winner too, so each has a budget of its own. */
export const explain = (ruleset: Ruleset, message: Message): Explanation => {
  const view = viewOf(message);
  const refused = refusal(view);
  const trace = ruleset.rules.map((rule) => traced(rule, { ...view, budget: newBudget() }));
  return {
    decision: match(ruleset, message),
    trace: refused === null ? trace : trace.map((row) => refusedRow(row, refused === 'empty')),
  };
};

const traced = (rule: Rule, view: View): Traced => {
  const failed = rule.conditions.find(({ fits }) => !fits(view))?.key ?? null;
  return { rule, fits: failed === null, failed };
};

/** A message without text fits no rule's `match`; a bot is for no rule, whatever its conditions say. */
const refusedRow = (row: Traced, isEmpty: boolean): Traced =>
  row.fits ? { rule: row.rule, fits: false, failed: isEmpty ? 'match' : null } : row;
