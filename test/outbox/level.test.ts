// The journal in a folder: the contract of all journals, who may have it, and what it knows after an end of either kind.
import assert from 'node:assert/strict';
import { cpSync, existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ClassicLevel } from 'classic-level';
import { openLevelJournal } from '../../src/outbox/journal/level.ts';
import { journalContract } from '../contract/journal.ts';
import { fakeClock } from '../fakes/clock.ts';
import { memoryLog } from '../fakes/log.ts';
import { claimAt, freshFolder, openIn, removeFolders } from './level-folders.ts';

const MINUTE = 60_000;
let folder = '';

journalContract(
  'level',
  async (clock) => {
    folder = freshFolder();
    return (await openIn(folder, clock)).journal;
  },
  async (clock) => {
    const { journal, notices } = await openIn(folder, clock);
    assert.deepEqual(notices, []);
    return journal;
  },
);

describe('journal in a folder', () => {
  after(removeFolders);

  it('makes the folder, and those above it, for its owner alone', async () => {
    const data = path.join(freshFolder(), 'a', 'b');
    const { journal } = await openIn(data, fakeClock());
    for (const made of [path.dirname(data), data]) assert.equal(statSync(made).mode & 0o777, 0o700);
    await journal.close();
  });

  it('is held by one: a second start is told by whom, and may have it after the first', async () => {
    const data = freshFolder();
    const { journal } = await openIn(data, fakeClock());
    const second = await openLevelJournal({ folder: data, clock: fakeClock(), log: memoryLog() });
    assert.equal(second.kind, 'refused');
    if (second.kind === 'refused') {
      assert.equal(second.why, 'held');
      for (const sentence of Object.values(second.sentence)) assert.match(sentence, new RegExp(String(process.pid)));
    }
    assert.equal((await journal.accept(claimAt(1))).kind, 'accepted');
    await journal.close();
    const third = await openIn(data, fakeClock());
    assert.equal((await third.journal.accept(claimAt(1))).kind, 'duplicate');
    await third.journal.close();
  });

  it('is held also where nobody says by whom', async () => {
    const data = freshFolder();
    const { journal } = await openIn(data, fakeClock());
    writeFileSync(path.join(data, 'journal.holder'), '\0');
    const second = await openLevelJournal({ folder: data, clock: fakeClock(), log: memoryLog() });
    assert.equal(second.kind === 'refused' && second.why, 'held');
    await journal.close();
  });

  it('is not read where a newer release wrote it, and is left as it is', async () => {
    const data = freshFolder();
    const clock = fakeClock();
    const first = await openIn(data, clock);
    await first.journal.accept(claimAt(1));
    await first.journal.close();
    await setFormat(data, '2');
    const newer = await openLevelJournal({ folder: data, clock, log: memoryLog() });
    assert.equal(newer.kind === 'refused' && newer.why, 'newer');
    await setFormat(data, '1');
    const { journal, notices } = await openIn(data, clock);
    assert.deepEqual(notices, []);
    assert.equal((await journal.accept(claimAt(1))).kind, 'duplicate');
    await journal.close();
  });

  describe('after an end', () => {
    const START = 1_700_000_000_000;
    /** A folder as a process leaves it that is killed after these steps. */
    const killed = async (count: number): Promise<string> => {
      const data = freshFolder();
      const { journal } = await openIn(data, fakeClock(START));
      for (let nth = 0; nth < count; nth += 1) await journal.accept(claimAt(START, nth));
      const copy = freshFolder();
      cpSync(data, copy, { recursive: true });
      await journal.close();
      return copy;
    };
    const readAll = async (data: string, at: number) => openIn(data, fakeClock(at));

    it('by kill -9 nothing is missing: what is unknown is new', async () => {
      const { journal, notices } = await readAll(await killed(50), START + MINUTE);
      assert.deepEqual(notices, []);
      assert.equal((await journal.accept(claimAt(START, 49))).kind, 'duplicate');
      assert.equal((await journal.accept(claimAt(START, 50))).kind, 'accepted');
      assert.equal(
        (await journal.adopt()).every(({ progress }) => progress.state === 'owed'),
        true,
      );
      await journal.close();
    });

    it('by a power failure the last may be missing: what is unknown and was written before the start is unsure', async () => {
      const data = await killed(3);
      switchOff(data);
      const { journal, notices } = await readAll(data, START + MINUTE);
      assert.equal(notices.length, 1);
      assert.equal((await journal.accept(claimAt(START, 2))).kind, 'duplicate');
      assert.equal((await journal.accept(claimAt(START, 3))).kind, 'unsure');
      assert.equal((await journal.accept(claimAt(START + MINUTE, 3))).kind, 'unsure');
      assert.equal((await journal.accept({ ...claimAt(START, 3), isSure: true })).kind, 'accepted');
      assert.equal((await journal.accept(claimAt(START, 3))).kind, 'duplicate');
      assert.equal((await journal.accept(claimAt(START + MINUTE + 1_001, 4))).kind, 'accepted');
      await journal.close();
    });

    it('by a power failure what was due may have been sent, and what was not yet due was not', async () => {
      const data = freshFolder();
      const first = await openIn(data, fakeClock(START));
      const late = claimAt(START, 1);
      await first.journal.accept(claimAt(START, 0));
      await first.journal.accept({
        ...late,
        owed: late.owed.map((list) => list.map((one) => ({ ...one, dueAt: START + 10 * MINUTE }))),
      });
      await first.journal.accept(claimAt(START, 2));
      await first.journal.mark(`T1/C2/${claimAt(START).key.ts}#0`, { state: 'sending', since: START });
      const copy = freshFolder();
      cpSync(data, copy, { recursive: true });
      await first.journal.close();
      switchOff(copy);
      for (const adopted of [3, 3]) {
        const { journal } = await readAll(copy, START + MINUTE);
        const left = await journal.adopt();
        assert.equal(left.length, adopted);
        assert.deepEqual(
          left.map(({ progress }) => progress),
          [
            { state: 'in_doubt', since: START, mayRepeat: true },
            { state: 'owed', refusedAt: null },
            { state: 'sending', since: START },
          ],
        );
        await journal.close();
      }
    });

    it('what was unsure stays so in the runs after, for messages of that time alone', async () => {
      const data = await killed(3);
      switchOff(data);
      const first = await readAll(data, START + MINUTE);
      assert.equal((await first.journal.accept(claimAt(START, 3))).kind, 'unsure');
      await first.journal.accept(claimAt(START + 2 * MINUTE, 3));
      await first.journal.close();
      const { journal, notices } = await readAll(data, START + 3 * MINUTE);
      assert.deepEqual(notices, []);
      assert.equal((await journal.accept(claimAt(START, 3))).kind, 'unsure');
      assert.equal((await journal.accept(claimAt(START + 2 * MINUTE, 4))).kind, 'accepted');
      await journal.close();
    });

    it('the clock is asked for nothing before the first message: by then it is Slack’s', async () => {
      const data = await killed(3);
      switchOff(data);
      // This machine is a year behind.
      const clock = fakeClock(START - 365 * 24 * 60 * MINUTE);
      const { journal } = await openIn(data, clock);
      await journal.keep('rules', 'a');
      await clock.advance(2_000);
      clock.set(START + MINUTE + 2_000);
      assert.equal((await journal.accept(claimAt(START + MINUTE, 9))).kind, 'unsure');
      assert.equal((await journal.accept(claimAt(START + MINUTE + 1_500, 9))).kind, 'accepted');
      await journal.close();
    });

    it('what was put on the disk before a power failure is there: older messages that are unknown are new', async () => {
      const data = freshFolder();
      const clock = fakeClock(START);
      const first = await openIn(data, clock);
      let said = '';
      for (let tries = 0; said !== 'accepted' && tries < 500; tries += 1) {
        await first.journal.accept(claimAt(START, tries));
        await clock.advance(1_000);
        const copy = freshFolder();
        cpSync(data, copy, { recursive: true });
        switchOff(copy);
        const { journal } = await readAll(copy, clock.now() + MINUTE);
        assert.equal((await journal.accept(claimAt(clock.now(), 9_999))).kind, 'unsure');
        // It may have been taken as late as messages are taken at all.
        said = (await journal.accept(claimAt(START - 10 * MINUTE - 1_001, 9_999))).kind;
        await journal.close();
        rmSync(copy, { recursive: true });
      }
      assert.equal(said, 'accepted');
      await first.journal.close();
    });

    it('forgets what is a day old bit by bit, and all that is left is as it should be', async () => {
      const data = freshFolder();
      const clock = fakeClock(START);
      const first = await openIn(data, clock);
      await Promise.all(Array.from({ length: 3_000 }, (_, nth) => first.journal.accept(claimAt(START, nth))));
      for (const { id } of await first.journal.pending()) await first.journal.settle(id, { kind: 'sent' });
      clock.set(START + 25 * 60 * MINUTE);
      for (let nth = 0; nth < 100; nth += 1) await first.journal.accept(claimAt(clock.now(), nth));
      const size = await first.journal.size();
      assert.equal(size.claims, 3_100 - 100 * 16);
      await first.journal.close();
      const { journal, notices } = await readAll(data, clock.now());
      assert.deepEqual(notices, []);
      assert.deepEqual(await journal.size(), size);
      await journal.close();
    });

    it('a journal of which nothing is left is no fresh one', async () => {
      const data = await killed(3);
      rmSync(path.join(data, 'journal'), { recursive: true });
      const { journal, notices } = await readAll(data, START + MINUTE);
      assert.equal(notices.length, 1);
      assert.equal((await journal.accept(claimAt(START, 0))).kind, 'unsure');
      assert.equal((await journal.accept(claimAt(START + 2 * MINUTE, 0))).kind, 'accepted');
      await journal.close();
    });

    it('a clean one leaves no holder behind, and what it was like', async () => {
      const data = freshFolder();
      const { journal } = await openIn(data, fakeClock());
      assert.equal(existsSync(path.join(data, 'journal.holder')), true);
      await journal.close();
      assert.deepEqual(readdirSync(data).toSorted(), ['journal', 'journal.left', 'journal.mark']);
    });
  });
});

/** As if the machine had been switched off meanwhile: it is another boot that wrote it. */
const switchOff = (data: string): void => rmSync(path.join(data, 'journal.mark'));

const setFormat = async (data: string, format: string): Promise<void> => {
  const db = new ClassicLevel(path.join(data, 'journal'));
  await db.put('f', format);
  await db.close();
};
