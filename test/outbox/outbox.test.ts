// The outbox under a fake clock: order, pace, retries, doubt, and the end.
import assert from 'node:assert/strict';
import type { Reply, SendResult } from '../../src/domain/reply.ts';
import { settled } from '../fakes/clock.ts';
import { gate } from '../fakes/gate.ts';
import { type Answer, echoOf, keyAt, on, open, post, reaction, SENT } from './opened.ts';

const throws: Answer = (reply) => {
  if (reply.kind === 'post' && reply.text === 'a') throw new Error('broken');
  return SENT;
};

describe('outbox: order and pace', () => {
  it('sends the replies of a channel in order, three at once and then one a second', async () => {
    const { say, clock, sends } = open();
    for (const text of ['a', 'b', 'c', 'd', 'e']) await say('C1', text);
    await clock.advance(10_000);
    assert.deepEqual(sends, [
      { what: 'C1 a', at: 0 },
      { what: 'C1 b', at: 0 },
      { what: 'C1 c', at: 0 },
      { what: 'C1 d', at: 1000 },
      { what: 'C1 e', at: 2000 },
    ]);
  });

  it('lets any number of channels wait, and Node sees no leak in it', async () => {
    const { say, outbox, clock } = open();
    const warnings: Error[] = [];
    const hear = (warning: Error): void => void warnings.push(warning);
    process.on('warning', hear);
    for (let channel = 1; channel <= 12; channel += 1) await say(`C${channel}`, 'a', 'b', 'c', 'd');
    await settled();
    assert.equal(clock.sleepers(), 12);
    void outbox.drain(0);
    await clock.advance(0);
    process.off('warning', hear);
    assert.deepEqual([warnings, clock.sleepers()], [[], 0]);
  });

  it('sends all replies of one message', async () => {
    const { say, clock, whats, owed } = open();
    await say('C1', 'a', 'b');
    await clock.advance(0);
    assert.deepEqual(whats(), ['C1 a', 'C1 b']);
    assert.equal(owed(), 0);
  });

  it('keeps other channels going while one waits for Slack', async () => {
    const hung = new Promise<SendResult>(() => {});
    const { say, clock, whats } = open((reply) => (reply.channel === 'C1' ? hung : SENT));
    await say('C1', 'a');
    await say('C1', 'b');
    await say('C2', 'c');
    await clock.advance(60_000);
    assert.deepEqual(whats(), ['C1 a', 'C2 c']);
  });

  it('answers a message once, however often it comes', async () => {
    const { accept, clock, whats, owed } = open();
    const answers = await Promise.all([1, 2, 3].map(() => accept(keyAt('9.0'), [post('C1', 'a')])));
    await clock.advance(60_000);
    assert.deepEqual(answers.toSorted(), ['accepted', 'duplicate', 'duplicate']);
    assert.deepEqual(whats(), ['C1 a']);
    assert.equal(owed(), 0);
  });

  it('lets no failing reaction hold up a post', async () => {
    const { accept, clock, whats } = open((reply) =>
      reply.kind === 'reaction' ? { kind: 'retry', afterMs: 60_000, why: 'ratelimited' } : SENT,
    );
    await accept(keyAt('1.0'), [post('C1', 'a'), reaction('C1', 'wave')]);
    await accept(keyAt('2.0'), [post('C1', 'b'), reaction('C1', 'eyes')]);
    await clock.advance(1000);
    assert.deepEqual(whats().toSorted(), ['C1 a', 'C1 b', 'C1 wave']);
  });

  it('turns messages away when ten thousand replies are owed', async () => {
    const { say, owed } = open(() => new Promise(() => {}));
    for (let message = 0; message < 10_000; message += 1) assert.equal(await say('C1', 'a'), 'accepted');
    assert.equal(await say('C2', 'a'), 'refused');
    assert.equal(owed(), 10_000);
  });
});

