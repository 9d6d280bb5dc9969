// What a text or blocks say, by letters and digits alone: Slack links addresses, spells emoji by name and escapes on the way.

export const lettersOf = (text: string): string =>
  text
    .replaceAll(/<([@#!][^<>|]*)\|[^<>]*>/g, '<$1>')
    .replaceAll(/<[^<>|]*\|([^<>]*)>/g, '$1')
    .replaceAll(/&(?:amp|lt|gt);/g, '')
    .replaceAll(/:[a-z0-9_+'-]+:/g, '')
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Slack adds keys of its own to blocks and puts them in another order: what people read in them stays. */
export const lettersIn = (blocks: unknown): string => textsIn(blocks).map(lettersOf).toSorted().join('\n');

const textsIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]: [string, unknown]) =>
    typeof one !== 'string' ? textsIn(one) : key === 'text' || key === 'alt_text' ? [one] : [],
  );
};
