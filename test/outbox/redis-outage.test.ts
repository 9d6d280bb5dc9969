// A Redis that is killed, hangs, forgets or is replaced: steps wait for it, and what it lost is noticed and never answered anew.
import assert from 'node:assert/strict';
import type { Journal } from '../../src/domain/ports.ts';
import { KEEPS_ALL, type RedisServer, type RedisServerOptions, startRedis } from '../redis-server.ts';
import { describeRedis, journals, message, openProxy, POST, type Proxy, until } from './redis-support.ts';

describeRedis('a Redis that goes away', () => {
  const closing: { close: () => Promise<void> }[] = [];
  const started = async (options: RedisServerOptions = {}): Promise<RedisServer> => {
    const server = await startRedis(options);
    closing.push(server);
    return server;
  };
  const proxied = async (server: RedisServer): Promise<Proxy> => {
    const proxy = await openProxy(server.port);
    closing.push(proxy);
    return proxy;
  };
  afterEach(async () => {
    for (const one of closing.splice(0).toReversed()) await one.close();
  });
  const open = journals();
  const accept = async (journal: Journal, asked = message()): Promise<string> => (await journal.accept(asked)).kind;
  const idsOf = async (journal: Journal): Promise<readonly string[]> => (await journal.pending()).map(({ id }) => id);
  const downOf = (states: readonly string[]): Promise<void> => until(() => states.includes('down'), 'down');

  it('loses nothing when it is killed and started again with all on disk, and nothing is in doubt', async () => {
    const server = await started({ settings: KEEPS_ALL });
    const { journal, states, log } = await open(server.url);
    const [settled, owed, begun, unknown] = [message(5_000), message(4_000), message(3_000), message(2_000)];
    for (const asked of [settled, owed, begun]) await journal.accept(asked);
    await journal.settle(settled.id, { kind: 'sent' });
    await journal.begin(begun.id, POST);
    await server.kill();
    await downOf(states);
    await server.start();
    await journal.ready();
    assert.deepEqual(states, ['down', 'ok']);
    for (const asked of [settled, owed, begun]) assert.equal(await accept(journal, asked), 'duplicate');
    assert.equal(await accept(journal, unknown), 'accepted');
    assert.deepEqual(await idsOf(journal), [owed.id, begun.id, unknown.id]);
    assert.deepEqual(
      log.events().filter((event) => event === 'journal_lost_writes'),
      [],
    );
  });

  it('steps wait for it, in their order, and each is done once', async () => {
    const server = await started({ settings: KEEPS_ALL });
    const { journal, states } = await open(server.url, { leaseMs: 60_000 });
    const [first, ...more] = Array.from({ length: 100 }, () => message());
    assert.ok(first);
    await journal.accept(first);
    await server.kill();
    const waiting = [
      ...more.map((asked) => accept(journal, asked)),
      journal.mark(first.id, { state: 'owed', refusedAt: 7 }),
      journal.sawAll(9),
      journal.hold('reactions.add', 1),
    ];
    await downOf(states);
    await server.start();
    assert.deepEqual(await Promise.all(waiting), [...more.map(() => 'accepted'), true, undefined, undefined]);
    assert.deepEqual(
      await idsOf(journal),
      [first, ...more].map(({ id }) => id),
    );
    assert.equal(await journal.seenUntil(), 9);
  });

  it('under fire each message is accepted once, and all that was accepted is owed', async () => {
    const server = await started({ settings: KEEPS_ALL });
    const proxy = await proxied(server);
    const { journal } = await open(proxy.url, { leaseMs: 60_000 });
    const messages = Array.from({ length: 600 }, () => message());
    const kinds: string[] = [];
    for (let batch = 0; batch * 20 < messages.length; batch += 1) {
      const asked = messages.slice(batch * 20, batch * 20 + 20);
      const answers = Promise.all(asked.map((one) => accept(journal, one)));
      // At another moment each time: before it is sent, on its way, or before the answer is read.
      for (let turn = 0; turn < batch % 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      proxy.lead(server.port);
      kinds.push(...(await answers));
    }
    assert.deepEqual(new Set(kinds), new Set(['accepted']));
    assert.deepEqual((await idsOf(journal)).toSorted(), messages.map(({ id }) => id).toSorted());
  });

  it('one that hangs is noticed, and gone on with when it answers again', async () => {
    const server = await started();
    const { journal, states } = await open(server.url);
    server.pause();
    const accepted = accept(journal);
    await downOf(states);
    assert.equal(journal.holds(), false);
    server.resume();
    assert.equal(await accepted, 'accepted');
    assert.deepEqual(states, ['down', 'ok']);
  });

  it('a journal that is closed meanwhile closes soon, and what waits is rejected', async () => {
    const server = await started();
    const { journal, states } = await open(server.url);
    await server.kill();
    await downOf(states);
    const waiting = [accept(journal), journal.pending(), journal.ready(), journal.adopt()].map((step) =>
      step.then(
        () => 'done',
        () => 'rejected',
      ),
    );
    const from = performance.now();
    await journal.close();
    assert.deepEqual(await Promise.all(waiting), ['rejected', 'rejected', 'rejected', 'rejected']);
    assert.ok(performance.now() - from < 2_000);
  });

  it('a journal closes soon while it hangs, too', async () => {
    const server = await started();
    const { journal } = await open(server.url);
    server.pause();
    const waiting = accept(journal).then(
      () => 'done',
      () => 'rejected',
    );
    const from = performance.now();
    await journal.close();
    assert.equal(await waiting, 'rejected');
    assert.ok(performance.now() - from < 3_000);
    server.resume();
  });

  describe('and comes back without what it had confirmed', () => {
    /** Answered and settled; accepted and still owed here. */
    const forgetting = async (journal: Journal) => {
      const [settled, owed] = [message(5_000), message(4_000)];
      for (const asked of [settled, owed]) await journal.accept(asked);
      await journal.settle(settled.id, { kind: 'sent' });
      return { settled, owed };
    };

    it('is not sure of what was written before, unless it is known, and is of what is written since', async () => {
      const server = await started();
      const { journal, states, log } = await open(server.url);
      const { settled } = await forgetting(journal);
      await server.kill();
      await downOf(states);
      await server.start();
      await journal.ready();
      assert.ok(log.events().includes('journal_lost_writes'));
      assert.equal(await accept(journal, settled), 'unsure');
      assert.equal(await accept(journal, settled), 'unsure');
      assert.equal(await accept(journal, { ...settled, isSure: true }), 'accepted');
      assert.equal(await accept(journal, settled), 'duplicate');
      assert.equal(await accept(journal, message()), 'accepted');
    });

    it('what is still owed here is written down anew', async () => {
      const server = await started();
      const { journal, states } = await open(server.url, { leaseMs: 3_000 });
      const { owed } = await forgetting(journal);
      await journal.mark(owed.id, { state: 'owed', refusedAt: 3 });
      await server.kill();
      await downOf(states);
      await server.start();
      assert.equal(await accept(journal, owed), 'duplicate');
      const [again, ...more] = await journal.pending();
      assert.deepEqual(more, []);
      assert.deepEqual([again?.id, again?.progress], [owed.id, { state: 'owed', refusedAt: 3 }]);
      // Its lease was lost, too: it is given back under a new name.
      await until(async () => (await journal.adopt()).some(({ id }) => id === owed.id), 'adopted');
      assert.deepEqual(await journal.begin(owed.id, POST), { kind: 'begun' });
    });

    it('is noticed where all was thrown away by a command', async () => {
      const server = await started();
      const { journal } = await open(server.url);
      const { settled, owed } = await forgetting(journal);
      await server.ask('FLUSHALL');
      assert.equal(await accept(journal, settled), 'unsure');
      assert.equal(await accept(journal, owed), 'duplicate');
      assert.equal(await accept(journal, message()), 'accepted');
    });
  });

  describe('and is replaced by its replica', () => {
    const twins = async (): Promise<readonly [RedisServer, RedisServer]> => {
      const leader = await started({ settings: ['--repl-diskless-sync-delay', '0'] });
      const follower = await started({ settings: ['--replicaof', `127.0.0.1 ${leader.port}`] });
      await until(async () => (await follower.ask('INFO', 'replication')).includes('master_link_status:up'), 'in step');
      return [leader, follower];
    };
    const offsetOf = async (server: RedisServer): Promise<string | undefined> =>
      /master_repl_offset:(\d+)/.exec(await server.ask('INFO', 'replication'))?.[1];
    const inStep = ([leader, follower]: readonly [RedisServer, RedisServer]): Promise<void> =>
      until(async () => (await offsetOf(leader)) === (await offsetOf(follower)), 'replicated');

    it('nothing is in doubt where the replica had it all', async () => {
      const [leader, follower] = await twins();
      const proxy = await proxied(leader);
      const { journal, log } = await open(proxy.url);
      const known = message(5_000);
      assert.equal(await accept(journal, known), 'accepted');
      await inStep([leader, follower]);
      await leader.kill();
      const waiting = accept(journal, message(3_000));
      proxy.lead(follower.port);
      await follower.ask('REPLICAOF', 'NO', 'ONE');
      assert.equal(await waiting, 'accepted');
      assert.equal(await accept(journal, known), 'duplicate');
      assert.ok(!log.events().includes('journal_lost_writes'));
    });

    it('what the replica had not is noticed', async () => {
      const [leader, follower] = await twins();
      const proxy = await proxied(leader);
      const { journal, log } = await open(proxy.url);
      const [known, lost] = [message(5_000), message(4_000)];
      await accept(journal, known);
      // A line that broke between the two, some time before the leader did.
      await inStep([leader, follower]);
      await follower.ask('REPLICAOF', 'NO', 'ONE');
      await accept(journal, lost);
      await journal.settle(lost.id, { kind: 'sent' });
      await leader.kill();
      proxy.lead(follower.port);
      assert.equal(await accept(journal, lost), 'unsure');
      assert.equal(await accept(journal, known), 'duplicate');
      assert.equal(await accept(journal, message()), 'accepted');
      assert.ok(log.events().includes('journal_lost_writes'));
    });

    it('nobody answers what another may have, until that one has compared', async () => {
      const [leader, follower] = await twins();
      const [proxy, others] = [await proxied(leader), await proxied(leader)];
      const { journal } = await open(proxy.url, { leaseMs: 2_000 });
      const { journal: other, states } = await open(others.url, { leaseMs: 2_000 });
      await inStep([leader, follower]);
      await follower.ask('REPLICAOF', 'NO', 'ONE');
      const [sent, owed] = [message(5_000), message(4_000)];
      for (const asked of [sent, owed]) assert.equal(await accept(journal, asked), 'accepted');
      await journal.settle(sent.id, { kind: 'sent' });
      proxy.lead(null);
      others.lead(follower.port);
      await leader.kill();
      // The other never heard of the two: Slack has shown them to both.
      const kinds: string[] = [];
      const waiting = [sent, owed].map(async (asked) => kinds.push(await accept(other, asked)));
      await downOf(states);
      await other.ready();
      assert.equal(await accept(other, message(-10)), 'accepted');
      assert.deepEqual(kinds, []);
      proxy.lead(follower.port);
      await Promise.all(waiting);
      assert.deepEqual(new Set(kinds), new Set(['duplicate', 'unsure']));
    });

    it('whoever does not come back is waited for no longer than a lease', async () => {
      const [leader, follower] = await twins();
      const [proxy, others] = [await proxied(leader), await proxied(leader)];
      const { journal } = await open(proxy.url);
      const { journal: other } = await open(others.url);
      await accept(journal);
      await inStep([leader, follower]);
      await follower.ask('REPLICAOF', 'NO', 'ONE');
      const sent = message(5_000);
      await accept(journal, sent);
      proxy.lead(null);
      others.lead(follower.port);
      assert.equal(await accept(other, sent), 'unsure');
      assert.equal(await accept(other, message()), 'accepted');
    });
  });
});
