// Which names a message gets, what is asked for them, and that no failing method holds a message up.
import assert from 'node:assert/strict';
import { channelId, teamId, ts, userId } from '../../src/domain/ids.ts';
import type { Incoming } from '../../src/domain/message.ts';
import type { Clock } from '../../src/domain/ports.ts';
import { openDirectory, type LiveDirectory } from '../../src/slack/directory.ts';
import { slackWeb } from '../../src/slack/web.ts';
import { guardProcess, memoryLog, no, ok, openFake, until, type FakeSlack } from './fake.ts';

const said = (text: string, channel = 'C1', user = 'U1'): Incoming => ({
  team: teamId('T1'),
  channel: channelId(channel),
  ts: ts('1.1'),
  threadTs: null,
  author: { kind: 'person', id: userId(user) },
  text,
});

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
          const timer = setTimeout(resolve, Math.min(ms, 600));
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

  it('does without names while Slack does not answer, and waits half a second at most', async () => {
    fake.on('users.info', () => 'hang');
    fake.on('conversations.info', () => 'hang');
    const before = performance.now();
    assert.deepEqual(await look(said('<@U2> <#C2>')), { user: undefined, channel: undefined, kind: undefined });
    assert.ok(performance.now() - before < 700);
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
    directory.prefetch();
    directory.prefetch();
    await until(() => fake.count('conversations.list') === 2);
    assert.deepEqual(await look(said('hi')), { user: 'name of U1', channel: 'hr', kind: 'private' });
    assert.equal(fake.count('conversations.info'), 0);
  });

  for (const answer of ['missing_scope', 'fatal_error']) {
    it(`does without the list after ${answer}`, async () => {
      fake.on('conversations.list', () => no(answer));
      directory.prefetch();
      await until(() => fake.count('conversations.list') === 1);
      assert.equal((await look(said('hi'))).channel, 'room-C1');
    });
  }
});
