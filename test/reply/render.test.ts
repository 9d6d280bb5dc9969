// Decisions and what is sent for them.
import assert from 'node:assert/strict';
import type { Decision } from '../../src/domain/decision.ts';
import type { RuleTake } from '../../src/domain/take.ts';
import { botId, teamId, ts, userId } from '../../src/domain/ids.ts';
import type { Message, Self } from '../../src/domain/message.ts';
import type { Reply } from '../../src/domain/reply.ts';
import type { Action, Json, Rule } from '../../src/domain/rule.ts';
import { compileBlocks } from '../../src/reply/blocks.ts';
import { render } from '../../src/reply/render.ts';
import { compileTemplate } from '../../src/reply/template.ts';
import { ENV, messageOf } from './sample.ts';

const SELF: Self = {
  team: teamId('T1'),
  user: userId('UBOT'),
  bot: botId('B1'),
  name: '안녕봇',
  url: 'https://acme.slack.com/',
};

interface Row {
  readonly it: string;
  readonly texts?: readonly string[];
  readonly action?: Partial<Action>;
  readonly blocks?: readonly Json[];
  readonly takes?: readonly RuleTake[];
  readonly message?: Partial<Message>;
  readonly self?: null;
  readonly draw?: number;
  /** `thread ts: text`, `channel: text`, `dm U1: text` or `only U1 thread ts: text`, then `:name:`. */
  readonly sent: readonly string[];
  /** What is sent for the turns after the first. */
  readonly later?: readonly (readonly string[])[];
}

const ROWS: readonly Row[] = [
  { it: 'a message gets its answer in its own thread', texts: ['응'], sent: ['1764000000.000100: 응'] },
  {
    it: 'a message in a thread gets it under the parent',
    texts: ['응'],
    message: { threadTs: ts('1.000001') },
    sent: ['1.000001: 응'],
  },
  {
    it: 'an answer to the channel stands in no thread, even from one',
    texts: ['응'],
    action: { to: 'channel' },
    message: { threadTs: ts('1.000001') },
    sent: ['channel: 응'],
  },
  {
    it: 'an answer is broadcast where it should be',
    texts: ['응'],
    action: { alsoToChannel: true },
    sent: ['1764000000.000100+: 응'],
  },
  {
    it: 'the post comes first, then the reactions',
    texts: ['응'],
    action: { react: ['wave', 'eyes'] },
    sent: ['1764000000.000100: 응', ':wave:', ':eyes:'],
  },
  { it: 'a rule without a text only reacts', texts: [], action: { react: ['wave'] }, sent: [':wave:'] },
  { it: 'the draw picks the first text', texts: ['가', '나', '다'], draw: 0, sent: ['1764000000.000100: 가'] },
  { it: 'the draw picks the last text', texts: ['가', '나', '다'], draw: 0.9999999, sent: ['1764000000.000100: 다'] },
  {
    it: 'a text that comes out blank is not posted',
    texts: ['{{ match[2] }} '],
    action: { react: ['wave'] },
    sent: [':wave:'],
  },
  { it: 'a text that hits a bound is not posted', texts: ['{% for i in (1..99999) %}{{ i }}{% endfor %}'], sent: [] },
  {
    it: 'a link leads to the message',
    texts: ['{{ message.link }}'],
    sent: ['1764000000.000100: https://acme.slack.com/archives/C1/p1764000000000100'],
  },
  {
    it: 'a link leads into the thread',
    texts: ['{{ message.link }}'],
    message: { threadTs: ts('1.000001') },
    sent: ['1.000001: https://acme.slack.com/archives/C1/p1764000000000100?thread_ts=1.000001'],
  },
  {
    it: 'nobody knows the link or the name without a workspace',
    texts: ['[{{ message.link }}{{ bot.name }}]'],
    self: null,
    sent: ['1764000000.000100: []'],
  },
];

const SECTION: Json = { type: 'section', text: { type: 'mrkdwn', text: '*{{ message.text }}*' } };
const BOT: Message['author'] = { kind: 'bot', id: botId('B7'), user: null };
const TURN: RuleTake = { kind: 'turn', key: '규칙', of: 3 };

