// Changes → LevelDB, in groups, each as one batch. While it cannot write, it tries again and all wait.
import { statSync } from 'node:fs';
import { deferred, type Deferred } from '../../domain/deferred.ts';
import type { Phrase } from '../../domain/language.ts';
import type { Clock, Log } from '../../domain/ports.ts';
import type { ClassicLevel } from 'classic-level';
import { type MarkWriter, type Places, syncLogs } from './level-folder.ts';
import { openLevel } from './level-load.ts';
import { cannotWrite, IS_BACK, isDeleted, isDown, isTaken, setAside } from './level-phrases.ts';
import { recordOf } from './level-records.ts';
import { readSummary, type Span, type Sum, SUMMARY_KEY, type Summary, summaryText } from './level-summary.ts';
import { renewStore } from './level-renew.ts';
import { isCorruption, sentenceOf } from './level-trouble.ts';
import type { Entry, Records } from './state.ts';

/** A power failure takes what was written for this long. */
const SYNC_MS = 1_000;
const RETRY_MS = 500;

export interface Writer extends Records {
  /** Resolves when all that has changed so far is written; false: it never will be, since it is closed. */
  readonly written: () => Promise<boolean>;
  /** The same for what can be written from now on. */
  readonly ready: () => Promise<boolean>;
  /** The store is open, and ours. */
  readonly holds: () => boolean;
  readonly close: () => Promise<void>;
}

export interface WriterOptions {
  readonly db: ClassicLevel;
  readonly places: Places;
  readonly mark: MarkWriter;
  readonly clock: Clock;
  readonly log: Log;
  readonly sum: Sum;
  /** As it was written last. */
  readonly summary: Summary;
  readonly unsure: () => Span | null;
  readonly onState: (state: 'ok' | 'down', sentence: Phrase) => void;
  /** It is gone for good, and nothing can be written any more. */
  readonly onLost: (sentence: Phrase) => void;
}

/** What goes into one batch; null: deleted. */
interface Group {
  readonly changes: Map<string, string | null>;
  readonly done: Deferred<boolean>;
}

