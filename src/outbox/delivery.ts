// One attempt to send a reply that has leave to go out. In: the reply. Out: settled, to be tried again, in doubt, or left.
import type { Clock, Journal, Log, Owed, Random, Sender, Settlement } from '../domain/ports.ts';
import type { SendResult } from '../domain/reply.ts';
import { backoffMs } from './backoff.ts';
import type { Echoes } from './echoes.ts';
import { hintFor } from './hints.ts';
import { isSeen, type Item, logGivenUp, placeOf } from './item.ts';
import { type KnownDms, methodOf } from './lanes.ts';
import { openLimited } from './limited.ts';

/** A reply that Slack has not taken for so long helps nobody any more. */
const REFUSED_MS_MAX = 15 * 60_000;
/** The sender's word for: the journal is another's now, and nothing was sent. */
const LEASE_LOST = 'lease_lost';

export type Outcome =
  | Settlement
  /** It is owed still; its lane waits for so long. */
  | { readonly kind: 'again'; readonly restMs: number }
  /** `since`: of the attempt, by Slack's clock and in monotonic milliseconds. */
  | { readonly kind: 'in_doubt'; readonly why: string; readonly since: number; readonly sinceMonotonic: number }
  /** It is settled, or another's. */
  | { readonly kind: 'lost' }
  /** It stays in the journal: we stop. */
  | { readonly kind: 'left' };

export interface DeliveryOptions {
  readonly journal: Journal;
  /** `dmOf`: by it an echo in direct messages is told from another's. */
  readonly sender: Sender & KnownDms;
  readonly echoes: Echoes;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly onFatal: (why: string) => void;
  readonly signal: AbortSignal;
}

export interface Delivery {
  readonly attempt: (item: Item) => Promise<Outcome>;
}

interface Refusal {
  readonly why: string;
  /** Slack's Retry-After; null: it did not say. */
  readonly afterMs: number | null;
}

export const openDelivery = (options: DeliveryOptions): Delivery => {
  const { journal, sender, echoes, clock, random, log, onFatal, signal } = options;
  const isOfAll = openLimited(clock);

  const attempt: Delivery['attempt'] = async (item) => {
    const { owed } = item;
    if (isSeen(item)) return { kind: 'sent' };
    if (signal.aborted) return leave(item);
    const since = clock.now();
    const sinceMonotonic = clock.monotonic();
    echoes.listen(item, sinceMonotonic);
    const result = await send(owed);
    if (result.kind === 'in_doubt') {
      if (isSeen(item)) return { kind: 'sent' };
      if (owed.reply.kind !== 'reaction') return { ...result, since, sinceMonotonic };
      // A reaction that may have been added is simply added again: Slack takes the second for `already_reacted`.
      return refused(item, { why: result.why, afterMs: null });
    }
    if (!item.wasInDoubt) echoes.forget(item);
    switch (result.kind) {
      case 'sent':
        if (result.ts !== null) echoes.arrived(item, result.ts);
        log.write('debug', 'reply_sent', { ...placeOf(owed), sent_ts: result.ts });
        return { kind: 'sent' };
      case 'retry':
        return refused(item, result);
      case 'rejected':
        log.write('warn', 'reply_rejected', { ...placeOf(owed), why: result.why, hint: hintFor(result.why) });
        return { kind: 'given_up', why: result.why };
      case 'fatal':
        onFatal(result.why);
        return leave(item);
      default:
        return result satisfies never;
    }
  };

  /** A sender that breaks may have sent. */
  const send = async (owed: Owed): Promise<SendResult> => {
    try {
      return await sender.send(owed);
    } catch (fault) {
      log.write('error', 'reply_failed', { ...placeOf(owed), why: textOf(fault) });
      return { kind: 'in_doubt', why: 'sender_failed' };
    }
  };

  const leave = async ({ owed, refusedAt }: Item): Promise<Outcome> =>
    (await journal.mark(owed.id, { state: 'owed', refusedAt })) ? { kind: 'left' } : { kind: 'lost' };

  /** Slack has not taken it: when it is tried again, or that it is given up. */
  const refused = async (item: Item, { why, afterMs }: Refusal): Promise<Outcome> => {
    const { owed } = item;
    // Not Slack's doing: it goes out as soon as the journal gives leave again.
    const isRefusal = why !== LEASE_LOST;
    if (isRefusal) item.refusedAt ??= clock.now();
    const restMs = afterMs ?? backoffMs(item.refusals, random);
    if (isRefusal) item.refusals += 1;
    const method = methodOf(owed.reply, sender);
    const [isOurs] = await Promise.all([
      journal.mark(owed.id, {
        state: 'owed',
        refusedAt: item.refusedAt,
        ...(afterMs !== null && { notBefore: clock.now() + afterMs }),
      }),
      afterMs !== null && isOfAll({ method, lane: item.lane, ms: afterMs }) ? journal.hold(method, afterMs) : undefined,
    ]);
    if (!isOurs) return { kind: 'lost' };
    if (isRefusal) log.write('warn', 'reply_delayed', { ...placeOf(owed), why, wait_ms: Math.round(restMs) });
    if (!isWorthIt(item, clock.now() + restMs)) {
      logGivenUp(log, owed, why);
      return { kind: 'given_up', why };
    }
    return { kind: 'again', restMs };
  };

  return { attempt };
};

/** Waiting for its turn does not count, only since when Slack has not taken it. `at`: by Slack's clock. */
export const isWorthIt = ({ refusedAt }: Item, at: number): boolean =>
  refusedAt === null || at - refusedAt <= REFUSED_MS_MAX;

export const textOf = (fault: unknown): string =>
  fault instanceof Error ? (fault.stack ?? fault.message) : String(fault);
