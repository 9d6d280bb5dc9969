// A message that an automaton runs through → which texts occur in it, and where.
import type { Units } from '../fast-fold.ts';

export interface Automaton {
  /** Adds the number of each text that occurs to `found`. */
  readonly scan: (message: Units, found: Found) => void;
}

/** Which texts have been found: each is written down once for each stamp. */
export interface Found {
  /** By the text's number: the stamp at which it was last found. */
  readonly seenAt: Int32Array;
  readonly numbers: Int32Array;
  stamp: number;
  count: number;
  /** Where they have been found; null: it is not asked for. */
  hits: Hits | null;
}

/** Every place of every text; of so many only, so that a long message cannot fill the memory. */
export interface Hits {
  /** By the text's number, where it was found: the last of its hits. */
  readonly last: Int32Array;
  /** By hit: the place after it, and the hit of the same text before it, or -1. */
  readonly ends: Int32Array;
  readonly before: Int32Array;
  count: number;
}

export const HITS_MAX = 65_536;
