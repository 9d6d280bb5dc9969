// Rows: a text, the way it is looked for, a message, and whether it fits.
import assert from 'node:assert/strict';
import { fitsText } from '../../src/match/build.ts';

type Kind = 'contains' | 'equals' | 'starts_with' | 'ends_with';

const check =
  (fits: boolean) =>
  (kind: Kind, text: string, message: string, why: string): void => {
    it(`${kind} ${JSON.stringify(text)} ${fits ? 'fits' : 'does not fit'} ${JSON.stringify(message)}: ${why}`, () => {
      assert.equal(fitsText({ kind, text }, message), fits);
    });
  };
const yes = check(true);
const no = check(false);

describe('a Latin word or a number', () => {
  no('contains', 'hi', 'this', 'inside another word');
  no('contains', 'hi', 'ähi', 'ä is a Latin letter');
  no('contains', 'hi', 'hié', 'é is one behind it, too');
  no('contains', 'hi', 'ｈｉｓ', 'full-width letters are letters');
  no('contains', '1', '10', 'a digit behind a digit');
  no('contains', '10', 'v10', 'a letter before a digit');
  no('contains', 'a', 'a٣', 'an Arabic digit is a decimal digit');
  no('contains', 'a', '𝟘a', 'a digit beyond the basic plane');
  yes('contains', 'hi', 'hi안녕', 'Hangul may touch it');
  yes('contains', 'hi', 'hi_', '_ is no letter');
  yes('contains', 'hi', 'яhi', 'a Cyrillic letter is no Latin one');
  yes('contains', 'hi', 'this hi', 'a later occurrence counts');
  yes('contains', 'hi', '👋hi👋', 'emoji are no letters');
  yes('contains', '10', '제10조', 'Hangul on both sides');
  yes('contains', '.net', 'asp.net', 'a text that begins with a sign is not bounded there');
  yes('contains', 'c++', 'c++20', 'nor one that ends with a sign');
  yes('contains', 'привет', 'приветик', 'other scripts are not bounded');
  no('starts_with', 'hi', 'history', 'bounded behind');
  no('ends_with', 'port', 'report', 'bounded before');
  yes('starts_with', 'hi', 'Hi there', 'a word of its own');
  yes('ends_with', 'port', '포트는 port', 'a word of its own');
  yes('ends_with', '1월', '11 1월', 'the last one is free');
  no('ends_with', '1월', '11월', 'bounded before');
});

describe('a blank between Hangul', () => {
  yes('contains', '비밀번호 초기화', '내비밀번호초기화해주세요', 'may be absent');
  yes('contains', '비밀번호 초기화', '비밀번호\r\n\t초기화', 'or be any run');
  no('contains', '휴가', '휴 가', 'one way only');
  no('contains', 'VPN 접속', 'VPN접속', 'not beside a Latin letter');
  no('contains', '제1 회의실', '제1회의실', 'nor beside a digit');
  no('contains', '좋아요 👍', '좋아요👍', 'nor beside an emoji');
  yes('contains', '가 가 나', '가 가가 나', 'a later start fits where an earlier one does not');
  yes('equals', '점심 메뉴', '점심메뉴', 'equals likewise');
  no('equals', '점심 메뉴', '점심메뉴 뭐', 'but no more than that');
  yes('starts_with', '확인 부탁', '확인부탁해요', 'starts_with likewise');
  yes('ends_with', '확인 부탁', '꼭확인부탁', 'ends_with likewise');
  yes('ends_with', '확인 부탁', '꼭 확인 부탁', 'with it, too');
  no('ends_with', '확인 부탁', '인 부탁', 'all of it must be there');
});

describe('an emoji', () => {
  yes('contains', '👋', ':wave: 안녕', 'is its name');
  yes('contains', ':wave:', '👋🏿', 'its name is it, whatever the skin');
  yes('contains', ':thumbsup:', ':+1::skin-tone-4:', 'any of its names');
  yes('equals', '❤️', ':heart:', 'with and without a variation selector');
  yes('contains', '👨‍👩‍👧 가족', '👨‍👩‍👧 가족', 'a joined one');
  yes('contains', '🎉🎉', ':tada::tada:', 'twice in a row');
  no('contains', '🎉🎉', ':tada: :tada:', 'but not with a blank between');
  no('contains', ':wave:', ':waves:', 'another name is another emoji');
  no('contains', 'wave', ':wave:', 'its name is no word');
  no('contains', 'party', ':partying_face:', 'nor is a part of it');
  yes('contains', 'party', ':party-parrot:', "a workspace's own is the text that it is");
  yes('contains', 'hi', 'hi:one:', 'a keycap is no digit');
  yes('contains', ':one:', 'v:one:', 'nor is it bounded as one');
});

describe('any text', () => {
  yes('equals', ' 휴가 ', '\u200b휴가', 'is compared without blanks at the ends');
  yes('equals', '“공지”', '"공지"', 'is normalised as a message is');
  yes('equals', '연차'.normalize('NFD'), '연차', 'composed on both sides');
  yes('equals', 'straße', 'STRAẞE', 'folded by simple folding');
  no('contains', 'straße', 'STRASSE', 'which never changes the length');
  no('contains', 'cafe', 'cafe\u0301', 'é is another letter');
  no('contains', ' \u200b', 'a b', 'of which nothing is left fits nothing');
  no('equals', '', '', 'and nothing is not equal to it');
});

const checkWords = (list: readonly string[], message: string, fits: boolean): void => {
  it(`${list.join(' + ')} ${fits ? 'fit' : 'do not fit'} ${message}`, () => {
    assert.equal(fitsText({ kind: 'words', words: list }, message), fits);
  });
};

describe('words', () => {
  checkWords(['휴가', '신청'], '신청은 휴가', true);
  checkWords(['휴가', '신청'], '휴가만', false);
  checkWords(['빨리', '빨리'], '빨리', true);
  checkWords(['비밀', '비밀번호'], '비밀번호', true);
  checkWords(['reset', 'password'], 'passwords reset', false);
});
