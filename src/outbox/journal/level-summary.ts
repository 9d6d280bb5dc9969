// What the store says of itself. In: its records. Out: their sum, and whether they are all there.
import { hasValue, type LevelRecord, sealed, sumOf, unsealed } from './level-records.ts';

/** Under which it is kept; written again with every batch. */
export const SUMMARY_KEY = 'm';
export const FORMAT_KEY = 'f';

/** Messages that were written then may have been taken by a run that is forgotten. Milliseconds by Slack's clock; null: no end. */
export interface Span {
  readonly from: number | null;
  readonly until: number | null;
}

export interface Summary {
  /** Batches, over all runs. */
  readonly batch: number;
  readonly sum: number;
  readonly count: number;
  /** Up to when all that was written is on the disk; null: nothing may be. */
  readonly synced: number | null;
  readonly isClean: boolean;
  /** Of the process that wrote it. */
  readonly run: string;
  readonly unsure: Span | null;
}

export const summaryText = (summary: Summary): string => sealed(JSON.stringify(summary));

/** null: there is none, or it is damaged. */
export const readSummary = (value: string | undefined): Summary | null => {
  const text = value === undefined ? null : unsealed(value);
  return text === null ? null : parsed(text);
};

const parsed = (text: string): Summary => JSON.parse(text);

export interface Sum {
  readonly put: (record: LevelRecord) => void;
  /** What has no value is known to be there. */
  readonly drop: (key: string) => void;
  readonly total: () => { readonly sum: number; readonly count: number };
}

/** Adds up whatever is in the store, in whatever order: what is missing, doubled or altered shows. */
export const openSum = (): Sum => {
  let sum = 0;
  let count = 0;
  /** Of what has a value: it may be replaced without being deleted first. */
  const values = new Map<string, number>();

  const add = (by: number, records: number): void => {
    sum = (((sum + by) % SUM_MAX) + SUM_MAX) % SUM_MAX;
    count += records;
  };
  const remove = (key: string): void => {
    const known = values.get(key);
    if (known === undefined) return;
    values.delete(key);
    add(-known - sumOf(key), -1);
  };

  return {
    put: ({ key, value }) => {
      remove(key);
      const ofValue = hasValue(key) ? sumOf(value) : 0;
      if (hasValue(key)) values.set(key, ofValue);
      add(sumOf(key) + ofValue, 1);
    },
    drop: (key) => (hasValue(key) ? remove(key) : add(-sumOf(key), -1)),
    total: () => ({ sum, count }),
  };
};

const SUM_MAX = 2 ** 48;
