// From a line without a key, or one whose colon cuts a text in two, to the slip that says how such a text is written.
import { looksLikeRules, parentOf, type Line, type Page } from './page.ts';
import * as ofLines from './phrases-lines.ts';
import * as ofText from './phrases-text.ts';
import { spotOn, type Slip } from './slip.ts';

/** A text that goes on in deeper lines, where a colon cuts it: the quotes go around the whole of it. */
export const cutText = (page: Page, line: Line): Slip => {
  const entries = page.lines.filter((one) => one.kind === 'entry');
  const opener = entries.findLast(
    (one) => one.number < line.number && one.value !== '' && (one.key !== null || one.dashes.length > 0),
  );
  const parent = opener === undefined ? -1 : parentOf(opener);
  const below = entries.filter((one) => one.number > (opener?.number ?? line.number - 1));
  const end = below.findIndex((one) => one.lead.length <= parent);
  const texts = end < 0 ? below : below.slice(0, end);
  const [first, last] = [opener ?? line, texts.at(-1) ?? line];
  const value = [first.value, ...texts.map((one) => one.text.trim())].join(' ');
  return {
    line: first.number,
    at: first.value === '' ? first.keyAt : first.valueAt,
    endLine: last.number,
    endAt: last.text.trimEnd().length,
    saying: ofText.colonInText({ key: first.key, value }),
    mend: [
      { line: first.number, text: `${first.text.slice(0, first.valueAt)}x` },
      ...texts.map((one) => ({ line: one.number, text: '' })),
    ],
  };
};

/** A text that stands where only keys may, below a block or on its own. */
export const keyless = (page: Page, line: Line): Slip => {
  const span = page.spans.findLast((one) => one.line < line.number);
  if (span?.kind === 'block' && page.lines.slice(span.last, line.number - 1).every((one) => one.kind !== 'entry')) {
    const opener = page.lines[span.line - 1];
    const below = followers(page, line);
    const spaces = (opener?.key === null ? (opener.dashes.at(-1) ?? 0) : (opener?.keyAt ?? 0)) + 2;
    const mend = below.map((one) => ({
      line: one.number,
      text: span.last > span.line ? '' : ' '.repeat(spaces) + one.text.trim(),
    }));
    return { ...spotOn(line.number, line.lead.length, line.text.length), saying: ofText.blockBody(), mend };
  }
  const mend = followers(page, line).map((one) => ({ line: one.number, text: '' }));
  return {
    ...spotOn(line.number, line.lead.length, line.text.trimEnd().length),
    saying: ofLines.looseText(line.text),
    mend,
  };
};

/** The line and the texts without a key right below it. */
const followers = (page: Page, line: Line): readonly Line[] => {
  const rest = page.lines.slice(line.number - 1);
  const end = rest.findIndex((one) => one.kind === 'entry' && (looksLikeRules(one) || one.dashes.length > 0));
  return (end < 0 ? rest : rest.slice(0, end)).filter((one) => one.kind === 'entry' || one.kind === 'inside');
};
