// What a filter is here: values in, one value out; texts come and go with their marks.
import type { Context } from 'liquidjs';

/** Liquid calls a filter with the rendering's context as `this`; here it is the first argument. */
export interface Filter {
  /** How many arguments it cannot do without. */
  readonly least: number;
  readonly run: (use: Use, value: unknown, args: readonly unknown[]) => unknown;
}

/** What a filter may use of the rendering: its allowance of memory, and Liquid's own filters. */
export interface Use {
  readonly context: Context;
  /** Counts UTF-16 units (or entries) against the allowance; throws when it is used up. */
  readonly charge: (units: number) => void;
  /** Liquid's own filter, run on plain values. */
  readonly native: (name: string, value: unknown, args: readonly unknown[]) => unknown;
}
