// Rows: a text, a message, and whether it occurs there with small slips of typing; and what the worst texts cost.
import assert from 'node:assert/strict';
import { newBudget, STEPS_MAX } from '../../src/match/budget.ts';
import { fold, normalise } from '../../src/match/fold.ts';
import { jamoOf } from '../../src/match/jamo.ts';
import { buildSimilar } from '../../src/match/similar.ts';

const folded = (text: string): string => fold(normalise(text));
const occurs = (text: string, message: string): boolean => buildSimilar(text).occurs(folded(message), newBudget());

const fits = (text: string, ...messages: readonly string[]): void => {
  for (const message of messages) it(`${text} in: ${message}`, () => assert.equal(occurs(text, message), true));
};
const misses = (text: string, ...messages: readonly string[]): void => {
  for (const message of messages) it(`${text} not in: ${message}`, () => assert.equal(occurs(text, message), false));
};

describe('similar: one slip', () => {
  fits('비밀번호', '비밀번호', '비밀버호 변경', '비밀번오', '비밀번홓', '빔밀번호', '비멀번호', '비밀벋호', '버밀번호');
  misses('비밀번호', '비멀버호', '비번', '비밀', '머밀번허');
  fits('hello', 'hallo', 'helo', 'ello', 'hell', 'helllo', 'hellos', 'xhello', 'ehllo', 'helol', 'HALLO');
  misses('hello', 'helps', 'hel', 'hoell', 'hxllox', 'yellow');
});

describe('similar: a jamo swapped with its neighbour', () => {
  fits('비밀번호', '비밀벟노', '빔ㅣㄹ번호', '비밀번ㅗㅎ');
  misses('비밀번호', '비번밀호');
});

describe('similar: jamo as they are typed', () => {
  fits('비밀번호', '비밀번ㅎ', '비ㅣㄹ번호', '빔ㄹ번호', 'ㅂㅣㅁㅣㄹ번호', '비밀번호'.normalize('NFD'));
  fits('과학실험', '가학실험', '고학실험', '괴학실험');
  fits('안녕하세요', '안녕하세욬ㅋㅋ', '안녕하세용', '안뇽하세요', '안녕하새요');
});

describe('similar: how many slips', () => {
  fits('휴가신청', '후가신청 어떻게');
  misses('휴가신청', '후가싄쳥', '후가신쳥');
  fits('재택근무신청방법', '재텍근무신쳥방법');
  misses('재택근무신청방법', '제텍근무신쳥방법');
  fits('회의 실예', '회이 실예');
  misses('회의실', '회이실');
  misses('vpn', 'vpm 연결', 'vpnn');
  misses('연차', '영차', '연 차');
  fits('password', 'pasword', 'passwrd', 'apssowrd', 'psswrd', 'passwordzz', 'passport');
  misses('password', 'pswrd', 'passports', 'word');
});

describe('similar: signs are not counted', () => {
  misses('휴가?!', '휴기?!');
  misses('v.p.n', 'v.p.m');
  fits('!비밀번호!', '비멀번호');
  fits('?!?!', '왜?!?!');
  misses('?!?!', '왜?!!?', '왜');
});

describe('similar: stretches of whole words', () => {
  fits(
    '비밀번호',
    '내 비멀번호를 까먹음',
    '(비멀번호)',
    '비멀번호?',
    '#비멀번호',
    '안녕. 비멀번호입니다',
    '👋비멀번호👋',
  );
  misses('비밀번호', '새비멀번호', 'x비멀번호', '신비멀번호');
  fits('hello', 'hallo이라고', '"hallo"', 'oh, hallo!');
  misses('hello', 'oshallo', 'hallowed', '안녕hallo', 'hallo1x');
  fits('hello', '안녕hello안녕');
  fits('vpn 접속 안됨', 'vpm 접속 안됨', 'vpm 접속안됨', 'vpn접속 안됨', 'vpn - 접솝 안됨');
  misses('vpn 접속 안됨', 'vpm접속 안됨', 'vpm 접솝 안됨');
  fits('help desk', 'helpdesk', 'help-desk', 'halp desk', 'hel pdesk', 'halp/desk');
  fits('helpdesk', 'help desk', 'help-desc');
});

describe('similar: a blank between Hangul', () => {
  fits('회의실 예약', '회이실예약', '회의 실 예약', '회 의 실 예 약', '회이 실예약이요', '회이실, 예약');
  fits('비밀번호초기화', '비멀번호 초기화', '비멀 번호 초기화를');
  misses('회의실 예약', '회이실 에약');
});

describe('similar: the pieces of which two must be there', () => {
  const needs = (text: string, expected: readonly (readonly (readonly string[])[])[]): void => {
    it(text, () => assert.deepEqual(buildSimilar(text).needed, expected));
  };
  needs('비밀번호', [
    [
      ['ㅂㅣㅁ', 'ㅂㅣㅣ'],
      ['ㅣㄹㅂ', 'ㅣㄹㅓ', 'ㅓㄴㅎㅗ'],
    ],
    [['ㅣㄹㅂ', 'ㅣㄹㅓ'], ['ㅓㄴㅎㅗ']],
  ]);
  needs('연차', []);
  needs('?!?!', []);
  it('are not more than can be kept, for a page of text', () => {
    const { needed } = buildSimilar('가나다라 마바사 '.repeat(200));
    assert.equal(needed.length, 1);
  });
  it('are looked for in letters and jamo, with a gap where blanks and signs are', () => {
    assert.equal(jamoOf(folded('음, 과학 "VPN이" 값!')), ' ㅇㅡㅁㄱㅘㅎㅏㄱ vpnㅇㅣㄱㅏㅄ');
  });
});

describe('similar: the worst that can be written', () => {
  const CHARACTERS_MAX = 40_000;
  const filled = (text: string): string =>
    text.repeat(Math.ceil(CHARACTERS_MAX / text.length)).slice(0, CHARACTERS_MAX);
  const costs = (what: string, text: string, message: string): void => {
    it(what, () => {
      const budget = newBudget();
      assert.equal(buildSimilar(text).occurs(folded(message), budget), false);
      const steps = STEPS_MAX - budget.left;
      // What would be too much is charged, and not done.
      assert.ok(steps < STEPS_MAX * 1.5, `${steps} steps`);
    });
  };
  costs('its own pieces', '비밀번호', filled('비밀바 '));
  costs('its beginning', 'password', filled('pas '));
  costs('one letter', 'aaaaaaaa', filled('aaaa bbb '));
  costs('one syllable', '가가가가가가가가', filled('가가나 나'));
  costs(
    'a page',
    filled('가나다라 마바사 ').slice(0, 2_000),
    filled('가나다라 마바사 ').replaceAll(/.{900}/gu, '$&아자차카타파하'),
  );
  costs('a long word', 'ab'.repeat(1_000), filled(`${'ab'.repeat(740)} `));
});
