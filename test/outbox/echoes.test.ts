// Our own posts on the socket: each shows one reply, is remembered for a while, and is shown twice by sessions that overlap.
import assert from 'node:assert/strict';
import { channelId, ts } from '../../src/domain/ids.ts';
import { openEchoes } from '../../src/outbox/echoes.ts';
import { isSeen, itemOf } from '../../src/outbox/item.ts';
import { fakeClock } from '../fakes/clock.ts';
import { echoOf, keyAt, markedEcho, post } from './opened.ts';

const MINUTE = 60_000;

const listening = () => {
  const clock = fakeClock();
  const echoes = openEchoes(clock, { dmOf: () => channelId('D1') });
  const item = (id: string, text = 'a') =>
    itemOf({ id, key: keyAt('1.0'), reply: post('C1', text), dueAt: 0, isDefault: false }, null);
  const shown = (at: string, text = 'a') => ({ ...echoOf('C1', text), ts: at });
  return { clock, echoes, item, shown };
};

describe('echoes', () => {
  it('of the same post, seen on two sessions, show one reply', () => {
    const { echoes, item, shown } = listening();
    const [one, two] = [item('1'), item('2')];
    echoes.listen(one, 0);
    echoes.listen(two, 0);
    echoes.hear(shown('5.0'));
    echoes.hear(shown('5.0'));
    assert.deepEqual([isSeen(one), isSeen(two)], [false, true]);
    echoes.hear(shown('6.0'));
    assert.equal(isSeen(one), true);
  });

  it('show the later of two that say the same: it alone may be sent again', () => {
    const { echoes, item, shown } = listening();
    const [passed, sending] = [item('1'), item('2')];
    echoes.listen(passed, 0);
    echoes.listen(sending, 0);
    echoes.listen(passed, 0);
    echoes.hear(shown('5.0'));
    assert.deepEqual([isSeen(passed), isSeen(sending)], [false, true]);
  });

  it('of before are found, but each only once', () => {
    const { echoes, item, shown } = listening();
    echoes.hear(shown('5.0'));
    const [one, two] = [item('1'), item('2')];
    echoes.listen(one, 0);
    echoes.listen(two, 0);
    assert.deepEqual([isSeen(one), isSeen(two)], [true, false]);
  });

  it('of what Slack said that it took show nothing else', () => {
    const { echoes, item, shown } = listening();
    const [one, two] = [item('1'), item('2')];
    echoes.arrived(one, ts('5.0'));
    echoes.listen(two, 0);
    echoes.hear(shown('5.0'));
    assert.equal(isSeen(two), false);
  });

  it('are remembered for five minutes, and it is known since when', async () => {
    const { clock, echoes, item } = listening();
    echoes.hear(markedEcho('1'));
    await clock.advance(6 * MINUTE);
    assert.equal(echoes.remembers(0), true);
    echoes.hear(markedEcho('2'));
    const [one, two] = [item('1'), item('2')];
    echoes.listen(one, 0);
    echoes.listen(two, 0);
    assert.deepEqual([isSeen(one), isSeen(two)], [false, true]);
    assert.deepEqual([echoes.remembers(0), echoes.remembers(1)], [false, true]);
  });

  it('are remembered in bounded number', async () => {
    const { clock, echoes, item } = listening();
    for (let id = 0; id < 2001; id += 1) {
      echoes.hear(markedEcho(`${id}`));
      await clock.advance(1);
    }
    const [first, second] = [item('0'), item('1')];
    echoes.listen(first, 0);
    echoes.listen(second, 0);
    assert.deepEqual([isSeen(first), isSeen(second)], [false, true]);
  }).timeout(30_000);
});
