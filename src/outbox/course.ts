// What is owed, from its acceptance to its end. In: replies, new ones and what others left. Out: each sent once, or given up.
import type {
  Begun,
  Clock,
  Journal,
  Lookup,
  Owed,
  Pending,
  Progress,
  Settlement,
  Way,
  Witness,
} from '../domain/ports.ts';
import type { Reply } from '../domain/reply.ts';
import { type DeliveryOptions, isWorthIt, openDelivery, type Outcome, textOf } from './delivery.ts';
import type { Resolved } from './doubt.ts';
import { type Doubtful, openDoubts, takenOver } from './doubts.ts';
import { openEchoes } from './echoes.ts';
import { isSeen, type Item, itemOf, logGivenUp, placeOf } from './item.ts';
import { openLaneWork } from './lane-work.ts';
import { laneOf, methodOf } from './lanes.ts';
import { openWaitingRoom } from './waiting-room.ts';

/** What is owed from longer ago helps nobody any more. */
const AGE_MS_MAX = 24 * 60 * 60_000;

export interface CourseOptions extends Omit<DeliveryOptions, 'echoes'> {
  readonly journal: Journal;
  readonly lookup: Lookup;
  readonly witness: Witness;
  readonly clock: Clock;
  readonly onGivenUp: (owed: Owed, why: string) => void;
  /** It is settled, or no longer ours. */
  readonly onGone: () => void;
}

export interface Course {
  /** It is written down, and is sent when it is due. */
  readonly begin: (owed: Owed) => Item;
  /** The way of what would be sent first, whichever turn it is, where it may go out at once; else null. */
  readonly firstWay: (owed: readonly (readonly Owed[])[]) => Way | null;
  /** What somebody else left, however far it was. */
  readonly adopt: (pending: Pending) => Item | null;
  /** It is not sent, to make room for others; false: it is being sent. */
  readonly giveUp: (item: Item, why: string) => boolean;
  readonly echo: (frame: unknown) => void;
  /** What waits for its time: sent at once, or not in this life. */
  readonly delays: { readonly end: () => void; readonly close: () => void; readonly count: () => number };
  readonly counts: () => Counts;
}

export interface Counts {
  /** All that is not settled, also what is in doubt. */
  readonly owed: number;
  readonly inDoubt: number;
  /** Since the start. */
  readonly sent: number;
  readonly givenUp: number;
}

type InDoubt = Exclude<Progress, { readonly state: 'owed' }>;

