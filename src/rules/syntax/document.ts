// From a composed document to the slips that YAML itself lets pass: keys twice, aliases without anchor or bound, odd lines.
import { isAlias, isCollection, isMap, isPair, isScalar, type Document, type Node, type Pair } from 'yaml';
import type { Page } from './page.ts';
import * as say from './phrases.ts';
import type { Saying } from './slip.ts';
import { BULLET, ODD_COLON, isKey } from './words.ts';

/** Nodes that all aliases of a file may stand for together. */
const EXPANSION_MAX = 100_000;
/** Levels of one value: no rules file needs ten. */
const DEPTH_MAX = 60;

export interface Fault {
  /** Offsets into the text. */
  readonly start: number;
  readonly end: number;
  readonly saying: Saying;
}

export const documentFaults = (
  document: Document.Parsed,
  page: Page,
  placeOf: (offset: number) => { line: number; col: number },
): readonly Fault[] => {
  const walk = new Walk(page, placeOf);
  if (document.contents !== null) walk.visit(document.contents, null);
  return walk.faults.toSorted((a, b) => a.start - b.start);
};

interface Size {
  readonly nodes: number;
  readonly depth: number;
}

/** In braces YAML takes `match： 휴가` for a key as a whole. */
const WIDE_KEY = new RegExp(`^([\\p{L}_]+)[ \\t]*(${ODD_COLON.source})[ \\t]*(.*)$`, 'u');

/** Tags that the package knows beside those of the core schema, and lets pass. */
const TAG_BEYOND_CORE = /^tag:yaml\.org,2002:(?!(?:str|int|float|bool|null|map|seq)$)(.*)$/u;

const LEAF: Size = { nodes: 1, depth: 1 };

/** One walk in the order of the file, so that an alias knows the anchors before it. */
class Walk {
  readonly faults: Fault[] = [];
  private readonly anchors = new Map<string, Size | 'open'>();
  private readonly page: Page;
  private readonly placeOf: (offset: number) => { line: number; col: number };
  private isBomb = false;

  constructor(page: Page, placeOf: (offset: number) => { line: number; col: number }) {
    this.page = page;
    this.placeOf = placeOf;
  }

  visit(node: unknown, key: string | null): Size {
    if (isAlias(node)) return this.alias(node.source, node.range, key);
    const anchor = isScalar(node) || isCollection(node) ? node.anchor : undefined;
    if (anchor !== undefined) this.anchors.set(anchor, 'open');
    if (isScalar(node) || isCollection(node)) this.properties(node, key);
    const size = this.inside(node, key);
    if (anchor !== undefined) this.anchors.set(anchor, size);
    return size;
  }

  /** An anchor that names nothing, and a tag that no rules file needs, were meant as text. */
  private properties(node: Node, key: string | null): void {
    const start = node.range?.[0] ?? 0;
    const place = this.placeOf(start);
    const before = (this.page.lines[place.line - 1]?.text ?? '').slice(0, place.col - 1);
    const tag = TAG_BEYOND_CORE.exec(node.tag ?? '')?.[1];
    const anchor = isScalar(node) && node.value === null && node.source === '' ? node.anchor : undefined;
    const found = tag === undefined ? (anchor === undefined ? null : `&${anchor}`) : `!!${tag}`;
    if (found === null) return;
    const at = before.lastIndexOf(found);
    const from = at < 0 ? start : start - before.length + at;
    const rest = isScalar(node) ? ` ${node.source ?? ''}` : '';
    const saying = tag === undefined ? say.anchored : say.tagged;
    this.report([from, from + found.length, from + found.length], saying({ key, value: `${found}${rest}`.trim() }));
  }

