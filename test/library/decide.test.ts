// A message as a program tells it → the decision of the rules, whatever is left out.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { decide, loadRules, type DecideOptions, type Message, type Ruleset } from '../../src/library.ts';
import { temporary } from '../replay/support.ts';

const RULES = `timezone: Asia/Seoul
language: ko
rules:
  - { name: 디엠, match: 안녕, channels: dm, reply: x }
  - { name: 단체, match: 안녕, channels: group_dm, reply: x }
  - { name: 비공개, match: 안녕, channels: private, reply: x }
  - { name: 인사팀, match: 안녕, channels: [hr, C0HR000002], reply: x }
  - { name: 봇, match: 안녕, from: bots, reply: x }
  - { name: 김, match: 안녕, from: "@kim", reply: x }
  - { name: 실, match: 안녕, thread: only, reply: x }
  - { name: 부름, match: 안녕, mention: true, reply: x }
  - { name: 낮, match: 안녕, hours: { from: "09:00", to: "18:00" }, reply: x }
  - { name: 조용, match: 쉿쉿, reply: none }
  - { name: 차례, match: 차례, reply: { text: [하나, 둘], pick: in_turn } }
  - { name: 뽑기, match: 뽑기, reply: [하나, 둘, 셋, 넷] }
  - { name: 링크, match: 링크, react: eyes }
default: { reply: 몰라요, channels: ["!quiet"] }
`;
const NIGHT = Date.parse('2026-11-24T23:00+09:00');

describe('decide()', () => {
  const at = path.join(temporary(), 'rules.yaml');
  writeFileSync(at, RULES);
  let ruleset: Ruleset;
  before(async () => {
    const loaded = await loadRules(at);
    assert.ok(loaded.ok);
    ({ ruleset } = loaded);
  });

  const check = (sentence: string, message: Message, due: string | null, options: DecideOptions = {}): void => {
    it(sentence, () => assert.equal(decide(ruleset, message, { now: NIGHT, ...options }).rule, due));
  };
  check("a text alone is a person's, in general, at night", { text: '안녕' }, 'default');
  check('now as a Date', { text: '안녕' }, '낮', { now: new Date('2026-11-24T09:00+09:00') });
  check('at the time of its ts', { text: '안녕', ts: `${Date.parse('2026-11-24T17:59+09:00') / 1000}.000100` }, '낮', {
    now: undefined,
  });
  check('now goes before ts', { text: '안녕', ts: `${Date.parse('2026-11-24T17:59+09:00') / 1000}.000100` }, 'default');
  check('a channel by name', { text: '안녕', channel: { id: 'C0HR000001', name: 'hr' } }, '인사팀');
  check('a channel by name with #', { text: '안녕', channel: { id: 'C0HR000001', name: '#hr' } }, '인사팀');
  check('a channel by id', { text: '안녕', channel: { id: 'C0HR000002' } }, '인사팀');
  check('a name where an id is due', { text: '안녕', channel: { id: 'hr' } }, '인사팀');
  check('a direct message', { text: '안녕', channel: { id: 'D0KIM00001' } }, '디엠');
  check(
    "a group message, by Slack's name for it",
    { text: '안녕', channel: { id: 'G0KIM00001', name: 'mpdm-kim--lee-1' } },
    '단체',
  );
  check('a private channel', { text: '안녕', channel: { id: 'G0SECRET01', name: 'secret' } }, '비공개');
  check('a bot', { text: '안녕', user: { id: 'B0BUILD001' } }, '봇');
  check('a bot with a name', { text: '안녕', user: { id: 'B0BUILD001', name: 'build' } }, '봇');
  check('a bot that no rule names', { text: '없음', user: { id: 'B0BUILD001' } }, null);
  check('Slackbot is not even a bot', { text: '안녕', user: { id: 'USLACKBOT' } }, null);
  check('a person by name', { text: '안녕', user: { id: 'U0KIM00001', name: 'kim' } }, '김');
  check('a person by name with @', { text: '안녕', user: { id: 'U0KIM00001', name: '@kim' } }, '김');
  check("a name where a person's id is due", { text: '안녕', user: { id: 'kim' } }, '김');
  check('a reply in a thread', { text: '안녕', threadTs: '1794000000.000100' }, '실');
  check('a parent is in none', { text: '안녕', ts: '1795000000.000100', threadTs: '1795000000.000100' }, 'default');
  check('a mention of the bot', { text: '<@U0ANNYEONG> 안녕' }, '부름', { bot: { id: 'U0ANNYEONG' } });
  check('a mention of nobody known', { text: '<@U0ANNYEONG> 안녕' }, 'default');
  check('silence has its rule', { text: '쉿쉿' }, '조용');
  check('nothing fits', { text: '없음', channel: { id: 'C0QUIET001', name: 'quiet' } }, null);

  it('says in which way it is silent', () => {
    const whys = ['쉿쉿', ' ', '없음'].map(
      (text) => decide(ruleset, { text, channel: { id: 'C0QUIET001', name: 'quiet' } }).why,
    );
    assert.deepEqual(whys, ['none', 'empty', 'nothing']);
  });

  it('takes the text whose turn it is said to be, and names the turn', () => {
    const texts = [0, 1, 2].map((turn) => decide(ruleset, { text: '차례' }, { turn }).replies[0]?.text);
    assert.deepEqual(texts, ['하나', '둘', '하나']);
    const [take] = decide(ruleset, { text: '차례' }).takes;
    assert.ok(take?.kind === 'turn' && take.of === 2);
  });

  it('draws from the ts, the same each time', () => {
    const draw = (counter: number) => decide(ruleset, { text: '뽑기', ts: `1795000000.00${counter}` }).replies[0]?.text;
    const texts = Array.from({ length: 50 }, (_, index) => draw(1000 + index));
    assert.equal(new Set(texts).size, 4);
    assert.deepEqual(
      texts,
      Array.from({ length: 50 }, (_, index) => draw(1000 + index)),
    );
  });

  it('a reaction alone goes nowhere else', () => {
    const { replies } = decide(ruleset, { text: '링크' });
    assert.deepEqual(replies, [
      { to: null, text: null, blocks: null, react: ['eyes'], alsoToChannel: false, afterMs: 0 },
    ]);
  });

  it('refuses what it cannot use', () => {
    const other: Ruleset = { rules: [], language: null, timezone: 'UTC' };
    assert.throws(() => decide(other, { text: 'x' }), TypeError);
    assert.throws(() => decide(ruleset, { text: 'x', ts: '2026-11-24' }), TypeError);
    assert.throws(() => decide(ruleset, { text: 'x', threadTs: '5' }), TypeError);
    assert.throws(() => decide(ruleset, { text: 'x' }, { now: new Date('no date') }), TypeError);
  });
});

