// From a line that stands in a wrong column to the slip that says so, and to the column where it, or the line above, belongs.
import type { Line, Page } from './page.ts';
import * as ofKeys from './phrases-keys.ts';
import * as ofLines from './phrases-lines.ts';
import { spotOn, type Mend, type Slip } from './slip.ts';
import { isKey, isTopKey } from './words.ts';

export interface Open {
  readonly kind: 'map' | 'seq';
  readonly at: number;
}

export interface Place {
  readonly line: Line;
  readonly above: Line;
  readonly stack: readonly Open[];
}

export const astray = (page: Page, place: Place): Slip | null => {
  const { line } = place;
  const known = line.key ?? '';
  const isListed = place.stack.some((open) => open.kind === 'seq' && open.at === line.lead.length);
  if (
    line.dashes.length === 0 &&
    known === 'name' &&
    (isListed || place.stack.some((open) => open.kind === 'seq' && Math.abs(open.at - line.lead.length) <= 1))
  ) {
    const text = `${' '.repeat(seqAt(place) ?? line.lead.length)}- ${line.text.slice(line.keyAt)}`;
    return {
      ...spotOn(line.number, line.keyAt, line.keyAt + known.length),
      saying: ofKeys.dashMissing(known, line.value),
      mend: [{ line: line.number, text }],
    };
  }
  return displaced(page, place);
};

/** The line, or the one above it where that is the odd one. */
export const displaced = (page: Page, place: Place): Slip =>
  oddFirst(page, place) ?? oddOpener(page, place) ?? moved(page, place);

/** A first line whose column none of those below it shares, though they agree: it is the one that stands wrong. */
const oddFirst = (page: Page, { line, above }: Place): Slip | null => {
  const [at, meant] = [above.keyAt, line.lead.length];
  const lead = above.lead.length + meant - at;
  const most = above.dashes.length > 0 ? 1 : 2; // at two blanks it is the dash that was forgotten
  if (above.key === null || line.key === null || line.dashes.length > 0 || lead < 0 || Math.abs(meant - at) > most)
    return null;
  const entries = page.lines.filter((one) => one.kind === 'entry');
  const before = entries.findLast((one) => one.number < above.number);
  if (above.dashes.length === 0 && (before === undefined || before.keyAt >= at)) return null;
  const below = entries.filter((one) => one.number >= line.number);
  const end = below.findIndex((one) => one.lead.length < Math.min(at, meant));
  const beside = (end < 0 ? below : below.slice(0, end)).filter((one) => one.lead.length <= Math.max(at, meant));
  // Of two lines it is the one that is not two blanks deeper than what opens them.
  const isUsual = before?.value === '' && before.keyAt + 2 === meant;
  if (beside.length < (isUsual ? 1 : AGREEING_MIN) || beside.some((one) => one.lead.length !== meant)) return null;
  return {
    ...spotOn(above.number, 0, Math.max(above.lead.length, 1)),
    saying: ofLines.indented(lead, false),
    mend: [{ line: above.number, text: ' '.repeat(lead) + above.text.slice(above.lead.length) }],
  };
};

/** `yes:` above its list, one blank off, where `no:` stands two blanks deeper than `examples:`, as is usual. */
const oddOpener = (page: Page, { line }: Place): Slip | null => {
  const meant = line.lead.length;
  if (line.key === null || line.dashes.length > 0) return null;
  const above = page.lines.filter((one) => one.kind === 'entry' && one.number < line.number);
  for (let at = above.length - 3; at >= 0 && (above[at + 1]?.lead.length ?? 0) >= meant - 2; at -= 1) {
    const [opener, first, ...inner] = above.slice(at);
    if (opener?.key === null || opener?.value !== '' || opener.keyAt + 2 !== meant || first === undefined) continue;
    const isOff = first.key !== null && first.value === '' && first.dashes.length === 0 && first.keyAt !== meant;
    if (!isOff || Math.abs(first.keyAt - meant) > 2) continue;
    const least = Math.max(first.keyAt, meant);
    if (inner.some((one) => one.lead.length < least || (one.lead.length === least && one.dashes.length === 0)))
      return null;
    return {
      ...spotOn(first.number, 0, Math.max(first.lead.length, 1)),
      saying: ofLines.indented(meant, false),
      mend: [{ line: first.number, text: ' '.repeat(meant) + first.text.slice(first.lead.length) }],
    };
  }
  return null;
};

/** Lines that agree against one. */
const AGREEING_MIN = 2;

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

/** What stands below it is right already, once the line itself is. */
const isAlone = (page: Page, line: Line, column: number | null): boolean => {
  const below = page.lines.slice(line.number).find((one) => one.kind === 'entry');
  const deeper = line.dashes.length > 0 || line.value === '' ? 2 : 0;
  return column !== null && below?.lead.length === column + deeper;
};

/** The line, and those below that moved along with it, set to the column where they belong. */
const moved = (page: Page, place: Place): Slip => {
  const { line, stack } = place;
  const column = target(place);
  const at = line.lead.length;
  const mend: Mend[] = [];
  const shift = (column ?? at) - at;
  const isDash = line.dashes.length > 0;
  const lists = stack.filter((open) => open.kind === 'seq').map((open) => open.at);
  const last = isAlone(page, line, column) ? line.number : page.lines.length;
  for (const next of page.lines.slice(line.number - 1, last)) {
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
  return { ...spot, saying: ofLines.indented(column, mend.length > 1), mend };
};
