// A text as its author wrote it → the four ways to look for it in a folded message.
import { beginsBound, endsBound, wordAt, wordBefore } from './boundary.ts';
import { PART_STEPS, spend, type Budget } from './budget.ts';
import { fold, normalise } from './fold.ts';

export interface Literal {
  readonly occurs: (folded: string, budget: Budget) => boolean;
  readonly isWhole: (folded: string) => boolean;
  readonly begins: (folded: string) => boolean;
  readonly ends: (folded: string) => boolean;
}

/** A text of which nothing is left (blanks, zero-width characters) fits nothing: loading refuses it. */
export const buildLiteral = (text: string): Literal => {
  const folded = fold(normalise(text));
  if (folded === '') return { occurs: never, isWhole: never, begins: never, ends: never };
  const parts = Object.freeze(folded.split(OPTIONAL_BLANK));
  const rarest = longest(parts);
  const anchor = parts[rarest] ?? '';
  const upToAnchor = parts.slice(0, rarest + 1);
  const fromAnchor = parts.slice(rarest);
  const leftBound = beginsBound(folded);
  const rightBound = endsBound(folded);
  const standsFree = (message: string, start: number, end: number): boolean =>
    !(leftBound && wordBefore(message, start)) && !(rightBound && wordAt(message, end));

  return Object.freeze({
    occurs: (message: string, budget: Budget) => {
      for (let at = message.indexOf(anchor); at >= 0; at = message.indexOf(anchor, at + 1)) {
        if (!spend(budget, parts.length * PART_STEPS)) return false;
        const start = startFrom(upToAnchor, message, at + anchor.length);
        const end = start < 0 ? -1 : endFrom(fromAnchor, message, at);
        if (end >= 0 && standsFree(message, start, end)) return true;
      }
      return false;
    },
    isWhole: (message: string) => endFrom(parts, message, 0) === message.length,
    begins: (message: string) => {
      const end = endFrom(parts, message, 0);
      return end >= 0 && standsFree(message, 0, end);
    },
    ends: (message: string) => {
      const start = startFrom(parts, message, message.length);
      return start >= 0 && standsFree(message, start, message.length);
    },
  });
};

const never = (): boolean => false;

/** One way only: the message may lack it, and has none where the text has none. */
const OPTIONAL_BLANK = /(?<=\p{Script=Hangul}) (?=\p{Script=Hangul})/u;

/** The part to look for first: the longer, the rarer. */
const longest = (parts: readonly string[]): number =>
  parts.reduce((best, part, index) => (part.length > (parts[best]?.length ?? 0) ? index : best), 0);

/** Where the parts end that begin at `start`, a blank between them or not; -1: they do not stand there. */
const endFrom = (parts: readonly string[], message: string, start: number): number => {
  let at = start;
  for (const [index, part] of parts.entries()) {
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
