// Rows: rules, a message, and what is decided; and what is explained about the same.
import assert from 'node:assert/strict';
import type { Decision } from '../../src/domain/decision.ts';
import { botId } from '../../src/domain/ids.ts';
import type { Author, Message } from '../../src/domain/message.ts';
import type { MatchSpec } from '../../src/domain/rule.ts';
import { explain } from '../../src/match/explain.ts';
import { match } from '../../src/match/match.ts';
import { ruleset, said, type Written } from './support.ts';

const contains = (text: string): MatchSpec => ({ kind: 'contains', text });
const regex = (pattern: string): MatchSpec => ({ kind: 'regex', pattern });
const A_BOT: Author = { kind: 'bot', id: botId('B1'), user: null };
const short = (decision: Decision): string => `${decision.why} ${decision.rule?.name ?? '-'}`;

const RULES: readonly Written[] = [
  { name: '꺼짐', match: contains('점심'), enabled: false },
  { name: '인사팀', match: contains('휴가'), channels: [{ exclude: false, kind: 'name', name: 'hr' }] },
  { name: '먼저', match: contains('점심 메뉴') },
  { name: '침묵', match: contains('점심값'), silent: true },
  { name: '반응', match: contains('고마워'), silent: true, react: ['heart'] },
  { name: '나중', match: contains('점심') },
];

const decides = (name: string, message: Message, expected: string, fallback: Written = {}): void => {
  it(name, () => {
    const rules = ruleset(RULES, fallback);
    assert.equal(short(match(rules, message)), expected);
    assert.deepEqual(explain(rules, message).decision, match(rules, message));
  });
};

describe('match', () => {
  decides('takes the first rule that fits', said('점심메뉴랑 점심값'), 'rule 먼저');
  decides('passes a disabled rule over', said('점심시간'), 'rule 나중');
  decides('is silent where the rule says nothing', said('점심값'), 'none 침묵');
  decides('answers where it only reacts', said('고마워'), 'rule 반응');
  decides('passes a rule of another channel over', said('휴가'), 'default default');
  decides('takes it in its own', said('휴가', { channelNames: ['hr'] }), 'rule 인사팀');
  decides('falls back to the default', said('아무 말'), 'default default');
  decides('is silent where the default is off', said('아무 말'), 'nothing -', { enabled: false });
  decides('is silent where the default says nothing', said('아무 말'), 'none default', { silent: true });
  decides('is silent where the default is for another place', said('아무 말'), 'nothing -', {
    channels: [{ exclude: false, kind: 'id', id: 'C2' }],
  });
  decides('is silent about a message without text', said(' \u200b\n'), 'empty -');
  decides('takes a bare mention for a message', said('', { mentionsBot: true }), 'default default');
  decides('is silent towards bots', said('점심', { author: A_BOT }), 'not_a_person -');
});

const rows = (message: Message): string[] =>
  explain(ruleset(RULES), message).trace.map(({ rule, fits, failed }) => `${rule.name} ${fits ? 'fits' : failed}`);
it('names the first condition of each rule that did not hold, after the winner too', () => {
  assert.deepEqual(rows(said('점심 메뉴')), [
    '꺼짐 enabled',
    '인사팀 channels',
    '먼저 fits',
    '침묵 match',
    '반응 match',
    '나중 fits',
  ]);
});

describe('explain', () => {
  it('lets no rule fit a message that is for none', () => {
    const everything = ruleset([{ name: '전부' }]);
    const failed = (message: Message) => explain(everything, message).trace[0];
    assert.equal(failed(said(''))?.failed, 'match');
    assert.equal(failed(said('말', { author: A_BOT }))?.failed, 'from');
  });
});

const nests = (name: string, spec: MatchSpec, text: string, expected: boolean): void => {
  it(name, () => {
    const decision = match(ruleset([{ match: spec }], { enabled: false }), said(text));
    assert.equal(decision.kind === 'answer', expected);
  });
};

