// The journal in a folder: an embedded LevelDB, with all of it in memory too. In: a folder. Out: a journal that outlives the process, or why not.
import { randomUUID } from 'node:crypto';
import type { ClassicLevel } from 'classic-level';
import type { Phrase } from '../../domain/language.ts';
import type { Clock, Journal, Log } from '../../domain/ports.ts';
import { keyText } from '../../domain/reply.ts';
import { RATES, type Rates } from '../rates.ts';
import { type Lost, openDoubt } from './doubt.ts';
import {
  bootId,
  lookAtStore,
  makeFolder,
  type Mark,
  openMark,
  type Places,
  placesIn,
  readHolder,
  readMark,
  removeHolder,
  setStoreAside,
  writeHolder,
} from './level-folder.ts';
import { type Loaded, loadLevel, openLevel } from './level-load.ts';
import { cannotWrite, heldBy, isGone, isNewer, LOST_THE_LAST, setAside } from './level-phrases.ts';
import { FORMAT, recordOf } from './level-records.ts';
import { FORMAT_KEY, openSum, type Summary, SUMMARY_KEY, summaryText } from './level-summary.ts';
import { sentenceOf } from './level-trouble.ts';
import { openWriter } from './level-writer.ts';
import { type Entry, openState } from './state.ts';

export interface LevelOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Slack's, where none are given. */
  readonly rates?: Rates;
  /** Once per change: it cannot be written, or can again. */
  readonly onState?: (state: 'ok' | 'down', sentence: Phrase) => void;
}

export type OpenedLevelJournal =
  | { readonly kind: 'open'; readonly journal: Journal; readonly notices: readonly Phrase[] }
  | { readonly kind: 'refused'; readonly why: 'held' | 'newer' | 'unusable'; readonly sentence: Phrase };

type Refused = Extract<OpenedLevelJournal, { kind: 'refused' }>;

export const openLevelJournal = async (options: LevelOptions): Promise<OpenedLevelJournal> => {
  const places = placesIn(options.folder);
  try {
    await makeFolder(places.folder);
    const found = await take(places);
    if (found.kind === 'refused') return found;
    try {
      return await openOn(found, places, options);
    } catch (error) {
      await found.db.close();
      throw error;
    }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return refused('unusable', sentenceOf(error, places.folder));
  }
};

const refused = (why: Refused['why'], sentence: Phrase): Refused => ({ kind: 'refused', why, sentence });

/** A store that is ours, and what it is known to have lost. */
interface Found {
  readonly kind: 'found';
  readonly db: ClassicLevel;
  readonly entries: readonly Entry[];
  readonly sum: ReturnType<typeof openSum>;
  readonly summary: Summary | null;
  readonly lost: Lost | null;
  readonly notices: readonly Phrase[];
}

const ANYTHING: Lost = { after: null };

const take = async (places: Places): Promise<Found | Refused> => {
  const { store } = places;
  const look = await lookAtStore(store);
  const mark = await readMark(places.mark);
  const opened = await openLevel(store, { isNew: look === 'empty' });
  if (opened.kind === 'held') return refused('held', heldBy(places.folder, await readHolder(places.holder)));
  if (opened.kind === 'trouble') return refused('unusable', opened.sentence);
  if (opened.kind === 'damaged') {
    // A store that cannot even be made has nothing in it that could be set aside.
    if (look === 'empty') return refused('unusable', cannotWrite('other', store, 'LevelDB'));
    return begin(places, [], await aside(store));
  }
  const { db } = opened;
  const loaded = await loadLevel(db);
  if (loaded === 'newer') {
    await db.close();
    return refused('newer', isNewer(store));
  }
  if (loaded === 'blank') {
    const isNew = mark === 'none';
    return {
      kind: 'found',
      db,
      entries: [],
      sum: openSum(),
      summary: null,
      lost: isNew ? null : ANYTHING,
      notices: isNew ? [] : [isGone(store)],
    };
  }
  if (loaded.isWhole && loaded.summary !== null) {
    const lost = await lostSince(loaded.summary, mark);
    return { kind: 'found', db, ...loaded, lost, notices: lost === null ? [] : [LOST_THE_LAST] };
  }
  await db.close();
  return begin(places, salvaged(loaded), await aside(store));
};

const aside = async (store: string): Promise<Phrase> => setAside(await setStoreAside(store, new Date()));

/** A new store in the place of a damaged one, with what could be read of it. */
const begin = async (places: Places, entries: readonly Entry[], notice: Phrase): Promise<Found | Refused> => {
  const opened = await openLevel(places.store, { isNew: true });
  if (opened.kind === 'held') return refused('held', heldBy(places.folder, null));
  if (opened.kind === 'damaged') return refused('unusable', cannotWrite('other', places.store, 'LevelDB'));
  if (opened.kind === 'trouble') return refused('unusable', opened.sentence);
  const { db } = opened;
  const sum = openSum();
  for (let from = 0; from < entries.length; from += ENTRIES_AT_ONCE) {
    const records = entries.slice(from, from + ENTRIES_AT_ONCE).map(recordOf);
    for (const record of records) sum.put(record);
    await db.batch(records.map((record) => ({ type: 'put', ...record })));
  }
  return { kind: 'found', db, entries, sum, summary: null, lost: ANYTHING, notices: [notice] };
};

const ENTRIES_AT_ONCE = 10_000;

/** How far something is counts only with what it belongs to. */
const salvaged = ({ entries }: Loaded): readonly Entry[] => {
  const places = new Set(entries.flatMap((entry) => (entry.kind === 'owed' ? [entry.place] : [])));
  return entries.filter((entry) => entry.kind !== 'progress' || places.has(entry.place));
};

/** A process that was killed leaves all that it wrote in the system's hands, as long as the machine is not switched off. */
const lostSince = async (summary: Summary, mark: Mark | 'none' | 'damaged'): Promise<Lost | null> => {
  if (typeof mark !== 'string' && mark.batch <= summary.batch) {
    if (summary.isClean) return null;
    if (mark.boot !== null && mark.boot === (await bootId())) return null;
  }
  return { after: summary.synced };
};

const openOn = async (found: Found, places: Places, options: LevelOptions): Promise<OpenedLevelJournal> => {
  const { clock, log, rates = RATES, onState = () => {} } = options;
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
  const mark = await openMark(places.mark, await bootId());
  mark.write(summary.batch);
  await writeHolder(places.holder);

  const writer = openWriter({ db, places, mark, clock, log, sum, summary, unsure: doubt.span, onState });
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
    seenUntil: () => read(state.seenUntil),
    threads: (since) => read(() => state.threads(since)),
    keep: (name, text) => step(() => state.keep(name, text)),
    kept: (name) => read(() => state.kept(name)),
    size: () => read(state.size),
    close: async () => {
      const wasOpen = isOpen;
      isOpen = false;
      await writer.close();
      if (wasOpen) await removeHolder(places.holder);
    },
  };
  return { kind: 'open', journal, notices: found.notices };
};

const closed = (): Error => new Error('the journal is closed');
