// What a journal that outlives its process must still know in the next one.
import assert from 'node:assert/strict';
import type { Take } from '../../src/domain/take.ts';
import { channelId, ts } from '../../src/domain/ids.ts';
import type { Claimed, Journal } from '../../src/domain/ports.ts';
import { type FakeClock, fakeClock } from '../fakes/clock.ts';
import { claim, key, type OpenJournal, owedFor, POST } from './owed.ts';

const MINUTE = 60_000;

export const reopenContract = (open: OpenJournal, reopen: OpenJournal): void => {
  describe('in the next run', () => {
    let journal: Journal;
    let clock: FakeClock;
    beforeEach(async () => {
      clock = fakeClock();
      journal = await open(clock);
    });
    afterEach(() => journal.close());

    const again = async (): Promise<void> => {
      await journal.close();
      // A process begins with spans of its own, and knows Slack's time all the same.
      const now = clock.now();
      clock = fakeClock(now);
      journal = await reopen(clock);
    };
    const take = (at: string, takes: readonly Take[], sent = 0): Promise<Claimed> =>
      journal.accept({ ...claim(key(at), []), takes, at: sent, owed: [[], [], []] });

    it('knows the messages that were taken', async () => {
      await journal.accept(claim(key('1.0'), owedFor('1.0', 1)));
      await journal.settle('T1/C1/1.0#0', { kind: 'sent' });
      await journal.accept(claim(key('2.0'), []));
      for (let run = 0; run < 3; run += 1) {
        await again();
        for (const at of ['1.0', '2.0'])
          assert.deepEqual(await journal.accept(claim(key(at), owedFor(at, 1))), { kind: 'duplicate' });
        assert.deepEqual(await journal.accept(claim(key(`${run + 3}.0`), [])), { kind: 'accepted', turn: 0 });
      }
      assert.deepEqual(await journal.size(), { claims: 5, owed: 0, takes: 0 });
    });

    it('gives what is owed to one that asks, once, in order and as far as it was', async () => {
      await journal.accept(claim(key('2.0'), owedFor('2.0', 3)));
      await journal.accept(claim(key('1.0'), owedFor('1.0', 2)));
      await journal.begin('T1/C1/2.0#1', POST);
      await journal.mark('T1/C1/2.0#2', { state: 'in_doubt', since: 5, mayRepeat: false });
      await journal.settle('T1/C1/1.0#0', { kind: 'sent' });
      const before = await journal.pending();
      assert.deepEqual(
        before.map(({ progress }) => progress.state),
        ['owed', 'sending', 'in_doubt', 'owed'],
      );
      await again();
      assert.deepEqual(await journal.adopt(), before);
      assert.deepEqual(await journal.adopt(), []);
      assert.deepEqual(await journal.pending(), before);
    });

    it('goes on with what is owed as with its own', async () => {
      await journal.accept(claim(key('1.0'), owedFor('1.0', 2)));
      await again();
      await journal.adopt();
      assert.deepEqual(await journal.begin('T1/C1/1.0#0', POST), { kind: 'begun' });
      assert.equal(await journal.mark('T1/C1/1.0#0', { state: 'in_doubt', since: 1, mayRepeat: true }), true);
      await journal.settle('T1/C1/1.0#0', { kind: 'sent' });
      await journal.accept(claim(key('2.0'), owedFor('2.0', 1)));
      await again();
      assert.deepEqual(
        (await journal.adopt()).map(({ id }) => id),
        ['T1/C1/1.0#1', 'T1/C1/2.0#0'],
      );
    });

    it('knows what was used up, whose turn it is, and what has tripped', async () => {
      const once: Take = { kind: 'once_per', key: '휴가 C1/1.0' };
      const limit: Take = { kind: 'limit', key: '휴가/a', times: 2, everyMs: MINUTE };
      const turn: Take = { kind: 'turn', key: '휴가', of: 3 };
      const breaker: Take = { kind: 'breaker', key: 'C1/B1', times: 1, everyMs: MINUTE, forMs: 10 * MINUTE };
      await take('1.0', [once, limit, turn], 1_000);
      await take('2.0', [limit, turn], 1_000);
      await take('3.0', [breaker], 1_000);
      await take('4.0', [breaker], 2_000);
      const { takes } = await journal.size();
      await again();
      assert.equal((await journal.size()).takes, takes);
      const limited = (why: string, { key: used }: Take) => ({ kind: 'limited', why, key: used, trips: false });
      assert.deepEqual(await take('5.0', [once], 3_000), limited('once_per', once));
      assert.deepEqual(await take('6.0', [limit], 3_000), limited('limit', limit));
      assert.deepEqual(await take('7.0', [breaker], 3_000), limited('breaker', breaker));
      assert.deepEqual(await take('8.0', [limit, turn], 1_000 + MINUTE), { kind: 'accepted', turn: 2 });
      assert.deepEqual(await take('9.0', [breaker], 2_000 + 10 * MINUTE), { kind: 'accepted', turn: 0 });
    });

    it('knows how far it saw, the threads, and the texts', async () => {
      const at = clock.now();
      await journal.sawAll(at);
      for (const [thread, ms] of [
        ['1.0', 3],
        ['2.0', 1],
        ['1.0', 5],
        ['3.0', 4],
      ] as const)
        await journal.accept({ ...claim(key(`${thread}${ms}`), []), thread: ts(thread), at: at + ms });
      await journal.keep('rules', '가: 나\n');
      await journal.keep('rules', '가: 다\n');
      await again();
      assert.equal(await journal.seenUntil(), at);
      assert.deepEqual(
        await journal.threads(at),
        ['1.0', '3.0', '2.0'].map((thread) => ({ channel: channelId('C1'), thread: ts(thread) })),
      );
      assert.equal(await journal.kept('rules'), '가: 다\n');
    });

    it('forgets claims that are a day old', async () => {
      await journal.accept(claim(key('1.0'), []));
      clock.set(clock.now() + 24 * 60 * MINUTE);
      await again();
      assert.deepEqual(await journal.accept(claim(key('1.0'), [])), { kind: 'accepted', turn: 0 });
    });
  });
};
