// The writer of the journal in a folder: a store that can be read and no longer written is renewed while the bot runs.
import assert from 'node:assert/strict';
import { readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { ClassicLevel } from 'classic-level';
import { placesIn } from '../../src/outbox/journal/level-folder.ts';
import { loadLevel } from '../../src/outbox/journal/level-load.ts';
import { FORMAT } from '../../src/outbox/journal/level-records.ts';
import { FORMAT_KEY, openSum, type Summary, SUMMARY_KEY, summaryText } from '../../src/outbox/journal/level-summary.ts';
import { openWriter } from '../../src/outbox/journal/level-writer.ts';
import { fakeClock } from '../fakes/clock.ts';
import { memoryLog } from '../fakes/log.ts';
import { freshFolder, removeFolders } from './level-folders.ts';

const SUMMARY: Summary = { batch: 1, sum: 0, count: 0, synced: null, isClean: false, run: 'r1', unsure: null };

/** Fails as LevelDB does once it has met damage in the background, for good. */
const spoil = (db: ClassicLevel): void => {
  Object.assign(db, {
    batch: () => Promise.reject(Object.assign(new Error('Corruption: bad block'), { code: 'LEVEL_CORRUPTION' })),
  });
};

const opened = async () => {
  const places = placesIn(freshFolder());
  const db = new ClassicLevel(places.store);
  await db.batch([
    { type: 'put', key: FORMAT_KEY, value: String(FORMAT) },
    { type: 'put', key: SUMMARY_KEY, value: summaryText(SUMMARY) },
  ]);
  const clock = fakeClock();
  const log = memoryLog();
  const states: string[] = [];
  const writer = openWriter({
    db,
    places,
    mark: { write: () => {}, close: async () => {} },
    clock,
    log,
    sum: openSum(),
    summary: SUMMARY,
    unsure: () => null,
    onState: (state) => states.push(state),
    onLost: () => states.push('lost'),
  });
  return { places, db, clock, log, states, writer };
};

describe('writer of the journal in a folder', () => {
  after(removeFolders);

  /** Lets time pass until it is written: files take what time they take. */
  const pass = async (clock: ReturnType<typeof fakeClock>, done: Promise<boolean>): Promise<boolean> => {
    const pause = async (): Promise<null> => {
      await clock.advance(500);
      return new Promise((resolve) => setTimeout(() => resolve(null), 5));
    };
    let result: boolean | null = null;
    while (result === null) result = await Promise.race([done, pause()]);
    return result;
  };

  it('puts all into a new store where the old one can be read and not written, and goes on', async () => {
    const { places, db, clock, log, states, writer } = await opened();
    writer.put({ kind: 'claim', key: 'T1/C1/1.0', at: 1 });
    assert.equal(await writer.written(), true);
    spoil(db);
    writer.put({ kind: 'claim', key: 'T1/C1/2.0', at: 2 });
    assert.equal(await pass(clock, writer.written()), true);
    assert.deepEqual(states, ['down', 'ok']);
    assert.deepEqual(log.events(), ['journal_set_aside']);
    assert.equal(readdirSync(places.folder).filter((name) => name.startsWith('journal.damaged-')).length, 1);
    await writer.close();

    const loaded = await loadLevel(new ClassicLevel(places.store));
    assert.ok(typeof loaded !== 'string' && loaded.isWhole && loaded.summary?.isClean === true);
    assert.equal(loaded.entries.length, 2);
  });

  it('says that a store was deleted, and takes nothing more', async () => {
    const { places, clock, states, writer } = await opened();
    writer.put({ kind: 'claim', key: 'T1/C1/1.0', at: 1 });
    assert.equal(await writer.written(), true);
    rmSync(places.folder, { recursive: true });
    await clock.advance(1_000);
    assert.deepEqual(states, ['lost']);
    assert.equal(writer.holds(), false);
    writer.put({ kind: 'claim', key: 'T1/C1/2.0', at: 2 });
    assert.equal(await writer.written(), false);
    await writer.close();
  });

  it('writes nothing more into a store that another process had meanwhile', async () => {
    const { places, db, clock, states, writer } = await opened();
    await db.put(SUMMARY_KEY, summaryText({ ...SUMMARY, run: 'r2' }));
    spoil(db);
    writer.put({ kind: 'claim', key: 'T1/C1/1.0', at: 1 });
    assert.equal(await pass(clock, writer.written()), false);
    assert.equal(writer.holds(), false);
    assert.deepEqual(states, ['down', 'lost']);
    await writer.close();
    const loaded = await loadLevel(new ClassicLevel(places.store));
    assert.ok(typeof loaded !== 'string' && loaded.entries.length === 0);
  });

  it('writes nothing after something that was not written', async () => {
    const { places, db, writer } = await opened();
    const batch = db.batch.bind(db);
    let fail: (() => void) | null = null;
    const failing = new Promise<void>((_, reject) => {
      fail = () => reject(new Error('IO error: No space left on device'));
    });
    Object.assign(db, {
      batch: async (...asked: Parameters<typeof batch>) => {
        Object.assign(db, { batch });
        await failing;
        return batch(...asked);
      },
    });
    writer.put({ kind: 'claim', key: 'T1/C1/1.0', at: 1 });
    const first = writer.written();
    writer.put({ kind: 'claim', key: 'T1/C1/2.0', at: 2 });
    const second = writer.written();
    const closed = writer.close();
    (fail ?? assert.fail)();
    assert.deepEqual(await Promise.all([first, second]), [false, false]);
    await closed;
    const loaded = await loadLevel(new ClassicLevel(places.store));
    assert.ok(typeof loaded !== 'string' && loaded.isWhole && loaded.summary?.isClean === false);
    assert.equal(loaded.entries.length, 0);
  });

  it('goes on after its log could not be put on the disk', async () => {
    const { places, clock, log, writer } = await opened();
    writer.put({ kind: 'claim', key: 'T1/C1/1.0', at: 1 });
    await writer.written();
    const logs = readdirSync(places.store).filter((name) => name.endsWith('.log'));
    // What the kernel makes up takes no fsync.
    for (const name of logs) renameSync(path.join(places.store, name), path.join(places.folder, name));
    symlinkSync('/proc/self/mounts', path.join(places.store, logs[0] ?? ''));
    while (!log.events().includes('journal_sync_failed')) {
      await clock.advance(1_000);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    writer.put({ kind: 'claim', key: 'T1/C1/2.0', at: 2 });
    assert.equal(await writer.written(), true);
    await writer.close();
  });
});
