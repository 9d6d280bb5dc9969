// Who is in which user group: asked for once, followed by events, and unknown rather than wrong where Slack will not say.
import assert from 'node:assert/strict';
import { bindAll, bindNow, group, named, openScene, standing, type Scene } from './binding.ts';
import { guardProcess, no, ok } from './fake.ts';

const HOUR_MS = 3_600_000;

describe('slack/directory knows groups', () => {
  guardProcess();
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene();
  });
  afterEach(() => scene.close());
  const groupsOf = async (author: string) => (await standing(scene, author)).groups;
  const asked = (): number => scene.fake.count('usergroups.list');

  for (const name of ['S1', '@dev', '@DEV']) {
    it(`by ${name}, and asks once`, async () => {
      await bindAll(scene, name);
      assert.deepEqual([await groupsOf('U2'), await groupsOf('U1')], [['S1', 'dev'], []]);
      assert.deepEqual(
        [asked(), scene.fake.calls.find(({ method }) => method === 'usergroups.list')?.args],
        [1, { include_users: 'true' }],
      );
    });
  }

  it('does without them where every name is a person’s', async () => {
    scene.fake.on('usergroups.list', () => no('missing_scope'));
    await bindAll(scene, '@hana');
    assert.deepEqual([await groupsOf('U2'), asked()], [[], 0]);
  });

  it('waits until it is known that every name is a person’s, and then does without them', async () => {
    scene.fake.on('usergroups.list', () => no('missing_scope'));
    scene.directory.want([named('@hana')]);
    scene.directory.opened({ enterprise: null });
    const bound = scene.directory.bind([named('@hana')]);
    assert.deepEqual([await groupsOf('U2'), asked()], [[], 0]);
    assert.deepEqual(await bound, []);
  });

  it('does not take rules without groups for those that a message began with', async () => {
    scene.fake.on('usergroups.list', () => no('missing_scope'));
    await bindAll(scene, 'S1');
    scene.pass(HOUR_MS);
    const looking = groupsOf('U2');
    scene.directory.want([]);
    assert.equal(await looking, undefined);
    assert.deepEqual(await groupsOf('U2'), []);
  });

  it('asks before it is known what the names are, where a message comes first', async () => {
    scene.directory.want([named('@dev')]);
    assert.deepEqual(await groupsOf('U2'), ['S1', 'dev']);
  });

  it('does without them where no rule asks who it is', async () => {
    await bindAll(scene, '#food');
    assert.deepEqual([await groupsOf('U2'), asked()], [[], 0]);
  });

  for (const [says, answer] of [
    ['the token may not ask', no('missing_scope')],
    ['Slack fails', no('internal_error')],
    ['Slack answers with something else', ok({ usergroups: 7 })],
    ['Slack names a group without its people', ok({ usergroups: [{ id: 'S1', handle: 'dev' }] })],
  ] as const) {
    it(`does not guess where ${says}`, async () => {
      scene.fake.on('usergroups.list', () => answer);
      await bindAll(scene, 'S1');
      assert.equal(await groupsOf('U2'), undefined);
      assert.equal(await groupsOf('U1'), undefined);
      assert.equal(asked(), 1);
    });
  }

  it('asks again ten minutes after it was told that it may not', async () => {
    scene.fake.on('usergroups.list', () => no('missing_scope'));
    await bindAll(scene, 'S1');
    scene.pass(300_000);
    await groupsOf('U2');
    assert.equal(asked(), 1);
    scene.fake.on('usergroups.list', () => ok({ usergroups: [group('S1', 'dev', ['U2'])] }));
    scene.pass(400_000);
    assert.deepEqual(await groupsOf('U2'), ['S1', 'dev']);
  });

  const members = (added: readonly string[], removed: readonly string[], more: object = {}) => ({
    type: 'subteam_members_changed',
    subteam_id: 'S1',
    added_users: added,
    added_users_count: added.length,
    removed_users: removed,
    removed_users_count: removed.length,
    ...more,
  });
  const subteam = (id: string, handle: string, users: readonly string[], more: object = {}) => ({
    subteam: { ...group(id, handle, users), ...more },
  });
  for (const [says, frame, due] of [
    [
      'somebody joins',
      members(['U1'], []),
      [
        ['S1', 'dev'],
        ['S1', 'dev'],
      ],
    ],
    ['somebody leaves', members([], ['U2']), [[], []]],
    ['one comes and one goes', members(['U1'], ['U2']), [['S1', 'dev'], []]],
    [
      'a group is made',
      { type: 'subteam_created', ...subteam('S2', 'hr', ['U1']) },
      [
        ['S2', 'hr'],
        ['S1', 'dev'],
      ],
    ],
    [
      'a group gets another handle',
      { type: 'subteam_updated', ...subteam('S1', 'devs', ['U2']) },
      [[], ['S1', 'devs']],
    ],
    [
      'a group is switched off',
      { type: 'subteam_updated', ...subteam('S1', 'dev', ['U2'], { date_delete: 9 }) },
      [[], []],
    ],
    ['an event is broken', { type: 'subteam_updated', subteam: 7 }, [[], ['S1', 'dev']]],
    ['the bot itself joins', { type: 'subteam_self_added', subteam_id: 'S1' }, [[], ['S1', 'dev']]],
  ] as const) {
    it(`follows when ${says}, without asking`, async () => {
      await bindAll(scene, 'S1');
      scene.directory.seen(frame);
      assert.deepEqual([await groupsOf('U1'), await groupsOf('U2')], due);
      assert.equal(asked(), 1);
    });
  }

  for (const frame of [
    members(['U1'], [], { added_users_count: '300' }),
    { type: 'subteam_updated', subteam: { ...group('S1', 'dev', ['U1']), user_count: 501 } },
    { type: 'subteam_updated', subteam: { id: 'S1', handle: 'dev' } },
  ])
    it(`does not guess after ${JSON.stringify(frame)}, and asks soon`, async () => {
      await bindAll(scene, 'S1');
      scene.directory.seen(frame);
      assert.equal(await groupsOf('U2'), undefined);
      scene.pass(5_000);
      assert.deepEqual([await groupsOf('U2'), asked()], [['S1', 'dev'], 2]);
    });

  it('keeps a rule with a group whose handle changes, and from one that takes the handle', async () => {
    await bindAll(scene, '@dev');
    scene.directory.seen({ type: 'subteam_updated', ...subteam('S1', 'devs', ['U2']) });
    scene.directory.seen({ type: 'subteam_created', ...subteam('S2', 'dev', ['U1']) });
    assert.deepEqual(await bindNow(scene, '@dev'), []);
    assert.deepEqual([await groupsOf('U2'), await groupsOf('U1')], [['S1', 'devs', 'dev'], ['S2']]);
  });

  it('asks of a large group one by one who is in it, where the rules use it', async () => {
    const cut = (id: string, handle: string) => ({ ...group(id, handle, ['U2']), user_count: '2' });
    scene.groups = [cut('S1', 'dev'), cut('S2', 'other')];
    scene.fake.on('usergroups.users.list', () => ok({ users: ['U1', 'U2'] }));
    await bindAll(scene, '@dev');
    assert.deepEqual([await groupsOf('U1'), scene.fake.count('usergroups.users.list')], [['S1', 'dev'], 1]);
    scene.directory.seen({ type: 'subteam_updated', subteam: cut('S1', 'dev') });
    scene.pass(5_000);
    assert.deepEqual([await groupsOf('U1'), scene.fake.count('usergroups.users.list')], [['S1', 'dev'], 2]);
    assert.deepEqual(await bindNow(scene, 'S2'), []);
    assert.equal(await groupsOf('U1'), undefined);
    scene.pass(5_000);
    assert.deepEqual(await groupsOf('U1'), ['S1', 'dev', 'S2', 'other']);
  });

  it('knows that there are none where the workspace’s plan has none', async () => {
    scene.fake.on('usergroups.list', () => no('plan_upgrade_required'));
    assert.deepEqual(await bindAll(scene, '@devs', 'S1'), ['@devs unknown', 'S1 unknown']);
    assert.deepEqual([await groupsOf('U2'), asked()], [[], 1]);
  });

  it('asks again when an event overtakes the answer', async () => {
    scene.fake.on('usergroups.list', (_, count) => {
      if (count === 1) scene.directory.seen(members(['U1'], []));
      return ok({ usergroups: [group('S1', 'dev', count === 1 ? ['U2'] : ['U1', 'U2'])] });
    });
    await bindAll(scene, 'S1');
    assert.deepEqual([await groupsOf('U1'), asked()], [['S1', 'dev'], 2]);
  });

  it('asks again each hour, and goes on with what it knows meanwhile', async () => {
    await bindAll(scene, 'S1');
    scene.groups = [group('S1', 'dev', ['U1'])];
    scene.pass(HOUR_MS);
    assert.deepEqual(await groupsOf('U1'), []);
    await bindNow(scene, 'S1');
    assert.deepEqual([await groupsOf('U1'), asked()], [['S1', 'dev'], 2]);
  });

  it('asks again at a new session, since events may have been lost', async () => {
    await bindAll(scene, 'S1');
    scene.groups = [group('S1', 'dev', ['U1'])];
    scene.pass(61_000);
    await bindAll(scene, 'S1');
    assert.deepEqual(await groupsOf('U1'), ['S1', 'dev']);
  });

  it('waits for them half a second at most, and only where they decide', async () => {
    scene.fake.on('usergroups.list', () => 'hang');
    void bindAll(scene, 'S1');
    const began = performance.now();
    assert.equal(await groupsOf('U2'), undefined);
    assert.ok(performance.now() - began < 700);
  });
});
