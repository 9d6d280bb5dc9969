// From a YAML document to plain data in which every key and value knows its place; aliases are followed.
import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Range } from '../domain/diagnostic.ts';
import type { Parsed } from './parse.ts';

export type Document = Extract<Parsed, { ok: true }>;

interface Placed {
  /** Where a person must look: the value, or its key where nothing is written. */
  readonly range: Range;
  /** The value as it is written in the file, quotes and all; '' where nothing is. */
  readonly written: string;
  /** Offset of `written` in the file; where nothing is written, of what follows its key or dash. */
  readonly start: number;
  readonly document: Document;
}

export interface TextTree extends Placed {
  readonly kind: 'text';
  readonly text: string;
  readonly style: 'plain' | 'quoted' | 'block';
}

export interface OtherTree extends Placed {
  readonly kind: 'number' | 'boolean' | 'null';
  readonly value: number | bigint | boolean | null;
}

export interface ListTree extends Placed {
  readonly kind: 'list';
  readonly items: readonly Tree[];
}

export interface Entry {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: Tree;
}

export interface MapTree extends Placed {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
}

export type Tree = TextTree | OtherTree | ListTree | MapTree;

/** The tree of a whole document; an empty file is null at 1:1. */
export const treeOf = (document: Document): Tree => plant(document, document.document.contents, { start: 0, end: 0 });

/** The plain value that the schema is held against. */
export const valueOf = (tree: Tree): unknown => {
  if (tree.kind === 'text') return tree.text;
  if (tree.kind === 'list') return tree.items.map(valueOf);
  if (tree.kind === 'map') return Object.fromEntries(tree.entries.map((entry) => [entry.key, valueOf(entry.value)]));
  return tree.value;
};

export const entryOf = (tree: Tree | undefined, key: string): Entry | undefined =>
  tree?.kind === 'map' ? tree.entries.find((entry) => entry.key === key) : undefined;

export const childOf = (tree: Tree | undefined, key: string): Tree | undefined => entryOf(tree, key)?.value;

/** What stands in the file from an offset to the end of its line. */
export const restOfLine = ({ document }: Tree, from: number): string => {
  const { text } = document.file;
  const end = text.indexOf('\n', from);
  return text.slice(from, end < 0 ? undefined : end).replace(/\r$/u, '');
};

/** A value that may be written alone or as a list, as a list. */
export const listed = (tree: Tree | undefined): readonly Tree[] => {
  if (tree === undefined) return [];
  return tree.kind === 'list' ? tree.items : [tree];
};

export const textsOf = (tree: Tree | undefined): readonly TextTree[] =>
  listed(tree).filter((item) => item.kind === 'text');

interface Span {
  readonly start: number;
  readonly end: number;
}

/** `fallback`: the place to show where nothing is written. */
const plant = (document: Document, given: Node | null, fallback: Span): Tree => {
  const node = isAlias(given) ? (given.resolve(document.document) ?? null) : given;
  const [start = fallback.start, end = fallback.end] = node?.range ?? [];
  // A block ends where the next one begins: the blank lines between are no part of it.
  const written = document.file.text.slice(start, end).trimEnd();
  const span = written === '' ? fallback : { start, end: start + written.length };
  const placed: Placed = {
    range: document.at(span.start, span.end),
    written,
    start: written === '' ? span.end : start,
    document,
  };
  if (isSeq<Node>(node))
    return {
      ...placed,
      kind: 'list',
      items: node.items.map((item) => plant(document, item, itemSpan(document, item))),
    };
  if (isMap<Node, Node | null>(node)) {
    const entries = node.items.map((pair): Entry => {
      const [from = start, to = end] = pair.key.range ?? [];
      const keySpan = to > from ? { start: from, end: to } : { start, end: start };
      const key = isScalar(pair.key) ? String(pair.key.source ?? pair.key.value) : document.file.text.slice(from, to);
      return { key, keyRange: document.at(keySpan.start, keySpan.end), value: plant(document, pair.value, keySpan) };
    });
    return { ...placed, kind: 'map', entries };
  }
  if (!isScalar(node)) return { ...placed, kind: 'null', value: null };
  const { value } = node;
  if (typeof value === 'string') return { ...placed, kind: 'text', text: value, style: styleOf(node.type) };
  if (typeof value === 'boolean') return { ...placed, kind: 'boolean', value };
  if (typeof value === 'number' || typeof value === 'bigint') return { ...placed, kind: 'number', value };
  return { ...placed, kind: 'null', value: null };
};

/** An empty entry of a list is shown at its dash. */
const itemSpan = (document: Document, item: Node): Span => {
  const start = item.range?.[0] ?? 0;
  const dash = document.file.text.lastIndexOf('-', start);
  return dash < 0 ? { start, end: start } : { start: dash, end: dash + 1 };
};

const styleOf = (type: string | undefined): TextTree['style'] => {
  if (type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE') return 'quoted';
  return type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED' ? 'block' : 'plain';
};
