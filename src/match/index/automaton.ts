// Texts to look for → one automaton that finds all of them in a single pass over a message (Aho and Corasick, 1975).
import { BASE, Cells, CHECK, FAIL, REPORT } from './cells.ts';
import type { Automaton } from './found.ts';
import { scanCells, scanWhole, type Ends, type Whole } from './scan.ts';

/** A text, not empty, how it has to stand (`boundsOf`), and its number, by which it is told of. */
export interface Wanted {
  readonly text: string;
  readonly bounds: number;
  readonly number: number;
}

/**
 * States are kept as a double array (Aoe, 1989): the state after `state` at a symbol is the cell at BASE + symbol, if
 * that cell's CHECK says that it is a child of `state`; if not, FAIL is the state of the longest shorter beginning.
 * `numbers`: one more than the largest number. Yields between a few hundred states.
 */
export function* automatonSteps(texts: readonly Wanted[], numbers: number): Generator<void, Automaton, void> {
  const sorted = texts.toSorted((a, b) => (a.text < b.text ? -1 : 1));
  yield;
  const symbols = symbolsOf(sorted);
  yield;
  const cells = new Cells(symbols.count);
  const ends: Ends = {
    lengths: new Int32Array(numbers),
    bounds: new Uint8Array(numbers),
    next: new Int32Array(numbers),
  };
  const order: number[] = [];
  const queue: Node[] = [{ state: 0, from: 0, to: sorted.length, depth: 0 }];
  for (let next = 0; next < queue.length; next += 1) {
    const node = queue[next];
    if (node === undefined) break;
    order.push(node.state);
    const children = childrenOf(sorted, node);
    if (children.length > 0) {
      const taken = children.map(({ unit }) => symbols.of[unit] ?? 0);
      const base = cells.place(node.state, taken);
      for (const [index, child] of children.entries()) {
        const state = base + (taken[index] ?? 0);
        linkChild(cells, { parent: node.state, state, symbol: taken[index] ?? 0 });
        for (let at = child.from; at < child.to && sorted[at]?.text.length === child.depth; at += 1)
          addEnd(ends, cells, { state, wanted: sorted[at] });
        queue.push({ ...child, state });
      }
    }
    queue[next] = DONE;
    if (next % NODES_PER_STEP === 0) yield;
  }
  if (order.length * (symbols.count + 2) > WHOLE_MAX) return scanCells(symbols.of, cells.trimmed(), ends);
  return scanWhole(symbols.of, yield* wholeSteps(cells, order, symbols.count + 2), ends);
}

/** Where there are few texts or, as of jamo, few symbols, each state can have a place for every symbol. */
const WHOLE_MAX = 4_000_000;

/** `order`: breadth first, so that what a failure leads to is filled in already. */
function* wholeSteps(cells: Cells, order: readonly number[], width: number): Generator<void, Whole, void> {
  const rows = new Map(order.map((state, index) => [state, index * width]));
  const next = new Int32Array(order.length * width);
  for (const [index, state] of order.entries()) {
    const row = index * width;
    const fallback = rows.get(cells.at(state, FAIL)) ?? 0;
    next[row + width - 1] = cells.at(state, REPORT);
    for (let symbol = 1; symbol < width - 1; symbol += 1) {
      const child = cells.at(state, BASE) + symbol;
      const isChild = cells.at(child, CHECK) === state;
      const report = cells.at(child, REPORT) === 0 ? 0 : 1;
      next[row + symbol] = isChild
        ? (rows.get(child) ?? 0) * 2 + report
        : row === 0
          ? 0
          : (next[fallback + symbol] ?? 0);
    }
    if (index % NODES_PER_STEP === 0) yield;
  }
  return { next, reportAt: width - 1 };
}

const NODES_PER_STEP = 512;

const addEnd = (ends: Ends, cells: Cells, { state, wanted }: { state: number; wanted: Wanted | undefined }): void => {
  if (wanted === undefined) return;
  const { text, bounds, number } = wanted;
  ends.lengths[number] = text.length;
  ends.bounds[number] = bounds;
  ends.next[number] = cells.at(state, REPORT);
  cells.set(state, REPORT, number + 1);
};

/** A beginning that the texts `from` … `to` (exclusive) have in common. */
interface Node {
  readonly state: number;
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

const DONE: Node = { state: 0, from: 0, to: 0, depth: 0 };

const childrenOf = (
  sorted: readonly Wanted[],
  { from, to, depth }: Node,
): (Omit<Node, 'state'> & { unit: number })[] => {
  const children: (Omit<Node, 'state'> & { unit: number })[] = [];
  let begin = from;
  while (begin < to && sorted[begin]?.text.length === depth) begin += 1;
  while (begin < to) {
    const unit = sorted[begin]?.text.charCodeAt(depth) ?? 0;
    let end = begin + 1;
    while (end < to && sorted[end]?.text.charCodeAt(depth) === unit) end += 1;
    children.push({ unit, from: begin, to: end, depth: depth + 1 });
    begin = end;
  }
  return children;
};

/** Only what stands in some text has a symbol, from 1. */
const symbolsOf = (sorted: readonly Wanted[]): { readonly of: Uint16Array; readonly count: number } => {
  const of = new Uint16Array(0x1_0000);
  let count = 0;
  for (const { text } of sorted)
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (of[unit] === 0) of[unit] = count += 1;
    }
  return { of, count };
};

/** Breadth first, so that what a failure leads to is in its place already. */
const linkChild = (
  cells: Cells,
  { parent, state, symbol }: { parent: number; state: number; symbol: number },
): void => {
  let fail = 0;
  for (let from = parent; from !== 0;) {
    from = cells.at(from, FAIL);
    const next = cells.at(from, BASE) + symbol;
    if (cells.at(next, CHECK) === from) {
      fail = next;
      break;
    }
  }
  cells.set(state, FAIL, fail);
  cells.set(state, REPORT, cells.at(fail, REPORT));
};
