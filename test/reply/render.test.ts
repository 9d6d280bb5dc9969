// Decisions and what is sent for them.
import assert from 'node:assert/strict';
import type { Decision } from '../../src/domain/decision.ts';
import { botId, teamId, ts, userId } from '../../src/domain/ids.ts';
import type { Message, Self } from '../../src/domain/message.ts';
import type { Action, Rule } from '../../src/domain/rule.ts';
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
  readonly message?: Partial<Message>;
  readonly self?: null;
  readonly draw?: number;
  /** `thread ts: text` or `channel: text`, then `:name:`. */
  readonly sent: readonly string[];
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

const check = ({ texts = [], action = {}, message = {}, self, draw = 0, sent }: Row): void => {
  const templates = texts.map((source) => {
    const compiled = compileTemplate(source, ENV);
    assert.ok(compiled.ok);
    return compiled.template;
  });
  const rule: Rule = {
    name: '규칙',
    range: null,
    conditions: [],
    captures: () => ({ groups: [], named: {} }),
    action: { texts: templates, to: 'thread', alsoToChannel: false, react: [], ...action },
  };
  const decision: Decision = { kind: 'answer', why: 'rule', rule, captures: { groups: [], named: {} } };
  const replies = render(decision, messageOf('안녕', message), { self: self === null ? null : SELF, now: 0, draw });
  assert.deepEqual(
    replies.map((reply) =>
      reply.kind === 'post'
        ? `${reply.threadTs ?? 'channel'}${reply.alsoToChannel ? '+' : ''}: ${reply.text}`
        : `:${reply.name}:`,
    ),
    sent,
  );
};

describe('what is sent for a decision', () => {
  for (const row of ROWS) it(row.it, () => check(row));

  it('is nothing for a silence', () => {
    assert.deepEqual(
      render({ kind: 'silent', why: 'nothing', rule: null }, messageOf(''), { self: SELF, now: 0, draw: 0 }),
      [],
    );
  });
});
