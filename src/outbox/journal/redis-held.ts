// What this replica is at work with, as it was last written down. In: what is owed and how far. Out: what Redis is to be told anew.
import type { Owed, Pending, Progress } from '../../domain/ports.ts';
import { keyText } from '../../domain/reply.ts';
import type { Reply } from './redis-link.ts';

export interface Held {
  readonly add: (one: Pending) => void;
  readonly progress: (id: string, progress: Progress) => void;
  readonly progressOf: (id: string) => Progress | undefined;
  readonly drop: (id: string) => void;
  readonly clear: () => void;
  /** A message, by its key, whose acceptance is under way: what is owed for it is not known here yet. */
  readonly arriving: (key: string) => void;
  readonly arrived: (key: string) => void;
  readonly knows: (id: string) => boolean;
  /**
   * By message, in order: its key, and the id, the reply and the progress of each. `isOurs`: nobody can have taken it over;
   * else another may have sent it.
   */
  readonly groups: (isOurs: boolean) => readonly Group[];
}

export type Group = readonly [string, readonly (readonly [string, string, string])[]];

/** Bounded by what the outbox takes. */
export const openHeld = (): Held => {
  const held = new Map<string, Pending>();
  const arrivals = new Set<string>();
  return {
    add: (one) => held.set(one.id, one),
    progress: (id, progress) => {
      const one = held.get(id);
      if (one !== undefined) held.set(id, { ...one, progress });
    },
    progressOf: (id) => held.get(id)?.progress,
    drop: (id) => held.delete(id),
    clear: () => held.clear(),
    arriving: (key) => arrivals.add(key),
    arrived: (key) => arrivals.delete(key),
    knows: (id) => held.has(id) || arrivals.has(id.slice(0, id.lastIndexOf('#'))),
    groups: (isOurs) => {
      const groups = new Map<string, (readonly [string, string, string])[]>();
      for (const { progress, ...owed } of held.values()) {
        const key = keyText(owed.key);
        const far: Progress = isOurs || progress.state !== 'owed' ? progress : { state: 'sending', since: owed.dueAt };
        const row = [owed.id, JSON.stringify(owed), JSON.stringify(far)] as const;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [row]);
        else group.push(row);
      }
      return [...groups];
    },
  };
};

/** Messages that may have been answered: more are not looked for at once. */
const DOUBTS_MAX = 20_000;

/** Of which loss each message was unsure, until it is asked for: who looks it up comes back with it. */
export const openDoubts = () => {
  const losses = new Map<string, string>();
  return {
    put: (key: string, loss: string): void => {
      losses.set(key, loss);
      for (const oldest of losses.keys()) {
        if (losses.size <= DOUBTS_MAX) return;
        losses.delete(oldest);
      }
    },
    /** '' where it never was. */
    of: (key: string): string => {
      const loss = losses.get(key) ?? '';
      losses.delete(key);
      return loss;
    },
  };
};

/** A status, a count, then reply and progress by turns. */
export const pendingOf = ([, , ...texts]: Reply): readonly Pending[] =>
  Array.from({ length: texts.length / 2 }, (_, index): Pending => {
    // Written by this very program, in this very format.
    const owed: Owed = JSON.parse(String(texts[2 * index]));
    const progress: Progress = JSON.parse(String(texts[2 * index + 1]));
    return { ...owed, progress };
  });
