// From the tree of a file to what is written in it, as far as it can be read: what is wrong elsewhere has been said.
import type { Range } from '../domain/diagnostic.ts';
import type { Language } from '../domain/language.ts';
import type { DefaultSpec, RuleSpec } from '../domain/rule.ts';
import type { Windows } from './read-hours.ts';
import { readMatch } from './read-match.ts';
import { readPlace } from './read-place.ts';
import { replyBlocks, replyTexts, type WrittenBlocks } from './read-reply.ts';
import { childOf, entryOf, listed, textsOf, type Entry, type MapTree, type TextTree, type Tree } from './tree.ts';

/** What a reply says. */
export interface WrittenSaid {
  readonly texts: readonly TextTree[];
  readonly blocks: WrittenBlocks | null;
}

export interface WrittenRule extends WrittenSaid {
  /** null where the rule is too broken to be run. */
  readonly spec: RuleSpec | null;
  readonly tree: Tree;
  readonly regexes: readonly TextTree[];
}

export interface WrittenDefault extends WrittenSaid {
  readonly spec: DefaultSpec;
  readonly tree: Tree;
}

export interface WrittenFile {
  readonly root: Tree;
  readonly language: Language | undefined;
  readonly timezone: TextTree | undefined;
  readonly vars: readonly Entry[];
  readonly rules: readonly WrittenRule[];
  readonly fallback: WrittenDefault | undefined;
}

/** `windows`: those that all files of the folder give a name to. */
export const readFile = (root: Tree, windows: Windows): WrittenFile => {
  const language = childOf(root, 'language');
  const timezone = childOf(root, 'timezone');
  const vars = childOf(root, 'vars');
  const rules = childOf(root, 'rules');
  const fallback = entryOf(root, 'default');
  return {
    root,
    language:
      language?.kind === 'text' && (language.text === 'ko' || language.text === 'en') ? language.text : undefined,
    timezone: timezone?.kind === 'text' ? timezone : undefined,
    vars: vars?.kind === 'map' ? vars.entries : [],
    rules: rules?.kind === 'list' ? rules.items.map((item) => readRule(item, windows)) : [],
    fallback: fallback?.value.kind === 'map' ? readDefault(fallback.value, fallback.keyRange, windows) : undefined,
  };
};

const readRule = (tree: Tree, windows: Windows): WrittenRule => {
  const name = childOf(tree, 'name');
  const match = childOf(tree, 'match');
  const spec = match === undefined ? null : readMatch(match);
  return {
    tree,
    texts: replyTexts(childOf(tree, 'reply')),
    blocks: replyBlocks(childOf(tree, 'reply')),
    regexes: match === undefined ? [] : regexesIn(match, false),
    spec:
      name?.kind !== 'text' || spec === null || tree.kind !== 'map'
        ? null
        : { name: name.text.trim(), range: name.range, match: spec, ...readPlace(tree, windows) },
  };
};

const readDefault = (tree: MapTree, range: Range, windows: Windows): WrittenDefault => ({
  tree,
  spec: { range, ...readPlace(tree, windows) },
  texts: replyTexts(childOf(tree, 'reply')),
  blocks: replyBlocks(childOf(tree, 'reply')),
});

/** All regexes of a rule; `captured`: without those whose groups no template can ask for. */
export const regexesIn = (match: Tree, captured: boolean): readonly TextTree[] => {
  if (match.kind === 'list') return match.items.flatMap((item) => regexesIn(item, captured));
  if (match.kind !== 'map') return [];
  return match.entries.flatMap(({ key, value }) => {
    if (key === 'regex') return textsOf(value);
    return key === 'any' || key === 'all' || (key === 'not' && !captured) ? regexesIn(value, captured) : [];
  });
};

/** The entries of `examples`, with whether the rule is to win. */
export const examplesOf = (rule: Tree): readonly { readonly tree: Tree; readonly wins: boolean }[] => {
  const examples = childOf(rule, 'examples');
  const side = (key: 'yes' | 'no') => listed(childOf(examples, key)).map((tree) => ({ tree, wins: key === 'yes' }));
  return [...side('yes'), ...side('no')];
};
