// Replies owed, sent in order per channel. In: a message's key and its replies. Out: each sent once, or given up and said so.
import { setMaxListeners } from 'node:events';
import type { Ts } from '../domain/ids.ts';
import type { Clock, Journal, Log, Lookup, Owed, Random, Sender, Witness } from '../domain/ports.ts';
import { keyText, type MessageKey, type Reply } from '../domain/reply.ts';
import type { Take } from '../domain/take.ts';
import { openCourse, type Counts } from './course.ts';
import { openCrowd } from './crowd.ts';
import { textOf } from './delivery.ts';
import { logGivenUp } from './item.ts';
import type { KnownDms } from './lanes.ts';
import { openClaiming, type Sure } from './unsure.ts';

/** More than this owed at once, and default answers go; where there is none, new messages are turned away. */
const OWED_MAX = 10_000;
/** How often it is asked what replicas left that have died. */
const ADOPT_MS = 5_000;

export interface OutboxOptions {
  readonly journal: Journal;
  /** What it holds survives a stop: what is to wait need not be sent early. */
  readonly isDurable: boolean;
  readonly sender: Sender & KnownDms;
  readonly lookup: Lookup;
  readonly witness: Witness;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Called once; `why` is Slack's error code. Nothing can be sent any more. */
  readonly onFatal: (why: string) => void;
  /** Once for each, also for those that the log counts together. */
  readonly onGivenUp?: ((owed: Owed, why: string) => void) | undefined;
}

/** A message that was decided, and what is to be sent for it. */
export interface Answer {
  readonly key: MessageKey;
  /** The thread that the message belongs to, or would begin. */
  readonly thread: Ts;
  readonly takes: readonly Take[];
  /** When the message was written, in milliseconds. */
  readonly at: number;
  readonly isDefault: boolean;
  /** One list for each turn where a turn is taken, else one alone. */
  readonly replies: readonly (readonly Reply[])[];
}

export type Accepted =
  | Exclude<Sure, { readonly kind: 'stopped' }>
  /** The outbox is full, or closing; the message is not claimed, and nothing was used up. */
  | { readonly kind: 'refused' };

export interface Outbox {
  readonly accept: (answer: Answer) => Promise<Accepted>;
  /** Takes over what an earlier run left, and from now on what replicas leave that die. To be called once Slack's clock is known. */
  readonly recover: () => void;
  /** A message of our own, seen on the socket: it tells that a post of which the answer was lost did arrive. */
  readonly echo: (frame: unknown) => void;
  /**
   * Takes nothing more, and sends what is owed within `ms`. `left`: replies that are not sent, or in doubt; `later`: those
   * whose time has not come, which the journal keeps.
   */
  readonly drain: (ms: number) => Promise<{ readonly left: number; readonly later: number }>;
  readonly state: () => Counts;
}

export const openOutbox = (options: OutboxOptions): Outbox => {
  const { journal, clock, log, isDurable, onFatal, onGivenUp = () => {} } = options;
  const stop = new AbortController();
  // Every lane that waits listens: Node would take more than ten of them for a leak, and say so.
  setMaxListeners(0, stop.signal);
  const { signal } = stop;
  const closing = new AbortController();
  const emptied = new AbortController();
  /** Room that is kept for messages which are being claimed. */
  let reserved = 0;
  const isOpen = (): boolean => !closing.signal.aborted;
  let isRecovering = false;
  let unknown = 0;

  const course = openCourse({
    ...options,
    signal,
    onGivenUp,
    onFatal: (why) => {
      if (signal.aborted) return;
      closing.abort();
      course.delays.close();
      stop.abort();
      onFatal(why);
    },
    onGone: () => tellWhenEmpty(),
  });
  const crowd = openCrowd({ clock, log, signal });
  const claim = openClaiming({ ...options, signal });

  const accept = async ({ key, thread, takes, at, isDefault, replies }: Answer): Promise<Accepted> => {
    // Which turn it is only the journal can tell: room is kept for the longest list.
    const most = Math.max(0, ...replies.map(({ length }) => length));
    if (!isOpen() || !makeRoom(most)) return refuse(key);
    const now = clock.now();
    const owed = replies.map((list) =>
      list.map((reply, index): Owed => {
        const dueAt = now + (reply.kind === 'reaction' ? 0 : reply.afterMs);
        return { id: `${keyText(key)}#${index}`, key, reply, dueAt, isDefault };
      }),
    );
    reserved += most;
    try {
      const claimed = await claim({ key, thread, takes, at, owed, first: course.firstWay(owed), isSure: false });
      if (claimed.kind === 'stopped') return refuse(key);
      if (claimed.kind === 'accepted') for (const one of owed[claimed.turn] ?? []) crowd.add(course.begin(one));
      if (claimed.kind === 'left' && claimed.why === 'given_up') giveUpUnknown(owed[0] ?? []);
      return claimed;
    } finally {
      reserved -= most;
      tellWhenEmpty();
    }
  };

  const refuse = (key: MessageKey): Accepted => {
    const why = isOpen() ? 'full' : 'closing';
    log.write('error', 'outbox_refused', { channel: key.channel, ts: key.ts, why, owed: course.counts().owed });
    return { kind: 'refused' };
  };

  const makeRoom = (count: number): boolean => {
    const over = course.counts().owed + reserved + count - OWED_MAX;
    if (count === 0 || over <= 0) return true;
    const going = crowd.oldest(over);
    for (const item of going) if (course.giveUp(item, 'crowded_out')) crowd.report(item);
    return going.length > 0;
  };

  /** Whether the message was answered nobody can tell. */
  const giveUpUnknown = (owed: readonly Owed[]): void => {
    for (const one of owed) {
      unknown += 1;
      logGivenUp(log, one, 'unsure');
      onGivenUp(one, 'unsure');
    }
  };

  const recover = async (): Promise<void> => {
    while (isOpen()) {
      try {
        for (const pending of await journal.adopt()) {
          const item = isOpen() ? course.adopt(pending) : null;
          if (item !== null) crowd.add(item);
        }
      } catch (fault) {
        if (isOpen()) log.write('error', 'adopt_failed', { why: textOf(fault) });
      }
      await clock.sleep(ADOPT_MS, closing.signal);
    }
  };

  /** What waits for its time is no reason to wait for it, where the journal keeps it. */
  const left = (): number => course.counts().owed + reserved - later();
  const later = (): number => (isDurable ? course.delays.count() : 0);

  const tellWhenEmpty = (): void => {
    if (!isOpen() && left() === 0) emptied.abort();
  };

  const drain: Outbox['drain'] = async (ms) => {
    closing.abort();
    if (isDurable || signal.aborted) course.delays.close();
    else course.delays.end();
    tellWhenEmpty();
    await clock.sleep(signal.aborted ? 0 : ms, emptied.signal);
    stop.abort();
    return { left: left(), later: later() };
  };

  return {
    accept,
    recover: () => {
      if (!isRecovering) void recover();
      isRecovering = true;
    },
    echo: course.echo,
    drain,
    state: () => {
      const counts = course.counts();
      return { ...counts, givenUp: counts.givenUp + unknown };
    },
  };
};
