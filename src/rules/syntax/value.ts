// From a line whose value YAML cannot read on its own to what is wrong with that value.
import { parseDocument } from 'yaml';
import { flowEnd } from './flow.ts';
import { faultSaying, type FlowFault } from './flow-fault.ts';
import type { Line, Page, Span } from './page.ts';
import { parentOf } from './page.ts';
import * as ofBrackets from './phrases-brackets.ts';
import * as ofKeys from './phrases-keys.ts';
import * as ofLines from './phrases-lines.ts';
import * as ofText from './phrases-text.ts';
import { quoteEnd } from './quotes.ts';
import { spotOn, type Mend, type Saying, type Slip } from './slip.ts';
import { isKey } from './words.ts';

/** A value that would be an error in an otherwise empty file: it is the cause, whatever stands around it. */
export const valueSlip = (line: Line): Slip | null => {
  if (line.kind !== 'entry' || line.value === '') return null;
  const raw = line.text.slice(line.valueAt);
  if (/^[[{]/u.test(raw) || isSound(line)) return null;
  return replaced(line, sayingOf(meant(line)));
};

/** The text of a list item that was cut at a colon is no key: the whole item is meant. */
const meant = (line: Line): Line =>
  line.key === null || line.dashes.length === 0 || isKey(line.key)
    ? line
    : { ...line, key: null, value: line.text.slice(line.keyAt).trimEnd() };

const isSound = (line: Line): boolean => {
  const prefix = line.key === null ? '- ' : 'k: ';
  const alone = parseDocument(prefix + line.text.slice(line.valueAt), { prettyErrors: false, logLevel: 'silent' });
  return alone.errors.length + alone.warnings.length === 0;
};

const replaced = (line: Line, saying: Saying, at = line.valueAt): Slip => ({
  ...spotOn(line.number, at, line.valueAt + line.value.length),
  saying,
  mend: [
    {
      line: line.number,
      text: line.key === null && line.dashes.length === 0 ? '' : `${line.text.slice(0, line.valueAt)}x`,
    },
  ],
});

const sayingOf = (line: Line): Saying => {
  const valued = { key: line.key, value: line.value };
  const first = line.value[0] ?? '';
  if (first === '"' || first === "'") return quoteSaying(line);
  if (/[“”„‟″＂‘’‚‛＇「」『』«»]/u.test(first)) return ofText.smartQuotes(valued);
  if (/^!![a-z]+$/u.test(line.value)) return ofText.tagNeedless(line.value);
  if (first === '!') return ofText.tagged(valued);
  if (first === '*') return ofText.aliased(valued);
  if (first === '&') return ofText.anchored(valued);
  if (first === '|' || first === '>') return ofText.blockHeader(valued);
  if (/^-(?:\s|$)/u.test(line.value)) return ofKeys.dashOnKeyLine(valued);
  if (/^[@`%,\]}?:]/u.test(line.value)) return ofText.textStart(valued);
  return /:(?:\s|$)/u.test(line.value) ? ofText.colonInText(valued) : ofLines.unreadable(valued);
};

const quoteSaying = (line: Line): Saying => {
  const valued = { key: line.key, value: line.value };
  const mark = line.value[0] ?? '"';
  const end = quoteEnd(line.value, 1, mark);
  if (end < 0) return ofText.quoteOpen(mark, valued);
  const rest = line.value.slice(end).trim();
  return rest === '' || rest.startsWith('#') ? ofText.badEscape(valued) : ofText.quoteAfter(valued, rest);
};

/** The first slip inside or right behind brackets. */
export const flowSlip = (page: Page, span: Span): Slip | null => {
  const line = page.lines[span.line - 1];
  if (line === undefined || span.kind !== 'flow') return null;
  const { texts } = page;
  const read = flowEnd(texts, { line: span.line, at: span.at, stops: (number) => number > span.last });
  const rest = read.closed ? restBehind(texts[read.line - 1] ?? '', read.at) : '';
  const behind = rest !== '' && !/^:(?:\s|$)/u.test(rest) ? behindSlip(line, { ...read, texts, rest }) : null;
  if (behind !== null && /^(?:\{\{|\{%|\[\^|\[[^\]\s,]*-[^\]\s,]*\])/u.test(line.value)) return behind;
  const fault = read.faults.toSorted((a, b) => a.line - b.line || a.at - b.at)[0];
  if (fault !== undefined) {
    const slip = faultSlip(page, line, { fault, last: read.line, closed: read.closed });
    return fault.kind === 'wide-comma' ? { ...slip, mend: commasMended(page, read.faults) } : slip;
  }
  if (behind !== null) return behind;
  const parent = parentOf(line);
  const left = page.lines
    .slice(span.line, span.last)
    .find((one) => one.text.trim() !== '' && one.lead.length <= parent && !one.lead.includes('\t'));
  if (left === undefined) return null;
  const mend = page.lines
    .slice(span.line, span.last)
    .map((one) => ({ line: one.number, text: ' '.repeat(parent + 2) + one.text.trimStart() }));
  return {
    ...spotOn(left.number, left.lead.length, left.text.trimEnd().length),
    saying: ofBrackets.flowIndent(),
    mend,
  };
};

/** Commas of one keyboard are one mistake, however many; each is replaced by a mark of the same width. */
const commasMended = (page: Page, faults: readonly FlowFault[]): readonly Mend[] => {
  const texts = new Map<number, string>();
  for (const { kind, line, at, instead, until } of faults) {
    const text = texts.get(line) ?? page.lines[line - 1]?.text ?? '';
    if (kind === 'wide-comma') texts.set(line, text.slice(0, at) + instead + text.slice(until));
  }
  return [...texts].map(([line, text]) => ({ line, text }));
};

const restBehind = (text: string, at: number): string =>
  text
    .slice(at)
    .replace(/(?:^|[ \t])#.*$/u, '')
    .trim();

interface Behind {
  readonly line: number;
  readonly at: number;
  readonly texts: readonly string[];
  readonly rest: string;
}

const behindSlip = (line: Line, { line: last, at, texts, rest }: Behind): Slip => {
  const text = texts[last - 1] ?? '';
  const from = at + (/^[ \t]*/u.exec(text.slice(at))?.[0].length ?? 0);
  const isExtra = /^[\]}]+[,;]?$/u.test(rest);
  const valued = { key: line.key, value: line.value };
  const saying = isExtra ? ofBrackets.bracketExtra(rest[0] ?? ']') : ofBrackets.bracketAfter(valued, rest);
  return { ...spotOn(last, from, from + rest.length), saying, mend: [{ line: last, text: text.slice(0, at) }] };
};

const faultSlip = (
  page: Page,
  line: Line,
  { fault, last, closed }: { fault: FlowFault; last: number; closed: boolean },
): Slip => {
  const text = page.lines[fault.line - 1]?.text ?? '';
  const mended = text.slice(0, fault.at) + fault.instead + text.slice(fault.until);
  const spot = spotOn(fault.line, fault.at, fault.endAt);
  if (fault.kind !== 'open') return { ...spot, saying: faultSaying(fault), mend: [{ line: fault.line, text: mended }] };
  const value = `${line.text.slice(0, line.valueAt)}x`;
  const rest = page.lines.slice(line.number, closed ? Math.min(last, page.lines.length) : last);
  return {
    ...spot,
    saying: faultSaying(fault),
    mend: [{ line: line.number, text: value }, ...rest.map((one) => ({ line: one.number, text: '' }))],
  };
};
