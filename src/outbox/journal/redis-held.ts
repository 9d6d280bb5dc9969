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
  /** By message, in order: its key, and the id, the reply and the progress of each. */
  readonly groups: () => readonly Group[];
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
    groups: () => {
      const groups = new Map<string, (readonly [string, string, string])[]>();
      for (const { progress, ...owed } of held.values()) {
        const key = keyText(owed.key);
        const row = [owed.id, JSON.stringify(owed), JSON.stringify(progress)] as const;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, [row]);
        else group.push(row);
      }
      return [...groups];
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
