// The outbox in doubt: what was lost is looked for, and posted again only when it is known not to have arrived.
import assert from 'node:assert/strict';
import type { Found, Journal, Owed, Pending, Progress } from '../../src/domain/ports.ts';
import type { Reply } from '../../src/domain/reply.ts';
import { type FakeClock, fakeClock, settled } from '../fakes/clock.ts';
import {
  ABSENT,
  echoOf,
  FOUND,
  keyAt,
  LATER,
  leaving,
  LOST,
  markedEcho,
  on,
  open,
  type Ports,
  post,
  reaction,
  UNREADABLE,
  whisper,
} from './opened.ts';

const MINUTE = 60_000;
/** The first attempt is lost, a second one arrives. */
const lostOnce = on('a', (attempt) => (attempt === 0 ? LOST : { kind: 'sent', ts: null }));
const looks =
  (...found: readonly Found[]) =>
  (_: Owed, look: number): Found =>
    found[look] ?? found.at(-1) ?? UNREADABLE;

interface Row {
  readonly ports?: Ports;
  /** Posts of `a`, and of `b`, which stands behind it, by time. */
  readonly sends: readonly (readonly [what: string, at: number])[];
  readonly looked?: readonly number[];
  readonly givenUp?: readonly string[];
  readonly echo?: { readonly at: number; readonly frame: object };
}

const check = (name: string, { ports, sends, looked, givenUp = [], echo }: Row): void => {
  it(name, async () => {
    const opened = open({ send: lostOnce, ...ports });
    await opened.say('C1', 'a');
    await opened.say('C1', 'b');
    if (echo !== undefined) {
      await opened.clock.advance(echo.at);
      opened.outbox.echo(echo.frame);
    }
    await opened.clock.advance(10 * MINUTE);
    const seen = opened.said().map(({ what, at }) => [what, at]);
    assert.deepEqual(seen, sends);
    if (looked !== undefined)
      assert.deepEqual(
        opened.looks.map(({ at }) => at),
        looked,
      );
    assert.deepEqual(opened.givenUp, givenUp);
    assert.deepEqual(await opened.left(), []);
    assert.equal(opened.clock.sleepers(), 0);
  });
};

const A0: readonly [string, number] = ['a', 0];
const A_ID = 'T1/C1/1.0#0';

describe('in doubt: history', () => {
  check('found at the first look: it arrived, and what follows goes on', {
    ports: { find: looks(FOUND) },
    sends: [A0, ['b', 0]],
    looked: [0],
  });
  check('found at the second look', {
    ports: { find: looks(ABSENT, FOUND) },
    sends: [A0, ['b', 10_000]],
    looked: [0, 10_000],
  });
  check('absent at two looks, 10 s apart: posted again, once, before what follows', {
    ports: { find: looks(ABSENT) },
    sends: [A0, ['a', 10_000], ['b', 10_000]],
    looked: [0, 10_000],
  });
  check('a look that fails between does not count', {
    ports: { find: looks(ABSENT, LATER, LATER, ABSENT) },
    sends: [A0, ['a', 20_000], ['b', 20_000]],
    looked: [0, 10_000, 15_000, 20_000],
  });
  check('Slack says when to look again', {
    ports: { find: looks({ kind: 'later', why: 'ratelimited', afterMs: 42_000 }, FOUND) },
    sends: [A0, ['b', 42_000]],
    looked: [0, 42_000],
  });
  check('looks that fail for two minutes: given up, and what follows goes on', {
    ports: { find: looks(LATER) },
    sends: [A0, ['b', 2 * MINUTE]],
    givenUp: [`${A_ID} timeout`],
  });
  check('a look that never ends: given up after two minutes', {
    ports: { find: () => new Promise(() => {}) },
    sends: [A0, ['b', 2 * MINUTE]],
    givenUp: [`${A_ID} timeout`],
  });

  it('posts again at most once for each doubt that ended in absence', async () => {
    const { say, clock, times, looks: looked, left, givenUp } = open({ send: () => LOST, find: () => ABSENT });
    await say('C1', 'a');
    await clock.advance(60 * MINUTE);
    const sent = times('C1 a');
    assert.equal(looked.length, 2 * sent.length);
    assert.ok(sent.every((at, index) => index === 0 || at - (sent[index - 1] ?? 0) >= 10_000));
    assert.ok((sent.at(-1) ?? 0) <= 15 * MINUTE);
    assert.deepEqual([givenUp, await left()], [[`${A_ID} timeout`], []]);
  });
});

