// When supervise connects, waits, overlaps and ends: on a clock that moves only when everybody waits.
import assert from 'node:assert/strict';
import { teamId, userId } from '../../src/domain/ids.ts';
import type { Clock, ConnectResult, Session, SessionEvents, Transport } from '../../src/domain/ports.ts';
import { backoffMs, connectAllowance } from '../../src/slack/backoff.ts';
import { supervise, type SuperviseEnd } from '../../src/slack/supervise.ts';
import { guardProcess, memoryLog } from './fake.ts';

const SELF = { team: teamId('T1'), user: userId('UBOT'), bot: null, name: 'annyeong', url: '' };
const DROP = { why: 'closed_by_slack', detail: '' } as const;

/** What one attempt to connect meets: an answer, and for an open session how long it lives and whether it says goodbye. */
type Meeting =
  | Exclude<ConnectResult, { kind: 'open' }>
  | { readonly kind: 'open'; readonly livesMs: number; readonly goodbyeAfterMs?: number };

interface World {
  readonly clock: Clock;
  /** Lets `ms` pass, and all that falls due in them happen in order. */
  readonly pass: (ms: number) => Promise<void>;
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

const openWorld = (): World => {
  let now = 0;
  const sleepers = new Set<{ at: number; wake: () => void }>();
  return {
    clock: {
      now: () => now,
      monotonic: () => now,
      sleep: (ms, signal) =>
        new Promise((resolve) => {
          if (signal?.aborted) return resolve();
          const wake = (): void => {
            sleepers.delete(sleeper);
            signal?.removeEventListener('abort', wake);
            resolve();
          };
          const sleeper = { at: now + ms, wake };
          sleepers.add(sleeper);
          signal?.addEventListener('abort', wake);
        }),
    },
    pass: async (ms) => {
      const end = now + ms;
      for (;;) {
        await settled();
        const next = [...sleepers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        now = Math.max(now, next.at);
        next.wake();
      }
      now = end;
      await settled();
    },
  };
};

const start = (meetings: (count: number) => Meeting, random = 0.5) => {
  const world = openWorld();
  const stop = new AbortController();
  const log = memoryLog();
  const seen: string[] = []; // `kind@second`
  const states: string[] = [];
  const told: number[] = []; // sessions, by when they opened
  const frames: unknown[] = [];
  const open: { readonly events: SessionEvents; closed: boolean }[] = [];
  const note = (what: string): number => seen.push(`${what}@${Math.round(world.clock.monotonic() / 100) / 10}`);
  let count = 0;
  const transport: Transport = {
    connect: async (events, signal) => {
      count += 1;
      const number = count;
      note(`connect${number}`);
      const meeting = meetings(number);
      if (meeting.kind !== 'open') return meeting;
      const life = new AbortController();
      const one = { events, closed: false };
      open.push(one);
      if (meeting.goodbyeAfterMs !== undefined)
        void world.clock.sleep(meeting.goodbyeAfterMs, signal).then(events.goodbye);
      const session: Session = {
        self: SELF,
        openedAt: world.clock.monotonic(),
        answeredAt: () => session.openedAt,
        ended: world.clock
          .sleep(meeting.livesMs, life.signal)
          .then(() => (one.closed ? { why: 'closed_by_us', detail: '' } : DROP)),
        close: async () => {
          if (!one.closed && !life.signal.aborted) note(`close${number}`);
          one.closed = true;
          life.abort();
        },
      };
      return { kind: 'open', session };
    },
  };
  let end: SuperviseEnd | undefined;
  const running = supervise({
    transport,
    clock: world.clock,
    random: { next: () => random },
    log,
    frame: (frame) => frames.push(frame),
    signal: stop.signal,
    onState: (state) => states.push(state),
    onSession: ({ openedAt }) => told.push(openedAt),
  }).then((result) => (end = result));
  return { ...world, stop, seen, states, told, frames, open, log, running, count: () => count, end: () => end };
};

const HOUR = 3_600_000;
const opens = (livesMs: number, goodbyeAfterMs?: number): Meeting => ({
  kind: 'open',
  livesMs,
  ...(goodbyeAfterMs === undefined ? {} : { goodbyeAfterMs }),
});
const retry = (afterMs: number | null = null): Meeting => ({ kind: 'retry', why: 'service_unavailable', afterMs });
const connects = (seen: readonly string[]): readonly string[] =>
  seen.filter((line) => line.startsWith('connect')).map((line) => line.replace(/.*@/, ''));

describe('slack/supervise', () => {
  guardProcess();

  const rows: readonly [string, (count: number) => Meeting, number, readonly string[]][] = [
    [
      'reconnects at once after a drop of a session that stood',
      (n) => opens(n === 1 ? 60_000 : HOUR),
      100_000,
      ['0', '60'],
    ],
    ['after every such drop', (n) => opens(n < 4 ? 60_000 : HOUR), 300_000, ['0', '60', '120', '180']],
    [
      'waits longer with each failure, half of 1, 2, 4, 8 s by the dice',
      (n) => (n < 5 ? retry() : opens(HOUR)),
      60_000,
      ['0', '0.5', '1.5', '3.5', '7.5'],
    ],
    ['obeys Retry-After', (n) => (n === 1 ? retry(42_000) : opens(HOUR)), 100_000, ['0', '42']],
    [
      'reconnects at once after the first early drop, then backs off',
      (n) => opens(n < 4 ? 0 : HOUR),
      100_000,
      ['0', '0', '0.5', '1.5'],
    ],
    [
      'forgets the failures once a session has stood',
      (n) => (n < 3 ? retry() : opens(n === 3 ? 40_000 : HOUR)),
      100_000,
      ['0', '0.5', '1.5', '41.5'],
    ],
    ['opens the next session at goodbye', (n) => (n === 1 ? opens(HOUR, 60_000) : opens(HOUR)), 100_000, ['0', '60']],
  ];
  for (const [name, meetings, ms, expected] of rows) {
    it(name, async () => {
      const run = start(meetings);
      await run.pass(ms);
      assert.deepEqual(connects(run.seen), expected);
      run.stop.abort();
      await run.running;
    });
  }

  const bounded: readonly [string, () => Meeting][] = [
    ['refused upgrades', () => retry()],
    ['closes right after hello', () => opens(0)],
    ['goodbyes right after hello', () => opens(HOUR, 0)],
  ];
  for (const [name, meeting] of bounded) {
    it(`opens at most 5 in a burst and one per 15 s after it: ${name}, and dice that always say 0`, async () => {
      const run = start(meeting, 0);
      await run.pass(5_000);
      assert.equal(run.count(), 5);
      await run.pass(595_000);
      assert.equal(run.count(), 5 + 600 / 15);
      run.stop.abort();
      await run.running;
    });
  }

  it('never gives up: an hour of failures has it try within a minute of another', async () => {
    const run = start(() => retry(), 0.99);
    await run.pass(HOUR);
    assert.ok(run.count() >= 60);
    run.stop.abort();
    await run.running;
  });

  it('closes the old session a moment after the hello of the next', async () => {
    const run = start((n) => (n === 1 ? opens(HOUR, 60_000) : opens(HOUR)));
    await run.pass(60_500);
    run.open.forEach(({ events }, index) => events.frame(index, SELF));
    await run.pass(10_000);
    assert.deepEqual(run.seen, ['connect1@0', 'connect2@60', 'close1@61']);
    assert.deepEqual(run.frames, [0, 1]);
    assert.deepEqual(run.states, ['connecting', 'open']);
    assert.deepEqual(run.told, [0, 60_000]);
    run.stop.abort();
    await run.running;
  });

  it('keeps the old session for as long as the next will not open', async () => {
    const run = start((n) => (n === 1 ? opens(HOUR, 60_000) : n < 4 ? retry() : opens(HOUR)));
    await run.pass(70_000);
    assert.deepEqual(run.seen, ['connect1@0', 'connect2@60', 'connect3@61', 'connect4@63', 'close1@64']);
    assert.deepEqual(run.states, ['connecting', 'open']);
    run.stop.abort();
    await run.running;
  });

  it('reports what goes on while no session is open', async () => {
    const run = start((n) => (n === 1 ? opens(60_000) : n < 3 ? retry() : opens(HOUR)));
    await run.pass(70_000);
    assert.deepEqual(run.states, ['connecting', 'open', 'connecting', 'waiting', 'connecting', 'open']);
    run.stop.abort();
    await run.running;
  });

  it('returns what is fatal, and closes what is open', async () => {
    const run = start((n) => (n === 1 ? opens(HOUR, 60_000) : { kind: 'fatal', why: 'token_revoked' }));
    await run.pass(61_000);
    assert.deepEqual(run.end(), { kind: 'fatal', why: 'token_revoked' });
    assert.ok(run.open.every(({ closed }) => closed));
  });

  const stops: readonly [string, (count: number) => Meeting, number][] = [
    ['a session is open', () => opens(HOUR), 1_000],
    ['two sessions are open', (n) => (n === 1 ? opens(HOUR, 60_000) : opens(HOUR)), 60_500],
    ['it waits', () => retry(HOUR), 1_000],
  ];
  for (const [name, meetings, ms] of stops) {
    it(`stops at once while ${name}, and hears nothing more`, async () => {
      const run = start(meetings);
      await run.pass(ms);
      run.stop.abort();
      assert.deepEqual(await run.running, { kind: 'stopped' });
      assert.ok(run.open.every(({ closed }) => closed));
      run.open[0]?.events.frame('late', SELF);
      assert.deepEqual(run.frames, []);
    });
  }

  it('does not connect at all when it is stopped before it starts', async () => {
    const run = start(() => opens(HOUR));
    run.stop.abort();
    await run.running;
    assert.ok(run.count() <= 1);
    assert.ok(run.open.every(({ closed }) => closed));
  });
});

describe('slack/backoff', () => {
  const most = { next: () => 0.999_999 };
  for (const [failures, ceiling] of [
    [1, 1_000],
    [2, 2_000],
    [6, 32_000],
    [7, 60_000],
    [5_000, 60_000],
  ] as const) {
    it(`stays below ${ceiling} ms after ${failures} failures`, () => {
      const ms = backoffMs(failures, most);
      assert.ok(ms < ceiling && ms > ceiling * 0.99);
      assert.equal(backoffMs(failures, { next: () => 0 }), 0);
    });
  }
  it('allows five more only after 75 s of rest', () => {
    const allowance = connectAllowance();
    for (let count = 0; count < 5; count += 1) allowance.take(1_000_000);
    assert.equal(allowance.waitMs(1_000_000), 15_000);
    assert.equal(allowance.waitMs(1_014_000), 1_000);
    assert.equal(allowance.waitMs(1_015_000), 0);
    allowance.take(1_015_000);
    assert.equal(allowance.waitMs(1_015_000), 15_000);
  });
});
