// From a page to the lines that do not fit the list or mapping they stand in: wrong columns, missing dashes and colons.
import type { Line, Page } from './page.ts';
import { looksLikeRules } from './page.ts';
import * as say from './phrases.ts';
import { spotOn, type Mend, type Slip } from './slip.ts';
import { isKey, isTopKey } from './words.ts';

interface Open {
  readonly kind: 'map' | 'seq';
  readonly at: number;
}

/** Every line that does not fit, each judged as if those above it were right. */
export function* misfits(page: Page): Generator<Slip> {
  let stack: Open[] = [];
  let above: Line | null = null;
  const first = firstTooDeep(page);
  if (first !== null) yield first;
  for (const line of page.lines) {
    if (line.kind !== 'entry') continue;
    if (/^(?:---|\.\.\.|%)/u.test(line.text)) continue;
    if (first?.line === line.number) continue;
    const slip = above === null ? prose(page, line) : misfit(page, { line, above, stack });
    if (slip !== null) yield slip;
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
  return { ...spotOn(first.number, 0, first.lead.length), saying: say.indented(below.lead.length), mend };
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

interface Place {
  readonly line: Line;
  readonly above: Line;
  readonly stack: readonly Open[];
}

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
  return astray(page, place);
};

const isProperties = (value: string): boolean => /^[&!]\S*$/u.test(value);

const tooDeep = (page: Page, place: Place): Slip | null => {
  const { line, above } = place;
  if (line.dashes.length === 0 && !looksLikeRules(line)) {
    return above.value === ''
      ? null
      : {
          ...spotOn(line.number, line.lead.length, line.text.length),
          saying: say.colonInText({ key: null, value: line.text.trim() }),
          mend: [{ line: line.number, text: '' }],
        };
  }
  const isNameless =
    above.dashes.length > 0 && above.key === null && line.lead.length === above.keyAt && !/^["'[{]/u.test(above.value);
  if (isNameless) {
    const mend = [{ line: above.number, text: `${above.text.slice(0, above.keyAt)}name: x` }];
    return {
      ...spotOn(above.number, above.keyAt, above.keyAt + above.value.length),
      saying: say.nameMissing(above.value),
      mend,
    };
  }
  return moved(page, place, target(place));
};

const astray = (page: Page, place: Place): Slip | null => {
  const { line } = place;
  const known = line.key ?? '';
  const column = target(place);
  const isListed = place.stack.some((open) => open.kind === 'seq' && open.at === line.lead.length);
  if (
    line.dashes.length === 0 &&
    known === 'name' &&
    (isListed || place.stack.some((open) => open.kind === 'seq' && Math.abs(open.at - line.lead.length) <= 1))
  ) {
    const text = `${' '.repeat(seqAt(place) ?? line.lead.length)}- ${line.text.slice(line.keyAt)}`;
    return {
      ...spotOn(line.number, line.keyAt, line.keyAt + known.length),
      saying: say.dashMissing(known, line.value),
      mend: [{ line: line.number, text }],
    };
  }
  return moved(page, place, column);
};

const seqAt = ({ stack }: Place): number | undefined => stack.find((open) => open.kind === 'seq')?.at;

/** The column at which the line was probably meant to stand. */
const target = ({ line, stack, above }: Place): number | null => {
  const at = line.lead.length;
  if (line.dashes.length > 0) {
    const lists = stack.filter((open) => open.kind === 'seq');
    return nearest(lists, at);
  }
  if (line.key !== null && isTopKey(line.key)) return 0;
  const maps = stack.filter((open) => open.kind === 'map' && (open.at > 0 || !isKey(line.key ?? '')));
  return nearest(maps.length > 0 ? maps : [{ kind: 'map', at: above.keyAt }], at);
};

const nearest = (open: readonly Open[], at: number): number | null =>
  open.reduce<number | null>(
    (best, one) => (best === null || Math.abs(one.at - at) <= Math.abs(best - at) ? one.at : best),
    null,
  );

/** The line, and those below that moved along with it, set to the column where they belong. */
const moved = (page: Page, { line, stack }: Place, column: number | null): Slip => {
  const at = line.lead.length;
  const mend: Mend[] = [];
  const shift = (column ?? at) - at;
  const isDash = line.dashes.length > 0;
  const lists = stack.filter((open) => open.kind === 'seq').map((open) => open.at);
  for (const next of page.lines.slice(line.number - 1)) {
    const isNew = next.number > line.number && next.kind === 'entry';
    if (
      isNew &&
      (next.lead.length < at ||
        (next.dashes.length > 0 && (lists.includes(next.lead.length) || (next.lead.length === at && !isDash))))
    )
      break;
    if (isNew && next.key !== null && isTopKey(next.key) && next.lead.length === 0) break;
    if (next.kind === 'blank' || next.kind === 'comment') continue;
    mend.push({
      line: next.number,
      text: ' '.repeat(Math.max(0, next.lead.length + shift)) + next.text.slice(next.lead.length),
    });
  }
  const end = line.key === null ? line.text.length : line.keyAt + line.key.length;
  const spot = at === 0 ? spotOn(line.number, 0, end) : spotOn(line.number, 0, at);
  return { ...spot, saying: say.indented(column), mend };
};

const keyless = (page: Page, line: Line): Slip => {
  const span = page.spans.findLast((one) => one.line < line.number);
  if (span?.kind === 'block' && page.lines.slice(span.last, line.number - 1).every((one) => one.kind !== 'entry')) {
    const opener = page.lines[span.line - 1];
    const below = followers(page, line);
    const spaces = (opener?.key === null ? (opener.dashes.at(-1) ?? 0) : (opener?.keyAt ?? 0)) + 2;
    const mend = below.map((one) => ({
      line: one.number,
      text: span.last > span.line ? '' : ' '.repeat(spaces) + one.text.trim(),
    }));
    return { ...spotOn(line.number, line.lead.length, line.text.length), saying: say.blockBody(), mend };
  }
  const mend = followers(page, line).map((one) => ({ line: one.number, text: '' }));
  return {
    ...spotOn(line.number, line.lead.length, line.text.trimEnd().length),
    saying: say.looseText(line.text),
    mend,
  };
};

/** The line and the texts without a key right below it. */
const followers = (page: Page, line: Line): readonly Line[] => {
  const rest = page.lines.slice(line.number - 1);
  const end = rest.findIndex((one) => one.kind === 'entry' && (looksLikeRules(one) || one.dashes.length > 0));
  return (end < 0 ? rest : rest.slice(0, end)).filter((one) => one.kind === 'entry' || one.kind === 'inside');
};
