// How often a rule may answer. In: a limit and the time of a message. Out: whether one more answer keeps to it, and taking it.
import type { Take } from '../domain/take.ts';
import { SHARE_KEPT, touch } from './recent.ts';
import type { Used, UsedListener } from './used.ts';

/** Threads, users, channels and rules that are under a limit. */
export const LIMITS_MAX = 100_000;
/** Answers remembered for all limits together: 8 MB, twice that while a list grows. */
const ANSWERS_MAX = 1_000_000;
/** Answers remembered for one limit: one of more `times` than this is not kept. */
export const ANSWERS_EACH_MAX = 20_000;
/** A message may come this much later than younger ones and be counted right: older ones are not answered at all. */
export const DISORDER_MS_MAX = 10 * 60 * 1000;

type Limit = Extract<Take, { kind: 'limit' }>;

/** The answers under one limit. */
interface Answers {
  /** Ascending. */
  readonly at: number[];
  everyMs: number;
  /** How long the list may grow before it is looked through for what can no longer matter. */
  roomFor: number;
}

export const openLimits = (listener: UsedListener) => {
  const limits = new Map<string, Answers>();
  let latest = Number.NEGATIVE_INFINITY;
  let count = 0;

  const dropFirst = (key: string, list: number[], many: number): void => {
    tellFirst(list, many, (at, nth) => listener.drop({ kind: 'limit', key, at, nth }));
    list.splice(0, many);
    count -= many;
  };

  const drop = (key: string, { at, everyMs }: Answers): void => {
    limits.delete(key);
    dropFirst(key, at, at.length);
    listener.drop({ kind: 'span', key, everyMs });
  };

  /** Those that no message can meet any more, then those that were not answered for the longest time. */
  const forget = (): void => {
    const isFull = (share: number): boolean => limits.size > LIMITS_MAX * share || count > ANSWERS_MAX * share;
    for (const [key, answers] of limits)
      if ((answers.at.at(-1) ?? 0) + answers.everyMs + DISORDER_MS_MAX <= latest) drop(key, answers);
    for (const [key, answers] of limits) {
      if (!isFull(SHARE_KEPT)) return;
      drop(key, answers);
    }
  };

  /** Forgets the answers that no message near `now` can meet, before it or after. */
  const tidy = (key: string, answers: Answers, now: number): void => {
    const { at, everyMs } = answers;
    for (const last = placeOf(at, now + everyMs + DISORDER_MS_MAX); at.length > last; count -= 1) {
      const later = at.pop() ?? now;
      listener.drop({ kind: 'limit', key, at: later, nth: equalsOf(at, later) });
    }
    const old = placeOf(at, now - everyMs - DISORDER_MS_MAX);
    dropFirst(key, at, Math.max(old, at.length - ANSWERS_EACH_MAX));
    answers.roomFor = Math.min(ROOM_FIRST + 2 * at.length, ANSWERS_EACH_MAX + ANSWERS_EACH_MAX / 4);
  };

  const answersOf = (key: string, everyMs: number): Answers => {
    const known = limits.get(key);
    if (known?.everyMs === everyMs) return known;
    if (known !== undefined) listener.drop({ kind: 'span', key, everyMs: known.everyMs });
    listener.put({ kind: 'span', key, everyMs });
    if (known === undefined) return { at: [], everyMs, roomFor: ROOM_FIRST };
    known.everyMs = everyMs;
    return known;
  };

  return {
    /** Whether no stretch of `everyMs` would hold more than `times`; one that is exactly that long holds its beginning alone. */
    allows: ({ key, times, everyMs }: Limit, at: number): boolean => {
      const answers = limits.get(key)?.at ?? NONE;
      const place = placeOf(answers, at);
      // With this one at `place`, every row of `times + 1` answers that holds it must be longer than a stretch.
      for (let first = Math.max(0, place - times); first <= Math.min(place, answers.length - times); first += 1) {
        const begins = first === place ? at : (answers[first] ?? at);
        const ends = first + times === place ? at : (answers[first + times - 1] ?? at);
        if (ends - begins < everyMs) return false;
      }
      return true;
    },
    take: ({ key, everyMs }: Limit, at: number): void => {
      latest = Math.max(latest, at);
      const answers = answersOf(key, everyMs);
      listener.put({ kind: 'limit', key, at, nth: equalsOf(answers.at, at) });
      insert(answers.at, at);
      count += 1;
      if (answers.at.length > answers.roomFor) tidy(key, answers, at);
      touch(limits, key, answers);
      if (limits.size > LIMITS_MAX || count > ANSWERS_MAX) forget();
    },
    fill: (one: Extract<Used, { kind: 'limit' | 'span' }>): void => {
      const answers = limits.get(one.key) ?? { at: [], everyMs: 0, roomFor: ROOM_FIRST };
      if (one.kind === 'span') answers.everyMs = one.everyMs;
      else {
        latest = Math.max(latest, one.at);
        insert(answers.at, one.at);
        count += 1;
      }
      touch(limits, one.key, answers);
    },
    /** Answers that are remembered. */
    size: (): number => count,
  };
};

const NONE: readonly number[] = [];
const ROOM_FIRST = 8;

/** The first `many` of an ascending list; of those of the same instant, the last numbers go, so that no gap is left. */
const tellFirst = (list: readonly number[], many: number, tell: (at: number, nth: number) => void): void => {
  for (let begin = 0; begin < many;) {
    const at = list[begin] ?? 0;
    const end = placeOf(list, at);
    for (let left = Math.min(many, end) - begin; left > 0; left -= 1) {
      tell(at, end - begin - left);
    }
    begin = end;
  }
};

/** How many of an ascending list are equal to `at`. */
const equalsOf = (list: readonly number[], at: number): number => {
  const end = placeOf(list, at);
  let begin = end;
  while (begin > 0 && list[begin - 1] === at) begin -= 1;
  return end - begin;
};

const insert = (list: number[], at: number): void => {
  const place = placeOf(list, at);
  if (place === list.length) list.push(at);
  else list.splice(place, 0, at);
};

/** Where `at` belongs in an ascending list: after all that are not later. */
const placeOf = (list: readonly number[], at: number): number => {
  let low = 0;
  let high = list.length;
  // Nearly always it comes last.
  if (high === 0 || (list[high - 1] ?? 0) <= at) return high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
};
