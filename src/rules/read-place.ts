// From the tree of a rule or the default to where, when and to whom it answers, and how often.
import type { DefaultSpec, LimitSpec, Scope } from '../domain/rule.ts';
import { channelSpec } from './channels.ts';
import { durationMs } from './durations.ts';
import { fromSpec } from './from.ts';
import { readHours, type Windows } from './read-hours.ts';
import { readAction } from './read-reply.ts';
import { childOf, textsOf, type MapTree, type Tree } from './tree.ts';

export const readPlace = (tree: MapTree, windows: Windows): Omit<DefaultSpec, 'range'> => ({
  enabled: !isFalse(childOf(tree, 'enabled')),
  channels: textsOf(childOf(tree, 'channels')).map(({ text }) => channelSpec(text)),
  from: textsOf(childOf(tree, 'from')).map(({ text }) => fromSpec(text)),
  mention: booleanOf(childOf(tree, 'mention')),
  thread: oneOf(childOf(tree, 'thread'), ['any', 'only', 'never']) ?? 'any',
  hours: readHours(childOf(tree, 'hours'), windows),
  oncePer: oneOf(childOf(tree, 'once_per'), SCOPES),
  limit: readLimit(childOf(tree, 'limit')),
  action: readAction(tree),
});

const SCOPES: readonly Scope[] = ['thread', 'user', 'channel'];

const readLimit = (tree: Tree | undefined): LimitSpec | null => {
  const times = childOf(tree, 'times');
  const every = childOf(tree, 'every');
  const per = oneOf(childOf(tree, 'per'), [...SCOPES, 'rule'] as const);
  const everyMs = every?.kind === 'text' ? durationMs(every.text) : null;
  if (times?.kind !== 'number' || per === null || everyMs === null) return null;
  return { times: Number(times.value), per, everyMs };
};

const isFalse = (tree: Tree | undefined): boolean => booleanOf(tree) === false;

export const booleanOf = (tree: Tree | undefined): boolean | null =>
  tree?.kind === 'boolean' && typeof tree.value === 'boolean' ? tree.value : null;

/** The word of `words` that is written; null where none is. */
export const oneOf = <Word extends string>(tree: Tree | undefined, words: readonly Word[]): Word | null =>
  words.find((word) => tree?.kind === 'text' && tree.text === word) ?? null;
