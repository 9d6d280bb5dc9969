// Whether a time zone is one, and the one that was probably meant.
import { nearest } from '../domain/nearest.ts';
import type { Finding } from './phrases.ts';
import { timezoneUnknown } from './phrases-names.ts';

const MEANT: Readonly<Record<string, string>> = {
  'Asia/Seoul': 'kst korea kr rok seoul 서울 한국 대한민국 한국시간 asia/korea utc+9 gmt+9 +09:00 +9',
  'Asia/Tokyo': 'jst japan tokyo 일본 도쿄',
  'America/Los_Angeles': 'pst pdt pacific',
  'America/New_York': 'edt eastern newyork',
};

export const systemTimezone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export const timezoneFault = (text: string): Finding | null => {
  // Intl also takes offsets such as `+09:00`, which name no zone.
  if (/^[A-Za-z]/u.test(text) && isZone(text)) return null;
  const word = text.trim().toLowerCase().replaceAll(/\s/gu, '');
  const meant = Object.entries(MEANT).find(([, words]) => words.split(' ').includes(word))?.[0];
  const zones = Intl.supportedValuesOf('timeZone');
  const city = nearest(
    word.split('/').at(-1) ?? word,
    zones.map((zone) => zone.split('/').at(-1) ?? zone),
  );
  const zone =
    meant ??
    nearest(text.trim().replaceAll(' ', '_'), zones) ??
    zones.find((one) => city !== undefined && one.endsWith(`/${city}`));
  return timezoneUnknown(text, zone ?? 'Asia/Seoul');
};

const isZone = (text: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};
