// From the tree of a file to what is written in it, as far as it can be read: what is wrong elsewhere has been said.
import type { Range } from '../domain/diagnostic.ts';
import type { Language } from '../domain/language.ts';
import { channelSpec } from './channels.ts';
import { emojiOf } from './emoji.ts';
import { readMatch } from './read-match.ts';
import type { ActionSpec, DefaultSpec, RuleSpec } from '../domain/rule.ts';
import { childOf, entryOf, listed, textsOf, type Entry, type MapTree, type TextTree, type Tree } from './tree.ts';

export interface WrittenRule {
  /** null where the rule is too broken to be run. */
  readonly spec: RuleSpec | null;
  readonly tree: Tree;
  readonly texts: readonly TextTree[];
  readonly regexes: readonly TextTree[];
}

export interface WrittenDefault {
  readonly spec: DefaultSpec;
  readonly texts: readonly TextTree[];
}

export interface WrittenFile {
  readonly root: Tree;
  readonly language: Language | undefined;
  readonly timezone: TextTree | undefined;
  readonly vars: readonly Entry[];
  readonly rules: readonly WrittenRule[];
  readonly fallback: WrittenDefault | undefined;
}

export const readFile = (root: Tree): WrittenFile => {
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
    rules: rules?.kind === 'list' ? rules.items.map(readRule) : [],
    fallback: fallback?.value.kind === 'map' ? readDefault(fallback.value, fallback.keyRange) : undefined,
  };
};

const readRule = (tree: Tree): WrittenRule => {
  const name = childOf(tree, 'name');
  const match = childOf(tree, 'match');
  const spec = match === undefined ? null : readMatch(match);
  return {
    tree,
    texts: replyTexts(childOf(tree, 'reply')),
    regexes: match === undefined ? [] : regexesIn(match, false),
    spec:
      name?.kind !== 'text' || spec === null || tree.kind !== 'map'
        ? null
        : { name: name.text.trim(), range: name.range, match: spec, ...readPlace(tree) },
  };
};

const readDefault = (tree: MapTree, range: Range): WrittenDefault => ({
  spec: { range, ...readPlace(tree) },
  texts: replyTexts(childOf(tree, 'reply')),
});

const readPlace = (tree: MapTree): Pick<RuleSpec, 'enabled' | 'channels' | 'action'> => {
  const enabled = childOf(tree, 'enabled');
  return {
    enabled: !(enabled?.kind === 'boolean' && enabled.value === false),
    channels: textsOf(childOf(tree, 'channels')).map(({ text }) => channelSpec(text)),
    action: readAction(tree),
  };
};

const readAction = (tree: MapTree): ActionSpec => {
  const reply = childOf(tree, 'reply');
  const to = childOf(reply, 'to');
  const also = childOf(reply, 'also_to_channel');
  return {
    texts: replyTexts(reply).map(({ text, range }) => ({ source: text, range })),
    to: to?.kind === 'text' && to.text === 'channel' ? 'channel' : 'thread',
    alsoToChannel: also?.kind === 'boolean' && also.value === true,
    react: textsOf(childOf(tree, 'react')).map(({ text }) => emojiOf(text)),
  };
};

/** `none` alone says nothing; in a list, or as `text`, it is the word. */
const replyTexts = (reply: Tree | undefined): readonly TextTree[] => {
  if (reply?.kind === 'map') return textsOf(childOf(reply, 'text'));
  return reply?.kind === 'text' && reply.text.trim() === 'none' ? [] : textsOf(reply);
};

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
