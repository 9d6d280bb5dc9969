// A folder → the store in it, open, ours and read, with what it is known to have lost; or why it cannot be had.
import type { ClassicLevel } from 'classic-level';
import type { Phrase } from '../../domain/language.ts';
import type { Lost } from './doubt.ts';
import {
  bootId,
  isAlive,
  lookAtStore,
  type Mark,
  type Places,
  readHolder,
  readMark,
  setStoreAside,
} from './level-folder.ts';
import { fillLevel, type Loaded, loadLevel, openLevel } from './level-load.ts';
import { cannotWrite, heldBy, isGone, isNewer, LOST_THE_LAST, setAside } from './level-phrases.ts';
import { isSafeToOpen } from './level-probe.ts';
import { openSum, type Sum, type Summary } from './level-summary.ts';
import type { Entry } from './state.ts';

export interface Refused {
  readonly kind: 'refused';
  readonly why: 'held' | 'newer' | 'unusable';
  readonly sentence: Phrase;
}

export const refused = (why: Refused['why'], sentence: Phrase): Refused => ({ kind: 'refused', why, sentence });

/** A store that is ours, and what it is known to have lost. */
export interface Found {
  readonly kind: 'found';
  readonly db: ClassicLevel;
  readonly entries: readonly Entry[];
  readonly sum: Sum;
  readonly summary: Summary | null;
  readonly lost: Lost | null;
  readonly notices: readonly Phrase[];
}

const ANYTHING: Lost = { after: null };

export const findStore = async (places: Places): Promise<Found | Refused> => {
  const { store } = places;
  const look = await lookAtStore(store);
  const mark = await readMark(places.mark);
  if (look !== 'empty' && !(await isSafeToOpen(places)))
    return beginAnew(places, { entries: [], summary: null, lost: ANYTHING });
  const opened = await openLevel(store, { isNew: look === 'empty' });
  if (opened.kind === 'held') return refused('held', heldBy(places.folder, await readHolder(places.holder)));
  if (opened.kind === 'trouble') return refused('unusable', opened.sentence);
  if (opened.kind === 'damaged') {
    // A store that cannot even be made has nothing in it that could be set aside.
    if (look === 'empty') return refused('unusable', cannotWrite('other', store, 'LevelDB'));
    return beginAnew(places, { entries: [], summary: null, lost: ANYTHING });
  }
  const { db } = opened;
  const holder = await readHolder(places.holder);
  if (await isAlive(holder)) {
    await db.close();
    return refused('held', heldBy(places.folder, holder));
  }
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
  return beginAnew(places, { entries: salvaged(loaded), summary: loaded.summary, lost: ANYTHING });
};

/** A new store in the place of a damaged one, with what could be read of it. */
export const beginAnew = async (
  places: Places,
  { entries, summary, lost }: Pick<Found, 'entries' | 'summary' | 'lost'>,
): Promise<Found | Refused> => {
  const notice = setAside(await setStoreAside(places.store, new Date()));
  const filled = await fillLevel(places.store, entries);
  switch (filled.kind) {
    case 'filled':
      return { ...filled, kind: 'found', entries, summary, lost, notices: [notice] };
    case 'held':
      return refused('held', heldBy(places.folder, null));
    case 'damaged':
      return refused('unusable', cannotWrite('other', places.store, 'LevelDB'));
    case 'trouble':
      return refused('unusable', filled.sentence);
    default:
      return filled satisfies never;
  }
};

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
