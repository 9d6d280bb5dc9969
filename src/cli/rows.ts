// What several parts of a report have in common: headings, counts under each other, a text on one line, and where a list ends.
import type { Phrase } from '../domain/language.ts';
import { printable, type Speech } from './speech.ts';

/** A report has so many rows of each kind; `json` has them all. */
export const ROWS_MAX = 30;
const TEXT_UNITS_MAX = 100;

export const heading = (phrase: Phrase, { say, colour }: Speech): string => colour.bold(say(phrase));

export const amount = (count: number): string => count.toLocaleString('en-US');
/** Each as wide as the widest. */
export const padded = (counts: readonly number[]): ((count: number) => string) => {
  const width = Math.max(0, ...counts.map((count) => amount(count).length));
  return (count) => amount(count).padStart(width);
};

export const andMore = (count: number): Phrase => ({
  ko: `… 그 밖에 ${amount(count)}개`,
  en: `… and ${amount(count)} more`,
});

export const more = (length: number, { say }: Speech): readonly string[] =>
  length > ROWS_MAX ? [`  ${say(andMore(length - ROWS_MAX))}`] : [];

/** Its beginning, on one line. */
export const quoted = (text: string, { say }: Speech): string => {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line === '') return say({ ko: '(글 없이 봇만 부른 메시지)', en: '(a mention of the bot alone)' });
  const start = [...line].slice(0, TEXT_UNITS_MAX).join('');
  return printable(start.length < line.length ? `${start}…` : line);
};
