// What is to be sent later. In: things, each with the time when it is due. Out: each when its time has come, in order.
import type { Clock } from '../domain/ports.ts';

export interface WaitingRoom<Thing> {
  readonly add: (thing: Thing) => void;
  /** False: it does not wait here. */
  readonly remove: (thing: Thing) => boolean;
  /** Lets all go at once, in the order in which they were due, and whoever comes later too. */
  readonly empty: () => void;
  /** Lets nobody go any more; nothing is left that could wake up later. */
  readonly close: () => void;
  readonly size: () => number;
}

/** Slack's clock may be set meanwhile: it is looked at this often, which is also less than a timer takes. */
const SLEEP_MS_MAX = 60_000;

/** Times in milliseconds by Slack's clock. Of two due at the same time the one that came first goes first. */
export const openWaitingRoom = <Thing>(
  clock: Clock,
  { dueAt, go }: { readonly dueAt: (thing: Thing) => number; readonly go: (thing: Thing) => void },
): WaitingRoom<Thing> => {
  /** By the time when they are due. */
  const waiting: Thing[] = [];
  // One sleeper for all: a timer for each would be thousands of them, in no certain order.
  let alarm = new AbortController();
  let state: 'open' | 'emptied' | 'closed' = 'open';

  const watch = async (): Promise<void> => {
    alarm.abort();
    const mine = new AbortController();
    alarm = mine;
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      await clock.sleep(Math.min(SLEEP_MS_MAX, dueAt(next) - clock.now()), mine.signal);
      if (mine.signal.aborted) return;
      release(clock.now());
    }
  };

  const release = (until: number): void => {
    const later = waiting.findIndex((thing) => dueAt(thing) > until);
    for (const thing of waiting.splice(0, later < 0 ? waiting.length : later)) go(thing);
  };

  return {
    add: (thing) => {
      if (state === 'emptied') return go(thing);
      const before = waiting.findLastIndex((other) => dueAt(other) <= dueAt(thing));
      waiting.splice(before + 1, 0, thing);
      if (before < 0 && state === 'open') void watch();
    },
    remove: (thing) => {
      const at = waiting.indexOf(thing);
      if (at >= 0) waiting.splice(at, 1);
      if (waiting.length === 0) alarm.abort();
      return at >= 0;
    },
    empty: () => {
      state = 'emptied';
      alarm.abort();
      release(Number.POSITIVE_INFINITY);
    },
    close: () => {
      state = 'closed';
      alarm.abort();
    },
    size: () => waiting.length,
  };
};
