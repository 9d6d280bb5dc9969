// A text as a person sees it → the spelling in which texts are compared: first its plain form, then that with case folded.
import { emojiNamed, withoutTones } from '../domain/emoji.ts';

/**
 * The plain form: no zero-width characters, no lone surrogates, NFC, full-width signs half-width, quotes plain, emoji as Unicode without
 * skin tones, one space for each run of blanks and none at the ends; case kept. Idempotent and linear.
 */
export const normalise = (text: string): string =>
  blanksAsOne(
    withoutTones(emojiAsUnicode(marksInReason(plainSigns(wellFormed(text.replace(ZERO_WIDTH, '')))).normalize('NFC'))),
  );

/** Case folded as Unicode's simple folding does it: ſ is s, ß is not ss. Never changes the length in UTF-16 units. */
export const fold = (plain: string): string =>
  FOLDS_ODDLY.test(plain) ? plain.replace(FOLDS, foldOne) : plain.toLowerCase();

/** What no reader sees, and so can stand in no plain text. */
export const ZERO_WIDTH = /[\u200B-\u200D\u2060\uFEFF\u00AD]|\p{Variation_Selector}/gu;

/** Half a character is none: as such it would be found in every emoji that begins with it. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');

const plainSigns = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E\u2018-\u201F]/g, (sign) => {
    const code = sign.charCodeAt(0);
    if (code >= 0xff01) return String.fromCharCode(code - 0xfee0);
    return code <= 0x201b ? "'" : '"';
  });

/**
 * V8 sorts the marks on one letter in quadratic time: 40,000 of them hold it for 0.7 s. No script has more than 30
 * (https://unicode.org/reports/tr15/#Stream_Safe_Text_Format), so what is piled higher is left out.
 */
const marksInReason = (text: string): string => text.replace(/(\p{M}{30})\p{M}+/gu, '$1');

/** Names of emoji between colons: `:zz:wave:` holds `:wave:`: a colon that ends no known name may begin one. */
export const emojiAsUnicode = (text: string): string => {
  if (!text.includes(':')) return text;
  let spelled = '';
  let from = 0;
  for (const { 0: opening, 1: name = '', index } of text.matchAll(/:([a-z0-9_+-]+)(?=:)/gi)) {
    const emoji = index < from ? undefined : emojiNamed(name);
    if (emoji === undefined) continue;
    spelled += text.slice(from, index) + emoji;
    from = index + opening.length + 1;
  }
  return spelled + text.slice(from);
};

const blanksAsOne = (text: string): string => text.replace(/\p{White_Space}+/gu, ' ').replace(/^ | $/g, '');

/** Capitals beyond Latin-1, whose lower case may depend on their place (Σ) or differ from their folding (ſ, ẞ, İ). */
const FOLDS_ODDLY = /(?![A-ZÀ-Þß])\p{Changes_When_Casefolded}/u;

/** Whatever is not its own folding: letters that change in either direction. */
const FOLDS = /\p{Changes_When_Casemapped}/gu;

/** Neither İ nor ı is an i in simple folding, whatever their other case says. */
const foldOne = (letter: string): string => {
  if (letter === 'İ' || letter === 'ı') return letter;
  if (letter === LONG_ST) return ST;
  const upper = letter.toUpperCase();
  const folded = (upper.length === letter.length ? upper : letter).toLowerCase();
  return folded.length === letter.length ? folded : letter;
};

/** The one pair of letters that fold alike and have no case of one letter in common. */
const LONG_ST = '\uFB05';
const ST = '\uFB06';
