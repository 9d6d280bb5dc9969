// A Slack export, folder or zip → its messages by time, with the names of its own lists.
import assert from 'node:assert/strict';
import path from 'node:path';
import { STRETCH_MAX } from '../../src/replay/days.ts';
import { folderOf, readPast, temporary, troublesOf, zipOf, type Files } from './support.ts';

const said = (text: string, ts: string, more: object = {}) => ({
  type: 'message',
  text,
  user: 'U0KIM00001',
  ts,
  ...more,
});

const LISTS: Files = {
  'users.json': [
    {
      id: 'U0KIM00001',
      team_id: 'T1',
      name: 'kim',
      profile: { display_name: '김하나', real_name: 'Kim Hana' },
      is_restricted: false,
    },
    {
      id: 'U0LEE00001',
      team_id: 'T1',
      name: 'lee',
      profile: { display_name: '', real_name: '이두리' },
      is_restricted: true,
    },
    { id: 'U0EXT00001', team_id: 'T2', name: 'ext', profile: { real_name: '박바깥' }, is_stranger: true },
    {
      id: 'U0ANNYEONG',
      team_id: 'T1',
      name: 'annyeong',
      profile: { real_name: '안녕봇', bot_id: 'B0ANNYEONG' },
      is_bot: true,
    },
  ],
  'channels.json': [
    { id: 'C0HR000001', name: 'hr' },
    { id: 'C0GEN00001', name: 'general' },
  ],
  'groups.json': [{ id: 'G0SECRET01', name: 'secret' }],
  'mpims.json': [{ id: 'G0MPIM0001', name: 'mpdm-kim--lee-1' }],
  'dms.json': [{ id: 'D0KIMLEE01', members: ['U0KIM00001', 'U0LEE00001'] }],
};

const EXPORT: Files = {
  ...LISTS,
  'hr/2026-11-23.json': [said('hr 1', '1795000001.000100'), said('hr 3', '1795000003.000100')],
  'hr/2026-11-24.json': [said('hr 6', '1795086400.000100')],
  'general/2026-11-23.json': [said('general 2', '1795000002.000100'), said('general 4', '1795000004.000100')],
  'secret/2026-11-24.json': [said('secret 5', '1795086399.999999')],
  'mpdm-kim--lee-1/2026-11-24.json': [said('mpim 7', '1795086400.000100')],
  'D0KIMLEE01/2026-11-24.json': [said('dm 8', '1795086401.000100', { user: 'U0LEE00001' })],
};

