// A method of Slack's Tier 3 in, its turn out: looks for what is in doubt go first, and nobody goes while Slack holds it.
import type { Clock } from '../domain/ports.ts';

/** 50 a minute, with some burst (fact 53). */
const BURST_MAX = 20;
const EVERY_MS = 1_200;
/** Left to looks, however much is caught up. */
const FOR_LOOKS = 5;

export type Urgency = 'look' | 'catch_up';

export interface Turns {
  /** Whether it may be called now; false: `signal` was aborted first. */
  readonly take: (method: string, urgency: Urgency, signal?: AbortSignal) => Promise<boolean>;
  /** Slack's Retry-After: nobody calls it for `ms`. */
  readonly hold: (method: string, ms: number) => void;
  /** For how long nobody calls it; 0: it may be called, in its turn. */
  readonly heldMs: (method: string) => number;
}

export const openTurns = (clock: Clock): Turns => {
  const queues = new Map<string, Queue>();
  const queueOf = (method: string): Queue => {
    const queue = queues.get(method) ?? openQueue(clock);
    queues.set(method, queue);
    return queue;
  };
  return {
    take: (method, urgency, signal) => queueOf(method).take(urgency, signal),
    hold: (method, ms) => queueOf(method).hold(ms),
    heldMs: (method) => queueOf(method).heldMs(),
  };
};

interface Queue {
  readonly take: (urgency: Urgency, signal: AbortSignal | undefined) => Promise<boolean>;
  readonly hold: (ms: number) => void;
  readonly heldMs: () => number;
}

type Waiting = (mayCall: boolean) => void;

const openQueue = (clock: Clock): Queue => {
  const waiting: Record<Urgency, Set<Waiting>> = { look: new Set(), catch_up: new Set() };
  let left = BURST_MAX;
  let countedAt = clock.monotonic();
  let heldUntil = 0;
  /** Cuts the sleep short: somebody came, or nobody waits any more. */
  let news = new AbortController();

  const refill = (): void => {
    const now = clock.monotonic();
    left = Math.min(BURST_MAX, left + (now - countedAt) / EVERY_MS);
    countedAt = now;
  };
  const heldMs = (): number => Math.max(0, heldUntil - clock.monotonic());
  /** 0: now. */
  const waitMs = (urgency: Urgency): number => {
    const lacking = 1 + (urgency === 'look' ? 0 : FOR_LOOKS) - left;
    return Math.max(0, Math.ceil(lacking * EVERY_MS), heldMs());
  };
  const isAnybodyThere = (): boolean => waiting.look.size + waiting.catch_up.size > 0;

  let isServing = false;
  const serve = async (): Promise<void> => {
    if (isServing) return news.abort();
    isServing = true;
    while (isAnybodyThere()) {
      refill();
      const urgency = waiting.look.size > 0 ? 'look' : 'catch_up';
      const ms = waitMs(urgency);
      if (ms > 0) {
        news = new AbortController();
        await clock.sleep(ms, news.signal);
        continue;
      }
      left -= 1;
      for (const go of waiting[urgency]) {
        go(true);
        break;
      }
    }
    isServing = false;
  };

  return {
    take: (urgency, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) return resolve(false);
        const done: Waiting = (mayCall) => {
          waiting[urgency].delete(done);
          signal?.removeEventListener('abort', giveUp);
          resolve(mayCall);
        };
        const giveUp = (): void => {
          done(false);
          if (!isAnybodyThere()) news.abort();
        };
        signal?.addEventListener('abort', giveUp);
        waiting[urgency].add(done);
        void serve();
      }),
    hold: (ms) => {
      heldUntil = Math.max(heldUntil, clock.monotonic() + ms);
    },
    heldMs,
  };
};
