// The journal in a folder: an embedded LevelDB, with all of it in memory too. In: a folder. Out: a journal that outlives the process, or why not.
import { randomUUID } from 'node:crypto';
import { chmod } from 'node:fs/promises';
import type { Phrase } from '../../domain/language.ts';
import type { Clock, Journal, Log } from '../../domain/ports.ts';
import { keyText } from '../../domain/reply.ts';
import { RATES, type Rates } from '../rates.ts';
import { openDoubt } from './doubt.ts';
import { beginAnew, findStore, type Found, type Refused, refused } from './level-find.ts';
import { bootId, makeFolder, openMark, type Places, placesIn, removeHolder, writeHolder } from './level-folder.ts';
import { noteLeft } from './level-probe.ts';
import { FORMAT } from './level-records.ts';
import { FORMAT_KEY, type Summary, SUMMARY_KEY, summaryText } from './level-summary.ts';
import { isCorruption, sentenceOf } from './level-trouble.ts';
import { openWriter } from './level-writer.ts';
import { openState } from './state.ts';

export interface LevelOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Slack's, where none are given. */
  readonly rates?: Rates;
  /** Once per change: it cannot be written, or can again. */
  readonly onState?: (state: 'ok' | 'down', sentence: Phrase) => void;
  /** Once: it is gone for good, and every step rejects from now on. */
  readonly onLost?: (sentence: Phrase) => void;
}

export type OpenedLevelJournal =
  | { readonly kind: 'open'; readonly journal: Journal; readonly notices: readonly Phrase[] }
  | Refused;

export const openLevelJournal = async (options: LevelOptions): Promise<OpenedLevelJournal> => {
  const places = placesIn(options.folder);
  try {
    await makeFolder(places.folder);
    const found = await findStore(places);
    if (found.kind === 'refused') return found;
    try {
      return await openOn(found, places, options);
    } catch (error) {
      await found.db.close();
      if (!isCorruption(error)) throw error;
    }
    // All could be read, and what LevelDB keeps of the past could not.
    const renewed = await beginAnew(places, found);
    return renewed.kind === 'refused' ? renewed : await openOn(renewed, places, options);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return refused('unusable', sentenceOf(error, places.folder));
  }
};

const openOn = async (found: Found, places: Places, options: LevelOptions): Promise<OpenedLevelJournal> => {
  const { clock, log, rates = RATES, onState = () => {}, onLost = () => {} } = options;
  const { db, sum, lost } = found;
  const doubt = openDoubt(clock, found.summary?.unsure ?? null, lost);
  const summary: Summary = {
    batch: (found.summary?.batch ?? 0) + 1,
    ...sum.total(),
    synced: found.summary?.synced ?? null,
    isClean: false,
    run: randomUUID(),
    unsure: doubt.span(),
  };
  await db.batch(
    [
      { type: 'put', key: FORMAT_KEY, value: String(FORMAT) },
      { type: 'put', key: SUMMARY_KEY, value: summaryText(summary) },
    ],
    { sync: true },
  );
  // What is owed holds what people are told: nobody else may look in, whoever made the folder around it.
  await chmod(places.store, 0o700);
  await writeHolder(places.holder);
  const mark = await openMark(places.mark, await bootId());
  mark.write(summary.batch);

  const writer = openWriter({ db, places, mark, clock, log, sum, summary, unsure: doubt.span, onState, onLost });
  const state = openState({ clock, rates, records: writer });
  for (const entry of found.entries) state.fill(entry);
  let isOpen = true;

  /** Nothing but what is written is told to anyone. */
  const step = async <Result>(run: () => Result): Promise<Result> => {
    if (!isOpen) throw closed();
    const result = run();
    if (!(await writer.written())) throw closed();
    return result;
  };
  const read = async <Result>(run: () => Result): Promise<Result> => {
    if (!isOpen) throw closed();
    return run();
  };

  const journal: Journal = {
    ready: async () => {
      if (!isOpen || !(await writer.ready())) throw closed();
    },
    accept: (claim) =>
      step(() => {
        const isUnsure = !claim.isSure && !state.has(keyText(claim.key)) && doubt.covers(claim.at);
        return isUnsure ? { kind: 'unsure' } : state.accept(claim);
      }),
    begin: (id, way) => step(() => state.begin(id, way)),
    hold: (method, ms) => step(() => state.hold(method, ms)),
    mark: (id, progress) => step(() => state.mark(id, progress)),
    settle: (id) => step(() => state.settle(id)),
    holds: () => isOpen && writer.holds(),
    adopt: () =>
      step(() =>
        state.adopt((owed) => {
          if (owed.progress.state !== 'owed' || !doubt.mayHaveSent(owed.dueAt)) return owed.progress;
          return { state: 'in_doubt', since: owed.dueAt, mayRepeat: true };
        }),
      ),
    pending: () => read(state.pending),
    sawAll: (until) => step(() => state.sawAll(until)),
    // A journal that lost some knows that the bot was here before, not until when.
    seenUntil: () => read(() => state.seenUntil() ?? (lost === null ? null : 0)),
    threads: (since) => read(() => state.threads(since)),
    keep: (name, text) => step(() => state.keep(name, text)),
    kept: (name) => read(() => state.kept(name)),
    size: () => read(state.size),
    close: async () => {
      const wasOpen = isOpen;
      isOpen = false;
      await writer.close();
      if (!wasOpen) return;
      await noteLeft(places).catch((error: unknown) => log.write('debug', 'journal_not_noted', { why: String(error) }));
      await removeHolder(places.holder);
    },
  };
  return { kind: 'open', journal, notices: found.notices };
};

const closed = (): Error => new Error('the journal is closed');
