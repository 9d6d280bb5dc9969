// Where an answer goes, when, and how often: the whole bot against the practice workspace, over real SDK and sockets.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Bot, startBot } from '../../src/bot/bot.ts';
import { systemClock } from '../../src/bot/clock.ts';
import { openLog } from '../../src/bot/log.ts';
import type { Decided } from '../../src/bot/pipeline.ts';
import { openWorkspace, type Workspace } from '../../src/practice/workspace.ts';

/** For what should take well under a second, on a machine that is busy. */
const DEADLINE_MS = 8_000;
const HANA = 'U0HANAKIM1';
const HANA_DM = 'D0HANAKIM1';

const rule = (lines: string, word = '휴가'): string =>
  `rules:\n  - name: ${word}\n    match: ${word}\n${lines.replaceAll(/^/gm, '    ')}\ndefault: { reply: none }\n`;

describe('replies', function () {
  this.timeout(60_000);
  let folder: string;
  let workspace: Workspace;
  let bot: Bot;
  let lines: string[];
  let decided: Decided[];
  let wake: () => void;

  const write = (text: string): string => {
    const file = path.join(folder, 'rules.yaml');
    writeFileSync(file, text);
    return file;
  };
  /** Looks again whenever something happens: a post, a decision, a line of the log. */
  const until = async (isSo: () => boolean, what: string): Promise<void> => {
    const deadline = AbortSignal.timeout(DEADLINE_MS);
    const late = new Promise<void>((resolve) => deadline.addEventListener('abort', () => resolve()));
    while (!isSo()) {
      assert.equal(deadline.aborted, false, `waited in vain for ${what}\n${lines.join('')}`);
      await Promise.race([new Promise<void>((resolve) => (wake = resolve)), late]);
    }
  };
  const count = (event: string): number => lines.filter((line) => line.includes(`"event":"${event}"`)).length;
  const logged = (event: string, times = 1): Promise<void> => until(() => count(event) >= times, event);
  const posted = (times: number): Promise<void> => until(() => workspace.posts().length >= times, `${times} posts`);
  const decisions = (times: number): Promise<void> => until(() => decided.length >= times, `${times} decisions`);
  const texts = (): string[] => workspace.posts().map(({ text }) => text);
  const whys = (): string[] => decided.map(({ decision }) => `${decision.kind} ${decision.why}`);
  const calls = (method: string): number => workspace.calls().filter((call) => call.method === method).length;

  const start = async (rules: string): Promise<void> => {
    workspace.onPost(() => wake());
    workspace.onEphemeral(() => wake());
    workspace.onReaction(() => wake());
    bot = await startBot({
      settings: {
        token: workspace.token,
        apiUrl: workspace.apiUrl,
        rules: write(rules),
        language: 'en',
        logLevel: 'debug',
        dryRun: false,
        journal: { kind: 'memory' },
        postsPerMinute: 300,
      },
      log: openLog({
        level: 'debug',
        language: 'en',
        pretty: false,
        colour: false,
        write: (line) => {
          lines.push(line);
          wake();
        },
      }),
      clock: systemClock(),
      random: { next: () => 0 },
      onDecision: (one) => {
        decided.push(one);
        wake();
      },
    });
    assert.equal(bot.live?.state().kind, 'good', lines.join(''));
    await logged('session_open');
  };
  const reload = async (rules: string): Promise<void> => {
    const before = count('rules_loaded');
    write(rules);
    await logged('rules_loaded', before + 1);
  };

  beforeEach(async () => {
    lines = [];
    decided = [];
    wake = () => {};
    folder = mkdtempSync(path.join(tmpdir(), 'annyeong-replies-'));
    workspace = await openWorkspace();
  });
  afterEach(async () => {
    workspace.clearFaults();
    await bot.stop();
    await workspace.close();
    rmSync(folder, { recursive: true });
  });

  describe('to: dm', () => {
    const DM = rule('reply: { to: dm, text: "{{ user.name }}님께만" }');

    it('answers the author in their direct messages, which it opens once', async () => {
      await start(DM);
      for (const where of ['hr', 'general']) workspace.say('hana', where, '휴가');
      workspace.say('doyun', 'hr', '휴가');
      await posted(3);
      assert.deepEqual(
        workspace
          .posts()
          .map(({ channel, threadTs, text }) => `${channel} ${threadTs} ${text}`)
          .toSorted(),
        ['D0DOYUNLEE null 이도윤님께만', 'D0HANAKIM1 null 김하나님께만', 'D0HANAKIM1 null 김하나님께만'],
      );
      assert.equal(calls('conversations.open'), 2);
    });

    it('says what to do where Slack opens none, and goes on with the next', async () => {
      await start(DM);
      workspace.fault({ on: 'conversations.open', kind: 'api_error', error: 'user_disabled' });
      workspace.say('hana', 'hr', '휴가');
      await logged('reply_rejected');
      workspace.say('hana', 'hr', '휴가');
      await posted(1);
      assert.match(lines.join(''), /user_disabled.*account of this person/);
    });

    for (const kind of ['drop', 'error_before', 'rate_limit'] as const) {
      it(`opens it again after ${kind}`, async () => {
        await start(DM);
        workspace.fault({ on: 'conversations.open', kind });
        workspace.say('hana', 'hr', '휴가');
        await posted(1);
        assert.equal(calls('conversations.open'), 2);
      });
    }

    it('posts once though the answer is lost, which its echo shows', async () => {
      await start(DM);
      workspace.fault({ on: 'chat.postMessage', kind: 'lost_response' });
      workspace.say('hana', 'hr', '휴가');
      await posted(1);
      await bot.stop();
      assert.deepEqual([calls('chat.postMessage'), count('reply_given_up')], [1, 0]);
      assert.deepEqual(await bot.ended, { kind: 'stopped', left: 0 });
    });
  });

  describe('to: only_them', () => {
    const WHISPER = rule('reply: { to: only_them, text: 살짝 }');

    it('shows the answer to the author alone, where they wrote', async () => {
      await start(WHISPER);
      workspace.say('hana', 'hr', '휴가');
      await until(() => workspace.ephemerals().length === 1, 'the answer');
      assert.deepEqual(
        workspace.ephemerals().map(({ user, channelName, text }) => [user, channelName, text]),
        [[HANA, 'hr', '살짝']],
      );
      assert.deepEqual(workspace.posts(), []);
    });

    it('never shows it twice: what may have arrived is given up at once', async () => {
      await start(WHISPER);
      workspace.fault({ on: 'chat.postEphemeral', kind: 'lost_response' });
      workspace.say('hana', 'hr', '휴가');
      await logged('reply_given_up');
      workspace.say('hana', 'hr', '휴가');
      await until(() => workspace.ephemerals().length === 2, 'the next answer');
      assert.equal(calls('chat.postEphemeral'), 2);
    });
  });

  describe('blocks', () => {
    const BLOCKS = rule(`reply:
  text: 알림
  blocks:
    - { type: header, text: { type: plain_text, text: "{{ user.name }} & 휴가" } }
    - { type: section, text: { type: mrkdwn, text: "*{{ user.name }}*: {{ message.text }}" } }`);

    it('are sent with what they say filled in, and nothing in them rings', async () => {
      await start(BLOCKS);
      workspace.say('hana', 'hr', '휴가 @channel <b>');
      await posted(1);
      const [{ text, blocks } = assert.fail()] = workspace.posts();
      assert.equal(text, '알림');
      assert.deepEqual(blocks?.[0], { type: 'header', text: { type: 'plain_text', text: '김하나 & 휴가' } });
      assert.match(JSON.stringify(blocks?.[1]), /\*김하나\*: 휴가 @channel &lt;b&gt;/);
    });

    it('are known again by their echo where the answer is lost', async () => {
      await start(BLOCKS);
      workspace.fault({ on: 'chat.postMessage', kind: 'error_after' });
      workspace.say('hana', 'hr', '휴가');
      await posted(1);
      await bot.stop();
      assert.deepEqual([calls('chat.postMessage'), count('reply_given_up')], [1, 0]);
    });
  });

  describe('after', () => {
    it('waits, and holds up no other answer', async () => {
      await start(
        `rules:\n  - { name: 늦게, match: 늦게, reply: { text: 이제, after: 1s } }\n  - { name: 바로, match: 바로, reply: 바로 }\n`,
      );
      workspace.say('hana', 'hr', '늦게');
      await decisions(1);
      const since = performance.now();
      workspace.say('hana', 'hr', '바로');
      await posted(2);
      assert.deepEqual(texts(), ['바로', '이제']);
      assert.ok(performance.now() - since > 900);
    });

    it('ends at a stop: what waits is sent before the bot goes', async () => {
      await start(rule('reply: { text: 나중에, after: 10m }'));
      workspace.say('hana', 'hr', '휴가');
      await decisions(1);
      await bot.stop();
      assert.deepEqual(texts(), ['나중에']);
      assert.deepEqual(await bot.ended, { kind: 'stopped', left: 0 });
    });
  });

  it('pick: in_turn gives the texts one after another, also after a reload', async () => {
    const inTurn = rule('reply: { pick: in_turn, text: [하나, 둘, 셋] }');
    await start(inTurn);
    for (const where of ['hr', 'general']) {
      workspace.say('hana', where, '휴가');
      await decisions(decided.length + 1);
    }
    await reload(`${inTurn}# saved again\n`);
    for (const where of ['random', 'help']) {
      workspace.say('hana', where, '휴가');
      await decisions(decided.length + 1);
    }
    await posted(4);
    assert.deepEqual(texts(), ['하나', '둘', '셋', '하나']);
  });

  describe('limit', () => {
    const LIMIT = rule('limit: { times: 1, per: rule, every: 10m }\nreply: 한 번');

    it('of two messages in the same instant one is answered', async () => {
      await start(LIMIT);
      for (const where of ['hr', 'general', 'hr', 'help']) workspace.say('hana', where, '휴가');
      await decisions(4);
      await bot.stop();
      assert.deepEqual(texts(), ['한 번']);
      assert.deepEqual(whys().toSorted(), ['answer rule', 'silent limit', 'silent limit', 'silent limit']);
    });

    it('is kept where the file is saved again', async () => {
      await start(LIMIT);
      workspace.say('hana', 'hr', '휴가');
      await decisions(1);
      await reload(LIMIT.replace('한 번', '다른 말'));
      workspace.say('hana', 'hr', '휴가');
      await decisions(2);
      assert.deepEqual(whys(), ['answer rule', 'silent limit']);
    });

    it('used up is silence, not the next rule', async () => {
      await start(LIMIT.replace('default: { reply: none }', 'default: { reply: 기본 }'));
      for (let time = 0; time < 2; time += 1) workspace.say('hana', 'hr', '휴가');
      await decisions(2);
      await bot.stop();
      assert.deepEqual(texts(), ['한 번']);
    });
  });

  describe('once_per', () => {
    it('thread: once in each thread, whoever speaks', async () => {
      await start(rule('once_per: thread\nreply: 여기요'));
      const parent = workspace.say('hana', 'hr', '휴가');
      workspace.say('doyun', 'hr', '휴가', { threadTs: parent });
      workspace.say('doyun', 'hr', '휴가');
      await decisions(3);
      assert.deepEqual(whys(), ['answer rule', 'silent once_per', 'answer rule']);
    });

    it('user: once for each person over all channels, also after a reload', async () => {
      const once = rule('once_per: user\nreply: 반가워요');
      await start(once);
      workspace.say('hana', 'hr', '휴가');
      await decisions(1);
      await reload(`${once}# saved again\n`);
      workspace.say('hana', 'general', '휴가');
      workspace.say('hana', 'dm', '휴가');
      workspace.say('doyun', 'general', '휴가');
      await decisions(4);
      assert.deepEqual(whys().toSorted(), ['answer rule', 'answer rule', 'silent once_per', 'silent once_per']);
    });
  });

  it('with a reaction: the answer goes to the author alone, the reaction to the message', async () => {
    await start(rule('reply: { to: dm, text: 너만 }\nreact: eyes'));
    const ts = workspace.say('hana', 'hr', '휴가');
    await posted(1);
    await until(() => workspace.reactions().length === 1, 'the reaction');
    assert.deepEqual(
      [workspace.posts()[0]?.channel, workspace.reactions()[0]],
      [HANA_DM, { channel: 'C0HR', ts, name: 'eyes' }],
    );
  });
});
