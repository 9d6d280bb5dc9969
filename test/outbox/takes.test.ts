// What answers use up: held against the plain meaning of the words, and the bounds of what is remembered.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Take } from '../../src/domain/take.ts';
import { ANSWERS_EACH_MAX, DISORDER_MS_MAX, LIMITS_MAX } from '../../src/outbox/limits.ts';
import { ONCE_MAX, openTakes } from '../../src/outbox/takes.ts';
import type { Used, UsedListener } from '../../src/outbox/used.ts';

const limit = (times: number, everyMs: number, key = 'a'): Take => ({ kind: 'limit', key, times, everyMs });
const once = (key: string): Take => ({ kind: 'once_per', key });

/** As the rule language has it: at most `times` answers in any stretch of `every`, whose end is outside. */
const breaks = (answers: readonly number[], times: number, everyMs: number): boolean =>
  answers.some((from) => answers.filter((at) => at >= from && at < from + everyMs).length > times);

describe('takes', () => {
  it('a limit answers as often as any stretch allows, and no more, in whatever order messages come', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 20 }),
        (arrivals, times, everyMs) => {
          const takes = openTakes();
          const answered: number[] = [];
          for (const at of arrivals) {
            const wouldBreak = breaks([...answered, at], times, everyMs);
            assert.equal(takes.take([limit(times, everyMs)], at).ok, !wouldBreak);
            if (!wouldBreak) answered.push(at);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('keeps counting right over a long time, with messages that come late', () => {
    const takes = openTakes();
    const answered: number[] = [];
    let seed = 7;
    for (let index = 0; index < 3000; index += 1) {
      seed = (seed * 48_271) % 2_147_483_647;
      const at = index * 1000 - (seed % DISORDER_MS_MAX) / 4;
      const near = answered.filter((one) => Math.abs(one - at) <= 20_000);
      const wouldBreak = breaks([...near, at], 3, 20_000);
      assert.equal(takes.take([limit(3, 20_000)], at).ok, !wouldBreak, `message ${index}`);
      if (!wouldBreak) answered.push(at);
    }
    assert.ok(answered.length > 100);
  });

  it('counts right where the youngest message comes first, too', () => {
    const takes = openTakes();
    const answered: number[] = [];
    for (let at = 3_600_000; at > 0; at -= 1000)
      if (takes.take([limit(2, 10_000), once('a')], at).ok) answered.push(at);
    assert.deepEqual(answered, [3_600_000]);
    for (let at = 3_600_000; at > 0; at -= 1000) if (takes.take([limit(2, 10_000, 'b')], at).ok) answered.push(at);
    assert.equal(answered.length, 1 + 720);
  });

  it('forgets of limits what no message can meet any more before what is in force', () => {
    const takes = openTakes();
    takes.take([limit(1, 24 * 60 * 60_000, 'in force')], 0);
    for (let index = 0; index < LIMITS_MAX * 3; index += 1) takes.take([limit(1, 1000, `k${index}`)], index * 100);
    assert.deepEqual(takes.take([limit(1, 24 * 60 * 60_000, 'in force')], LIMITS_MAX * 100), {
      ok: false,
      why: 'limit',
      key: 'in force',
      trips: false,
    });
  });

  it('keeps the youngest where more are in force than it can remember', () => {
    const takes = openTakes();
    const last = LIMITS_MAX * 1.5;
    for (let index = 0; index <= last; index += 1) takes.take([limit(1, 1e9, `k${index}`), once(`k${index}`)], index);
    assert.equal(takes.take([limit(1, 1e9, `k${last}`)], last).ok, false);
    assert.equal(takes.take([limit(1, 1e9, 'k0')], last).ok, true);
    assert.equal(takes.take([once('k0')], last).ok, false);
    for (let index = 0; index <= ONCE_MAX; index += 1) takes.take([once(`x${index}`)], last);
    assert.equal(takes.take([once('k0')], last).ok, true);
    assert.equal(takes.take([once(`x${ONCE_MAX}`)], last).ok, false);
  });

  it('keeps a limit of many times', () => {
    const takes = openTakes();
    const asked = [limit(ANSWERS_EACH_MAX, 1e9)];
    for (let index = 0; index < ANSWERS_EACH_MAX; index += 1) assert.equal(takes.take(asked, index).ok, true);
    assert.equal(takes.take(asked, ANSWERS_EACH_MAX).ok, false);
    assert.equal(takes.take(asked, 1e9).ok, true);
  });

  it('tells each thing that it remembers once, and what it tells makes another of the same mind', () => {
    const take = fc.oneof(
      fc.record({
        kind: fc.constant('limit' as const),
        key: fc.constantFrom('a', 'b'),
        times: fc.integer({ min: 1, max: 30 }),
        everyMs: fc.constantFrom(5, 5, 20),
      }),
      fc.record({ kind: fc.constant('once_per' as const), key: fc.constantFrom('a', 'b', 'c') }),
      fc.record({
        kind: fc.constant('turn' as const),
        key: fc.constantFrom('a', 'b'),
        of: fc.integer({ min: 1, max: 3 }),
      }),
    );
    const rows = fc.array(fc.tuple(fc.array(take, { minLength: 1, maxLength: 3 }), fc.nat(3 * DISORDER_MS_MAX)), {
      maxLength: 120,
    });
    fc.assert(
      fc.property(rows, rows, (before, after) => {
        const mirror = openMirror();
        const first = openTakes(mirror.listener);
        for (const [takes, at] of before) first.take(takes, at);
        const second = openTakes();
        for (const one of mirror.entries()) second.fill(one);
        assert.equal(second.size(), first.size());
        for (const [takes, at] of after) assert.deepEqual(second.take(takes, at), first.take(takes, at));
      }),
      { numRuns: 300 },
    );
  });

  it('tells of all that it forgets, also where much is forgotten at once', () => {
    const mirror = openMirror();
    const takes = openTakes(mirror.listener);
    const day = 24 * 60 * 60_000;
    for (let index = 0; index < 30_000; index += 1) {
      // Many of the same instant, and then a limit of many times whose answers are cut.
      takes.take([limit(1e6, day, 'many'), limit(5, 1000, `k${index % 7}`), once(`o${index}`)], Math.floor(index / 50));
      takes.take([breaker(3, `b${index % 100}`)], index * 100);
    }
    takes.take([once('later')], 40 * day);
    const known = mirror.entries().filter(({ kind }) => kind !== 'span').length;
    assert.equal(known, takes.size());
    assert.deepEqual(
      mirror.entries().filter(({ kind }) => kind === 'once_per'),
      [{ kind: 'once_per', key: 'later', at: 40 * day }],
    );
  });
});

const breaker = (times: number, key: string): Take => ({
  kind: 'breaker',
  key,
  times,
  everyMs: 60_000,
  forMs: 600_000,
});

/** What a journal would have on its disk. */
const openMirror = (): { readonly listener: UsedListener; readonly entries: () => readonly Used[] } => {
  const kept = new Map<string, Used>();
  return {
    listener: {
      put: (one) => {
        assert.equal(kept.has(JSON.stringify(one)), false, `told twice: ${JSON.stringify(one)}`);
        kept.set(JSON.stringify(one), one);
      },
      drop: (one) => {
        assert.equal(kept.delete(JSON.stringify(one)), true, `never told: ${JSON.stringify(one)}`);
      },
    },
    entries: () => [...kept.values()].toSorted((a, b) => timeOf(a) - timeOf(b)),
  };
};

const timeOf = (one: Used): number => ('at' in one ? one.at : 0);
