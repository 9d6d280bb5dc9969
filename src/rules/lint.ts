// From the tree of a file to what is allowed in it, but is hardly what was meant.
import type { Diagnostic } from '../domain/diagnostic.ts';
import { diagnostic, type Finding } from './phrases.ts';
import * as say from './phrases-lint.ts';
import { placeWithin } from './place.ts';
import type { WrittenFile } from './read.ts';
import { childOf, entryOf, listed, restOfLine, type Entry, type TextTree, type Tree } from './tree.ts';
import { normalise } from '../match/fold.ts';

export const lint = (file: WrittenFile): readonly Diagnostic[] => [
  ...allTexts(file.root).flatMap(cut),
  ...file.rules.flatMap(({ tree }) => {
    const match = childOf(tree, 'match');
    const said = ['match', 'reply', 'examples'].flatMap((key) => optional(childOf(tree, key)));
    return [
      ...optional(childOf(tree, 'name')).flatMap(allTexts).flatMap(oddQuotes),
      ...(match === undefined ? [] : lintMatch(match)),
      ...said.flatMap(spoken).flatMap((text) => [...dashed(text), ...oddQuotes(text)]),
    ];
  }),
  ...file.vars.flatMap(({ value }) => allTexts(value)).flatMap(oddQuotes),
  ...[...file.rules, ...optional(file.fallback)].flatMap(({ texts, blocks }) =>
    [...texts, ...(blocks === null ? [] : allTexts(blocks.tree))].flatMap(singleBraces),
  ),
];

const optional = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);

const allTexts = (tree: Tree): readonly TextTree[] => {
  if (tree.kind === 'text') return [tree];
  if (tree.kind === 'list') return tree.items.flatMap(allTexts);
  return tree.kind === 'map' ? tree.entries.flatMap(({ value }) => allTexts(value)) : [];
};

/** Keys that take one of a few words or a name, where the wrong one is an error of its own. */
const NO_TEXT = new Set(['to', 'pick', 'after', 'channel', 'also_to_channel', 'from', 'at', 'thread', 'mention']);

/** The texts that are said or compared. */
const spoken = (tree: Tree): readonly TextTree[] =>
  tree.kind === 'map'
    ? tree.entries.flatMap(({ key, value }) => (NO_TEXT.has(key) ? [] : spoken(value)))
    : tree.kind === 'list'
      ? tree.items.flatMap(spoken)
      : allTexts(tree);

const lintMatch = (match: Tree): readonly Diagnostic[] => [
  ...notAlone(match),
  ...lintTexts(match, 'contains', match.kind === 'list'),
];

/** Texts with the kind by which they are compared. */
const lintTexts = (tree: Tree, kind: string, inList: boolean): readonly Diagnostic[] => {
  if (tree.kind === 'list') return tree.items.flatMap((item) => lintTexts(item, kind, true));
  if (tree.kind === 'map') {
    return tree.entries.flatMap(({ key, value }) => {
      const inner = key === 'any' || key === 'all' || key === 'not' ? 'contains' : key;
      return lintTexts(value, inner, value.kind === 'list');
    });
  }
  return tree.kind === 'text' ? [...short(tree, kind), ...listAsText(tree, kind, inList)] : [];
};

const short = (tree: TextTree, kind: string): readonly Diagnostic[] => {
  const text = normalise(tree.text);
  const isEmoji = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(text);
  return kind === 'contains' && [...text].length === 1 && !isEmoji ? [diagnostic(tree.range, say.shortText(text))] : [];
};

/** Text within marks that look like YAML's own. */
const QUOTES =
  /^[“”„‟«]([^“”„‟»"]*)[“”‟»"]?$|^([^“”„‟«"]*)”$|^[‘’‚‛]([^‘’‚‛']*)[‘’‛']$|^［([^［｛］｝]*)］$|^｛([^［｛］｝]*)｝$|^＂(.*)＂$|^＇(.*)＇$/u;

/** In quotes within a list, a comma was written on purpose. */
const listAsText = (tree: TextTree, kind: string, inList: boolean): readonly Diagnostic[] => {
  if (kind === 'regex' || kind === 'equals' || (tree.style !== 'plain' && inList)) return [];
  const parts = tree.text
    .split(/[,，、]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (QUOTES.test(tree.text.trim())) return [];
  const isNumber = /^[\d,]+$/u.test(tree.text.trim());
  return parts.length > 1 && !isNumber ? [diagnostic(tree.range, say.listAsText(tree.text, parts))] : [];
};

const notAlone = (match: Tree): readonly Diagnostic[] =>
  listed(match).flatMap((item) => {
    if (item.kind !== 'map') return [];
    const [first, ...more] = item.entries;
    if (first?.key === 'all' && more.length === 0) {
      if (first.value.kind !== 'list') return [];
      const all = listed(first.value).map(notAlone);
      return all.every((found) => found.length > 0) ? all.flat().slice(0, 1) : [];
    }
    const isEmpty = first?.value.kind === 'list' && first.value.items.length === 0;
    const alone = first?.key === 'not' && more.length === 0 && !isEmpty ? [first] : [];
    const inner = optional(entryOf(item, 'any')).flatMap(({ value }) => notAlone(value));
    return [...alone.map((entry: Entry) => diagnostic(entry.keyRange, say.notAlone())), ...inner];
  });

/** `회의실 #3`: what follows is a comment to YAML, but hardly to its author. */
const cut = (tree: TextTree): readonly Diagnostic[] => {
  if (tree.style !== 'plain') return [];
  const end = tree.start + tree.written.length;
  const rest = /^[ \t]+(#[^\s#].*)/u.exec(restOfLine(tree, end));
  return rest === null ? [] : [diagnostic(tree.range, say.cutText(tree.text, (rest[1] ?? '').trim()))];
};

const dashed = (tree: TextTree): readonly Diagnostic[] =>
  tree.style === 'plain' && (/^-[^\s\d-]/u.test(tree.text) || /\n\s*-[^\s-]/u.test(tree.written))
    ? [diagnostic(tree.range, say.dashText(tree.text))]
    : [];

/** What full-width brackets stand for; all else are quotes. */
const PLAIN: Readonly<Record<string, readonly [string, string]>> = { '［': ['[', ']'], '｛': ['{ ', ' }'] };

const oddQuotes = (tree: TextTree): readonly Diagnostic[] => {
  const found = tree.style === 'plain' ? QUOTES.exec(tree.text.trim()) : null;
  if (found === null || tree.text.search(SINGLE) >= 0) return [];
  const inner = found.slice(1).find((part) => part !== undefined) ?? '';
  const [open, close] = PLAIN[tree.text.trim().charAt(0)] ?? ['"', '"'];
  return [
    diagnostic(
      tree.range,
      say.oddQuotes(tree.text, `${open}${open === '[' ? inner.replaceAll(/\s*[，、]\s*/gu, ', ') : inner}${close}`),
    ),
  ];
};

/** A name within braces that are too few, or full-width. */
const SINGLE =
  /(?:(?<![{%])\{|｛{1,2})\s*((?:user|channel|message|vars|match|bot)(?:\.[\p{L}\p{N}_]+|\[[^\]]*\])|now)\s*(?:\}(?!\})|｝{1,2})/gu;

const singleBraces = (tree: TextTree): readonly Diagnostic[] =>
  [...tree.text.matchAll(SINGLE)].map((found) =>
    diagnostic(placeWithin(tree, found.index, found[0].length), braces(found[0], found[1] ?? 'user.name')),
  );

const braces = (found: string, name: string): Finding =>
  /[｛｝]/u.test(found) ? say.wideBraces(found, name) : say.singleBraces(found, name);
