// Past messages and rules → what `annyeong replay` writes, in each format, and the code with which it ends.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { replayCommand } from '../../src/cli/replay.ts';
import { folderOf, temporary } from '../replay/support.ts';
import { ioTo, runMain, type Ran } from './fake-io.ts';

const RULES = `language: ko
timezone: Asia/Seoul
rules:
  - name: 휴가
    match: [휴가, 연차]
    reply: 휴가 답
    limit: { times: 1, per: channel, every: 10m }
  - name: 와이파이
    match: 와이파이
    reply: 와이파이 답
    react: wave
  - name: 주차
    match: 주차
    channels: [hr]
    reply: 주차 답
default: { reply: 몰라요 }
`;
const OLD = RULES.replace('[휴가, 연차]', '휴가')
  .replace('와이파이 답', '옛 답')
  .replace('name: 주차\n    match: 주차', 'name: 프린터\n    match: 프린터')
  .replace('    channels: [hr]\n', '');

const line = (seconds: number, text: string, more: object = {}): string =>
  `${JSON.stringify({ text, channel: 'general', user: 'U0KIM00001', ts: `${1_795_000_000 + seconds}.000100`, ...more })}\n`;
const LINES = [
  line(0, '휴가 언제 써요'),
  line(1, '연차 며칠이에요'),
  line(2, '와이파이 비밀번호'),
  line(3, '주차 되나요'),
  line(4, '프린터가 안 돼요'),
  'oops\n',
  line(5, '프린터가 또 안 돼요'),
  line(6, '빌드 성공', { user: 'B0BUILD001' }),
].join('');

