// A usual folded text → its letters and jamo as `spell` writes them, without what only comparing needs.
import type { Units } from '../fast-fold.ts';
import { spell } from '../jamo.ts';

/** null where something in the text is neither Hangul, ASCII nor a plain sign: `spell` knows what to do about it. */
export const jamoAtOnce = ({ units, length }: Units): Units | null => {
  const kinds = (kindOf ??= makeKinds());
  const syllables = (jamoOf ??= makeJamo());
  if (length * JAMO_MAX + 1 > out.units.length) out.units = new Uint16Array(length * JAMO_MAX * 2);
  const written = out.units;
  let end = 0;
  let before = SIGN;
  let isApart = true;
  for (let at = 0; at < length; at += 1) {
    const unit = units[at] ?? 0;
    const kind = kinds[unit];
    if (kind === SIGN) {
      isApart = true;
      continue;
    }
    if (kind === ASKS_MORE) return null;
    if (isApart && !(before === HANGUL && kind === HANGUL)) {
      written[end] = GAP;
      end += 1;
    }
    if (kind === HANGUL) {
      const from = (unit - FIRST_SYLLABLE) * JAMO_MAX;
      written[end] = syllables[from] ?? 0;
      written[end + 1] = syllables[from + 1] ?? 0;
      const final = syllables[from + 2] ?? 0;
      written[end + 2] = final;
      end += final === 0 ? 2 : 3;
    } else {
      written[end] = unit;
      end += 1;
    }
    before = kind ?? SIGN;
    isApart = false;
  }
  out.length = end;
  return out;
};

const SIGN = 0;
const LETTER = 1;
const HANGUL = 2;
const ASKS_MORE = 3;

const GAP = 0x20;
const JAMO_MAX = 3;
const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;

const out: Units = { units: new Uint16Array(4096), length: 0 };

let kindOf: Uint8Array | undefined;

const makeKinds = (): Uint8Array => {
  const kinds = new Uint8Array(0x1_0000).fill(ASKS_MORE, 0x80);
  kinds.fill(HANGUL, FIRST_SYLLABLE, LAST_SYLLABLE + 1);
  for (const [from, to] of SIGNS) kinds.fill(SIGN, from, to + 1);
  for (const letter of 'abcdefghijklmnopqrstuvwxyz0123456789') kinds[letter.charCodeAt(0)] = LETTER;
  return kinds;
};

/** Dashes, dots, arrows, boxes and the like; the sign of keycap emoji, which says what its digit is, is not among them. */
const SIGNS: readonly (readonly [number, number])[] = [
  [0x2010, 0x2027],
  [0x2190, 0x23ff],
  [0x2500, 0x2775],
  [0x2794, 0x27bf],
  [0x3001, 0x3003],
  [0x3008, 0x3011],
];

let jamoOf: Uint16Array | undefined;

/** Of each syllable its jamo, the last one 0 where it has but two. */
const makeJamo = (): Uint16Array => {
  const jamo = new Uint16Array((LAST_SYLLABLE - FIRST_SYLLABLE + 1) * JAMO_MAX);
  for (let syllable = FIRST_SYLLABLE; syllable <= LAST_SYLLABLE; syllable += 1) {
    const { units, length } = spell(String.fromCharCode(syllable));
    for (let at = 1; at < length; at += 1) jamo[(syllable - FIRST_SYLLABLE) * JAMO_MAX + at - 1] = units[at] ?? 0;
  }
  return jamo;
};

/** Makes the tables, which otherwise the first message pays for. */
export const prepareJamo = (): void => {
  jamoOf ??= makeJamo();
  kindOf ??= makeKinds();
};
