// From a text to its lines as a person sees them: list mark, key, value, and what lies inside a longer text, quote or bracket.
import { flowEnd } from './flow.ts';
import { quoteEnd } from './quotes.ts';
import { LEAD, isKey, isRuleKey } from './words.ts';

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Without its line end. */
  readonly text: string;
  /** All blanks at its beginning, tabs and look-alikes too; its length is the column of what follows. */
  readonly lead: string;
  readonly kind: 'blank' | 'comment' | 'entry' | 'inside';
  /** Columns (from 0) of the list marks `- `. */
  readonly dashes: readonly number[];
  /** Null where the line has no `key:`. */
  readonly key: string | null;
  /** Column of the key, or of the text of a line that has none. */
  readonly keyAt: number;
  readonly value: string;
  readonly valueAt: number;
}

/** Something that begins on one line and may end on a later one. */
export interface Span {
  readonly kind: 'block' | 'quote' | 'flow';
  readonly line: number;
  readonly at: number;
  readonly last: number;
  readonly closed: boolean;
  /** The first line inside that looks like a line of rules: the quote was perhaps never meant to go on. */
  readonly doubtful: number | null;
}

export interface Page {
  /** The text of each line, without its line end. */
  readonly texts: readonly string[];
  readonly lines: readonly Line[];
  readonly spans: readonly Span[];
}

export const readPage = (texts: readonly string[]): Page => {
  const lines: Line[] = [];
  const spans: Span[] = [];
  for (let index = 0; index < texts.length; index++) {
    const line = readLine(texts[index] ?? '', index + 1);
    lines.push(line);
    const span = line.kind === 'entry' && line.value !== '' ? openSpan(texts, line) : null;
    if (span === null) continue;
    spans.push(span);
    for (; index + 1 < span.last; index++) lines.push(insideLine(texts[index + 1] ?? '', index + 2));
  }
  return { texts, lines, spans };
};

/** One line on its own, as if nothing were open above it. */
export const readLine = (text: string, number: number): Line => {
  const lead = LEAD.exec(text)?.[0] ?? '';
  const base = {
    number,
    text,
    lead,
    dashes: [] as number[],
    key: null,
    keyAt: lead.length,
    value: '',
    valueAt: lead.length,
  };
  if (lead.length === text.length) return { ...base, kind: 'blank' };
  if (text[lead.length] === '#') return { ...base, kind: 'comment' };
  let at = lead.length;
  for (
    let mark = /^-(?:[ \t]+|$)/u.exec(text.slice(at));
    mark !== null;
    mark = /^-(?:[ \t]+|$)/u.exec(text.slice(at))
  ) {
    base.dashes.push(at);
    at += mark[0].length;
  }
  const rest = text.slice(at);
  const found = keyOf(rest);
  const valueAt =
    found === undefined ? at : at + found.length + (/^[ \t]*/u.exec(rest.slice(found.length))?.[0].length ?? 0);
  const value = withoutComment(text.slice(valueAt)).trimEnd();
  return { ...base, kind: 'entry', key: found?.slice(0, -1).trimEnd() ?? null, keyAt: at, value, valueAt };
};

