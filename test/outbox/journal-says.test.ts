// The outbox obeys the journal: what is lost is let go, who stands before goes before, and what is held is held.
import assert from 'node:assert/strict';
import type { Begun, Journal, Progress } from '../../src/domain/ports.ts';
import type { SendResult } from '../../src/domain/reply.ts';
import { settled } from '../fakes/clock.ts';
import { gate } from '../fakes/gate.ts';
import { ABSENT, dm, keyAt, LOST, on, open, type Ports, post, reaction, SENT } from './opened.ts';

const A_ID = 'T1/C1/1.0#0';
const RETRY = (why: string): SendResult => ({ kind: 'retry', afterMs: null, why });
const changed =
  (of: (journal: Journal) => Partial<Journal>) =>
  (journal: Journal): Journal => ({
    ...journal,
    ...of(journal),
  });

describe('outbox: what is not ours', () => {
  const lostAt = (name: string, ports: Ports, sends: readonly string[]): void => {
    it(name, async () => {
      const { say, clock, texts, owed, givenUp, log } = open(ports);
      await say('C1', 'a');
      await say('C1', 'b');
      await clock.advance(60_000);
      assert.deepEqual([texts(), owed(), givenUp], [sends, 0, []]);
      assert.deepEqual(
        log.lines.filter(({ level }) => level === 'error'),
        [],
      );
    });
  };
  lostAt(
    'lost before it was sent: it is not sent',
    {
      journal: changed((journal) => ({
        begin: async (id, way): Promise<Begun> => {
          if (id !== A_ID) return journal.begin(id, way);
          // Another has it, and has sent it.
          await journal.settle(id, { kind: 'sent' });
          return { kind: 'lost' };
        },
      })),
    },
    ['b'],
  );
  // The journal beneath keeps it first in its lane: what is another's is another's to settle.
  const settledByAnother = changed((journal) => ({
    mark: async (id: string, progress: Progress) => {
      if (id !== A_ID) return journal.mark(id, progress);
      await journal.settle(id, { kind: 'sent' });
      return false;
    },
  }));
  lostAt(
    'lost while it was refused',
    { send: on('a', () => RETRY('service_unavailable')), journal: settledByAnother },
    ['a', 'b'],
  );
  lostAt('lost while it was in doubt', { send: on('a', () => LOST), find: () => ABSENT, journal: settledByAnother }, [
    'a',
    'b',
  ]);
});

describe('outbox: the lease is lost', () => {
  it('means that nothing was sent: it goes out when the journal gives leave again; no refusal is counted', async () => {
    const { say, clock, said, journal, count } = open(on('a', (attempt) => (attempt < 3 ? RETRY('lease_lost') : SENT)));
    await say('C1', 'a');
    await clock.advance(100);
    assert.deepEqual(
      (await journal.pending()).map(({ progress }) => progress),
      [{ state: 'owed', refusedAt: null }],
    );
    await clock.advance(10_000);
    assert.deepEqual(
      said().map(({ at }) => at),
      [0, 750, 1500, 2250],
    );
    assert.equal(count('reply_delayed'), 0);
  });
});

describe('outbox: refusals', () => {
  it('are kept in the journal with when they began', async () => {
    const { say, clock, journal } = open(() => RETRY('service_unavailable'));
    await clock.advance(500);
    const at = clock.now();
    await say('C1', 'a');
    await clock.advance(60_000);
    const [first] = await journal.pending();
    assert.deepEqual(first?.progress, { state: 'owed', refusedAt: at });
  });

  it('hold up their own lane alone, and no reaction in it', async () => {
    const { say, accept, clock, whats } = open((reply) =>
      reply.kind === 'post' && reply.channel === 'C1' ? RETRY('reset') : SENT,
    );
    await say('C1', 'a');
    await settled();
    await say('C1', 'b');
    await say('C2', 'c');
    await accept(keyAt('9.0'), [reaction('C1', 'wave')]);
    await clock.advance(500);
    assert.deepEqual(whats(), ['C1 a', 'C2 c', 'C1 wave']);
  });

  it('do not begin while it waits for its turn, however long that is', async () => {
    const { say, clock, times, givenUp } = open(
      on('a', (attempt) => (attempt === 0 ? { kind: 'retry', afterMs: 14 * 60_000, why: 'ratelimited' } : SENT)),
    );
    await say('C1', 'a');
    for (let reply = 0; reply < 2000; reply += 1) await say('C2', `x${reply}`);
    await clock.advance(50 * 60_000);
    assert.deepEqual([times('C1 a').length, times('C2 x1999').length, givenUp], [2, 1, []]);
  }).timeout(60_000);

  it('of a first direct message hold up the opening of others, not the posts', async () => {
    const held: string[] = [];
    const { accept, clock } = open({
      send: () => ({ kind: 'retry', afterMs: 1000, why: 'ratelimited' }),
      journal: changed((journal) => ({
        hold: async (method, ms) => {
          held.push(`${method} ${ms}`);
          return journal.hold(method, ms);
        },
      })),
    });
    await accept(keyAt('1.0'), [dm('UNEW1', 'a')]);
    await clock.advance(0);
    assert.deepEqual(held, ['conversations.open 1000']);
  });
});

