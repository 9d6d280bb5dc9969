// How long the bot was there without a gap: what is written down of it, and what is read after a gap.
import assert from 'node:assert/strict';
import { openPresence } from '../../src/bot/presence.ts';
import { deferred } from '../../src/domain/deferred.ts';
import { teamId, userId } from '../../src/domain/ids.ts';
import type { Self } from '../../src/domain/message.ts';
import type { Session, SessionEnd } from '../../src/domain/ports.ts';
import { fakeClock, settled } from '../fakes/clock.ts';
import { memoryLog } from '../fakes/log.ts';

const START = 1_700_000_000_000;
const SELF: Self = { team: teamId('T1'), user: userId('U1'), bot: null, name: 'annyeong', url: '' };

const open = ({ seen = null }: { seen?: number | null } = {}) => {
  const clock = fakeClock(START);
  const log = memoryLog();
  const marks: number[] = [];
  const gaps: { since: number | null; signal: AbortSignal; done: (isRead: boolean) => void }[] = [];
  let openSince: number | null = null;
  const presence = openPresence({
    journal: { sawAll: async (until) => void marks.push(until), seenUntil: async () => seen },
    clock,
    log,
    openSince: () => openSince,
    catchUp: async ({ since }, signal) => {
      const done = deferred<boolean>();
      gaps.push({ since, signal, done: done.resolve });
      return done.promise;
    },
  });
  /** Answers pings for as long as it is not silenced. */
  const session = () => {
    const ended = deferred<SessionEnd>();
    let silentSince: number | null = null;
    const opened: Session = {
      self: SELF,
      openedAt: clock.monotonic(),
      answeredAt: () => silentSince ?? clock.monotonic(),
      ended: ended.promise,
      close: async () => {},
    };
    return {
      opened,
      silence: () => {
        silentSince = clock.monotonic();
      },
      end: async () => {
        ended.resolve({ why: 'dead_peer', detail: '' });
        await settled();
      },
    };
  };
  return { clock, marks, gaps, presence, session, wait: (since: number | null) => (openSince = since) };
};

describe('presence', () => {
  it('reads nothing at the first start ever, and writes down at once, and from then on, how far it is', async () => {
    const { clock, marks, gaps, presence, session } = open();
    presence.opened(session().opened);
    await clock.advance(5_000);
    assert.deepEqual(
      gaps.map(({ since }) => since),
      [null],
    );
    assert.deepEqual(marks, [START, clock.now()]);
    await presence.close();
  });

  it('reads what was said since a minute before the gap, and writes nothing down before that is done', async () => {
    const { clock, marks, gaps, presence, session } = open({ seen: 1_699_999_900_000 });
    presence.opened(session().opened);
    await clock.advance(20_000);
    assert.deepEqual(
      gaps.map(({ since }) => since),
      [1_699_999_840_000],
    );
    assert.deepEqual(marks, []);
    gaps[0]?.done(true);
    await clock.advance(5_000);
    assert.deepEqual(marks, [clock.now()]);
    await presence.close();
  });

  it('writes nothing down while a gap could not be read to its end', async () => {
    const { clock, marks, gaps, presence, session } = open({ seen: 1_699_999_900_000 });
    presence.opened(session().opened);
    await settled();
    gaps[0]?.done(false);
    await clock.advance(20_000);
    assert.deepEqual(marks, []);
    await presence.close();
    assert.deepEqual(marks, []);
  });

  it('counts a session that does not answer only up to its last answer', async () => {
    const { clock, marks, presence, session } = open();
    const { opened, silence } = session();
    presence.opened(opened);
    await clock.advance(5_000);
    silence();
    const heard = clock.now();
    await clock.advance(5_000);
    assert.deepEqual(marks, [START, heard, heard]);
    await presence.close();
  });

  it('does not go beyond a message that is not yet claimed', async () => {
    const { clock, marks, presence, session, wait } = open();
    presence.opened(session().opened);
    await clock.advance(5_000);
    wait(clock.now() + 1_000);
    await clock.advance(5_000);
    assert.equal(marks[2], clock.now() - 4_000);
    await presence.close();
  });

  it('takes sessions that overlap for no gap, and one after another for one', async () => {
    const { gaps, presence, session } = open({ seen: 1_699_999_900_000 });
    const [first, second, third] = [session(), session(), session()];
    presence.opened(first.opened);
    presence.opened(second.opened);
    await first.end();
    await settled();
    assert.equal(gaps.length, 1);
    await second.end();
    presence.opened(third.opened);
    await settled();
    assert.equal(gaps.length, 2);
    assert.equal(gaps[0]?.signal.aborted, true);
    await presence.close();
  });

  it('reads what a session did not show that was dead before it was replaced', async () => {
    const { clock, gaps, presence, session } = open({ seen: 1_699_999_900_000 });
    const [first, second] = [session(), session()];
    presence.opened(first.opened);
    await settled();
    first.silence();
    await clock.advance(3_000);
    presence.opened({ ...second.opened, openedAt: clock.monotonic() });
    await first.end();
    await settled();
    assert.equal(gaps.length, 2);
    await presence.close();
  });

  it('reads a gap again that could not be read to its end, and no more once it is', async () => {
    const { clock, marks, gaps, presence, session } = open({ seen: 1_699_999_900_000 });
    presence.opened(session().opened);
    await settled();
    gaps[0]?.done(false);
    await clock.advance(30_000);
    gaps[1]?.done(false);
    await clock.advance(60_000);
    gaps[2]?.done(true);
    await clock.advance(600_000);
    assert.equal(gaps.length, 3);
    assert.equal(marks.at(-1), clock.now());
    await presence.close();
  });

  it('does not wait for long at the end for a journal that cannot be written', async () => {
    const clock = fakeClock(START);
    const presence = openPresence({
      journal: { sawAll: () => new Promise(() => {}), seenUntil: async () => null },
      clock,
      log: memoryLog(),
      openSince: () => null,
      catchUp: async () => true,
    });
    presence.opened({
      self: SELF,
      openedAt: 0,
      answeredAt: clock.monotonic,
      ended: new Promise(() => {}),
      close: async () => {},
    });
    await clock.advance(5_000);
    let isClosed = false;
    void presence.close().then(() => (isClosed = true));
    await clock.advance(1_000);
    assert.equal(isClosed, true);
  });

  it('looks through all of late again where the journal has lost what it had', async () => {
    const { gaps, presence, session } = open({ seen: 1_699_999_900_000 });
    presence.forgotten();
    presence.opened(session().opened);
    await settled();
    presence.forgotten();
    await settled();
    assert.deepEqual(
      gaps.map(({ since }) => since),
      [-60_000, -60_000],
    );
    await presence.close();
  });

  it('writes down at the end how far it was', async () => {
    const { clock, marks, presence, session } = open();
    presence.opened(session().opened);
    await clock.advance(2_000);
    await presence.close();
    assert.deepEqual(marks, [START, clock.now()]);
  });
});
