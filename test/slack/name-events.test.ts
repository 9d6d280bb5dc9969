// What the session's frames tell of channels and people, and that none of them breaks anything.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { bindAll, bindNow, channel, channelNames, openScene, person, standing, type Scene } from './binding.ts';
import { guardProcess } from './fake.ts';

const TYPES = [
  ...['channel_rename', 'group_rename', 'channel_created', 'channel_joined', 'group_joined', 'channel_deleted'],
  ...[
    'group_deleted',
    'channel_archive',
    'group_archive',
    'channel_unarchive',
    'group_unarchive',
    'channel_id_changed',
  ],
  ...['channel_convert_to_private', 'user_change', 'user_profile_changed', 'team_join', 'subteam_created'],
  ...['subteam_updated', 'subteam_members_changed', 'subteam_self_added', 'subteam_self_removed', 'message'],
];

describe('slack/directory sees frames', () => {
  guardProcess();
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene();
  });
  afterEach(() => scene.close());

  it('whatever they hold, and goes on', async () => {
    await bindAll(scene, '#food', '@hana', 'S1');
    const keys = ['channel', 'user', 'subteam', 'subteam_id', 'old_channel_id', 'added_users', 'removed_users'];
    const some = fc.oneof(
      fc.anything(),
      fc.constantFrom('C404', 'U404', 'S404'),
      fc.record({ id: fc.constantFrom('C404', 'U404', 'S404'), name: fc.anything(), users: fc.anything() }),
    );
    const frames = fc.tuple(fc.constantFrom(...TYPES), fc.dictionary(fc.constantFrom(...keys), some));
    fc.assert(
      fc.property(frames, ([type, fields]) => scene.directory.seen({ ...fields, type })),
      { numRuns: 1_000 },
    );
    fc.assert(fc.property(fc.anything({ withNullPrototype: true }), scene.directory.seen));
    assert.deepEqual(await channelNames(scene, 'C1'), ['food']);
    assert.deepEqual((await standing(scene, 'U1')).names, ['hana', '하나']);
  });

  it('a channel that is archived keeps its rule, and is suggested to nobody until it is back', async () => {
    await bindAll(scene, '#food');
    scene.directory.seen({ type: 'channel_archive', channel: 'C1', user: 'U1' });
    assert.deepEqual(await bindNow(scene, '#food', '#foood'), ['#foood unknown']);
    scene.directory.seen({ type: 'channel_unarchive', channel: 'C1', user: 'U1' });
    assert.deepEqual(await bindNow(scene, '#food', '#foood'), ['#foood unknown → food']);
    assert.deepEqual(await channelNames(scene, 'C1'), ['food']);
  });

  it('a person who leaves keeps the rule, and is suggested to nobody', async () => {
    await bindAll(scene, '@hana', '@x');
    scene.directory.seen({ type: 'user_change', user: person('U1', 'hana', '하나', { deleted: true }) });
    assert.deepEqual(await bindNow(scene, '@hana', '@hanna'), ['@hanna unknown']);
  });

  for (const frame of [
    { type: 'channel_deleted', channel: 'C1' },
    { type: 'group_deleted', channel: { id: 'C1' } },
  ]) {
    it(`${frame.type}: the name means nothing any more`, async () => {
      await bindAll(scene, '#food');
      scene.directory.seen(frame);
      scene.channels = [channel('C2', 'hr')];
      assert.deepEqual(await bindNow(scene, '#food'), ['#food unknown']);
    });
  }

  it('user_profile_changed tells a new name', async () => {
    await standing(scene, 'U1');
    scene.directory.seen({ type: 'user_profile_changed', user: person('U1', 'hana', '하나님') });
    assert.deepEqual((await standing(scene, 'U1')).names, ['hana', '하나님']);
  });
});