describe('in doubt: the echo', () => {
  check('by its mark, whatever its letters: it arrived', {
    echo: { at: 3000, frame: markedEcho(A_ID) },
    ports: { find: looks(ABSENT) },
    sends: [A0, ['b', 3000]],
  });
  check('by place and letters, where it bears no mark', {
    echo: { at: 3000, frame: echoOf('C1', 'a') },
    ports: { find: looks(LATER) },
    sends: [A0, ['b', 3000]],
  });
  check('of the mark of another it says nothing, even with the same letters', {
    echo: { at: 3000, frame: { ...echoOf('C1', 'a'), metadata: markedEcho('T1/C1/7.0#0').metadata } },
    ports: { find: looks(ABSENT) },
    sends: [A0, ['a', 10_000], ['b', 10_000]],
  });
  check('after absence was found, and before it was posted again: it is not', {
    echo: { at: 9999, frame: markedEcho(A_ID) },
    ports: { find: looks(ABSENT) },
    sends: [A0, ['b', 9999]],
  });
});

describe('in doubt: no history, but sessions', () => {
  check('a session saw it all, and no echo came in 10 s: posted again', {
    ports: { saw: () => 'yes' },
    sends: [A0, ['a', 10_000], ['b', 10_000]],
  });
  it('asks for a session open before the post, with a ping answered 10 s after it was in doubt', async () => {
    const asked: unknown[] = [];
    const clock = fakeClock();
    const { say } = open({ send: lostOnce, clock, saw: (...of) => (asked.push(of) > 0 ? 'yes' : 'no') });
    await clock.advance(5000);
    await say('C1', 'a');
    await clock.advance(10_000);
    assert.deepEqual(asked[0], [5000, 15_000]);
  });
  it('waits for the ping', async () => {
    const clock = fakeClock();
    const { say, times } = open({
      send: lostOnce,
      clock,
      saw: () => (clock.monotonic() < 13_500 ? 'not_yet' : 'yes'),
    });
    await say('C1', 'a');
    await clock.advance(MINUTE);
    assert.deepEqual(times('C1 a'), [0, 14_000]);
  });
  check('no session saw it: what follows goes on at once, and it is given up after two minutes', {
    ports: { saw: () => 'no' },
    sends: [A0, ['b', 0]],
    givenUp: [`${A_ID} timeout`],
  });
  check('no session saw it, and its echo comes all the same', {
    ports: { saw: () => 'no' },
    echo: { at: 100_000, frame: markedEcho(A_ID) },
    sends: [A0, ['b', 0]],
  });
  check('no ping is ever answered: given up after two minutes, with what follows waiting until then', {
    ports: { saw: () => 'not_yet' },
    sends: [A0, ['b', 2 * MINUTE]],
    givenUp: [`${A_ID} timeout`],
  });
});

