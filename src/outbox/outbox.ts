// Replies owed, sent in order per channel. In: a message's key and its replies. Out: each sent once, or given up and said so.
import type { Owed, Settlement } from '../domain/ports.ts';
import { keyText, type MessageKey, type Reply } from '../domain/reply.ts';
import { type DeliveryOptions, type Item, laneOf, openDelivery } from './delivery.ts';

/** More than this owed at once, and new messages are turned away: they would be answered too late to help. */
const OWED_MAX = 10_000;

/** `onFatal` is called once; `why` is Slack's error code. Nothing can be sent any more. */
export type OutboxOptions = Omit<DeliveryOptions, 'signal'>;

/** `refused`: the outbox is full, or closing; the message is not claimed. */
export type Accepted = 'accepted' | 'duplicate' | 'refused';

export interface Outbox {
  readonly accept: (key: MessageKey, replies: readonly Reply[]) => Promise<Accepted>;
  /** A message of our own, seen on the socket: it tells that a post of which the answer was lost did arrive. */
  readonly echo: (frame: unknown) => void;
  /** Takes nothing more, sends what is owed within `ms`, and says how many replies are left. */
  readonly drain: (ms: number) => Promise<{ readonly left: number }>;
  readonly owed: () => number;
}

export const openOutbox = (options: OutboxOptions): Outbox => {
  const { journal, clock, log } = options;
  const stop = new AbortController();
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
      options.onFatal(why);
    },
  });

  const accept = async (key: MessageKey, replies: readonly Reply[]): Promise<Accepted> => {
    if (!isOpen || owed + replies.length > OWED_MAX) {
      log.write('error', 'outbox_refused', {
        channel: key.channel,
        ts: key.ts,
        why: isOpen ? 'full' : 'closing',
        owed,
      });
      return 'refused';
    }
    const all = replies.map((reply, index): Owed => ({ id: `${keyText(key)}#${index}`, key, reply }));
    count(all.length);
    const answer = await journal.accept(key, all);
    if (answer === 'duplicate') count(-all.length);
    else for (const one of all) enqueue({ owed: one, acceptedAt: clock.monotonic(), echo: new AbortController() });
    return answer;
  };

  const enqueue = (item: Item): void => {
    const lane = laneOf(item.owed.reply);
    const queue = lanes.get(lane);
    if (queue === undefined) void work(lane, [item]);
    else queue.push(item);
  };

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
    count(0);
    await clock.sleep(stop.signal.aborted ? 0 : ms, emptied.signal);
    stop.abort();
    return { left: owed };
  };

  return { accept, echo: delivery.echo, drain, owed: () => owed };
};
