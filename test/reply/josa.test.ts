// Words of every kind of ending, and the particle that follows each.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { josa, JOSA_PAIRS } from '../../src/reply/josa.ts';

type Row = readonly [word: string, subject: string, direction: string];

const ROWS: readonly Row[] = [
  ['철수', '철수가', '철수로'],
  ['철수'.normalize('NFD'), `${'철수'.normalize('NFD')}가`, `${'철수'.normalize('NFD')}로`],
  ['길동', '길동이', '길동으로'],
  ['길동'.normalize('NFD'), `${'길동'.normalize('NFD')}이`, `${'길동'.normalize('NFD')}으로`],
  ['서울', '서울이', '서울로'],
  ['닭', '닭이', '닭으로'],
  ['0', '0이', '0으로'],
  ['1', '1이', '1로'],
  ['2', '2가', '2로'],
  ['3', '3이', '3으로'],
  ['7', '7이', '7로'],
  ['9', '9가', '9로'],
  ['10', '10이', '10으로'],
  ['12', '12가', '12로'],
  ['20', '20이', '20으로'],
  ['100', '100이', '100으로'],
  ['1,000', '1,000이', '1,000으로'],
  ['1000000000000', '1000000000000가', '1000000000000로'],
  ['3.20', '3.20이', '3.20으로'],
  ['회의실 21', '회의실 21이', '회의실 21로'],
  ['２', '２가', '２로'],
  ['VPN', 'VPN이(가)', 'VPN(으)로'],
  ['ㅋㅋ', 'ㅋㅋ이(가)', 'ㅋㅋ(으)로'],
  ['😀', '😀이(가)', '😀(으)로'],
  ['(철수)', '(철수)이(가)', '(철수)(으)로'],
  ['', '', ''],
];

const check = ([word, subject, direction]: Row): void => {
  assert.equal(josa(word, '이/가'), subject);
  assert.equal(josa(word, '으로/로'), direction);
};

describe('josa', () => {
  for (const row of ROWS) it(`follows ${row[0] === '' ? 'nothing' : row[0]}`, () => check(row));

  const PAIRS: readonly (readonly [pair: string, closed: string, open: string, both: string])[] = [
    ['이/가', '산이', '바다가', 'A이(가)'],
    ['을/를', '산을', '바다를', 'A을(를)'],
    ['은/는', '산은', '바다는', 'A은(는)'],
    ['과/와', '산과', '바다와', 'A과(와)'],
    ['으로/로', '산으로', '바다로', 'A(으)로'],
    ['아/야', '산아', '바다야', 'A아(야)'],
    ['이나/나', '산이나', '바다나', 'A(이)나'],
    ['이에요/예요', '산이에요', '바다예요', 'A이에요(예요)'],
    ['이라/라', '산이라', '바다라', 'A(이)라'],
    ['이랑/랑', '산이랑', '바다랑', 'A(이)랑'],
  ];
  for (const [pair, closed, open, both] of PAIRS) {
    it(`knows ${pair}`, () =>
      assert.deepEqual([josa('산', pair), josa('바다', pair), josa('A', pair)], [closed, open, both]));
  }

  it('has no pair that is not in this table', () =>
    assert.deepEqual(
      JOSA_PAIRS,
      PAIRS.map(([pair]) => pair),
    ));

  it('leaves the word as it is, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...JOSA_PAIRS), (word, pair) =>
        josa(word, pair).startsWith(word),
      ),
    );
  });
});