const not = (...of: readonly MatchSpec[]): MatchSpec => ({ kind: 'not', of });

const all = (...of: readonly MatchSpec[]): MatchSpec => ({ kind: 'all', of });

const any = (...of: readonly MatchSpec[]): MatchSpec => ({ kind: 'any', of });

describe('nesting', () => {
  nests('all, of which one is missing', all(contains('출장'), regex(String.raw`\d+일`)), '출장', false);
  nests('all, with a not', all(contains('휴가'), not(contains('휴게실'))), '휴가지 휴게실', false);
  nests('not: none of them', all(contains('프린터'), not(contains('토너'), contains('용지'))), '프린터 용지', false);
  nests('not of all: not both', not(all(contains('익명'), contains('비공개'))), '익명', true);
  nests('not of not', not(not(contains('정수기'))), '정수기', true);
  nests('anything under any', any(contains('휴가'), { kind: 'anything' }), '아무 말', true);
});

const captures = (name: string, spec: MatchSpec, text: string, groups: readonly string[]): void => {
  it(name, () => {
    const decision = match(ruleset([{ match: spec }]), said(text));
    assert.ok(decision.kind === 'answer' && decision.why === 'rule');
    assert.deepEqual(decision.captures.groups, groups);
  });
};

describe('what a regex of the rule found', () => {
  const laptops = regex(String.raw`노트북 (\d+)대`);
  const screens = regex(String.raw`모니터 (\d+)개 (중고)?`);
  captures('a rule without any has no groups', contains('휴가'), '휴가', []);
  captures(
    'of a list, the one that found; groups of the others are empty',
    { kind: 'any', of: [laptops, screens] },
    '노트북 2대',
    ['노트북 2대', '2', ''],
  );
  captures(
    'the first as written, where both found',
    { kind: 'any', of: [screens, laptops] },
    '노트북 2대 모니터 3개 ',
    ['노트북 2대', '2', ''],
  );
  captures('past a text that fits, too', { kind: 'any', of: [contains('노트북'), laptops] }, '노트북 2대', [
    '노트북 2대',
    '2',
  ]);
  captures('nothing, where another part fits', { kind: 'any', of: [contains('노트북'), laptops] }, '노트북', ['', '']);
  captures(
    'never of a branch that does not hold',
    { kind: 'any', of: [{ kind: 'all', of: [laptops, contains('급함')] }, regex('(노트)')] },
    '노트북 2대',
    ['노트', '노트'],
  );
  captures('never of a not', { kind: 'all', of: [{ kind: 'not', of: [regex('(급함)')] }, laptops] }, '노트북 2대', [
    '노트북 2대',
    '2',
  ]);
});

describe('the budget', () => {
  // At every letter these must remember anew where among the last forty an `a` stood.
  const costly = Array.from({ length: 60 }, (_, index) => regex(`a[ab]{${index + 40}}c`));
  let state = 1;
  const letter = (): string => {
    state = (state * 48_271) % 0x7fff_ffff;
    return state % 2 === 0 ? 'a' : 'b';
  };
  const long = said(`${Array.from({ length: 3_990 }, letter).join('')} c`);
  it('ends in silence what would take too long', () => {
    const rules = ruleset(costly.map((spec, index) => ({ name: `r${index}`, match: spec })));
    assert.equal(short(match(rules, long)), 'budget -');
    assert.equal(short(match(rules, said('안녕'))), 'default default', 'and is as good as new for the next message');
  });
  it('is not taken for a regex that does not fit', () => {
    assert.equal(short(match(ruleset([{ match: { kind: 'not', of: costly } }]), long)), 'budget -');
  });
  it('holds for optional blanks as well', () => {
    const stairs = { match: contains(`하 ${'호 '.repeat(9_999)}끝`) };
    assert.equal(short(match(ruleset([stairs]), said(`하호호끝 하 호 호 끝 ${'하'.repeat(39_980)}`))), 'budget -');
  }).timeout(20_000);
});
