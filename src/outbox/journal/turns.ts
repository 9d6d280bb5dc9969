// Whose turn it is to be sent. In: a reply and its way. Out: now, or how long yet, and behind whom.
import type { Begun, Clock, Way } from '../../domain/ports.ts';
import type { Method } from '../../domain/reply.ts';
import { openPace, type Pace } from '../pace.ts';
import type { Rates } from '../rates.ts';

/** What stands behind another asks again this soon: how long the other takes nobody knows. */
const BEHIND_MS = 200;

export interface Turns {
  /** It joins its lane where it is not in it; `begun`: one turn of lane and method is used up. */
  readonly begin: (id: string, way: Way) => Exclude<Begun, { kind: 'lost' }>;
  readonly hold: (method: Method, ms: number) => void;
  /** What stands behind it in its lane may go on. */
  readonly leave: (id: string) => void;
}

export const openTurns = (clock: Clock, rates: Rates): Turns => {
  const paces: Readonly<Record<Method, Pace>> = {
    'chat.postMessage': openPace(clock, rates['chat.postMessage']),
    'chat.postEphemeral': openPace(clock, rates['chat.postEphemeral']),
    'conversations.open': openPace(clock, rates['conversations.open']),
    'reactions.add': openPace(clock, rates['reactions.add']),
  };
  /** In the order in which they asked; a Set keeps it, and what stands in the middle may leave. */
  const lanes = new Map<string, Set<string>>();
  const laneOf = new Map<string, string>();

  const join = (id: string, lane: string): void => {
    if (laneOf.get(id) === lane) return;
    leave(id);
    laneOf.set(id, lane);
    const waiting = lanes.get(lane);
    if (waiting === undefined) lanes.set(lane, new Set([id]));
    else waiting.add(id);
  };

  const leave = (id: string): void => {
    const lane = laneOf.get(id);
    if (lane === undefined) return;
    laneOf.delete(id);
    const waiting = lanes.get(lane);
    waiting?.delete(id);
    if (waiting?.size === 0) lanes.delete(lane);
  };

  return {
    begin: (id, { lane, method }) => {
      join(id, lane);
      const [first = id] = lanes.get(lane) ?? [];
      if (first !== id) return { kind: 'wait', ms: BEHIND_MS, behind: first };
      const ms = paces[method].waitMs(lane);
      if (ms > 0) return { kind: 'wait', ms, behind: null };
      paces[method].take(lane);
      return { kind: 'begun' };
    },
    hold: (method, ms) => paces[method].holdAll(ms),
    leave,
  };
};