const FURTHER: readonly Row[] = [
  { it: 'an answer goes to the author alone', texts: ['응'], action: { to: 'dm' }, sent: ['dm U1: 응'] },
  { it: 'an answer is for their eyes only', texts: ['응'], action: { to: 'only_them' }, sent: ['only U1 channel: 응'] },
  {
    it: 'an answer for their eyes only stands in the thread where they wrote',
    texts: ['응'],
    action: { to: 'only_them' },
    message: { threadTs: ts('1.000001') },
    sent: ['only U1 1.000001: 응'],
  },
  {
    it: 'a bot without an account gets no direct message, but reactions',
    texts: ['응'],
    action: { to: 'dm', react: ['eyes'] },
    message: { author: BOT },
    sent: [':eyes:'],
  },
  {
    it: 'a bot without an account sees nothing that only it could see',
    texts: ['응'],
    action: { to: 'only_them' },
    message: { author: BOT },
    sent: [],
  },
  {
    it: 'a bot with an account gets its direct message',
    texts: ['응'],
    action: { to: 'dm' },
    message: { author: { ...BOT, user: userId('U7') } },
    sent: ['dm U7: 응'],
  },
  { it: 'an answer waits', texts: ['응'], action: { afterMs: 2_000 }, sent: ['1764000000.000100 after 2000: 응'] },
  {
    it: 'texts in turn make a list each',
    texts: ['가', '{{ match[2] }}', '다'],
    action: { react: ['eyes'] },
    takes: [TURN],
    sent: ['1764000000.000100: 가', ':eyes:'],
    later: [[':eyes:'], ['1764000000.000100: 다', ':eyes:']],
  },
  {
    it: 'a limit alone makes no turns',
    texts: ['가', '나'],
    takes: [{ kind: 'once_per', key: '규칙' }],
    draw: 0.9,
    sent: ['1764000000.000100: 나'],
  },
  {
    it: 'blocks are sent with the text',
    texts: ['응'],
    blocks: [SECTION],
    sent: ['1764000000.000100 with 1: 응'],
  },
  {
    it: 'blocks alone are told in the notification',
    blocks: [{ type: 'header', text: { type: 'plain_text', text: 'a < b' } }, SECTION],
    sent: ['1764000000.000100 with 2: a &lt; b\n*안녕*'],
  },
  {
    it: 'blocks alone in turn are one answer',
    blocks: [SECTION],
    texts: ['가', '나'],
    takes: [TURN],
    sent: ['1764000000.000100 with 1: 가'],
    later: [['1764000000.000100 with 1: 나']],
  },
  {
    it: 'the text is posted alone where the blocks fail',
    texts: ['응'],
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '{% for i in (1..99999) %}{{ i }}{% endfor %}' } }],
    sent: ['1764000000.000100: 응'],
  },
  {
    it: 'the blocks are posted where the text comes out blank',
    texts: ['{{ match[2] }}'],
    blocks: [SECTION],
    sent: ['1764000000.000100 with 1: *안녕*'],
  },
  {
    it: 'nothing is posted where both fail',
    texts: [' {{ match[2] }}'],
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '{{ match[2] }}' } }],
    sent: [],
  },
  { it: 'dividers alone have no words', blocks: [{ type: 'divider' }], sent: ['1764000000.000100 with 1: '] },
];

const check = ({
  texts = [],
  action = {},
  blocks,
  takes = [],
  message = {},
  self,
  draw = 0,
  sent,
  later = [],
}: Row): void => {
  const templates = texts.map((source) => {
    const compiled = compileTemplate(source, ENV);
    assert.ok(compiled.ok);
    return compiled.template;
  });
  const compiled = blocks === undefined ? null : compileBlocks(blocks, ENV);
  assert.ok(compiled?.ok !== false);
  const rule: Rule = {
    name: '규칙',
    range: null,
    conditions: [],
    captures: () => ({ groups: [], named: {} }),
    takes: () => takes,
    action: {
      texts: templates,
      blocks: compiled?.template ?? null,
      to: 'thread',
      alsoToChannel: false,
      pick: 'random',
      afterMs: 0,
      react: [],
      ...action,
    },
  };
  const decision: Decision = { kind: 'answer', why: 'rule', rule, captures: { groups: [], named: {} }, takes };
  const lists = render(decision, messageOf('안녕', message), { self: self === null ? null : SELF, now: 0, draw });
  assert.deepEqual(
    lists.map((list) => list.map(told)),
    [sent, ...later],
  );
};

const told = (reply: Reply): string => {
  if (reply.kind === 'reaction') return `:${reply.name}:`;
  const said = `${reply.blocks === null ? '' : ` with ${reply.blocks.length}`}${reply.afterMs === 0 ? '' : ` after ${reply.afterMs}`}: ${reply.text}`;
  switch (reply.kind) {
    case 'post':
      return `${reply.threadTs ?? 'channel'}${reply.alsoToChannel ? '+' : ''}${said}`;
    case 'dm':
      return `dm ${reply.user}${said}`;
    case 'only_them':
      return `only ${reply.user} ${reply.threadTs ?? 'channel'}${said}`;
    default:
      return reply satisfies never;
  }
};

describe('what is sent for a decision', () => {
  for (const row of [...ROWS, ...FURTHER]) it(row.it, () => check(row));

  it('is nothing for a silence', () => {
    assert.deepEqual(
      render({ kind: 'silent', why: 'nothing', rule: null }, messageOf(''), { self: SELF, now: 0, draw: 0 }),
      [[]],
    );
  });
});
