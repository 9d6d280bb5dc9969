// One owed reply, from its turn to its end. In: what is owed. Out: sent, given up, in doubt, or left because we stop.
import type { ChannelId, UserId } from '../domain/ids.ts';
import type { Clock, Journal, Log, Owed, Random, Sender, Settlement } from '../domain/ports.ts';
import type { Reply, SendResult } from '../domain/reply.ts';
import { backoffMs } from './backoff.ts';
import { isEchoOf } from './echo.ts';
import { hintFor } from './hints.ts';
import { laneOf, openPaces } from './lanes.ts';
import type { Pace } from './pace.ts';

/** An answer that is overdue by more than this helps nobody. */
const LATE_MS_MAX = 15 * 60 * 1000;
/** How long the echo of a post may take on the socket. */
const ECHO_MS_MAX = 10_000;

export interface Item {
  readonly owed: Owed;
  /** Monotonic milliseconds: when it was accepted, and the rule's delay. */
  readonly dueAt: number;
  readonly echo: AbortController;
}

export type Delivered = Settlement | { readonly kind: 'in_doubt'; readonly why: string } | { readonly kind: 'left' };

export interface Delivery {
  /** Sends it when its turn comes, again while Slack says that nothing was done. */
  readonly deliver: (item: Item) => Promise<Delivered>;
  /** Waits for the socket to show a post of which Slack's answer was lost. Invariant: it is never sent again. */
  readonly lookForEcho: (item: Item, why: string) => Promise<Exclude<Delivered, { kind: 'in_doubt' }>>;
  readonly echo: (frame: unknown) => void;
}

export interface DeliveryOptions {
  readonly journal: Journal;
  /** `dmOf`: the channel of a person's direct messages, where it is known; by it an echo there is told from another's. */
  readonly sender: Sender & { readonly dmOf: (user: UserId) => ChannelId | null };
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly onFatal: (why: string) => void;
  /** Aborted: nothing more is begun. */
  readonly signal: AbortSignal;
}

export const openDelivery = (options: DeliveryOptions): Delivery => {
  const { journal, sender, clock, random, log, onFatal, signal } = options;
  const paceOf = openPaces(clock, sender);
  /** Posts whose fate is open: on their way, or in doubt. */
  const open = new Set<Item>();
  signal.addEventListener('abort', () => {
    for (const item of open) item.echo.abort('stopped');
  });

  const deliver = async (item: Item): Promise<Delivered> => {
    const { reply, id } = item.owed;
    const pace = paceOf(reply);
    for (let attempt = 0; ; attempt += 1) {
      if (!(await turn(pace, laneOf(reply)))) return { kind: 'left' };
      if (clock.monotonic() - item.dueAt > LATE_MS_MAX) return giveUp(item, 'too_late');
      await journal.mark(id, 'sending');
      const result = calm(await send(item), reply);
      switch (result.kind) {
        case 'sent':
          log.write('debug', 'reply_sent', { ...place(item), sent_ts: result.ts });
          return { kind: 'sent' };
        case 'in_doubt':
          if (seen(item)) return { kind: 'sent' };
          return reply.kind === 'only_them' ? giveUpUnseen(item, result.why) : result;
        case 'rejected':
          log.write('warn', 'reply_rejected', { ...place(item), why: result.why, hint: hintFor(result.why) });
          return { kind: 'given_up', why: result.why };
        case 'fatal':
          await journal.mark(id, 'owed');
          onFatal(result.why);
          return { kind: 'left' };
        case 'retry': {
          await journal.mark(id, 'owed');
          const waitMs = result.afterMs ?? backoffMs(attempt, random);
          log.write('warn', 'reply_delayed', { ...place(item), why: result.why, wait_ms: Math.round(waitMs) });
          pace.hold(laneOf(reply), waitMs);
          if (clock.monotonic() + waitMs - item.dueAt > LATE_MS_MAX) return giveUp(item, result.why);
          break;
        }
        default:
          return result satisfies never;
      }
    }
  };

  /** Waits until this lane may send; false: we stop. */
  const turn = async (pace: Pace, lane: string): Promise<boolean> => {
    while (!signal.aborted) {
      const waitMs = pace.waitMs(lane);
      if (waitMs <= 0) {
        pace.take(lane);
        return true;
      }
      await clock.sleep(waitMs, signal);
    }
    return false;
  };

  const send = async (item: Item): Promise<SendResult> => {
    open.add(item);
    let inDoubt = false;
    try {
      const result = await sender.send(item.owed.reply);
      inDoubt = result.kind === 'in_doubt';
      return result;
    } finally {
      if (!inDoubt) open.delete(item);
    }
  };

  const lookForEcho: Delivery['lookForEcho'] = async (item, why) => {
    log.write('warn', 'reply_in_doubt', { ...place(item), why });
    await journal.mark(item.owed.id, 'in_doubt');
    await clock.sleep(ECHO_MS_MAX, item.echo.signal);
    open.delete(item);
    if (seen(item)) {
      log.write('info', 'reply_found', place(item));
      return { kind: 'sent' };
    }
    return signal.aborted ? { kind: 'left' } : giveUp(item, why);
  };

  /** Slack shows it to nobody but its reader: whether it arrived is never known, and it is not sent twice. */
  const giveUpUnseen = (item: Item, why: string): Settlement => {
    log.write('warn', 'reply_in_doubt', { ...place(item), why });
    open.delete(item);
    return giveUp(item, why);
  };

  const giveUp = (item: Item, why: string): Settlement => {
    log.write('error', 'reply_given_up', { ...place(item), why });
    return { kind: 'given_up', why };
  };

  const echo = (frame: unknown): void => {
    for (const item of open) {
      const { reply } = item.owed;
      const channel = reply.kind === 'dm' ? sender.dmOf(reply.user) : reply.channel;
      if (seen(item) || !isEchoOf(frame, reply, channel)) continue;
      item.echo.abort('seen');
      return;
    }
  };

  return { deliver, lookForEcho, echo };
};

const seen = (item: Item): boolean => item.echo.signal.reason === 'seen';

/** A reaction that may have been added is simply added again: Slack takes the second for `already_reacted`. */
const calm = (result: SendResult, reply: Reply): SendResult =>
  result.kind === 'in_doubt' && reply.kind === 'reaction' ? { kind: 'retry', afterMs: null, why: result.why } : result;

const place = ({ owed }: Item) => ({ channel: owed.key.channel, ts: owed.key.ts, reply: owed.reply.kind });
