// What is to be sent later. In: things, each with the time when it is due. Out: each when its time has come, in order.
import type { Clock } from '../domain/ports.ts';

export interface WaitingRoom<Thing> {
  readonly add: (thing: Thing) => void;
  /** Lets all go at once, in the order in which they were due; nothing is left that could wake up later. */
  readonly empty: () => void;
}

/** `dueAt` in monotonic milliseconds. Of two due at the same time the one that came first goes first. */
export const openWaitingRoom = <Thing extends { readonly dueAt: number }>(
  clock: Clock,
  go: (thing: Thing) => void,
): WaitingRoom<Thing> => {
  /** By the time when they are due. */
  const waiting: Thing[] = [];
  // One sleeper for all: a timer for each would be thousands of them, in no certain order.
  let alarm = new AbortController();

  const watch = async (): Promise<void> => {
    alarm.abort();
    const mine = new AbortController();
    alarm = mine;
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      await clock.sleep(next.dueAt - clock.monotonic(), mine.signal);
      if (mine.signal.aborted) return;
      release(clock.monotonic());
    }
  };

  const release = (until: number): void => {
    const later = waiting.findIndex(({ dueAt }) => dueAt > until);
    for (const thing of waiting.splice(0, later < 0 ? waiting.length : later)) go(thing);
  };

  return {
    add: (thing) => {
      const before = waiting.findLastIndex(({ dueAt }) => dueAt <= thing.dueAt);
      waiting.splice(before + 1, 0, thing);
      if (before < 0) void watch();
    },
    empty: () => {
      alarm.abort();
      release(Number.POSITIVE_INFINITY);
    },
  };
};
