// A time zone and a message's ts → the wall clock there, from offsets that are asked for once in a stretch of hours.
import { zoneOffsetMs } from '../domain/at.ts';
import { tsToMs, type Ts } from '../domain/ids.ts';

/** `day`: since 1 January 1970; `minute`: since midnight, as the clock shows it. */
export interface Wall {
  readonly day: number;
  readonly minute: number;
}

export interface Zone {
  /** null where `ts` is no time. */
  readonly wallAt: (ts: Ts) => Wall | null;
  /** The last day that the calendar showed before the day of `ts`: not always one less, since zones have left days out. */
  readonly dayBefore: (ts: Ts) => number;
}

/** Throws where there is no such zone: loading has refused it before. */
export const zoneOf = (timezone: string): Zone => {
  const zone = zones.get(timezone) ?? makeZone(timezone);
  zones.set(timezone, zone);
  return zone;
};

const zones = new Map<string, Zone>();

const makeZone = (timezone: string): Zone => {
  const offsetAt = offsetsOf(timezone);
  const localAt = (ms: number): number => ms + offsetAt(ms);
  let lastTs: Ts | null = null;
  let last: Wall | null = null;
  const wallAt = (ts: Ts): Wall | null => {
    // Every rule asks about the same message.
    if (ts === lastTs) return last;
    const ms = tsToMs(ts);
    lastTs = ts;
    last = Math.abs(ms) <= MS_MAX ? wallOf(localAt(ms)) : null;
    return last;
  };
  return {
    wallAt,
    dayBefore: (ts) => {
      const ms = tsToMs(ts);
      const local = localAt(ms);
      const today = Math.floor(local / DAY_MS);
      // Where the clock was put back today, its midnight is longer ago than it shows.
      let before = ms - (local - today * DAY_MS) - 1;
      while (Math.floor(localAt(before) / DAY_MS) >= today) before -= HOUR_MS;
      return Math.floor(localAt(before) / DAY_MS);
    },
  };
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Well within what a Date can hold. */
const MS_MAX = 8.6e15;

const wallOf = (local: number): Wall => {
  const day = Math.floor(local / DAY_MS);
  return { day, minute: Math.floor((local - day * DAY_MS) / MINUTE_MS) };
};

/** No zone has changed its clock twice within so short a time. */
const STRETCH_MS = 6 * HOUR_MS;
const STRETCHES_MAX = 2_000;

/** One offset up to `until`, another from there on. */
interface Stretch {
  readonly until: number;
  readonly before: number;
  readonly after: number;
}

/** Asking Intl takes some microseconds, so a zone is asked twice in a stretch, and more where its clock changes there. */
const offsetsOf = (timezone: string): ((ms: number) => number) => {
  const ask = (ms: number): number => zoneOffsetMs(ms, timezone);
  const stretches = new Map<number, Stretch>();
  const make = (from: number): Stretch => {
    let [low, high] = [from, from + STRETCH_MS];
    const [before, after] = [ask(low), ask(high)];
    if (before === after) return { until: Infinity, before, after };
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (ask(middle) === before) low = middle;
      else high = middle;
    }
    return { until: high, before, after };
  };
  return (ms) => {
    const index = Math.floor(ms / STRETCH_MS);
    let stretch = stretches.get(index);
    if (stretch === undefined) {
      if (stretches.size >= STRETCHES_MAX) stretches.clear();
      stretch = make(index * STRETCH_MS);
      stretches.set(index, stretch);
    }
    return ms < stretch.until ? stretch.before : stretch.after;
  };
};
