// Texts → groups of those that ask about the same thing.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GROUPS_MAX, openLikeness } from '../../src/replay/likeness.ts';

const grouped = (texts: readonly string[]) => {
  const likeness = openLikeness();
  for (const text of texts) likeness.add(text);
  return likeness.groups();
};

describe('texts by likeness', () => {
  const check = (sentence: string, texts: readonly string[], due: readonly (readonly [string, number])[]): void => {
    it(sentence, () => {
      assert.deepEqual(
        grouped(texts).map(({ text, count }) => [text, count]),
        due,
      );
    });
  };
  check(
    'the same words, whatever signs and case',
    ['VPN 안 돼요', 'vpn 안 돼요!!', 'VPN  안돼요'],
    [['VPN 안 돼요', 3]],
  );
  check('numbers make no difference', ['3층 프린터 고장', '12층 프린터 고장'], [['3층 프린터 고장', 2]]);
  check(
    'the same numbers alone are no likeness',
    ['3층 프린터 고장', '302호 예약', '404'],
    [
      ['3층 프린터 고장', 1],
      ['302호 예약', 1],
      ['404', 1],
    ],
  );
  check(
    'other endings and particles',
    [
      '회의실 예약 어떻게 해요?',
      '점심 뭐 먹죠?',
      '회의실 예약은 어떻게 하나요',
      '회의실을 예약하고 싶어요',
      '점심 뭐 먹을까요?',
    ],
    [
      ['회의실 예약 어떻게 해요?', 3],
      ['점심 뭐 먹죠?', 2],
    ],
  );
  check(
    'the most frequent wording speaks for its group',
    ['how do I reset my password', 'reset password how', 'reset password how'],
    [['reset password how', 3]],
  );
  check(
    'the same ending alone is no likeness',
    ['휴가 어떻게 써요?', '택시 어떻게 불러요?', '명함 어떻게 만들어요?'],
    [
      ['휴가 어떻게 써요?', 1],
      ['택시 어떻게 불러요?', 1],
      ['명함 어떻게 만들어요?', 1],
    ],
  );
  check(
    'emoji alone',
    ['👋', ':wave:', '🎉'],
    [
      ['👋', 2],
      ['🎉', 1],
    ],
  );
  check('the bare mention', ['', ''], [['', 2]]);
  check('nothing', [], []);

  it('count every text once, the largest group first, and come out the same again', () => {
    const word = fc.constantFrom('휴가', '회의실', '프린터가', '예약', '안', '돼요', 'wifi', 'password', '3', '?');
    fc.assert(
      fc.property(fc.array(fc.array(word, { maxLength: 5 }).map((words) => words.join(' '))), (texts) => {
        const groups = grouped(texts);
        assert.equal(
          groups.reduce((sum, { count }) => sum + count, 0),
          texts.length,
        );
        assert.deepEqual(
          groups,
          groups.toSorted((a, b) => b.count - a.count),
        );
        assert.deepEqual(grouped(texts), groups);
      }),
    );
  });

  it('stay bounded where all are different', () => {
    const letters = (index: number) => index.toString(4).replace(/\d/g, (digit) => '가나다라'[Number(digit)] ?? '');
    const groups = grouped(
      Array.from({ length: 50_000 }, (_, index) => `${letters(index * 7919)} ${letters(index * 104_729)}`),
    );
    assert.ok(groups.length <= GROUPS_MAX);
  });
});
