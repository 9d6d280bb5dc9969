// What explain is told of a message → the message that rules see.
import assert from 'node:assert/strict';
import { imagine, type Told } from '../../src/cli/imagined.ts';

const TOLD: Told = {
  text: '안녕',
  channel: undefined,
  from: undefined,
  bot: undefined,
  inThread: false,
  mention: false,
  at: 1_700_000_000_123,
};

describe('a message that explain imagines', () => {
  const check = (sentence: string, told: Partial<Told>, due: Readonly<Record<string, unknown>>): void => {
    it(sentence, () => {
      const imagined = imagine({ ...TOLD, ...told });
      assert.ok(imagined.ok);
      const { message } = imagined;
      const seen: Readonly<Record<string, unknown>> = { ...message, by: message.author.kind };
      assert.deepEqual(Object.fromEntries(Object.keys(due).map((key) => [key, seen[key]])), due);
    });
  };
  check(
    'a person in general, outside threads, not mentioned',
    {},
    {
      channelName: 'general',
      channelKind: 'public',
      threadTs: null,
      by: 'person',
      mentionsBot: false,
      ts: '1700000000.123000',
    },
  );
  check('a name stands for itself', { channel: 'hr' }, { channelName: 'hr', channelKind: 'public' });
  check('a name with #', { channel: '#hr' }, { channelName: 'hr' });
  check('a direct message', { channel: 'dm' }, { channelName: undefined, channelKind: 'dm' });
  check('a group message', { channel: 'group_dm' }, { channelKind: 'group_dm' });
  check('a private channel', { channel: 'private' }, { channelKind: 'private' });
  check(
    'an id with C',
    { channel: 'C0HR000001' },
    { channel: 'C0HR000001', channelName: undefined, channelKind: 'public' },
  );
  check('an id with G', { channel: 'G0HR000001' }, { channelKind: 'private' });
  check('an id with D', { channel: 'D0HR000001' }, { channelKind: 'dm' });
  check('a name from a Mac, decomposed', { channel: '인사'.normalize('NFD') }, { channelName: '인사' });
  check('a person by name', { from: '@길동' }, { userName: '길동', by: 'person' });
  check(
    'a person by id',
    { from: 'U0KIM00001' },
    { userName: undefined, by: 'person', author: { kind: 'person', id: 'U0KIM00001' } },
  );
  check('guests are people', { from: 'guests' }, { by: 'person' });
  check('bots are not', { from: 'bots' }, { by: 'bot' });
  check('a bot by id', { from: 'B0OTHER001' }, { by: 'bot', author: { kind: 'bot', id: 'B0OTHER001', user: null } });
  const NOBODY = { names: [], groups: [], guest: false, external: false };
  check(
    "a name is a group's handle too",
    { from: '@dev' },
    { standing: { ...NOBODY, names: ['dev'], groups: ['dev'] } },
  );
  check(
    'a member of a group by its id',
    { from: 'S0DEV00001' },
    { by: 'person', standing: { ...NOBODY, names: ['김하나'], groups: ['S0DEV00001'] } },
  );
  check('a guest', { from: 'guests' }, { standing: { ...NOBODY, names: ['손님'], guest: true } });
  check('of another company', { from: 'external' }, { standing: { ...NOBODY, names: ['김바깥'], external: true } });
  check('an id has no name', { from: 'U0KIM00001' }, { standing: NOBODY });
  check('a channel has the name by which rules know it', { channel: '#hr' }, { channelNames: ['hr'] });
  check('a channel by its id has none', { channel: 'C0HR000001' }, { channelNames: [], channelName: undefined });
  check('a channel of a kind has none', { channel: 'public' }, { channelNames: [], channelKind: 'public' });
  check('in a thread', { inThread: true }, { threadTs: '1699999940.123000' });
  check('mentioned, by word alone', { mention: true }, { mentionsBot: true });
  check(
    'mentioned in the text',
    { text: '<@U0ANNYEONG> 안녕', bot: 'U0ANNYEONG' },
    { mentionsBot: true, shown: '안녕' },
  );
  check('somebody else is mentioned', { text: '<@U0KIM00001> 안녕', bot: 'U0ANNYEONG' }, { mentionsBot: false });

  const refuse = (sentence: string, told: Partial<Told>, named: string): void => {
    it(sentence, () => {
      const imagined = imagine({ ...TOLD, ...told });
      assert.ok(!imagined.ok);
      assert.ok(imagined.fault.ko.includes(named) && imagined.fault.en.includes(named), imagined.fault.en);
    });
  };
  refuse('a plain word for a person is shown with @', { from: 'kim' }, '@kim');
  refuse('a word near to a keyword names it', { from: 'guest' }, 'guests');
  refuse('a bot by name', { bot: 'annyeong' }, 'annyeong');
});