describe('outbox: its lanes and the journal’s', () => {
  it('sends first what the journal has first', async () => {
    const asked: string[] = [];
    const order = [`T1/C1/2.0#0`, A_ID];
    const { say, clock, texts } = open({
      journal: changed(() => ({
        begin: async (id): Promise<Begun> => {
          asked.push(id);
          if (order[0] !== id) return { kind: 'wait', ms: 200, behind: order[0] ?? null };
          order.shift();
          return { kind: 'begun' };
        },
      })),
    });
    // Both stand in the lane when the first asks.
    const both = [say('C1', 'a'), say('C1', 'b')];
    await Promise.all(both);
    await clock.advance(1000);
    assert.deepEqual(texts(), ['b', 'a']);
  });

  it('waits behind what another replica has first', async () => {
    let isThere = true;
    const { say, clock, said } = open({
      journal: changed((journal) => ({
        begin: async (id, way): Promise<Begun> =>
          isThere ? { kind: 'wait', ms: 200, behind: 'T1/C1/0.5#0' } : journal.begin(id, way),
      })),
    });
    await say('C1', 'a');
    await clock.advance(900);
    isThere = false;
    await clock.advance(1000);
    assert.deepEqual(said(), [{ what: 'a', at: 1000 }]);
  });

  it('knows what another had begun with, though it was asked for leave meanwhile', async () => {
    const begun = gate<Begun>();
    const { outbox, say, clock, texts, looks } = open({
      find: () => ABSENT,
      journal: changed((journal) => ({
        begin: async (id, way) => (looks.length === 0 ? begun.opened : journal.begin(id, way)),
        adopt: async () => {
          const [one] = await journal.pending();
          return one === undefined ? [] : [{ ...one, progress: { state: 'sending', since: 0 } }];
        },
      })),
    });
    await say('C1', 'a');
    outbox.recover();
    await clock.advance(0);
    begun.open({ kind: 'begun' });
    await clock.advance(9000);
    assert.deepEqual([texts(), looks.length], [[], 1]);
    await clock.advance(1000);
    assert.deepEqual(texts(), ['a']);
  });

  it('settles after the journal was away, and sends nothing of the lane before', async () => {
    const away = gate();
    const { say, clock, texts, owed } = open({
      journal: changed((journal) => ({
        settle: async (id, how) => {
          await away.opened;
          return journal.settle(id, how);
        },
      })),
    });
    await say('C1', 'a');
    await say('C1', 'b');
    await clock.advance(60_000);
    assert.deepEqual([texts(), owed()], [['a'], 2]);
    away.open();
    await clock.advance(0);
    assert.deepEqual([texts(), owed()], [['a', 'b'], 0]);
  });
});

describe('outbox: delays in a journal that lasts', () => {
  it('stay owed at a stop, which does not wait for them', async () => {
    const { owe, clock, outbox, texts, left } = open({ isDurable: true });
    await owe(post('C1', 'late', 600_000), post('C1', 'now'));
    await clock.advance(0);
    assert.deepEqual(await outbox.drain(10_000), { left: 0, later: 1 });
    assert.deepEqual([texts(), await left(), clock.sleepers()], [['now'], ['owed'], 0]);
  });

  it('go by Slack’s clock: setting it sets them', async () => {
    const { owe, clock, said } = open({ isDurable: true });
    await owe(post('C1', 'late', 100_000));
    await clock.advance(10_000);
    clock.set(clock.now() + 30_000);
    await clock.advance(200_000);
    assert.deepEqual(said(), [{ what: 'late', at: 70_000 }]);
  });

  it('join their lane when they are due, behind what is there', async () => {
    const { owe, clock, texts } = open({ isDurable: true });
    await owe(post('C1', 'late', 1500));
    await owe(post('C1', '1'), post('C1', '2'), post('C1', '3'), post('C1', '4'), post('C1', '5'));
    await clock.advance(60_000);
    assert.deepEqual(texts(), ['1', '2', '3', '4', '5', 'late']);
  });
});
