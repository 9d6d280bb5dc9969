// A store that LevelDB can read and no longer write → a new one with all of it, in its place; the old one is set aside.
import { rename, rm } from 'node:fs/promises';
import type { Phrase } from '../../domain/language.ts';
import { type Places, setStoreAside } from './level-folder.ts';
import { fillLevel, loadLevel, openLevel } from './level-load.ts';
import { FORMAT } from './level-records.ts';
import { FORMAT_KEY, SUMMARY_KEY, summaryText } from './level-summary.ts';
import { sentenceOf } from './level-trouble.ts';

/** `as_it_was`: it is not all there, or no longer ours; the next start sees to it. */
export type Renewed =
  | { readonly kind: 'set_aside'; readonly as: string }
  | { readonly kind: 'as_it_was' }
  | { readonly kind: 'trouble'; readonly sentence: Phrase };

/** `run`: whose store it must be. */
export const renewStore = async ({ store }: Places, run: string): Promise<Renewed> => {
  const fresh = `${store}.new`;
  try {
    const opened = await openLevel(store, { isNew: false });
    if (opened.kind !== 'open') return { kind: 'as_it_was' };
    const loaded = await loadLevel(opened.db);
    await opened.db.close();
    if (typeof loaded === 'string' || !loaded.isWhole || loaded.summary?.run !== run) return { kind: 'as_it_was' };

    await rm(fresh, { recursive: true, force: true });
    const filled = await fillLevel(fresh, loaded.entries);
    if (filled.kind !== 'filled') return filled.kind === 'trouble' ? filled : { kind: 'as_it_was' };
    try {
      await filled.db.batch(
        [
          { type: 'put', key: FORMAT_KEY, value: String(FORMAT) },
          { type: 'put', key: SUMMARY_KEY, value: summaryText(loaded.summary) },
        ],
        { sync: true },
      );
    } finally {
      await filled.db.close();
    }
    // Whoever starts between the two finds the mark without a store, and is unsure of everything.
    const as = await setStoreAside(store, new Date());
    await rename(fresh, store);
    return { kind: 'set_aside', as };
  } catch (error) {
    return { kind: 'trouble', sentence: sentenceOf(error, store) };
  }
};