describe('an export', () => {
  const at = temporary();

  const IN_ORDER = ['hr 1', 'general 2', 'hr 3', 'general 4', 'secret 5', 'hr 6', 'mpim 7', 'dm 8'];
  it('as a folder is read by time over all channels', async () => {
    const read = await readPast(folderOf(path.join(at, 'folder'), EXPORT));
    assert.deepEqual(
      read.said.map(({ message }) => message.text),
      IN_ORDER,
    );
    assert.deepEqual(
      read.said.map(({ channel }) => channel),
      ['hr', 'general', 'hr', 'general', 'secret', 'hr', 'mpdm-kim--lee-1', 'D0KIMLEE01'],
    );
    assert.deepEqual(troublesOf(read), []);
    assert.equal(read.past.progress(), 1);
  });

  it('as a zip is the same', async () => {
    const read = await readPast(zipOf(path.join(at, 'export.zip'), EXPORT));
    assert.deepEqual(
      read.said.map(({ message }) => message.text),
      IN_ORDER,
    );
    assert.deepEqual(
      read.said.map(({ message }) => message.channelKind),
      ['public', 'public', 'public', 'public', 'private', 'public', 'group_dm', 'dm'],
    );
  });

  it('within other folders is found', async () => {
    const inside = Object.fromEntries(
      Object.entries(EXPORT).map(([name, content]) => [`Acme export/2026/${name}`, content]),
    );
    const fromZip = await readPast(zipOf(path.join(at, 'inside.zip'), inside));
    const fromFolder = await readPast(folderOf(path.join(at, 'inside'), inside));
    assert.equal(fromZip.said.length, IN_ORDER.length);
    assert.equal(fromFolder.said.length, IN_ORDER.length);
  });

  it('in a zip that does not say in which letters its names are written, a Korean channel is known', async () => {
    const files = {
      'channels.json': [{ id: 'C0INSA0001', name: '인사'.normalize('NFC') }],
      [`${'인사'.normalize('NFD')}/2026-11-24.json`]: [said('가', '1795000001.000100')],
    };
    const { said: messages } = await readPast(zipOf(path.join(at, 'korean.zip'), files, { utf8: false }));
    assert.deepEqual(
      messages.map(({ message }) => [message.channel, message.channelName]),
      [['C0INSA0001', '인사']],
    );
  });

  it('a file out of order is put in order', async () => {
    const { said: messages } = await readPast(
      folderOf(path.join(at, 'order'), {
        ...LISTS,
        'hr/2026-11-23.json': [said('b', '1795000002.000100'), said('a', '1795000001.000100')],
      }),
    );
    assert.deepEqual(
      messages.map(({ message }) => message.text),
      ['a', 'b'],
    );
  });

  it('a day with more messages than are held at once is whole and in order', async () => {
    const many = Array.from({ length: STRETCH_MAX + 5_000 }, (_, index) =>
      said(String(index), `${1_795_000_000 + (index ^ 1)}.000100`),
    );
    const files = {
      ...LISTS,
      'hr/2026-11-23.json': many,
      'general/2026-11-23.json': [said('g', `${1_795_000_000 + STRETCH_MAX}.000200`)],
    };
    const { said: messages } = await readPast(zipOf(path.join(at, 'many.zip'), files));
    assert.equal(messages.length, many.length + 1);
    const all = messages.map(({ ts }) => ts);
    assert.deepEqual(all, all.toSorted());
  });

  it('is an export even where it has no messages', async () => {
    const { said: messages } = await readPast(folderOf(path.join(at, 'empty'), { 'users.json': [] }));
    assert.deepEqual(messages, []);
  });
});

describe('a message of an export', () => {
  const at = temporary();
  let count = 0;
  const one = async (frame: object, options: { bot?: string } = {}) => {
    count += 1;
    return readPast(folderOf(path.join(at, String(count)), { ...LISTS, 'hr/2026-11-23.json': [frame] }), options);
  };
  const check = (sentence: string, frame: object, due: Readonly<Record<string, unknown>>): void => {
    it(sentence, async () => {
      const {
        said: [first],
      } = await one(frame);
      assert.ok(first !== undefined);
      const seen: Readonly<Record<string, unknown>> = { ...first.message };
      assert.deepEqual(Object.fromEntries(Object.keys(due).map((key) => [key, seen[key]])), due);
    });
  };
  const TS = '1795000001.000100';
  check('has its channel, which exports do not repeat', said('x', TS), {
    channel: 'C0HR000001',
    channelName: 'hr',
    channelKind: 'public',
    channelNames: ['hr'],
  });
  check('has the names of its author', said('x', TS), {
    userName: '김하나',
    standing: { names: ['kim', '김하나'], groups: [], guest: false, external: false },
  });
  check('of a guest', said('x', TS, { user: 'U0LEE00001' }), {
    userName: '이두리',
    standing: { names: ['lee', '이두리'], groups: [], guest: true, external: false },
  });
  check('of another company', said('x', TS, { user: 'U0EXT00001' }), {
    standing: { names: ['ext', '박바깥'], groups: [], guest: false, external: true },
  });
  check(
    'of somebody in no list, whose profile it brings',
    said('x', TS, {
      user: 'U0NEW00001',
      user_profile: { name: 'new', display_name: '새', team: 'T9', is_restricted: false },
    }),
    {
      userName: '새',
      standing: { names: ['new', '새'], groups: [], guest: false, external: true },
    },
  );
  check('of somebody nobody knows', said('x', TS, { user: 'U0GONE0001' }), {
    userName: undefined,
    standing: { names: [], groups: [], guest: undefined, external: undefined },
  });
  check('that was edited counts as it reads now', said('새 글', TS, { edited: { user: 'U0KIM00001', ts: TS } }), {
    text: '새 글',
  });
  check('with names for ids', said('<@U0LEE00001> <#C0GEN00001>', TS), { shown: '@이두리 #general' });
  check('in a thread', said('x', TS, { thread_ts: '1794000000.000100' }), { threadTs: '1794000000.000100' });
  check('a parent is in no thread', said('x', TS, { thread_ts: TS, reply_count: 3, replies: [] }), { threadTs: null });
  check(
    'of a bot',
    { type: 'message', subtype: 'bot_message', bot_id: 'B0BUILD001', text: 'x', ts: TS },
    { author: { kind: 'bot', id: 'B0BUILD001', user: null } },
  );

  const passOver = (sentence: string, frame: object, options: { bot?: string } = {}): void => {
    it(sentence, async () => {
      const { said: messages, past } = await one(frame, options);
      assert.deepEqual([messages.length, past.passedOver()], [0, 1]);
    });
  };
  passOver('a join is none', said('joined', TS, { subtype: 'channel_join' }));
  passOver('a deleted one is none', said('This message was deleted.', TS, { subtype: 'tombstone', user: 'USLACKBOT' }));
  passOver('the own post of the bot that was named', said('x', TS, { user: 'U0ANNYEONG' }), { bot: 'U0ANNYEONG' });
  passOver(
    'its own by the id that the lists know',
    { type: 'message', bot_id: 'B0ANNYEONG', text: 'x', ts: TS },
    { bot: 'U0ANNYEONG' },
  );

  it('mentions the bot that was named, whose name the lists know', async () => {
    const {
      said: [first],
      past,
    } = await one(said('<@U0ANNYEONG> 안녕', TS), { bot: 'U0ANNYEONG' });
    assert.equal(first?.message.mentionsBot, true);
    assert.equal(first?.message.shown, '안녕');
    assert.equal(past.self?.name, '안녕봇');
  });
});

