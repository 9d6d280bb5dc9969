// The outbox under a fake clock: direct messages, what one person alone sees, delays, turns and limits.
import assert from 'node:assert/strict';
import type { Take } from '../../src/domain/take.ts';
import { channelId, teamId, ts, userId } from '../../src/domain/ids.ts';
import type { Reply, SendResult } from '../../src/domain/reply.ts';
import { memoryJournal } from '../../src/outbox/journal/memory.ts';
import { openOutbox } from '../../src/outbox/outbox.ts';
import { fakeClock } from '../fakes/clock.ts';
import { memoryLog } from '../fakes/log.ts';

const SENT: SendResult = { kind: 'sent', ts: null };
const LOST: SendResult = { kind: 'in_doubt', why: 'timeout' };

const open = (answer: (reply: Reply) => SendResult | Promise<SendResult> = () => SENT) => {
  const clock = fakeClock();
  const log = memoryLog();
  const sends: { readonly what: string; readonly at: number }[] = [];
  const outbox = openOutbox({
    journal: memoryJournal({ clock }),
    clock,
    log,
    random: { next: () => 0.5 },
    onFatal: () => {},
    sender: {
      dmOf: (user) => (user.startsWith('UNEW') ? null : channelId(`D${user}`)),
      send: async (reply) => {
        sends.push({ what: reply.kind === 'reaction' ? reply.name : reply.text, at: clock.monotonic() });
        return answer(reply);
      },
    },
  });
  let counter = 0;
  const give = (turns: readonly (readonly Reply[])[], takes: readonly Take[] = []) => {
    counter += 1;
    const key = { team: teamId('T1'), channel: channelId('C1'), ts: ts(`${counter}.0`) };
    return outbox.accept({ key, takes, at: counter, replies: turns });
  };
  const owe = (...replies: readonly Reply[]) => give([replies]);
  const whats = () => sends.map(({ what }) => what);
  return { clock, log, outbox, sends, give, owe, whats };
};

const said = (text: string, afterMs = 0) => ({ text, blocks: null, afterMs });
const C1 = channelId('C1');
const post = (text: string, afterMs = 0): Reply => ({
  kind: 'post',
  channel: C1,
  threadTs: ts('1.0'),
  alsoToChannel: false,
  ...said(text, afterMs),
});
const dm = (user: string, text: string, afterMs = 0): Reply => ({
  kind: 'dm',
  channel: C1,
  user: userId(user),
  ...said(text, afterMs),
});
const whisper = (text: string): Reply => ({
  kind: 'only_them',
  channel: C1,
  user: userId('UKIM'),
  threadTs: null,
  ...said(text),
});
const echoOf = (channel: string, text: string) => ({ type: 'message', channel, text, user: 'UBOT' });

describe('outbox: direct messages', () => {
  it('keep their order for each person, and hold up no one else', async () => {
    const hung = new Promise<SendResult>(() => {});
    const { owe, clock, whats } = open((reply) => (reply.kind === 'dm' && reply.user === 'UKIM' ? hung : SENT));
    await owe(dm('UKIM', 'kim 1'));
    await owe(dm('UKIM', 'kim 2'));
    await owe(dm('ULEE', 'lee'), post('channel'));
    await clock.advance(0);
    assert.deepEqual(whats(), ['kim 1', 'lee', 'channel']);
  });

  it('in doubt are settled by their echo in their direct messages alone', async () => {
    const { owe, clock, outbox, log } = open(() => LOST);
    await owe(dm('UKIM', 'a'));
    await clock.advance(0);
    for (const frame of [echoOf('C1', 'a'), echoOf('DUKIM', 'b')]) outbox.echo(frame);
    await clock.advance(0);
    assert.equal(outbox.owed(), 1);
    outbox.echo(echoOf('DUKIM', 'a'));
    await clock.advance(0);
    assert.equal(outbox.owed(), 0);
    assert.equal(log.events().includes('reply_given_up'), false);
  });

  it('to people whose channel is not open yet go out no faster than Slack opens them', async () => {
    const { owe, clock, sends } = open();
    for (let index = 0; index < 22; index += 1) await owe(dm(`UNEW${index}`, `new ${index}`));
    await owe(dm('UKIM', 'known'), post('channel'));
    await clock.advance(60_000);
    assert.deepEqual(
      sends.filter(({ at }) => at > 0),
      [
        { what: 'new 20', at: 1200 },
        { what: 'new 21', at: 2400 },
      ],
    );
  });

  it('of the same words to two people are told apart', async () => {
    const { owe, clock, outbox, log } = open((reply) => (reply.kind === 'dm' && reply.user === 'UKIM' ? LOST : SENT));
    await owe(dm('UKIM', 'a'));
    await owe(dm('ULEE', 'a'));
    await clock.advance(0);
    outbox.echo(echoOf('DULEE', 'a'));
    await clock.advance(60_000);
    assert.deepEqual(
      log.lines.filter(({ event }) => event === 'reply_given_up').map(({ fields }) => fields['ts']),
      ['1.0'],
    );
  });

  it('refused say what to do about it', async () => {
    const { owe, clock, log, outbox } = open(() => ({ kind: 'rejected', why: 'cannot_dm_bot' }));
    await owe(dm('UBOT2', 'a'));
    await clock.advance(0);
    const line = log.lines.find(({ event }) => event === 'reply_rejected');
    assert.match(JSON.stringify(line?.fields['hint']), /to: thread/);
    assert.equal(outbox.owed(), 0);
  });
});

