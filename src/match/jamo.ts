// A folded text → its words spelled in letters and jamo, and where a stretch of whole words may begin and end there.
import { stringOf, unitsOf, type Units } from './fast-fold.ts';

/**
 * One UTF-16 unit for each letter, digit or jamo. A jamo is the same at a syllable's beginning, at its end and alone, so
 * that a slip which moves it to another syllable is still one; ㅘ and ㄵ are one each. What stands between words, blanks
 * and signs of whatever number, is one GAP, or nothing between Hangul. A GAP stands before the first word, too.
 */
export interface Spelling extends Units {
  /** The places at which words begin, in order, and their number. */
  readonly begins: Int32Array;
  readonly beginCount: number;
  /** By place, up to `length` itself: BEGINS, MAY_END, both or neither. */
  readonly marks: Uint8Array;
  /** The units as a text. */
  readonly jamo: string;
}

/** A word begins here. */
export const BEGINS = 1;
/** A stretch may end before this: a word ends there, or Hangul follows at once. */
export const MAY_END = 2;

/** Valid until the next text is spelled: a message is spelled once for all rules that ask. */
export const spell = (folded: string): Spelling => (spelledLast === folded ? last : spellFor(folded, unitsOf(folded)));

/** The same of a text in units; `spelledFor` gives it again. */
export const spellFor = (whose: Folded | string, units: Units): Spelling => {
  spelledLast = whose;
  last = spellAnew(units);
  return last;
};

export const spelledFor = (whose: Folded): Spelling => (spelledLast === whose ? last : spell(whose.folded));

/** Something with a folded text. */
interface Folded {
  readonly folded: string;
}

export const jamoOf = (folded: string): string => spell(folded).jamo;

/** How many characters a text has where signs and blanks do not count. */
export const charactersIn = (folded: string): number => folded.match(COUNTED)?.length ?? 0;

const COUNTED = /[\p{L}\p{N}](?!\u20E3)/gu;

const GAP = 0x20;

/** Kept from one text to the next. */
let units = new Uint16Array(4096);
let marks = new Uint8Array(4096);
let begins = new Int32Array(4096);

