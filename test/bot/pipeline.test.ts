// The pipeline between plain objects: which messages are answered, in which order, and what is logged of it.
import assert from 'node:assert/strict';
import { openPipeline, type Decided, type PipelineOptions } from '../../src/bot/pipeline.ts';
import { botId, teamId, userId } from '../../src/domain/ids.ts';
import type { Incoming, Names, Self } from '../../src/domain/message.ts';
import type { RuleTake } from '../../src/domain/take.ts';
import type { Directory } from '../../src/domain/ports.ts';
import { keyText, type Reply } from '../../src/domain/reply.ts';
import type { Action, Condition, Rule, Ruleset } from '../../src/domain/rule.ts';
import type { Answer } from '../../src/outbox/outbox.ts';
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
const NOBODY: Names = {
  user: () => undefined,
  channel: () => undefined,
  channelKind: () => undefined,
  channelNames: () => undefined,
  standing: () => ({ names: undefined, groups: undefined, guest: undefined, external: undefined }),
};
const directory = (more: Partial<Directory & { seen: (frame: unknown) => void }> = {}) => ({
  namesFor: async () => NOBODY,
  bind: async () => [],
  seen: () => {},
  ...more,
});

const OF_PEOPLE: Condition = { key: 'from', fits: ({ message }) => message.author.kind === 'person' };
const rule = (name: string, line: number, conditions: readonly Condition[]): Rule => ({
  name,
  range: { file: 'rules.yaml', line, column: 3, endLine: line, endColumn: 9 },
  conditions: [OF_PEOPLE, ...conditions],
  captures: () => ({ groups: [], named: {} }),
  takes: () => [],
  action: {
    texts: [{ render: ({ message }) => ({ ok: true, text: `${name}: ${message.shown}` }) }],
    blocks: null,
    to: 'thread',
    alsoToChannel: false,
    pick: 'random',
    afterMs: 0,
    react: [],
  },
});
const says = (word: string): Condition => ({ key: 'match', fits: ({ plain }) => plain.includes(word) });
const rulesetOf = (rules: readonly Rule[]): Ruleset => ({
  rules,
  fallback: { ...rule('default', 1, []), range: null },
  language: 'ko',
  timezone: 'Asia/Seoul',
  names: [],
  first: (view) => {
    const found = rules.find(({ conditions }) => conditions.every(({ fits }) => fits(view)));
    return found === undefined ? { kind: 'none' } : { kind: 'rule', rule: found };
  },
});
const RULESET = rulesetOf([rule('휴가', 7, [says('휴가')])]);

const open = (options: Partial<PipelineOptions> = {}) => {
  const log = memoryLog();
  const posted: string[] = [];
  const echoes: unknown[] = [];
  const seen: unknown[] = [];
  const decided: Decided[] = [];
  const claims = new Set<string>();
  const handed: Answer[] = [];
  const pipeline = openPipeline({
    rules: { current: () => RULESET },
    directory: directory({ seen: (frame) => void seen.push(frame) }),
    outbox: {
      accept: async (answer) => {
        handed.push(answer);
        if (claims.has(keyText(answer.key))) return { kind: 'duplicate' };
        claims.add(keyText(answer.key));
        posted.push(...(answer.replies[0] ?? []).map(textOf));
        return { kind: 'accepted', turn: 0 };
      },
      echo: (frame) => void echoes.push(frame),
    },
    journal: { ready: async () => {} },
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
  return { pipeline, take, log, posted, handed, echoes, seen, decided, decisions };
};

const textOf = (reply: Reply): string => {
  if (reply.kind === 'reaction') return reply.name;
  return reply.kind === 'post' ? `${reply.threadTs} ${reply.text}` : `${reply.kind} ${reply.text}`;
};
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
    const { take, posted, log } = open({ directory: directory({ namesFor, seen: throwsAtSeven }) });
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
    const { take, decided } = open({ directory: directory({ namesFor }) });
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
    const { take, decided } = open({ rules: { current: () => current }, directory: directory({ namesFor }) });
    await take(said('휴가'));
    current = rulesetOf([]);
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
      rules: { current: () => rulesetOf([{ ...blank, action: { ...blank.action, texts } }]) },
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
    const { pipeline, take, posted, echoes } = open({ directory: directory({ namesFor }) });
    await take(said('휴가 1'));
    const closed = pipeline.close();
    await take(said('휴가 2'), said('응 안녕', { user: 'UBOT' }));
    slow.open();
    await closed;
    assert.equal(posted.length, 1);
    assert.equal(echoes.length, 1);
  });
});

