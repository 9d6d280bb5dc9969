// A text as its author wrote it → whether it occurs in a message with small slips of typing.
import { CHARS_PER_STEP, PART_STEPS, spend, type Budget } from './budget.ts';
import { fold, normalise } from './fold.ts';
import { charactersIn, jamoOf, spell, type Spelling } from './jamo.ts';
import { buildLiteral } from './literal.ts';
import { cut, FEW_SLIPS_MAX, neededBy, unitsIn, type Piece } from './pieces.ts';
import { standsAt } from './slips.ts';

export interface Similar {
  readonly occurs: (folded: string, budget: Budget) => boolean;
  /** The same of what `contains` does not find already. */
  readonly occursWithSlips: (message: Spelling, budget: Budget) => boolean;
  /**
   * Sets of stretches of `jamoOf(folded)`: of each set at least one occurs in every message that fits, by slips or
   * exactly. No sets where no slips are allowed.
   */
  readonly needed: readonly (readonly string[])[];
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
  if (slips === 0) return Object.freeze({ occurs, occursWithSlips: () => false, needed: [], isExact: true });
  const withGap = jamoOf(folded);
  const spelled = withGap.slice(1);
  const sought = { units: unitsIn(spelled), slips, pieces: Object.freeze(cut(spelled, slips + 1)) };
  const occursWithSlips = (message: Spelling, budget: Budget): boolean => standsSomewhere(sought, message, budget);
  return Object.freeze({
    occurs: (message: string, budget: Budget) => occurs(message, budget) || occursWithSlips(spell(message), budget),
    occursWithSlips,
    needed: neededBy(HANGUL_SOON.test(spelled) ? spelled : withGap, slips),
    isExact: false,
  });
};

/**
 * Before a stretch that begins as a text without Hangul does, there is a gap in every message. It makes the first piece
 * a rarer one, and a slip at the beginning spoils no more for it.
 */
const HANGUL_SOON = /^.?\p{Script=Hangul}/u;

interface Sought {
  readonly units: Uint16Array;
  readonly slips: number;
  readonly pieces: readonly Piece[];
}

/** A stretch that fits begins where a word does, and has a piece at most as many places from its own as there are slips. */
const standsSomewhere = (sought: Sought, message: Spelling, budget: Budget): boolean =>
  sought.slips > FEW_SLIPS_MAX ? standsByPieces(sought, message, budget) : standsByWords(sought, message, budget);

/** From each piece that occurs to the words that may begin the stretch: pieces are many and long, and seldom found. */
const standsByPieces = (sought: Sought, message: Spelling, budget: Budget): boolean => {
  const { slips, pieces } = sought;
  const { jamo, begins, beginCount } = message;
  if (message.length - 1 < sought.units.length - slips) return false;
  const tried = new Set<number>();
  for (const { text, offset } of pieces) {
    if (!spend(budget, PART_STEPS + message.length / CHARS_PER_STEP)) return false;
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
    if (message.length - begin < shortest || budget.left < 0) return false;
    if (standsAt(sought, begin, there)) return true;
  }
  return false;
};
