// A folded text → its words spelled in letters and jamo, and where a stretch of whole words may begin and end there.
import { stringOf, type Units } from './fast-fold.ts';

/**
 * One UTF-16 unit for each letter, digit or jamo. A jamo is the same at a syllable's beginning, at its end and alone, so
 * that a slip which moves it to another syllable is still one; ㅘ and ㄵ are one each. What stands between words, blanks
 * and signs of whatever number, is one GAP, or nothing between Hangul. A GAP stands before the first word, too.
 */
export interface Spelling extends Units {
  /** The places at which words begin, in order, and their number. */
  readonly begins: Int32Array;
  readonly beginCount: number;
  /** By place, up to `length` itself: 1 where a stretch may end before it, since a word ends or Hangul follows at once. */
  readonly ends: Uint8Array;
  /** The units as a text. */
  readonly jamo: string;
}

/** Valid until the next text is spelled: a message is spelled once for all rules that ask. */
export const spell = (folded: string): Spelling => {
  if (folded !== spelledLast) {
    last = spellAnew(folded);
    spelledLast = folded;
  }
  return last;
};

export const jamoOf = (folded: string): string => spell(folded).jamo;

/** How many characters a text has where signs and blanks do not count. */
export const charactersIn = (folded: string): number => folded.match(COUNTED)?.length ?? 0;

const COUNTED = /[\p{L}\p{N}](?!\u20E3)/gu;

const GAP = 0x20;

/** Kept from one text to the next. */
let units = new Uint16Array(4096);
let ends = new Uint8Array(4096);
let begins = new Int32Array(4096);

class Spelled implements Spelling {
  readonly units = units;
  readonly ends = ends;
  readonly begins = begins;
  readonly length: number;
  readonly beginCount: number;
  #jamo: string | undefined;

  constructor(length: number, beginCount: number) {
    this.length = length;
    this.beginCount = beginCount;
  }

  get jamo(): string {
    return (this.#jamo ??= stringOf(this));
  }
}

let spelledLast = '';
let last: Spelling = new Spelled(0, 0);

const UNITS_PER_CHARACTER = 3;

const NONE = 0; // a blank or a sign
const LETTER = 1;
const HANGUL = 2;

const spellAnew = (folded: string): Spelling => {
  const room = folded.length * UNITS_PER_CHARACTER + 2;
  if (room > units.length) {
    units = new Uint16Array(room * 2);
    ends = new Uint8Array(room * 2);
    begins = new Int32Array(room);
  }
  ends.fill(0, 0, room);
  let end = 0;
  let beginCount = 0;
  let before = NONE; // the kind of the last character of a word
  let isApart = true; // whether anything but a word stands after it
  for (let at = 0; at < folded.length; at += 1) {
    let code = folded.charCodeAt(at);
    const kind = isSyllable(code) ? HANGUL : kindOf((code = folded.codePointAt(at) ?? 0), folded, at);
    if (code > 0xffff) at += 1;
    if (kind === NONE) {
      isApart = true;
      continue;
    }
    if (kind === HANGUL && (before === HANGUL || !isApart)) ends[end] = 1;
    else if (isApart) {
      ends[end] = 1;
      units[end] = GAP;
      end += 1;
    }
    if (isApart) {
      begins[beginCount] = end;
      beginCount += 1;
    }
    end = kind === HANGUL ? addHangul(code, end) : addLetter(code, end);
    before = kind;
    isApart = false;
  }
  ends[end] = 1;
  return new Spelled(end, beginCount);
};

const isSyllable = (code: number): boolean => code >= 0xac00 && code <= 0xd7a3;

/** Of any but a syllable. The digit of a keycap emoji (1️⃣) is a sign. */
const kindOf = (code: number, folded: string, at: number): number => {
  if (code < 0x80) {
    if (code >= 0x61 && code <= 0x7a) return LETTER;
    return code >= 0x30 && code <= 0x39 && folded.charCodeAt(at + 1) !== KEYCAP ? LETTER : NONE;
  }
  if (code === KEYCAP) return NONE;
  const letter = String.fromCodePoint(code);
  if (!IN_WORDS.test(letter)) return NONE;
  return OF_HANGUL.test(letter) ? HANGUL : LETTER;
};

const KEYCAP = 0x20e3;
const IN_WORDS = /[\p{L}\p{N}\p{M}]/u;
const OF_HANGUL = /\p{Script=Hangul}/u;

const FINALS_PER_MEDIAL = 28;
const SYLLABLES_PER_INITIAL = 21 * FINALS_PER_MEDIAL;
const codesOf = (letters: string): Uint16Array => Uint16Array.from(letters, (letter) => letter.charCodeAt(0));
const INITIALS = codesOf('ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ');
const FINALS = codesOf('ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ');
const FIRST_MEDIAL = 0x314f;

/** Returns the end of what is written. */
const addHangul = (code: number, end: number): number => {
  if (!isSyllable(code)) {
    units[end] = aloneAs(code);
    return end + 1;
  }
  const index = code - 0xac00;
  const final = index % FINALS_PER_MEDIAL;
  units[end] = INITIALS[Math.floor(index / SYLLABLES_PER_INITIAL)] ?? 0;
  units[end + 1] = FIRST_MEDIAL + Math.floor((index % SYLLABLES_PER_INITIAL) / FINALS_PER_MEDIAL);
  if (final === 0) return end + 2;
  units[end + 2] = FINALS[final - 1] ?? 0;
  return end + 3;
};

/** Jamo that a decomposed text has left over are the same as those that are typed alone. */
const aloneAs = (code: number): number => {
  if (code >= 0x1100 && code <= 0x1112) return INITIALS[code - 0x1100] ?? code;
  if (code >= 0x1161 && code <= 0x1175) return FIRST_MEDIAL + code - 0x1161;
  if (code >= 0x11a8 && code <= 0x11c2) return FINALS[code - 0x11a8] ?? code;
  return code;
};

/** Letters beyond the first 65,536 are spelled by private ones, of which there are enough to tell them apart mostly. */
const addLetter = (code: number, end: number): number => {
  units[end] = code > 0xffff ? 0xe000 + (code % 0x1900) : code;
  return end + 1;
};
