// The outbox under a fake clock: direct messages, what one person alone sees, delays, turns and limits.
import assert from 'node:assert/strict';
import type { SendResult } from '../../src/domain/reply.ts';
import type { Take } from '../../src/domain/take.ts';
import { dm, echoOf, LOST, open, post, reaction, SENT, whisper } from './opened.ts';

describe('outbox: direct messages', () => {
  it('keep their order for each person, and hold up no one else', async () => {
    const hung = new Promise<SendResult>(() => {});
    const { owe, clock, texts } = open((reply) => (reply.kind === 'dm' && reply.user === 'UKIM' ? hung : SENT));
    await owe(dm('UKIM', 'kim 1'));
    await owe(dm('UKIM', 'kim 2'));
    await owe(dm('ULEE', 'lee'), post('C1', 'channel'));
    await clock.advance(0);
    assert.deepEqual(texts(), ['kim 1', 'lee', 'channel']);
  });

  it('in doubt are settled by their echo in their direct messages alone', async () => {
    const { owe, clock, outbox, log, owed } = open(() => LOST);
    await owe(dm('UKIM', 'a'));
    await clock.advance(0);
    for (const frame of [echoOf('C1', 'a'), echoOf('DUKIM', 'b')]) outbox.echo(frame);
    await clock.advance(0);
    assert.equal(owed(), 1);
    outbox.echo(echoOf('DUKIM', 'a'));
    await clock.advance(0);
    assert.equal(owed(), 0);
    assert.equal(log.events().includes('reply_given_up'), false);
  });

  it('to people whose channel is not open yet go out no faster than Slack opens them', async () => {
    const { owe, clock, said } = open();
    for (let index = 0; index < 22; index += 1) await owe(dm(`UNEW${index}`, `new ${index}`));
    await owe(dm('UKIM', 'known'), post('C1', 'channel'));
    await clock.advance(60_000);
    assert.deepEqual(
      said().filter(({ at }) => at > 0),
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
    await clock.advance(180_000);
    assert.deepEqual(
      log.lines.filter(({ event }) => event === 'reply_given_up').map(({ fields }) => fields['ts']),
      ['1.0'],
    );
  });

  it('refused say what to do about it', async () => {
    const { owe, clock, log, owed } = open(() => ({ kind: 'rejected', why: 'cannot_dm_bot' }));
    await owe(dm('UBOT2', 'a'));
    await clock.advance(0);
    const line = log.lines.find(({ event }) => event === 'reply_rejected');
    assert.match(JSON.stringify(line?.fields['hint']), /to: thread/);
    assert.equal(owed(), 0);
  });
});

describe('outbox: what one person alone sees', () => {
  it('keeps its place among the posts of its channel', async () => {
    const { owe, clock, texts } = open();
    await owe(post('C1', 'a'), whisper('b'), post('C1', 'c'));
    await clock.advance(0);
    assert.deepEqual(texts(), ['a', 'b', 'c']);
  });

  it('in doubt is given up at once, said so, and never sent again', async () => {
    const { owe, clock, texts, log, owed } = open(() => LOST);
    await owe(whisper('a'));
    await clock.advance(0);
    assert.equal(owed(), 0);
    const { hint, ...fields } = log.lines.at(-1)?.fields ?? {};
    assert.deepEqual(fields, { channel: 'C1', ts: '1.0', reply: 'only_them', why: 'timeout' });
    assert.notEqual(hint, undefined);
    await clock.advance(60 * 60_000);
    assert.deepEqual(texts(), ['a']);
  });
});

describe('outbox: delays', () => {
  it('wait from the time of acceptance, and hold up nothing', async () => {
    const { owe, clock, said } = open();
    await owe(post('C1', 'late', 2000));
    await clock.advance(500);
    await owe(post('C1', 'now'));
    await owe(post('C1', 'later', 2000), dm('UKIM', 'dm', 100));
    await clock.advance(10_000);
    assert.deepEqual(said(), [
      { what: 'now', at: 500 },
      { what: 'dm', at: 600 },
      { what: 'late', at: 2000 },
      { what: 'later', at: 2500 },
    ]);
    assert.equal(clock.sleepers(), 0);
  });

  it('keep their order where they are equal, and let a shorter one go first', async () => {
    const { owe, clock, texts } = open();
    await owe(post('C1', 'a', 5000), post('C1', 'b', 5000));
    await owe(post('C1', 'c', 5000));
    await owe(post('C1', 'first', 1000));
    await clock.advance(60_000);
    assert.deepEqual(texts(), ['first', 'a', 'b', 'c']);
  });

  it('of a reaction there are none', async () => {
    const { owe, clock, texts } = open();
    await owe(post('C1', 'a', 5000), reaction('C1', 'wave'));
    await clock.advance(0);
    assert.deepEqual(texts(), ['wave']);
  });

  it('of ten minutes are not too late, though Slack then asks for some more', async () => {
    let attempts = 0;
    const { owe, clock, said } = open(() => {
      attempts += 1;
      return attempts === 1 ? { kind: 'retry', afterMs: 14 * 60_000, why: 'ratelimited' } : SENT;
    });
    await owe(post('C1', 'a', 10 * 60_000));
    await clock.advance(30 * 60_000);
    assert.deepEqual(
      said().map(({ at }) => at),
      [10 * 60_000, 24 * 60_000],
    );
  });

  it('end at a stop: what waits is sent at once, in the order in which it was due', async () => {
    const { owe, clock, texts, outbox } = open();
    await owe(post('C1', 'b', 600_000));
    await owe(post('C1', 'a', 300_000));
    await owe(dm('UKIM', 'c', 600_000));
    await clock.advance(1);
    assert.deepEqual(await outbox.drain(10_000), { left: 0, later: 0 });
    assert.deepEqual(texts().toSorted(), ['a', 'b', 'c']);
    assert.ok(texts().indexOf('a') < texts().indexOf('b'));
    assert.equal(clock.sleepers(), 0);
  });

  it('end when the token is dead, and nobody is left asleep', async () => {
    const { owe, clock, texts, outbox } = open(() => ({ kind: 'fatal', why: 'token_revoked' }));
    await owe(post('C1', 'late', 600_000));
    await owe(post('C1', 'now'));
    await clock.advance(0);
    assert.deepEqual(texts(), ['now']);
    assert.equal(clock.sleepers(), 0);
    const draining = outbox.drain(10_000);
    await clock.advance(0);
    assert.deepEqual(await draining, { left: 2, later: 0 });
  });
});

describe('outbox: turns and limits', () => {
  const TURN: Take = { kind: 'turn', key: '농담', of: 2 };
  const LIMIT: Take = { kind: 'limit', key: '농담', times: 3, everyMs: 60_000 };

  it('sends what is of its turn, and says whose turn it was', async () => {
    const { give, clock, texts, owed } = open();
    const turns = [[post('C1', 'a'), post('C1', 'and a')], [post('C1', 'b')]];
    const answers = [];
    for (const _ of [1, 2, 3, 4]) answers.push(await give(turns, [TURN, LIMIT]));
    assert.deepEqual(answers, [
      { kind: 'accepted', turn: 0 },
      { kind: 'accepted', turn: 1 },
      { kind: 'accepted', turn: 0 },
      { kind: 'limited', why: 'limit', key: '농담', trips: false },
    ]);
    await clock.advance(60_000);
    assert.deepEqual(texts(), ['a', 'and a', 'b', 'a', 'and a']);
    assert.equal(owed(), 0);
  });

  it('uses nothing up for a message that it turns away', async () => {
    const { give, outbox } = open();
    await outbox.drain(0);
    assert.deepEqual(await give([[post('C1', 'a')]], [LIMIT]), { kind: 'refused' });
  });

  it('counts nothing as owed where the journal fails', async () => {
    const { give, owed } = open({
      journal: (journal) => ({ ...journal, accept: () => Promise.reject(new Error('the disk is full')) }),
    });
    await assert.rejects(give([[post('C1', 'a')]]), /disk/);
    assert.equal(owed(), 0);
  });
});
