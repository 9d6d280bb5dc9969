// How long to wait before a send is tried again.
import type { Random } from '../domain/ports.ts';

const RETRY_MS_FIRST = 1_000;
const RETRY_MS_MAX = 30_000;

/** Doubles from 1 s to 30 s; up to half of it is left to chance, so that channels do not come back all at once. */
export const backoffMs = (attempt: number, random: Random): number => {
  const full = Math.min(RETRY_MS_MAX, RETRY_MS_FIRST * 2 ** attempt);
  return full / 2 + (full / 2) * random.next();
};
