// The clock: Slack's time, whatever this machine believes.
import assert from 'node:assert/strict';
import { systemClock } from '../../src/bot/clock.ts';

const near = (actual: number, expected: number, within: number): void => {
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not within ${within} ms of ${expected}`);
};

describe('clock', () => {
  const HOUR = 60 * 60 * 1000;

  it('goes by this machine until it hears Slack', () => near(systemClock().now(), Date.now(), 50));

  it('goes by Slack from the first date on, an hour off or not', () => {
    for (const off of [HOUR, -HOUR, 0]) {
      const clock = systemClock();
      const date = Math.floor((Date.now() + off) / 1000) * 1000;
      clock.heardDate(date);
      near(clock.now(), date + 500, 600);
    }
  });

  it('does not jump about within the second that a date leaves open', () => {
    const clock = systemClock();
    const date = Math.floor(Date.now() / 1000) * 1000;
    clock.heardDate(date);
    const before = clock.now();
    clock.heardDate(date + 1000);
    near(clock.now(), before, 300);
  });

  it('follows when Slack is seconds away from what it thought', () => {
    const clock = systemClock();
    clock.heardDate(1_700_000_000_000);
    clock.heardDate(1_700_000_060_000);
    near(clock.now(), 1_700_000_060_500, 300);
  });

  it('sleeps, wakes at once when told, and is not surprised by a signal that came before', async () => {
    const clock = systemClock();
    const start = clock.monotonic();
    await clock.sleep(20);
    assert.ok(clock.monotonic() - start >= 15);
    const wake = new AbortController();
    const long = clock.sleep(HOUR, wake.signal);
    wake.abort();
    await long;
    await clock.sleep(HOUR, wake.signal);
    assert.ok(clock.monotonic() - start < 5000);
  });
});
