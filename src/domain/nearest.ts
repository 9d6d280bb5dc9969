// A word that nobody knows, and the words that are known → the one that was probably meant.

/** A word of n characters may be off by n/3 slips, and by two at least where it is long enough to tell. */
const slipsAllowed = (length: number): number => (length <= 2 ? 1 : Math.max(2, Math.floor(length / 3)));

/** The known word nearest to `word`, the earlier of two equally near; undefined where none is near enough to be meant. */
export const nearest = (word: string, known: readonly string[]): string | undefined => {
  const asked = word.normalize('NFC').toLowerCase();
  let found: string | undefined;
  let fewest = slipsAllowed([...asked].length) + 1;
  for (const candidate of known) {
    const slips = distance([...asked], [...candidate.normalize('NFC').toLowerCase()], fewest);
    if (slips < fewest && agrees(slips, asked, candidate)) {
      found = candidate;
      fewest = slips;
    }
  }
  return found;
};

/** Two short words are a few slips apart whatever they say: half of the longer one must be the same. */
const agrees = (slips: number, a: string, b: string): boolean => slips * 2 <= Math.max([...a].length, [...b].length);

/** Optimal string alignment: inserted, left out, changed or two swapped characters count one each. Gives up at `limit`. */
const distance = (a: readonly string[], b: readonly string[], limit: number): number => {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let before: number[] = [];
  let row = b.map((_, index) => index).concat(b.length);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((row[j] ?? limit) + 1, (next[j - 1] ?? limit) + 1, (row[j - 1] ?? limit) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? limit) + 1);
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? limit;
};
