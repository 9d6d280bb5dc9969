// A misspelt word → the known one that was meant.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nearest } from '../../src/domain/nearest.ts';

const KNOWN = ['start', 'practice', 'check', 'explain', 'help', '휴가', '점심시간'];

describe('the nearest known word', () => {
  const check = (sentence: string, row: { given: string; meant: string | undefined }): void => {
    it(sentence, () => assert.equal(nearest(row.given, KNOWN), row.meant));
  };
  check('a letter left out', { given: 'chek', meant: 'check' });
  check('two letters swapped', { given: 'chekc', meant: 'check' });
  check('a letter too many', { given: 'sttart', meant: 'start' });
  check('another case', { given: 'HELP', meant: 'help' });
  check('two slips in a long word', { given: 'practise', meant: 'practice' });
  check('decomposed Hangul, as a Mac sends it', { given: '점심시간'.normalize('NFD'), meant: '점심시간' });
  check('a syllable of another word', { given: '휴거', meant: '휴가' });
  check('a word that is near to none', { given: 'banana', meant: undefined });
  check('a short word must not turn into any other', { given: 'xy', meant: undefined });

  it('finds each known word itself', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 20 }), (words) =>
        words.every((word) => nearest(word, words) === word),
      ),
    );
  });
});
