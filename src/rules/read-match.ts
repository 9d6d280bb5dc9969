// From the tree of `match` to the one shape for all the short ways to write it; null where it cannot be read.
import type { MatchSpec } from '../domain/rule.ts';
import { listed, textsOf, type Entry, type Tree } from './tree.ts';

export const readMatch = (tree: Tree): MatchSpec | null => {
  if (tree.kind === 'text')
    return tree.text.trim() === 'anything' ? { kind: 'anything' } : { kind: 'contains', text: tree.text };
  if (tree.kind === 'list') return anyOf(tree.items.map(readMatch));
  if (tree.kind !== 'map' || tree.entries.length === 0) return null;
  return together('all', tree.entries.map(readKind));
};

const readKind = ({ key, value }: Entry): MatchSpec | null => {
  switch (key) {
    case 'contains':
    case 'equals':
    case 'starts_with':
    case 'ends_with':
    case 'similar':
      return anyOf(textsOf(value).map(({ text }) => ({ kind: key, text })));
    case 'regex':
      return anyOf(textsOf(value).map(({ text }) => ({ kind: 'regex', pattern: text })));
    case 'words': {
      const words =
        value.kind === 'text'
          ? value.text.split(/\s+/u).filter((word) => word !== '')
          : textsOf(value).map(({ text }) => text);
      return words.length === 0 ? null : { kind: 'words', words };
    }
    case 'any':
      return anyOf(listed(value).map(readMatch));
    case 'all':
      return together('all', listed(value).map(readMatch));
    case 'not':
      return together('not', listed(value).map(readMatch));
    default:
      return null;
  }
};

const anyOf = (parts: readonly (MatchSpec | null)[]): MatchSpec | null => together('any', parts);

const together = (kind: 'any' | 'all' | 'not', parts: readonly (MatchSpec | null)[]): MatchSpec | null => {
  const of = parts.filter((part) => part !== null);
  if (of.length === 0 || of.length < parts.length) return null;
  return kind !== 'not' && of.length === 1 && of[0] !== undefined ? of[0] : { kind, of };
};
