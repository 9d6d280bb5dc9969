// A text and rules → what `annyeong explain` says: the stable shape, and words that name what each rule asks for.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporary } from '../replay/support.ts';
import { runMain, type Ran } from './fake-io.ts';

const RULES = `language: ko
timezone: Asia/Seoul
hours:
  office: { days: mon-fri, from: "09:00", to: "18:00", except: ["2026-12-25"] }
rules:
  - { name: 꺼짐, match: 휴가, enabled: false, reply: x }
  - { name: 인사, match: 휴가, channels: [hr, "!random", dm], reply: x }
  - { name: 팀, match: 휴가, from: ["@dev", S0DEV00001], reply: x }
  - { name: 낮, match: 휴가, hours: office, reply: x }
  - { name: 밤, match: 밤참, hours: { not: office }, reply: x }
  - { name: 부름, match: 휴가, mention: true, reply: x }
  - { name: 실, match: 휴가, thread: only, reply: x }
  - name: 딴말
    match: { any: [커피, { regex: "a+b" }, { words: [가, 나] }, { similar: 와이파이 }] }
    reply: x
  - name: 연차
    match: [휴가, 연차]
    once_per: user
    limit: { times: 5, per: channel, every: 10m }
    reply: { text: [하나, 둘], after: 2s, to: dm }
    react: wave
  - { name: 뒤, match: 휴, reply: x }
default: { reply: { text: 몰라요, to: only_them }, channels: ["!secret"] }
`;
const AT = ['--at', '2026-11-24T20:31'];