describe('annyeong replay', () => {
  const at = temporary();
  const [rules, old, bad, lines] = ['rules.yaml', 'old.yaml', 'bad.yaml', 'messages.jsonl'].map((name) =>
    path.join(at, name),
  ) as [string, string, string, string];
  writeFileSync(rules, RULES);
  writeFileSync(old, OLD);
  writeFileSync(bad, 'rules:\n  - name: x\n    match: y\n');
  writeFileSync(lines, LINES);
  const replay = (...more: readonly string[]): Promise<Ran> => runMain(['replay', lines, '--rules', rules, ...more]);

  it('as lines says of each message in order what would have been done', async () => {
    const { code, out } = await replay('--format', 'jsonl');
    assert.equal(code, 0);
    const rows = out
      .trimEnd()
      .split('\n')
      .map((row): unknown => JSON.parse(row));
    const said = (text: string, react: readonly string[] | null = null) => [{ to: 'thread', text, react }];
    const row = (seconds: number, decision: string, why: string, rule: string | null, replies: readonly object[]) => ({
      ts: `${1_795_000_000 + seconds}.000100`,
      channel: 'general',
      decision,
      why,
      rule,
      replies,
    });
    assert.deepEqual(rows, [
      row(0, 'reply', 'rule', '휴가', said('휴가 답')),
      row(1, 'silent', 'limit', '휴가', []),
      row(2, 'reply', 'rule', '와이파이', said('와이파이 답', ['wave'])),
      row(3, 'reply', 'default', 'default', said('몰라요')),
      row(4, 'reply', 'default', 'default', said('몰라요')),
      row(5, 'reply', 'default', 'default', said('몰라요')),
      row(6, 'silent', 'not_a_person', null, []),
    ]);
  });

  it('as one object counts, groups and compares', async () => {
    const { code, out } = await replay('--format', 'json', '--against', old);
    assert.equal(code, 0);
    const change = (seconds: number, text: string, before: string | null, after: string | null) => ({
      ts: `${1_795_000_000 + seconds}.000100`,
      channel: 'general',
      text,
      before,
      after,
    });
    assert.deepEqual(JSON.parse(out), {
      messages: 7,
      rules: [
        { rule: '휴가', line: 4, hits: 2 },
        { rule: '와이파이', line: 8, hits: 1 },
        { rule: '주차', line: 12, hits: 0 },
      ],
      default: {
        hits: 3,
        groups: [
          { text: '프린터가 안 돼요', count: 2 },
          { text: '주차 되나요', count: 1 },
        ],
      },
      changes: [
        change(1, '연차 며칠이에요', 'default', '휴가'),
        change(4, '프린터가 안 돼요', '프린터', 'default'),
        change(5, '프린터가 또 안 돼요', '프린터', 'default'),
      ],
    });
  });

  it('as one object has no changes where nothing is compared', async () => {
    const { out } = await replay('--format', 'json');
    assert.deepEqual((JSON.parse(out) as { changes: unknown }).changes, []);
  });

  it('for people names the rules that never fitted, what wants a rule, and what would change', async () => {
    for (const [language, never] of [
      ['ko', '한 번도 맞지 않은 규칙 1개'],
      ['en', 'Rules that never fitted, 1'],
    ] as const) {
      const { code, out } = await runMain(['replay', lines, '--rules', rules, '--against', old], {
        ANNYEONG_LANG: language,
      });
      assert.equal(code, 0);
      for (const part of [never, '주차 · ', '2  프린터가 안 돼요', '→ 휴가', '1  와이파이', `${lines}:6: `])
        assert.ok(out.includes(part), `${part}\n${out}`);
    }
  });

  it('tells programs of unreadable lines on the error stream', async () => {
    for (const format of ['json', 'jsonl']) {
      const { err } = await replay('--format', format);
      assert.ok(err.includes(`${lines}:6: is not JSON`), err);
    }
  });

  it('of nothing that can be read is a failure', async () => {
    const none = path.join(at, 'none.jsonl');
    writeFileSync(none, '안녕\n안녕하세요\n');
    const { code, err } = await runMain(['replay', none, '--rules', rules, '--format', 'jsonl']);
    assert.equal(code, 1);
    assert.ok(err.includes(`${none}:2: `), err);
  });

  it('two runs agree', async () => {
    const several = path.join(at, 'several.yaml');
    writeFileSync(several, 'rules:\n  - name: x\n    match: anything\n    reply: [하나, 둘, 셋, 넷]\n');
    const run = () => runMain(['replay', lines, '--rules', several, '--format', 'jsonl']);
    const [first, second] = [await run(), await run()];
    assert.equal(first.out, second.out);
    assert.ok(new Set(first.out.match(/하나|둘|셋|넷/g)).size > 1, first.out);
  });

  it('reads an export, and names what its lists do not know', async () => {
    const files = {
      'channels.json': [{ id: 'C0GEN00001', name: 'general' }],
      'general/2026-11-18.json': [{ type: 'message', user: 'U0KIM00001', text: '휴가', ts: '1795000000.000100' }],
    };
    const { code, out } = await runMain(['replay', folderOf(path.join(at, 'export'), files), '--rules', rules]);
    assert.equal(code, 0);
    assert.ok(out.includes('#hr (주차)'), out);
  });

  it('reads the standard input', async () => {
    const { io, ran } = ioTo({ ANNYEONG_LANG: 'en' }, [line(0, '휴가')]);
    const code = await replayCommand(['-', '--rules', rules, '--format', 'jsonl'], io);
    assert.deepEqual([code, ran().out.split('\n').length], [0, 2]);
  });

  const refuse = (sentence: string, argv: () => readonly string[], due: { code: number; err: string }): void => {
    it(sentence, async () => {
      const { code, err, out } = await runMain(['replay', ...argv()]);
      assert.deepEqual([code, out], [due.code, '']);
      assert.ok(err.includes(due.err), err);
    });
  };
  refuse('no file', () => ['--rules', rules], { code: 2, err: 'replay export.zip' });
  refuse('two files', () => [lines, lines], { code: 2, err: lines });
  refuse('a format that there is not', () => [lines, '--format', 'csv'], { code: 2, err: 'jsonl' });
  refuse('a bot by name', () => [lines, '--bot', 'annyeong'], { code: 2, err: '--bot' });
  refuse('a file that is not there', () => [`${lines}.gone`, '--rules', rules], {
    code: 1,
    err: 'There is no file or folder',
  });
  refuse('bad rules', () => [lines, '--rules', bad], { code: 1, err: 'bad.yaml:2:5' });
  refuse('bad rules to compare with', () => [lines, '--rules', rules, '--against', bad], {
    code: 1,
    err: 'bad.yaml:2:5',
  });
  refuse(
    'a folder that is no export',
    () => [folderOf(path.join(at, 'no-export'), { 'a.json': [], 'b/c.json': [] }), '--rules', rules],
    { code: 1, err: 'is not a Slack export' },
  );
  const fileOf = (name: string, content: string | Buffer): string => {
    writeFileSync(path.join(at, name), content);
    return path.join(at, name);
  };
  refuse('a broken zip', () => [fileOf('broken.zip', 'PK\u0003\u0004 and no more'), '--rules', rules], {
    code: 1,
    err: 'is broken',
  });
  refuse(
    'an empty zip',
    () => [fileOf('empty.zip', Buffer.concat([Buffer.from('PK\u0005\u0006'), Buffer.alloc(18)])), '--rules', rules],
    { code: 1, err: 'is not a Slack export' },
  );
  refuse('one day of an export', () => [fileOf('day.json', '[{"text":"x"}]'), '--rules', rules], {
    code: 1,
    err: 'whole folder',
  });
  refuse('a picture', () => [fileOf('picture.png', Buffer.from([0x89, 0x50, 0, 0])), '--rules', rules], {
    code: 1,
    err: 'holds no messages',
  });

  it('ends quietly where nobody reads any more', async () => {
    const many = fileOf('many.jsonl', line(0, '휴가').repeat(20_000));
    const { io } = ioTo({ ANNYEONG_LANG: 'en' });
    const out = new PassThrough({ highWaterMark: 1_000 });
    out.once('data', () => out.destroy());
    assert.equal(await replayCommand([many, '--rules', rules, '--format', 'jsonl'], { ...io, out }), 0);
  });

  it('draws its bar on a terminal alone', async () => {
    const many = fileOf('bar.jsonl', line(0, '휴가').repeat(20_000));
    for (const isTTY of [true, false]) {
      const { io, ran } = ioTo({ ANNYEONG_LANG: 'en' });
      await replayCommand([many, '--rules', rules, '--format', 'json'], {
        ...io,
        err: Object.assign(io.err, { isTTY }),
      });
      assert.equal(ran().err.includes('%'), isTTY);
    }
  });
});