describe('what an export lacks', () => {
  const at = temporary();
  it('is told: channels, people and user groups that rules name', async () => {
    const { past } = await readPast(folderOf(path.join(at, 'x'), EXPORT));
    const lacks = (kind: 'channel' | 'person' | 'user' | 'group', name: string) =>
      past.lacks({ kind, name, rule: 'x', range: null });
    assert.deepEqual(
      [
        lacks('channel', 'HR'),
        lacks('channel', 'hq'),
        lacks('person', 'Kim'),
        lacks('person', '김하나'),
        lacks('person', 'choi'),
        lacks('user', 'U0LEE00001'),
        lacks('group', 'S0DEV00001'),
      ],
      [false, true, false, false, true, false, true],
    );
  });
});

describe('an export that is damaged', () => {
  const at = temporary();
  const check = (sentence: string, files: Files, due: { said: number; troubles: readonly string[] }): void => {
    it(sentence, async () => {
      const read = await readPast(
        folderOf(path.join(at, sentence), {
          ...LISTS,
          'general/2026-11-23.json': [said('good', '1795000001.000100')],
          ...files,
        }),
      );
      assert.equal(read.said.length, due.said);
      assert.deepEqual(troublesOf(read), due.troubles);
    });
  };
  check(
    'a day that ends in the middle',
    { 'hr/2026-11-23.json': '[{"type":"message","user":"U0KIM00001","ts":"1795000001.000100","text":"a"},{"te' },
    { said: 2, troubles: ['2026-11-23.json: ends in the middle'] },
  );
  check(
    'a day that is no list',
    { 'hr/2026-11-23.json': {} },
    { said: 1, troubles: ['2026-11-23.json: is not a list of messages'] },
  );
  check(
    'a list of channels that is none',
    { 'channels.json': 'null' },
    { said: 1, troubles: ['channels.json: is not a list of messages'] },
  );
  check(
    'what is in it beside is not looked at',
    { 'hr/notes.json': 'x', 'integration_logs.json': 'x', 'hr/2026-13-45.json': 'x' },
    { said: 1, troubles: [] },
  );

  it('one file of a zip, the others are read', async () => {
    const spoil = (name: string, packed: Buffer) =>
      name.startsWith('hr/2026-11-24') ? Buffer.alloc(packed.length, 0xff) : packed;
    const read = await readPast(zipOf(path.join(at, 'spoilt.zip'), EXPORT, { utf8: true, spoil }));
    assert.equal(read.said.length, 7);
    assert.equal(read.past.troubles.count(), 1);
  });
});
