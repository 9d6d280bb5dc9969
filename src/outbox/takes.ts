// What answers have used up: turns, limits, once_per, breakers. In: what one answer takes. Out: taken as a whole, or which was used up.
import type { Take } from '../domain/take.ts';
import { openBreakers } from './breakers.ts';
import { DISORDER_MS_MAX, openLimits } from './limits.ts';
import { forgetFirst, touch } from './recent.ts';
import { NOBODY, type Used, type UsedListener } from './used.ts';

/** How long `once_per` is remembered, as the rule language says. */
const ONCE_MS = 30 * 24 * 60 * 60 * 1000;
/** Threads, users and channels in which a rule with `once_per` has answered: about 30 MB at the most. */
export const ONCE_MAX = 200_000;
/** Rules whose texts are taken in turn. */
const TURNS_MAX = 100_000;

export type Took =
  /** `turn`: whose turn it was, 0 where none is taken. */
  | { readonly ok: true; readonly turn: number }
  /**
   * Nothing was used up, and no turn went on. Where several are used up: `once_per` before `limit` before `breaker`.
   * `key`: of what it was; `trips`: of a breaker, with this very answer.
   */
  | {
      readonly ok: false;
      readonly why: 'limit' | 'once_per' | 'breaker';
      readonly key: string;
      readonly trips: boolean;
    };

export interface Takes {
  /** All or none, in one step. `at`: when the message was written, in milliseconds; takes about a microsecond. */
  readonly take: (takes: readonly Take[], at: number) => Took;
  /** As `put` told it, in the order of `at`. */
  readonly fill: (one: Used) => void;
  readonly size: () => number;
}

/** Begins with nothing used up. */
export const openTakes = (listener: UsedListener = NOBODY): Takes => {
  const once = openOnce(listener);
  const limits = openLimits(listener);
  const turns = openTurns(listener);
  const breakers = openBreakers(listener);

  return {
    take: (takes, at) => {
      for (const one of takes) if (one.kind === 'once_per' && !once.allows(one, at)) return usedUp(one, false);
      for (const one of takes) if (one.kind === 'limit' && !limits.allows(one, at)) return usedUp(one, false);
      for (const one of takes) {
        if (one.kind !== 'breaker') continue;
        const state = breakers.ask(one, at);
        if (state !== 'closed') return usedUp(one, state === 'trips');
      }
      let turn = 0;
      for (const one of takes) {
        if (one.kind === 'once_per') once.take(one, at);
        else if (one.kind === 'limit') limits.take(one, at);
        else if (one.kind === 'breaker') breakers.take(one, at);
        else turn = turns.take(one);
      }
      return { ok: true, turn };
    },
    fill: (one) => {
      switch (one.kind) {
        case 'once_per':
          return once.fill(one);
        case 'limit':
        case 'span':
          return limits.fill(one);
        case 'turn':
          return turns.fill(one);
        case 'tripped':
          return breakers.fill(one);
        default:
          return one satisfies never;
      }
    },
    size: () => once.size() + limits.size() + turns.size() + breakers.size(),
  };
};

type Once = Extract<Take, { kind: 'once_per' }>;
type Turn = Extract<Take, { kind: 'turn' }>;

const usedUp = ({ kind, key }: Exclude<Take, Turn>, trips: boolean): Took => ({ ok: false, why: kind, key, trips });

const openOnce = ({ put, drop }: UsedListener) => {
  const taken = new Map<string, number>();
  const forgotten = (key: string, at: number): void => drop({ kind: 'once_per', key, at });

  /** They stand about in the order of age. */
  const forgetOld = (now: number): void => {
    for (const [key, at] of taken) {
      if (at + ONCE_MS + DISORDER_MS_MAX > now) return;
      taken.delete(key);
      forgotten(key, at);
    }
  };

  return {
    allows: ({ key }: Once, at: number): boolean => {
      const before = taken.get(key);
      // Both ways: a message that comes late is as near to the answer as one that was in time.
      return before === undefined || Math.abs(at - before) >= ONCE_MS;
    },
    take: ({ key }: Once, at: number): void => {
      forgetOld(at);
      const before = taken.get(key);
      if (before !== undefined) forgotten(key, before);
      touch(taken, key, at);
      put({ kind: 'once_per', key, at });
      // All are remembered equally long, so that the first to be taken is the first that can no longer matter.
      if (taken.size > ONCE_MAX) forgetFirst(taken, ONCE_MAX, forgotten);
    },
    fill: ({ key, at }: Extract<Used, { kind: 'once_per' }>): void => touch(taken, key, at),
    size: (): number => taken.size,
  };
};

const openTurns = ({ put, drop }: UsedListener) => {
  const nexts = new Map<string, number>();
  const forgotten = (key: string, next: number): void => drop({ kind: 'turn', key, next });
  return {
    take: ({ key, of }: Turn): number => {
      const known = nexts.get(key);
      if (known !== undefined) forgotten(key, known);
      // A reload may have left fewer texts than there were.
      const turn = (known ?? 0) % of;
      touch(nexts, key, turn + 1);
      put({ kind: 'turn', key, next: turn + 1 });
      if (nexts.size > TURNS_MAX) forgetFirst(nexts, TURNS_MAX, forgotten);
      return turn;
    },
    fill: ({ key, next }: Extract<Used, { kind: 'turn' }>): void => touch(nexts, key, next),
    size: (): number => nexts.size,
  };
};
