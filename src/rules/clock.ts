// From days, times and dates of a window as written to numbers, or to why they are none and how they are to be written.
import { nearest } from '../domain/nearest.ts';
import type { Finding } from './phrases.ts';
import { dateOdd, dayOdd, timeOdd } from './phrases-times.ts';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const HANGUL = ['일', '월', '화', '수', '목', '금', '토'] as const;
const WEEK: Readonly<Record<string, readonly number[]>> = { weekday: [1, 2, 3, 4, 5], weekend: [0, 6] };
export const EVERY_DAY: readonly number[] = [0, 1, 2, 3, 4, 5, 6];

/** `mon-fri`, `mon,wed`, `fri-mon` (over the weekend), `월-금`, `weekday`; null where a part is no day. */
export const daysOf = (text: string): readonly number[] | null => {
  const parts = text.split(',').map((part) => part.trim().toLowerCase());
  const found = parts.map((part) => WEEK[part] ?? range(part.split('-').map((day) => dayOf(day.trim()))));
  return found.every((days) => days !== null) ? [...new Set(found.flat())].toSorted((a, b) => a - b) : null;
};

const dayOf = (word: string): number => {
  const at = DAYS.findIndex((day) => day === word);
  return at >= 0 ? at : HANGUL.findIndex((day) => day === word);
};

const range = (ends: readonly number[]): readonly number[] | null => {
  const [first = -1, last = first] = ends;
  if (ends.length > 2 || first < 0 || last < 0) return null;
  const days = [first];
  for (let day = first; day !== last; days.push(day)) day = (day + 1) % 7;
  return days;
};

/** Minutes after midnight; null where it is no `HH:MM`. */
export const minutesOf = (text: string): number | null => {
  const found = /^(\d\d):(\d\d)$/u.exec(text);
  return found === null ? null : Number(found[1]) * 60 + Number(found[2]);
};

/** Whether `2026-02-29` is a day of the calendar. */
export const dateExists = (text: string): boolean => {
  const at = /^\d{4}-\d\d-\d\d$/u.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};

export const dayFault = (written: string): Finding => {
  const text = unquoted(written).normalize('NFKC').toLowerCase();
  const isRange = /[-–—−~∼〜]|\.\.|부터|에서|\bto\b/u.test(text);
  const words = text.split(/[\s,/·、~∼〜–—−.-]+|부터|까지|에서|\bto\b|\band\b/u).filter((word) => word !== '');
  const meant = words.map(meantDay);
  const known = meant.every((day) => day !== undefined) && words.length > 0;
  const odd = words[meant.indexOf(undefined)];
  const days = meant.filter((day) => day !== undefined);
  const isJoined = days.length === 2 && isRange && days.every((day) => WEEK[day] === undefined);
  const together = /^[일월화수목금토]{2,7}$/u.test(text) ? [...text].map((day) => DAYS[dayOf(day)]) : null;
  const fix =
    together !== null
      ? together.join(',')
      : known && isEvery(text)
        ? null
        : known
          ? isJoined
            ? days.join('-')
            : days.length > 1
              ? days.join(',')
              : (days[0] ?? 'mon-fri')
          : null;
  return dayOdd(written, {
    fix: fix ?? 'mon-fri',
    isSure: fix !== null,
    odd: known ? undefined : odd,
    isEvery: isEvery(text),
  });
};

const isEvery = (text: string): boolean =>
  /^(?:매일|날마다|every\s*day|daily|all|any|every|항상|언제나|\*)$/u.test(text);

const FULL: Readonly<Record<string, string>> = {
  weekday: 'weekday weekdays 평일 주중 workday workdays workingday 근무일',
  weekend: 'weekend weekends 주말 휴일',
  ...Object.fromEntries(DAYS.map((day, at) => [day, `${day} ${HANGUL[at]} ${HANGUL[at]}요일`])),
};
const NAMES = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const meantDay = (word: string): string | undefined => {
  const exact = Object.entries(FULL).find(([, words]) => words.split(' ').includes(word))?.[0];
  if (exact !== undefined) return exact;
  const full = NAMES.findIndex((name) => name === word || (word.length > 3 && name.startsWith(word)));
  if (full >= 0) return DAYS[full];
  if (/[가-힣]|^(?:true|false)$/u.test(word)) return undefined;
  const near = nearest(word, [...DAYS, ...NAMES, 'weekday', 'weekend']);
  const at = NAMES.findIndex((name) => name === near);
  return at >= 0 ? DAYS[at] : near;
};

