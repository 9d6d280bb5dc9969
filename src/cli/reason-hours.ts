// A window of hours, and a moment → the words in which both languages speak of them.
import { tsToMs, type Ts } from '../domain/ids.ts';
import type { Language, Phrase } from '../domain/language.ts';
import type { WindowSpec } from '../domain/rule.ts';

/** `inside`: answered only then, else only outside; each language puts its particle where it belongs. */
export const windowInWords = ({ days, from, to, except }: WindowSpec, inside: boolean): Phrase => {
  const time =
    from === 0 && to === DAY_MINUTES ? ['', ''] : [` ${clock(from)}~${clock(to)}`, ` ${clock(from)}–${clock(to)}`];
  const but = except.length === 0 ? ['', ''] : [`(${listed(except)} 빼고)`, ` (but not on ${listed(except)})`];
  const inDays = daysInWords(days);
  return {
    ko: inside ? `${inDays.ko}${time[0]}에만${but[0]}` : `${inDays.ko}${time[0]}${but[0]}만 빼고`,
    en: `${inDays.en}${time[1]}${but[1]}`,
  };
};

/** `11월 24일 화요일 20:31` in a time zone. */
export const whenInWords = (ts: Ts, timezone: string): Phrase => ({
  ko: written(ts, timezone, 'ko'),
  en: written(ts, timezone, 'en'),
});

const DAY_MINUTES = 24 * 60;
const DATES_MAX = 3;

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const listed = (dates: readonly string[]): string =>
  dates.length > DATES_MAX ? `${dates.slice(0, DATES_MAX).join(', ')} …` : dates.join(', ');

const DAYS: readonly Phrase[] = [
  { ko: '일', en: 'Sun' },
  { ko: '월', en: 'Mon' },
  { ko: '화', en: 'Tue' },
  { ko: '수', en: 'Wed' },
  { ko: '목', en: 'Thu' },
  { ko: '금', en: 'Fri' },
  { ko: '토', en: 'Sat' },
];
const WEEKDAYS = '1,2,3,4,5';
const WEEKEND = '0,6';

const daysInWords = (days: readonly number[]): Phrase => {
  const all = [...new Set(days)].toSorted((a, b) => a - b);
  if (all.length === DAYS.length) return { ko: '매일', en: 'every day' };
  if (all.join(',') === WEEKDAYS) return { ko: '평일', en: 'on weekdays' };
  if (all.join(',') === WEEKEND) return { ko: '주말', en: 'at the weekend' };
  // Weeks are written from Monday on.
  const inOrder = all.toSorted((a, b) => ((a + 6) % 7) - ((b + 6) % 7));
  const named = (language: Language): readonly string[] => inOrder.map((day) => DAYS[day]?.[language] ?? '');
  return { ko: `${named('ko').join('·')}요일`, en: `on ${named('en').join(', ')}` };
};

const written = (ts: Ts, timezone: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', {
    timeZone: timezone,
    month: 'long',
    day: 'numeric',
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(tsToMs(ts));
