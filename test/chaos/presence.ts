// When which bot had a session: what it could have heard, and what nobody could.

export interface Presence {
  readonly opened: (replica: number) => void;
  /** It goes on after a pause; its session may have died meanwhile, which it would notice soon. */
  readonly resumed: (replica: number) => void;
  /** `since`: from then on it could keep nothing of what it heard; now unless told. */
  readonly closed: (replica: number, since?: number) => void;
  readonly isOpen: (replica: number) => boolean;
  /** Whether one bot had a session at `at`, and went on having it for long enough to claim what it heard then. */
  readonly couldHear: (at: number) => boolean;
}

/**
 * A message that comes so shortly before the end of all sessions may be lost on the way: on the wire, unread in the
 * socket of a process that is killed, or while names are looked up. Nothing of it has been written down by then.
 */
export const CLAIM_MS = 3_000;
/** One that was paused for longer finds its session dead, and says so within this. */
const NOTICE_MS = 4_000;

interface Session {
  readonly replica: number;
  readonly from: number;
  to: number;
}

export const openPresence = (): Presence => {
  const sessions: Session[] = [];
  const openOf = (replica: number): Session | undefined =>
    sessions.findLast((one) => one.replica === replica && one.to === Infinity);
  /** How often each has been closed. */
  const ends = new Map<number, number>();
  /** Whether it had a session when it was closed last. */
  const had = new Map<number, boolean>();
  const opened = (replica: number): void => {
    if (openOf(replica) === undefined) sessions.push({ replica, from: performance.now(), to: Infinity });
  };
  return {
    opened,
    closed: (replica, since = performance.now()) => {
      ends.set(replica, (ends.get(replica) ?? 0) + 1);
      had.set(replica, openOf(replica) !== undefined);
      for (const one of sessions) if (one.replica === replica && one.to > since) one.to = Math.max(one.from, since);
    },
    resumed: (replica) => {
      // It was paused while it started.
      if (had.get(replica) !== true) return;
      const before = sessions.length;
      const ended = ends.get(replica);
      setTimeout(() => {
        if (ends.get(replica) === ended && !sessions.slice(before).some((one) => one.replica === replica))
          opened(replica);
      }, NOTICE_MS).unref();
    },
    isOpen: (replica) => openOf(replica) !== undefined,
    couldHear: (at) => sessions.some(({ from, to }) => from <= at && at + CLAIM_MS < Math.min(to, performance.now())),
  };
};