describe('in doubt: the lane', () => {
  it('waits, while the lanes of others go on', async () => {
    const { say, clock, said } = open({ send: lostOnce, find: () => ABSENT });
    await say('C1', 'a');
    await say('C1', 'b');
    await say('C2', 'c');
    await clock.advance(9000);
    assert.deepEqual(
      said().map(({ what }) => what),
      ['a', 'c'],
    );
  });

  it('is freed in the journal too, where it cannot be posted again', async () => {
    const { say, clock, journal } = open({ send: lostOnce });
    await say('C1', 'a');
    await clock.advance(0);
    assert.deepEqual(
      (await journal.pending()).map(({ progress }) => progress),
      [{ state: 'in_doubt', since: clock.now(), mayRepeat: false }],
    );
  });

  it('counts what is in doubt, sent and given up', async () => {
    const { say, clock, outbox } = open({ send: lostOnce });
    await say('C1', 'a');
    await say('C1', 'b');
    await clock.advance(0);
    assert.deepEqual(outbox.state(), { owed: 1, inDoubt: 1, sent: 1, givenUp: 0 });
    await clock.advance(2 * MINUTE);
    assert.deepEqual(outbox.state(), { owed: 0, inDoubt: 0, sent: 1, givenUp: 1 });
  });

  it('leaves it in the journal at a stop', async () => {
    const { say, clock, outbox, left } = open({ send: lostOnce, find: () => ABSENT });
    await say('C1', 'a');
    await say('C1', 'b');
    await clock.advance(0);
    const draining = outbox.drain(5000);
    await clock.advance(5000);
    assert.deepEqual(await draining, { left: 2, later: 0 });
    assert.deepEqual([await left(), clock.sleepers()], [['in_doubt', 'owed'], 0]);
  });

  it('posts it again during a stop, where there is time', async () => {
    const { say, clock, outbox, texts } = open({ send: lostOnce, find: () => ABSENT });
    await say('C1', 'a');
    await clock.advance(2000);
    const draining = outbox.drain(10_000);
    await clock.advance(8000);
    assert.deepEqual([await draining, texts()], [{ left: 0, later: 0 }, ['a', 'a']]);
  });
});

