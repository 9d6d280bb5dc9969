// When may the next send go out? In: a burst and a rate, per key and as a whole. Out: a wait, in milliseconds.
import type { Clock } from '../domain/ports.ts';

/** After `burst` at once, one per `everyMs`. */
export interface Rate {
  readonly burst: number;
  readonly everyMs: number;
}

export interface Pace {
  /** Milliseconds until `key` may go; 0: now. */
  readonly waitMs: (key: string) => number;
  /** One goes out now. */
  readonly take: (key: string) => void;
  /** Nothing of `key` goes out for `ms` from now. */
  readonly hold: (key: string, ms: number) => void;
  /** Nothing at all goes out for `ms` from now. */
  readonly holdAll: (ms: number) => void;
}

/** Keys that are remembered; one is forgotten only when it would have to wait for nothing. */
const KEYS_MAX = 10_000;

export const openPace = (clock: Clock, rates: { readonly each: Rate; readonly whole: Rate }): Pace => {
  const whole = openMeter(rates.whole);
  const meters = new Map<string, Meter>();

  const meterOf = (key: string): Meter => {
    const known = meters.get(key);
    if (known !== undefined) return known;
    if (meters.size >= KEYS_MAX) forgetIdle(meters, clock.monotonic());
    const meter = openMeter(rates.each);
    meters.set(key, meter);
    return meter;
  };

  return {
    waitMs: (key) => Math.max(meterOf(key).waitMs(clock.monotonic()), whole.waitMs(clock.monotonic())),
    take: (key) => {
      meterOf(key).take(clock.monotonic());
      whole.take(clock.monotonic());
    },
    hold: (key, ms) => meterOf(key).hold(clock.monotonic() + ms),
    holdAll: (ms) => whole.hold(clock.monotonic() + ms),
  };
};

interface Meter {
  readonly waitMs: (now: number) => number;
  readonly take: (now: number) => void;
  readonly hold: (until: number) => void;
  readonly isIdle: (now: number) => boolean;
}

/** The generic cell rate algorithm: one number instead of a bucket that has to be refilled. */
const openMeter = ({ burst, everyMs }: Rate): Meter => {
  let emptyAt = Number.NEGATIVE_INFINITY;
  let heldUntil = Number.NEGATIVE_INFINITY;
  return {
    waitMs: (now) => Math.max(0, emptyAt - (burst - 1) * everyMs - now, heldUntil - now),
    take: (now) => {
      emptyAt = Math.max(emptyAt, now) + everyMs;
    },
    hold: (until) => {
      heldUntil = Math.max(heldUntil, until);
    },
    isIdle: (now) => emptyAt <= now && heldUntil <= now,
  };
};

const forgetIdle = (meters: Map<string, Meter>, now: number): void => {
  for (const [key, meter] of meters) if (meter.isIdle(now)) meters.delete(key);
};
