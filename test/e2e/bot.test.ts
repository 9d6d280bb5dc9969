// The whole bot against the practice workspace: real SDK, real sockets, a rules file on disk.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Bot, startBot } from '../../src/bot/bot.ts';
import { systemClock } from '../../src/bot/clock.ts';
import { openLog } from '../../src/bot/log.ts';
import { openWorkspace, type Workspace, type WorkspaceOptions } from '../../src/practice/workspace.ts';

/** For what should take well under a second, on a machine that is busy. */
const DEADLINE_MS = 8_000;
const RULES = `rules:
  - name: 휴가
    match: [휴가, 연차]
    reply: "휴가는 {{ user.name }}님이 직접 신청해 주세요."
  - name: 점심
    match: 점심
    channels: [random]
    reply: { text: 오늘은 김치찌개, to: channel }
    react: wave
`;

describe('bot', function () {
  this.timeout(60_000);
  let folder: string;
  let workspace: Workspace;
  let bot: Bot;
  let lines: string[];

  const rules = (text: string): string => {
    const file = path.join(folder, 'rules.yaml');
    writeFileSync(file, text);
    return file;
  };
  const open = async (
    options: { rules?: string; dryRun?: boolean; workspace?: WorkspaceOptions } = {},
  ): Promise<void> => {
    workspace = await openWorkspace(options.workspace);
    bot = await startBot({
      settings: {
        token: workspace.token,
        apiUrl: workspace.apiUrl,
        rules: rules(options.rules ?? RULES),
        language: 'ko',
        logLevel: 'debug',
        dryRun: options.dryRun ?? false,
        journal: { kind: 'memory' },
        postsPerMinute: 300,
      },
      log: openLog({
        level: 'debug',
        language: 'ko',
        pretty: false,
        colour: false,
        write: (line) => void lines.push(line),
      }),
      clock: systemClock(),
      random: { next: () => 0 },
    });
  };
  /** After that many sessions in all. */
  const online = async (sessions = 1): Promise<void> => {
    await until(() => count('session_open') >= sessions && workspace.sockets() > 0, `session ${sessions}`);
  };
  const posted = async (count: number): Promise<void> => {
    await until(
      () => workspace.posts().length >= count,
      `${count} posts`,
      () => lines.join(''),
    );
  };
  const texts = (): string[] => workspace.posts().map(({ text }) => text);
  const count = (event: string): number => lines.filter((line) => line.includes(`"event":"${event}"`)).length;
  const logged = (event: string): boolean => count(event) > 0;
  const start = async (options: Parameters<typeof open>[0] = {}): Promise<void> => {
    await open(options);
    await online();
  };

  beforeEach(() => {
    lines = [];
    folder = mkdtempSync(path.join(tmpdir(), 'annyeong-bot-'));
  });
  afterEach(async () => {
    workspace.clearFaults();
    await bot.stop();
    await workspace.close();
    rmSync(folder, { recursive: true });
    const all = lines.join('');
    assert.equal(all.includes(workspace.token), false, 'the token is in the log');
    assert.doesNotMatch(all, /wss?:\/\//);
  });

  it('answers 휴가 by its rule, in the message’s thread', async () => {
    await start();
    const ts = workspace.say('hana', 'hr', '휴가 어떻게 써요?');
    await posted(1);
    assert.deepEqual(
      workspace.posts().map(({ text, threadTs, channelName }) => ({ text, threadTs, channelName })),
      [{ text: '휴가는 김하나님이 직접 신청해 주세요.', threadTs: ts, channelName: 'hr' }],
    );
  });

  it('says 응 안녕 in the thread where no rule fits, in a direct message too', async () => {
    await start();
    const ts = [workspace.say('hana', 'general', '뭐라고요'), workspace.say('doyun', 'dm', 'hello')];
    await posted(2);
    assert.deepEqual(texts(), ['응 안녕', '응 안녕']);
    assert.deepEqual(new Set(workspace.posts().map((post) => post.threadTs)), new Set(ts));
  });

  it('answers a reply inside a thread in that thread', async () => {
    await start();
    const parent = workspace.say('hana', 'hr', '휴가?');
    await posted(1);
    workspace.say('doyun', 'hr', '저도요', { threadTs: parent });
    await posted(2);
    assert.equal(workspace.posts()[1]?.threadTs, parent);
  });

  it('answers in the channel and reacts where the rule says so', async () => {
    await start();
    const ts = workspace.say('hana', 'random', '점심 뭐예요');
    await posted(1);
    await until(() => workspace.reactions().length === 1, 'a reaction');
    assert.deepEqual(
      workspace.posts().map(({ text, threadTs }) => [text, threadTs]),
      [['오늘은 김치찌개', null]],
    );
    assert.deepEqual(
      workspace.reactions().map((one) => [one.ts, one.name]),
      [[ts, 'wave']],
    );
  });

  it('answers a message once though it comes again, also after a reconnect, and never itself or another bot', async () => {
    await start();
    const ts = workspace.say('hana', 'hr', '휴가');
    await posted(1);
    const again = { type: 'message', channel: 'C0HR', user: 'U0HANAKIM1', text: '휴가', ts };
    workspace.emit(again);
    workspace.say('weatherbot', 'hr', '휴가');
    workspace.drop();
    await online(2);
    workspace.emit(again);
    workspace.say('hana', 'hr', '끝');
    await posted(2);
    assert.deepEqual(texts(), ['휴가는 김하나님이 직접 신청해 주세요.', '응 안녕']);
  });

  it('sends the answers of a channel in order', async () => {
    await start();
    const asked = Array.from({ length: 4 }, (_, index) => workspace.say('hana', 'hr', `질문 ${index}`));
    await posted(4);
    assert.deepEqual(
      workspace.posts().map((post) => post.threadTs),
      asked,
    );
  });

  it('waits at 429 as long as Slack says, without holding up another channel', async () => {
    await start();
    workspace.fault({ on: 'chat.postMessage', kind: 'rate_limit', retryAfterS: 2 });
    const first = workspace.say('hana', 'hr', '하나');
    await until(() => logged('reply_delayed'), 'the 429');
    const delayedAt = performance.now();
    const second = workspace.say('hana', 'general', '둘');
    await posted(1);
    assert.ok(performance.now() - delayedAt < 1_500);
    await posted(2);
    assert.ok(performance.now() - delayedAt > 1_500);
    assert.deepEqual(
      workspace.posts().map((post) => post.threadTs),
      [second, first],
    );
  });

  for (const kind of ['lost_response', 'error_after'] as const) {
    it(`posts once though the answer is lost (${kind}), and goes on`, async () => {
      await start();
      workspace.fault({ on: 'chat.postMessage', kind });
      workspace.say('hana', 'hr', '하나');
      await posted(1);
      workspace.say('hana', 'hr', '둘');
      await posted(2);
      await bot.stop();
      assert.equal(workspace.posts().length, 2);
      assert.equal(logged('reply_given_up'), false);
      assert.equal(postCalls(workspace), 2);
    });
  }

  it('posts again what did not arrive, once that is known, and keeps the order of the channel', async () => {
    await start();
    workspace.fault({ on: 'chat.postMessage', kind: 'error_before' });
    const first = workspace.say('hana', 'hr', '하나');
    await until(() => logged('reply_in_doubt'), 'the doubt');
    const second = workspace.say('hana', 'hr', '둘');
    const elsewhere = workspace.say('hana', 'general', '셋');
    await posted(1);
    assert.equal(postCalls(workspace), 2);
    await until(
      () => workspace.posts().length === 3,
      'the rest',
      () => lines.join(''),
      25_000,
    );
    assert.deepEqual(
      workspace.posts().map(({ threadTs }) => threadTs),
      [elsewhere, first, second],
    );
    assert.equal(postCalls(workspace), 4);
  });

  it('says what to do where it is not in the channel, and answers elsewhere', async () => {
    await start();
    workspace.ensureChannel('outside', { botIsMember: false });
    workspace.say('hana', 'outside', '휴가');
    await until(() => logged('reply_rejected'), 'the refusal');
    workspace.say('hana', 'hr', '휴가');
    await posted(1);
    assert.match(lines.join(''), /not_in_channel.*\/invite @/);
  });

  it('comes back after a drop', async () => {
    await start();
    workspace.drop();
    await online(2);
    workspace.say('hana', 'hr', '휴가');
    await posted(1);
  });

  it('answers though every other method fails for ever', async () => {
    await open();
    for (const on of LOOKUPS) workspace.fault({ on, kind: 'api_error', error: 'missing_scope', times: Infinity });
    await online();
    workspace.say('hana', 'hr', '휴가');
    workspace.say('hana', 'random', '점심');
    await posted(2);
  });

  it('answers though every other method hangs for ever', async () => {
    await open();
    for (const on of LOOKUPS) workspace.fault({ on, kind: 'half_open', times: Infinity });
    await online();
    workspace.say('hana', 'hr', '휴가');
    workspace.say('hana', 'random', '점심');
    await posted(2);
  });

  it('answers by the new rules once the file is saved, and by the old ones while it is bad', async () => {
    await start();
    rules('rules:\n  - name: 인사\n    match: 휴가\n    reply: 새 답장\n');
    await until(() => count('rules_loaded') === 2, 'the reload');
    workspace.say('hana', 'hr', '휴가');
    await posted(1);
    rules('rules:\n  - name: 인사\n    match: 휴가\n    replay: 나쁜 답장\n');
    await until(() => logged('rules_bad'), 'the bad file');
    workspace.say('hana', 'hr', '휴가');
    await posted(2);
    assert.deepEqual(texts(), ['새 답장', '새 답장']);
  });

  it('refuses to start with a bad file, and opens nothing', async () => {
    await open({ rules: 'rules:\n  - name: 인사\n    match: 휴가\n    replay: 나쁜 답장\n' });
    const end = await bot.ended;
    assert.equal(end.kind, 'refused');
    const state = bot.live?.state();
    assert.ok(state?.kind === 'bad' && state.diagnostics.length > 0);
    assert.deepEqual(workspace.calls(), []);
  });

  it('ends with a sentence when Slack refuses the token', async () => {
    await open();
    workspace.fault({ on: '*', kind: 'api_error', error: 'not_allowed_token_type', times: Infinity });
    workspace.drop();
    const end = await bot.ended;
    assert.ok(end.kind === 'fatal' && end.why === 'not_allowed_token_type' && end.sentence.ko.length > 10);
  });

  it('ends with a sentence when the token dies while it answers', async () => {
    await start();
    workspace.fault({ on: 'chat.postMessage', kind: 'api_error', error: 'token_revoked', times: Infinity });
    workspace.say('hana', 'hr', '휴가');
    const end = await bot.ended;
    assert.ok(end.kind === 'fatal' && end.why === 'token_revoked');
  });

  it('stops: sends what it owes, then closes all', async () => {
    await start();
    for (let asked = 0; asked < 5; asked += 1) workspace.say('hana', 'hr', `질문 ${asked}`);
    await posted(1);
    await bot.stop();
    assert.equal(workspace.posts().length, 5);
    assert.deepEqual(await bot.ended, { kind: 'stopped', left: 0 });
    await until(() => workspace.sockets() === 0, 'the socket to close');
  });

  it('dry run: decides and logs, sends nothing', async () => {
    await start({ dryRun: true });
    workspace.say('hana', 'hr', '휴가');
    await until(() => logged('decision'), 'the decision');
    await bot.stop();
    assert.equal(postCalls(workspace), 0);
    assert.match(lines.join(''), /"dry_run":true/);
  });

  for (const hours of [1, -1]) {
    it(`answers on a machine whose clock is ${hours} hours off`, async () => {
      await start({ workspace: { now: () => Date.now() + hours * 60 * 60 * 1000 } });
      workspace.say('hana', 'hr', '휴가');
      await posted(1);
    });
  }
});

const LOOKUPS = [
  'users.info',
  'users.list',
  'conversations.info',
  'conversations.list',
  'conversations.members',
  'users.conversations',
  'bots.info',
  'usergroups.list',
  'team.info',
  'reactions.add',
];

const postCalls = (workspace: Workspace): number =>
  workspace.calls().filter(({ method }) => method === 'chat.postMessage').length;

const until = async (
  isSo: () => boolean,
  what: string,
  more: () => string = () => '',
  deadlineMs = DEADLINE_MS,
): Promise<void> => {
  const end = performance.now() + deadlineMs;
  while (!isSo()) {
    if (performance.now() > end) assert.fail(`waited in vain for ${what}\n${more()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
