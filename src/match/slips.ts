// A text and a place in a message, both in jamo → whether the text stands there with no more than so many slips.
import { spend, type Budget } from './budget.ts';
import type { Spelling } from './jamo.ts';

/** What is looked for: its units, and how many slips are allowed. */
export interface Slipping {
  readonly units: Uint16Array;
  readonly slips: number;
}

export interface There {
  readonly message: Spelling;
  readonly budget: Budget;
}

/**
 * Whether some stretch from `begin` on, ending where stretches may end, is the text with at most `slips` slips: units
 * left out, added, changed, or swapped with their neighbour (optimal string alignment). Only the band of `slips` to
 * either side is looked at, line by line, until nothing in it can become good any more. False once the budget is spent.
 */
export const standsAt = ({ units, slips }: Slipping, begin: number, { message, budget }: There): boolean => {
  const width = 2 * slips + 1;
  if (width + 2 > lines[0].length) lines = makeLines(width + 2);
  // A cell is at `column - line + slips + 1`, so that the same column is one further in the line above.
  let [above, row, below] = lines;
  const there = message.units;
  const length = message.length - begin;
  const tooMany = slips + 1;
  above.fill(tooMany, 0, width + 2);
  below.fill(tooMany, 0, width + 2);
  for (let cell = 0; cell < width + 2; cell += 1)
    row[cell] = cell <= slips ? tooMany : Math.min(cell - slips - 1, tooMany);
  let leastAbove = 0;
  let before = -1;
  for (let line = 1; line <= units.length; line += 1) {
    const unit = units[line - 1] ?? 0;
    const shift = slips + 1 - line;
    const last = Math.min(length, line + slips);
    let least = tooMany;
    let left = tooMany;
    let column = line - slips;
    if (column <= 0) {
      least = Math.min(line, tooMany);
      left = least;
      below[shift] = left;
      column = 1;
    }
    if (!spend(budget, LINE_STEPS + (last - column + 1) * CELL_STEPS)) return false;
    for (; column <= last; column += 1) {
      const cell = column + shift;
      const here = there[begin + column - 1] ?? 0;
      let count = (row[cell] ?? 0) + (here === unit ? 0 : 1);
      if (left < count) count = left + 1;
      if ((row[cell + 1] ?? 0) < count) count = (row[cell + 1] ?? 0) + 1;
      if (here === before && column > 1 && there[begin + column - 2] === unit && (above[cell] ?? 0) < count) {
        count = (above[cell] ?? 0) + 1;
      }
      below[cell] = count;
      left = count;
      if (count < least) least = count;
    }
    // A swap may still begin in the line above.
    if (least >= tooMany && leastAbove >= tooMany) return false;
    leastAbove = least;
    before = unit;
    [above, row, below] = [row, below, above];
  }
  const shift = slips + 1 - units.length;
  const last = Math.min(length, units.length + slips);
  for (let column = units.length - slips; column <= last; column += 1) {
    if (message.ends[begin + column] === 1 && (row[column + shift] ?? 0) <= slips) return true;
  }
  return false;
};

const CELL_STEPS = 6;
const LINE_STEPS = 10;

const makeLines = (cells: number): [Uint16Array, Uint16Array, Uint16Array] => [
  new Uint16Array(cells),
  new Uint16Array(cells),
  new Uint16Array(cells),
];

/** Kept from one place to the next. */
let lines = makeLines(16);
