// A LevelDB folder → its database, open and locked, and all that it holds; or why not.
import { ClassicLevel } from 'classic-level';
import { entryOf, FORMAT, recordOf } from './level-records.ts';
import { FORMAT_KEY, openSum, readSummary, type Sum, type Summary, SUMMARY_KEY } from './level-summary.ts';
import { type Failure, levelFailure } from './level-trouble.ts';
import type { Entry } from './state.ts';

export type OpenedLevel = { readonly kind: 'open'; readonly db: ClassicLevel } | Failure;

/** It is ours alone while it is open. `isNew`: made where there is none; otherwise LevelDB would make one over what is left of another. */
export const openLevel = async (store: string, { isNew }: { readonly isNew: boolean }): Promise<OpenedLevel> => {
  const db = new ClassicLevel(store, { createIfMissing: isNew, compression: true });
  try {
    await db.open({ createIfMissing: isNew });
    return { kind: 'open', db };
  } catch (error) {
    return levelFailure(error, store);
  }
};

export type Filled = { readonly kind: 'filled'; readonly db: ClassicLevel; readonly sum: Sum } | Failure;

/** A new store that holds these. */
export const fillLevel = async (store: string, entries: readonly Entry[]): Promise<Filled> => {
  const opened = await openLevel(store, { isNew: true });
  if (opened.kind !== 'open') return opened;
  const { db } = opened;
  const sum = openSum();
  try {
    for (let from = 0; from < entries.length; from += ENTRIES_AT_ONCE) {
      const records = entries.slice(from, from + ENTRIES_AT_ONCE).map(recordOf);
      for (const record of records) sum.put(record);
      await db.batch(records.map((record) => ({ type: 'put', ...record })));
    }
    return { kind: 'filled', db, sum };
  } catch (error) {
    await db.close();
    return levelFailure(error, store);
  }
};

const ENTRIES_AT_ONCE = 10_000;

export interface Loaded {
  readonly entries: readonly Entry[];
  /** null: there is none, or it is damaged. */
  readonly summary: Summary | null;
  /** Everything that was written is there, as it was written. */
  readonly isWhole: boolean;
  readonly sum: Sum;
}

/** `newer`: written by a later release. `blank`: nothing was ever written. */
export const loadLevel = async (db: ClassicLevel): Promise<Loaded | 'newer' | 'blank'> => {
  const format = await readFormat(db);
  if (format === 'newer') return format;
  const entries: Entry[] = [];
  const sum = openSum();
  let summary: Summary | null = null;
  let isReadable = true;

  // Kind by kind, so that one that cannot be read does not hide those behind it.
  for (const kind of KINDS) {
    try {
      const iterator = db.iterator({ gte: kind, lt: `${kind}\uffff` });
      for (let rows = await iterator.nextv(ROWS); rows.length > 0; rows = await iterator.nextv(ROWS))
        for (const [key, value] of rows) {
          sum.put({ key, value });
          const entry = entryOf({ key, value });
          if (entry === null) isReadable = false;
          else entries.push(entry);
        }
      await iterator.close();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      isReadable = false;
    }
  }
  try {
    summary = readSummary(await db.get(SUMMARY_KEY));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    isReadable = false;
  }
  if (format === 'none' && summary === null && isReadable && entries.length === 0) return 'blank';

  const total = sum.total();
  const isWhole = isReadable && format === 'ours' && summary?.sum === total.sum && summary.count === total.count;
  return { entries, summary, isWhole, sum };
};

/** What is owed stands before how far it is, and all else in the order of time. */
const KINDS = ['a', 'b', 'c', 'e', 'h', 'k', 'l', 'o', 's', 't', 'x'];
/** Rows that are read at once. */
const ROWS = 5_000;

const readFormat = async (db: ClassicLevel): Promise<'ours' | 'newer' | 'none' | 'damaged'> => {
  let text: string | undefined;
  try {
    text = await db.get(FORMAT_KEY);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return 'damaged';
  }
  if (text === undefined) return 'none';
  if (!/^\d{1,6}$/.test(text)) return 'damaged';
  return Number(text) > FORMAT ? 'newer' : Number(text) === FORMAT ? 'ours' : 'damaged';
};
