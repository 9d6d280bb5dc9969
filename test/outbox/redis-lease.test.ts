// The lease of a replica: until when it may send, by two clocks.
import assert from 'node:assert/strict';
import { openLease } from '../../src/outbox/journal/redis-lease.ts';

const opened = () => {
  const now = { monotonic: 0, wall: 1_000_000 };
  const lease = openLease({
    label: 'a',
    leaseMs: 10_000,
    time: { monotonic: () => now.monotonic, wall: () => now.wall },
  });
  const pass = (monotonic: number, wall = monotonic): void => {
    now.monotonic += monotonic;
    now.wall += wall;
  };
  return { lease, pass };
};

describe('the lease of a replica', () => {
  it('begins with the first answer of Redis, and ends some time before the others may take over', () => {
    const { lease, pass } = opened();
    assert.equal(lease.holds(), false);
    lease.renewing()();
    assert.equal(lease.holds(), true);
    pass(7_999);
    assert.equal(lease.holds(), true);
    pass(1);
    assert.equal(lease.holds(), false);
  });

  it('counts from when the renewal was sent', () => {
    const { lease, pass } = opened();
    lease.renewing()();
    pass(2_000);
    const confirmed = lease.renewing();
    pass(5_000);
    confirmed();
    pass(2_999);
    assert.equal(lease.holds(), true);
    pass(1);
    assert.equal(lease.holds(), false);
  });

  for (const [name, monotonic, wall] of [
    ['a machine that slept: its monotonic clock stood still', 0, 60_000],
    ['a wall clock that was set back', 60_000, -3_600_000],
    ['a wall clock that was set forward', 10, 3_600_000],
  ] as const)
    it(`is over for ${name}`, () => {
      const { lease, pass } = opened();
      lease.renewing()();
      pass(monotonic, wall);
      assert.equal(lease.holds(), false);
    });

  it('once lapsed it stays so, whatever is confirmed late, until there is a new owner', () => {
    const { lease, pass } = opened();
    lease.renewing()();
    const owner = lease.owner();
    pass(7_000);
    const late = lease.renewing();
    pass(1_500);
    late();
    assert.equal(lease.holds(), false);
    lease.renewing()();
    assert.equal(lease.holds(), false);
    const { next, confirmed } = lease.enlisting();
    assert.equal(lease.owner(), owner);
    confirmed();
    assert.equal(lease.owner(), next);
    assert.notEqual(next, owner);
    assert.equal(lease.holds(), true);
  });

  it('a renewal of the owner before says nothing of the one since', () => {
    const { lease, pass } = opened();
    lease.renewing()();
    const late = lease.renewing();
    lease.lapse();
    lease.enlisting().confirmed();
    pass(7_999);
    lease.renewing()();
    late();
    pass(7_999);
    assert.equal(lease.holds(), true);
  });

  it('is over where Redis says so', () => {
    const { lease } = opened();
    lease.renewing()();
    lease.lapse();
    assert.equal(lease.holds(), false);
  });
});
