// Names of channels and people bound to ids: renamed, taken by others, unknown, come into being, not to be asked about.
import assert from 'node:assert/strict';
import {
  bindAll,
  bindNow,
  by,
  channel,
  channelNames,
  named,
  openScene,
  person,
  standing,
  type Scene,
} from './binding.ts';
import { guardProcess, no, ok, until } from './fake.ts';

const MINUTE_MS = 61_000;

describe('slack/directory binds names', () => {
  guardProcess();
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene();
  });
  afterEach(() => scene.close());

  /** What is bound to nothing, and why, as a new session finds it. */
  const check = (
    says: string,
    written: readonly string[],
    due: readonly string[],
    set: (scene: Scene) => void = () => {},
  ) => {
    it(says, async () => {
      set(scene);
      assert.deepEqual(await bindAll(scene, ...written), due);
    });
  };

  check('all of which Slack knows', ['#food', '#hr', '@hana', '@도윤'], []);
  check('however they are spelled', ['#FOOD', '@Hana', `@${'하나'.normalize('NFD')}`], []);
  check('none where there are none', [], []);
  check(
    'an unknown channel, and the one that was meant',
    ['#foodd', '#zzzzzz'],
    ['#foodd unknown → food', '#zzzzzz unknown'],
  );
  check('a channel that was renamed before: its name of today', ['#lunch'], ['#lunch unknown → food'], (it) => {
    it.channels = [channel('C1', 'food', { previous_names: ['lunch'] }), channel('C2', 'lunches')];
  });
  check('an archived channel, which exists', ['#old'], [], (it) => {
    it.channels = [...it.channels, channel('C3', 'old', { is_archived: true })];
  });
  check('no archived channel in place of another', ['#olds'], ['#olds unknown'], (it) => {
    it.channels = [channel('C3', 'old', { is_archived: true })];
  });
  check(
    'an unknown person, and who was meant',
    ['@hanna', '@nobody-at-all'],
    ['@hanna unknown → hana', '@nobody-at-all unknown'],
  );
  check('nobody who has left', ['@minsu'], ['@minsu unknown'], (it) => {
    it.people = [...it.people, person('U3', 'minsu', '민수', { deleted: true })];
  });
  check('a group by its handle and by its id', ['@dev', 'S1'], []);
  check('an unknown group, and the handle that was meant', ['@devs', 'S9'], ['@devs unknown → dev', 'S9 unknown']);
  check('each use of an unknown name', ['#a', '#a'], ['#a unknown', '#a unknown'], (it) => {
    it.channels = [];
  });
  check(
    'nothing that Slack will not tell this token',
    ['#food', '@hana', '@x', 'S1'],
    ['#food missing_scope', '@hana missing_scope', '@x missing_scope', 'S1 missing_scope'],
    (it) => {
      for (const method of ['conversations.list', 'users.list', 'usergroups.list'])
        it.fake.on(method, () => no('missing_scope'));
    },
  );
  check(
    'no private channel where private ones may not be listed',
    ['#food', '#vault'],
    ['#vault missing_scope'],
    ({ fake, channels }) => {
      fake.on('conversations.list', ({ types }) =>
        types === 'public_channel' ? ok({ channels }) : no('missing_scope'),
      );
    },
  );
  check('nothing where the list fails', ['#food', '@hana'], ['#food unavailable', '@hana unavailable'], ({ fake }) => {
    fake.on('conversations.list', () => no('invalid_arguments'));
    fake.on('users.list', () => no('invalid_arguments'));
  });
  check('people, though groups may not be asked about', ['@hana', '@dev'], ['@dev missing_scope'], ({ fake }) => {
    fake.on('usergroups.list', () => no('missing_scope'));
  });
  check('an id without asking', ['U1', 'U404'], []);

  it('asks for people and groups only where the rules name some', async () => {
    await bindAll(scene, '#food');
    await bindNow(scene, '@hana');
    await standing(scene, 'U1');
    assert.deepEqual([scene.fake.count('users.list'), scene.fake.count('usergroups.list')], [1, 0]);
  });

  it('reads the list page by page', async () => {
    scene.fake.on('users.list', ({ cursor }) =>
      cursor === undefined
        ? ok({ members: [person('U1', 'hana', '하나')], response_metadata: { next_cursor: 'two' } })
        : ok({ members: [person('U9', 'hana9', '하나'), null, 7] }),
    );
    assert.deepEqual(await bindAll(scene, '@하나', '@hana9'), []);
  });

  it('keeps a rule with its channel when that is renamed', async () => {
    await bindAll(scene, '#food');
    scene.directory.seen({ type: 'channel_rename', channel: { id: 'C1', name: 'foods' } });
    assert.deepEqual(await channelNames(scene, 'C1'), ['foods', 'food']);
    assert.deepEqual(await bindNow(scene, '#food', '#foods'), []);
    assert.deepEqual(await channelNames(scene, 'C1'), ['foods', 'food']);
  });

  it('keeps a new channel from the rule of the one whose name it takes', async () => {
    await bindAll(scene, '#food');
    scene.directory.seen({ type: 'channel_rename', channel: { id: 'C1', name: 'foods' } });
    scene.directory.seen({ type: 'channel_created', channel: { id: 'C9', name: 'food' } });
    scene.channels = [channel('C9', 'food')];
    assert.deepEqual(await channelNames(scene, 'C9'), []);
    assert.deepEqual(await channelNames(scene, 'C1'), ['foods', 'food']);
    assert.deepEqual(await bindNow(scene), []);
    assert.deepEqual(await bindNow(scene, '#food'), []);
    assert.deepEqual(await channelNames(scene, 'C9'), []);
  });

  it('gives a new channel the name of one that was deleted', async () => {
    await bindAll(scene, '#food');
    scene.directory.seen({ type: 'channel_deleted', channel: 'C1' });
    scene.directory.seen({ type: 'channel_created', channel: { id: 'C9', name: 'food' } });
    scene.channels = [channel('C9', 'food')];
    assert.deepEqual(await channelNames(scene, 'C9'), ['food']);
  });

  it('keeps a rule with a channel that gets another id', async () => {
    await bindAll(scene, '#food');
    scene.directory.seen({ type: 'channel_rename', channel: { id: 'C1', name: 'foods' } });
    scene.directory.seen({ type: 'channel_id_changed', old_channel_id: 'C1', new_channel_id: 'C7' });
    scene.channels = [channel('C7', 'foods')];
    assert.deepEqual(await channelNames(scene, 'C7'), ['foods', 'food']);
    assert.deepEqual(await channelNames(scene, 'C1'), undefined);
    assert.deepEqual(await bindNow(scene, '#food', '#foods'), []);
  });

  for (const [says, frame] of [
    ['is created', { type: 'channel_created', channel: { id: 'C9', name: 'lunch' } }],
    ['invites the bot', { type: 'group_joined', channel: { id: 'C9', name: 'lunch', is_private: true } }],
    ['is renamed to it', { type: 'channel_rename', channel: { id: 'C9', name: 'lunch' } }],
  ] as const) {
    it(`binds a name that was unknown when a channel ${says}`, async () => {
      assert.deepEqual(await bindAll(scene, '#lunch'), ['#lunch unknown']);
      scene.directory.seen(frame);
      assert.deepEqual(await bindNow(scene, '#lunch'), []);
      scene.directory.seen({ type: 'channel_rename', channel: { id: 'C9', name: 'lunch2' } });
      assert.deepEqual(await channelNames(scene, 'C9'), ['lunch2', 'lunch']);
    });
  }

  it('binds a name by a message, where the list does not tell', async () => {
    scene.fake.on('conversations.list', () => no('invalid_arguments'));
    assert.deepEqual(await bindAll(scene, '#food'), ['#food unavailable']);
    assert.deepEqual(await channelNames(scene, 'C1'), ['food']);
    assert.deepEqual(await bindNow(scene, '#food'), []);
  });

  it('asks for the list again after a minute, not at each reload', async () => {
    await bindAll(scene, '#lunch', '@lee');
    await bindNow(scene, '#lunch', '@lee');
    assert.deepEqual([scene.fake.count('conversations.list'), scene.fake.count('users.list')], [2, 1]);
    scene.channels = [...scene.channels, channel('C9', 'lunch')];
    scene.people = [...scene.people, person('U9', 'lee', '이')];
    scene.pass(MINUTE_MS);
    assert.deepEqual(await bindNow(scene, '#lunch', '@lee'), []);
  });

  it('says nothing of names for a channel that is not known', async () => {
    await bindAll(scene, '#food');
    assert.equal(await channelNames(scene, 'C404'), undefined);
  });

  it('keeps a rule with a person who takes another name, and shares a name that two have', async () => {
    scene.people = [person('U1', 'hana', '하나'), person('U2', 'hana2', '하나')];
    await bindAll(scene, '@하나');
    scene.directory.seen({ type: 'user_change', user: person('U1', 'hana', '김하나') });
    assert.deepEqual((await standing(scene, 'U1')).names, ['hana', '김하나', '하나']);
    assert.deepEqual((await standing(scene, 'U2')).names, ['hana2', '하나']);
  });

  it('binds the name of somebody who joins', async () => {
    assert.deepEqual(await bindAll(scene, '@minsu'), ['@minsu unknown']);
    scene.directory.seen({ type: 'team_join', user: person('U3', 'minsu', '민수') });
    assert.deepEqual(await bindNow(scene, '@minsu'), []);
  });

  it('learns by an event that a member is a guest now', async () => {
    assert.equal((await standing(scene, 'U1')).guest, false);
    scene.directory.seen({ type: 'user_change', user: person('U1', 'hana', '하나', { is_restricted: true }) });
    assert.equal((await standing(scene, 'U1')).guest, true);
  });

  it('asks about people again once a new session has begun, since events may have been lost', async () => {
    await bindAll(scene);
    await standing(scene, 'U1');
    scene.people = [person('U1', 'hana', '하나', { is_restricted: true })];
    await bindAll(scene);
    assert.equal((await standing(scene, 'U1')).guest, true);
  });

  it('does not hold a message up longer than names may be waited for', async () => {
    for (const method of [
      'conversations.list',
      'conversations.info',
      'users.list',
      'users.info',
      'usergroups.list',
      'bots.info',
    ])
      scene.fake.on(method, () => 'hang');
    void bindAll(scene, '#food', '@hana', 'S1');
    for (const author of ['U1', 'B1']) {
      const began = performance.now();
      const { names, groups, external } = await standing(scene, author);
      assert.deepEqual([names, groups, external], [undefined, undefined, undefined]);
      assert.ok(performance.now() - began < 1_000);
    }
  });

  it('binds ten thousand names in no time', async () => {
    const names = Array.from({ length: 10_000 }, (_, index) => named(`#channel-${index % 3_000}`));
    await bindAll(scene, '#food');
    const began = performance.now();
    const [longest, unbound] = await Promise.all([longestHold(), scene.directory.bind(names)]);
    assert.equal(unbound.length, 10_000);
    assert.ok(longest < 200, `held for ${longest} ms of ${performance.now() - began}`);
  });
});

