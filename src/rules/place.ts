// From a stretch of a text's value to its place in the file, whatever quotes or block the text is written in.
import type { Range } from '../domain/diagnostic.ts';
import type { TextTree } from './tree.ts';

/**
 * The value of a text and what is written differ by quotes, escapes and folded lines, but a stretch that occurs for the
 * n-th time in the one nearly always does so in the other. Where it does not, the whole text is the place.
 */
export const placeWithin = (tree: TextTree, offset: number, length: number): Range => {
  const stretch = tree.text.slice(offset, offset + Math.max(1, length));
  const nth = occurrences(tree.text.slice(0, offset + stretch.length - 1), stretch);
  const { document, start, written } = tree;
  const candidates = [
    stretch,
    stretch.replaceAll(/["\\]/g, String.raw`\$&`),
    stretch.replaceAll("'", "''"),
    firstLine(stretch),
  ];
  for (const candidate of candidates) {
    const at = candidate.trim() === '' ? -1 : indexOfNth(written, candidate, nth);
    if (at >= 0) return document.at(start + at, start + at + candidate.length);
  }
  return tree.range;
};

const firstLine = (text: string): string =>
  text
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.trim() ?? '';

const occurrences = (text: string, stretch: string): number => (stretch === '' ? 0 : text.split(stretch).length - 1);

const indexOfNth = (text: string, stretch: string, nth: number): number => {
  let at = text.indexOf(stretch);
  for (let seen = 0; seen < nth && at >= 0; seen += 1) at = text.indexOf(stretch, at + 1);
  return at;
};