describe('annyeong explain', () => {
  const at = temporary();
  const rules = path.join(at, 'rules.yaml');
  writeFileSync(rules, RULES);
  const explain = (language: 'ko' | 'en', ...argv: readonly string[]): Promise<Ran> =>
    runMain(['explain', '--rules', rules, ...AT, ...argv], { ANNYEONG_LANG: language });
  const json = async (...argv: readonly string[]): Promise<Record<string, unknown>> =>
    JSON.parse((await explain('ko', '--format', 'json', ...argv)).out) as Record<string, unknown>;

  it('as JSON has the stable shape, up to the rule that fits', async () => {
    const row = (rule: string, line: number, failed: string | null) => ({ rule, line, fits: failed === null, failed });
    const trace = [
      row('꺼짐', 6, 'enabled'),
      row('인사', 7, 'channels'),
      row('팀', 8, 'from'),
      row('낮', 9, 'hours'),
      row('밤', 10, 'match'),
      row('부름', 11, 'mention'),
      row('실', 12, 'thread'),
      row('딴말', 13, 'match'),
      row('연차', 16, null),
    ];
    const due = {
      decision: 'reply',
      why: 'rule',
      rule: '연차',
      line: 16,
      replies: [{ to: 'dm', text: '하나', react: ['wave'] }],
      trace,
    };
    assert.deepEqual(await json('휴가'), due);
    assert.deepEqual(await json('휴가', '--all'), { ...due, trace: [...trace, row('뒤', 22, null)] });
  });

  const decide = (sentence: string, argv: readonly string[], due: Readonly<Record<string, unknown>>): void => {
    it(sentence, async () => {
      const found = await json(...argv);
      assert.deepEqual(Object.fromEntries(Object.keys(due).map((key) => [key, found[key]])), due);
    });
  };
  decide('in a channel by name', ['휴가', '--channel', 'hr'], { rule: '인사' });
  decide('in a direct message', ['휴가', '--channel', 'dm'], { rule: '인사' });
  decide('from a group by its handle', ['휴가', '--from', '@dev'], { rule: '팀' });
  decide('from a group by its id', ['휴가', '--from', 'S0DEV00001'], { rule: '팀' });
  decide('from a bot', ['휴가', '--from', 'bots'], {
    decision: 'silent',
    why: 'not_a_person',
    rule: null,
    line: null,
    replies: [],
  });
  decide("at a time in the rules' timezone", ['휴가', '--at', '2026-11-24T17:59'], { rule: '낮' });
  decide('at a time with an offset', ['휴가', '--at', '2026-11-24T08:00Z'], { rule: '낮' });
  decide('mentioned', ['휴가', '--mention'], { rule: '부름' });
  decide('mentioned in the text', ['<@U0ANNYEONG> 휴가', '--bot', 'U0ANNYEONG'], { rule: '부름' });
  decide('in a thread', ['휴가', '--in-thread'], { rule: '실' });
  decide('what only the default answers', ['딴 이야기'], {
    decision: 'reply',
    why: 'default',
    rule: 'default',
    line: 23,
    replies: [{ to: 'only_them', text: '몰라요', react: null }],
  });
  decide('what nothing answers', ['딴 이야기', '--channel', 'secret'], {
    decision: 'silent',
    why: 'nothing',
    rule: null,
  });
  decide('nothing at all', [' '], { decision: 'silent', why: 'empty', rule: null });

  const say = (
    sentence: string,
    argv: readonly string[],
    due: { readonly ko: readonly string[]; readonly en: readonly string[] },
  ): void => {
    it(sentence, async () => {
      for (const language of ['ko', 'en'] as const) {
        const { code, out } = await explain(language, ...argv);
        assert.equal(code, 0);
        for (const part of due[language]) assert.ok(out.includes(part), `${part}\n${out}`);
      }
    });
  };
  say('names the channels of a rule, and where this was said', ['휴가'], {
    ko: ['#hr, dm에서만 (#random 빼고) 답하는데, #general'],
    en: ['only in #hr, dm (but not in #random), and this was said in #general'],
  });
  say('names the authors', ['휴가'], {
    ko: ['@dev, S0DEV00001에게만', '@김하나'],
    en: ['for @dev, S0DEV00001', '@김하나 said this'],
  });
  say('names the hours, and the moment in the timezone', ['휴가'], {
    ko: ['평일 09:00~18:00에만(2026-12-25 빼고) 답하는데, 11월 24일 화요일 20:31에 한 말이에요', 'Asia/Seoul'],
    en: ['on weekdays 09:00–18:00 (but not on 2026-12-25)', 'Tuesday 24 November at 20:31', 'Asia/Seoul'],
  });
  say('names the hours that are left out', ['밤참', '--at', '2026-11-24T10:00'], {
    ko: ['평일 09:00~18:00(2026-12-25 빼고)만 빼고 답하는데'],
    en: ['outside on weekdays'],
  });
  say('names the words that are looked for', ['휴가'], {
    ko: [`'커피', /a+b/, '가' + '나', similar '와이파이'`],
    en: [`'커피', /a+b/`],
  });
  say('says that only the words were found', ['휴가'], {
    ko: ['찾는 말은 이 글에 있지만, 이 채널에서는'],
    en: ['finds its words in this text, but is not for this channel'],
  });
  say('says how often a rule answers, and that the reply is one of several', ['휴가'], {
    ko: ['사람마다 한 번만', '채널마다 10분에 5번까지만', '답 2개 가운데'],
    en: ['once to each person', 'at most 5 times in each channel in 10 minutes', 'one of 2 replies'],
  });
  say('says when and where a reply goes', ['휴가'], {
    ko: ['2초 뒤에 글쓴이의 DM으로: 하나'],
    en: ['After 2 seconds', 'direct message'],
  });
  say('says with --all that a rule further down fits too', ['휴가', '--all'], {
    ko: ["이 규칙도 맞지만, 그 위의 규칙 '연차'가 먼저 맞았어요", '16번째 줄'],
    en: ["fits too, but the rule '연차' above it fits first", 'line 16'],
  });
  say('says why the default does not answer', ['딴 이야기', '--channel', 'secret'], {
    ko: ['기본 답(default)은 이 채널에서는', '#secret'],
    en: ['the default is not for this channel', '#secret'],
  });

  it('a reply that comes out blank is silence', async () => {
    const blank = path.join(at, 'blank.yaml');
    writeFileSync(blank, 'rules:\n  - { name: 빈말, match: 휴가, reply: "{% if false %}x{% endif %}" }\n');
    const { out } = await runMain(['explain', '휴가', '--rules', blank, '--format', 'json']);
    const { decision, why, rule, replies } = JSON.parse(out) as Record<string, unknown>;
    assert.deepEqual([decision, why, rule, replies], ['silent', 'none', '빈말', []]);
  });

  it('of many rules shows those near the one that fits, and those that only just miss', async () => {
    const many = path.join(at, 'many.yaml');
    const rows = Array.from({ length: 100 }, (_, index) => `  - { name: 규칙${index}, match: 딴말${index}, reply: x }`);
    writeFileSync(
      many,
      [
        'rules:',
        '  - { name: 인사, match: 휴가, channels: hr, reply: x }',
        ...rows,
        '  - { name: 연차, match: 휴가, reply: x }',
        '',
      ].join('\n'),
    );
    const { out } = await runMain(['explain', '휴가', '--rules', many]);
    assert.ok(out.split('\n').length < 45, out);
    assert.ok(out.includes(' 인사: finds its words') && out.includes(' 연차: fits') && out.includes('--all'), out);
  });

  const refuse = (sentence: string, argv: readonly string[], named: string): void => {
    it(sentence, async () => {
      const { code, out, err } = await explain('en', ...argv);
      assert.deepEqual([code, out], [2, '']);
      assert.ok(err.includes(named), err);
    });
  };
  refuse('a time that does not exist', ['휴가', '--at', '2026-02-30T10:00'], '2026-02-30');
  refuse('a plain word for a person', ['휴가', '--from', 'kim'], '@kim');
  refuse('no text', [], 'explain');
});