describe('pipeline: what an answer takes', () => {
  const LIMIT: RuleTake = { kind: 'limit', key: '휴가', times: 1, everyMs: 60_000 };
  const limited = (action: Partial<Action> = {}, takes: readonly RuleTake[] = [LIMIT]): Ruleset => {
    const plain = rule('휴가', 7, [says('휴가')]);
    return rulesetOf([{ ...plain, takes: () => takes, action: { ...plain.action, ...action } }]);
  };
  const under = (ruleset: Ruleset, options: Partial<PipelineOptions> = {}) =>
    open({ rules: { current: () => ruleset }, ...options });

  it('is handed to the journal with the time of the message', async () => {
    const { take, handed } = under(limited());
    await take(said('휴가', { ts: '1699999999.123456' }), said('저기'));
    assert.deepEqual(
      handed.map(({ takes, at }) => [takes.filter(({ kind }) => kind !== 'breaker'), at]),
      [
        [[LIMIT], 1_699_999_999_123],
        [[], 1_700_000_000_000],
      ],
    );
  });

  it('is nothing where nothing would be sent', async () => {
    const { take, handed } = under(limited({ texts: [{ render: () => ({ ok: false, why: 'too_long' }) }] }));
    await take(said('휴가'));
    assert.deepEqual(
      handed.map(({ takes }) => takes),
      [[]],
    );
  });

  it('tells the journal in which thread the message stands, and whether the answer is the default', async () => {
    const { take, handed } = open();
    const outside = said('휴가');
    const inside = said('휴가', { thread_ts: '1699999999.000100' });
    const other = said('저기');
    await take(outside, inside, other);
    assert.deepEqual(
      handed.map(({ thread, isDefault }) => [thread, isDefault]),
      [
        [outside.ts, false],
        ['1699999999.000100', false],
        [other.ts, true],
      ],
    );
  });

  for (const why of ['limit', 'once_per', 'breaker'] as const) {
    it(`used up (${why}): the rule is silent, and both log and listener say why`, async () => {
      const { take, decisions, decided } = under(limited(), {
        outbox: { accept: async () => ({ kind: 'limited', why, key: 'rule/휴가', trips: false }), echo: () => {} },
      });
      const frame = said('휴가');
      await take(frame);
      assert.deepEqual(decisions(), [
        { decision: 'silent', rule: '휴가', line: 7, channel: 'C0HR', ts: frame.ts, why },
      ]);
      const [{ decision, replies, taken } = assert.fail()] = decided;
      assert.deepEqual([decision.kind, decision.why, decision.rule?.name], ['silent', why, '휴가']);
      assert.deepEqual([replies, taken], [[], 'limited']);
    });
  }

  it('ends where two bots answer each other: the log says once what to do, and people are answered', async () => {
    const plain = rule('휴가', 7, []);
    const { take, decisions, log } = under(rulesetOf([{ ...plain, conditions: [] }]), { dryRun: true });
    for (let turn = 0; turn < 13; turn += 1) await take(said('응', { bot_id: 'BOTHER' }));
    await take(said('휴가'));
    const kinds = decisions().map(({ decision, why }) => `${String(decision)} ${String(why)}`);
    assert.deepEqual(kinds.slice(9), [
      'reply rule',
      'silent breaker',
      'silent breaker',
      'silent breaker',
      'reply rule',
    ]);
    assert.equal(log.events().filter((event) => event === 'breaker_tripped').length, 1);
  });

  it('tells the listener of the replies whose turn it was', async () => {
    const texts = ['하나', '둘', '셋'].map((text) => ({ render: () => ({ ok: true, text }) as const }));
    const TURN: RuleTake = { kind: 'turn', key: '휴가', of: 3 };
    const { take, decided } = under(limited({ texts, pick: 'in_turn' }, [TURN]), {
      outbox: { accept: async ({ replies }) => ({ kind: 'accepted', turn: replies.length - 1 }), echo: () => {} },
    });
    await take(said('휴가'));
    assert.deepEqual(
      decided.map(({ replies }) => replies.map(textOf)),
      [[`${decided[0]?.message.ts} 셋`]],
    );
  });

  it('dry run: goes by limits and turns as sending would, and answers a message once', async () => {
    const { take, posted, decisions, handed } = under(limited(), { dryRun: true });
    const frame = said('휴가');
    await take(frame, frame, said('휴가'));
    assert.deepEqual(
      decisions().map(({ decision, why }) => [decision, why]),
      [
        ['reply', 'rule'],
        ['silent', 'duplicate'],
        ['silent', 'limit'],
      ],
    );
    assert.deepEqual([posted, handed], [[], []]);
  });

  it('dry run: shows where the answer would go', async () => {
    const { take, decisions } = under(limited({ to: 'dm', afterMs: 2000 }), { dryRun: true });
    await take(said('휴가'));
    assert.deepEqual(decisions()[0]?.['would'], [{ text: '휴가: 휴가', to: 'dm', user: 'UKIM', after_ms: 2000 }]);
  });
});

describe('pipeline: while the journal cannot be written', () => {
  const waiting = () => {
    const clock = fakeClock(NOW);
    const back = gate();
    return { clock, back, ...open({ clock, journal: { ready: () => back.opened } }) };
  };

  it('messages wait, in their order, and are answered when it is back', async () => {
    const { take, back, posted, pipeline } = waiting();
    await take(said('휴가 1'), said('휴가 2'));
    assert.deepEqual(posted, []);
    assert.equal(pipeline.openSince(), NOW);
    back.open();
    await settled();
    assert.equal(posted.length, 2);
    assert.equal(pipeline.openSince(), null);
  });

  it('those that wait when it is closed are turned away, and said so without a stack', async () => {
    const closed = new AbortController();
    const ready = () =>
      new Promise<void>((_, reject) => {
        closed.signal.addEventListener('abort', () => reject(new Error('closed')));
      });
    const { take, pipeline, log, posted } = open({ journal: { ready } });
    const frame = said('휴가');
    await take(frame);
    const over = pipeline.close();
    closed.abort();
    await over;
    const errors = log.lines.filter(({ level }) => level === 'error');
    assert.deepEqual(
      errors.map(({ event, fields }) => [event, fields]),
      [['outbox_refused', { channel: 'C0HR', ts: frame.ts, why: 'closing' }]],
    );
    assert.deepEqual(posted, []);
  });

  it('those that have become too old meanwhile are not answered', async () => {
    const { take, back, posted, decisions, clock } = waiting();
    await take(said('휴가'));
    await clock.advance(11 * 60_000);
    back.open();
    await settled();
    assert.deepEqual(posted, []);
    assert.deepEqual(
      decisions().map(({ why }) => why),
      ['too_old'],
    );
  });
});
