// Properties of `similar` against a reference that tries every stretch of whole words, with NFD for what jamo are.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { newBudget } from '../../src/match/budget.ts';
import { fitsText } from '../../src/match/build.ts';
import { fold, normalise } from '../../src/match/fold.ts';
import { jamoOf } from '../../src/match/jamo.ts';
import { buildSimilar } from '../../src/match/similar.ts';

const folded = (text: string): string => fold(normalise(text));
const isHangul = (character: string | undefined): boolean => /^\p{Script=Hangul}/u.test(character ?? '');
const isInWord = (character: string | undefined): boolean => /^[\p{L}\p{N}\p{M}]/u.test(character ?? '');
const isCounted = (character: string): boolean => /^[\p{L}\p{N}]/u.test(character);

/** Every letter, and every syllable as it stands on a keyboard: by the names of its parts. */
const ALONE = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const LAST = 'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ';
const VOWELS = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ';
const keyOf = (jamo: string): string => {
  const code = jamo.charCodeAt(0);
  return ALONE[code - 0x1100] ?? VOWELS[code - 0x1161] ?? LAST[code - 0x11a8] ?? jamo;
};
const inJamo = (characters: readonly string[]): readonly string[] => {
  // Signs and blanks are one gap, and none between Hangul.
  const kept: string[] = [];
  let isApart = false;
  for (const character of characters) {
    if (isInWord(character)) {
      if (isApart && kept.length > 0 && !(isHangul(kept.at(-1)) && isHangul(character))) kept.push(' ');
      kept.push(character);
    }
    isApart = !isInWord(character);
  }
  return kept.flatMap((character) =>
    isHangul(character) ? Array.from(character.normalize('NFD'), keyOf) : [character],
  );
};

const slipsBetween = (a: readonly string[], b: readonly string[]): number => {
  const table = [...a, ''].map((_, i) => [...b, ''].map((__, j) => (i === 0 ? j : j === 0 ? i : 0)));
  const at = (i: number, j: number): number => table[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const changed = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const row = table[i] ?? [];
      row[j] = Math.min(changed, at(i - 1, j) + 1, at(i, j - 1) + 1, isSwapped ? at(i - 2, j - 2) + 1 : Infinity);
    }
  }
  return at(a.length, b.length);
};

const fitsSlowly = (text: string, message: string): boolean => {
  if (fitsText({ kind: 'contains', text }, message)) return true;
  const wanted = Array.from(folded(text));
  const slips = Math.floor(wanted.filter(isCounted).length / 4);
  if (slips === 0) return false;
  const jamo = inJamo(wanted);
  const there = Array.from(folded(message));
  for (let from = 0; from < there.length; from += 1) {
    if (!isInWord(there[from]) || isInWord(there[from - 1])) continue;
    for (let to = from + 1; to <= there.length; to += 1) {
      if (!isInWord(there[to - 1]) || (isInWord(there[to]) && !isHangul(there[to]))) continue;
      if (slipsBetween(jamo, inJamo(there.slice(from, to))) <= slips) return true;
    }
  }
  return false;
};

const LETTERS = ['가', '각', '나', '난', '과', '앉', '하', 'ㄱ', 'ㅏ', 'a', 'b', 'c', '1', 'é', '日', '𠮷'];
const BETWEEN = [' ', ' ', '-', ', ', '👋', "'"];
const characters = (letters: readonly string[], max: number) =>
  fc.array(
    fc.oneof(
      { weight: 7, arbitrary: fc.constantFrom(...letters) },
      { weight: 1, arbitrary: fc.constantFrom(...BETWEEN) },
    ),
    {
      minLength: 1,
      maxLength: max,
    },
  );
/** Few different letters in one case, so that slips meet. */
const alphabet = fc.oneof(fc.subarray(LETTERS, { minLength: 1, maxLength: 4 }), fc.subarray(LETTERS, { minLength: 2 }));
const textAndMessage = alphabet.chain((letters) =>
  fc.oneof(
    fc.tuple(characters(letters, 13), characters(letters, 16)),
    // A message made from the text by a few slips of the hand, in another sentence.
    fc
      .tuple(
        characters(letters, 13),
        fc.array(fc.tuple(fc.nat(40), fc.nat(4), fc.constantFrom(...letters, ...BETWEEN)), { maxLength: 4 }),
        characters(letters, 3),
        fc.constantFrom(...BETWEEN, '가', 'a', ''),
        characters(letters, 3),
      )
      .map(([text, slips, before, gap, after]): [string[], string[]] => {
        const typed = Array.from(text.join('').normalize('NFD'));
        for (const [place, kind, letter] of slips) {
          const at = place % (typed.length + 1);
          if (kind === 0) typed.splice(at, 1);
          else if (kind === 1) typed.splice(at, 0, letter);
          else if (kind === 2) typed.splice(at, 1, letter);
          else typed.splice(at, 2, ...typed.slice(at, at + 2).toReversed());
        }
        return [text, [...before, gap, ...typed, ...after]];
      }),
  ),
);
/** No stretch begins in it that could fit, since its last word alone is longer than that. */
const BEFORE_IT = `${'z '.repeat(600)}${'z'.repeat(30)} `;
const NUM_RUNS = 6_000;
const HOLDS_MS_MAX = 120_000;

describe('similar', () => {
  it('agrees with the reference, and never fits without one of its pieces', () => {
    let fitting = 0;
    fc.assert(
      fc.property(textAndMessage, ([letters, typed]) => {
        const [text, message] = [letters.join(''), typed.join('')];
        fc.pre(normalise(text) !== '');
        const expected = fitsSlowly(text, message);
        const { occurs, needed, isExact } = buildSimilar(text);
        assert.equal(occurs(folded(message), newBudget()), expected);
        assert.equal(occurs(folded(BEFORE_IT + message), newBudget()), expected, 'in a long message');
        if (!expected) return;
        if (!isExact) fitting += 1;
        const jamo = jamoOf(folded(message));
        assert.ok(
          isExact || needed.some((sets) => sets.every((set) => set.some((piece) => jamo.includes(piece)))),
          `${JSON.stringify(needed)} in ${jamo}`,
        );
      }),
      { numRuns: NUM_RUNS },
    );
    assert.ok(fitting > NUM_RUNS / 50, `${fitting} of ${NUM_RUNS} fit`);
  }).timeout(HOLDS_MS_MAX);
  it('finds every text in itself, and wherever `contains` does', () => {
    fc.assert(
      fc.property(textAndMessage, ([letters, typed]) => {
        const [text, message] = [letters.join(''), typed.join('')];
        fc.pre(normalise(text) !== '');
        assert.ok(fitsText({ kind: 'similar', text }, text));
        if (fitsText({ kind: 'contains', text }, message)) assert.ok(fitsText({ kind: 'similar', text }, message));
      }),
      { numRuns: NUM_RUNS / 3 },
    );
  }).timeout(HOLDS_MS_MAX);
});
