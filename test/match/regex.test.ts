// Rows: patterns that are refused and why; what the others see and find.
import assert from 'node:assert/strict';
import { compileRegex, REGEX_CODE_POINTS_MAX, type Regex, type RegexFault } from '../../src/match/regex.ts';

const compiled = (pattern: string): Regex => {
  const result = compileRegex(pattern);
  assert.ok(result.ok, pattern);
  return result.regex;
};

const refuses = (pattern: string, why: RegexFault, position?: number): void => {
  it(`${pattern.slice(0, 20)} is refused: ${why}`, () => {
    assert.deepEqual(compileRegex(pattern), { ok: false, why, ...(position === undefined ? {} : { position }) });
  });
};

describe('a pattern that RE2 has not', () => {
  refuses('휴가 (?=신청)', 'look-around', 3);
  refuses('a(?!b)', 'look-around', 1);
  refuses('(?<=order )[0-9]+', 'look-around', 0);
  refuses('(?<!a)b', 'look-around', 0);
  refuses(String.raw`(a)\1`, 'back-reference', 3);
  refuses(String.raw`(?<a>a)\k<a>`, 'back-reference', 7);
  refuses('(?P<팀>인사)', 'group-name', 0);
  refuses('(?P<a>x)(?P<a>y)', 'group-twice', 4);
  refuses('*휴가', 'nothing-to-repeat', 0);
  refuses('a++', 'repeat-of-repeat', 1);
  refuses('a{1001}', 'repeat-count', 1);
  refuses('[z-a]', 'class-range', 1);
  refuses(String.raw`\q`, 'escape', 0);
  refuses('[a', 'bracket-open', 0);
  refuses('(a', 'parenthesis-open');
  refuses('a)', 'parenthesis-extra');
  refuses('a\\', 'backslash-last');
  refuses('(?>a)', 'syntax', 0);
  refuses('x{1000}x{1000}x{1000}', 'too-large');
  refuses('가'.repeat(4001), 'too-large');
});

const finds = (name: string, pattern: string, text: string, groups: readonly string[] | null): void => {
  it(name, () => {
    const regex = compiled(pattern);
    assert.equal(regex.test(text), groups !== null);
    assert.deepEqual(regex.exec(text)?.groups ?? null, groups);
  });
};

describe('a regex', () => {
  finds('is case-insensitive', 'école', 'ÉCOLE', ['ÉCOLE']);
  finds('unless it says otherwise', '(?-i)HR', 'hr', null);
  finds('unless a part of it does', '(?-i:VPN) a', 'VPN A', ['VPN A']);
  finds('takes the earlier alternative', '(동아|동아리)(.*)', '동아리방', ['동아리방', '동아', '리방']);
  finds('has an empty text for a group that took no part', '커피(라떼)?주문', '커피주문', ['커피주문', '']);
  finds('counts code points', '^.$', '👋', ['👋']);
  finds('composes decomposed Hangul of the pattern', '연차'.normalize('NFD'), '연차', ['연차']);
  finds('is rid of what no plain text holds', '❤️+👍🏽', '❤❤👍', ['❤❤👍']);
  it('takes names in both spellings', () => {
    assert.deepEqual(compiled('(?P<a>x)(?<b>y)(z)').exec('XYZ'), {
      groups: ['XYZ', 'X', 'Y', 'Z'],
      named: { a: 'X', b: 'Y' },
    });
    assert.deepEqual(compiled('(?P<b>x)(?<a>y)(z)').groupNames, ['b', 'a']);
    assert.equal(compiled('(?P<a>x)(?<b>y)(z)').groupCount, 3);
  });
  it('has no name that the language underneath has', () => {
    assert.deepEqual(Object.entries(compiled('(?P<__proto__>x)').exec('x')?.named ?? {}), [['__proto__', 'x']]);
  });
  it('sees the first 4,000 code points, and the text ends there', () => {
    const before = '👋'.repeat(REGEX_CODE_POINTS_MAX - 1);
    assert.ok(compiled('끝$').test(`${before}끝 더`));
    assert.ok(!compiled('끝').test(`${before}더끝`));
  });
  it('takes a lone surrogate for a character', () => {
    assert.ok(compiled('^.끝$').test('\ud800끝'));
  });
});
