// A usual text → its plain or folded spelling in one pass by one table; a text that is not so usual is left to fold.ts.
import { emojiAsUnicode, fold, normalise, ZERO_WIDTH } from './fold.ts';

/** UTF-16 units of a folded text, good until the next text is folded. */
export interface Units {
  units: Uint16Array;
  length: number;
}

/**
 * The same as `fold(normalise(text))`, or null where something in the text asks for more than replacing it unit by
 * unit.
 */
export const foldAtOnce = (text: string): string | null => {
  const folded = foldUnits(text);
  if (folded !== null) return isSame(text, folded) ? text : stringOf(folded);
  return out.length > 0 ? withEmoji(stringOf(out)) : null;
};

/** The same as `normalise(text)`, or null. */
export const plainAtOnce = (text: string): string | null => {
  const plain = unitsBy((tables ??= makeTables()).plain, text);
  return plain === null ? null : isSame(text, plain) ? text : stringOf(plain);
};

/** As `foldAtOnce`, without making a string of it. A text with two colons is null: an emoji's name may stand between. */
export const foldUnits = (text: string): Units | null => unitsBy((tables ??= makeTables()).folded, text);

const unitsBy = (units: Uint16Array, text: string): Units | null => {
  const { length } = text;
  if (length > out.units.length) out.units = new Uint16Array(length * 2);
  const written = out.units;
  let end = 0;
  let colons = 0;
  let last = BLANK;
  out.length = 0;
  for (let at = 0; at < length; at += 1) {
    let folded = units[text.charCodeAt(at)] ?? ASKS_MORE;
    if (folded <= BLANK) {
      if (folded === ASKS_MORE) return null;
      if (folded === LEADS) {
        written[end] = text.charCodeAt(at);
        end += 1;
        at += 1;
        folded = text.charCodeAt(at);
        if (!isPlainTrail(folded)) return null;
      } else if (folded === BLANK && last === BLANK) continue;
    } else if (folded === COLON) colons += 1;
    written[end] = folded;
    end += 1;
    last = folded;
  }
  out.length = end > 0 && last === BLANK ? end - 1 : end;
  return colons > 1 ? null : out;
};

/** A text in units, as it is. */
export const unitsOf = (text: string): Units => {
  if (text.length > out.units.length) out.units = new Uint16Array(text.length * 2);
  for (let at = 0; at < text.length; at += 1) out.units[at] = text.charCodeAt(at);
  out.length = text.length;
  return out;
};

/** Whether something in the text is seen for sure, told by its beginning. */
export const beginsSeen = (text: string): boolean =>
  ((tables ??= makeTables()).folded[text.charCodeAt(0)] ?? ASKS_MORE) > BLANK;

/** The names of emoji are looked for in what else is folded already. */
const withEmoji = (folded: string): string | null => {
  const spelled = emojiAsUnicode(folded);
  if (spelled === folded) return folded;
  const again = foldUnits(spelled);
  return again === null ? null : stringOf(again);
};

/** Makes the tables, which otherwise the first message pays for with some 20 ms. */
export const prepareFolding = (): void => {
  tables ??= makeTables();
};

const BLANK = 0x20;
const COLON = 0x3a;
/** The one letter that is folded into ASCII, so that what is no emoji's name would become one. */
const LONG_S = 0x17f;
const ASKS_MORE = 0;
/** The first half of a character that is its own folding whatever its second half is, but for skin tones. */
const LEADS = 1;
const isPlainTrail = (unit: number): boolean => unit >= 0xdc00 && unit < SKIN_TONES;
/** The second halves of U+1F3FB to U+1F3FF; other characters that end so are rare, and only take longer. */
const SKIN_TONES = 0xdffb;

/** For each UTF-16 unit what stands in its place, ASKS_MORE or LEADS. */
interface Tables {
  readonly plain: Uint16Array;
  readonly folded: Uint16Array;
}

let tables: Tables | undefined;

const makeTables = (): Tables => {
  const plain = new Uint16Array(0x1_0000);
  for (let unit = 0; unit < plain.length; unit += 1) {
    const letter = String.fromCharCode(unit);
    plain[unit] = letter.normalize('NFC') === letter ? unit : ASKS_MORE;
  }
  const folded = plain.slice();
  const all = String.fromCharCode(...Array(0xd800).keys()) + String.fromCharCode(...range(0xe000, 0x1_0000));
  for (const [letter] of all.matchAll(PLAINLY_OTHER)) {
    const spelled = normalise(`.${letter}.`);
    plain[letter.charCodeAt(0)] = only(spelled);
    folded[letter.charCodeAt(0)] = only(fold(spelled));
  }
  folded[LONG_S] = ASKS_MORE;
  for (const units of [plain, folded]) {
    for (const [letter] of all.matchAll(ACTS_ON_OTHERS)) units[letter.charCodeAt(0)] = ASKS_MORE;
    units.fill(ASKS_MORE, 0xd800, 0xe000);
    units.fill(LEADS, 0xd83c, 0xd83f); // U+1F000 to U+1FBFF: emoji, never cased, never composed
    units.fill(ASKS_MORE, 0, 2); // the two numbers that say something else here
  }
  return { plain, folded };
};

/** What stands between two points, where that is a single unit and no colon. */
const only = (spelled: string): number =>
  spelled.length === 3 && spelled !== '.:.' ? spelled.charCodeAt(1) : ASKS_MORE;

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index);

/** Blanks, signs that are made plain, and letters that are not their own folding. */
const PLAINLY_OTHER = /[\p{White_Space}\p{Changes_When_Casemapped}\uFF01-\uFF5E\u2018-\u201F]/gu;

/** What joins the letter before it, and what is taken out: both change how long the text is. */
const ACTS_ON_OTHERS = new RegExp(String.raw`\p{M}|[\u1160-\u11FF]|${ZERO_WIDTH.source}`, 'gu');

/** Kept from one text to the next, since most are short. */
const out: Units = { units: new Uint16Array(4096), length: 0 };

/** So many arguments a function may safely be called with. */
const UNITS_AT_ONCE = 8192;

export const stringOf = ({ units, length }: Units): string => {
  let text = '';
  for (let from = 0; from < length; from += UNITS_AT_ONCE)
    text += Reflect.apply(String.fromCharCode, null, units.subarray(from, Math.min(length, from + UNITS_AT_ONCE)));
  return text;
};

const isSame = (text: string, { units, length }: Units): boolean => {
  if (text.length !== length) return false;
  for (let at = 0; at < length; at += 1) if (text.charCodeAt(at) !== units[at]) return false;
  return true;
};
