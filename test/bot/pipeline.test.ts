// The pipeline between plain objects: which messages are answered, in which order, and what is logged of it.
import assert from 'node:assert/strict';
import { openPipeline, type Decided, type PipelineOptions } from '../../src/bot/pipeline.ts';
import { botId, teamId, userId } from '../../src/domain/ids.ts';
import type { Incoming, Names, Self } from '../../src/domain/message.ts';
import { keyText, type Reply } from '../../src/domain/reply.ts';
import type { Condition, Rule, Ruleset } from '../../src/domain/rule.ts';
import { fakeClock, settled } from '../fakes/clock.ts';
import { gate } from '../fakes/gate.ts';
import { memoryLog } from '../fakes/log.ts';

const NOW = 1_700_000_000_000;
const SELF: Self = {
  team: teamId('T1'),
  user: userId('UBOT'),
  bot: botId('BBOT'),
  name: 'annyeong',
  url: 'https://a.slack.com/',
};
const NOBODY: Names = { user: () => undefined, channel: () => undefined, channelKind: () => undefined };

const rule = (name: string, line: number, conditions: readonly Condition[]): Rule => ({
  name,
  range: { file: 'rules.yaml', line, column: 3, endLine: line, endColumn: 9 },
  conditions,
  captures: () => ({ groups: [], named: {} }),
  action: {
    texts: [{ render: ({ message }) => ({ ok: true, text: `${name}: ${message.shown}` }) }],
    to: 'thread',
    alsoToChannel: false,
    react: [],
  },
});
const says = (word: string): Condition => ({ key: 'match', fits: ({ plain }) => plain.includes(word) });
const RULESET: Ruleset = {
  rules: [rule('휴가', 7, [says('휴가')])],
  fallback: { ...rule('default', 1, []), range: null },
  language: 'ko',
  timezone: 'Asia/Seoul',
};

const open = (options: Partial<PipelineOptions> = {}) => {
  const log = memoryLog();
  const posted: string[] = [];
  const echoes: unknown[] = [];
  const seen: unknown[] = [];
  const decided: Decided[] = [];
  const claims = new Set<string>();
  const pipeline = openPipeline({
    rules: { current: () => RULESET },
    directory: { namesFor: async () => NOBODY, seen: (frame) => void seen.push(frame) },
    outbox: {
      accept: async (key, replies) => {
        if (claims.has(keyText(key))) return 'duplicate';
        claims.add(keyText(key));
        posted.push(...replies.map(textOf));
        return 'accepted';
      },
      echo: (frame) => void echoes.push(frame),
    },
    clock: fakeClock(NOW),
    random: { next: () => 0 },
    log,
    dryRun: false,
    onDecision: (one) => void decided.push(one),
    ...options,
  });
  const take = async (...frames: readonly unknown[]) => {
    for (const frame of frames) pipeline.take(frame, SELF);
    await settled();
  };
  const decisions = () => log.lines.filter(({ event }) => event === 'decision').map(({ fields }) => fields);
  return { pipeline, take, log, posted, echoes, seen, decided, decisions };
};

const textOf = (reply: Reply): string => (reply.kind === 'post' ? `${reply.threadTs} ${reply.text}` : reply.name);
let counter = 0;
const said = (text: string, more: object = {}) => {
  counter += 1;
  return {
    type: 'message',
    channel: 'C0HR',
    user: 'UKIM',
    text,
    ts: `1700000000.${String(counter).padStart(6, '0')}`,
    ...more,
  };
};

const throwsAtSeven = (frame: unknown): void => {
  if (frame === 7) throw new Error('broken');
};

