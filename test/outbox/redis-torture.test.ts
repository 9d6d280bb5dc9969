// Three replicas, each shown every message, over lines that break and a Redis that dies: nothing is sent twice, and all is sent.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Claim, Journal } from '../../src/domain/ports.ts';
import { openRedisJournal } from '../../src/outbox/journal/redis.ts';
import { memoryLog } from '../fakes/log.ts';
import { KEEPS_ALL, type RedisServer, startRedis } from '../redis-server.ts';
import { describeRedis, message, NOW, openProxy, type Proxy } from './redis-support.ts';

const SEEDS = (process.env['TORTURE_SEEDS'] ?? '1').split(',').map(Number);
const LEASE_MS = 400;
const REPLICAS = 3;
const MESSAGES = 150;
/** Nothing is sent for so long that it shows: no replica will. */
const QUIET_MS_MAX = 8_000;
const RATES_FREE = { each: { burst: 1000, everyMs: 1 }, whole: { burst: 1000, everyMs: 1 } };
const RATES = {
  'chat.postMessage': RATES_FREE,
  'chat.postEphemeral': RATES_FREE,
  'conversations.open': RATES_FREE,
  'reactions.add': RATES_FREE,
};

interface Place {
  /** Ids, as they were posted. */
  readonly posts: string[];
  readonly random: () => number;
}

/** What an outbox does, without its delays: what may have been sent is looked up, and the look tells the truth. */
const work = (journal: Journal, { posts, random }: Place) => {
  const held = new Set<string>();
  const over = new AbortController();

  const send = async (id: string, isInDoubt: boolean): Promise<void> => {
    if (held.has(id)) return;
    held.add(id);
    try {
      for (let looks = isInDoubt; !over.signal.aborted; looks = false) {
        if (looks && posts.includes(id)) return await journal.settle(id, { kind: 'sent' });
        const begun = await journal.begin(id, { lane: id, method: 'chat.postMessage' });
        if (begun.kind === 'lost') return;
        if (begun.kind === 'wait') {
          await sleep(begun.ms);
          continue;
        }
        if (random() < 0.3) await sleep(random() * LEASE_MS * 1.5);
        if (!journal.holds()) {
          if (!(await journal.mark(id, { state: 'owed', refusedAt: null }))) return;
          continue;
        }
        posts.push(id);
        return await journal.settle(id, { kind: 'sent' });
      }
    } finally {
      held.delete(id);
    }
  };

  return {
    take: async (asked: Claim & { readonly id: string }): Promise<void> => {
      let claimed = await journal.accept(asked);
      if (claimed.kind === 'unsure') {
        const owed = posts.includes(asked.id) ? [[]] : asked.owed;
        claimed = await journal.accept({ ...asked, owed, isSure: true });
        if (owed !== asked.owed) return;
      }
      if (claimed.kind === 'accepted') await send(asked.id, false);
    },
    adopt: async (): Promise<void> => {
      while (!over.signal.aborted) {
        for (const { id, progress } of await journal.adopt()) void ignoringClose(send(id, progress.state !== 'owed'));
        await sleep(LEASE_MS / 4);
      }
    },
    stop: () => over.abort(),
  };
};

/** Steps that were under way when all is over are rejected. */
const ignoringClose = (step: Promise<void>): Promise<void> =>
  step.catch((fault: unknown) => {
    if (!String(fault).includes('closed')) throw fault;
  });

const seeded = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};

describeRedis('replicas under torture', () => {
  const check = (name: string, seed: number, keeps: readonly string[] | undefined): void => {
    it(name, async function () {
      this.timeout(60_000);
      const server: RedisServer = await startRedis(keeps && { settings: keeps });
      const random = seeded(seed);
      const place: Place = { posts: [], random };
      const proxies: Proxy[] = [];
      const journals: Journal[] = [];
      const workers: ReturnType<typeof work>[] = [];
      for (let at = 0; at < REPLICAS; at += 1) {
        const proxy = await openProxy(server.port);
        const opened = await openRedisJournal({
          url: proxy.url,
          clock: NOW,
          log: memoryLog(),
          leaseMs: LEASE_MS,
          rates: RATES,
        });
        assert.ok(opened.kind === 'open');
        proxies.push(proxy);
        journals.push(opened.journal);
        workers.push(work(opened.journal, place));
      }
      const asked: (Claim & { readonly id: string })[] = [];
      try {
        const running = workers.map(({ adopt }) => ignoringClose(adopt()));
        for (let at = 0; at < MESSAGES; at += 1) {
          const one = message();
          asked.push(one);
          for (const { take } of workers) void ignoringClose(take(one));
          const chance = random();
          const proxy = proxies[Math.floor(random() * REPLICAS)];
          if (chance < 0.1) proxy?.lead(server.port);
          else if (chance < 0.15) {
            proxy?.lead(null);
            void sleep(random() * LEASE_MS * 3).then(() => proxy?.lead(server.port));
          } else if (chance < 0.18) {
            await server.kill();
            await sleep(random() * LEASE_MS * 2);
            await server.start();
          }
          await sleep(random() * 20);
        }
        const isDone = (): boolean => asked.every(({ id }) => place.posts.includes(id));
        for (const from = Date.now(); !isDone() && Date.now() - from < QUIET_MS_MAX;) await sleep(50);
        workers.forEach(({ stop }) => stop());
        await Promise.all(running);
        const doubled = place.posts.filter((id, index) => place.posts.indexOf(id) !== index);
        assert.deepEqual(doubled, []);
        // What a replica has given up and no other taken over yet is in Redis alone: forgotten there, it is gone.
        if (keeps !== undefined)
          assert.deepEqual(
            asked.filter(({ id }) => !place.posts.includes(id)),
            [],
          );
      } finally {
        workers.forEach(({ stop }) => stop());
        await Promise.all(journals.map((journal) => journal.close()));
        await Promise.all(proxies.map((proxy) => proxy.close()));
        await server.close();
      }
    });
  };

  for (const seed of SEEDS) {
    check(`sends once with a Redis that keeps all (seed ${seed})`, seed, KEEPS_ALL);
    check(`sends nothing twice with a Redis that keeps nothing (seed ${seed})`, seed, undefined);
  }
});
