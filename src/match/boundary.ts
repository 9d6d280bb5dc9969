// Where a Latin word or a number begins and ends: `hi` does not fit `this`, `1` does not fit `10`, Hangul may touch both.

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

const KEYCAP = '\u20E3';
const LETTER_OR_DIGIT = /(?=\p{Script=Latin})\p{L}|\p{Nd}/u;

const isWord = (code: number): boolean => {
  if (code < 0x80) return (code >= 0x30 && code <= 0x39) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a);
  if (code >= 0xac00 && code <= 0xd7a3) return false;
  return LETTER_OR_DIGIT.test(String.fromCodePoint(code));
};