export const openWriter = (options: WriterOptions): Writer => {
  const { places, mark, clock, log, sum, unsure, onState, onLost } = options;
  const { run } = options.summary;
  const stop = new AbortController();
  let db: ClassicLevel | null = options.db;
  let { batch, synced } = options.summary;
  let next = newGroup();
  let current: Group | null = null;
  let running: Promise<void> | null = null;
  /** While it cannot write: settles when it can again, or is closed. */
  let down: Deferred<boolean> | null = null;
  /** By which the store is known to be the same folder still. */
  let inode = inodeOf(places.store);
  /** Another process has it, or it was deleted. */
  let hasLost = false;
  /** Something was not written: nothing that came after it may be. */
  let hasEnded = false;
  let wantsSummary = false;
  let syncing: Promise<void> | null = null;

  const put = (entry: Entry): void => {
    const record = recordOf(entry);
    sum.put(record);
    next.changes.set(record.key, record.value);
  };
  const drop = (entry: Entry): void => {
    const { key } = recordOf(entry);
    sum.drop(key);
    next.changes.set(key, null);
  };

  const hasWork = (): boolean => next.changes.size > 0 || wantsSummary;
  const work = async (): Promise<void> => {
    while (hasWork()) {
      const group = next;
      const isNews = group.changes.size > 0;
      current = group;
      next = newGroup();
      wantsSummary = false;
      hasEnded = hasEnded || !(await write(group, false));
      group.done.resolve(!hasEnded);
      current = null;
      if (isNews) syncing ??= syncSoon();
    }
    running = null;
  };
  const start = (): void => {
    if (hasWork()) running ??= work();
  };

  const write = async (group: Group, isClean: boolean): Promise<boolean> => {
    batch += 1;
    // Both are of this moment: what comes while it is written belongs to the next batch.
    const summary = summaryText({ batch, ...sum.total(), synced, isClean, run, unsure: unsure() });
    const operations = operationsOf(group, summary);
    for (;;) {
      if (hasLost) return false;
      let isCorrupt = false;
      try {
        if (db !== null) {
          await db.batch(operations, { sync: isClean });
          mark.write(batch);
          isUp();
          return true;
        }
      } catch (error) {
        isCorrupt = isCorruption(error);
        isDownFor(sentenceOf(error, places.store));
      }
      if (!stop.signal.aborted) await clock.sleep(RETRY_MS, stop.signal);
      if (stop.signal.aborted) return false;
      // A record that was torn must stand at the end of its log: what is written behind it would be lost.
      await reopen(isCorrupt);
    }
  };

  const reopen = async (isCorrupt: boolean): Promise<void> => {
    const old = db;
    db = null;
    await old?.close().catch((error: unknown) => log.write('debug', 'journal_close_failed', { why: String(error) }));
    if (isCorrupt) await renew();
    const opened = await openLevel(places.store, { isNew: false });
    if (opened.kind !== 'open') {
      isDownFor(opened.kind === 'trouble' ? opened.sentence : cannotWrite('other', places.store, 'LevelDB'));
      return;
    }
    const summary = await opened.db.get(SUMMARY_KEY).then(readSummary, () => null);
    if (summary?.run === run) {
      db = opened.db;
      inode = inodeOf(places.store);
      return;
    }
    await opened.db.close();
    if (summary === null) return;
    // Another process had it meanwhile: what we know is no longer all there is to know.
    lose(isTaken(places.store));
  };

  const lose = (sentence: Phrase): void => {
    if (hasLost) return;
    hasLost = true;
    down ??= deferred();
    onLost(sentence);
  };

  /** LevelDB cannot tidy up what it keeps of the past: as long as all can be read, it goes into a new store. */
  const renew = async (): Promise<void> => {
    const renewed = await renewStore(places, run);
    if (renewed.kind === 'set_aside') log.write('warn', 'journal_set_aside', { sentence: setAside(renewed.as) });
    if (renewed.kind === 'trouble') isDownFor(renewed.sentence);
  };

  const isDownFor = (cause: Phrase): void => {
    if (down === null) onState('down', isDown(cause));
    down ??= deferred();
  };
  const isUp = (): void => {
    const was = down;
    if (was === null) return;
    down = null;
    onState('ok', IS_BACK);
    was.resolve(true);
  };

  const syncSoon = async (): Promise<void> => {
    await clock.sleep(SYNC_MS, stop.signal);
    if (stop.signal.aborted) return;
    const upTo = clock.now();
    // What is written into files that are deleted is written nowhere, and no write says so.
    if (db !== null && inodeOf(places.store) !== inode) lose(isDeleted(places.store));
    try {
      await syncLogs(places.store);
      synced = upTo;
      wantsSummary = true;
    } catch (error) {
      log.write('warn', 'journal_sync_failed', { why: String(error) });
    }
    syncing = null;
    start();
  };

  const closeStore = async (): Promise<void> => {
    stop.abort();
    await syncing;
    start();
    await running;
    try {
      if (!hasEnded && down === null) await write(newGroup(), true);
      await db?.close();
      await mark.close();
    } catch (error) {
      log.write('warn', 'journal_close_failed', { why: String(error) });
    }
    db = null;
    next.done.resolve(false);
    down?.resolve(false);
  };
  let closing: Promise<void> | null = null;

  return {
    put,
    drop,
    written: () => {
      if (next.changes.size === 0) return current?.done.promise ?? Promise.resolve(!hasEnded);
      const { promise } = next.done;
      start();
      return promise;
    },
    ready: () => down?.promise ?? Promise.resolve(true),
    holds: () => db !== null && !hasLost,
    close: () => (closing ??= closeStore()),
  };
};

/** null: it is not there. */
const inodeOf = (store: string): number | null => statSync(store, { throwIfNoEntry: false })?.ino ?? null;

const newGroup = (): Group => ({ changes: new Map(), done: deferred() });

const operationsOf = ({ changes }: Group, summary: string) => [
  ...[...changes].map(([key, value]) =>
    value === null ? { type: 'del' as const, key } : { type: 'put' as const, key, value },
  ),
  { type: 'put' as const, key: SUMMARY_KEY, value: summary },
];
