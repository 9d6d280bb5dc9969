// Each command as a process: what it prints, where, and the code with which it ends.
import assert from 'node:assert/strict';
import { openWorkspace } from '../../src/practice/workspace.ts';
import { launch, run, withFiles, type Ended } from './spawned.ts';

const GOOD = `language: ko
timezone: Asia/Seoul
rules:
  - name: 인사팀만
    match: 휴가
    channels: [hr]
    reply: 인사팀 답
  - name: 꺼진 규칙
    match: 휴가
    enabled: false
    reply: 꺼진 답
  - name: 휴가
    match: [휴가, 연차]
    reply: "휴가는 {{ user.name }}님이 신청해요"
    react: [wave, eyes]
  - name: 조용
    match: 쉿
    reply: none
default: { reply: 응 안녕 }
`;
const BAD = `rules:
  - name: 휴가
    mach: 휴가
    reply: 답
`;

interface Due {
  readonly code: number;
  readonly out?: readonly string[];
  readonly err?: readonly string[];
}

describe('the commands', function () {
  this.timeout(60_000);

  const check = (
    sentence: string,
    argv: readonly string[],
    due: Due & { env?: Readonly<Record<string, string>> },
  ): void => {
    it(sentence, () =>
      withFiles({ 'good.yaml': GOOD, 'bad.yaml': BAD }, async (at) => {
        const ended = await run(
          argv.map((word) => (word.endsWith('.yaml') ? at(word) : word)),
          { env: due.env ?? {} },
        );
        expect(ended, due);
      }),
    );
  };

  check('--version', ['--version'], { code: 0, out: ['annyeong 0.'] });
  check('--help has an example', ['--help'], { code: 0, out: ['Example:', 'annyeong practice --rules'] });
  for (const command of ['start', 'practice', 'check', 'explain']) {
    check(`${command} --help has an example`, [command, '--help'], {
      code: 0,
      out: [`annyeong ${command}`, 'Example:'],
    });
  }
  check('help of one command, in Korean', ['help', 'check'], {
    code: 0,
    out: ['annyeong check', '예:'],
    env: { ANNYEONG_LANG: 'ko' },
  });
  check('an unknown command names the nearest', ['chekc'], { code: 2, err: ['chekc', 'check'] });
  check('an unknown option names the nearest', ['check', '--fromat', 'json'], {
    code: 2,
    err: ['--fromat', '--format'],
  });

  check('check of a good file', ['check', 'good.yaml'], {
    code: 0,
    out: ['4 rules', '0 errors'],
    env: { ANNYEONG_LANG: 'en' },
  });
  check('check of a bad file shows the place and the line', ['check', 'bad.yaml'], {
    code: 1,
    out: ['bad.yaml:3:5', 'mach: 휴가', '^'],
  });
  check('check --rules is check PATH', ['check', '--rules', 'bad.yaml'], { code: 1, out: ['bad.yaml:3:5'] });
  check('a language that is not spoken here is told', ['check', 'good.yaml'], {
    code: 0,
    env: { ANNYEONG_LANG: 'kr' },
    err: ['ANNYEONG_LANG'],
  });
  check('check of a file that is not there', ['check', 'none.yaml'], { code: 1, out: ['none.yaml'] });
  check('check for GitHub', ['check', 'bad.yaml', '--format', 'github'], {
    code: 1,
    out: ['::error file=', ',line=3,', ',col=5,'],
  });

  check('start without a token says where to get one, and of practice', ['start', '--rules', 'good.yaml'], {
    code: 78,
    err: ['SLACK_BOT_TOKEN', 'Bot User OAuth Token', 'annyeong practice'],
  });
  check('start with a person’s token', ['start'], {
    code: 78,
    env: { SLACK_BOT_TOKEN: 'xoxp-1234567890-1234567890-abcdefABCDEF' },
    err: ['xoxp'],
  });
  check('start with an unknown transport', ['start', '--transport', 'rmt'], { code: 2, err: ['rtm'] });
  check('start with a bad file prints what is wrong', ['start', '--rules', 'bad.yaml'], {
    code: 1,
    env: { SLACK_BOT_TOKEN: 'xoxb-2345678901-2345678901-Zk3bT9qLm2Xw8RvY', SLACK_API_URL: 'http://127.0.0.1:9/api/' },
    err: ['bad.yaml:3:5', '^'],
  });

  check('explain of a bad file prints what is wrong', ['explain', '안녕', '--rules', 'bad.yaml'], {
    code: 1,
    err: ['bad.yaml:3:5'],
  });
  check('explain without a text', ['explain', '--rules', 'good.yaml'], {
    code: 2,
    err: ["explain 'How do I take leave?'"],
  });
  check('explain with a time that is none', ['explain', '안녕', '--rules', 'good.yaml', '--at', 'noon'], {
    code: 2,
    err: ['noon'],
  });
  check('explain with a plain word for a person', ['explain', '안녕', '--rules', 'good.yaml', '--from', 'kim'], {
    code: 2,
    err: ['@kim'],
  });
  check('explain of a text behind --', ['explain', '--rules', 'good.yaml', '--', '--휴가'], { code: 0, out: ['휴가'] });
  check(
    'explain in words says which rule, where, and what stopped those above',
    ['explain', '휴가', '--rules', 'good.yaml'],
    {
      code: 0,
      env: { ANNYEONG_LANG: 'ko' },
      out: [
        'good.yaml:12',
        '인사팀만: 찾는 말은 이 글에 있지만, 이 채널에서는 쓰지 않는 규칙이에요',
        '꺼진 규칙: 꺼 둔 규칙이에요',
        '휴가: 맞아요',
      ],
    },
  );

  it('check --format json has exactly its shape, in the language asked for', () =>
    withFiles({ 'bad.yaml': BAD }, async (at) => {
      const ended = await run(['check', at('bad.yaml'), '--format', 'json'], { env: { ANNYEONG_LANG: 'ko' } });
      const found = JSON.parse(ended.out);
      assert.deepEqual(Object.keys(found), ['ok', 'rules', 'diagnostics']);
      assert.equal(found.ok, false);
      const [first] = found.diagnostics;
      assert.deepEqual(Object.keys(first), [
        'file',
        'line',
        'column',
        'endLine',
        'endColumn',
        'severity',
        'code',
        'message',
        'hint',
      ]);
      assert.deepEqual(
        [first.file, first.line, first.column, first.endLine, first.endColumn, first.severity],
        [at('bad.yaml'), 3, 5, 3, 9, 'error'],
      );
      assert.match(first.message + first.hint, /[가-힣]/);
    }));

  const explained = (sentence: string, argv: readonly string[], due: unknown): void => {
    it(sentence, () =>
      withFiles({ 'good.yaml': GOOD }, async (at) => {
        const ended = await run(['explain', '--rules', at('good.yaml'), '--format', 'json', ...argv]);
        assert.deepEqual([ended.code, JSON.parse(ended.out)], [0, due], ended.err);
      }),
    );
  };
  const STOPPED = [
    { rule: '인사팀만', line: 4, fits: false, failed: 'channels' },
    { rule: '꺼진 규칙', line: 8, fits: false, failed: 'enabled' },
  ];
  explained(
    'explain: the rule, its line, the reply with its reactions, and the trace up to it',
    ['휴가', '--from', '@길동'],
    {
      decision: 'reply',
      why: 'rule',
      rule: '휴가',
      line: 12,
      replies: [{ to: 'thread', text: '휴가는 길동님이 신청해요', react: ['wave', 'eyes'] }],
      trace: [...STOPPED, { rule: '휴가', line: 12, fits: true, failed: null }],
    },
  );
  explained('explain --all: the rules after it, too', ['휴가', '--from', '@길동', '--all'], {
    decision: 'reply',
    why: 'rule',
    rule: '휴가',
    line: 12,
    replies: [{ to: 'thread', text: '휴가는 길동님이 신청해요', react: ['wave', 'eyes'] }],
    trace: [
      ...STOPPED,
      { rule: '휴가', line: 12, fits: true, failed: null },
      { rule: '조용', line: 16, fits: false, failed: 'match' },
    ],
  });
  explained('explain: another channel, another rule', ['휴가', '--channel', 'hr'], {
    decision: 'reply',
    why: 'rule',
    rule: '인사팀만',
    line: 4,
    replies: [{ to: 'thread', text: '인사팀 답', react: null }],
    trace: [{ rule: '인사팀만', line: 4, fits: true, failed: null }],
  });
  explained('explain: a bot is not answered', ['휴가', '--from', 'bots', '--channel', 'hr'], {
    decision: 'silent',
    why: 'not_a_person',
    rule: null,
    line: null,
    replies: [],
    trace: [
      { rule: '인사팀만', line: 4, fits: false, failed: 'from' },
      { rule: '꺼진 규칙', line: 8, fits: false, failed: 'enabled' },
      { rule: '휴가', line: 12, fits: false, failed: 'from' },
      { rule: '조용', line: 16, fits: false, failed: 'from' },
    ],
  });

  it('no command and no token: the practice workspace, and how to get the other', async () => {
    await withFiles({ 'good.yaml': GOOD }, async (at) => {
      expect(await run([], { env: { ANNYEONG_RULES: at('good.yaml') } }), {
        code: 0,
        err: ['practice', 'annyeong start'],
      });
    });
  });
  it('no command and a token that is refused: nothing is said of connecting', async () => {
    const ended = await run([], { env: { SLACK_BOT_TOKEN: 'xoxp-1234567890-1234567890-abcdefABCDEF' } });
    expect(ended, { code: 78, err: ['xoxp-'] });
    assert.doesNotMatch(ended.err, /connects to Slack/);
  });
  it('start answers, and ends well at SIGTERM', () =>
    withFiles({ 'good.yaml': GOOD }, async (at) => {
      const workspace = await openWorkspace();
      try {
        const posted = new Promise<string>((resolve) => workspace.onPost(({ text }) => resolve(text)));
        const start = launch(['start', '--rules', at('good.yaml')], {
          SLACK_BOT_TOKEN: workspace.token,
          SLACK_API_URL: workspace.apiUrl,
        });
        await start.shows('session_open');
        workspace.say('김하나', 'general', '휴가');
        assert.equal(await posted, '휴가는 김하나님이 신청해요');
        start.child.kill('SIGTERM');
        const ended = await start.ended;
        expect(ended, { code: 0, out: ['decision'] });
        assert.ok(!(ended.out + ended.err).includes(workspace.token));
      } finally {
        await workspace.close();
      }
    }));
  it('start with a token that Slack refuses says what to do', () =>
    withFiles({ 'good.yaml': GOOD }, async (at) => {
      const workspace = await openWorkspace();
      try {
        const env = { SLACK_BOT_TOKEN: 'xoxb-2345678901-2345678901-Zk3bT9qLm2Xw8RvY', SLACK_API_URL: workspace.apiUrl };
        const ended = await run(['start', '--rules', at('good.yaml')], { env });
        assert.equal(ended.code, 78, ended.out + ended.err);
        assert.notEqual(ended.err.trim(), '');
        assert.ok(!(ended.out + ended.err).includes(env.SLACK_BOT_TOKEN));
      } finally {
        await workspace.close();
      }
    }));
  it('a second signal leaves at once', () =>
    withFiles({ 'good.yaml': GOOD }, async (at) => {
      const workspace = await openWorkspace();
      try {
        const start = launch(['start', '--rules', at('good.yaml')], {
          SLACK_BOT_TOKEN: workspace.token,
          SLACK_API_URL: workspace.apiUrl,
        });
        await start.shows('session_open');
        workspace.fault({ on: 'chat.postMessage', kind: 'half_open', times: 9 });
        workspace.say('김하나', 'general', '휴가');
        await start.shows('"event":"decision"');
        start.child.kill('SIGTERM');
        await start.shows('stopping');
        start.child.kill('SIGTERM');
        assert.equal((await start.ended).code, 143);
      } finally {
        await workspace.close();
      }
    }));
  it('a reader that has gone is no error', () =>
    withFiles({ 'good.yaml': GOOD }, async (at) => {
      const { child, ended } = launch(['check', at('good.yaml')]);
      child.stdout?.destroy();
      const { code, err } = await ended;
      assert.deepEqual([code, err], [0, '']);
    }));
});

const expect = (ended: Ended, due: Due): void => {
  assert.equal(ended.code, due.code, ended.out + ended.err);
  for (const text of due.out ?? [])
    assert.ok(ended.out.includes(text), `${text} is missing in\n${ended.out}\n${ended.err}`);
  for (const text of due.err ?? [])
    assert.ok(ended.err.includes(text), `${text} is missing in\n${ended.err}\n${ended.out}`);
  assert.doesNotMatch(ended.out + ended.err, /^\s+at .*:\d+:\d+\)?$/m, 'no stack trace');
};
