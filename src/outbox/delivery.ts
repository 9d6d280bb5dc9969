// One owed reply, from its turn to its end. In: what is owed. Out: sent, given up, in doubt, or left because we stop.
import type { Clock, Journal, Log, Owed, Random, Sender, Settlement } from '../domain/ports.ts';
import type { Reply, SendResult } from '../domain/reply.ts';
import { backoffMs } from './backoff.ts';
import { isEchoOf } from './echo.ts';
import { hintFor } from './hints.ts';
import { openPace, type Pace } from './pace.ts';

/** An answer later than this helps nobody. */
const LATE_MS_MAX = 15 * 60 * 1000;
/** How long the echo of a post may take on the socket. */
const ECHO_MS_MAX = 10_000;
/** chat.postMessage: about one a second per channel, several hundred a minute per workspace, bursts are fine (docs.slack.dev/apis/web-api/rate-limits). */
const POST_RATES = { each: { burst: 3, everyMs: 1_000 }, whole: { burst: 100, everyMs: 200 } };
/** reactions.add: 50 a minute per workspace (tier 3). */
const REACTION_RATES = { each: { burst: 3, everyMs: 1_000 }, whole: { burst: 20, everyMs: 1_200 } };

export interface Item {
  readonly owed: Owed;
  /** Monotonic milliseconds. */
  readonly acceptedAt: number;
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
  readonly sender: Sender;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly onFatal: (why: string) => void;
  /** Aborted: nothing more is begun. */
  readonly signal: AbortSignal;
}

/** Posts of a channel keep their order; a reaction never holds up a post. */
export const laneOf = (reply: Reply): string => `${reply.channel}/${reply.kind}`;

export const openDelivery = (options: DeliveryOptions): Delivery => {
  const { journal, sender, clock, random, log, onFatal, signal } = options;
  const paces = { post: openPace(clock, POST_RATES), reaction: openPace(clock, REACTION_RATES) };
  /** Posts whose fate is open: on their way, or in doubt. */
  const open = new Set<Item>();
  signal.addEventListener('abort', () => {
    for (const item of open) item.echo.abort('stopped');
  });

  const deliver = async (item: Item): Promise<Delivered> => {
    const { reply, id } = item.owed;
    const pace = paces[reply.kind];
    for (let attempt = 0; ; attempt += 1) {
      if (!(await turn(pace, laneOf(reply)))) return { kind: 'left' };
      if (clock.monotonic() - item.acceptedAt > LATE_MS_MAX) return giveUp(item, 'too_late');
      await journal.mark(id, 'sending');
      const result = calm(await send(item), reply);
      switch (result.kind) {
        case 'sent':
          log.write('debug', 'reply_sent', { ...place(item), sent_ts: result.ts });
          return { kind: 'sent' };
        case 'in_doubt':
          return seen(item) ? { kind: 'sent' } : result;
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
          if (clock.monotonic() + waitMs - item.acceptedAt > LATE_MS_MAX) return giveUp(item, result.why);
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

  const giveUp = (item: Item, why: string): Settlement => {
    log.write('error', 'reply_given_up', { ...place(item), why });
    return { kind: 'given_up', why };
  };

  const echo = (frame: unknown): void => {
    for (const item of open) {
      if (seen(item) || !isEchoOf(frame, item.owed.reply)) continue;
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
