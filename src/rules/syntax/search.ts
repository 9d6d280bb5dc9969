// From a text to its YAML document, or to all its slips: find the first, mend it, read again, until YAML is content.
import type { Document, LineCounter } from 'yaml';
import { compose, type Composed, type TooDeep } from './compose.ts';
import { documentFaults } from './document.ts';
import { findSlip } from './find.ts';
import { lineSlip, quietSlip, tabAt } from './line-slips.ts';
import { marks } from './marks.ts';
import { Draft } from './draft.ts';
import type { Page } from './page.ts';
import * as ofBrackets from './phrases-brackets.ts';
import { spotOn, type Said, type Slip } from './slip.ts';

/** More than a person reads; the rest comes up when these are mended. */
const SLIPS_MAX = 20;
/** Rounds of reading again, some of which only set aside what cannot be mended. */
const ROUNDS_MAX = 60;
/** Characters that are read again in all, which bounds the time that a large broken file takes. */
const REREAD_CHARS_MAX = 2_000_000;

export type Found =
  | { readonly kind: 'document'; readonly document: Document.Parsed; readonly lines: LineCounter }
  | { readonly kind: 'slips'; readonly slips: readonly Said[] };

export const search = (text: string): Found => {
  const composed = compose(text.replace(/\r$/u, ''));
  const draft = new Draft(text);
  draft.takeAll(marks(draft.page).slice(0, SLIPS_MAX));
  draft.takeAll(quiet(draft.page));
  if (!draft.isMended && 'document' in composed && composed.complaint === null) return examined(composed, draft);
  return { kind: 'slips', slips: mendAll(draft, composed) };
};

/** What is wrong in a document that YAML reads. */
const examined = (composed: Composed, draft: Draft): Found => {
  const { document, lines } = composed;
  const slips = faultsOf(composed, draft);
  return slips.length === 0
    ? { kind: 'document', document, lines }
    : { kind: 'slips', slips: slips.slice(0, SLIPS_MAX) };
};

const faultsOf = ({ document, lines }: Composed, draft: Draft): readonly Said[] =>
  documentFaults(document, draft.page, lines).flatMap(({ start, end, saying }) => {
    const [from, to] = [lines.linePos(start), lines.linePos(end)];
    // A file pasted below a separator has its top keys again: that is the separator's mistake.
    const isPasted =
      saying.code === 'yaml-duplicate-key' &&
      from.col === 1 &&
      draft.slips.some((slip) => slip.saying.code === 'yaml-separator' && slip.line < from.line);
    return isPasted || draft.isTouched(from.line)
      ? []
      : [{ line: from.line, at: from.col - 1, endLine: to.line, endAt: to.col - 1, saying }];
  });

const mendAll = (draft: Draft, first: Composed | TooDeep): readonly Said[] => {
  let read = 0;
  for (let round = 0; round < ROUNDS_MAX && draft.slips.length < SLIPS_MAX && read <= REREAD_CHARS_MAX; round++) {
    const text = draft.text;
    read += text.length;
    const composed = draft.isMended ? compose(text) : first;
    if ('tooDeepAt' in composed) {
      draft.take(tooDeep(draft.page, text.slice(0, composed.tooDeepAt).split('\n').length));
      continue;
    }
    const { lines, complaint } = composed;
    if (complaint === null) return [...draft.slips, ...faultsOf(composed, draft)].slice(0, SLIPS_MAX);
    const [start, end] = [lines.linePos(complaint[0]), lines.linePos(complaint[1])];
    const isBehind = end.line > start.line && end.col === 1;
    const { page } = draft;
    const slip = findSlip(page, { line: start.line, at: start.col - 1, endLine: isBehind ? end.line - 1 : end.line });
    draft.take(slip);
    // `match:휴가` below `name:휴가` goes on that text once its key is mended, so that YAML complains of the first alone.
    if (slip.saying.code === 'yaml-colon') draft.takeAll(alikeBelow(page, slip));
  }
  return draft.slips;
};

/** The same mistake in the lines right below, at the same column. */
const alikeBelow = (page: Page, { line: number }: Slip): readonly Slip[] => {
  const first = page.lines[number - 1];
  const slips: Slip[] = [];
  for (const line of page.lines.slice(number)) {
    if (line.kind !== 'entry' || line.lead.length !== first?.keyAt) break;
    const slip = line.key === null ? lineSlip(page, line) : null;
    if (slip?.saying.code !== 'yaml-colon') break;
    slips.push(slip);
  }
  return slips;
};

/** What YAML may read, though not as it was meant. */
const quiet = (page: Page): readonly Slip[] => {
  const slips: Slip[] = [];
  const mended = new Set<number>();
  for (const line of page.lines) {
    if (slips.length === SLIPS_MAX) break;
    const slip = mended.has(line.number) ? null : quietSlip(page, line);
    if (slip === null) continue;
    slips.push(slip);
    for (const { line: number } of slip.mend) mended.add(number);
  }
  return slips;
};

/** Tabs shift each rule deeper than the one before; else it is brackets or dashes, typed by a cat. */
const tooDeep = (page: Page, line: number): Slip => {
  const tabbed = page.lines.find((one) => one.number <= line && one.kind === 'entry' && tabAt(one) >= 0);
  const tab = tabbed === undefined ? null : lineSlip(page, tabbed);
  if (tab !== null) return tab;
  const span = page.spans.find((one) => one.kind === 'flow' && one.line <= line && one.last >= line);
  const from = span?.line ?? line;
  const opener = page.lines[from - 1];
  const at = span?.at ?? opener?.lead.length ?? 0;
  const rest = page.lines.slice(from, span?.last ?? from).map((one) => ({ line: one.number, text: '' }));
  const text = opener?.text.slice(0, span?.at ?? opener.lead.length) ?? '';
  return {
    ...spotOn(from, at, at + 1),
    saying: ofBrackets.tooDeep(),
    mend: [{ line: from, text: span === undefined ? '' : `${text}x` }, ...rest],
  };
};
