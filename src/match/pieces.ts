// A text in jamo and the slips that it is allowed → pieces of it, some of which are left whole by so many slips.

/** A stretch of a text, and its distance from the text's beginning. */
export interface Piece {
  readonly text: string;
  readonly offset: number;
}

/** Longer ones are no rarer, and take longer to look for. */
const PIECE_UNITS_MAX = 8;

/**
 * With one piece more than there are slips one is left, since each slip spoils a single one. Only a swap across a border
 * spoils both sides; but then there are so few other slips that of some row of pieces joined by such swaps the first is
 * spoiled by nothing else. So each stands here a second time, as such a swap leaves it.
 */
export const cut = (spelled: string, count: number): readonly Piece[] => {
  const borders = Array.from({ length: count + 1 }, (_, index) => Math.floor((index * spelled.length) / count));
  return borders.slice(0, count).flatMap((offset, index) => {
    const to = borders[index + 1] ?? spelled.length;
    const whole = spelled.slice(offset, to);
    const swapped = to < spelled.length ? whole.slice(0, -1) + spelled.charAt(to) : whole;
    const texts = new Set([whole, swapped].map((text) => text.slice(0, PIECE_UNITS_MAX)));
    return [...texts].map((text) => ({ text, offset }));
  });
};

export const unitsIn = (text: string): Uint16Array => Uint16Array.from(text, (unit) => unit.charCodeAt(0));

/**
 * Sets of which each has one piece at least that is left. One of the pieces, of which there is one more than slips; and
 * two of the shorter ones, of which there are two more: whichever of them is passed over, another one stands there.
 * Either alone lets through ten times as many texts.
 */
export const neededBy = (spelled: string, slips: number): readonly (readonly string[])[] => {
  const one = textsOf(cut(spelled, slips + 1));
  if (slips > FEW_SLIPS_MAX) return [one];
  const pieces = cut(spelled, slips + 2);
  const offsets = [...new Set(pieces.map(({ offset }) => offset))];
  return [one, ...offsets.map((passed) => textsOf(pieces.filter(({ offset }) => offset !== passed)))];
};

/** Beyond, pieces are many and long, and seldom found. */
export const FEW_SLIPS_MAX = 4;

const textsOf = (pieces: readonly Piece[]): readonly string[] => [...new Set(pieces.map(({ text }) => text))];
