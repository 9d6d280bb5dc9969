// From the window of a rule to points in time of which one is likely inside it, the most usual first.
import { readAt } from '../domain/at.ts';
import type { HoursSpec } from '../domain/rule.ts';

/**
 * When an example is said that says nothing of time: a Wednesday morning. Not the present time, or a file that is good
 * by day would be refused when the bot starts by night.
 */
const USUAL_MOMENT = '2026-01-07T10:00';

export const usualMoment = (timezone: string): number => readAt(USUAL_MOMENT, timezone) ?? 0;

/** Enough to come past a year of dates that are excepted. */
const DAYS_AHEAD = 400;
const DAY_MS = 86_400_000;

/** In milliseconds since the epoch; computed one by one, since the first mostly is inside. */
export const momentsNear = function* (hours: HoursSpec | null, timezone: string): Generator<number, void> {
  const read = (text: string): number[] => [readAt(text, timezone)].filter((at) => at !== null);
  yield usualMoment(timezone);
  if (hours === null) return;
  const { from, to } = hours.window;
  const length = to > from ? to - from : to + MINUTES_PER_DAY - from;
  const minutes = hours.exclude ? [to, from - 1, 0, NOON, MINUTES_PER_DAY - 1] : [from + Math.floor(length / 2), from];
  const first = Date.parse(`${USUAL_MOMENT.slice(0, 10)}T00:00:00Z`);
  for (let day = 0; day < DAYS_AHEAD; day += 1)
    for (const minute of minutes) yield* read(wallClock(first + day * DAY_MS + minute * MINUTE_MS));
};

const MINUTES_PER_DAY = 1440;
const MINUTE_MS = 60_000;
const NOON = 720;

/** As it is written, minutes beyond midnight on the next day. */
const wallClock = (ms: number): string => new Date(ms).toISOString().slice(0, 16);
