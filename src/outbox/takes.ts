// What answers have used up: turns, limits, once_per. In: what one answer takes. Out: taken as a whole, or which was used up.
import type { Take } from '../domain/take.ts';
import { openLimits } from './limits.ts';
import { forgetFirst, touch } from './recent.ts';

/** How long `once_per` is remembered, as the rule language says. */
const ONCE_MS = 30 * 24 * 60 * 60 * 1000;
/** Threads, users and channels in which a rule with `once_per` has answered: about 30 MB at the most. */
export const ONCE_MAX = 200_000;
/** Rules whose texts are taken in turn. */
const TURNS_MAX = 100_000;

export type Took =
  /** `turn`: whose turn it was, 0 where none is taken. */
  | { readonly ok: true; readonly turn: number }
  /** Nothing was used up, and no turn went on. `once_per` where both are used up; `key`: of what it was. */
  | { readonly ok: false; readonly why: 'limit' | 'once_per'; readonly key: string };

export interface Takes {
  /** All or none, in one step. `at`: when the message was written, in milliseconds; takes about a microsecond. */
  readonly take: (takes: readonly Take[], at: number) => Took;
}

/** Begins with nothing used up. */
export const openTakes = (): Takes => {
  const once = openOnce();
  const limits = openLimits();
  const turns = openTurns();

  return {
    take: (takes, at) => {
      for (const one of takes) if (one.kind === 'once_per' && !once.allows(one, at)) return usedUp(one);
      for (const one of takes) if (one.kind === 'limit' && !limits.allows(one, at)) return usedUp(one);
      let turn = 0;
      for (const one of takes) {
        if (one.kind === 'once_per') once.take(one, at);
        else if (one.kind === 'limit') limits.take(one, at);
        else turn = turns.take(one);
      }
      return { ok: true, turn };
    },
  };
};

type Once = Extract<Take, { kind: 'once_per' }>;
type Turn = Extract<Take, { kind: 'turn' }>;

const usedUp = ({ kind, key }: Exclude<Take, Turn>): Took => ({ ok: false, why: kind, key });

const openOnce = () => {
  const taken = new Map<string, number>();
  return {
    allows: ({ key }: Once, at: number): boolean => {
      const before = taken.get(key);
      // Both ways: a message that comes late is as near to the answer as one that was in time.
      return before === undefined || Math.abs(at - before) >= ONCE_MS;
    },
    take: ({ key }: Once, at: number): void => {
      touch(taken, key, at);
      // All are remembered equally long, so that the first to be taken is the first that can no longer matter.
      if (taken.size > ONCE_MAX) forgetFirst(taken, ONCE_MAX);
    },
  };
};

const openTurns = () => {
  const next = new Map<string, number>();
  return {
    take: ({ key, of }: Turn): number => {
      // A reload may have left fewer texts than there were.
      const turn = (next.get(key) ?? 0) % of;
      touch(next, key, turn + 1);
      if (next.size > TURNS_MAX) forgetFirst(next, TURNS_MAX);
      return turn;
    },
  };
};