/** Of the event loop, while what was begun goes on. */
const longestHold = async (): Promise<number> => {
  let longest = 0;
  let before = performance.now();
  for (const end = before + 300; before < end;) {
    await new Promise((resolve) => setTimeout(resolve, 1));
    longest = Math.max(longest, performance.now() - before);
    before = performance.now();
  }
  return longest;
};

describe('slack/directory knows bots', () => {
  guardProcess();
  let scene: Scene;
  beforeEach(async () => {
    scene = await openScene();
  });
  afterEach(() => scene.close());

  it('asks about none where no rule could name one', async () => {
    await bindAll(scene, '#food', '@hana');
    assert.equal((await standing(scene, 'B1')).names, undefined);
    assert.equal(scene.fake.count('bots.info'), 0);
  });

  it('asks about one where a rule names what is nobody’s name', async () => {
    assert.deepEqual(await bindAll(scene, '@bot B1'), ['@bot B1 unknown']);
    assert.deepEqual((await standing(scene, 'B1')).names, ['bot B1']);
    assert.deepEqual(await bindNow(scene, '@bot B1'), []);
    await standing(scene, 'B1');
    assert.equal(scene.fake.count('bots.info'), 1);
  });

  it('asks about one where a rule names an account that is a bot', async () => {
    scene.people = [...scene.people, person('U7', 'weatherbot', '날씨봇', { is_bot: true })];
    scene.fake.on('bots.info', () => ok({ bot: { name: '날씨', user_id: 'U7' } }));
    assert.deepEqual(await bindAll(scene, '@weatherbot'), []);
    const names = await scene.directory.namesFor(by('B1'));
    assert.deepEqual(names.standing(by('B1').author).names, ['weatherbot', '날씨봇', '날씨']);
    assert.equal(names.account?.(by('B1').author), 'U7');
  });

  it('finds the account of one where a rule names an account by its id', async () => {
    scene.people = [...scene.people, person('U7', 'weatherbot', '날씨봇', { is_bot: true })];
    scene.fake.on('bots.info', () => ok({ bot: { name: '날씨', user_id: 'U7' } }));
    await bindAll(scene, 'U7');
    assert.equal((await scene.directory.namesFor(by('B1'))).account?.(by('B1').author), 'U7');
  });

  it('says nothing of one that Slack does not tell', async () => {
    scene.fake.on('bots.info', () => no('bot_not_found'));
    await bindAll(scene, '@날씨봇');
    assert.equal((await standing(scene, 'B1')).names, undefined);
    await until(() => scene.fake.count('bots.info') === 1);
  });
});
