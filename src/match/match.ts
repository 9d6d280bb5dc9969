// A ruleset and a message → what to do: the first rule that fits, else the default, else silence and why.
import type { Decision, Silence } from '../domain/decision.ts';
import type { Rule, Ruleset, View } from '../domain/rule.ts';
import type { Message } from '../domain/message.ts';
import { isSpent } from './budget.ts';
import { beginsSeen } from './fast-fold.ts';
import { viewOf } from './view.ts';

/** Total: never throws, and ends within STEPS_MAX steps. */
export const match = (ruleset: Ruleset, message: Message): Decision => {
  const view = viewOf(message);
  if (isEmpty(view)) return silent('empty');
  const first = ruleset.first(view);
  if (first.kind === 'rule') return decide('rule', first.rule, view);
  if (first.kind === 'budget') return silent('budget');
  if (fitsAll(ruleset.fallback, view)) return decide('default', ruleset.fallback, view);
  return silent(message.author.kind === 'bot' ? 'not_a_person' : 'nothing');
};

/** A message without text is for no rule at all; the bot's bare mention is a message. */
export const isEmpty = (view: View): boolean =>
  !beginsSeen(view.message.shown) && view.folded === '' && !view.message.mentionsBot;

const fitsAll = (rule: Rule, view: View): boolean => rule.conditions.every(({ fits }) => fits(view));

const decide = (why: 'rule' | 'default', rule: Rule, view: View): Decision => {
  const { texts, blocks, react } = rule.action;
  if (texts.length === 0 && blocks === null && react.length === 0) return { kind: 'silent', why: 'none', rule };
  const captures = rule.captures(view);
  if (isSpent(view.budget)) return silent('budget');
  return { kind: 'answer', why, rule, captures, takes: rule.takes(view.message) };
};

const silent = (why: Silence): Decision => ({ kind: 'silent', why, rule: null });
