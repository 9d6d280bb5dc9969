// What every journal must do with leave to send: in the order of a lane, at Slack's pace, held back where Slack says so.
import assert from 'node:assert/strict';
import type { Clock, Journal, Way } from '../../src/domain/ports.ts';
import { claim, key, owedFor, POST } from './owed.ts';

export const turnsContract = (opened: () => { readonly journal: Journal; readonly clock: Clock }): void => {
  describe('leave to send', () => {
    let journal: Journal;
    let clock: Clock;
    beforeEach(() => {
      ({ journal, clock } = opened());
    });
    const states = async () => (await journal.pending()).map(({ id, progress }) => [id, progress.state]);
    const begin = async (id: string, way: Way): Promise<string> => {
      const begun = await journal.begin(id, way);
      if (begun.kind !== 'wait') return begun.kind;
      assert.ok(begun.ms > 0);
      return begun.behind === null ? 'wait' : `behind ${begun.behind}`;
    };
    const msOf = async (id: string, way: Way): Promise<number> => {
      const begun = await journal.begin(id, way);
      return begun.kind === 'wait' ? begun.ms : 0;
    };
    /** Owes `count` replies a, b, c … */
    const owe = async (count: number): Promise<void> => {
      for (let at = 0; at < count; at += 1) {
        const [owed] = owedFor(`${at + 1}.0`, 1);
        if (owed !== undefined) await journal.accept(claim(key(`${at + 1}.0`), [{ ...owed, id: nameOf(at) }]));
      }
    };

    it('is noted as sending, since now', async () => {
      await owe(1);
      assert.equal(await begin('a', POST), 'begun');
      assert.deepEqual((await journal.pending())[0]?.progress, { state: 'sending', since: clock.now() });
    });

    it('is not given for what is settled, or was never owed', async () => {
      await owe(1);
      await journal.settle('a', { kind: 'sent' });
      assert.equal(await begin('a', POST), 'lost');
      assert.equal(await begin('z', POST), 'lost');
    });

    it('is given in a lane to one after the other, in the order in which they ask', async () => {
      await owe(3);
      assert.equal(await begin('b', POST), 'begun');
      assert.equal(await begin('c', POST), 'behind b');
      assert.equal(await begin('a', POST), 'behind b');
      await journal.settle('b', { kind: 'sent' });
      assert.equal(await begin('a', POST), 'behind c');
      assert.equal(await begin('c', POST), 'begun');
      await journal.settle('c', { kind: 'given_up', why: 'too_late' });
      assert.equal(await begin('a', POST), 'begun');
    });

    it('is given with the acceptance, where the first reply may go out at once', async () => {
      const [first = assert.fail(), second = assert.fail()] = owedFor('9.0', 2);
      await journal.accept({ ...claim(key('9.0'), [first, second]), first: POST });
      assert.equal(await begin(second.id, POST), `behind ${first.id}`);
      assert.equal(await begin(first.id, POST), 'begun');
      await journal.settle(first.id, { kind: 'sent' });
      assert.equal(await begin(second.id, POST), 'begun');
    });

    it('uses up one turn, though it is given before it is asked for', async () => {
      for (const at of ['1.0', '2.0', '3.0', '4.0']) {
        const [owed = assert.fail()] = owedFor(at, 1);
        await journal.accept({ ...claim(key(at), [owed]), first: POST });
        assert.equal(await begin(owed.id, POST), at === '4.0' ? 'wait' : 'begun');
        await journal.settle(owed.id, { kind: 'sent' });
      }
    });

    it('is not given to a message that was taken before', async () => {
      const [owed = assert.fail()] = owedFor('1.0', 1);
      const asked = { ...claim(key('1.0'), [owed]), first: POST };
      await journal.accept(asked);
      assert.equal(await begin(owed.id, POST), 'begun');
      assert.equal((await journal.accept(asked)).kind, 'duplicate');
      assert.deepEqual(await states(), [[owed.id, 'sending']]);
      await journal.mark(owed.id, { state: 'owed', refusedAt: null });
      assert.deepEqual(await states(), [[owed.id, 'owed']]);
    });

    it('changes nothing of what has to wait', async () => {
      await owe(2);
      await begin('a', POST);
      await begin('b', POST);
      assert.deepEqual(await states(), [
        ['a', 'sending'],
        ['b', 'owed'],
      ]);
    });

    it('is given at once in other lanes', async () => {
      await owe(3);
      assert.equal(await begin('a', POST), 'begun');
      assert.equal(await begin('b', { ...POST, lane: 'C2/post' }), 'begun');
      assert.equal(await begin('c', REACTION), 'begun');
    });

    it('keeps the order of a lane also where methods differ', async () => {
      await owe(2);
      assert.equal(await begin('a', POST), 'begun');
      assert.equal(await begin('b', { lane: POST.lane, method: 'chat.postEphemeral' }), 'behind a');
    });

    it('may be asked for again, by another method: a direct message whose channel was opened first', async () => {
      await owe(1);
      assert.equal(await begin('a', { lane: 'U1/dm', method: 'conversations.open' }), 'begun');
      assert.equal(await begin('a', { lane: 'U1/dm', method: 'chat.postMessage' }), 'begun');
    });

    it('one that Slack refused for now keeps its place in the lane', async () => {
      await owe(2);
      await begin('a', POST);
      await begin('b', POST);
      await journal.mark('a', { state: 'owed', refusedAt: 1 });
      assert.equal(await begin('b', POST), 'behind a');
      assert.equal(await begin('a', POST), 'begun');
    });

    it('one in doubt is waited for while it may be sent again, and no longer', async () => {
      await owe(2);
      await begin('a', POST);
      await journal.mark('a', { state: 'in_doubt', since: 1, mayRepeat: true });
      assert.equal(await begin('b', POST), 'behind a');
      await journal.mark('a', { state: 'in_doubt', since: 1, mayRepeat: false });
      assert.equal(await begin('b', POST), 'begun');
      assert.deepEqual(await states(), [
        ['a', 'in_doubt'],
        ['b', 'sending'],
      ]);
    });

    it('one in doubt may be sent again', async () => {
      await owe(1);
      await begin('a', POST);
      await journal.mark('a', { state: 'in_doubt', since: 1, mayRepeat: true });
      assert.equal(await begin('a', POST), 'begun');
      assert.deepEqual(await states(), [['a', 'sending']]);
    });

    it('comes at once for a few of a lane, then one a second', async () => {
      await owe(5);
      for (const id of ['a', 'b', 'c']) {
        assert.equal(await begin(id, POST), 'begun');
        await journal.settle(id, { kind: 'sent' });
      }
      assert.equal(await begin('d', POST), 'wait');
      const ms = await msOf('d', POST);
      assert.ok(ms > 0 && ms <= 1_000, `${ms} ms`);
      assert.equal(await begin('e', { ...POST, lane: 'C2/post' }), 'begun');
    });

    it('comes at once for some of the workspace, then at the pace of the method', async () => {
      await owe(22);
      const way = (at: number): Way => ({ lane: `C${at}/reaction`, method: 'reactions.add' });
      let begun = 0;
      for (let at = 0; at < 22; at += 1) if ((await begin(nameOf(at), way(at))) === 'begun') begun += 1;
      assert.equal(begun, 20);
      assert.equal(await begin(nameOf(21), POST), 'begun');
    });

    it('is held back for one method alone, in all lanes, as long as Slack says', async () => {
      await owe(3);
      await journal.hold('chat.postMessage', 60_000);
      await journal.hold('chat.postMessage', 1_000);
      for (const id of ['a', 'b']) {
        const ms = await msOf(id, { ...POST, lane: `${id}/post` });
        assert.ok(ms > 50_000 && ms <= 60_000, `${ms} ms`);
      }
      assert.equal(await begin('c', REACTION), 'begun');
    });
  });
};

/** Names in the order of the alphabet: a … z, za, zb … */
const nameOf = (at: number): string => (at < 26 ? String.fromCodePoint(97 + at) : `z${nameOf(at - 26)}`);

const REACTION: Way = { lane: 'C1/reaction', method: 'reactions.add' };
