// From YAML's first complaint about a page to the mistake behind it, where the person made it.
import { brokenList } from './broken-list.ts';
import type { Line, Page } from './page.ts';
import { lineSlip } from './line-slips.ts';
import { chatHeaders, fences, quoteMarks } from './marks.ts';
import * as ofLines from './phrases-lines.ts';
import * as ofText from './phrases-text.ts';
import { spotOn, type Slip } from './slip.ts';
import { misfits } from './structure.ts';
import { flowSlip, valueSlip } from './value.ts';
import { ODD_BLANK, isKey } from './words.ts';

/** Where YAML complains: the line and column (from 0) of its first error. */
export interface Complaint {
  readonly line: number;
  readonly at: number;
  readonly endLine: number;
}

export const findSlip = (page: Page, complaint: Complaint): Slip => {
  const near = neighbours(page, complaint);
  return (
    fences(page) ??
    quoteMarks(page) ??
    chatHeaders(page) ??
    blankLine(page, complaint, near.last) ??
    brokenList(page, near.last) ??
    firstOf(near.self, (line) => lineSlip(page, line)) ??
    openQuote(page, complaint) ??
    openQuoteInBrackets(page, complaint) ??
    brackets(page, complaint) ??
    firstOf(near.self.slice(0, 1), valueSlip) ??
    structural(page, near) ??
    firstOf(near.all, (line) => lineSlip(page, line)) ??
    firstOf(near.all, valueSlip) ??
    unknown(page, complaint)
  );
};

/** The line complained of, those that the complaint runs over, and the ones before and behind. */
const neighbours = (
  page: Page,
  { line, endLine }: Complaint,
): { readonly self: readonly Line[]; readonly all: readonly Line[]; readonly last: number } => {
  const entries = page.lines.filter((one) => one.kind === 'entry');
  const before = entries.findLast((one) => one.number < line);
  const self = entries.filter((one) => one.number >= line && one.number <= Math.max(line, endLine));
  const behind = entries.find((one) => one.number > Math.max(line, endLine));
  const all = [...self, ...(before === undefined ? [] : [before]), ...(behind === undefined ? [] : [behind])];
  return { self, all, last: behind?.number ?? endLine };
};

/** A line that looks empty, or a comment, but begins with a blank that is none to YAML. */
const blankLine = (page: Page, { line }: Complaint, last: number): Slip | null => {
  const odd = page.lines
    .slice(line - 1, last)
    .find((one) => (one.kind === 'blank' || one.kind === 'comment') && ODD_BLANK.test(one.lead));
  if (odd === undefined) return null;
  const at = odd.lead.search(ODD_BLANK);
  const text = odd.text.slice(odd.lead.length);
  return {
    ...spotOn(odd.number, at, at + 1),
    saying: ofLines.oddBlank(odd.lead[at] ?? ' '),
    mend: [{ line: odd.number, text }],
  };
};

const firstOf = <Item>(items: readonly Item[], seek: (item: Item) => Slip | null): Slip | null => {
  for (const item of items) {
    const slip = seek(item);
    if (slip !== null) return slip;
  }
  return null;
};

/** A quote that never closes, or that closes only at the quote of a later line. */
const openQuote = (page: Page, { line }: Complaint): Slip | null => {
  const span = page.spans.find(
    (one) =>
      one.kind === 'quote' && one.line <= line && (!one.closed || (one.doubtful !== null && line <= one.last + 1)),
  );
  const opener = span === undefined ? undefined : page.lines[span.line - 1];
  if (span === undefined || opener === undefined) return null;
  const end = span.doubtful === null ? span.last : span.doubtful - 1;
  const mend = page.lines.slice(span.line, end).map((one) => ({ line: one.number, text: '' }));
  const text = opener.text.slice(span.at);
  return {
    ...spotOn(span.line, span.at, opener.text.trimEnd().length),
    saying: ofText.quoteOpen(text[0] ?? '"', { key: opener.key, value: text.trimEnd() }),
    mend: [{ line: span.line, text: `${opener.text.slice(0, span.at)}${keyWithin(text)}x` }, ...mend],
  };
};

/** `"name: a`: the quote was put before the key. */
const keyWithin = (text: string): string => {
  const key = /^["']([\p{L}_]+):[ \t]/u.exec(text)?.[1] ?? '';
  return isKey(key) ? `${key}: ` : '';
};

/** A quote inside brackets that never closes takes all that follows, so YAML complains far below. */
const openQuoteInBrackets = (page: Page, { line }: Complaint): Slip | null =>
  firstOf(
    page.spans.filter((span) => span.kind === 'flow' && span.line <= line),
    (span) => {
      const slip = flowSlip(page, span);
      return slip !== null && slip.saying.code === 'yaml-quote' ? slip : null;
    },
  );

const brackets = (page: Page, { line }: Complaint): Slip | null => {
  for (const span of page.spans) {
    if (span.kind !== 'flow' || span.line > line || (span.closed && span.last < line)) continue;
    const slip = flowSlip(page, span);
    if (slip !== null) return slip;
  }
  return null;
};

const structural = (page: Page, near: { readonly all: readonly Line[]; readonly last: number }): Slip | null => {
  const first = Math.min(...near.all.map((one) => one.number));
  // The line that the whole file hangs on, however far below it YAML complains.
  const head = page.lines.find((one) => one.kind === 'entry')?.number;
  for (const { line: number, slip } of misfits(page)) {
    if (number > near.last) return null;
    const line = page.lines[slip.line - 1];
    if (number < first && number !== head) continue;
    // Of two columns that disagree, the upper one may be the odd one.
    if (slip.line < first && slip.line !== head && slip.saying.code !== 'yaml-indent') continue;
    // What stands in the line above may be what this one does not fit.
    const above = page.lines.findLast((one) => one.kind === 'entry' && one.number < slip.line);
    return (
      firstOf(
        [line, above].filter((one) => one !== undefined),
        (one) => lineSlip(page, one),
      ) ?? slip
    );
  }
  return null;
};

const unknown = (page: Page, { line, at }: Complaint): Slip => {
  const found = page.lines[line - 1] ?? page.lines.at(-1);
  const number = found?.number ?? 1;
  const text = found?.text ?? '';
  const from = Math.min(at, Math.max(0, text.length - 1));
  return {
    ...spotOn(number, from, Math.max(text.trimEnd().length, from)),
    saying: ofLines.unreadable({ key: found?.key ?? null, value: found?.value ?? text }),
    mend: [],
  };
};
