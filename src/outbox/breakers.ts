// What stops two bots that answer each other. In: a breaker and the time of a message. Out: whether one more answer may go.
import type { Breaker } from '../domain/take.ts';
import { openLimits } from './limits.ts';
import { forgetFirst, touch } from './recent.ts';
import { NOBODY, type Used, type UsedListener } from './used.ts';

/** Breakers that have tripped. */
const TRIPPED_MAX = 10_000;

/** When it tripped, and until when it is silent; by the times of messages. */
interface Trip {
  readonly at: number;
  readonly until: number;
}

/**
 * Answers are counted as under a limit. What was counted is not told to the listener, only what has tripped: it concerns a
 * minute, and a loop that outlives a restart is stopped all the same, a few answers later.
 */
export const openBreakers = ({ put, drop }: UsedListener) => {
  const counted = openLimits(NOBODY);
  const tripped = new Map<string, Trip>();
  const forgotten = (key: string, trip: Trip): void => drop({ kind: 'tripped', key, ...trip });

  const forget = (key: string): void => {
    const trip = tripped.get(key);
    tripped.delete(key);
    if (trip !== undefined) forgotten(key, trip);
  };

  const trip = (key: string, at: number, until: number): void => {
    for (const [other, { until: end }] of tripped) {
      if (end > at) break;
      forget(other);
    }
    forget(key);
    touch(tripped, key, { at, until });
    put({ kind: 'tripped', key, at, until });
    if (tripped.size > TRIPPED_MAX) forgetFirst(tripped, TRIPPED_MAX, forgotten);
  };

  return {
    /** `trips`: with this one, so that what follows finds it open. */
    ask: ({ key, times, everyMs, forMs }: Breaker, at: number): 'closed' | 'open' | 'trips' => {
      const last = tripped.get(key);
      const isBefore = last !== undefined && at < last.until;
      // A message that comes late, from the time in which it tripped, is part of the same storm.
      if (isBefore && at > last.at - everyMs) return 'open';
      if (counted.allows({ kind: 'limit', key, times, everyMs }, at)) return 'closed';
      if (isBefore) return 'open';
      trip(key, at, at + forMs);
      return 'trips';
    },
    take: ({ key, times, everyMs }: Breaker, at: number): void =>
      counted.take({ kind: 'limit', key, times, everyMs }, at),
    fill: ({ key, at, until }: Extract<Used, { kind: 'tripped' }>): void => touch(tripped, key, { at, until }),
    size: (): number => tripped.size,
  };
};
