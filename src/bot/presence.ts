// Sessions as they open and end → how long the bot has been there without a gap, written down; what a gap hid is caught up.
import type { Self } from '../domain/message.ts';
import type { Clock, Journal, Log, Session } from '../domain/ports.ts';

const MARK_EVERY_MS = 5_000;
/** What was heard shortly before a gap may not have been claimed yet when the process was killed. */
const MARGIN_MS = 60_000;
/** What could not be read to its end is read again after so long, then after twice that; later it is too old to be answered. */
const AGAIN_MS_FIRST = 30_000;
const AGAIN_MS_MAX = 240_000;
/** A journal that cannot be written must not hold up a stop: the next run reads a little more than it need. */
const CLOSE_MS_MAX = 1_000;

export interface PresenceOptions {
  readonly journal: Pick<Journal, 'sawAll' | 'seenUntil'>;
  readonly clock: Clock;
  readonly log: Log;
  /** When the oldest message came that is not yet claimed; null: all are. */
  readonly openSince: () => number | null;
  /** Reads what was said from `since` on, and resolves with false where it was not read to the end; null: nothing was missed. */
  readonly catchUp: (
    gap: { readonly self: Self; readonly since: number | null },
    signal: AbortSignal,
  ) => Promise<boolean>;
}

export interface Presence {
  readonly opened: (session: Session) => void;
  /** The journal lost what it had: what people said lately is looked through again. */
  readonly forgotten: () => void;
  /** Writes down how far it is, while the journal is still open. */
  readonly close: () => Promise<void>;
}

export const openPresence = ({ journal, clock, log, openSince, catchUp }: PresenceOptions): Presence => {
  const sessions = new Set<Session>();
  const closed = new AbortController();
  /** Ends a catching up of which the session is over. */
  let gap = new AbortController();
  /** Nothing is written down before what the last gap hid is caught up. */
  let isWhole = false;
  /** Until when all was seen is not known any more: as far back is read as anybody still waits for an answer. */
  let isForgotten = false;

  const opened = (session: Session): void => {
    const before = [...sessions];
    sessions.add(session);
    void session.ended.then(() => sessions.delete(session));
    if (before.length === 0) void fill(session.self);
    else void takeOver(before, session);
  };

  /** One that was replaced may have been dead for some seconds: what it did not show until the next was there, nobody saw. */
  const takeOver = async (before: readonly Session[], next: Session): Promise<void> => {
    await Promise.all(before.map(({ ended }) => ended));
    const sawItOff = before.some((old) => old.answeredAt() >= next.openedAt);
    if (!sawItOff && sessions.size > 0 && !closed.signal.aborted) void fill(next.self);
  };

  const fill = async (self: Self): Promise<void> => {
    gap.abort();
    isWhole = false;
    const mine = new AbortController();
    gap = mine;
    try {
      const seen = isForgotten ? 0 : await journal.seenUntil();
      // The bot has never been here before: it missed nothing.
      if (seen === null) {
        isWhole = true;
        await mark();
      }
      const since = seen === null ? null : seen - MARGIN_MS;
      for (let againMs = AGAIN_MS_FIRST; againMs <= AGAIN_MS_MAX; againMs *= 2) {
        const isRead = await catchUp({ self, since }, mine.signal);
        if (mine.signal.aborted) return;
        isWhole = isRead || seen === null;
        if (isWhole) {
          isForgotten = false;
          return;
        }
        await clock.sleep(againMs, mine.signal);
      }
    } catch (fault) {
      if (closed.signal.aborted) return;
      log.write('error', 'catch_up_failed', { why: fault instanceof Error ? fault.stack : String(fault) });
    }
  };

  const mark = async (): Promise<void> => {
    const answered = Math.max(...[...sessions].map((session) => session.answeredAt()));
    if (!isWhole || sessions.size === 0) return;
    const heard = clock.now() - (clock.monotonic() - answered);
    await journal.sawAll(Math.floor(Math.min(heard, openSince() ?? heard)));
  };

  const keepMarking = async (): Promise<void> => {
    while (!closed.signal.aborted) {
      await clock.sleep(MARK_EVERY_MS, closed.signal);
      if (!closed.signal.aborted) await mark();
    }
  };
  const marking = keepMarking().catch((fault: unknown) => {
    // A journal that is closed; whatever else it is, the next run reads a little more than it need.
    log.write('debug', 'mark_ended', { why: String(fault) });
  });

  const last = async (): Promise<void> => {
    await marking;
    await mark().catch((fault: unknown) => log.write('debug', 'mark_ended', { why: String(fault) }));
  };

  return {
    opened,
    forgotten: () => {
      isForgotten = true;
      // Without a session there is a gap, and the next one fills it.
      const [session] = sessions;
      if (session !== undefined) void fill(session.self);
    },
    close: async () => {
      gap.abort();
      closed.abort();
      const patience = new AbortController();
      await Promise.race([last(), clock.sleep(CLOSE_MS_MAX, patience.signal)]);
      patience.abort();
    },
  };
};
