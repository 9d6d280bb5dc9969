// Replies in their lanes, one at a time in each. In: what may be sent. Out: each handed on when the journal gives leave.
import type { Begun, Clock } from '../domain/ports.ts';
import type { Method } from '../domain/reply.ts';
import type { Item } from './item.ts';
import { RATES } from './rates.ts';
import { openTurnstile, type Turnstile } from './turnstile.ts';

/** Lanes that ask the journal for leave at once, per method: a storm in 10,000 channels must not ask 10,000 times a turn. */
const ASKING_MAX = 64;

export interface LaneWork {
  /** To the place that its rank gives it; `first`: before all others. */
  readonly add: (item: Item, first?: 'first') => void;
  /** False: it does not stand in its lane. */
  readonly remove: (item: Item) => boolean;
  /** Nothing stands in the lane, and nothing holds it up. */
  readonly isIdle: (lane: string) => boolean;
  /** Its lane waits until it is let go. */
  readonly block: (item: Item) => void;
  readonly unblock: (item: Item) => void;
  /** Its lane waits for `ms` from now. */
  readonly rest: (item: Item, ms: number) => void;
}

export interface LaneWorkOptions {
  readonly clock: Clock;
  /** Aborted: nothing more is begun. */
  readonly signal: AbortSignal;
  readonly methodOf: (item: Item) => Method;
  /** `lost`: it has left its lane. */
  readonly begin: (item: Item) => Promise<Begun>;
  readonly held: (id: string) => Item | undefined;
  /** It has leave: resolves when the next one may be begun. Never rejects. */
  readonly deliver: (item: Item) => Promise<void>;
  readonly failed: (item: Item, fault: unknown) => void;
}

interface Lane {
  readonly name: string;
  /** By rank. */
  readonly queue: Item[];
  /** In doubt, and perhaps to be sent again. */
  readonly blockers: Set<Item>;
  /** Monotonic milliseconds. */
  restsUntil: number;
  isWorking: boolean;
}

export const openLaneWork = (options: LaneWorkOptions): LaneWork => {
  const { clock, signal, methodOf, begin, held, deliver, failed } = options;
  const lanes = new Map<string, Lane>();
  const turnstiles = new Map<Method, Turnstile>();
  signal.addEventListener('abort', () => {
    for (const turnstile of turnstiles.values()) turnstile.open();
  });

  const laneOf = ({ lane: name }: Item): Lane => {
    const known = lanes.get(name);
    if (known !== undefined) return known;
    const lane: Lane = { name, queue: [], blockers: new Set(), restsUntil: 0, isWorking: false };
    lanes.set(name, lane);
    return lane;
  };

  const turnstileOf = (method: Method): Turnstile => {
    const known = turnstiles.get(method);
    if (known !== undefined) return known;
    const turnstile = openTurnstile(ASKING_MAX);
    turnstiles.set(method, turnstile);
    return turnstile;
  };

  const isReady = ({ queue, blockers }: Lane): boolean => queue.length > 0 && blockers.size === 0 && !signal.aborted;

  /** Invariant: between its last look at the lane and its end nothing is awaited, so that nobody is left unworked. */
  const work = async (lane: Lane): Promise<void> => {
    lane.isWorking = true;
    while (isReady(lane)) {
      const restMs = lane.restsUntil - clock.monotonic();
      if (restMs > 0) await clock.sleep(restMs, signal);
      else {
        const item = await nextOf(lane);
        if (item !== null) await deliver(item);
      }
    }
    lane.isWorking = false;
    if (lane.queue.length === 0 && lane.blockers.size === 0) lanes.delete(lane.name);
  };

  /** The first of the lane, whoever that is when its turn comes; null: the lane has to be looked at anew. */
  const nextOf = async (lane: Lane): Promise<Item | null> => {
    const asked = lane.queue[0];
    if (asked === undefined) return null;
    const method = methodOf(asked);
    const leave = await turnstileOf(method).enter();
    try {
      for (let item = lane.queue[0]; item !== undefined && isReady(lane); item = lane.queue[0]) {
        if (methodOf(item) !== method) return null;
        const begun = await ask(item);
        if (begun.kind === 'begun') return item;
        if (begun.kind === 'lost' || isMovedUp(lane, begun.behind)) continue;
        // Who waits for the workspace's turn keeps the place; who waits for longer lets others ask meanwhile.
        const isNext = begun.behind === null && begun.ms <= RATES[method].whole.everyMs;
        if (!isNext) leave();
        await clock.sleep(Math.max(1, begun.ms), signal);
        if (!isNext) return null;
      }
      return null;
    } finally {
      leave();
    }
  };

  const ask = async (item: Item): Promise<Begun> => {
    item.stage = 'beginning';
    try {
      const begun = await begin(item);
      if (begun.kind === 'wait') item.stage = 'queued';
      if (begun.kind === 'begun') remove(item);
      return begun;
    } catch (fault) {
      remove(item);
      failed(item, fault);
      return { kind: 'lost' };
    }
  };

  /** Where ours stand in another order than the journal's, each would wait for the other. */
  const isMovedUp = ({ queue }: Lane, id: string | null): boolean => {
    const before = id === null ? undefined : held(id);
    const at = before === undefined ? -1 : queue.indexOf(before);
    if (before === undefined || at <= 0) return false;
    queue.splice(at, 1);
    queue.unshift(before);
    return true;
  };

  const remove = (item: Item): boolean => {
    const queue = lanes.get(item.lane)?.queue ?? [];
    const at = queue.indexOf(item);
    if (at >= 0) queue.splice(at, 1);
    return at >= 0;
  };

  const wake = (lane: Lane): void => {
    if (!lane.isWorking) void work(lane);
  };

  return {
    add: (item, first) => {
      item.stage = 'queued';
      const lane = laneOf(item);
      const before = first === undefined ? lane.queue.findLastIndex(({ rank }) => rank <= item.rank) : -1;
      lane.queue.splice(before + 1, 0, item);
      wake(lane);
    },
    remove,
    isIdle: (lane) => !lanes.has(lane),
    block: (item) => void laneOf(item).blockers.add(item),
    unblock: (item) => {
      const lane = laneOf(item);
      lane.blockers.delete(item);
      wake(lane);
    },
    rest: (item, ms) => {
      const lane = laneOf(item);
      lane.restsUntil = Math.max(lane.restsUntil, clock.monotonic() + ms);
    },
  };
};
