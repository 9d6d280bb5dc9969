// What must stand in a text for a match to fit it: parts by which the index finds the rules that are worth asking.

import { NOTHING_BEFORE } from './boundary.ts';

/** A stretch of the folded text or of its jamo, or something about the text as a whole (`KINDS`, `LENGTH`). */
export interface Part {
  readonly in: 'text' | 'jamo' | 'whole';
  readonly text: string;
  /** As `boundsOf` has it: where it stands otherwise, it does not count. */
  readonly bounds: number;
}

/** One way to fit: of each set at least one part occurs. `suffices`: where they do, it fits without being asked. */
export interface Way {
  readonly sets: readonly (readonly Part[])[];
  readonly suffices: boolean;
}

/** It fits in one of these ways only (in none: it never does); null: nothing is known of it. */
export type Needs = readonly Way[] | null;

/** Longer texts are looked for by their beginning, so that a page of text in a rule does not fill the index. */
const PART_UNITS_MAX = 24;

/** Of each set one text occurs, whatever stands beside it, and more is asked. No sets: nothing is known. */
export const textsNeeded = (sets: readonly (readonly string[])[]): Needs =>
  sets.length === 0 ? null : [{ sets: sets.map((set) => set.map((text) => partOf(text, 0))), suffices: false }];

/** Before a sum of kinds: a character of one of these is there. */
export const KINDS = 'k';
/** Before a number: it has at least so many UTF-16 units. */
export const LENGTH = 'l';

/** Of the whole text so much is known; it says little, so that it is for what needs no text. */
export const shapeNeeded = ({ length, kinds }: { length: number; kinds: readonly number[] }): Needs => {
  const texts = kinds.map((kind) => `${KINDS}${kind}`).concat(length > 1 ? [`${LENGTH}${length}`] : []);
  return texts.length === 0
    ? null
    : [{ sets: texts.map((text) => [{ in: 'whole', text, bounds: 0 }]), suffices: false }];
};

/** A stretch to look for, cut where it is long: then nothing is asked of where it ends. */
export const partOf = (text: string, bounds: number): Part =>
  text.length <= PART_UNITS_MAX
    ? { in: 'text', text, bounds }
    : { in: 'text', text: text.slice(0, PART_UNITS_MAX), bounds: bounds & NOTHING_BEFORE };

export const isWhole = (text: string): boolean => text.length <= PART_UNITS_MAX;

/** One of these suffices. Ways of one set each become one way of one larger set. */
export const anyNeeded = (all: readonly Needs[]): Needs => {
  const known = all.filter((needs) => needs !== null);
  if (known.length < all.length) return null;
  const ways = known.flat();
  const single = (suffices: boolean): Way[] => {
    const parts = ways
      .filter((way) => way.sets.length === 1 && way.suffices === suffices)
      .flatMap(({ sets }) => sets.flat());
    return parts.length === 0 ? [] : [{ sets: [parts], suffices }];
  };
  return [...single(true), ...single(false), ...ways.filter(({ sets }) => sets.length > 1)];
};

/** All of these hold; those of which nothing is known are asked once the others are found. */
export const allNeeded = (all: readonly Needs[]): Needs => {
  const known = all.filter((needs) => needs !== null);
  if (known.length === 0) return null;
  if (known.some(({ length }) => length === 0)) return [];
  const each = known.map(asOne);
  return [
    {
      sets: each.flatMap(({ sets }) => sets),
      suffices: known.length === all.length && each.every(({ suffices }) => suffices),
    },
  ];
};

/** Several ways as a single one that asks for no more than any of them: one set out of each. */
const asOne = (ways: readonly Way[]): Way => {
  const [first] = ways;
  if (first !== undefined && ways.length === 1) return first;
  return {
    sets: [ways.flatMap(({ sets }) => rarest(sets))],
    suffices: ways.every(({ sets, suffices }) => suffices && sets.length === 1),
  };
};

/** A guess: few and long parts are seldom found. */
const rarest = (sets: Way['sets']): readonly Part[] =>
  sets.reduce((best, set) => (weight(set) > weight(best) ? set : best), sets[0] ?? []);

const weight = (set: readonly Part[]): number => Math.min(...set.map(({ text }) => text.length)) - set.length / 8;
