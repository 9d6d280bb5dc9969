// Where a Latin word or a number begins and ends: `hi` does not fit `this`, `1` does not fit `10`, Hangul may touch both.
import type { Units } from './fast-fold.ts';

/** Whether the text begins with a Latin letter or a digit, so that none may stand before it. */
export const beginsBound = (text: string): boolean => wordAt(text, 0);

/** Whether the text ends with a Latin letter or a digit, so that none may stand after it. */
export const endsBound = (text: string): boolean => wordBefore(text, text.length);

/** Whether a Latin letter or a digit stands at `index`; the digit of a keycap emoji (1️⃣) is none. */
export const wordAt = (text: string, index: number): boolean => {
  const code = text.codePointAt(index);
  return code !== undefined && isWord(code) && text[index + 1] !== KEYCAP;
};

/** Whether a Latin letter or a digit stands right before `index`. */
export const wordBefore = (text: string, index: number): boolean => {
  if (index === 0) return false;
  const pair = index > 1 ? text.codePointAt(index - 2) : undefined;
  const code = pair !== undefined && pair > 0xffff ? pair : text.charCodeAt(index - 1);
  return isWord(code);
};

/** How a stretch of a message has to stand. */
export const NOTHING_BEFORE = 1;
export const NOTHING_AFTER = 2;

/** What a text asks of where it stands: NOTHING_BEFORE, NOTHING_AFTER, both or neither. */
export const boundsOf = (text: string): number =>
  (beginsBound(text) ? NOTHING_BEFORE : 0) + (endsBound(text) ? NOTHING_AFTER : 0);

/** The same as `wordBefore` and `wordAt` ask, of a text in UTF-16 units. */
export const standsFree = (
  text: Units,
  { start, end, bounds }: { start: number; end: number; bounds: number },
): boolean =>
  !((bounds & NOTHING_BEFORE) !== 0 && start > 0 && isWordUnit(text, start - 1)) &&
  !(
    (bounds & NOTHING_AFTER) !== 0 &&
    end < text.length &&
    isWordUnit(text, end) &&
    !(end + 1 < text.length && text.units[end + 1] === KEYCAP_UNIT)
  );

/** Half of a pair is taken together with its other half, on whichever side that is. */
const isWordUnit = ({ units }: Units, at: number): boolean => {
  const unit = units[at] ?? 0;
  if (unit < 0xd800 || unit > 0xdfff) return isWord(unit);
  const [first, second] = unit < 0xdc00 ? [unit, units[at + 1] ?? 0] : [units[at - 1] ?? 0, unit];
  return isWord((first - 0xd800) * 0x400 + (second - 0xdc00) + 0x1_0000);
};

const KEYCAP_UNIT = 0x20e3;
const KEYCAP = '\u20E3';
const LETTER_OR_DIGIT = /(?=\p{Script=Latin})\p{L}|\p{Nd}/u;

const isWord = (code: number): boolean => {
  if (code < 0x80) return (code >= 0x30 && code <= 0x39) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a);
  if (code >= 0xac00 && code <= 0xd7a3) return false;
  return LETTER_OR_DIGIT.test(String.fromCodePoint(code));
};
