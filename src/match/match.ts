// A ruleset and a message → what to do: the first rule that fits, else the default, else silence and why.
import type { Decision, Silence } from '../domain/decision.ts';
import type { Rule, Ruleset, View } from '../domain/rule.ts';
import type { Message } from '../domain/message.ts';
import { isSpent } from './budget.ts';
import { viewOf } from './view.ts';

/** Total: never throws, and ends within STEPS_MAX steps. */
export const match = (ruleset: Ruleset, message: Message): Decision => {
  const view = viewOf(message);
  const refused = refusal(view);
  if (refused !== null) return silent(refused);
  for (const rule of ruleset.rules) {
    const fits = fitsAll(rule, view);
    if (isSpent(view.budget)) return silent('budget');
    if (fits) return decide('rule', rule, view);
  }
  return fitsAll(ruleset.fallback, view) ? decide('default', ruleset.fallback, view) : silent('nothing');
};

/** Why a message is for no rule at all; null: the rules are asked. */
export const refusal = ({ message, plain }: View): Silence | null => {
  if (message.author.kind === 'bot') return 'not_a_person';
  if (plain === '' && !message.mentionsBot) return 'empty';
  return null;
};

const fitsAll = (rule: Rule, view: View): boolean => rule.conditions.every(({ fits }) => fits(view));

const decide = (why: 'rule' | 'default', rule: Rule, view: View): Decision =>
  rule.action.texts.length === 0 && rule.action.react.length === 0
    ? { kind: 'silent', why: 'none', rule }
    : { kind: 'answer', why, rule, captures: rule.captures(view) };

const silent = (why: Silence): Decision => ({ kind: 'silent', why, rule: null });
