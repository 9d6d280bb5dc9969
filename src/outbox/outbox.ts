// Replies owed, sent in order per channel. In: a message's key and its replies. Out: each sent once, or given up and said so.
import { setMaxListeners } from 'node:events';
import type { Take } from '../domain/take.ts';
import type { Claimed, Owed, Settlement } from '../domain/ports.ts';
import { keyText, type MessageKey, type Reply } from '../domain/reply.ts';
import { type DeliveryOptions, type Item, openDelivery } from './delivery.ts';
import { laneOf } from './lanes.ts';
import { openWaitingRoom } from './waiting-room.ts';

/** More than this owed at once, and new messages are turned away: they would be answered too late to help. */
const OWED_MAX = 10_000;

/** `onFatal` is called once; `why` is Slack's error code. Nothing can be sent any more. */
export type OutboxOptions = Omit<DeliveryOptions, 'signal'>;

/** A message that was decided, and what is to be sent for it. */
export interface Answer {
  readonly key: MessageKey;
  readonly takes: readonly Take[];
  /** When the message was written, in milliseconds. */
  readonly at: number;
  /** One list for each turn where a turn is taken, else one alone. */
  readonly replies: readonly (readonly Reply[])[];
}

/** `refused`: the outbox is full, or closing; the message is not claimed, and nothing was used up. */
export type Accepted = Claimed | { readonly kind: 'refused' };

export interface Outbox {
  readonly accept: (answer: Answer) => Promise<Accepted>;
  /** A message of our own, seen on the socket: it tells that a post of which the answer was lost did arrive. */
  readonly echo: (frame: unknown) => void;
  /** Takes nothing more, sends what is owed within `ms`, also what was to wait, and says how many replies are left. */
  readonly drain: (ms: number) => Promise<{ readonly left: number }>;
  readonly owed: () => number;
}

export const openOutbox = (options: OutboxOptions): Outbox => {
  const { journal, clock, log } = options;
  const stop = new AbortController();
  // Every lane that waits listens: Node would take more than ten of them for a leak, and say so.
  setMaxListeners(0, stop.signal);
  const emptied = new AbortController();
  /** A lane is here while it is being worked off. */
  const lanes = new Map<string, Item[]>();
  let owed = 0;
  let isOpen = true;

  const delivery = openDelivery({
    ...options,
    signal: stop.signal,
    onFatal: (why) => {
      if (stop.signal.aborted) return;
      isOpen = false;
      stop.abort();
      waiting.empty();
      options.onFatal(why);
    },
  });

  const accept = async ({ key, takes, at, replies }: Answer): Promise<Accepted> => {
    // Which turn it is only the journal can tell: room is kept for the longest list.
    const most = Math.max(0, ...replies.map(({ length }) => length));
    if (!isOpen || owed + most > OWED_MAX) {
      log.write('error', 'outbox_refused', {
        channel: key.channel,
        ts: key.ts,
        why: isOpen ? 'full' : 'closing',
        owed,
      });
      return { kind: 'refused' };
    }
    const lists = replies.map((list) =>
      list.map((reply, index): Owed => ({ id: `${keyText(key)}#${index}`, key, reply })),
    );
    count(most);
    let mine: readonly Owed[] = [];
    try {
      const claimed = await journal.accept({ key, takes, at, owed: lists });
      if (claimed.kind === 'accepted') mine = lists[claimed.turn] ?? [];
      for (const one of mine) admit(one);
      return claimed;
    } finally {
      count(mine.length - most);
    }
  };

  /** What is to wait holds up nobody; a stop is no time to wait. */
  const admit = (one: Owed): void => {
    const afterMs = one.reply.kind === 'reaction' ? 0 : one.reply.afterMs;
    const item: Item = { owed: one, dueAt: clock.monotonic() + (isOpen ? afterMs : 0), echo: new AbortController() };
    if (afterMs > 0 && isOpen) waiting.add(item);
    else enqueue(item);
  };

  const enqueue = (item: Item): void => {
    const lane = laneOf(item.owed.reply);
    const queue = lanes.get(lane);
    if (queue === undefined) void work(lane, [item]);
    else queue.push(item);
  };

  const waiting = openWaitingRoom<Item>(clock, enqueue);

  const work = async (lane: string, queue: Item[]): Promise<void> => {
    lanes.set(lane, queue);
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await deliver(item);
    lanes.delete(lane);
  };

  const deliver = async (item: Item): Promise<void> => {
    try {
      const how = await delivery.deliver(item);
      if (how.kind === 'left') return;
      // A post in doubt holds up nobody: it is never sent again, so what follows cannot overtake it.
      if (how.kind === 'in_doubt') void resolveDoubt(item, how.why);
      else await settle(item, how);
    } catch (fault) {
      fail(item, fault);
    }
  };

  const resolveDoubt = async (item: Item, why: string): Promise<void> => {
    try {
      const how = await delivery.lookForEcho(item, why);
      if (how.kind !== 'left') await settle(item, how);
    } catch (fault) {
      fail(item, fault);
    }
  };

  const settle = async (item: Item, how: Settlement): Promise<void> => {
    await journal.settle(item.owed.id, how);
    count(-1);
  };

  /** A fault of our own, or the journal's, must not hold up the channel. */
  const fail = (item: Item, fault: unknown): void => {
    const why = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
    log.write('error', 'reply_failed', { channel: item.owed.key.channel, ts: item.owed.key.ts, why });
    count(-1);
  };

  const count = (by: number): void => {
    owed += by;
    if (owed === 0 && !isOpen) emptied.abort();
  };

  const drain = async (ms: number): Promise<{ readonly left: number }> => {
    isOpen = false;
    waiting.empty();
    count(0);
    await clock.sleep(stop.signal.aborted ? 0 : ms, emptied.signal);
    stop.abort();
    return { left: owed };
  };

  return { accept, echo: delivery.echo, drain, owed: () => owed };
};