describe('loadRules()', () => {
  const at = temporary();
  const check = (sentence: string, text: string | null, due: { ok: boolean; codes: readonly string[] }): void => {
    it(sentence, async () => {
      const file = path.join(at, `${sentence}.yaml`);
      if (text !== null) writeFileSync(file, text);
      const loaded = await loadRules(file);
      const found = loaded.ok ? loaded.warnings : loaded.diagnostics;
      assert.deepEqual({ ok: loaded.ok, codes: found.map(({ code }) => code) }, due);
      for (const { file: named, message, hint } of found) {
        assert.equal(named, file);
        for (const phrase of [message, hint]) assert.ok(phrase.ko !== '' && phrase.en !== '');
      }
    });
  };
  check('good rules', RULES, { ok: true, codes: [] });
  check('rules with a warning', 'rules:\n  - { name: x, match: { not: 휴가 }, reply: z }\n', {
    ok: true,
    codes: ['match-not-alone'],
  });
  check('bad rules', 'rules:\n  - { name: x, match: 휴가 }\n', { ok: false, codes: ['key-missing'] });
  check('no file', null, { ok: false, codes: ['file-missing'] });

  it('names the rules and where they stand', async () => {
    const loaded = await loadRules(path.join(at, 'good rules.yaml'));
    assert.ok(loaded.ok);
    assert.deepEqual(loaded.ruleset.rules[1], { name: '단체', file: path.join(at, 'good rules.yaml'), line: 5 });
    assert.deepEqual([loaded.ruleset.language, loaded.ruleset.timezone], ['ko', 'Asia/Seoul']);
    assert.ok(Object.isFrozen(loaded.ruleset));
  });
});
