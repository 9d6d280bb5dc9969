// Replicas that share a Redis: one answers, all keep to one pace, and what one leaves another takes over.
import assert from 'node:assert/strict';
import type { Begun, Claimed, Journal, Owed, Way } from '../../src/domain/ports.ts';
import { type RedisServer, startRedis } from '../redis-server.ts';
import { startReplica } from './redis-replica.ts';
import { describeRedis, journals, LEASE_MS, message, openProxy, POST, until } from './redis-support.ts';

describeRedis('replicas on one Redis', () => {
  let server: RedisServer;
  beforeEach(async () => {
    server = await startRedis();
  });
  afterEach(() => server.close());
  const open = journals();
  const three = async (): Promise<readonly Journal[]> =>
    Promise.all([1, 2, 3].map(async () => (await open(server.url)).journal));
  const pair = async (): Promise<readonly [Journal, Journal]> => [
    (await open(server.url)).journal,
    (await open(server.url)).journal,
  ];
  const begin = async (journal: Journal, id: string, way: Way = POST): Promise<Begun['kind']> =>
    (await journal.begin(id, way)).kind;
  const idsOf = (owed: readonly Owed[]): readonly string[] => owed.map(({ id }) => id);
  /** What nobody alive works at, once it is given. */
  const adopted = async (journal: Journal) => {
    let found = await journal.adopt();
    await until(async () => {
      if (found.length === 0) found = await journal.adopt();
      return found.length > 0;
    }, 'something to adopt');
    return found;
  };

  it('take each message once, whoever is first', async () => {
    const replicas = await three();
    const messages = Array.from({ length: 200 }, () => message());
    const answers = await Promise.all(
      messages.map((one) => Promise.all(replicas.map(async (journal) => (await journal.accept(one)).kind))),
    );
    for (const kinds of answers) assert.deepEqual(kinds.toSorted(), ['accepted', 'duplicate', 'duplicate']);
    assert.equal((await replicas[0]?.size())?.owed, 200);
  });

  it('share limits and turns', async () => {
    const replicas = await three();
    const ask = (takes: ReturnType<typeof message>['takes']): Promise<readonly Claimed[]> =>
      Promise.all(
        Array.from({ length: 10 }, () => replicas)
          .flat()
          .map((journal) => journal.accept({ ...message(), takes, owed: [[], [], []] })),
      );
    const limited = await ask([{ kind: 'limit', key: 'a', times: 7, everyMs: 60_000 }]);
    assert.equal(limited.filter(({ kind }) => kind === 'accepted').length, 7);
    const turns = (await ask([{ kind: 'turn', key: 'a', of: 3 }])).map((one) =>
      one.kind === 'accepted' ? one.turn : one.kind,
    );
    for (const turn of [0, 1, 2]) assert.equal(turns.filter((one) => one === turn).length, 10);
  });

  it('keep to one pace and one order in a lane', async () => {
    const [one, other] = await pair();
    const messages = Array.from({ length: 5 }, () => message());
    for (const [index, asked] of messages.entries()) await (index % 2 === 0 ? one : other).accept(asked);
    const [a, b, c, d] = messages.map(({ id }) => id);
    assert.ok(a && b && c && d);
    assert.equal(await begin(one, a), 'begun');
    assert.deepEqual(await other.begin(b, POST), { kind: 'wait', ms: 50, behind: a });
    await one.settle(a, { kind: 'sent' });
    for (const [journal, id] of [[other, b] as const, [one, c] as const]) {
      assert.equal(await begin(journal, id), 'begun');
      await journal.settle(id, { kind: 'sent' });
    }
    const fourth = await other.begin(d, POST);
    assert.ok(fourth.kind === 'wait' && fourth.ms > 500 && fourth.ms <= 1_000);
    assert.equal(fourth.behind, null);
  });

  it('keep to the pace of the workspace, and to what Slack told one of them', async () => {
    const [one, other] = await pair();
    const messages = Array.from({ length: 24 }, () => message());
    for (const [index, asked] of messages.entries()) await (index % 2 === 0 ? one : other).accept(asked);
    const kinds: string[] = [];
    for (const [index, { id }] of messages.entries())
      kinds.push(
        await begin(index % 2 === 0 ? one : other, id, { lane: `C${index}/reaction`, method: 'reactions.add' }),
      );
    assert.equal(kinds.filter((kind) => kind === 'begun').length, 20);
    const next = message();
    await other.accept(next);
    await one.hold('chat.postMessage', 5_000);
    const held = await other.begin(next.id, POST);
    assert.ok(held.kind === 'wait' && held.ms > 4_000 && held.ms <= 5_000);
  });

  it('one begins nothing that is another’s', async () => {
    const [one, other] = await pair();
    const asked = message();
    await one.accept(asked);
    assert.deepEqual(await other.begin(asked.id, POST), { kind: 'lost' });
    assert.equal(await other.mark(asked.id, { state: 'owed', refusedAt: 1 }), false);
    await other.settle(asked.id, { kind: 'given_up', why: 'x' });
    assert.deepEqual(await other.adopt(), []);
    assert.equal(await begin(one, asked.id), 'begun');
  });

  it('what one knows to be sent is settled, even where another has it by now', async () => {
    const [one, other] = await pair();
    const asked = message();
    await one.accept(asked);
    await other.settle(asked.id, { kind: 'sent' });
    assert.deepEqual(await one.pending(), []);
    assert.deepEqual(await one.begin(asked.id, POST), { kind: 'lost' });
  });

  it('one that closes leaves what it has at once, in order and as far as it was', async () => {
    const [one, other] = await pair();
    const messages = Array.from({ length: 4 }, () => message());
    for (const asked of messages) await one.accept(asked);
    const ids = messages.map(({ id }) => id);
    await begin(one, ids[1] ?? '');
    await one.mark(ids[2] ?? '', { state: 'in_doubt', since: 3, mayRepeat: true });
    await one.close();
    const found = await other.adopt();
    assert.deepEqual(idsOf(found), ids);
    assert.deepEqual(
      found.map(({ progress }) => progress.state),
      ['owed', 'sending', 'in_doubt', 'owed'],
    );
    assert.deepEqual(await other.adopt(), []);
    assert.equal(await begin(other, ids[0] ?? '', { ...POST, lane: 'other' }), 'begun');
  });

  it('of two that adopt at once each reply is one’s', async () => {
    const [one, two, three_] = await three();
    assert.ok(one && two && three_);
    const messages = Array.from({ length: 50 }, () => message());
    for (const asked of messages) await one.accept(asked);
    await one.close();
    const [mine, others] = await Promise.all([two.adopt(), three_.adopt()]);
    assert.equal(mine.length + others.length, 50);
    assert.equal(new Set([...idsOf(mine), ...idsOf(others)]).size, 50);
  });

  it('one that dies is taken over once its lease is over, and not before', async () => {
    const { journal: other } = await open(server.url);
    const replica = await startReplica(server.url, LEASE_MS);
    const asked = message();
    assert.equal(await replica.ask('accept', asked), 'accepted');
    assert.equal(await replica.ask('begin', asked.id), 'begun');
    await replica.kill();
    const diedAt = performance.now();
    const found = await adopted(other);
    const took = performance.now() - diedAt;
    assert.deepEqual(
      found.map(({ id, progress }) => [id, progress.state]),
      [[asked.id, 'sending']],
    );
    assert.ok(took > LEASE_MS / 2 && took < LEASE_MS * 2, `${took} ms`);
  });

  it('one that was stopped for longer than its lease lets nothing out when it wakes', async () => {
    const { journal: other } = await open(server.url);
    const replica = await startReplica(server.url, LEASE_MS);
    try {
      const [asked, next, later] = [message(), message(), message()];
      await replica.ask('accept', asked);
      await replica.ask('accept', next);
      assert.equal(await replica.ask('begin', asked.id), 'begun');
      assert.equal(await replica.ask('holds'), true);
      replica.stop();
      assert.deepEqual(idsOf(await adopted(other)), [asked.id, next.id]);
      // It lies before it when it wakes: what it does first of all.
      const held = replica.ask('holds');
      replica.wake();
      assert.equal(await held, false);
      assert.equal(await replica.ask('mark', asked.id), false);
      assert.equal(await replica.ask('begin', next.id), 'lost');
      // Under a new name it goes on, behind what the other has in the lane.
      assert.equal(await replica.ask('accept', later), 'accepted');
      assert.equal(await replica.ask('begin', later.id), 'wait');
      await other.settle(asked.id, { kind: 'sent' });
      assert.equal(await replica.ask('begin', later.id), 'begun');
      assert.equal(await replica.ask('holds'), true);
    } finally {
      await replica.kill();
    }
  });

  it('once lapsed it stays so while something begun may be on its way', async () => {
    const proxy = await openProxy(server.port);
    try {
      const { journal } = await open(proxy.url);
      const { journal: other } = await open(server.url);
      const [asked, next, third] = [message(), message(), message()];
      for (const one of [asked, next]) await journal.accept(one);
      assert.equal(await begin(journal, asked.id), 'begun');
      assert.equal(journal.holds(), true);
      proxy.lead(null);
      await until(() => !journal.holds(), 'lapsed');
      proxy.lead(server.port);
      await journal.ready();
      const accepted = journal.accept(third);
      await until(async () => (await other.adopt()).length > 0 || (await other.pending()).length === 0, 'adopted');
      assert.equal(journal.holds(), false);
      assert.equal(await journal.mark(asked.id, { state: 'owed', refusedAt: null }), false);
      assert.equal((await accepted).kind, 'accepted');
      await until(() => journal.holds(), 'held under a new name');
      assert.equal(await begin(journal, next.id), 'lost');
      assert.equal(await begin(journal, third.id, { ...POST, lane: 'third' }), 'begun');
    } finally {
      await proxy.close();
    }
  });
});
