// A name that nobody has, and all names that there are → the one that was probably meant, without holding up the loop.
import { setImmediate as turn } from 'node:timers/promises';
import { nearest } from '../domain/nearest.ts';

/** Compared at a stretch: two milliseconds at most. */
const SLICE = 200;

export const nearestOf = async (name: string, all: readonly string[]): Promise<string | null> => {
  // Each slip makes a name one character longer or shorter at most, and no more than a third of them are allowed.
  const slips = Math.max(2, name.length / 3);
  const alike = all.filter(({ length }) => Math.abs(length - name.length) <= slips);
  const found: string[] = [];
  for (let at = 0; at < alike.length; at += SLICE) {
    const best = nearest(name, alike.slice(at, at + SLICE));
    if (best !== undefined) found.push(best);
    await turn();
  }
  return nearest(name, found) ?? null;
};