describe('pipeline', () => {
  it('answers by the first rule that fits, in the message’s thread', async () => {
    const { take, posted } = open();
    const frame = said('휴가 어떻게 써요?');
    await take(frame);
    assert.deepEqual(posted, [`${frame.ts} 휴가: 휴가 어떻게 써요?`]);
  });

  it('answers in the parent’s thread where the message is a reply', async () => {
    const { take, posted } = open();
    await take(said('저기', { thread_ts: '1699999999.000100' }));
    assert.deepEqual(posted, ['1699999999.000100 default: 저기']);
  });

  it('logs one line per decision, without a word of what was said', async () => {
    const { take, decisions, log } = open();
    const frame = said('휴가 비밀');
    await take(frame);
    assert.deepEqual(decisions(), [
      { decision: 'reply', rule: '휴가', line: 7, channel: 'C0HR', ts: frame.ts, why: 'rule' },
    ]);
    const texts = log.lines.filter((line) => JSON.stringify(line.fields).includes('비밀'));
    assert.ok(texts.every(({ level }) => level === 'debug'));
  });

  it('answers a message once, and logs that it came again', async () => {
    const { take, posted, decisions } = open();
    const frame = said('휴가');
    await take(frame, frame);
    assert.equal(posted.length, 1);
    assert.deepEqual(
      decisions().map(({ decision, why }) => [decision, why]),
      [
        ['reply', 'rule'],
        ['silent', 'duplicate'],
      ],
    );
  });

  it('claims silence too, so that new rules do not answer late what comes again', async () => {
    const quiet: Ruleset = {
      ...RULESET,
      fallback: { ...RULESET.fallback, conditions: [{ key: 'enabled', fits: () => false }] },
    };
    let current = quiet;
    const { take, posted } = open({ rules: { current: () => current } });
    const frame = said('저기');
    await take(frame);
    current = RULESET;
    await take(frame);
    assert.deepEqual(posted, []);
  });

  it('is silent to other bots', async () => {
    const { take, posted, decisions } = open();
    await take(said('휴가', { bot_id: 'BOTHER' }));
    assert.deepEqual(posted, []);
    assert.deepEqual(decisions()[0]?.['why'], 'not_a_person');
  });

  it('is silent to what is older than ten minutes by Slack’s clock, and says so', async () => {
    const { take, posted, decisions } = open();
    await take(said('휴가', { ts: '1699999399.999999' }), said('휴가', { ts: '1699999400.000100' }));
    assert.deepEqual(posted, ['1699999400.000100 휴가: 휴가']);
    assert.equal(decisions()[0]?.['why'], 'too_old');
  });

  it('hands its own posts to the outbox, by user and by bot', async () => {
    const { take, echoes, posted } = open();
    const own = [
      said('응 안녕', { user: 'UBOT' }),
      said('응', { user: undefined, bot_id: 'BBOT', subtype: 'bot_message' }),
    ];
    await take(...own);
    assert.deepEqual(echoes, own);
    assert.deepEqual(posted, []);
  });

  it('shows every frame to the directory', async () => {
    const { take, seen } = open();
    const frames = [null, 7, { type: 'channel_rename' }, said('휴가')];
    await take(...frames);
    assert.deepEqual(seen, frames);
  });

  it('lives through any frame, and answers the next', async () => {
    const { take, posted } = open();
    await take(null, undefined, 7, 'x', [], {}, { type: 'message' }, { type: 'message', text: {} }, said('휴가'));
    assert.equal(posted.length, 1);
  });

  it('lives through a fault of its own parts, says so, and answers the next', async () => {
    let names = 0;
    const namesFor = async (): Promise<Names> => {
      names += 1;
      if (names === 1) throw new Error('broken');
      return NOBODY;
    };
    const { take, posted, log } = open({ directory: { namesFor, seen: throwsAtSeven } });
    await take(7, said('휴가 1'), said('휴가 2'));
    assert.deepEqual(
      log.events().filter((event) => event.endsWith('failed')),
      ['frame_failed', 'message_failed'],
    );
    assert.equal(posted.length, 1);
  });

  it('keeps the order of a channel though names come late, and holds up no other channel', async () => {
    const slow = gate();
    const namesFor = async ({ text }: Incoming): Promise<Names> => {
      if (text === 'a') await slow.opened;
      return NOBODY;
    };
    const { take, decided } = open({ directory: { namesFor, seen: () => {} } });
    await take(said('a'), said('b'), said('c', { channel: 'C0OTHER' }));
    slow.open();
    await settled();
    assert.deepEqual(
      decided.map(({ message }) => message.text),
      ['c', 'a', 'b'],
    );
  });

  it('goes on with the rules that a message began with', async () => {
    let current = RULESET;
    const slow = gate();
    const namesFor = async (): Promise<Names> => {
      await slow.opened;
      return NOBODY;
    };
    const { take, decided } = open({ rules: { current: () => current }, directory: { namesFor, seen: () => {} } });
    await take(said('휴가'));
    current = { ...RULESET, rules: [] };
    slow.open();
    await take(said('휴가'));
    assert.deepEqual(
      decided.map(({ decision }) => decision.rule?.name),
      ['휴가', 'default'],
    );
  });

  it('says so when a rule’s template gives nothing to send', async () => {
    const blank = rule('휴가', 7, []);
    const texts = [{ render: () => ({ ok: false, why: 'too_long' }) as const }];
    const { take, posted, decisions } = open({
      rules: { current: () => ({ ...RULESET, rules: [{ ...blank, action: { ...blank.action, texts } }] }) },
    });
    await take(said('휴가'));
    assert.deepEqual(posted, []);
    assert.deepEqual([decisions()[0]?.['decision'], decisions()[0]?.['why']], ['silent', 'blank_reply']);
  });

  it('dry run: logs what it would answer, and sends nothing', async () => {
    const { take, posted, decisions } = open({ dryRun: true });
    const frame = said('휴가');
    await take(frame);
    assert.deepEqual(posted, []);
    assert.deepEqual(decisions(), [
      {
        decision: 'reply',
        rule: '휴가',
        line: 7,
        channel: 'C0HR',
        ts: frame.ts,
        why: 'rule',
        dry_run: true,
        would: [{ text: '휴가: 휴가', thread_ts: frame.ts }],
      },
    ]);
  });

  it('closed: takes no more messages, finishes those it took, and still hears its own posts', async () => {
    const slow = gate();
    const namesFor = async (): Promise<Names> => {
      await slow.opened;
      return NOBODY;
    };
    const { pipeline, take, posted, echoes } = open({ directory: { namesFor, seen: () => {} } });
    await take(said('휴가 1'));
    const closed = pipeline.close();
    await take(said('휴가 2'), said('응 안녕', { user: 'UBOT' }));
    slow.open();
    await closed;
    assert.equal(posted.length, 1);
    assert.equal(echoes.length, 1);
  });
});
