// The tables of an automaton and a message → the texts that occur in it; the loops in which most of a decision's time goes.
import { standsFree } from '../boundary.ts';
import type { Units } from '../fast-fold.ts';
import { HITS_MAX, type Automaton, type Found } from './found.ts';
import { CHECK, FAIL, REPORT, WIDTH } from './cells.ts';

/** By the text's number: its length, its bounds, and the number, and 1, of the next text that ends where it does. */
export interface Ends {
  readonly lengths: Int32Array;
  readonly bounds: Uint8Array;
  readonly next: Int32Array;
}

/** By following failures: for many texts, of which a table of all states and symbols would be too large. */
export const scanCells = (symbolOf: Uint16Array, cells: Int32Array, ends: Ends): Automaton => ({
  scan: (message, found) => {
    const { units, length } = message;
    let state = 0;
    for (let at = 0; at < length; at += 1) {
      const symbol = symbolOf[units[at] ?? 0] ?? 0;
      if (symbol === 0) {
        state = 0;
        continue;
      }
      for (;;) {
        const next = (cells[state * WIDTH] ?? 0) + symbol;
        if (cells[next * WIDTH + CHECK] === state) {
          state = next;
          break;
        }
        if (state === 0) break;
        state = cells[state * WIDTH + FAIL] ?? 0;
      }
      const report = cells[state * WIDTH + REPORT] ?? 0;
      if (report !== 0) tell(report, at + 1, { message, ends, found });
    }
  },
});

/**
 * Every state with the next one for every symbol, twice over and 1 where that one reports something. Symbol 0 leads to
 * the root.
 */
export const scanWhole = (symbolOf: Uint16Array, { next, reportAt }: Whole, ends: Ends): Automaton => ({
  scan: (message, found) => {
    const { units, length } = message;
    let row = 0;
    for (let at = 0; at < length; at += 1) {
      const there = next[row + (symbolOf[units[at] ?? 0] ?? 0)] ?? 0;
      row = there >> 1;
      if ((there & 1) === 1) tell(next[row + reportAt] ?? 0, at + 1, { message, ends, found });
    }
  },
});

/** A row is known by its first place; behind what follows on the symbols, at `reportAt`, it has what it reports. */
export interface Whole {
  readonly next: Int32Array;
  readonly reportAt: number;
}

const NO_HIT = -1;

/** All texts that end at `end`, from the longest on. */
const tell = (
  report: number,
  end: number,
  { message, ends, found }: { message: Units; ends: Ends; found: Found },
): void => {
  const { seenAt, numbers, stamp, hits } = found;
  for (let next = report; next !== 0; next = ends.next[next - 1] ?? 0) {
    const number = next - 1;
    const isSeen = seenAt[number] === stamp;
    if (hits !== null && hits.count < HITS_MAX) {
      hits.ends[hits.count] = end;
      hits.before[hits.count] = isSeen ? (hits.last[number] ?? NO_HIT) : NO_HIT;
      hits.last[number] = hits.count;
      hits.count += 1;
    }
    if (isSeen) continue;
    const bounds = ends.bounds[number] ?? 0;
    if (bounds !== 0 && !standsFree(message, { start: end - (ends.lengths[number] ?? 0), end, bounds })) continue;
    seenAt[number] = stamp;
    numbers[found.count] = number;
    found.count += 1;
  }
};
