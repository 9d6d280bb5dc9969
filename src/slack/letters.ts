// A message as Slack keeps it and what was to be said in; out whether the one says the other: a post without a mark is known by nothing else.
import { field } from '../domain/fields.ts';
import type { Said } from '../domain/reply.ts';

/** By letters and digits alone: Slack links addresses, spells emoji by name and escapes on the way. */
export const saysTheSame = (message: unknown, { text, blocks }: Said): boolean => {
  const shown = field(message, 'text');
  if (text !== '') return typeof shown === 'string' && lettersOf(shown) === lettersOf(text);
  return lettersIn(field(message, 'blocks')) === lettersIn(blocks);
};

/** Slack adds keys of its own to blocks and puts them in another order: what people read in them stays. */
const lettersIn = (blocks: unknown): string => textsIn(blocks).map(lettersOf).toSorted().join('\n');

const textsIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]: [string, unknown]) =>
    typeof one !== 'string' ? textsIn(one) : key === 'text' || key === 'alt_text' ? [one] : [],
  );
};

const lettersOf = (text: string): string =>
  text
    .replaceAll(/<([@#!][^<>|]*)\|[^<>]*>/g, '<$1>')
    .replaceAll(/<[^<>|]*\|([^<>]*)>/g, '$1')
    .replaceAll(/&(?:amp|lt|gt);/g, '')
    .replaceAll(/:[a-z0-9_+'-]+:/g, '')
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
