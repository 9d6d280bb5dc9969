// States and symbols → one array of cells, WIDTH numbers each, in which the children of all states lie between one another.

export const WIDTH = 4;
export const BASE = 0;
export const CHECK = 1;
export const FAIL = 2;
/** The number of the longest text that ends here, and 1; 0: none does. */
export const REPORT = 3;
const FREE = -1;

/** A double array that grows (Aoe, 1989): a state's children are at its BASE + symbol, and say by CHECK whose they are. */
export class Cells {
  #cells: Int32Array;
  readonly #symbols: number;
  #used = 1;
  #free = 1;
  #roomy = 1;

  constructor(symbols: number) {
    this.#symbols = symbols;
    this.#cells = emptied(new Int32Array((symbols + 1024) * WIDTH), 1);
  }

  at(cell: number, field: number): number {
    return this.#cells[cell * WIDTH + field] ?? FREE;
  }

  set(cell: number, field: number, value: number): void {
    this.#cells[cell * WIDTH + field] = value;
  }

  /** Finds a base from which the cells of all these symbols are free. */
  place(parent: number, symbols: readonly number[]): number {
    const lowest = Math.min(...symbols);
    const highest = Math.max(...symbols);
    while (this.at(this.#free, CHECK) !== FREE) this.#free += 1;
    // One child fits anywhere; for several, what is nearly full is passed over for good.
    let cell = Math.max(symbols.length === 1 ? this.#free : Math.max(this.#free, this.#roomy), lowest);
    for (let tries = 0; ; cell += 1, tries += 1) {
      this.#grow(cell - lowest + highest);
      if (tries === TRIES_MAX) this.#roomy = cell;
      if (this.at(cell, CHECK) !== FREE) continue;
      if (symbols.every((symbol) => this.at(cell - lowest + symbol, CHECK) === FREE)) break;
    }
    const base = cell - lowest;
    for (const symbol of symbols) this.set(base + symbol, CHECK, parent);
    this.set(parent, BASE, base);
    this.#used = Math.max(this.#used, base + highest + 1);
    return base;
  }

  /** Any symbol may be looked for from any base. */
  trimmed(): Int32Array {
    return this.#cells.slice(0, (this.#used + this.#symbols + 1) * WIDTH);
  }

  #grow(cell: number): void {
    const needed = (cell + this.#symbols + 2) * WIDTH;
    if (needed <= this.#cells.length) return;
    const larger = new Int32Array(Math.max(needed, Math.ceil((this.#cells.length / WIDTH) * 1.5) * WIDTH));
    larger.set(this.#cells);
    this.#cells = emptied(larger, this.#cells.length / WIDTH);
  }
}

/** After so many places that were too narrow, the search for the next ones begins where this one has come to. */
const TRIES_MAX = 64;

const emptied = (cells: Int32Array, from: number): Int32Array => {
  for (let cell = from; cell * WIDTH < cells.length; cell += 1) cells[cell * WIDTH + CHECK] = FREE;
  cells[CHECK] = FREE;
  return cells;
};