/** `key`: `from` or `to` of a window. */
export const timeFault = (written: string, key: string): Finding => {
  const text = unquoted(written).normalize('NFKC').replaceAll(/[：∶]/gu, ':').trim().toLowerCase();
  const span = /^(\d\d?):(\d\d)\s*[-~–—〜]\s*(\d\d?):(\d\d)$/u.exec(text);
  if (span !== null)
    return timeOdd(written, {
      key,
      fix: `from: "${pad(span[1])}:${span[2]}", to: "${pad(span[3])}:${span[4]}"`,
      why: 'other',
    });
  const late = /(?:오후|저녁|밤|pm|p\.m\.)/u.test(text);
  const early = /(?:오전|아침|새벽|am|a\.m\.)/u.test(text);
  const found = /^(?:정오|noon)$/u.test(text)
    ? ['', '12', '00']
    : /^(?:자정|midnight)$/u.test(text)
      ? ['', key === 'to' ? '24' : '00', '00']
      : /(\d{1,2})\s*(?:[:.시h]\s*(?:(\d{1,2})(?:\s*분)?)?)?/u.exec(
          /^\d{3,4}$/u.test(text) ? `${text.slice(0, -2)}:${text.slice(-2)}` : text,
        );
  const half = /시\s*반/u.test(text) ? 30 : 0;
  const hour = Number(found?.[1] ?? Number.NaN);
  const minute = Number(found?.[2] ?? half);
  const hour24 = late && hour < 12 ? hour + 12 : early && hour === 12 ? 0 : hour;
  const isKnown = found !== null && !/^\s*-/u.test(text) && hour24 <= 47 && minute < 60;
  if (isKnown && hour24 === 24 && minute === 0 && key === 'from')
    return timeOdd(written, { key, fix: 'from: "00:00"', why: 'other' });
  if (isKnown && hour24 >= 24 && !(hour24 === 24 && minute === 0))
    return timeOdd(written, { key, fix: `${key}: "${pad(hour24 - 24)}:${pad(minute)}"`, why: 'hour' });
  const fix = isKnown ? `${key}: "${pad(hour24)}:${pad(minute)}"` : `${key}: "${key === 'to' ? '18:00' : '09:00'}"`;
  return timeOdd(written, { key, fix, why: isKnown ? 'other' : 'range' });
};

const pad = (part: number | string | undefined): string => String(part ?? '').padStart(2, '0');

/** `except`: a date, or what was meant for one. */
export const dateFault = (written: string): Finding => {
  const text = unquoted(written).normalize('NFKC').trim();
  const list = text.split(/[,、]\s*|\s+(?=\d{4}-)/u).map((part) => part.trim());
  if (list.length > 1 && list.every(dateExists)) return dateOdd(written, { fix: list.join('", "'), isNoDay: false });
  const digits =
    /^(\d{4})(\d\d)(\d\d)$/u.exec(text) ?? /(\d{4})\s*[-./년–—]\s*(\d{1,2})\s*[-./월–—]\s*(\d{1,2})/u.exec(text);
  const fix = digits === null ? undefined : `${digits[1]}-${pad(digits[2])}-${pad(digits[3])}`;
  const american = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/u.exec(text);
  const other = american === null ? undefined : `${american[3]}-${pad(american[1])}-${pad(american[2])}`;
  const meant = [fix, other].find((date) => date !== undefined && dateExists(date));
  return dateOdd(written, { fix: meant, isNoDay: meant === undefined && (fix ?? other) !== undefined });
};

const unquoted = (written: string): string => written.trim().replaceAll(/^["'“”‘’＂]|["'“”‘’＂]$/gu, '');