  private inside(node: unknown, key: string | null): Size {
    if (isScalar(node)) this.scalar(node, key);
    if (!isCollection(node)) return LEAF;
    if (isMap(node)) this.keys(node.items);
    let nodes = 1;
    let depth = 0;
    for (const item of node.items) {
      const parts = isPair(item)
        ? [this.visit(item.key, null), this.visit(item.value, nameOf(item.key))]
        : [this.visit(item, null)];
      for (const part of parts) {
        nodes += part.nodes;
        depth = Math.max(depth, part.depth);
      }
    }
    if (depth === DEPTH_MAX) this.report(node.range, say.tooDeep());
    return { nodes, depth: depth + 1 };
  }

  private alias(name: string, range: Node['range'], key: string | null): Size {
    const size = this.anchors.get(name);
    if (size === undefined) {
      this.report(range, say.aliased({ key, value: `*${name}` }));
      return LEAF;
    }
    if (size !== 'open' && size.nodes <= EXPANSION_MAX && size.depth <= DEPTH_MAX) return size;
    if (!this.isBomb) this.report(range, say.aliasBomb(name));
    this.isBomb = true;
    return LEAF;
  }

  /** A key again in one mapping; where `name` comes again, it is a new rule without its dash, and one mistake. */
  private keys(items: readonly Pair[]): void {
    const first = new Map<string, number>();
    for (const { key } of items) {
      const name = nameOf(key);
      if (name === null || !isScalar(key)) continue;
      const start = key.range?.[0] ?? 0;
      const { line } = this.placeOf(start);
      const [, word, sign, rest] = WIDE_KEY.exec(name) ?? [];
      if (word !== undefined && sign !== undefined && isKey(word)) {
        const at = start + name.search(ODD_COLON);
        this.report([at, at + 1, at + 1], say.colonWide(sign, word, rest ?? ''));
      }
      const earlier = first.get(name);
      if (earlier === undefined) {
        first.set(name, line);
        continue;
      }
      const isRule = name === 'name' && earlier !== line;
      this.report(
        key.range,
        isRule ? say.dashMissing(name, this.page.lines[line - 1]?.value ?? '') : say.duplicateKey(name, earlier),
      );
      if (!isRule) continue;
      first.clear();
      first.set(name, line);
    }
  }

  /** Plain texts that were meant as structure: their line begins with a bullet, or with a key whose colon is none. */
  private scalar(node: Node, key: string | null): void {
    const line = this.page.lines[this.placeOf(node.range?.[0] ?? 0).line - 1];
    if (!isScalar(node) || node.type !== 'PLAIN' || line?.kind !== 'entry' || typeof node.value !== 'string') return;
    const start = node.range?.[0] ?? 0;
    const tag = /^![ \t]+/u.exec(line.value)?.[0].length;
    if (tag !== undefined && this.placeOf(start).col - 1 === line.valueAt + tag)
      return this.report([start - tag, start - tag + 1, start], say.tagged({ key: line.key, value: line.value }));
    const from = line.keyAt;
    const text = line.text.slice(from);
    if (line.key !== null || !text.startsWith(node.value.slice(0, 1))) return;
    const mark = BULLET.exec(text)?.[0];
    if (mark !== undefined && line.dashes.length === 0)
      return this.report([start, start + 1, start + 1], say.bullet(mark.trim(), text.slice(mark.length)));
    const word = /^["“]?([\p{L}_]+)["”]?\s*/u.exec(text);
    const sign = text[word?.[0].length ?? 0] ?? '';
    if (word?.[1] === undefined || key !== null || !isKey(word[1]) || !(sign === ':' || ODD_COLON.test(sign))) return;
    const rest = text.slice(word[0].length + 1).trim();
    const at = start + word[0].length;
    this.report(
      [at, at + 1, at + 1],
      sign === ':' ? say.colonBlank(word[1], rest) : say.colonWide(sign, word[1], rest),
    );
  }

  private report(range: Node['range'], saying: Saying): void {
    const start = range?.[0] ?? 0;
    this.faults.push({ start, end: Math.max(range?.[1] ?? start, start + 1), saying });
  }
}

const nameOf = (key: unknown): string | null => (isScalar(key) ? String(key.value) : null);
