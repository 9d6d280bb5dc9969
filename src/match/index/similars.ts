// The texts of `similar` rules, and where their pieces were found in a message → which stands there: compared only around them.
import { spend, type Budget } from '../budget.ts';
import { BEGINS, type Spelling } from '../jamo.ts';
import { standsAt, type Slipping } from '../slips.ts';
import type { Sought } from '../similar.ts';
import type { Found, Hits } from './found.ts';

/** All of them in three lists, since what lies far apart takes longer to fetch than to compare. */
export interface Similars {
  /** By rule: where its row begins, or -1. */
  readonly from: Int32Array;
  /** Rows: SLIPS to ROW_ENDS; then by piece its number, and how far its end is from the beginning of the text. */
  readonly rows: Int32Array;
  readonly units: Uint16Array;
}

/** Places in a row. */
const SLIPS = 0;
const UNITS_FROM = 1;
const UNITS_TO = 2;
const ROW_ENDS = 3;
const PIECES = 4;

/** `numberOf`: of a piece's text. */
export const similarsOf = (
  rules: readonly { readonly sought: Sought | null }[],
  numberOf: (text: string) => number,
): Similars => {
  const rows: number[] = [];
  const units: number[] = [];
  const from = rules.map(({ sought }) => {
    if (sought === null) return -1;
    // Two pieces are left, one of which is not the last.
    const last = sought.pieces.at(-1)?.offset;
    const pieces = sought.pieces.filter(({ offset }) => offset !== last);
    const begin = rows.length;
    const end = begin + PIECES + pieces.length * 2;
    rows.push(sought.slips, units.length, units.length + sought.units.length, end);
    rows.push(...pieces.flatMap(({ text, offset }) => [numberOf(text), offset + text.length]));
    units.push(...sought.units);
    return begin;
  });
  return { from: Int32Array.from(from), rows: Int32Array.from(rows), units: Uint16Array.from(units) };
};

/** A piece that slips have left whole stands at most as many places from its own as there are slips. */
export const standsByPieces = ({ from, rows, units }: Similars, rule: number, there: Seen): boolean => {
  const { found, hits, message, budget } = there;
  const { marks, length } = message;
  const row = from[rule] ?? 0;
  const slips = rows[row + SLIPS] ?? 0;
  const end = rows[row + ROW_ENDS] ?? 0;
  sought.units = units;
  sought.from = rows[row + UNITS_FROM] ?? 0;
  sought.to = rows[row + UNITS_TO] ?? 0;
  sought.slips = slips;
  for (let piece = row + PIECES; piece < end; piece += 2) {
    const number = rows[piece] ?? 0;
    if (found.seenAt[number] !== found.stamp) continue;
    for (let hit = hits.last[number] ?? -1; hit >= 0; hit = hits.before[hit] ?? -1) {
      if (!spend(budget, HIT_STEPS)) return false;
      const middle = (hits.ends[hit] ?? 0) - (rows[piece + 1] ?? 0);
      const last = Math.min(middle + slips, length);
      for (let begin = Math.max(middle - slips, 0); begin <= last; begin += 1)
        if (((marks[begin] ?? 0) & BEGINS) !== 0 && standsAt(sought, begin, there)) return true;
    }
  }
  return false;
};

const HIT_STEPS = 4;

/** Kept from one rule to the next. */
const sought: { -readonly [Key in keyof Slipping]: Slipping[Key] } = {
  units: new Uint16Array(0),
  from: 0,
  to: 0,
  slips: 0,
};

export interface Seen {
  readonly message: Spelling;
  readonly budget: Budget;
  readonly found: Found;
  readonly hits: Hits;
}
