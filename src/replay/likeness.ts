// Texts, one after another → groups of texts that ask about the same thing, the largest first; bounded, whatever comes.
import { fold, normalise } from '../match/fold.ts';
import { piecesOf, sum, weigh } from './pieces.ts';

export interface Group {
  /** One of its texts, as it was said: the most frequent. */
  readonly text: string;
  readonly count: number;
}

export interface Likeness {
  readonly add: (shown: string) => void;
  readonly groups: () => readonly Group[];
}

/** Different texts that are kept apart; beyond them the rarest make room. */
const FORMS_MAX = 20_000;
const FORMS_KEPT = 10_000;
/** What is said after so many characters does not tell what is asked. */
const TEXT_UNITS_MAX = 300;
export const GROUPS_MAX = 1_000;
/** How much of what is telling in two texts they must share, from 0 to 1: the cosine of their pieces. */
const ALIKE_MIN = 0.3;
/** A piece that so many groups have tells none of them from the others. */
const GROUPS_OF_PIECE_MAX = 200;

/** Deterministic: the same texts in the same order make the same groups. */
export const openLikeness = (): Likeness => {
  const forms = new Map<string, { text: string; count: number }>();
  return {
    add: (shown) => {
      const start = shown.length > TEXT_UNITS_MAX ? shown.slice(0, TEXT_UNITS_MAX) : shown;
      const form = formOf(start);
      const known = forms.get(form);
      if (known !== undefined) known.count += 1;
      else {
        if (forms.size >= FORMS_MAX) forgetRare(forms);
        forms.set(form, { text: start.trim(), count: 1 });
      }
    },
    groups: () => grouped([...forms].map(([form, { text, count }]) => ({ form, text, count }))),
  };
};

interface Form extends Group {
  readonly form: string;
}

/** Signs, numbers, case and blanks make no difference. */
const formOf = (shown: string): string => {
  const folded = fold(normalise(shown));
  const words = folded
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\p{N}+/gu, '0')
    .trim();
  // Emoji and signs alone are what they are.
  return words === '' ? folded : words;
};

const forgetRare = (forms: Map<string, { count: number }>): void => {
  const counts = [...forms.values()].map(({ count }) => count).toSorted((a, b) => b - a);
  const least = counts[FORMS_KEPT] ?? 0;
  for (const [form, { count }] of forms) if (count <= least) forms.delete(form);
};

interface Leader {
  readonly text: string;
  count: number;
  readonly weight: number;
}

/** The more frequent a text, the sooner it leads a group; each joins the group that it is most like. */
const grouped = (forms: readonly Form[]): readonly Group[] => {
  const byCount = forms.map((one) => ({ ...one, pieces: piecesOf(one.form) })).toSorted((a, b) => b.count - a.count);
  const weights = weigh(byCount.map(({ pieces }) => pieces));
  const leaders: Leader[] = [];
  const having = new Map<string, number[]>();
  for (const { text, count, pieces } of byCount) {
    const weight = sum(pieces, weights);
    const like = mostLike({ pieces, weight }, { leaders, having, weights });
    if (like !== undefined) {
      like.count += count;
      continue;
    }
    for (const piece of pieces) {
      const led = having.get(piece) ?? [];
      if (led.length < GROUPS_OF_PIECE_MAX) led.push(leaders.length);
      having.set(piece, led);
    }
    leaders.push({ text, count, weight });
  }
  return leaders
    .toSorted((a, b) => b.count - a.count)
    .slice(0, GROUPS_MAX)
    .map(({ text, count }) => ({ text, count }));
};

interface Led {
  readonly leaders: readonly Leader[];
  readonly having: ReadonlyMap<string, readonly number[]>;
  readonly weights: ReadonlyMap<string, number>;
}

const mostLike = (
  { pieces, weight }: { readonly pieces: ReadonlySet<string>; readonly weight: number },
  { leaders, having, weights }: Led,
): Leader | undefined => {
  const shared = new Map<number, number>();
  for (const piece of pieces)
    for (const index of having.get(piece) ?? [])
      shared.set(index, (shared.get(index) ?? 0) + (weights.get(piece) ?? 0));
  let best: Leader | undefined;
  let most = ALIKE_MIN;
  for (const [index, both] of shared) {
    const leader = leaders[index];
    if (leader === undefined) continue;
    const likeness = both / Math.sqrt(weight * leader.weight);
    if (likeness <= most) continue;
    best = leader;
    most = likeness;
  }
  return best;
};
