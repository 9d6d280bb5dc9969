// The practice workspace's Web API: what each method answers, and Slack's errors.
import assert from 'node:assert/strict';
import { openWorkspace } from '../../src/practice/workspace.ts';
import type { Workspace } from '../../src/practice/workspace.ts';
import { call, callRaw } from './caller.ts';

describe('the Web API of the practice workspace', () => {
  let workspace: Workspace;
  before(async () => {
    workspace = await openWorkspace({ now: () => 1_700_000_000_000 });
    workspace.ensureChannel('old', { archived: true });
    workspace.ensureChannel('elsewhere', { botIsMember: false });
    workspace.ensureChannel('vault', { kind: 'private', botIsMember: false });
  });
  after(() => workspace.close());

  /** `expect`: the error, or null where all is well. */
  const check = (says: string, method: string, args: Record<string, string>, expect: string | null): void => {
    it(says, async () => {
      const { ok, error } = await call(workspace, method, args);
      assert.deepEqual({ ok, error: error ?? null }, { ok: expect === null, error: expect });
    });
  };
  const HR = { channel: 'C0HR' };
  check('posts', 'chat.postMessage', { ...HR, text: '응 안녕' }, null);
  check('posts by the name of a channel', 'chat.postMessage', { channel: '#hr', text: '응 안녕' }, null);
  check('posts to a person', 'chat.postMessage', { channel: 'U0HANAKIM1', text: '응 안녕' }, null);
  check('posts blocks without a text', 'chat.postMessage', { ...HR, blocks: '[]' }, null);
  check(
    'posts no blocks that are none',
    'chat.postMessage',
    { ...HR, blocks: '{"type":"section"}' },
    'invalid_blocks_format',
  );
  check(
    'posts no blocks that are no JSON',
    'chat.postMessage',
    { ...HR, blocks: '[object Object]' },
    'invalid_blocks_format',
  );
  check(
    'posts no block that there is not',
    'chat.postMessage',
    { ...HR, blocks: '[{"type":"table_of_contents"}]' },
    'invalid_blocks',
  );
  check(
    'posts no more than 50 blocks',
    'chat.postMessage',
    { ...HR, blocks: JSON.stringify(Array.from({ length: 51 }, () => ({ type: 'divider' }))) },
    'invalid_blocks',
  );
  check(
    'posts no section of more than 3,000 characters',
    'chat.postMessage',
    { ...HR, blocks: JSON.stringify([{ type: 'section', text: { type: 'mrkdwn', text: '가'.repeat(3001) } }]) },
    'invalid_blocks',
  );
  const HANA = { ...HR, user: 'U0HANAKIM1' };
  check('shows something to one person alone', 'chat.postEphemeral', { ...HANA, text: '응' }, null);
  check('shows it in a direct message too', 'chat.postEphemeral', { ...HANA, channel: 'D0HANAKIM1', text: '응' }, null);
  check(
    'shows it to nobody who is not there',
    'chat.postEphemeral',
    { ...HANA, channel: 'D0DOYUNLEE', text: '응' },
    'user_not_in_channel',
  );
  check('shows it to nobody unnamed', 'chat.postEphemeral', { ...HR, text: '응' }, 'user_not_in_channel');
  check('shows no empty text', 'chat.postEphemeral', HANA, 'no_text');
  check(
    'shows nothing where the bot is not',
    'chat.postEphemeral',
    { ...HANA, channel: 'elsewhere', text: '응' },
    'not_in_channel',
  );
  check(
    'shows nothing in an archived channel',
    'chat.postEphemeral',
    { ...HANA, channel: 'old', text: '응' },
    'is_archived',
  );
  check('posts no empty text', 'chat.postMessage', { ...HR, text: '' }, 'no_text');
  check('posts nothing without a text', 'chat.postMessage', HR, 'no_text');
  check('posts to no unknown channel', 'chat.postMessage', { channel: 'C0NOWHERE', text: 'a' }, 'channel_not_found');
  check('posts to no channel that is not named', 'chat.postMessage', { text: 'a' }, 'channel_not_found');
  check('posts to no archived channel', 'chat.postMessage', { channel: 'old', text: 'a' }, 'is_archived');
  check(
    'posts to no channel that it is not in',
    'chat.postMessage',
    { channel: 'elsewhere', text: 'a' },
    'not_in_channel',
  );
  check(
    'does not see a private channel that it is not in',
    'chat.postMessage',
    { channel: 'vault', text: 'a' },
    'channel_not_found',
  );
  check('posts to no broken thread', 'chat.postMessage', { ...HR, text: 'a', thread_ts: '17' }, 'invalid_thread_ts');
  check(
    'reacts to no unknown message',
    'reactions.add',
    { ...HR, timestamp: '1.000000', name: 'wave' },
    'message_not_found',
  );
  check('reacts to nothing that is not named', 'reactions.add', { ...HR, name: 'wave' }, 'no_item_specified');
  check('reacts to no broken ts', 'reactions.add', { ...HR, timestamp: 'x', name: 'wave' }, 'bad_timestamp');
  check(
    'reacts with no name in colons',
    'reactions.add',
    { ...HR, timestamp: '1.000000', name: ':wave:' },
    'invalid_name',
  );
  check('knows a channel', 'conversations.info', HR, null);
  check('knows no other channel', 'conversations.info', { channel: 'C0NOWHERE' }, 'channel_not_found');
  check('lists members', 'conversations.members', HR, null);
  check('may not read a channel', 'conversations.history', HR, 'missing_scope');
  check('may not read a thread of a channel', 'conversations.replies', { ...HR, ts: '1.000000' }, 'missing_scope');
  check('may read a direct message', 'conversations.history', { channel: 'D0HANAKIM1' }, null);
  check('opens a direct message', 'conversations.open', { users: 'U0HANAKIM1' }, null);
  check('opens none with nobody', 'conversations.open', { users: 'U0NOBODY01' }, 'user_not_found');
  check('knows a person', 'users.info', { user: 'U0HANAKIM1' }, null);
  check('knows no other person', 'users.info', { user: 'U0NOBODY01' }, 'user_not_found');
  check('lists people', 'users.list', {}, null);
  check('lists its channels', 'users.conversations', {}, null);
  check('knows a bot', 'bots.info', { bot: 'B0WEATHER1' }, null);
  check('knows no other bot', 'bots.info', { bot: 'B0NOBODY01' }, 'bot_not_found');
  check('lists groups', 'usergroups.list', {}, null);
  check('knows the team', 'team.info', {}, null);
  check('knows no other method', 'chat.shout', {}, 'unknown_method');
  check('knows no method of an object', 'constructor', {}, 'unknown_method');

  it('names the bot', async () => {
    const { user_id, bot_id, team_id } = await call(workspace, 'auth.test');
    assert.deepEqual([user_id, bot_id, team_id], ['U0ANNYEONG', 'B0ANNYEONG', 'T0PRACTICE']);
  });

  it('shows the scopes of a classic token and the time by its own clock', async () => {
    const { headers } = await callRaw(workspace, 'auth.test');
    assert.equal(headers.get('x-oauth-scopes'), 'identify,bot:basic');
    assert.equal(Date.parse(headers.get('date') ?? ''), 1_700_000_000_000);
  });

  const refuses = (
    says: string,
    token: string | null,
    args: Record<string, string>,
    expect: string | undefined,
  ): void => {
    it(says, async () => {
      const answer: unknown = await (await callRaw(workspace, 'auth.test', args, token)).json();
      assert.equal(Object.entries(answer ?? {}).find(([key]) => key === 'error')?.[1], expect);
    });
  };
  refuses('refuses an unknown token', 'xoxb-another', {}, 'invalid_auth');
  refuses('refuses no token', null, {}, 'not_authed');
  it('takes the token as an argument, and remembers it nowhere', async () => {
    await callRaw(workspace, 'auth.test', { token: workspace.token }, null);
    assert.ok(!JSON.stringify(workspace.calls()).includes(workspace.token));
  });

  it('takes JSON too', async () => {
    const headers = { authorization: `Bearer ${workspace.token}`, 'content-type': 'application/json; charset=utf-8' };
    await fetch(`${workspace.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ channel: 'C0HR', text: 'JSON', blocks: [{ type: 'divider' }] }),
    });
    const { text, args } = workspace.posts().at(-1) ?? {};
    assert.deepEqual([text, args?.blocks], ['JSON', '[{"type":"divider"}]']);
  });

  it('reacts once', async () => {
    const timestamp = workspace.say('김하나', 'hr', '휴가');
    const args = { ...HR, timestamp, name: 'wave' };
    assert.equal((await call(workspace, 'reactions.add', args)).ok, true);
    assert.equal((await call(workspace, 'reactions.add', args)).error, 'already_reacted');
    assert.deepEqual(workspace.reactions(), [{ channel: 'C0HR', ts: timestamp, name: 'wave' }]);
  });

  it('gives lists in pages', async () => {
    const names: unknown[] = [];
    let cursor = '';
    do {
      const { channels, response_metadata } = await call(workspace, 'conversations.list', {
        limit: '2',
        cursor,
        exclude_archived: 'true',
      });
      names.push(...(Array.isArray(channels) ? channels.map(({ name }: { name: string }) => name) : []));
      cursor = String(Object.values(response_metadata ?? {})[0]);
    } while (cursor !== '');
    assert.deepEqual(names, ['general', 'hr', 'help', 'random', 'elsewhere']);
  });

  it('gives each message a ts of its own, though its clock stands still', () => {
    const stamps = Array.from({ length: 50 }, () => workspace.say('김하나', 'random', 'a'));
    assert.deepEqual(stamps, [...new Set(stamps)].toSorted());
    assert.ok(stamps.every((at) => /^\d{10}\.\d{6}$/.test(at)));
  });
});
