// A text as its author wrote it → the four ways to look for it in a folded message.
import { beginsBound, boundsOf, endsBound, NOTHING_AFTER, NOTHING_BEFORE, wordAt, wordBefore } from './boundary.ts';
import { CHARS_PER_STEP, PART_STEPS, spend, type Budget } from './budget.ts';
import { fold, normalise } from './fold.ts';
import { isWhole, partOf, type Way } from './needs.ts';

export interface Literal {
  readonly occurs: (folded: string, budget: Budget) => boolean;
  readonly isWhole: (folded: string) => boolean;
  readonly begins: (folded: string) => boolean;
  readonly ends: (folded: string) => boolean;
  /** What must stand in a message for any of them, and suffices for it to occur or not; null where it never does. */
  readonly needed: Way | null;
}

/** A text of which nothing is left (blanks, zero-width characters) fits nothing: loading refuses it. */
export const buildLiteral = (text: string): Literal => {
  const folded = fold(normalise(text));
  if (folded === '') return NOTHING;
  const parts = Object.freeze(folded.split(OPTIONAL_BLANK));
  const rarest = longest(parts);
  const anchor = parts[rarest]?.slice(0, ANCHOR_UNITS_MAX) ?? '';
  const beforeAnchor = [...parts.slice(0, rarest), ''];
  const fromAnchor = parts.slice(rarest);
  const stepsToCompare = parts.length * PART_STEPS + folded.length * UNIT_STEPS;
  const leftBound = beginsBound(folded);
  const rightBound = endsBound(folded);
  const standsFree = (message: string, start: number, end: number): boolean =>
    !(leftBound && wordBefore(message, start)) && !(rightBound && wordAt(message, end));

  return Object.freeze({
    occurs: (message: string, budget: Budget) => {
      if (!spend(budget, Math.floor(message.length / CHARS_PER_STEP))) return false;
      for (let at = message.indexOf(anchor); at >= 0; at = message.indexOf(anchor, at + 1)) {
        if (!spend(budget, stepsToCompare)) return false;
        const start = startFrom(beforeAnchor, message, at);
        const end = start < 0 ? -1 : endFrom(fromAnchor, message, at);
        if (end >= 0 && standsFree(message, start, end)) return true;
      }
      return false;
    },
    isWhole: (message: string) =>
      message.length <= folded.length &&
      message.length > folded.length - parts.length &&
      endFrom(parts, message, 0) === message.length,
    begins: (message: string) => {
      const end = endFrom(parts, message, 0);
      return end >= 0 && standsFree(message, 0, end);
    },
    ends: (message: string) => {
      const start = startFrom(parts, message, message.length);
      return start >= 0 && standsFree(message, start, message.length);
    },
    needed: neededBy(parts, boundsOf(folded)),
  });
};

/** Comparing one UTF-16 unit. */
const UNIT_STEPS = 2;

/** Looking for a longer one may take as long as comparing it at every place. */
const ANCHOR_UNITS_MAX = 8;

const never = (): boolean => false;

const NOTHING: Literal = { occurs: never, isWhole: never, begins: never, ends: never, needed: null };

/** One way only: the message may lack it, and has none where the text has none. */
const OPTIONAL_BLANK = /(?<=\p{Script=Hangul}) (?=\p{Script=Hangul})/u;

/** With the blank between them and without, two by two; the only part where there is but one. */
const neededBy = (parts: readonly string[], bounds: number): Way => {
  const pairs = parts
    .slice(1, PAIRS_MAX + 1)
    .map((part, index) => [`${parts[index]} ${part}`, `${parts[index]}${part}`]);
  const sets = pairs.length === 0 ? [parts] : pairs;
  return {
    sets: sets.map((set, index) => {
      const isFirst = index === 0 ? NOTHING_BEFORE : 0;
      const isLast = index === parts.length - 2 || parts.length === 1 ? NOTHING_AFTER : 0;
      return set.map((text) => partOf(text, bounds & (isFirst | isLast)));
    }),
    suffices: sets.length === 1 && parts.length <= 2 && sets.flat().every(isWhole),
  };
};

/** A text of more parts is told well enough by its first. */
const PAIRS_MAX = 4;

/** The part to look for first: the longer, the rarer. */
const longest = (parts: readonly string[]): number =>
  parts.reduce((best, part, index) => (part.length > (parts[best]?.length ?? 0) ? index : best), 0);

/** Where the parts end that begin at `start`, a blank between them or not; -1: they do not stand there. */
const endFrom = (parts: readonly string[], message: string, start: number): number => {
  let at = start;
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index] ?? '';
    if (index > 0 && message[at] === ' ') at += 1;
    if (!message.startsWith(part, at)) return -1;
    at += part.length;
  }
  return at;
};

/** The same from the end. */
const startFrom = (parts: readonly string[], message: string, end: number): number => {
  let at = end;
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index] ?? '';
    if (!message.endsWith(part, at)) return -1;
    at -= part.length;
    if (index > 0 && message[at - 1] === ' ') at -= 1;
  }
  return at;
};
