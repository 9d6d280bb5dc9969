// `{ reply: 네, 알겠습니다 }`: from a key that no one knows to the text that it was a part of.
import type { Diagnostic } from '../domain/diagnostic.ts';
import { nearest } from '../domain/nearest.ts';
import { diagnostic } from './phrases.ts';
import { cutAtComma as say } from './phrases-values.ts';
import { meantBy } from './synonyms.ts';
import type { Entry, MapTree } from './tree.ts';

/** null where the key is one. `parts`: all keys that were cut off with it, of which nothing more is to be said. */
export const cutAtComma = (
  tree: MapTree,
  entry: Entry,
  known: readonly string[],
): { readonly diagnostic: Diagnostic; readonly parts: readonly Entry[] } | null => {
  // A key without a colon: the tree has nothing to show for its value but the key.
  const isPart = (one: Entry | undefined): one is Entry =>
    one !== undefined && one.value.kind === 'null' && one.value.written === one.key && !isKey(one.key, known);
  if (!tree.written.startsWith('{') || !isPart(entry)) return null;
  const { entries } = tree;
  let first = entries.indexOf(entry);
  while (isPart(entries[first - 1])) first -= 1;
  const owner = entries[first - 1];
  if (owner?.value.kind !== 'text' || owner.value.style !== 'plain') return null;
  const end = entries.findIndex((one, index) => index > first && !isPart(one));
  const parts = entries.slice(first, end < 0 ? undefined : end);
  const said = [owner.value.text, ...parts.map(({ key }) => key)];
  // `days: “mon,wed”`: quotes that are none to YAML held the comma.
  const words = /^[“”„‟‘’]/u.test(owner.value.text) ? said.map((word) => word.replaceAll(/[“”„‟‘’]/gu, '')) : said;
  return { diagnostic: diagnostic(owner.value.range, say(owner.key, words.join(', '), words)), parts };
};

const isKey = (word: string, known: readonly string[]): boolean =>
  known.includes(word) || meantBy(word, known) !== undefined || nearest(word, known) !== undefined;
