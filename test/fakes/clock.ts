// Time under a test's hand: nothing passes until `advance` says so.
import type { Clock } from '../../src/domain/ports.ts';

export interface FakeClock extends Clock {
  /** Lets time pass, timer by timer, and what each timer set off run before the next. */
  readonly advance: (ms: number) => Promise<void>;
  /** Sets Slack's time of day; spans go on as they were. */
  readonly set: (now: number) => void;
  /** How many sleep. */
  readonly sleepers: () => number;
}

export const fakeClock = (start = 1_700_000_000_000): FakeClock => {
  let elapsed = 0;
  let epoch = start;
  const sleeping = new Set<{ readonly at: number; readonly wake: () => void }>();

  const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const wake = (): void => {
        sleeping.delete(sleeper);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper = { at: elapsed + Math.max(0, ms), wake };
      sleeping.add(sleeper);
      signal?.addEventListener('abort', wake);
    });

  const advance = async (ms: number): Promise<void> => {
    const until = elapsed + ms;
    await settled();
    for (let due = earliest(until); due !== undefined; due = earliest(until)) {
      elapsed = due.at;
      due.wake();
      await settled();
    }
    elapsed = until;
  };

  const earliest = (until: number) => [...sleeping].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at)[0];

  return {
    now: () => epoch + elapsed,
    monotonic: () => elapsed,
    sleep,
    advance,
    set: (now) => {
      epoch = now - elapsed;
    },
    sleepers: () => sleeping.size,
  };
};

/** Lets every promise that can go on do so. */
export const settled = async (): Promise<void> => {
  for (let round = 0; round < 3; round += 1) await new Promise((resolve) => setImmediate(resolve));
};
