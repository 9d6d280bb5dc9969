// How long to wait before the next connection: full jitter after failures, and Slack's limit on rtm.connect.
import type { Random } from '../domain/ports.ts';

const BACKOFF_MS_MIN = 1_000;
const BACKOFF_MS_MAX = 60_000;
/** `rtm.connect` is Tier 1: one a minute, and "some burst" (fact 7). */
const CONNECT_BURST_MAX = 5;
const CONNECT_EVERY_MS = 15_000;

/** Full jitter, so that many bots do not return together: anywhere below 1 s, 2 s, 4 s … 60 s. `failures` counts from 1. */
export const backoffMs = (failures: number, random: Random): number =>
  random.next() * Math.min(BACKOFF_MS_MAX, BACKOFF_MS_MIN * 2 ** (failures - 1));

export interface Allowance {
  /** Milliseconds until one more connection may be opened; 0: now. */
  readonly waitMs: (now: number) => number;
  readonly take: (now: number) => void;
}

/** A token bucket; `now` is any clock that only grows. */
export const connectAllowance = (): Allowance => {
  let left = CONNECT_BURST_MAX;
  let countedAt = 0;
  const refill = (now: number): void => {
    left = Math.min(CONNECT_BURST_MAX, left + (now - countedAt) / CONNECT_EVERY_MS);
    countedAt = now;
  };
  return {
    waitMs: (now) => {
      refill(now);
      return left >= 1 ? 0 : Math.ceil((1 - left) * CONNECT_EVERY_MS);
    },
    take: (now) => {
      refill(now);
      left -= 1;
    },
  };
};
