// A text and a place in a message, both in jamo → whether the text stands there with no more than so many slips.
import { spend, type Budget } from './budget.ts';
import { MAY_END, type Spelling } from './jamo.ts';

/** What is looked for: units `from` … `to` (exclusive), and how many slips are allowed. */
export interface Slipping {
  readonly units: Uint16Array;
  readonly from: number;
  readonly to: number;
  readonly slips: number;
}

export interface There {
  readonly message: Spelling;
  readonly budget: Budget;
}

/**
 * Whether some stretch from `begin` on, ending where stretches may end, is the text with at most `slips` slips: units
 * left out, added, changed, or swapped with their neighbour (optimal string alignment). False once the budget is spent.
 *
 * A diagonal is by how many units the message is further than the text. Along one the slips never get fewer, so all that
 * has to be known is how far along each one comes with so many slips, and from that with one more (Ukkonen, 1985).
 */
export const standsAt = ({ units, from, to, slips }: Slipping, begin: number, { message, budget }: There): boolean => {
  const length = to - from;
  const { units: there, marks, length: end } = message;
  const room = end - begin;
  let line = 0;
  while (line < length && line < room && units[from + line] === there[begin + line]) line += 1;
  if (line === length && ((marks[begin + line] ?? 0) & MAY_END) !== 0) return true;
  if (!spend(budget, PLACE_STEPS + line * UNIT_STEPS)) return false;
  const middle = slips + 1;
  if (2 * middle + 1 >= lines.length) lines = new Int32Array(4 * middle);
  lines[middle] = line;
  for (let count = 1; count <= slips; count += 1) {
    lines[middle - count] = NOWHERE;
    lines[middle + count] = NOWHERE;
    lines[middle + count + 1] = NOWHERE;
    let steps = 0;
    let left = NOWHERE;
    for (let diagonal = -count; diagonal <= count; diagonal += 1) {
      const at = middle + diagonal;
      const same = lines[at] ?? NOWHERE;
      const right = lines[at + 1] ?? NOWHERE;
      const last = Math.min(length, room - diagonal);
      const place = begin + same + diagonal;
      const isSwapped =
        same >= 0 &&
        same + 1 < length &&
        place + 1 < end &&
        units[from + same] === there[place + 1] &&
        units[from + same + 1] === there[place];
      line = same + (isSwapped ? 2 : 1);
      if (left > line) line = left;
      if (right >= line) line = right + 1;
      if (line > last) line = last;
      left = same;
      const first = line;
      while (line < last && units[from + line] === there[begin + line + diagonal]) line += 1;
      if (line === length && ((marks[begin + line + diagonal] ?? 0) & MAY_END) !== 0) return true;
      lines[at] = line;
      steps += DIAGONAL_STEPS + (line - first) * UNIT_STEPS;
    }
    if (!spend(budget, steps)) return false;
  }
  return false;
};

const PLACE_STEPS = 20;
const DIAGONAL_STEPS = 8;
const UNIT_STEPS = 2;

/** So far up that nothing is reached from there. */
const NOWHERE = -1_000_000;

/** By diagonal the line up to which it is reached; kept from one place to the next. */
let lines = new Int32Array(32);
