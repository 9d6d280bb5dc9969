// The `hours` of a rule and a time zone → whether a message was written within them, by the wall clock of that zone.
import type { Ts } from '../domain/ids.ts';
import type { HoursSpec } from '../domain/rule.ts';
import { zoneOf } from './zone.ts';

/**
 * `from` is inside, `to` is not. A window that runs past midnight belongs to the day on which it began, and `days` and
 * `except` go by that day. A wall-clock time that comes twice is inside or outside both times.
 */
export const buildHours = ({ exclude, window }: HoursSpec, timezone: string): ((ts: Ts) => boolean) => {
  const zone = zoneOf(timezone);
  const { from, to } = window;
  const weekdays = new Set(window.days);
  const closed = new Set(window.except.map(dayOf));
  const begins = (day: number): boolean => weekdays.has(weekdayOf(day)) && !closed.has(day);
  const isInside =
    to > from
      ? (day: number, minute: number) => minute >= from && minute < to && begins(day)
      : (day: number, minute: number, ts: Ts) =>
          (minute >= from && begins(day)) || (minute < to && begins(zone.dayBefore(ts)));
  return (ts) => {
    const wall = zone.wallAt(ts);
    return wall !== null && isInside(wall.day, wall.minute, ts) !== exclude;
  };
};

const DAY_MS = 86_400_000;

/** Days since 1 January 1970, a Thursday. */
const dayOf = (date: string): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7;
