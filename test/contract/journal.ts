// What every journal must do, whatever it writes to: one suite, which each implementation runs.
import assert from 'node:assert/strict';
import { channelId, teamId, ts } from '../../src/domain/ids.ts';
import type { Journal, Owed } from '../../src/domain/ports.ts';
import { keyText, type MessageKey } from '../../src/domain/reply.ts';
import { type FakeClock, fakeClock } from '../fakes/clock.ts';
import { takesContract } from './takes.ts';

export const journalContract = (name: string, open: (clock: FakeClock) => Promise<Journal>): void => {
  describe(`journal: ${name}`, () => {
    let journal: Journal;
    let clock: FakeClock;
    beforeEach(async () => {
      clock = fakeClock();
      journal = await open(clock);
    });
    afterEach(() => journal.close());

    const accept = async (of: MessageKey, owed: readonly Owed[]): Promise<string> =>
      (await journal.accept({ key: of, takes: [], at: 0, owed: [owed] })).kind;
    const ids = async () => (await journal.pending()).map(({ id, state }) => [id, state]);

    it('takes a message once', async () => {
      assert.equal(await accept(key('1.0'), owedFor('1.0', 1)), 'accepted');
      assert.equal(await accept(key('1.0'), owedFor('1.0', 1)), 'duplicate');
    });

    it('takes a message once even when it comes many times at the same moment', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => accept(key('1.0'), owedFor('1.0', 2))));
      assert.equal(answers.filter((answer) => answer === 'accepted').length, 1);
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
      assert.deepEqual(await ids(), [
        ['T1/C1/2.0#0', 'owed'],
        ['T1/C1/2.0#1', 'owed'],
        ['T1/C1/1.0#0', 'owed'],
      ]);
    });

    it('keeps the order when states change', async () => {
      await accept(key('2.0'), owedFor('2.0', 2));
      await journal.mark('T1/C1/2.0#0', 'sending');
      await journal.mark('T1/C1/2.0#0', 'in_doubt');
      assert.deepEqual(await ids(), [
        ['T1/C1/2.0#0', 'in_doubt'],
        ['T1/C1/2.0#1', 'owed'],
      ]);
    });

    it('gives back the reply as it was handed in', async () => {
      const owed = owedFor('1.0', 1);
      await accept(key('1.0'), owed);
      assert.deepEqual(await journal.pending(), [{ ...owed[0], state: 'owed' }]);
    });

    it('forgets what is settled, whichever way, and settles twice without complaint', async () => {
      await accept(key('1.0'), owedFor('1.0', 3));
      await journal.settle('T1/C1/1.0#0', { kind: 'sent' });
      await journal.settle('T1/C1/1.0#2', { kind: 'given_up', why: 'is_archived' });
      await journal.settle('T1/C1/1.0#2', { kind: 'sent' });
      await journal.mark('T1/C1/1.0#0', 'sending');
      assert.deepEqual(await ids(), [['T1/C1/1.0#1', 'owed']]);
    });

    it('closes twice without complaint', async () => {
      await journal.close();
    });

    takesContract(() => journal);
  });
};

const key = (at: string): MessageKey => ({ team: teamId('T1'), channel: channelId('C1'), ts: ts(at) });

const owedFor = (at: string, count: number): readonly Owed[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${keyText(key(at))}#${index}`,
    key: key(at),
    reply: {
      kind: 'post',
      channel: channelId('C1'),
      threadTs: ts(at),
      alsoToChannel: false,
      text: `응 안녕 ${index} &lt;👋`,
      blocks: index === 0 ? [{ type: 'section', text: { type: 'mrkdwn', text: '*안녕* &lt;👋' } }] : null,
      afterMs: index * 2000,
    },
  }));
