// From a duration as written to milliseconds, or to why it is none and how it is to be written.
import type { Finding } from './phrases.ts';
import { durationOdd, durationTooLong } from './phrases-times.ts';

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Of a reply's `after`. */
export const AFTER_MS_MAX = 600_000;

/** null where it is no duration. */
export const durationMs = (text: string): number | null => {
  const found = /^(\d+)([smhd])$/u.exec(text);
  const ms = Number(found?.[1] ?? 0) * (UNIT_MS[found?.[2] ?? ''] ?? 0);
  return ms > 0 ? ms : null;
};

/** `written`: as the file has it, a number too; `key`: what it is the value of. */
export const durationFault = (written: string, key: string): Finding => {
  const ms = durationMs(written);
  const fallback = key === 'after' ? '2s' : '10m';
  if (ms !== null && key === 'after') return durationTooLong(written);
  const meant = meantMs(written);
  if (meant !== null && key === 'after' && meant > AFTER_MS_MAX) return durationTooLong(written);
  return durationOdd(written, { key, fix: meant === null ? fallback : spelled(meant), why: whyOf(written) });
};

const whyOf = (written: string): 'negative' | 'zero' | 'unit' | 'other' => {
  if (/^\s*[-−–]/u.test(written)) return 'negative';
  if (/^\D*0+(?:\.0+)?\D*$/u.test(written)) return 'zero';
  return /^\s*\d+(?:\.\d+)?\s*$/u.test(written) ? 'unit' : 'other';
};

const WORDS: readonly (readonly [RegExp, number])[] = [
  [/^(?:밀리초|ms|msec|milliseconds?)$/iu, 1],
  [/^(?:s|secs?|seconds?|초|초간)$/iu, 1000],
  [/^(?:m|mins?|minutes?|분|분간)$/iu, 60_000],
  [/^(?:h|hrs?|hours?|시간|시)$/iu, 3_600_000],
  [/^(?:d|days?|일|하루)$/iu, 86_400_000],
  [/^(?:w|weeks?|주|주일)$/iu, 604_800_000],
];

const NUMBERS = 'zero one two three four five six seven eight nine ten'.split(' ');
const WHOLE: Readonly<Record<string, string>> = {
  한: '1',
  두: '2',
  세: '3',
  네: '4',
  다섯: '5',
  열: '10',
  a: '1',
  an: '1',
};

/** What was probably meant: `10분`, `5 minutes`, `1h30m`, `two seconds`, `PT10M`; a number alone is taken for seconds. */
const meantMs = (written: string): number | null => {
  const plain = written
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll(/^[-−–+]\s*|["'“”‘’]|^pt?(?=\d)/gu, '')
    .replaceAll(/^(?:every|after|매|약)\s*/gu, '')
    .replaceAll(/\s*(?:마다|동안|후|뒤|간격|에\s*한\s*번)$/gu, '');
  const counted = plain
    .replace(/^[a-z]+(?=\s)/u, (word) =>
      NUMBERS.includes(word) ? String(NUMBERS.indexOf(word)) : (WHOLE[word] ?? word),
    )
    .replace(/^(?:다섯|한|두|세|네|열)(?=\s*[초분시일주])/u, (word) => WHOLE[word] ?? word)
    .replace(/^하루$/u, '1일')
    .replace(/^반\s*시간$/u, '30분')
    .replace(/^1\s*시간\s*반$/u, '90분');
  const parts = [...counted.matchAll(/(\d+(?:\.\d+)?)\s*([a-z가-힣]+)/gu)];
  if (parts.length === 0 || counted.replaceAll(/(\d+(?:\.\d+)?)\s*([a-z가-힣]+)|[\s,]|and/gu, '') !== '') return null;
  let ms = 0;
  for (const [, count, word = ''] of parts) {
    const unit = WORDS.find(([said]) => said.test(word))?.[1];
    if (unit === undefined) return null;
    ms += Number(count) * unit;
  }
  return ms > 0 ? ms : null;
};

const spelled = (ms: number): string => {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds % 86_400 === 0) return `${seconds / 86_400}d`;
  if (seconds % 3600 === 0) return `${seconds / 3600}h`;
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${seconds}s`;
};
