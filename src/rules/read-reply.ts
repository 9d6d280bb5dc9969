// From the tree of a rule or the default to what its answer does.
import type { ActionSpec, Json } from '../domain/rule.ts';
import { durationMs } from './durations.ts';
import { emojiOf } from './emoji.ts';
import { childOf, textsOf, type TextTree, type Tree } from './tree.ts';

export const readAction = (tree: Tree): ActionSpec => {
  const reply = childOf(tree, 'reply');
  const to = childOf(reply, 'to');
  const pick = childOf(reply, 'pick');
  const also = childOf(reply, 'also_to_channel');
  const after = childOf(reply, 'after');
  return {
    texts: replyTexts(reply).map(({ text }) => text),
    blocks: replyBlocks(reply)?.blocks ?? null,
    to: DESTINATIONS.find((place) => to?.kind === 'text' && to.text === place) ?? 'thread',
    alsoToChannel: also?.kind === 'boolean' && also.value === true,
    pick: pick?.kind === 'text' && pick.text === 'in_turn' ? 'in_turn' : 'random',
    afterMs: (after?.kind === 'text' ? durationMs(after.text) : null) ?? 0,
    react: textsOf(childOf(tree, 'react')).map(({ text }) => emojiOf(text)),
  };
};

const DESTINATIONS: readonly ActionSpec['to'][] = ['thread', 'channel', 'dm', 'only_them'];

/** `none` alone says nothing; in a list, or as `text`, it is the word. */
export const replyTexts = (reply: Tree | undefined): readonly TextTree[] => {
  if (reply?.kind === 'map') return textsOf(childOf(reply, 'text'));
  return reply?.kind === 'text' && reply.text.trim() === 'none' ? [] : textsOf(reply);
};

/** The list of blocks, where it stands and as data. */
export interface WrittenBlocks {
  readonly tree: Tree;
  readonly blocks: readonly Json[];
}

export const replyBlocks = (reply: Tree | undefined): WrittenBlocks | null => {
  const tree = childOf(reply, 'blocks');
  return tree?.kind === 'list' ? { tree, blocks: tree.items.map(jsonOf) } : null;
};

/** Numbers too large to be exact come as bigint, which JSON cannot hold. */
const jsonOf = (tree: Tree): Json => {
  if (tree.kind === 'text') return tree.text;
  if (tree.kind === 'list') return tree.items.map(jsonOf);
  if (tree.kind === 'map') return Object.fromEntries(tree.entries.map(({ key, value }) => [key, jsonOf(value)]));
  return typeof tree.value === 'bigint' ? Number(tree.value) : tree.value;
};
