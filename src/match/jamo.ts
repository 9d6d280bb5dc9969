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
  /** By place, up to `length` itself: 1 where a stretch may end before it, since a word ends or Hangul follows at once. */
  readonly ends: Uint8Array;
  /** The units as a text. */
  readonly jamo: string;
}

/** Valid until the next text is spelled: a message is spelled once for all rules that ask. */
export const spell = (folded: string): Spelling =>
  spelledLast === folded ? last : spellFor(folded, unitsOf(folded));

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

let spelledLast: Folded | string = '';
let last: Spelling = new Spelled(0, 0);

const JAMO_MAX = 3;

const spellAnew = (folded: Units): Spelling => {
  makeRoom(folded.length * JAMO_MAX + 2);
  const { units: letters, length } = folded;
  const table = (syllables ??= makeSyllables());
  let end = 0;
  let beginCount = 0;
  let before = SIGN; // the kind of the last character of a word
  let isApart = true; // whether anything but a word stands after it
  ends[0] = 0;
  for (let at = 0; at < length; at += 1) {
    const unit = letters[at] ?? 0;
    let kind = kinds[unit] ?? ASKS_MORE;
    if (kind === ASKS_MORE) kind = kindOf(folded, at);
    if (kind === SIGN) {
      isApart = true;
      continue;
    }
    if (isApart) {
      ends[end] = 1;
      if (kind < HANGUL || before < HANGUL) {
        units[end] = GAP;
        end += 1;
        ends[end] = 0;
      }
      begins[beginCount] = end;
      beginCount += 1;
      isApart = false;
    } else if (kind >= HANGUL) ends[end] = 1;
    before = kind;
    if (kind === SYLLABLE) {
      const jamo = (unit - FIRST_SYLLABLE) * JAMO_MAX;
      const final = table[jamo + 2] ?? 0;
      units[end] = table[jamo] ?? 0;
      units[end + 1] = table[jamo + 1] ?? 0;
      units[end + 2] = final;
      ends[end + 1] = 0;
      ends[end + 2] = 0;
      end += final === 0 ? 2 : 3;
    } else {
      if (kind === PAIR) at += 1;
      units[end] = kind === PAIR ? pairAs(folded, at) : kind === ALONE ? aloneAs(unit) : unit;
      end += 1;
    }
    ends[end] = 0;
  }
  ends[end] = 1;
  return new Spelled(end, beginCount);
};

const makeRoom = (room: number): void => {
  if (room <= units.length) return;
  units = new Uint16Array(room * 2);
  ends = new Uint8Array(room * 2);
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

let syllables: Uint16Array | undefined;

/** Of each syllable its jamo, the last one 0 where it has but two. */
const makeSyllables = (): Uint16Array => {
  const jamo = new Uint16Array((LAST_SYLLABLE - FIRST_SYLLABLE + 1) * JAMO_MAX);
  for (let index = 0; index * JAMO_MAX < jamo.length; index += 1) {
    const final = index % FINALS_PER_MEDIAL;
    jamo[index * JAMO_MAX] = INITIALS[Math.floor(index / SYLLABLES_PER_INITIAL)] ?? 0;
    jamo[index * JAMO_MAX + 1] = FIRST_MEDIAL + Math.floor((index % SYLLABLES_PER_INITIAL) / FINALS_PER_MEDIAL);
    jamo[index * JAMO_MAX + 2] = final === 0 ? 0 : (FINALS[final - 1] ?? 0);
  }
  return jamo;
};

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