describe('outbox: what Slack answers', () => {
  it('waits as long as Slack says, and holds up no other channel', async () => {
    const limited = on('a', (attempt) => (attempt === 0 ? { kind: 'retry', afterMs: 7000, why: 'ratelimited' } : SENT));
    const { say, accept, clock, sends } = open(limited);
    await say('C1', 'a');
    await settled();
    await say('C1', 'b');
    await say('C2', 'c');
    await accept(keyAt('9.0'), [reaction('C1', 'wave')]);
    await clock.advance(60_000);
    assert.deepEqual(sends, [
      { what: 'C1 a', at: 0 },
      { what: 'C2 c', at: 0 },
      { what: 'C1 wave', at: 0 },
      { what: 'C1 a', at: 7000 },
      { what: 'C1 b', at: 7000 },
    ]);
  });

  it('takes a second 429, from another channel, for the whole workspace’s', async () => {
    const limited = (reply: Reply, attempt: number): SendResult =>
      attempt === 0 && reply.kind === 'post' && reply.channel !== 'C3'
        ? { kind: 'retry', afterMs: 7000, why: 'ratelimited' }
        : SENT;
    const { say, accept, clock, sends } = open(limited);
    await say('C1', 'a');
    await settled();
    await say('C2', 'b');
    await settled();
    await say('C3', 'c');
    await accept(keyAt('9.0'), [reaction('C3', 'wave')]);
    await clock.advance(60_000);
    assert.deepEqual(
      sends.map(({ what, at }) => `${what} ${at}`),
      ['C1 a 0', 'C2 b 0', 'C3 wave 0', 'C1 a 7000', 'C2 b 7000', 'C3 c 7000'],
    );
  });

  it('tries again with longer and longer waits, for 15 minutes', async () => {
    const { say, clock, times, log, left, whats } = open(
      on('a', () => ({ kind: 'retry', afterMs: null, why: 'service_unavailable' })),
    );
    await say('C1', 'a');
    await clock.advance(10 * 60_000);
    await say('C1', 'b');
    await clock.advance(10 * 60_000);
    const at = times('C1 a');
    const waits = at.slice(1).map((time, index) => time - (at[index] ?? 0));
    assert.deepEqual(waits.slice(0, 6), [750, 1500, 3000, 6000, 12_000, 22_500]);
    assert.ok(waits.every((wait) => wait <= 30_000));
    assert.ok((at.at(-1) ?? 0) > 14 * 60_000 && (at.at(-1) ?? 0) <= 15 * 60_000);
    assert.equal(log.events().filter((event) => event === 'reply_given_up').length, 1);
    assert.equal(whats().at(-1), 'C1 b');
    assert.deepEqual(await left(), []);
  });

  it('gives up at once when Slack asks for more patience than an answer is worth', async () => {
    const { say, clock, times, log } = open(on('a', () => ({ kind: 'retry', afterMs: 3_600_000, why: 'ratelimited' })));
    await say('C1', 'a');
    await clock.advance(2 * 3_600_000);
    assert.deepEqual(times('C1 a'), [0]);
    assert.equal(log.lines.at(-1)?.event, 'reply_given_up');
  });

  it('says what to do about a reply that Slack refuses, and goes on with the next', async () => {
    const { say, clock, whats, log, owed } = open(on('a', () => ({ kind: 'rejected', why: 'not_in_channel' })));
    await say('C1', 'a');
    await say('C1', 'b');
    await clock.advance(60_000);
    assert.deepEqual(whats(), ['C1 a', 'C1 b']);
    const line = log.lines.find(({ event }) => event === 'reply_rejected');
    assert.equal(line?.level, 'warn');
    assert.equal(line.fields['why'], 'not_in_channel');
    assert.match(JSON.stringify(line.fields['hint']), /\/invite @/);
    assert.equal(owed(), 0);
  });

  it('stops for good when the token is dead, and says so once', async () => {
    const { say, clock, whats, fatal, outbox } = open(() => ({ kind: 'fatal', why: 'token_revoked' }));
    await say('C1', 'a');
    await say('C2', 'b');
    await say('C1', 'c');
    await clock.advance(60_000);
    assert.deepEqual(fatal, ['token_revoked']);
    assert.equal(whats().includes('C1 c'), false);
    assert.equal(await say('C3', 'd'), 'refused');
    const draining = outbox.drain(10_000);
    await clock.advance(0);
    assert.ok((await draining).left > 0);
  });

  it('a sender that throws after all holds up nothing', async () => {
    const { say, clock, whats, log } = open(throws);
    await say('C1', 'a');
    await say('C1', 'b');
    await clock.advance(60_000);
    assert.deepEqual(whats(), ['C1 a', 'C1 b']);
    assert.deepEqual(log.events().filter((event) => event === 'reply_failed').length, 1);
  });
});

