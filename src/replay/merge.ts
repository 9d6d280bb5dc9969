// Channels, each with its messages by time → the messages of all of them by time.
import type { Incoming } from '../domain/message.ts';
import { compareTs, type Days } from './days.ts';

const BATCH_MAX = 1_000;

/** Of messages at one moment those of the earlier channel come first. A channel is read when its turn may have come. */
export async function* merged<Channel extends Days>(
  channels: readonly Channel[],
): AsyncGenerator<readonly (readonly [Incoming, Channel])[]> {
  const heap = openHeap(channels);
  let batch: (readonly [Incoming, Channel])[] = [];
  try {
    for (let first = heap.first(); first !== null; first = heap.first()) {
      const message = first.take();
      if (message === null) await first.read();
      else batch.push([message, first]);
      heap.settle();
      if (batch.length < BATCH_MAX) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0) yield batch;
  } finally {
    for (const channel of channels) await channel.close();
  }
}

interface Entry<Channel> {
  readonly channel: Channel;
  readonly order: number;
  next: string;
}

/** A binary heap, whose first entry is the channel that comes next. */
const openHeap = <Channel extends Days>(channels: readonly Channel[]) => {
  const entries: Entry<Channel>[] = [];
  for (const [order, channel] of channels.entries()) {
    const next = channel.next();
    if (next !== null) entries.push({ channel, order, next });
  }
  const isBefore = (a: Entry<Channel>, b: Entry<Channel>): boolean => {
    const order = compareTs(a.next, b.next);
    return order < 0 || (order === 0 && a.order < b.order);
  };
  const sink = (from: number): void => {
    for (let at = from; ;) {
      const child = smaller(2 * at + 1, 2 * at + 2);
      const [mine, theirs] = [entries[at], entries[child]];
      if (mine === undefined || theirs === undefined || !isBefore(theirs, mine)) return;
      entries[at] = theirs;
      entries[child] = mine;
      at = child;
    }
  };
  const smaller = (left: number, right: number): number => {
    const [a, b] = [entries[left], entries[right]];
    return a !== undefined && b !== undefined && isBefore(b, a) ? right : left;
  };
  for (let at = entries.length >> 1; at >= 0; at -= 1) sink(at);

  return {
    first: (): Channel | null => entries[0]?.channel ?? null,
    /** The first has moved on. */
    settle: (): void => {
      const [top] = entries;
      if (top === undefined) return;
      const next = top.channel.next();
      if (next === null) {
        const last = entries.pop();
        if (last !== undefined && entries.length > 0) entries[0] = last;
      } else top.next = next;
      sink(0);
    },
  };
};
