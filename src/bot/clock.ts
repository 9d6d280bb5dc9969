// Time by Slack's clock. In: the dates of Slack's responses, as they are heard. Out: a Clock.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../domain/ports.ts';

/** A `Date` header has whole seconds, and some time passes on the way. */
const DOUBT_MS = 1_000;
/** setTimeout takes no more; what is longer would return at once. */
const SLEEP_MS_MAX = 2 ** 31 - 1;

export interface SlackClock extends Clock {
  /** Slack said what time it is there: milliseconds since the epoch, whole seconds. */
  readonly heardDate: (msSinceEpoch: number) => void;
}

/** A machine whose clock is an hour off tells Slack's time from the first response on; its own steps change nothing then. */
export const systemClock = (): SlackClock => {
  let slackAtStart: number | null = null;
  const now = (): number => (slackAtStart === null ? Date.now() : Math.round(slackAtStart + performance.now()));
  return {
    now,
    monotonic: () => performance.now(),
    sleep: async (ms, signal) => {
      try {
        await sleep(Math.min(Math.max(0, ms), SLEEP_MS_MAX), undefined, signal && { signal });
      } catch (fault) {
        if (signal?.aborted !== true) throw fault;
      }
    },
    heardDate: (msSinceEpoch) => {
      const middle = msSinceEpoch + DOUBT_MS / 2;
      if (slackAtStart === null || Math.abs(now() - middle) > DOUBT_MS) slackAtStart = middle - performance.now();
    },
  };
};
