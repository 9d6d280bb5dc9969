// Pace: when the next may go, per key and as a whole.
import assert from 'node:assert/strict';
import { openPace } from '../../src/outbox/pace.ts';
import { fakeClock } from '../fakes/clock.ts';

const open = () => {
  const clock = fakeClock();
  const pace = openPace(clock, { each: { burst: 3, everyMs: 1000 }, whole: { burst: 5, everyMs: 100 } });
  /** Takes turns of `key` as they come, and says when each came. */
  const turns = async (key: string, count: number): Promise<number[]> => {
    const at: number[] = [];
    for (let turn = 0; turn < count; turn += 1) {
      await clock.advance(pace.waitMs(key));
      pace.take(key);
      at.push(clock.monotonic());
    }
    return at;
  };
  return { clock, pace, turns };
};

describe('pace', () => {
  it('lets a burst of three go at once, then one a second', async () => {
    assert.deepEqual(await open().turns('C1', 6), [0, 0, 0, 1000, 2000, 3000]);
  });

  it('has the whole burst again after a pause', async () => {
    const { clock, turns } = open();
    await turns('C1', 5);
    await clock.advance(3000);
    assert.deepEqual(await turns('C1', 4), [5000, 5000, 5000, 6000]);
  });

  it('keeps keys apart, up to the bound of the whole', async () => {
    const { turns } = open();
    await turns('C1', 3);
    assert.deepEqual(await turns('C2', 3), [0, 0, 100]);
  });

  it('holds one key and no other', async () => {
    const { pace } = open();
    pace.hold('C1', 7000);
    assert.equal(pace.waitMs('C1'), 7000);
    assert.equal(pace.waitMs('C2'), 0);
  });

  it('never shortens a hold', async () => {
    const { pace } = open();
    pace.hold('C1', 7000);
    pace.hold('C1', 10);
    assert.equal(pace.waitMs('C1'), 7000);
  });
});
