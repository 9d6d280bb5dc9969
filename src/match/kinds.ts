// Characters → of which of four kinds they are, by which a pattern that needs no text is passed over.
import type { Units } from './fast-fold.ts';

/** Kinds of folded characters, to be added up. */
const DIGIT = 1;
const LATIN = 2; // a to z
const HANGUL = 4; // syllables
const OTHER = 8;
export const ALL_KINDS = DIGIT + LATIN + HANGUL + OTHER;

/** Of all characters whose code points lie from `first` to `last`, as they are once they are folded. */
export const kindsBetween = (first: number, last: number): number => {
  const meets = (from: number, to: number): boolean => first <= to && last >= from;
  const isWithin = (from: number, to: number): boolean => first >= from && last <= to;
  return (
    (meets(0x30, 0x39) ? DIGIT : 0) +
    (meets(0x41, 0x5a) || meets(0x61, 0x7a) || FOLDED_TO_LATIN.some((code) => meets(code, code)) ? LATIN : 0) +
    (meets(0xac00, 0xd7a3) ? HANGUL : 0) +
    (PURE.some(([from, to]) => isWithin(from, to)) ? 0 : OTHER)
  );
};

/** ſ and K are; İ and ı are somewhere. */
const FOLDED_TO_LATIN = [0x17f, 0x212a, 0x130, 0x131];
const PURE: readonly (readonly [number, number])[] = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x61, 0x7a],
  [0xac00, 0xd7a3],
];

/** Of a folded text. */
export const kindsIn = ({ units, length }: Units): number => {
  let kinds = 0;
  for (let at = 0; at < length; at += 1) kinds |= kindOf[units[at] ?? 0] ?? OTHER;
  return kinds;
};

const kindOf = new Uint8Array(0x1_0000)
  .fill(OTHER)
  .fill(DIGIT, 0x30, 0x3a)
  .fill(LATIN, 0x61, 0x7b)
  .fill(HANGUL, 0xac00, 0xd7a4);