class Spelled implements Spelling {
  readonly units = units;
  readonly marks = marks;
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

let spelledLast: Folded | string = '';
let last: Spelling = new Spelled(0, 0);

const JAMO_MAX = 3;

const spellAnew = (folded: Units): Spelling => {
  const { units: letters, length } = folded;
  const room = length * JAMO_MAX + 2;
  makeRoom(room);
  marks.fill(0, 0, room);
  const jamo = units;
  const table = (syllables ??= makeSyllables());
  let end = 0;
  let beginCount = 0;
  let before = SIGN; // the kind of the last character of a word
  let isApart = true; // whether anything but a word stands after it
  for (let at = 0; at < length; at += 1) {
    const unit = letters[at] ?? 0;
    let kind = kinds[unit] ?? ASKS_MORE;
    if (kind === ASKS_MORE) kind = kindOf(folded, at);
    if (kind === SIGN) {
      isApart = true;
      continue;
    }
    if (isApart) {
      marks[end] = MAY_END;
      if (kind < HANGUL || before < HANGUL) {
        jamo[end] = GAP;
        end += 1;
      }
      marks[end] = (marks[end] ?? 0) + BEGINS;
      begins[beginCount] = end;
      beginCount += 1;
      isApart = false;
    } else if (kind >= HANGUL) marks[end] = MAY_END;
    before = kind;
    if (kind === SYLLABLE) {
      const all = table[unit - FIRST_SYLLABLE] ?? 0;
      jamo[end] = JAMO_BLOCK + (all & 0xff);
      jamo[end + 1] = JAMO_BLOCK + ((all >> 8) & 0xff);
      jamo[end + 2] = JAMO_BLOCK + ((all >> 16) & 0xff);
      end += all >> 24;
      continue;
    }
    if (kind === PAIR) at += 1;
    jamo[end] = kind === PAIR ? pairAs(folded, at) : kind === ALONE ? aloneAs(unit) : unit;
    end += 1;
  }
  marks[end] = MAY_END;
  return new Spelled(end, beginCount);
};

const makeRoom = (room: number): void => {
  if (room <= units.length) return;
  units = new Uint16Array(room * 2);
  marks = new Uint8Array(room * 2);
  begins = new Int32Array(room);
};

const SIGN = 0; // or a blank
const LETTER = 1;
const PAIR = 2; // a letter of two units
const HANGUL = 3; // from here on
const SYLLABLE = 3;
const ALONE = 4; // a jamo
const ASKS_MORE = 5;

const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const KEYCAP = 0x20e3;

/** By unit; what asks more is asked once, save that pairs and digits depend on what follows. */
const kinds = new Uint8Array(0x1_0000)
  .fill(ASKS_MORE, 0x30)
  .fill(LETTER, 0x61, 0x7b)
  .fill(SYLLABLE, FIRST_SYLLABLE, LAST_SYLLABLE + 1);

/** The digit of a keycap emoji (1️⃣) is a sign. */
const kindOf = ({ units: letters, length }: Units, at: number): number => {
  const unit = letters[at] ?? 0;
  const next = at + 1 < length ? (letters[at + 1] ?? 0) : 0;
  if (unit >= 0x30 && unit <= 0x39) return next === KEYCAP ? SIGN : LETTER;
  if (unit >= 0xd800 && unit < 0xdc00) return kindOfCharacter(String.fromCharCode(unit, next)) === SIGN ? SIGN : PAIR;
  const kind = unit === KEYCAP ? SIGN : kindOfCharacter(String.fromCharCode(unit));
  kinds[unit] = kind;
  return kind;
};

const kindOfCharacter = (character: string): number =>
  !IN_WORDS.test(character) ? SIGN : OF_HANGUL.test(character) ? ALONE : LETTER;

const IN_WORDS = /^[\p{L}\p{N}\p{M}]/u;
const OF_HANGUL = /^\p{Script=Hangul}/u;

const FINALS_PER_MEDIAL = 28;
const SYLLABLES_PER_INITIAL = 21 * FINALS_PER_MEDIAL;
const codesOf = (letters: string): Uint16Array => Uint16Array.from(letters, (letter) => letter.charCodeAt(0));
const INITIALS = codesOf('ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ');
const FINALS = codesOf('ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ');
const FIRST_MEDIAL = 0x314f;

/** Where jamo stand in Unicode that are typed alone. */
const JAMO_BLOCK = 0x3100;

let syllables: Int32Array | undefined;

/** Of each syllable its jamo, a byte each, by their places in JAMO_BLOCK; the last byte says how many they are. */
const makeSyllables = (): Int32Array =>
  Int32Array.from({ length: LAST_SYLLABLE - FIRST_SYLLABLE + 1 }, (_, index) => {
    const initial = INITIALS[Math.floor(index / SYLLABLES_PER_INITIAL)] ?? 0;
    const medial = FIRST_MEDIAL + Math.floor((index % SYLLABLES_PER_INITIAL) / FINALS_PER_MEDIAL);
    const final = FINALS[(index % FINALS_PER_MEDIAL) - 1];
    const both = (initial - JAMO_BLOCK) | ((medial - JAMO_BLOCK) << 8);
    return final === undefined ? both | (2 << 24) : both | ((final - JAMO_BLOCK) << 16) | (3 << 24);
  });

/** Jamo that a decomposed text has left over are the same as those that are typed alone. */
const aloneAs = (code: number): number => {
  if (code >= 0x1100 && code <= 0x1112) return INITIALS[code - 0x1100] ?? code;
  if (code >= 0x1161 && code <= 0x1175) return FIRST_MEDIAL + code - 0x1161;
  if (code >= 0x11a8 && code <= 0x11c2) return FINALS[code - 0x11a8] ?? code;
  return code;
};

/** Letters beyond the first 65,536 are spelled by private ones, of which there are enough to tell them apart mostly. */
const pairAs = ({ units: letters }: Units, second: number): number => {
  const code = ((letters[second - 1] ?? 0) - 0xd800) * 0x400 + (letters[second] ?? 0) - 0xdc00 + 0x1_0000;
  return 0xe000 + (code % 0x1900);
};
