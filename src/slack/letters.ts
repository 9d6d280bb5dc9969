// A message as Slack keeps it and what was to be said in; out whether the one says the other: a post without a mark is known by nothing else.
import { field } from '../domain/fields.ts';
import { lettersIn, lettersOf } from '../domain/letters.ts';
import type { Said } from '../domain/reply.ts';

export const saysTheSame = (message: unknown, { text, blocks }: Said): boolean => {
  const shown = field(message, 'text');
  if (text !== '') return typeof shown === 'string' && lettersOf(shown) === lettersOf(text);
  return lettersIn(field(message, 'blocks')) === lettersIn(blocks);
};
