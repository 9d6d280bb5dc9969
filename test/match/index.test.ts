// Rows: rules as the index files them, messages one after another, and which rule decides each.
import assert from 'node:assert/strict';
import type { MatchSpec } from '../../src/domain/rule.ts';
import { RE2JS } from 're2js';
import { rulesetSteps } from '../../src/match/build.ts';
import { folded } from '../../src/match/regex-needs.ts';
import { compileRegex } from '../../src/match/regex.ts';
import { match } from '../../src/match/match.ts';
import { ruleset, rulesetParts, said } from './support.ts';

const contains = (text: string): MatchSpec => ({ kind: 'contains', text });
const regex = (pattern: string): MatchSpec => ({ kind: 'regex', pattern });
const all = (...of: readonly MatchSpec[]): MatchSpec => ({ kind: 'all', of });

/** `expected`: by message the place of the rule that decides, or null. */
const decides = (
  name: string,
  rules: readonly MatchSpec[],
  expected: Readonly<Record<string, number | null>>,
): void => {
  it(name, () => {
    const built = ruleset(rules.map((spec, index) => ({ name: String(index), match: spec })));
    const found = Object.keys(expected).map((text) => {
      const { rule } = match(built, said(text));
      return [text, rule === null || rule.name === 'default' ? null : Number(rule.name)];
    });
    assert.deepEqual(Object.fromEntries(found), expected);
  });
};

describe('the first rule that fits', () => {
  decides('is the first of the file, not of the message', [contains('연차'), contains('휴가')], {
    '휴가 연차': 0,
    휴가: 1,
  });
  decides('is sought behind one that needs more', [all(contains('휴가'), contains('신청')), contains('휴가')], {
    '휴가 신청': 0,
    휴가: 1,
  });
  decides('may be a regex before a text', [regex('휴.'), contains('휴가')], { 휴가: 0, 휴식: 0 });
  decides('may be one that needs nothing', [contains('휴가'), { kind: 'not', of: [contains('점심')] }], {
    휴가: 0,
    '휴가 점심': 0,
    저녁: 1,
    점심: null,
  });
});

describe('a text that may have slips', () => {
  const similar: MatchSpec = { kind: 'similar', text: '비밀번호' };
  const notLunch: MatchSpec = { kind: 'not', of: [contains('점심')] };
  decides('is found exactly inside of words', [similar], { 새비밀번호를: 0, 새비멀번호를: null, 비멀번호를: 0 });
  decides('is so beside what may be anything', [{ kind: 'any', of: [all(notLunch, contains('밥')), similar] }], {
    '점심 새비밀번호': 0,
    '점심 밥': null,
  });
  decides('is so beside what needs nothing', [{ kind: 'any', of: [notLunch, similar] }], {
    '점심 새비밀번호': 0,
    '점심 비멀번호': 0,
    점심: null,
  });
  decides(
    'may have as many slips as it has pieces',
    [{ kind: 'similar', text: '가나다라마바사아자차카타파하가나다라마바' }],
    {
      가너다라머바사아저차카타퍼하가나다라마바: 0,
      거너더러머버사아자차카타파하가나다라마바: null,
    },
  );
});

describe('a pattern that needs no text', () => {
  const patterns = [String.raw`^\d+$`, String.raw`[a-z]{3}`, '^[가-힣]{4}$', '[^a-z가-힣0-9]{2}'];
  decides('is asked where its kinds of characters are', patterns.map(regex), {
    123: 0,
    '12a': null,
    ab1: null,
    ABC: 1,
    Kſa: 1,
    연차신청: 2,
    연차신: null,
    '연차!?': 3,
    '연차!': null,
  });
});

describe('texts in one another', () => {
  const words = ['비밀번호 초기화', '비밀번호', '번호', '호 초'].map(contains);
  decides('are all found', words, {
    비밀번호초기화: 0,
    '비밀번호 변경': 1,
    전화번호: 2,
    '보호 초과': 3,
    '비밀 번호': 2,
  });
  decides('are found where a longer one ends in vain', [contains('가나다라'), contains('나다')], {
    가나다마: 1,
    가나다라: 0,
  });
  decides('are each found free, though one was found bound', [contains('hi'), contains('a hi')], {
    'this a hi': 0,
    this: null,
    'xa hi': 0,
  });
});

describe('what one message leaves behind', () => {
  decides('is not read by the next one', [contains('sk')], { 'sks 1⃣ sks 1⃣': null, '1⃣ 1⃣ sks': null, sk: 0 });
  decides('is no find of the next one', [all(contains('휴가'), contains('신청'))], {
    휴가: null,
    신청: null,
    '신청 휴가': 0,
  });
});

describe('long texts', () => {
  const page = '가나다라마바사'.repeat(20);
  decides('are looked for by their beginning and compared whole', [contains(`${page}끝`), contains(page)], {
    [page]: 1,
    [`${page}끝`]: 0,
  });
  decides('may lack all of many blanks', [contains('가 '.repeat(30))], {
    ['가'.repeat(30)]: 0,
    ['가'.repeat(29)]: null,
  });
});

const needs = (pattern: string, expected: readonly (readonly string[])[]): void => {
  it(pattern, () => {
    const compiled = compileRegex(pattern);
    assert.ok(compiled.ok);
    assert.deepEqual(compiled.regex.needed(), expected);
  });
};

describe('what a regex needs', () => {
  const digits = Array.from('0123456789');
  needs('휴가.*신청', [['휴가'], ['신청']]);
  needs('(휴가|연차) 신청', [['휴가', '연차'], [' 신청']]);
  needs(String.raw`(\d+)일`, [['일'], digits]);
  needs(String.raw`\x{1FBE}\x{212A}`, [['ιk']]);
  needs('VPN|ſSL', [['vpn', 'ssl']]);
  needs('(?i)VPN', [['vpn']]);
  needs('(?-i)HR', [['hr']]);
  needs('(신청|신규)', [['신'], ['규', '청']]);
  needs('휴가?', [['휴']]);
  needs('휴*', []);
  needs('.*', []);
  needs('a|.', []);
});

it('a regex takes the same letters for equal as folding does', () => {
  for (let code = 0; code <= 0x10ffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const letter = String.fromCodePoint(code);
    if (!/\p{Changes_When_Casemapped}/u.test(letter)) continue;
    // A class that minds no case has been written out by re2js: all letters that it takes for this one.
    const [rune] = RE2JS.compile(String.raw`[\x{${code.toString(16)}}]`, RE2JS.CASE_INSENSITIVE)
      .re2()
      .prog.inst.filter(({ runes }: { runes: readonly number[] }) => runes.length > 0);
    for (let at = 0; at < rune.runes.length; at += 2)
      for (let other = rune.runes[at]; other <= (rune.runes[at + 1] ?? rune.runes[at]); other++)
        assert.equal(folded(String.fromCodePoint(other)), folded(letter), letter);
  }
}).timeout(20_000);

describe('building', () => {
  it('can be left and gone on with at every rule', () => {
    const parts = rulesetParts(
      Array.from({ length: 700 }, (_, index) => ({ name: String(index), match: contains(`말${index}`) })),
    );
    const steps = rulesetSteps(parts);
    let count = 0;
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) count += 1;
    assert.ok(count > 700);
    assert.equal(match(step.value, said('말699')).rule?.name, '699');
  });
});
