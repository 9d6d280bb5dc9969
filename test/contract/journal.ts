// What every journal must do, whatever it writes to: one suite, which each implementation runs.
import assert from 'node:assert/strict';
import { channelId, msToTs, teamId, ts, userId as user } from '../../src/domain/ids.ts';
import { type Journal, type Owed, type Pending, THREADS_MAX } from '../../src/domain/ports.ts';
import type { MessageKey } from '../../src/domain/reply.ts';
import { type FakeClock, fakeClock } from '../fakes/clock.ts';
import { breakersContract } from './breakers.ts';
import { reopenContract } from './journal-reopen.ts';
import { claim, key, type OpenJournal, owedFor, POST } from './owed.ts';
import { takesContract } from './takes.ts';
import { turnsContract } from './turns.ts';

/**
 * `open`: a journal with nothing in it, at Slack's own rates. `reopen`: what the one that was opened last has left, after it
 * was closed; left out where nothing outlives a journal. Time may pass in truth: no row waits for the clock in hand.
 */
export const journalContract = (name: string, open: OpenJournal, reopen?: OpenJournal): void => {
  describe(`journal: ${name}`, () => {
    let journal: Journal;
    let clock: FakeClock;
    beforeEach(async () => {
      clock = fakeClock();
      journal = await open(clock);
    });
    afterEach(() => journal.close());

    const accept = async (of: MessageKey, owed: readonly Owed[]): Promise<string> =>
      (await journal.accept(claim(of, owed))).kind;
    const states = async () => (await journal.pending()).map(({ id, progress }) => [id, progress.state]);

    it('is ready, and may send, as long as it is open', async () => {
      await journal.ready();
      assert.equal(journal.holds(), true);
    });

    it('takes a message once', async () => {
      assert.equal(await accept(key('1.0'), owedFor('1.0', 1)), 'accepted');
      assert.equal(await accept(key('1.0'), owedFor('1.0', 1)), 'duplicate');
    });

    it('takes a message once even when it comes many times at the same moment', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => accept(key('1.0'), owedFor('1.0', 2))));
      assert.equal(answers.filter((answer) => answer === 'accepted').length, 1);
      assert.equal(answers.filter((answer) => answer === 'duplicate').length, 19);
      assert.equal((await journal.pending()).length, 2);
    });

    it('tells messages apart by team, channel and ts', async () => {
      const others: readonly MessageKey[] = [
        key('1.0'),
        key('1.1'),
        { ...key('1.0'), channel: channelId('C2') },
        { ...key('1.0'), team: teamId('T2') },
      ];
      for (const other of others) assert.equal(await accept(other, []), 'accepted');
    });

    it('takes a message once whether or not it is known to be unanswered', async () => {
      const sure = { ...claim(key('1.0'), owedFor('1.0', 1)), isSure: true };
      assert.deepEqual(await journal.accept(sure), { kind: 'accepted', turn: 0 });
      assert.deepEqual(await journal.accept(sure), { kind: 'duplicate' });
    });

    it('remembers a message for which nothing is owed', async () => {
      await accept(key('1.0'), []);
      assert.equal(await accept(key('1.0'), owedFor('1.0', 1)), 'duplicate');
      assert.deepEqual(await journal.pending(), []);
    });

    it('remembers a message after all of it is settled, and an hour later', async () => {
      await accept(key('1.0'), owedFor('1.0', 1));
      await journal.settle('T1/C1/1.0#0', { kind: 'sent' });
      await clock.advance(60 * 60 * 1000);
      assert.equal(await accept(key('1.0'), owedFor('1.0', 1)), 'duplicate');
    });

    it('gives what is owed in the order in which it was accepted', async () => {
      await accept(key('2.0'), owedFor('2.0', 2));
      await accept(key('1.0'), owedFor('1.0', 1));
      assert.deepEqual(await states(), [
        ['T1/C1/2.0#0', 'owed'],
        ['T1/C1/2.0#1', 'owed'],
        ['T1/C1/1.0#0', 'owed'],
      ]);
    });

    it('gives back the reply as it was handed in, of every kind', async () => {
      for (const [at, owed] of everyKind().entries()) await accept(key(`${at + 1}.0`), [owed]);
      assert.deepEqual(
        await journal.pending(),
        everyKind().map((owed): Pending => ({ ...owed, progress: { state: 'owed', refusedAt: null } })),
      );
    });

    describe('how far it is', () => {
      it('is kept as it was marked, in the order of acceptance', async () => {
        await accept(key('2.0'), owedFor('2.0', 3));
        assert.equal(await journal.mark('T1/C1/2.0#2', { state: 'sending', since: 5 }), true);
        assert.equal(await journal.mark('T1/C1/2.0#0', { state: 'in_doubt', since: 7, mayRepeat: true }), true);
        assert.equal(await journal.mark('T1/C1/2.0#0', { state: 'in_doubt', since: 7, mayRepeat: false }), true);
        assert.equal(await journal.mark('T1/C1/2.0#1', { state: 'owed', refusedAt: 9 }), true);
        assert.deepEqual(
          (await journal.pending()).map(({ progress }) => progress),
          [
            { state: 'in_doubt', since: 7, mayRepeat: false },
            { state: 'owed', refusedAt: 9 },
            { state: 'sending', since: 5 },
          ],
        );
      });

      it('is forgotten with what is settled, whichever way, and settling twice is no harm', async () => {
        await accept(key('1.0'), owedFor('1.0', 3));
        await journal.settle('T1/C1/1.0#0', { kind: 'sent' });
        await journal.settle('T1/C1/1.0#2', { kind: 'given_up', why: 'is_archived' });
        await journal.settle('T1/C1/1.0#2', { kind: 'sent' });
        await journal.settle('T1/C1/9.9#0', { kind: 'sent' });
        assert.equal(await journal.mark('T1/C1/1.0#0', { state: 'sending', since: 1 }), false);
        assert.deepEqual(await states(), [['T1/C1/1.0#1', 'owed']]);
      });

      it('is nothing to adopt where this very run accepted it', async () => {
        await accept(key('1.0'), owedFor('1.0', 2));
        assert.deepEqual(await journal.adopt(), []);
      });
    });

    describe('what was seen', () => {
      it('is nothing at first, and never goes back', async () => {
        assert.equal(await journal.seenUntil(), null);
        for (const until of [5, 9, 7]) await journal.sawAll(until);
        assert.equal(await journal.seenUntil(), 9);
      });

      const see = async (thread: string, at: number, channel = 'C1'): Promise<void> => {
        const of: MessageKey = { ...key(`${thread}${at}.0`), channel: channelId(channel) };
        await journal.accept({ ...claim(of, []), thread: ts(thread), at });
      };
      const threads = async (since: number): Promise<readonly string[]> =>
        (await journal.threads(since)).map(({ channel, thread }) => `${channel} ${thread}`);

      it('threads come with the latest first, each once, since a time', async () => {
        await see('1.0', clock.now() - 9_000);
        await see('2.0', clock.now() - 8_000);
        await see('1.0', clock.now() - 6_000);
        await see('2.0', clock.now() - 7_000, 'C2');
        await see('1.0', clock.now() - 8_500);
        assert.deepEqual(await threads(clock.now() - 8_000), ['C1 1.0', 'C2 2.0', 'C1 2.0']);
        assert.deepEqual(await threads(clock.now() - 7_000), ['C1 1.0', 'C2 2.0']);
        assert.deepEqual(await threads(clock.now()), []);
      });

      it('threads are no more than are asked for', async () => {
        const count = 3 * THREADS_MAX;
        for (let at = 0; at < count; at += 1) await see(`${at}.5`, clock.now() - 10_000 + at);
        const seen = await threads(0);
        assert.equal(seen.length, THREADS_MAX);
        assert.equal(seen[0], `C1 ${count - 1}.5`);
        assert.equal(seen.at(-1), `C1 ${count - THREADS_MAX}.5`);
      });
    });

    it('keeps texts under names, each as it was kept last', async () => {
      assert.equal(await journal.kept('규칙/1'), null);
      const long = `안녕 "👋" \n${'가'.repeat(100_000)}`;
      for (const text of ['', 'a', long]) {
        await journal.keep('규칙/1', text);
        assert.equal(await journal.kept('규칙/1'), text);
      }
      await journal.keep('규칙/2', 'b');
      assert.equal(await journal.kept('규칙/1'), long);
    });

    it('tells how much it remembers', async () => {
      assert.deepEqual(await journal.size(), { claims: 0, owed: 0, takes: 0 });
      await journal.accept({ ...claim(key('1.0'), owedFor('1.0', 3)), takes: [{ kind: 'once_per', key: 'a' }] });
      await accept(key('2.0'), []);
      await journal.settle('T1/C1/1.0#1', { kind: 'sent' });
      assert.deepEqual(await journal.size(), { claims: 2, owed: 2, takes: 1 });
    });

    it('closes twice without complaint, and then takes no more steps and lets nothing out', async () => {
      await accept(key('1.0'), owedFor('1.0', 1));
      await Promise.all([journal.close(), journal.close()]);
      await journal.close();
      assert.equal(journal.holds(), false);
      const steps: Readonly<Record<string, () => Promise<unknown>>> = {
        ready: () => journal.ready(),
        accept: () => accept(key('2.0'), []),
        begin: () => journal.begin('T1/C1/1.0#0', POST),
        hold: () => journal.hold('reactions.add', 1),
        mark: () => journal.mark('T1/C1/1.0#0', { state: 'owed', refusedAt: null }),
        settle: () => journal.settle('T1/C1/1.0#0', { kind: 'sent' }),
        adopt: () => journal.adopt(),
        pending: () => journal.pending(),
        sawAll: () => journal.sawAll(1),
        seenUntil: () => journal.seenUntil(),
        threads: () => journal.threads(0),
        keep: () => journal.keep('a', 'b'),
        kept: () => journal.kept('a'),
        size: () => journal.size(),
      };
      for (const [step, run] of Object.entries(steps)) await assert.rejects(run(), Error, step);
    });

    turnsContract(() => ({ journal, clock }));
    takesContract(() => journal);
    describe('breakers', () => breakersContract(() => journal));
    if (reopen !== undefined) reopenContract(open, reopen);
  });
};

const everyKind = (): readonly Owed[] => {
  const said = { text: '가 "a" \\ \n\u2028 👨‍👩‍👧 <@U1>', blocks: null, afterMs: 0 };
  const channel = channelId('C1');
  const replies: readonly Owed['reply'][] = [
    { kind: 'post', channel, threadTs: null, alsoToChannel: false, ...said },
    { kind: 'post', channel, threadTs: ts('1.0'), alsoToChannel: true, ...said, blocks: [], afterMs: 5 },
    { kind: 'dm', channel, user: user('U1'), ...said },
    { kind: 'only_them', channel, user: user('W1'), threadTs: null, ...said },
    { kind: 'reaction', channel, ts: msToTs(1_700_000_000_000), name: '+1' },
  ];
  return replies.map((reply, at) => ({
    id: `T1/C1/${at + 1}.0#0`,
    key: key(`${at + 1}.0`),
    reply,
    dueAt: at,
    isDefault: at % 2 === 0,
  }));
};
