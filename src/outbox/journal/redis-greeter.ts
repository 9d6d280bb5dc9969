// What passes on every new connection to Redis: who it is, whether it remembers all that it had confirmed, who we are.
import type { Redis } from 'ioredis';
import type { Phrase } from '../../domain/language.ts';
import type { Clock, Log } from '../../domain/ports.ts';
import { ACCEPT } from './redis-accept.ts';
import { faultOf, noticesOf, readFacts } from './redis-facts.ts';
import type { Held } from './redis-held.ts';
import { COMPARED, HELLO, RESTORE } from './redis-hello.ts';
import type { Lease } from './redis-lease.ts';
import type { Call, Greeting } from './redis-link.ts';
import { away, isReplica, lostWrites, newerFormat } from './redis-phrases.ts';
import { BEGIN, MARK, SETTLE } from './redis-scripts.ts';

export interface Greeter {
  readonly greet: (redis: Redis, call: Call) => Promise<Greeting>;
  /** How many writes Redis has confirmed, at least: every script is told. */
  readonly writes: () => string;
  readonly sawWrites: (count: unknown) => void;
  /** Whether somebody noticed a loss that is not known here. */
  readonly isNews: (losses: unknown) => boolean;
  readonly notices: () => readonly Phrase[];
}

export interface GreeterOptions {
  readonly lease: Lease;
  readonly held: Held;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  readonly leaseMs: number;
  /** Redis lost what it had acknowledged. */
  readonly onLoss: () => void;
}

/** Messages that are written down anew by one script: Redis does nothing else meanwhile. */
const RESTORED_AT_ONCE = 500;

export const openGreeter = ({ lease, held, clock, log, leaseMs, onLoss }: GreeterOptions): Greeter => {
  /** null: Redis was never reached. */
  let known: { readonly number: string; readonly run: string; readonly losses: number } | null = null;
  let writes = 0;
  let notices: readonly Phrase[] = [];

  const greet: Greeter['greet'] = async (redis, call) => {
    const facts = readFacts(await redis.info());
    const fault = faultOf(facts);
    if (fault !== null) return { kind: 'refused', ...fault };
    if (facts.isReplica) return { kind: 'not_yet', sentence: isReplica };

    const isOurs = lease.holds();
    const confirmed = lease.renewing();
    const [status, count, number, isLost, losses, isHeld] = await call(HELLO, [
      ...[lease.owner(), known === null ? '1' : '0', String(leaseMs), facts.run],
      ...[known?.number ?? '', known?.run ?? '', String(writes), String(clock.now())],
    ]);
    if (status === 'format') return { kind: 'refused', why: 'newer_format', sentence: newerFormat(String(number)) };
    if (isHeld === 1) confirmed();
    else lease.lapse();

    const isNewLoss = known !== null && (isLost === 1 || losses !== known.losses);
    const asked = [String(count), lease.owner()];
    if (isNewLoss) {
      log.write('warn', 'journal_lost_writes', { sentence: lostWrites });
      onLoss();
      const groups = held.groups(isOurs);
      for (let from = 0; from < groups.length; from += RESTORED_AT_ONCE)
        await call(RESTORE, [
          ...asked,
          JSON.stringify(groups.slice(from, from + RESTORED_AT_ONCE)),
          String(clock.now()),
          isOurs ? '1' : '0',
        ]);
    }
    const [answer, , ...ids] = await call(COMPARED, asked);
    if (answer !== 'done') return { kind: 'not_yet', sentence: away('again') };
    // What is said to be ours and is unknown here was settled already: that, too, was lost.
    const stale = isNewLoss ? ids.map(String).filter((id) => !held.knows(id)) : [];
    if (isNewLoss && !isOurs) held.clear();
    for (const id of stale) await call(SETTLE, [...asked, id, '1']);

    for (const one of [ACCEPT, BEGIN, MARK, SETTLE]) await redis.script('LOAD', one.lua);
    if (known === null) notices = noticesOf(facts, await savePoints(redis));
    writes = Number(count);
    known = { number: String(number), run: facts.run, losses: Number(losses) };
    return { kind: 'up' };
  };

  return {
    greet,
    writes: () => String(writes),
    sawWrites: (count) => {
      if (typeof count === 'number') writes = Math.max(writes, count);
    },
    isNews: (losses) => known !== null && Number(losses) !== known.losses,
    notices: () => notices,
  };
};

/** null: this server, or this user, does not tell. */
const savePoints = async (redis: Redis): Promise<string | null> => {
  try {
    const [, save] = replyOf(await redis.config('GET', 'save'));
    return typeof save === 'string' ? save : null;
  } catch (fault) {
    if (fault instanceof Error && fault.name === 'ReplyError') return null;
    throw fault;
  }
};

const replyOf = (answer: unknown): readonly unknown[] => (Array.isArray(answer) ? answer : []);
