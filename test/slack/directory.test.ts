// Which names a message gets, what is asked for them, and that no failing method holds a message up.
import assert from 'node:assert/strict';
import { channelId, teamId, ts, userId } from '../../src/domain/ids.ts';
import type { Incoming } from '../../src/domain/message.ts';
import type { Clock } from '../../src/domain/ports.ts';
import { openDirectory, type LiveDirectory } from '../../src/slack/directory.ts';
import { slackWeb } from '../../src/slack/web.ts';
import { fastClock, guardProcess, memoryLog, no, ok, openFake, until, type FakeSlack } from './fake.ts';

const said = (text: string, channel = 'C1', user = 'U1'): Incoming => ({
  team: teamId('T1'),
  channel: channelId(channel),
  ts: ts('1.1'),
  threadTs: null,
  author: { kind: 'person', id: userId(user) },
  text,
});

/** Of a company with one workspace. */
const ALONE = { enterprise: null };

describe('slack/directory', () => {
  guardProcess();
  let fake: FakeSlack;
  let directory: LiveDirectory;
  let ahead: number;
  beforeEach(async () => {
    fake = await openFake();
    ahead = 0;
    const clock: Clock = {
      now: () => Date.now(),
      monotonic: () => performance.now() + ahead,
      sleep: (ms, signal) =>
        new Promise((resolve) => {
          const timer = setTimeout(resolve, Math.min(ms, 850));
          signal?.addEventListener('abort', () => {
            clearTimeout(timer);
            resolve();
          });
        }),
    };
    directory = openDirectory({
      web: slackWeb({ token: 'xoxb-1', apiUrl: fake.apiUrl, callMs: 1_500 }),
      clock,
      log: memoryLog(),
    });
    fake.on('users.info', ({ user }) =>
      ok({ user: { id: user, name: 'account', profile: { display_name: `name of ${user}` } } }),
    );
    fake.on('conversations.info', ({ channel }) =>
      ok({ channel: { id: channel, name: `room-${channel}`, is_channel: true, is_private: false } }),
    );
  });
  afterEach(async () => {
    directory.close();
    await fake.close();
  });
  const look = async (incoming: Incoming) => {
    const names = await directory.namesFor(incoming);
    return {
      user: names.user('U1'),
      channel: names.channel(incoming.channel),
      kind: names.channelKind(incoming.channel),
    };
  };

  it('names the author and the channel, and asks once', async () => {
    for (let count = 0; count < 3; count += 1) {
      assert.deepEqual(await look(said('hi')), { user: 'name of U1', channel: 'room-C1', kind: 'public' });
    }
    assert.equal(fake.calls.length, 2);
  });

  it('asks once for messages that come together', async () => {
    await Promise.all(['a', 'b', 'c'].map((text) => look(said(text))));
    assert.equal(fake.calls.length, 2);
  });

  it('looks up mentions that bring no label', async () => {
    const names = await directory.namesFor(said('<@U2> <@U3|kim> <#C2> <#C3|> <#C4|hr> <!here> <@U2>'));
    assert.deepEqual(
      [names.user('U2'), names.user('U3'), names.channel('C2'), names.channel('C3'), names.channel('C4')],
      ['name of U2', undefined, 'room-C2', 'room-C3', undefined],
    );
  });

  it('looks up no more than 20 mentions, 10 at a time', async () => {
    await directory.namesFor(said(Array.from({ length: 500 }, (_, index) => `<@U${index + 100}>`).join(' ')));
    assert.equal(fake.count('users.info'), 10);
  });

  const kinds: readonly [string, Record<string, unknown>, string | undefined][] = [
    ['C1', { is_private: false }, 'public'],
    ['C1', { is_private: true }, 'private'],
    ['C1', { is_private: true, is_mpim: true }, 'group_dm'],
    ['G1', { is_group: true }, 'private'],
    ['G1', { is_mpim: true, is_group: true }, 'group_dm'],
    ['C1', {}, undefined],
    ['D1', {}, 'dm'],
  ];
  for (const [id, channel, kind] of kinds) {
    it(`takes ${id} with ${JSON.stringify(channel)} for ${kind}`, async () => {
      fake.on('conversations.info', () => ok({ channel: { id, name: 'x', ...channel } }));
      assert.equal((await look(said('hi', id))).kind, kind);
    });
  }

  it('asks nothing about a DM', async () => {
    await look(said('hi', 'D1'));
    assert.equal(fake.count('conversations.info'), 0);
  });

  it('falls back from display name to real name to account', async () => {
    for (const [user, profile] of [
      ['U1', { display_name: '', real_name: 'real' }],
      ['U2', {}],
    ] as const) {
      fake.on('users.info', () => ok({ user: { name: 'account', profile } }));
      const names = await directory.namesFor(said('hi', 'C1', user));
      assert.equal(names.user(user), user === 'U1' ? 'real' : 'account');
    }
  });

  it('does without names while Slack does not answer, and waits 800 ms at most', async () => {
    fake.on('users.info', () => 'hang');
    fake.on('conversations.info', () => 'hang');
    const before = performance.now();
    assert.deepEqual(await look(said('<@U2> <#C2>')), { user: undefined, channel: undefined, kind: undefined });
    assert.ok(performance.now() - before < 950);
  });

  for (const answer of ['missing_scope', 'user_not_found', 'internal_error']) {
    it(`asks again a minute after ${answer} at the soonest`, async () => {
      fake.on('users.info', () => no(answer));
      for (let count = 0; count < 3; count += 1) assert.equal((await look(said('hi'))).user, undefined);
      assert.equal(fake.count('users.info'), 1);
      ahead = 3_000_000;
      await look(said('hi'));
      assert.equal(fake.count('users.info'), 2);
    });
  }

  it('leaves a method alone for the time that a 429 asks for, whoever is asked about', async () => {
    fake.on('users.info', () => ({ status: 429, headers: { 'retry-after': '100' }, body: '' }));
    await look(said('hi', 'C1', 'U1'));
    await look(said('hi', 'C1', 'U2'));
    assert.equal(fake.count('users.info'), 1);
  });

  it('keeps an old name when Slack will not tell the new one', async () => {
    await look(said('hi'));
    fake.on('users.info', () => no('internal_error'));
    ahead = 4_000_000;
    assert.equal((await look(said('hi'))).user, 'name of U1');
    assert.equal(fake.count('users.info'), 2);
  });

  it('follows renames without asking, and keeps the kind', async () => {
    await look(said('hi'));
    directory.seen({ type: 'channel_rename', channel: { id: 'C1', name: 'new', created: 1 } });
    directory.seen({ type: 'user_change', user: { id: 'U1', profile: { display_name: 'Kim' } } });
    assert.deepEqual(await look(said('hi')), { user: 'Kim', channel: 'new', kind: 'public' });
    assert.equal(fake.calls.length, 2);
  });

  it('asks again about a channel that became private', async () => {
    await look(said('hi'));
    directory.seen({ type: 'message', subtype: 'channel_convert_to_private', channel: 'C1' });
    fake.on('conversations.info', () => ok({ channel: { id: 'C1', name: 'room', is_private: true } }));
    assert.equal((await look(said('hi'))).kind, 'private');
  });

  for (const frame of [
    null,
    undefined,
    7,
    'text',
    [],
    {},
    { type: 'channel_rename' },
    { type: 'user_change', user: 'U1' },
    { type: 'group_rename', channel: { id: 5, name: {} } },
  ]) {
    it(`sees ${JSON.stringify(frame)} and goes on`, async () => {
      directory.seen(frame);
      assert.equal((await look(said('hi'))).user, 'name of U1');
    });
  }

  it('fetches all channels, page by page, so that messages need not ask', async () => {
    fake.on('conversations.list', ({ cursor }) =>
      cursor === undefined
        ? ok({ channels: [{ id: 'C1', name: 'hr', is_private: true }], response_metadata: { next_cursor: 'two' } })
        : ok({
            channels: [{ id: 'C2', name: 'dev', is_private: false }, null, 7],
            response_metadata: { next_cursor: '' },
          }),
    );
    directory.opened(ALONE);
    directory.opened(ALONE);
    await until(() => fake.count('conversations.list') === 2);
    assert.deepEqual(await look(said('hi')), { user: 'name of U1', channel: 'hr', kind: 'private' });
    assert.equal(fake.count('conversations.info'), 0);
  });

  for (const answer of ['missing_scope', 'fatal_error']) {
    it(`does without the list after ${answer}`, async () => {
      fake.on('conversations.list', () => no(answer));
      directory.opened(ALONE);
      await until(() => fake.count('conversations.list') >= 1);
      assert.equal((await look(said('hi'))).channel, 'room-C1');
    });
  }

  const spent = async (work: () => Promise<unknown>): Promise<number> => {
    const before = performance.now();
    await work();
    return performance.now() - before;
  };
  const listed = (...ids: readonly string[]) =>
    ok({ channels: ids.map((id) => ({ id, name: `listed-${id}`, is_private: false })) });
  const later = (ms: number) =>
    new Promise<void>((resolve) => {
      setTimeout(resolve, ms);
    });

  it('waits for the list under way when conversations.info gives no name', async () => {
    fake.on('conversations.info', () => no('missing_scope'));
    fake.on('conversations.list', (_args, count) => (count === 1 ? { status: 500, body: '' } : listed('C1')));
    directory.opened(ALONE);
    assert.equal((await look(said('hi'))).channel, 'listed-C1');
  });

  it('takes the name from the list as soon as it is there, however long conversations.info hangs', async () => {
    fake.on('conversations.info', () => 'hang');
    fake.on('conversations.list', () => listed('C1'));
    directory.opened(ALONE);
    assert.ok((await spent(async () => assert.equal((await look(said('hi'))).channel, 'listed-C1'))) < 500);
  });

  it('waits once for a list that hangs, not for every message', async () => {
    fake.on('conversations.info', () => no('missing_scope'));
    fake.on('conversations.list', () => 'hang');
    directory.opened(ALONE);
    assert.ok((await spent(() => look(said('hi')))) < 950);
    assert.ok((await spent(() => look(said('hi')))) < 200);
  });

  for (const [name, failure] of [
    ['HTTP 500', { status: 500, body: '' }],
    ['a 429', { status: 429, headers: { 'retry-after': '1' }, body: '' }],
    ['internal_error', no('internal_error')],
    ['a page that is not Slack’s', { body: '<html>' }],
    ['a reset connection', 'reset'],
  ] as const) {
    it(`tries the list again after ${name}`, async () => {
      fake.on('conversations.list', (_args, count) => (count === 1 ? failure : listed('C1')));
      directory.opened(ALONE);
      await until(() => fake.count('conversations.list') === 2);
      await later(20);
      assert.equal((await look(said('hi'))).channel, 'listed-C1');
    });
  }

  it('leaves the list alone for the time that a 429 asks for', async () => {
    fake.on('conversations.list', () => ({ status: 429, headers: { 'retry-after': '1' }, body: '' }));
    directory.opened(ALONE);
    await later(600);
    assert.equal(fake.count('conversations.list'), 1);
  });

  it('tries the list five times, and no more', async () => {
    fake.on('conversations.list', () => no('internal_error'));
    const web = slackWeb({ token: 'xoxb-1', apiUrl: fake.apiUrl });
    openDirectory({ web, clock: fastClock, log: memoryLog() }).opened(ALONE);
    await until(() => fake.count('conversations.list') === 5);
    await later(700); // a sixth try would come after 640 ms of the fast clock
    assert.equal(fake.count('conversations.list'), 5);
  });

  it('lists public channels alone when the token may not list private ones', async () => {
    fake.on('conversations.list', ({ types }) => (types === 'public_channel' ? listed('C1') : no('missing_scope')));
    directory.opened(ALONE);
    await until(() => fake.count('conversations.list') === 2);
    await later(20);
    assert.equal((await look(said('hi'))).channel, 'listed-C1');
  });

  it('turns the first pages of the list quickly', async () => {
    fake.on('conversations.list', (_args, count) =>
      ok({ channels: [], response_metadata: { next_cursor: count < 4 ? `${count}` : '' } }),
    );
    directory.opened(ALONE);
    assert.ok((await spent(() => until(() => fake.count('conversations.list') === 4))) < 1_200);
  });

  for (const type of ['channel_rename', 'group_rename', 'channel_created', 'channel_joined', 'group_joined']) {
    for (const before of ['not known', 'known as a miss']) {
      it(`learns the name of a channel ${before} from ${type}`, async () => {
        fake.on('conversations.info', () => no('channel_not_found'));
        if (before === 'known as a miss') await look(said('hi'));
        directory.seen({ type, channel: { id: 'C1', name: 'hr' } });
        assert.equal((await look(said('hi'))).channel, 'hr');
      });
    }
  }

  it('asks for the kind of a channel that an event only named', async () => {
    directory.seen({ type: 'channel_rename', channel: { id: 'C1', name: 'hr', is_channel: true } });
    fake.on('conversations.info', () => ok({ channel: { id: 'C1', name: 'hr', is_private: true } }));
    assert.deepEqual(await look(said('hi')), { user: 'name of U1', channel: 'hr', kind: 'private' });
  });

  for (const frame of [
    { type: 'message', subtype: 'channel_convert_to_private', channel: 'C1' },
    { type: 'channel_convert_to_private', channel: 'C1' },
    { type: 'channel_converted_to_private', channel: { id: 'C1' } },
  ]) {
    it(`takes the channel for private after ${JSON.stringify(frame)}, without asking`, async () => {
      await look(said('hi'));
      directory.seen(frame);
      assert.deepEqual(await look(said('hi')), { user: 'name of U1', channel: 'room-C1', kind: 'private' });
      assert.equal(fake.count('conversations.info'), 1);
    });
  }

  for (const type of ['user_change', 'team_join']) {
    it(`learns the name of a person not known from ${type}`, async () => {
      directory.seen({ type, user: { id: 'U1', profile: { display_name: 'Kim' } } });
      assert.equal((await look(said('hi'))).user, 'Kim');
      assert.equal(fake.count('users.info'), 0);
    });
  }

  it('does not wait twice for the same call, nor for a method that timed out twice', async () => {
    fake.on('users.info', () => 'hang');
    assert.ok((await spent(() => look(said('hi', 'C1', 'U1')))) > 400);
    assert.ok((await spent(() => look(said('hi', 'C1', 'U1')))) < 200);
    assert.ok((await spent(() => look(said('hi', 'C1', 'U2')))) > 400);
    assert.ok((await spent(() => look(said('hi', 'C1', 'U3')))) < 200);
    ahead = 61_000;
    assert.ok((await spent(() => look(said('hi', 'C1', 'U4')))) > 400);
    assert.ok((await spent(() => look(said('hi', 'C1', 'U5')))) < 200);
  }).timeout(5_000);

  it('asks a method that hung in the background, and trusts it again once it answers in time', async () => {
    fake.on('users.info', () => 'hang');
    await look(said('<@U2>'));
    fake.on('users.info', ({ user }) => ok({ user: { name: `name of ${user}` } }));
    await look(said('hi', 'C1', 'U3'));
    await later(100);
    assert.equal((await directory.namesFor(said('hi', 'C1', 'U3'))).user('U3'), 'name of U3');
    assert.equal((await directory.namesFor(said('hi', 'C1', 'U4'))).user('U4'), 'name of U4');
  });

  it('names the channel though people’s names hang, with as many mentions as it may look up', async () => {
    fake.on('users.info', () => 'hang');
    const mentions = Array.from({ length: 20 }, (_, index) => `<@U${index + 100}>`).join(' ');
    assert.equal((await look(said(mentions))).channel, 'room-C1');
  });

  it('waits 650 ms for a channel’s name', async () => {
    const info = slowly(650);
    assert.equal((await info.look()).channel, 'room');
  });

  it('takes a channel whose answer has no id', async () => {
    fake.on('conversations.info', () => ok({ channel: { name: 'hr', is_private: false } }));
    assert.deepEqual(await look(said('hi')), { user: 'name of U1', channel: 'hr', kind: 'public' });
  });

  /** The fake answers at once or never, so here the Web API itself is slow. */
  const slowly = (ms: number) => {
    const web = slackWeb({ token: 'xoxb-1', apiUrl: fake.apiUrl });
    web.apiCall = async () => {
      await later(ms);
      return { ok: true, channel: { id: 'C1', name: 'room', is_private: false } };
    };
    const clock: Clock = { ...fastClock, monotonic: () => performance.now(), sleep: (wait) => later(wait) };
    const slow = openDirectory({ web, clock, log: memoryLog() });
    return {
      look: async () => {
        const names = await slow.namesFor(said('hi'));
        return { channel: names.channel('C1') };
      },
    };
  };
});
