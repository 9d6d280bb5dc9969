// From a page to the lines that do not fit the list or mapping they stand in: wrong columns, missing dashes and colons.
import { astray, displaced, type Open, type Place } from './columns.ts';
import { cutText, keyless } from './loose-text.ts';
import { looksLikeRules, type Line, type Page } from './page.ts';
import * as ofKeys from './phrases-keys.ts';
import * as ofLines from './phrases-lines.ts';
import { spotOn, type Slip } from './slip.ts';
import { isRuleKey, isTopKey } from './words.ts';

/** The slip of every line that does not fit, each judged as if those above it were right. */
export function* misfits(page: Page): Generator<{ readonly line: number; readonly slip: Slip }> {
  let stack: Open[] = [];
  let above: Line | null = null;
  const first = firstTooDeep(page);
  if (first !== null) yield { line: first.line, slip: first };
  for (const line of page.lines) {
    if (line.kind !== 'entry') continue;
    if (/^(?:---|\.\.\.|%)/u.test(line.text)) continue;
    if (first?.line === line.number) continue;
    const slip = above === null ? prose(page, line) : misfit(page, { line, above, stack });
    if (slip !== null) yield { line: line.number, slip };
    else stack = entered(stack, line);
    if (slip === null || above !== null) above = line;
  }
}

/** A first line that stands deeper than the top keys below it. */
const firstTooDeep = (page: Page): Slip | null => {
  const entries = page.lines.filter((one) => one.kind === 'entry' && !/^(?:---|\.\.\.|%)/u.test(one.text));
  const first = entries[0];
  const below = entries.find(
    (one) => one !== first && one.key !== null && isTopKey(one.key) && one.dashes.length === 0,
  );
  if (first === undefined || below === undefined || first.key === null || first.lead.length <= below.lead.length)
    return null;
  const mend = [{ line: first.number, text: below.lead + first.text.slice(first.lead.length) }];
  return { ...spotOn(first.number, 0, first.lead.length), saying: ofLines.indented(below.lead.length, false), mend };
};

/** A text before the first key, pasted along from a chat or a page. */
const prose = (page: Page, line: Line): Slip | null => {
  if (line.key !== null || line.dashes.length > 0 || /^["'[{&!|>]/u.test(line.value)) return null;
  const isFollowed = page.lines.some(
    (one) => one.number > line.number && looksLikeRules(one) && one.lead.length <= line.lead.length,
  );
  return isFollowed ? keyless(page, line) : null;
};

/** The collections that are open behind a line that fits. */
const entered = (stack: readonly Open[], line: Line): Open[] => {
  const first = line.lead.length;
  const isDash = line.dashes.length > 0;
  const open = stack.filter((one) => one.at < first || (one.at === first && (one.kind === 'map' || isDash)));
  const add = (one: Open): void => {
    if (!open.some((other) => other.at === one.at && other.kind === one.kind)) open.push(one);
  };
  for (const at of line.dashes) add({ kind: 'seq', at });
  if (line.key !== null) add({ kind: 'map', at: line.keyAt });
  return open;
};

const misfit = (page: Page, place: Place): Slip | null => {
  const { line, above, stack } = place;
  const at = line.lead.length;
  const kind = line.dashes.length > 0 ? 'seq' : 'map';
  const fits = stack.some((open) => open.at === at && open.kind === kind);
  const aboveAt = above.key === null ? (above.dashes.at(-1) ?? -1) : above.keyAt;
  if (at > aboveAt || (at === aboveAt && kind === 'seq' && above.key !== null && above.value === '')) {
    if (above.value === '' || isProperties(above.value)) return null;
    if (line.key === null && kind === 'map') return /^[|>]/u.test(above.value) ? keyless(page, line) : null; // else it goes on the text above
    return tooDeep(page, place);
  }
  if (line.key === null && kind === 'map') return keyless(page, line);
  if (fits) return null;
  if (stack.length === 0) return null;
  if (isSplit(place)) return split(page, place);
  return astray(page, place);
};

/** `- match:` right below the key of `- name:`. */
const isSplit = ({ line, above }: Place): boolean =>
  above.dashes.length > 0 &&
  looksLikeRules(above) &&
  line.dashes.length === 1 &&
  line.lead.length === above.keyAt &&
  isRuleKey(line.key ?? '') &&
  line.key !== 'name';

/** All lines with such a dash; the keys come where the first one stands. */
const split = (page: Page, { line }: Place): Slip => {
  const below = page.lines.slice(line.number - 1).filter((one) => one.kind === 'entry');
  const end = below.findIndex((one) => one.lead.length < line.lead.length);
  const dashed = (end < 0 ? below : below.slice(0, end)).filter(
    (one) => one.lead.length === line.lead.length && one.dashes.length === 1 && isRuleKey(one.key ?? ''),
  );
  return {
    ...spotOn(line.number, line.lead.length, line.lead.length + 1),
    saying: ofKeys.dashNeedless(line.key ?? '', line.value),
    mend: dashed.map((one) => ({ line: one.number, text: one.lead + one.text.slice(one.keyAt) })),
  };
};

const isProperties = (value: string): boolean => /^[&!]\S*$/u.test(value);

const tooDeep = (page: Page, place: Place): Slip | null => {
  const { line, above } = place;
  if (line.dashes.length === 0 && !looksLikeRules(line) && !isDefinition(page, above))
    return above.value === '' ? null : cutText(page, line);
  const isNameless =
    above.dashes.length > 0 && above.key === null && line.lead.length === above.keyAt && !/^["'[{]/u.test(above.value);
  if (isNameless) {
    const mend = [{ line: above.number, text: `${above.text.slice(0, above.keyAt)}name: x` }];
    return {
      ...spotOn(above.number, above.keyAt, above.keyAt + above.value.length),
      saying: ofKeys.nameMissing(above.value),
      mend,
    };
  }
  return displaced(page, place);
};

/** A word of `vars` or a window of `hours`: what stands deeper below it is the next one, not more of its text. */
const isDefinition = (page: Page, above: Line): boolean => {
  const top = page.lines.findLast((one) => one.number < above.number && one.kind === 'entry' && one.lead === '');
  return above.key !== null && above.lead !== '' && /^(?:vars|hours)$/u.test(top?.key ?? '');
};
