// A message, a bot and an environment for templates, to be changed where a test needs something else.
import assert from 'node:assert/strict';
import { channelId, teamId, ts, userId } from '../../src/domain/ids.ts';
import type { Message } from '../../src/domain/message.ts';
import type { TemplateData } from '../../src/domain/rule.ts';
import { compileTemplate, type TemplateEnv } from '../../src/reply/template.ts';

export const ENV: TemplateEnv = {
  vars: {
    form: 'https://hr.example.com/leave?a=1&b=2',
    loud: '<!here> 여러분',
    code: '{{ user.id }}',
    담당: '<@U9>',
    hr: '인사팀',
    hi: '안녕 NAME',
  },
  groups: { count: 2, names: ['w'] },
  timezone: 'Asia/Seoul',
};

/** A person's words stand in every place that a person can fill. */
export const messageOf = (words: string, over: Partial<Message> = {}): Message => ({
  team: teamId('T1'),
  channel: channelId('C1'),
  ts: ts('1764000000.000100'),
  threadTs: null,
  author: { kind: 'person', id: userId('U1') },
  text: words,
  channelName: 'hr',
  channelKind: 'public',
  channelNames: ['hr'],
  standing: { names: ['철수'], groups: [], guest: false, external: false },
  userName: '철수',
  shown: words,
  mentionsBot: false,
  ...over,
});

export const dataOf = (words: string, over: Partial<Message> = {}): TemplateData => ({
  message: messageOf(words, over),
  captures: { groups: [words, words, ''], named: { w: words } },
  botName: '안녕봇',
  link: 'https://acme.slack.com/archives/C1/p1764000000000100',
  now: Date.UTC(2026, 10, 24, 15, 30),
});

export const rendered = (source: string, data: TemplateData, env: TemplateEnv = ENV): string => {
  const compiled = compileTemplate(source, env);
  assert.ok(compiled.ok, `refused: ${JSON.stringify(compiled.ok ? '' : compiled.faults)}`);
  const result = compiled.template.render(data);
  assert.ok(result.ok, `failed: ${result.ok ? '' : result.why}`);
  return result.text;
};
