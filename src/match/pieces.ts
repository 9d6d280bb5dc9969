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

/** Beyond, pieces are many and long, and seldom found. */
export const FEW_SLIPS_MAX = 4;

/** Of so many pieces, two more than there are slips, two are left; that one is left would let through ten times as many texts. */
export const piecesFor = (slips: number): number => (slips > FEW_SLIPS_MAX ? slips + 1 : slips + 2);

/**
 * Ways in one of which they stand in a message, each some sets of which one piece at least is there: an earlier piece and
 * one of the later ones.
 */
export const waysOf = (pieces: readonly Piece[], slips: number): readonly (readonly (readonly string[])[])[] => {
  if (slips > FEW_SLIPS_MAX) return [[textsOf(pieces)]];
  const offsets = [...new Set(pieces.map(({ offset }) => offset))];
  return offsets
    .slice(0, -1)
    .map((earlier) => [
      textsOf(pieces.filter(({ offset }) => offset === earlier)),
      textsOf(pieces.filter(({ offset }) => offset > earlier)),
    ]);
};

const textsOf = (pieces: readonly Piece[]): readonly string[] => [...new Set(pieces.map(({ text }) => text))];
