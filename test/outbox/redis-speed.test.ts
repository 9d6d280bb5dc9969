// A storm on a journal in Redis: 10,000 messages taken in at once, and how long one step takes while nothing else goes on.
import assert from 'node:assert/strict';
import { type RedisServer, startRedis } from '../redis-server.ts';
import { describeRedis, journals, message, POST } from './redis-support.ts';

const STORM = 10_000;
/** Ten thousand in a minute is what is promised; a loaded machine of two cores takes a fraction of it. */
const STORM_MS_MAX = 15_000;
const STEPS = 500;
const STEP_MS_MAX = 25;

describeRedis('the pace of a journal in Redis', () => {
  let server: RedisServer;
  before(async () => {
    server = await startRedis({ settings: ['--appendonly', 'yes'] });
  });
  after(() => server.close());
  const open = journals();

  it(`takes in ${STORM} messages at once, each once, and settles them`, async () => {
    const { journal } = await open(server.url, { leaseMs: 60_000 });
    const messages = Array.from({ length: STORM }, () => message());
    const from = performance.now();
    const kinds = await Promise.all(messages.map(async (asked) => (await journal.accept(asked)).kind));
    const took = performance.now() - from;
    assert.ok(kinds.every((kind) => kind === 'accepted'));
    assert.deepEqual(await journal.size(), { claims: STORM, owed: STORM, takes: 0 });
    assert.equal((await journal.pending()).length, STORM);
    await Promise.all(messages.map(({ id }) => journal.settle(id, { kind: 'sent' })));
    assert.equal((await journal.size()).owed, 0);
    assert.ok(took < STORM_MS_MAX, `${took} ms`);
  });

  it('a step takes as long as a way there and back', async () => {
    const { journal } = await open(server.url);
    const times = { accept: [] as number[], begin: [] as number[], settle: [] as number[] };
    const timed = async (name: keyof typeof times, step: () => Promise<unknown>): Promise<void> => {
      const from = performance.now();
      await step();
      times[name].push(performance.now() - from);
    };
    for (let at = 0; at < STEPS; at += 1) {
      const asked = message();
      const takes = [{ kind: 'breaker', key: `C${at}`, times: 30, everyMs: 60_000, forMs: 600_000 } as const];
      await timed('accept', () => journal.accept({ ...asked, takes }));
      await timed('begin', () => journal.begin(asked.id, { ...POST, lane: `C${at}/post` }));
      await timed('settle', () => journal.settle(asked.id, { kind: 'sent' }));
    }
    for (const [name, list] of Object.entries(times)) {
      const sorted = list.toSorted((a, b) => a - b);
      const median = sorted[Math.floor(STEPS / 2)] ?? 0;
      if (process.env['SHOW_TIMES'] !== undefined) {
        const high = sorted[Math.floor(STEPS * 0.99)] ?? 0;
        console.log(`${name}: p50 ${median.toFixed(2)} ms, p99 ${high.toFixed(2)} ms`);
      }
      assert.ok(median < STEP_MS_MAX, `${name}: ${median} ms`);
    }
  });
});
