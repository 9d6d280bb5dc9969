// What answers use up, counted in Redis: held against the same in memory, whatever comes in whatever order.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Take } from '../../src/domain/take.ts';
import { openTakes } from '../../src/outbox/takes.ts';
import { type RedisServer, startRedis } from '../redis-server.ts';
import { describeRedis, journals, message } from './redis-support.ts';

describeRedis('takes in Redis', () => {
  let server: RedisServer;
  before(async () => {
    server = await startRedis();
  });
  after(() => server.close());
  const open = journals();

  const small = fc.integer({ min: 1, max: 4 });
  const span = fc.integer({ min: 1, max: 20 });
  const name = fc.constantFrom('a', 'b');
  const take: fc.Arbitrary<Take> = fc.oneof(
    fc.record({ kind: fc.constant('limit' as const), key: name, times: small, everyMs: span }),
    fc.record({ kind: fc.constant('breaker' as const), key: name, times: small, everyMs: span, forMs: span }),
    fc.record({ kind: fc.constant('once_per' as const), key: name }),
    fc.record({ kind: fc.constant('turn' as const), key: name, of: small }),
  );

  /** Each run has keys of its own: what the ones before used up stays in the server. */
  let runs = 0;
  const agree = async (asked: readonly (readonly [readonly Take[], number])[]): Promise<void> => {
    const { journal } = await open(server.url);
    runs += 1;
    const mine = openTakes();
    for (const [takes, at] of asked) {
      const named = takes.map((one): Take => ({ ...one, key: `${runs}/${one.key}` }));
      const claimed = await journal.accept({ ...message(), takes: named, at, owed: [[], [], [], []] });
      const took = mine.take(named, at);
      assert.deepEqual(
        claimed,
        took.ok
          ? { kind: 'accepted', turn: took.turn }
          : { kind: 'limited', why: took.why, key: took.key, trips: took.trips },
      );
    }
    await journal.close();
  };

  it('a limit is counted alike', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 40 }),
        small,
        span,
        (at, times, everyMs) => agree(at.map((one) => [[{ kind: 'limit', key: 'a', times, everyMs }], one])),
      ),
      { numRuns: 80 },
    ));

  it('a breaker is counted alike', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 40 }),
        small,
        span,
        (at, times, everyMs) =>
          agree(at.map((one) => [[{ kind: 'breaker', key: 'a', times, everyMs, forMs: 15 }], one])),
      ),
      { numRuns: 80 },
    ));

  it('all kinds together are taken alike', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.array(take, { maxLength: 4 }), fc.integer({ min: 0, max: 60 })), { maxLength: 30 }),
        agree,
      ),
      { numRuns: 80 },
    ));
});
