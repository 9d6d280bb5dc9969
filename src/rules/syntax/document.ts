// From a composed document to the slips that YAML itself lets pass: keys twice, aliases without anchor or bound, odd lines.
import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  type Document,
  type LineCounter,
  type Node,
  type Pair,
} from 'yaml';
import type { Line, Page } from './page.ts';
import * as ofBrackets from './phrases-brackets.ts';
import * as ofKeys from './phrases-keys.ts';
import * as ofLines from './phrases-lines.ts';
import * as ofText from './phrases-text.ts';
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

export const documentFaults = (document: Document.Parsed, page: Page, lines: LineCounter): readonly Fault[] => {
  const walk = new Walk(page, lines);
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
  private readonly lines: LineCounter;
  private isBomb = false;

  constructor(page: Page, lines: LineCounter) {
    this.page = page;
    this.lines = lines;
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
    const tag = TAG_BEYOND_CORE.exec(node.tag ?? '')?.[1];
    const anchor = isScalar(node) && node.value === null && node.source === '' ? node.anchor : undefined;
    const found = tag === undefined ? (anchor === undefined ? null : `&${anchor}`) : `!!${tag}`;
    if (found === null) return;
    const from = this.lastBefore(found, start);
    const range = [from, from + found.length, from + found.length] as const;
    if (!isScalar(node)) return this.report(range, ofText.tagNeedless(found));
    const saying = tag === undefined ? ofText.anchored : ofText.tagged;
    this.report(range, saying({ key, value: `${found} ${node.source ?? ''}`.trim() }));
  }

  /** Where a tag or an anchor is written: before its value on the same line, or on a line above a block. */
  private lastBefore(found: string, start: number): number {
    const { line, col } = this.lines.linePos(start);
    for (let number = line; number > 0; number--) {
      const text = this.page.texts[number - 1] ?? '';
      const at = (number === line ? text.slice(0, col - 1) : text).lastIndexOf(found);
      if (at >= 0) return this.offsetOf(number) + at;
      if (number < line && text.trim() !== '' && !text.trimStart().startsWith('#')) break;
    }
    return start;
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
    if (depth === DEPTH_MAX) this.report(node.range, ofBrackets.tooDeep());
    return { nodes, depth: depth + 1 };
  }

  private alias(name: string, range: Node['range'], key: string | null): Size {
    const size = this.anchors.get(name);
    if (size === undefined) {
      this.report(range, ofText.aliased({ key, value: `*${name}` }));
      return LEAF;
    }
    if (size !== 'open' && size.nodes <= EXPANSION_MAX && size.depth <= DEPTH_MAX) return size;
    if (!this.isBomb) this.report(range, ofText.aliasBomb(name));
    this.isBomb = true;
    return LEAF;
  }

  /** A key again in one mapping; where other keys come again behind `name`, it is a new rule without its dash, and one mistake. */
  private keys(items: readonly Pair[]): void {
    const first = new Map<string, number>();
    for (const [index, { key }] of items.entries()) {
      const name = nameOf(key);
      if (name === null || !isScalar(key)) continue;
      const start = key.range?.[0] ?? 0;
      const { line } = this.lines.linePos(start);
      const [, word, sign, rest] = WIDE_KEY.exec(name) ?? [];
      if (word !== undefined && sign !== undefined && isKey(word)) {
        const at = start + name.search(ODD_COLON);
        this.report([at, at + 1, at + 1], ofKeys.colonWide(sign, word, rest ?? ''));
      }
      const earlier = first.get(name);
      if (earlier === undefined) {
        first.set(name, line);
        continue;
      }
      const isRule = name === 'name' && earlier !== line && beginsAgain(items.slice(index + 1), first);
      this.report(
        key.range,
        isRule ? ofKeys.dashMissing(name, this.page.lines[line - 1]?.value ?? '') : ofKeys.duplicateKey(name, earlier),
      );
      if (!isRule) continue;
      first.clear();
      first.set(name, line);
    }
  }

  /** Plain texts that were meant as structure: their line begins with a bullet, or with a key whose colon is none. */
  private scalar(node: Node, key: string | null): void {
    const line = this.page.lines[this.lines.linePos(node.range?.[0] ?? 0).line - 1];
    if (!isScalar(node) || node.type !== 'PLAIN' || line?.kind !== 'entry' || typeof node.value !== 'string') return;
    const start = node.range?.[0] ?? 0;
    const tag = /^![ \t]+/u.exec(line.value)?.[0].length;
    if (tag !== undefined && this.lines.linePos(start).col - 1 === line.valueAt + tag)
      return this.report([start - tag, start - tag + 1, start], ofText.tagged({ key: line.key, value: line.value }));
    const from = line.keyAt;
    const text = line.text.slice(from);
    if (line.key !== null || !text.startsWith(node.value.slice(0, 1))) return;
    const mark = BULLET.exec(text)?.[0];
    if (mark !== undefined && line.dashes.length === 0)
      return this.report(
        [start, start + 1, start + 1],
        ofLines.bullet(mark.trim(), `- ${text.slice(mark.length)}`, false),
      );
    if (key !== null) return;
    const { line: last } = this.lines.linePos(node.range?.[1] ?? start);
    for (const next of this.page.lines.slice(line.number - 1, last))
      if (next === line || (next.kind === 'entry' && next.keyAt === line.keyAt)) this.tight(next);
  }

  /** `reply:안녕`: a text to YAML, which goes on in the lines below that are written alike. */
  private tight(line: Line): void {
    const text = line.text.slice(line.keyAt);
    const [begin = '', word] = /^["“]?([\p{L}_]+)["”]?\s*/u.exec(text) ?? [];
    const sign = text[begin.length] ?? '';
    if (word === undefined || !isKey(word) || !(sign === ':' || ODD_COLON.test(sign))) return;
    const rest = text.slice(begin.length + 1).trim();
    const at = this.offsetOf(line.number) + line.keyAt + begin.length;
    this.report(
      [at, at + 1, at + 1],
      sign === ':' ? ofKeys.colonBlank(word, rest) : ofKeys.colonWide(sign, word, rest),
    );
  }

  private offsetOf(line: number): number {
    return this.lines.lineStarts[line - 1] ?? 0;
  }

  private report(range: readonly number[] | null | undefined, saying: Saying): void {
    const start = range?.[0] ?? 0;
    this.faults.push({ start, end: Math.max(range?.[1] ?? start, start + 1), saying });
  }
}

/** Whether a key before the second `name` comes again behind it. */
const beginsAgain = (behind: readonly Pair[], before: ReadonlyMap<string, number>): boolean => {
  for (const { key } of behind) {
    const name = nameOf(key);
    if (name === 'name') return false;
    if (name !== null && before.has(name)) return true;
  }
  return false;
};

const nameOf = (key: unknown): string | null => (isScalar(key) ? String(key.value) : null);
