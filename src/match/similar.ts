// A text as its author wrote it → whether it occurs in a message with small slips of typing.
import { CHARS_PER_STEP, isSpent, PART_STEPS, spend, type Budget } from './budget.ts';
import { fold, normalise } from './fold.ts';
import { charactersIn, jamoOf, spell, type Spelling } from './jamo.ts';
import { buildLiteral } from './literal.ts';
import { cut, FEW_SLIPS_MAX, piecesFor, unitsIn, waysOf, type Piece } from './pieces.ts';
import { standsAt, type Slipping } from './slips.ts';

export interface Similar {
  readonly occurs: (folded: string, budget: Budget) => boolean;
  /** The same of what `contains` does not find already. */
  readonly occursWithSlips: (message: Spelling, budget: Budget) => boolean;
  /**
   * Ways, each some sets of stretches of `jamoOf(folded)`: in every message that fits, by slips or exactly, at least one
   * of each set of some way occurs. No ways where no slips are allowed.
   */
  readonly needed: readonly (readonly (readonly string[])[])[];
  /** How it is compared. `null`: many slips are allowed, so that pieces are long and seldom found. */
  readonly sought: Sought | null;
  /** No slips are allowed: it occurs as `contains` finds it. */
  readonly isExact: boolean;
}

/** One slip for so many characters. */
const CHARACTERS_PER_SLIP = 4;

/**
 * Slips are counted in letters and jamo, between the text and every stretch of whole words (see `Spelling`). What is not
 * in words is no part of it: signs count neither as characters of the text nor as slips.
 */
export const buildSimilar = (text: string): Similar => {
  const folded = fold(normalise(text));
  const { occurs } = buildLiteral(text);
  const slips = Math.floor(charactersIn(folded) / CHARACTERS_PER_SLIP);
  if (slips === 0)
    return Object.freeze({ occurs, occursWithSlips: () => false, needed: [], sought: null, isExact: true });
  const withGap = jamoOf(folded);
  const units = unitsIn(withGap.slice(1));
  const spelled = HANGUL_SOON.test(withGap.slice(1)) ? withGap.slice(1) : withGap;
  const before = spelled.length - units.length;
  const pieces = cut(spelled, piecesFor(slips)).map((piece) => ({ ...piece, offset: piece.offset - before }));
  const sought: Sought = Object.freeze({ units, from: 0, to: units.length, slips, pieces: Object.freeze(pieces) });
  const occursWithSlips = (message: Spelling, budget: Budget): boolean => standsSomewhere(sought, message, budget);
  return Object.freeze({
    occurs: (message: string, budget: Budget) => occurs(message, budget) || occursWithSlips(spell(message), budget),
    occursWithSlips,
    needed: waysOf(pieces, slips),
    sought: slips > FEW_SLIPS_MAX ? null : sought,
    isExact: false,
  });
};

/**
 * Before a stretch that begins as a text without Hangul does, there is a gap in every message. It makes the first piece
 * a rarer one, and a slip at the beginning spoils no more for it.
 */
const HANGUL_SOON = /^.?\p{Script=Hangul}/u;

export interface Sought extends Slipping {
  /** One of them but the last stands at most as many places from its own as there are slips. */
  readonly pieces: readonly Piece[];
}

/** A stretch that fits begins where a word does. */
const standsSomewhere = (sought: Sought, message: Spelling, budget: Budget): boolean =>
  sought.slips > FEW_SLIPS_MAX ? standsByPieces(sought, message, budget) : standsByWords(sought, message, budget);

/** From each piece that occurs to the words that may begin the stretch: pieces are many and long, and seldom found. */
const standsByPieces = (sought: Sought, message: Spelling, budget: Budget): boolean => {
  const { slips, pieces } = sought;
  const { jamo, begins, beginCount } = message;
  if (message.length - 1 < sought.units.length - slips) return false;
  const tried = new Set<number>();
  for (const { text, offset } of pieces) {
    if (!spend(budget, PART_STEPS + Math.floor(message.length / CHARS_PER_STEP))) return false;
    let at = -Infinity;
    for (let word = 0; word < beginCount; word += 1) {
      const begin = begins[word] ?? 0;
      if (at < begin + offset - slips) at = jamo.indexOf(text, begin + offset - slips);
      if (at < 0) break;
      if (!spend(budget, 1)) return false;
      if (at > begin + offset + slips || tried.has(begin)) continue;
      tried.add(begin);
      if (standsAt(sought, begin, { message, budget })) return true;
    }
  }
  return false;
};

/** At each word: a few slips are soon made where it is another one. */
const standsByWords = (sought: Sought, message: Spelling, budget: Budget): boolean => {
  const { begins, beginCount } = message;
  const shortest = sought.units.length - sought.slips;
  const there = { message, budget };
  for (let word = 0; word < beginCount; word += 1) {
    const begin = begins[word] ?? 0;
    if (message.length - begin < shortest || isSpent(budget)) return false;
    if (standsAt(sought, begin, there)) return true;
  }
  return false;
};
