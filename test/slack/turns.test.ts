// Who calls a Tier 3 method when: the burst, the pace, looks before catching up, and Slack's own hold.
import assert from 'node:assert/strict';
import { openTurns, type Turns, type Urgency } from '../../src/slack/turns.ts';
import { fakeClock, settled, type FakeClock } from '../fakes/clock.ts';

describe('slack/turns', () => {
  let clock: FakeClock;
  let turns: Turns;
  let gone: string[];
  beforeEach(() => {
    clock = fakeClock();
    turns = openTurns(clock);
    gone = [];
  });
  const ask = (urgency: Urgency, count: number, signal?: AbortSignal): void => {
    for (let number = 0; number < count; number += 1) {
      void turns.take('m', urgency, signal).then((mayCall) => {
        gone.push(mayCall ? urgency : 'given_up');
        return gone;
      });
    }
  };

  it('lets a burst of looks go, then one in 1.2 s', async () => {
    ask('look', 23);
    await settled();
    assert.equal(gone.length, 20);
    await clock.advance(1_199);
    assert.equal(gone.length, 20);
    await clock.advance(1);
    assert.equal(gone.length, 21);
    await clock.advance(2_400);
    assert.equal(gone.length, 23);
    assert.equal(clock.sleepers(), 0);
  });

  it('leaves some of the burst to looks, which go first', async () => {
    ask('catch_up', 30);
    await settled();
    assert.equal(gone.length, 15);
    ask('look', 5);
    await settled();
    assert.deepEqual(gone.slice(15), ['look', 'look', 'look', 'look', 'look']);
    ask('look', 1);
    await clock.advance(1_200);
    assert.deepEqual(gone.slice(20), ['look']);
  });

  it('lets nobody go while Slack holds the method, and others meanwhile', async () => {
    turns.hold('m', 30_000);
    ask('look', 1);
    await clock.advance(29_999);
    assert.deepEqual(gone, []);
    assert.equal(await turns.take('other', 'look'), true);
    await clock.advance(1);
    assert.deepEqual(gone, ['look']);
  });

  it('gives up at once, and leaves nothing behind, when nobody wants it any more', async () => {
    turns.hold('m', 30_000);
    const stop = new AbortController();
    ask('catch_up', 2, stop.signal);
    await settled();
    stop.abort();
    await settled();
    assert.deepEqual(gone, ['given_up', 'given_up']);
    assert.equal(clock.sleepers(), 0);
    assert.equal(await turns.take('m', 'look', stop.signal), false);
  });
});
