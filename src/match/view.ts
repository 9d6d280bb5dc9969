// A message → the message with everything that is computed from its text once for all rules.
import type { Message } from '../domain/message.ts';
import type { View } from '../domain/rule.ts';
import { newBudget } from './budget.ts';
import { fold, normalise } from './fold.ts';
import { firstCodePoints, REGEX_CODE_POINTS_MAX } from './regex.ts';

/** What the kinds of `match` look at. */
export type Said = Omit<View, 'message'>;

export const viewOf = (message: Message): View => ({ message, ...saidIn(message.shown) });

export const saidIn = (shown: string): Said => {
  const plain = normalise(shown);
  return { plain, folded: fold(plain), head: firstCodePoints(plain, REGEX_CODE_POINTS_MAX), budget: newBudget() };
};
