// What changes in the practice workspace: what the Web API says after it, and the frames that tell of it.
import assert from 'node:assert/strict';
import { openWorkspace, type Workspace } from '../../src/practice/workspace.ts';
import { call, connect, type Answer, type Listener } from './caller.ts';

describe('the practice workspace changes', () => {
  let workspace: Workspace;
  let listener: Listener;
  beforeEach(async () => {
    workspace = await openWorkspace({ now: () => 1_700_000_000_000 });
    listener = await connect(workspace);
  });
  afterEach(() => workspace.close());
  const info = async (channel: string): Promise<Answer> =>
    asMap((await call(workspace, 'conversations.info', { channel })).channel);

  it('the name of a channel', async () => {
    workspace.renameChannel('random', 'lunch');
    const frame = await listener.nextFrame();
    assert.deepEqual(
      [frame.type, asMap(frame.channel).id, asMap(frame.channel).name],
      ['channel_rename', 'C0RANDOM', 'lunch'],
    );
    const { name, previous_names } = await info('C0RANDOM');
    assert.deepEqual([name, previous_names], ['lunch', ['random']]);
    workspace.renameChannel('lunch', 'dinner');
    assert.deepEqual((await info('C0RANDOM')).previous_names, ['lunch', 'random']);
    assert.match(workspace.say('hana', 'dinner', '안녕'), /\d/u);
  });

  it('the name of a private channel', async () => {
    workspace.renameChannel('secret', 'vault');
    assert.equal((await listener.nextFrame()).type, 'group_rename');
  });

  const joins = { public: ['channel_created', 'channel_joined'], private: ['group_joined'] } as const;
  for (const kind of ['public', 'private'] as const) {
    it(`by a new ${kind} channel, once`, async () => {
      const made = workspace.ensureChannel('맛집', { kind });
      for (const type of joins[kind]) {
        const frame = await listener.nextFrame();
        assert.deepEqual([frame.type, asMap(frame.channel).id, asMap(frame.channel).name], [type, made.id, '맛집']);
      }
      assert.equal(workspace.ensureChannel('맛집'), made);
      workspace.goodbye();
      assert.equal((await listener.nextFrame()).type, 'goodbye');
    });
  }

  it('by a channel that the bot is not in', async () => {
    workspace.ensureChannel('outside', { botIsMember: false });
    workspace.goodbye();
    assert.deepEqual(
      [(await listener.nextFrame()).type, (await listener.nextFrame()).type],
      ['channel_created', 'goodbye'],
    );
  });

  it('who somebody is', async () => {
    workspace.changePerson('hana', { name: '하나', guest: true });
    const frame = await listener.nextFrame();
    const { user } = await call(workspace, 'users.info', { user: 'U0HANAKIM1' });
    assert.deepEqual([frame.type, frame.user], ['user_change', user]);
    assert.deepEqual([asMap(user).is_restricted, asMap(asMap(user).profile).display_name], [true, '하나']);
  });

  it('by a new group', async () => {
    const made = workspace.ensureGroup('people-team', ['hana', '@이도윤']);
    const frame = await listener.nextFrame();
    const { handle, users } = asMap(frame.subteam);
    assert.deepEqual([frame.type, handle, users], ['subteam_created', 'people-team', ['U0HANAKIM1', 'U0DOYUNLEE']]);
    assert.deepEqual(await groups(), { dev: ['U0DOYUNLEE'], 'people-team': ['U0HANAKIM1', 'U0DOYUNLEE'] });
    assert.equal(workspace.ensureGroup('people-team', []), made);
  });

  it('who is in a group', async () => {
    workspace.changeGroup('@dev', { add: ['hana'], remove: ['doyun'] });
    const { type, subteam_id, added_users, removed_users } = await listener.nextFrame();
    assert.deepEqual(
      [type, subteam_id, added_users, removed_users],
      ['subteam_members_changed', 'S0DEVTEAM1', ['U0HANAKIM1'], ['U0DOYUNLEE']],
    );
    assert.deepEqual(await groups(), { dev: ['U0HANAKIM1'] });
  });

  it('nothing and nobody that there is not', () => {
    for (const change of [
      () => workspace.renameChannel('nowhere', 'x'),
      () => workspace.changePerson('nobody', {}),
      () => workspace.changeGroup('none', {}),
      () => workspace.changeGroup('dev', { add: ['nobody'] }),
    ])
      assert.throws(change, RangeError);
  });

  it('tells who is in a group only where it is asked', async () => {
    const { usergroups } = await call(workspace, 'usergroups.list');
    assert.equal(asMap(Array.isArray(usergroups) ? usergroups[0] : null).users, undefined);
  });

  const groups = async (): Promise<unknown> => {
    const { usergroups } = await call(workspace, 'usergroups.list', { include_users: 'true' });
    const all = Array.isArray(usergroups) ? usergroups.map(asMap) : [];
    return Object.fromEntries(all.map(({ handle, users }) => [handle, users]));
  };
});

const asMap = (value: unknown): Answer => {
  if (typeof value !== 'object' || value === null) throw new TypeError(`no map: ${String(value)}`);
  return Object.fromEntries(Object.entries(value));
};
