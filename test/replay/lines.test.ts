// Lines of JSON → messages in their order; what cannot be read is told with its line, and the rest is read.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readPast, temporary, troublesOf } from './support.ts';

const TS = '1795000001.000100';
const line = (more: object = {}) =>
  JSON.stringify({ text: '안녕', channel: 'general', user: 'U0KIM00001', ts: TS, ...more });

describe('a line', () => {
  const at = temporary();
  let count = 0;
  const read = async (text: string, options: { bot?: string } = {}) => {
    count += 1;
    const file = path.join(at, `${count}.jsonl`);
    writeFileSync(file, text);
    return readPast(file, options);
  };
  const check = (
    sentence: string,
    more: object,
    due: Readonly<Record<string, unknown>>,
    options: { bot?: string } = {},
  ): void => {
    it(sentence, async () => {
      const {
        said: [first],
        past,
      } = await read(line(more), options);
      assert.ok(first !== undefined, past.troubles.first()[0]?.what.en);
      const seen: Readonly<Record<string, unknown>> = {
        ...first.message,
        given: first.ts,
        called: first.channel,
        isNobodys: first.isNobodys,
      };
      assert.deepEqual(Object.fromEntries(Object.keys(due).map((key) => [key, seen[key]])), due);
    });
  };
  check(
    'with the name of a channel',
    {},
    { called: 'general', channelName: 'general', channelKind: 'public', ts: TS, isNobodys: false },
  );
  check(
    'with the id of a private one',
    { channel: 'G0SECRET01' },
    { called: 'G0SECRET01', channelName: undefined, channelKind: 'private' },
  );
  check('with a kind of channel', { channel: 'dm' }, { called: 'dm', channelKind: 'dm' });
  check('without a channel', { channel: undefined }, { called: 'general', channelName: 'general' });
  check('of a person by id', {}, { author: { kind: 'person', id: 'U0KIM00001' } });
  check(
    'of a person by name',
    { user: 'kim' },
    { userName: 'kim', standing: { names: ['kim'], groups: ['kim'], guest: false, external: false } },
  );
  check('of a person by name with @', { user: '@kim' }, { userName: 'kim' });
  check('of a bot', { user: 'B0BUILD001' }, { author: { kind: 'bot', id: 'B0BUILD001', user: null } });
  check(
    'of a bot by its bot_id alone',
    { user: undefined, bot_id: 'B0BUILD001' },
    { author: { kind: 'bot', id: 'B0BUILD001', user: null } },
  );
  check('of nobody in particular', { user: undefined }, { author: { kind: 'person', id: 'U0EXPLAIN' } });
  check('in a thread', { thread_ts: '1794000000.000100' }, { threadTs: '1794000000.000100' });
  check('of a parent, in none', { thread_ts: TS }, { threadTs: null });
  check('with a null for a thread', { thread_ts: null }, { threadTs: null });
  check('with a ts that is a number', { ts: 1_795_000_001.5 }, { ts: '1795000001.500000', given: '1795000001.5' });
  check('with a ts without a counter', { ts: '1795000001' }, { ts: '1795000001.000000', given: '1795000001' });
  check('of Slackbot', { user: 'USLACKBOT' }, { isNobodys: true });
  check('that tells of a join', { subtype: 'channel_join' }, { isNobodys: true });
  check('that was edited', { edited: { user: 'U0KIM00001', ts: TS } }, { isNobodys: false });
  check(
    'mentions nobody without --bot',
    { text: '<@U0ANNYEONG> 안녕' },
    { mentionsBot: false, shown: '@U0ANNYEONG 안녕' },
  );
  check(
    'mentions the bot that was named',
    { text: '<@U0ANNYEONG> 안녕' },
    { mentionsBot: true, shown: '안녕' },
    { bot: 'U0ANNYEONG' },
  );
  check('of the bot itself', { user: 'U0ANNYEONG' }, { isNobodys: true }, { bot: 'U0ANNYEONG' });

  const refuse = (sentence: string, text: string, told: string): void => {
    it(sentence, async () => {
      const all = await read(`${line()}\n\n${text}\r\n${line()}`);
      assert.equal(all.said.length, 2);
      const [trouble, ...others] = troublesOf(all);
      assert.ok(trouble?.startsWith(`${count}.jsonl:3: `) && trouble.includes(told), trouble);
      assert.deepEqual(others, []);
    });
  };
  refuse('that is not JSON', '{"text":', 'not JSON');
  refuse('that is a list', '[1]', 'not a message');
  refuse('without a text', line({ text: undefined }), '"text"');
  refuse('whose text is a number', line({ text: 5 }), '"text"');
  refuse('without a ts', line({ ts: undefined }), '"ts"');
  refuse('whose ts is a date', line({ ts: '2026-11-24' }), '"ts"');
  refuse('whose channel is a number', line({ channel: 5 }), '"channel"');
  refuse('whose user is an object', line({ user: {} }), '"user"');
  refuse('whose thread_ts is true', line({ thread_ts: true }), '"thread_ts"');

  it('after line in their order, whatever their times', async () => {
    const { said } = await read([line({ ts: '1795000009.000100' }), line({ ts: TS })].join('\n'));
    assert.deepEqual(
      said.map(({ ts }) => ts),
      ['1795000009.000100', TS],
    );
  });

  it('with a byte order mark, and letters cut between two chunks', async () => {
    const { said } = await readPast('-', { input: [`\uFEFF${line({ text: '가' })}\n`, line({ text: '나' })] });
    assert.deepEqual(
      said.map(({ message }) => message.text),
      ['가', '나'],
    );
  });

  it('comes through a pipe as from a file', async () => {
    const pipe = path.join(at, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const [{ said }] = await Promise.all([
      readPast(pipe),
      writeFile(pipe, `${line()}\n${line({ ts: '1795000002.0' })}\n`),
    ]);
    assert.equal(said.length, 2);
  });
});