/** `key:` at the beginning of a text, with its colon; undefined where there is none. */
const keyOf = (rest: string): string | undefined => {
  const mark = rest[0] ?? '';
  if (mark === '"' || mark === "'") {
    const end = quoteEnd(rest, 1, mark);
    const colon = end < 0 ? undefined : /^[ \t]*:(?=[ \t]|$)/u.exec(rest.slice(end))?.[0];
    return colon === undefined ? undefined : rest.slice(0, end) + colon;
  }
  if (/^[[\]{},#&*!|>@`%]/u.test(mark)) return undefined;
  const colon = rest.search(/:(?=[ \t]|$)/u);
  const hash = rest.search(/[ \t]#/u);
  return colon <= 0 || (hash >= 0 && hash < colon) ? undefined : rest.slice(0, colon + 1);
};

const insideLine = (text: string, number: number): Line => {
  const lead = LEAD.exec(text)?.[0] ?? '';
  return {
    number,
    text,
    lead,
    kind: 'inside',
    dashes: [],
    key: null,
    keyAt: lead.length,
    value: '',
    valueAt: lead.length,
  };
};

/** Of a plain text only: what stands before ` #`. Quotes and brackets are left as they are. */
const withoutComment = (value: string): string => {
  if (value.startsWith('#')) return '';
  if (/^["'[{]/u.test(value)) return value;
  const hash = value.search(/[ \t]#/u);
  return hash < 0 ? value : value.slice(0, hash);
};

/** The column that the lines of this line's value must exceed; -1 at the top of a JSON file. */
export const parentOf = (line: Line): number => (line.key === null ? (line.dashes.at(-1) ?? -1) : line.keyAt);

/** Whether a line begins a new piece of the file for certain: a known key, or a list mark before one. */
export const looksLikeRules = (line: Line): boolean => line.kind === 'entry' && line.key !== null && isKey(line.key);

const openSpan = (texts: readonly string[], line: Line): Span | null => {
  const properties = /^(?:[&!][^\s,[\]{}]*[ \t]+)*/u.exec(line.value)?.[0].length ?? 0;
  const at = line.valueAt + properties;
  const opener = line.text[at] ?? '';
  if (opener === '|' || opener === '>') return blockSpan(texts, line, at);
  if (opener === '"' || opener === "'") return quoteSpan(texts, line, at);
  if (opener === '[' || opener === '{') return flowSpan(texts, line, at);
  return null;
};

const blockSpan = (texts: readonly string[], line: Line, at: number): Span | null => {
  if (!/^[|>][-+\d]*(?:[ \t]|$)/u.test(line.text.slice(at))) return null;
  let last = line.number;
  let indent = -1;
  for (let index = line.number; index < texts.length; index++) {
    const text = texts[index] ?? '';
    const spaces = /^ */u.exec(text)?.[0].length ?? 0;
    if (text.trim() === '') continue;
    if (indent < 0) indent = spaces;
    if (spaces <= parentOf(line) || spaces < indent) break;
    last = index + 1;
  }
  return { kind: 'block', line: line.number, at, last, closed: true, doubtful: null };
};

const quoteSpan = (texts: readonly string[], line: Line, at: number): Span => {
  const base = { kind: 'quote', line: line.number, at } as const;
  const mark = line.text[at] ?? '"';
  if (quoteEnd(line.text, at + 1, mark) >= 0) return { ...base, last: line.number, closed: true, doubtful: null };
  let doubtful: number | null = null;
  for (let index = line.number; index < texts.length; index++) {
    const inner = readLine(texts[index] ?? '', index + 1);
    if (inner.kind !== 'blank' && inner.lead.length <= parentOf(line))
      return { ...base, last: doubtful === null ? index : doubtful - 1, closed: false, doubtful };
    if (looksLikeRules(inner)) doubtful ??= inner.number;
    if (quoteEnd(inner.text, 0, mark) >= 0) return { ...base, last: index + 1, closed: true, doubtful };
  }
  return { ...base, last: doubtful === null ? texts.length : doubtful - 1, closed: false, doubtful };
};

/** `reply:` below `match: [휴가`: a key beside the one whose brackets are open, however deep it stands. */
const isBesides = (line: Line, next: Line): boolean =>
  line.key !== null && isRuleKey(line.key) && next.key !== null && isRuleKey(next.key) && !/^["']/u.test(next.key);

const flowSpan = (texts: readonly string[], line: Line, at: number): Span => {
  const parent = parentOf(line);
  const stops = (number: number): boolean => {
    const next = readLine(texts[number - 1] ?? '', number);
    if (next.kind !== 'entry') return false;
    // Inside brackets a tab is as good as any blank, so that its width says nothing.
    if (next.lead.includes('\t')) return next.dashes.length > 0 || isBesides(line, next);
    if (next.lead.length > parent) return isBesides(line, next);
    return (
      next.dashes.length > 0 ||
      (next.key !== null && !/^["']/u.test(next.key)) ||
      (next.key !== null && line.key !== null && isKey(next.key))
    );
  };
  const end = flowEnd(texts, { line: line.number, at, stops });
  return { kind: 'flow', line: line.number, at, last: end.line, closed: end.closed, doubtful: null };
};