export const openCourse = (options: CourseOptions): Course => {
  const { journal, sender, clock, log, signal, onGivenUp, onGone } = options;
  const held = new Map<string, Item>();
  let sent = 0;
  let givenUp = 0;

  const echoes = openEchoes(clock, sender);
  const delivery = openDelivery({ ...options, echoes });
  const doubts = openDoubts({ ...options, echoes });

  const wayOf = (reply: Reply): Way => ({ lane: laneOf(reply), method: methodOf(reply, sender) });

  const hold = (owed: Owed, refusedAt: number | null): Item => {
    const item = itemOf(owed, refusedAt);
    held.set(owed.id, item);
    return item;
  };

  const wait = (item: Item): void => {
    item.stage = 'waiting';
    waiting.add(item);
  };

  /** What has been due for long, since nobody was there to send it, goes before what came later. */
  const join = (item: Item): void => {
    item.rank = clock.monotonic() - Math.max(0, clock.now() - item.owed.dueAt);
    lanes.add(item);
  };

  const adopt: Course['adopt'] = ({ progress, ...owed }) => {
    const known = held.get(owed.id);
    if (known !== undefined) return overtake(known, progress);
    const item = hold(owed, progress.state === 'owed' ? progress.refusedAt : null);
    if (progress.state === 'owed') {
      if (progress.notBefore !== undefined) lanes.rest(item, progress.notBefore - clock.now());
      if (owed.dueAt > clock.now()) wait(item);
      else join(item);
    } else void takeOver(item, progress);
    return item;
  };

  /** It was ours, another's, and is ours again: what the other did with it counts. */
  const overtake = (item: Item, progress: Progress): null => {
    if (progress.state === 'owed') return null;
    if (item.stage === 'beginning') item.overtaken = progress;
    else if (unqueue(item)) void takeOver(item, progress);
    return null;
  };

  const unqueue = (item: Item): boolean =>
    item.stage === 'waiting' ? waiting.remove(item) : item.stage === 'queued' && lanes.remove(item);

  const takeOver = (item: Item, progress: InDoubt): Promise<void> => doubt(item, takenOver(progress, clock));

  const ask = async (item: Item): Promise<Begun> => {
    const { owed } = item;
    const isOld = clock.now() - owed.dueAt > AGE_MS_MAX;
    if (!isSeen(item) && !isOld) {
      const begun = await journal.begin(owed.id, wayOf(owed.reply));
      if (begun.kind !== 'lost' && item.overtaken === null) return begun;
    }
    lanes.remove(item);
    if (item.overtaken !== null) void takeOver(item, item.overtaken);
    else if (isSeen(item)) await finish(item, { kind: 'sent' });
    else if (isOld) await giveUp(item, 'too_old');
    else drop(item);
    return { kind: 'lost' };
  };

  const deliver = async (item: Item): Promise<void> => {
    item.stage = 'sending';
    try {
      await ended(item, await delivery.attempt(item));
    } catch (fault) {
      fail(item, fault);
    }
  };

  const ended = async (item: Item, outcome: Outcome): Promise<void> => {
    switch (outcome.kind) {
      case 'sent':
      case 'given_up':
        return finish(item, outcome);
      case 'again':
        lanes.rest(item, outcome.restMs);
        return lanes.add(item, 'first');
      case 'in_doubt':
        // What follows in its lane waits for it, and yet must not wait for this to end.
        return void doubt(item, { ...outcome, mayRepeat: true });
      case 'lost':
        return drop(item);
      case 'left':
        return;
      default:
        outcome satisfies never;
    }
  };

  const doubt = async (item: Item, found: Doubtful): Promise<void> => {
    const beganAt = clock.now();
    item.stage = 'in_doubt';
    item.wasInDoubt = true;
    item.overtaken = null;
    if (found.mayRepeat) lanes.block(item);
    const free = (): void => lanes.unblock(item);
    try {
      await concluded(item, { why: found.why, beganAt }, await doubts.conclude(item, found, free));
    } catch (fault) {
      fail(item, fault);
    } finally {
      free();
    }
  };

  const concluded = async (item: Item, { why, beganAt }: Opened, resolved: Resolved): Promise<void> => {
    const { owed } = item;
    switch (resolved) {
      case 'arrived':
        log.write('info', 'reply_found', placeOf(owed));
        return finish(item, { kind: 'sent' });
      case 'absent':
        return repeat(item, { why, beganAt });
      case 'unknown':
        return giveUp(item, why);
      case 'lost':
        return drop(item);
      case 'stopped':
        return;
      default:
        resolved satisfies never;
    }
  };

  /** It did not arrive, which is one way for Slack not to take it. */
  const repeat = async (item: Item, { why, beganAt }: Opened): Promise<void> => {
    const { owed } = item;
    item.refusedAt ??= beganAt;
    if (!isWorthIt(item, clock.now())) return giveUp(item, why);
    if (!(await journal.mark(owed.id, { state: 'owed', refusedAt: item.refusedAt }))) return drop(item);
    log.write('info', 'reply_absent', placeOf(owed));
    lanes.add(item, 'first');
  };

  const giveUp = (item: Item, why: string): Promise<void> => {
    logGivenUp(log, item.owed, why);
    return finish(item, { kind: 'given_up', why });
  };

  const finish = async (item: Item, how: Settlement): Promise<void> => {
    if (how.kind === 'sent') sent += 1;
    else {
      givenUp += 1;
      onGivenUp(item.owed, how.why);
    }
    try {
      await journal.settle(item.owed.id, how);
    } finally {
      drop(item);
    }
  };

  const drop = (item: Item): void => {
    if (item.stage === 'gone') return;
    item.stage = 'gone';
    held.delete(item.owed.id);
    echoes.forget(item);
    onGone();
  };

  /** A fault of our own, or of a journal that is closed, must not hold up the channel. */
  const fail = (item: Item, fault: unknown): void => {
    if (!signal.aborted) log.write('error', 'reply_failed', { ...placeOf(item.owed), why: textOf(fault) });
    drop(item);
  };

  const lanes = openLaneWork({
    clock,
    signal,
    methodOf: ({ owed }) => methodOf(owed.reply, sender),
    begin: ask,
    held: (id) => held.get(id),
    deliver,
    failed: fail,
  });
  const waiting = openWaitingRoom<Item>(clock, { dueAt: ({ owed }) => owed.dueAt, go: join });

  return {
    begin: (owed) => {
      const item = hold(owed, null);
      item.rank = clock.monotonic();
      // Not by `dueAt`: Slack's clock may have been set since.
      if (isDelayed(owed.reply)) wait(item);
      else lanes.add(item);
      return item;
    },
    firstWay: (owed) => {
      const firsts = owed.flatMap(([one]) => (one === undefined ? [] : [one.reply]));
      if (firsts.length < owed.length || firsts.some(isDelayed)) return null;
      const [way, ...others] = firsts.map(wayOf);
      if (way === undefined || !lanes.isIdle(way.lane)) return null;
      return others.every(({ lane, method }) => lane === way.lane && method === way.method) ? way : null;
    },
    adopt,
    giveUp: (item, why) => {
      if (!unqueue(item)) return false;
      drop(item);
      finish(item, { kind: 'given_up', why }).catch((fault: unknown) => fail(item, fault));
      return true;
    },
    echo: echoes.hear,
    delays: { end: waiting.empty, close: waiting.close, count: waiting.size },
    counts: () => ({ owed: held.size, inDoubt: doubts.count(), sent, givenUp }),
  };
};

const isDelayed = (reply: Reply): boolean => reply.kind !== 'reaction' && reply.afterMs > 0;

/** Why it is in doubt, and since when it is here, by Slack's clock. */
interface Opened {
  readonly why: string;
  readonly beganAt: number;
}