describe('in doubt: taken over from another', () => {
  const START = 1_700_000_000_000;
  const left = (reply: Reply, progress: Progress, dueAt = START): Pending => ({
    id: A_ID,
    key: keyAt('1.0'),
    reply,
    dueAt,
    isDefault: false,
    progress,
  });
  const sending = (reply = post('C1', 'a')) => left(reply, { state: 'sending', since: START });
  const adopting = (pending: Pending, ports: Ports = {}, clock: FakeClock = fakeClock(START)) => {
    const asked: number[] = [];
    return {
      asked,
      ...open({
        clock,
        journal: leaving(pending),
        saw: (since) => {
          asked.push(since);
          return 'no';
        },
        ...ports,
      }),
    };
  };

  it('sends what was owed', async () => {
    const { outbox, clock, texts } = adopting(left(post('C1', 'a'), { state: 'owed', refusedAt: null }));
    outbox.recover();
    await clock.advance(0);
    assert.deepEqual(texts(), ['a']);
  });

  it('looks for what was being sent, and posts it where it is absent', async () => {
    const { outbox, clock, said } = adopting(sending(), { find: () => ABSENT });
    outbox.recover();
    await clock.advance(MINUTE);
    assert.deepEqual(said(), [{ what: 'a', at: 10_000 }]);
  });

  it('finds what was being sent', async () => {
    const { outbox, clock, said } = adopting(sending(), { find: () => FOUND });
    outbox.recover();
    await clock.advance(MINUTE);
    assert.deepEqual([said(), outbox.state().sent], [[], 1]);
  });

  for (const frame of [markedEcho(A_ID), { ...echoOf('C1', 'a'), ts: '5.0' }]) {
    it(`knows its echo of before, ${'metadata' in frame ? 'by its mark' : 'by its letters'}`, async () => {
      const { outbox, clock, said } = adopting(sending(), { find: () => ABSENT });
      await clock.advance(1000);
      outbox.echo(frame);
      await clock.advance(60_000);
      outbox.recover();
      await clock.advance(MINUTE);
      assert.deepEqual([said(), outbox.state().sent], [[], 1]);
    });
  }

  it('takes no echo of before its attempt for its own, but by its mark', async () => {
    const clock = fakeClock(START - 20_000);
    const { outbox, said } = adopting(sending(), { find: () => ABSENT }, clock);
    outbox.echo({ ...echoOf('C1', 'a'), ts: '5.0' });
    await clock.advance(40_000);
    outbox.recover();
    await clock.advance(MINUTE);
    assert.deepEqual(said(), [{ what: 'a', at: 50_000 }]);
  });

  it('asks for a session that was open a second before the attempt, by Slack’s clock', async () => {
    const { outbox, clock, asked } = adopting(sending());
    await clock.advance(30_000);
    outbox.recover();
    await clock.advance(0);
    assert.deepEqual(asked, [-1000]);
  });

  it('posts nothing again that was not to be repeated, and gives it up after two minutes', async () => {
    const pending = left(post('C1', 'a'), { state: 'in_doubt', since: START, mayRepeat: false });
    const { outbox, clock, said, givenUp } = adopting(pending, { find: () => ABSENT, saw: () => 'yes' });
    outbox.recover();
    await clock.advance(5 * MINUTE);
    assert.deepEqual([said(), givenUp], [[], [`${A_ID} taken_over`]]);
  });

  it('adds a reaction again, and never repeats what one person alone sees', async () => {
    const react = adopting(sending(reaction('C1', 'wave')));
    react.outbox.recover();
    await react.clock.advance(0);
    const whispered = adopting(sending(whisper('psst')), { find: () => ABSENT });
    whispered.outbox.recover();
    await whispered.clock.advance(5 * MINUTE);
    assert.deepEqual([react.texts(), whispered.texts(), whispered.givenUp], [['wave'], [], [`${A_ID} taken_over`]]);
  });

  it('gives up what is owed for more than a day', async () => {
    const clock = fakeClock(START + 24 * 60 * MINUTE + 1);
    const { outbox, texts, givenUp } = adopting(left(post('C1', 'a'), { state: 'owed', refusedAt: null }), {}, clock);
    outbox.recover();
    await clock.advance(0);
    assert.deepEqual([texts(), givenUp], [[], [`${A_ID} too_old`]]);
  });

  it('goes on counting since when Slack has not taken it', async () => {
    const pending = left(post('C1', 'a'), { state: 'owed', refusedAt: START - 14 * MINUTE });
    const { outbox, clock, givenUp } = adopting(pending, {
      send: () => ({ kind: 'retry', afterMs: null, why: 'service_unavailable' }),
    });
    outbox.recover();
    await clock.advance(2 * MINUTE);
    assert.deepEqual(givenUp, [`${A_ID} service_unavailable`]);
  });

  it('waits for a delay that is not over', async () => {
    const pending = left(post('C1', 'a', 90_000), { state: 'owed', refusedAt: null }, START + 90_000);
    const { outbox, clock, said } = adopting(pending);
    outbox.recover();
    await clock.advance(5 * MINUTE);
    assert.deepEqual(said(), [{ what: 'a', at: 90_000 }]);
  });

  it('puts what was left before what is new', async () => {
    const { outbox, clock, say, texts } = adopting(sending(), { find: () => ABSENT });
    outbox.recover();
    await settled();
    await say('C2', 'elsewhere');
    await say('C1', 'new');
    await clock.advance(MINUTE);
    assert.deepEqual(texts(), ['elsewhere', 'a', 'new']);
  });

  it('asks every 5 s, and no more once it is closed', async () => {
    let asked = 0;
    const counting = (journal: Journal): Journal => ({
      ...journal,
      adopt: async () => {
        asked += 1;
        if (asked === 2) throw new Error('away');
        return [];
      },
    });
    const { outbox, clock, count } = open({ journal: counting });
    outbox.recover();
    outbox.recover();
    await clock.advance(20_000);
    await outbox.drain(0);
    await clock.advance(20_000);
    assert.deepEqual([asked, count('adopt_failed'), clock.sleepers()], [5, 1, 0]);
  });
});

describe('in doubt: what one person alone sees, and reactions', () => {
  it('a whisper is given up at once', async () => {
    const { owe, clock, givenUp, looks: looked } = open({ send: () => LOST, find: () => ABSENT });
    await owe(whisper('psst'));
    await clock.advance(0);
    assert.deepEqual([givenUp, looked], [[`${A_ID} timeout`], []]);
  });

  it('a reaction is added again, without a look', async () => {
    const {
      owe,
      clock,
      texts,
      looks: looked,
    } = open((_, attempt) => (attempt === 0 ? LOST : { kind: 'sent', ts: null }));
    await owe(reaction('C1', 'wave'));
    await clock.advance(MINUTE);
    assert.deepEqual([texts(), looked], [['wave', 'wave'], []]);
  });
});