describe('outbox: what one person alone sees', () => {
  it('keeps its place among the posts of its channel', async () => {
    const { owe, clock, whats } = open();
    await owe(post('a'), whisper('b'), post('c'));
    await clock.advance(0);
    assert.deepEqual(whats(), ['a', 'b', 'c']);
  });

  it('in doubt is given up at once, said so, and never sent again', async () => {
    const { owe, clock, whats, log, outbox } = open(() => LOST);
    await owe(whisper('a'));
    await clock.advance(0);
    assert.equal(outbox.owed(), 0);
    assert.deepEqual(log.lines.at(-1), {
      level: 'error',
      event: 'reply_given_up',
      fields: { channel: 'C1', ts: '1.0', reply: 'only_them', why: 'timeout' },
    });
    await clock.advance(60 * 60_000);
    assert.deepEqual(whats(), ['a']);
  });
});

describe('outbox: delays', () => {
  it('wait from the time of acceptance, and hold up nothing', async () => {
    const { owe, clock, sends } = open();
    await owe(post('late', 2000));
    await clock.advance(500);
    await owe(post('now'));
    await owe(post('later', 2000), dm('UKIM', 'dm', 100));
    await clock.advance(10_000);
    assert.deepEqual(sends, [
      { what: 'now', at: 500 },
      { what: 'dm', at: 600 },
      { what: 'late', at: 2000 },
      { what: 'later', at: 2500 },
    ]);
    assert.equal(clock.sleepers(), 0);
  });

  it('keep their order where they are equal, and let a shorter one go first', async () => {
    const { owe, clock, whats } = open();
    await owe(post('a', 5000), post('b', 5000));
    await owe(post('c', 5000));
    await owe(post('first', 1000));
    await clock.advance(60_000);
    assert.deepEqual(whats(), ['first', 'a', 'b', 'c']);
  });

  it('of a reaction there are none', async () => {
    const { owe, clock, whats } = open();
    await owe(post('a', 5000), { kind: 'reaction', channel: C1, ts: ts('1.0'), name: 'wave' });
    await clock.advance(0);
    assert.deepEqual(whats(), ['wave']);
  });

  it('of ten minutes are not too late, though Slack then asks for some more', async () => {
    let attempts = 0;
    const { owe, clock, sends } = open(() => {
      attempts += 1;
      return attempts === 1 ? { kind: 'retry', afterMs: 14 * 60_000, why: 'ratelimited' } : SENT;
    });
    await owe(post('a', 10 * 60_000));
    await clock.advance(30 * 60_000);
    assert.deepEqual(
      sends.map(({ at }) => at),
      [10 * 60_000, 24 * 60_000],
    );
  });

  it('end at a stop: what waits is sent at once, in the order in which it was due', async () => {
    const { owe, clock, whats, outbox } = open();
    await owe(post('b', 600_000));
    await owe(post('a', 300_000));
    await owe(dm('UKIM', 'c', 600_000));
    await clock.advance(1);
    assert.deepEqual(await outbox.drain(10_000), { left: 0 });
    assert.deepEqual(whats().toSorted(), ['a', 'b', 'c']);
    assert.ok(whats().indexOf('a') < whats().indexOf('b'));
    assert.equal(clock.sleepers(), 0);
  });

  it('end when the token is dead, and nobody is left asleep', async () => {
    const { owe, clock, whats, outbox } = open(() => ({ kind: 'fatal', why: 'token_revoked' }));
    await owe(post('late', 600_000));
    await owe(post('now'));
    await clock.advance(0);
    assert.deepEqual(whats(), ['now']);
    assert.equal(clock.sleepers(), 0);
    const draining = outbox.drain(10_000);
    await clock.advance(0);
    assert.deepEqual(await draining, { left: 2 });
  });
});

describe('outbox: turns and limits', () => {
  const TURN: Take = { kind: 'turn', key: '농담', of: 2 };
  const LIMIT: Take = { kind: 'limit', key: '농담', times: 3, everyMs: 60_000 };

  it('sends what is of its turn, and says whose turn it was', async () => {
    const { give, clock, whats, outbox } = open();
    const turns = [[post('a'), post('and a')], [post('b')]];
    const answers = [];
    for (const _ of [1, 2, 3, 4]) answers.push(await give(turns, [TURN, LIMIT]));
    assert.deepEqual(answers, [
      { kind: 'accepted', turn: 0 },
      { kind: 'accepted', turn: 1 },
      { kind: 'accepted', turn: 0 },
      { kind: 'limited', why: 'limit', key: '농담' },
    ]);
    await clock.advance(60_000);
    assert.deepEqual(whats(), ['a', 'and a', 'b', 'a', 'and a']);
    assert.equal(outbox.owed(), 0);
  });

  it('uses nothing up for a message that it turns away', async () => {
    const { give, outbox } = open();
    await outbox.drain(0);
    assert.deepEqual(await give([[post('a')]], [LIMIT]), { kind: 'refused' });
  });

  it('counts nothing as owed where the journal fails', async () => {
    const clock = fakeClock();
    const journal = memoryJournal({ clock });
    const outbox = openOutbox({
      journal: { ...journal, accept: () => Promise.reject(new Error('the disk is full')) },
      clock,
      log: memoryLog(),
      random: { next: () => 0.5 },
      onFatal: () => {},
      sender: { send: async () => SENT, dmOf: () => null },
    });
    const key = { team: teamId('T1'), channel: C1, ts: ts('1.0') };
    await assert.rejects(outbox.accept({ key, takes: [], at: 0, replies: [[post('a')]] }), /disk/);
    assert.equal(outbox.owed(), 0);
  });
});
