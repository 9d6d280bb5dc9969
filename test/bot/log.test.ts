// The log: one line per event, and no secret in any of them.
import assert from 'node:assert/strict';
import { type LogOptions, openLog, withoutSecrets } from '../../src/bot/log.ts';

const open = (options: Partial<LogOptions> = {}) => {
  const lines: string[] = [];
  const log = openLog({
    level: 'debug',
    language: 'ko',
    pretty: false,
    colour: false,
    write: (line) => void lines.push(line),
    ...options,
  });
  return { log, lines };
};

describe('log', () => {
  it('writes one line of JSON with level, ISO time, event and fields', () => {
    const { log, lines } = open();
    log.write('info', 'decision', { rule: '휴가', line: 3, text: 'a\nb' });
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /^\{.*\}\n$/);
    const { time, ...rest } = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
    assert.deepEqual(rest, { level: 'info', event: 'decision', rule: '휴가', line: 3, text: 'a\nb' });
    assert.equal(new Date(String(time)).toISOString(), time);
  });

  it('leaves out what is below its level', () => {
    const { log, lines } = open({ level: 'warn' });
    log.write('info', 'a');
    log.write('debug', 'a');
    log.write('error', 'a');
    assert.equal(lines.length, 1);
  });

  it('writes a phrase in the operator’s language', () => {
    for (const language of ['ko', 'en'] as const) {
      const { log, lines } = open({ language });
      log.write('warn', 'a', { hint: { ko: '안녕', en: 'hello' } });
      assert.match(lines[0] ?? '', language === 'ko' ? /"hint":"안녕"/ : /"hint":"hello"/);
    }
  });

  it('is for people on a terminal', () => {
    const { log, lines } = open({ pretty: true });
    log.write('info', 'decision', { rule: '휴가' });
    assert.match(lines[0] ?? '', /INFO.*decision.*휴가/);
    assert.equal(lines[0]?.includes('\u001B['), false);
  });

  const SECRETS = [
    'xoxb-1234-5678-AbCdEf',
    'xoxp-1234-abc',
    'xoxe.xoxp-1-Mi0yLTE_abc',
    'xoxe-1-abcdef',
    'xoxa-2-abc',
    'xoxs-1-abc',
    'xoxc-9-abc',
    'xapp-1-A0123-4567-deadbeef',
    'wss://wss-primary.slack.com/websocket/abc?ticket=secret',
    'ws://127.0.0.1:4000/socket/secret',
  ];
  for (const secret of SECRETS) {
    it(`keeps ${secret.slice(0, 12)}… out of every field, however deep`, () => {
      for (const pretty of [false, true]) {
        const { log, lines } = open({ pretty });
        log.write('error', secret, {
          why: `failed for ${secret}, sorry`,
          [secret]: 1,
          deep: { list: [`"${secret}"`] },
          err: new Error(secret),
        });
        const all = lines.join('');
        assert.equal(all.includes(secret), false, all);
        assert.equal(/deadbeef|ticket|Mi0y|AbCdEf/.test(all), false, all);
      }
    });
  }

  it('leaves the rest of a line alone', () => {
    assert.equal(
      withoutSecrets('{"a":"boxxoxb","b":"https://slack.com/x"}'),
      '{"a":"boxxoxb","b":"https://slack.com/x"}',
    );
    assert.equal(withoutSecrets('{"a":"xoxb-1","b":2}'), '{"a":"[token]","b":2}');
    assert.equal(withoutSecrets('{"a":"wss://h/p\\n","b":2}'), '{"a":"[socket]\\n","b":2}');
  });
});