describe('outbox: in doubt', () => {
  const lost = on('a', () => ({ kind: 'in_doubt', why: 'timeout' }));

  it('never sends it again where nobody can tell, gives it up after two minutes, and says so', async () => {
    const { say, clock, times, log, owed } = open(lost);
    await say('C1', 'a');
    await clock.advance(119_999);
    assert.equal(owed(), 1);
    await clock.advance(60 * 60_000);
    assert.deepEqual(times('C1 a'), [0]);
    const { hint, ...fields } = log.lines.at(-1)?.fields ?? {};
    assert.deepEqual(fields, { channel: 'C1', ts: '1.0', reply: 'post', why: 'timeout' });
    assert.notEqual(hint, undefined);
    assert.equal(owed(), 0);
  });

  it('is marked in the journal while it is in doubt', async () => {
    const { say, clock, left } = open(lost);
    await say('C1', 'a');
    await clock.advance(10);
    assert.deepEqual(await left(), ['in_doubt']);
  });

  it('holds up nobody', async () => {
    const { say, clock, sends } = open(lost);
    await say('C1', 'a');
    await say('C1', 'b');
    await clock.advance(0);
    assert.deepEqual(sends.at(-1), { what: 'C1 b', at: 0 });
  });

  it('is settled by its echo', async () => {
    const { say, clock, outbox, log, owed } = open(lost);
    await say('C1', 'a');
    await clock.advance(3000);
    outbox.echo(echoOf('C1', 'a'));
    await clock.advance(0);
    assert.equal(owed(), 0);
    await clock.advance(60_000);
    assert.equal(log.events().includes('reply_given_up'), false);
  });

  it('is settled by an echo that came before the failure', async () => {
    const slow = gate<SendResult>();
    const { say, clock, outbox, log, owed } = open(() => slow.opened);
    await say('C1', 'a');
    await clock.advance(100);
    outbox.echo(echoOf('C1', 'a'));
    slow.open({ kind: 'in_doubt', why: 'timeout' });
    await clock.advance(0);
    assert.equal(owed(), 0);
    assert.equal(log.events().includes('reply_in_doubt'), false);
  });

  it('is not settled by another post', async () => {
    const { say, clock, outbox, owed } = open(lost);
    await say('C1', 'a');
    await clock.advance(0);
    for (const frame of [echoOf('C1', 'b'), echoOf('C2', 'a'), null, 7, { type: 'message' }]) outbox.echo(frame);
    await clock.advance(0);
    assert.equal(owed(), 1);
  });

  it('of two alike each needs its own echo', async () => {
    const { say, clock, outbox, owed } = open(lost);
    await say('C1', 'a');
    await say('C1', 'a');
    await clock.advance(0);
    outbox.echo(echoOf('C1', 'a'));
    await clock.advance(0);
    assert.equal(owed(), 1);
    outbox.echo(echoOf('C1', 'a'));
    await clock.advance(0);
    assert.equal(owed(), 0);
  });

  it('a reaction is tried again: adding it twice changes nothing', async () => {
    const { accept, clock, whats } = open((_, attempt) =>
      attempt === 0 ? { kind: 'in_doubt', why: 'timeout' } : SENT,
    );
    await accept(keyAt('1.0'), [reaction('C1', 'wave')]);
    await clock.advance(60_000);
    assert.deepEqual(whats(), ['C1 wave', 'C1 wave']);
  });
});

describe('outbox: drain', () => {
  it('sends what is owed, then resolves at once', async () => {
    const { say, clock, outbox, sends } = open();
    for (const text of ['a', 'b', 'c', 'd', 'e']) await say('C1', text);
    let left: number | undefined;
    void outbox.drain(10_000).then((end) => (left = end.left));
    await clock.advance(1999);
    assert.equal(left, undefined);
    await clock.advance(1);
    assert.equal(left, 0);
    assert.equal(sends.length, 5);
    assert.equal(clock.sleepers(), 0);
  });

  it('resolves at once when nothing is owed', async () => {
    const { outbox } = open();
    assert.deepEqual(await outbox.drain(10_000), { left: 0, later: 0 });
  });

  it('takes nothing more', async () => {
    const { say, outbox, whats } = open();
    await outbox.drain(10);
    assert.equal(await say('C1', 'a'), 'refused');
    await settled();
    assert.deepEqual(whats(), []);
  });

  it('gives up waiting in time, says what is left, and leaves nobody asleep', async () => {
    const { say, clock, outbox, left } = open(on('a', () => ({ kind: 'retry', afterMs: 60_000, why: 'ratelimited' })));
    await say('C1', 'a');
    await say('C1', 'b');
    const draining = outbox.drain(10_000);
    await clock.advance(10_000);
    assert.deepEqual(await draining, { left: 2, later: 0 });
    assert.deepEqual(await left(), ['owed', 'owed']);
    assert.equal(clock.sleepers(), 0);
    await clock.advance(60_000);
  });

  it('waits for a post in doubt, which may yet be shown to have arrived', async () => {
    const { say, clock, outbox } = open(on('a', () => ({ kind: 'in_doubt', why: 'timeout' })));
    await say('C1', 'a');
    await clock.advance(0);
    const draining = outbox.drain(10_000);
    await clock.advance(500);
    outbox.echo(echoOf('C1', 'a'));
    await settled();
    assert.deepEqual(await draining, { left: 0, later: 0 });
  });
});
