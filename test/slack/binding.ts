// A fake Slack with channels, people and groups that a test may change, and a directory that asks it.
import { botId, channelId, teamId, ts, userId } from '../../src/domain/ids.ts';
import type { Incoming } from '../../src/domain/message.ts';
import type { Clock, Unbound } from '../../src/domain/ports.ts';
import type { NameInRule } from '../../src/domain/rule.ts';
import { openDirectory, type LiveDirectory } from '../../src/slack/directory.ts';
import { slackWeb } from '../../src/slack/web.ts';
import { memoryLog, no, ok, openFake, type FakeSlack, type MemoryLog } from './fake.ts';

export interface Scene {
  readonly fake: FakeSlack;
  readonly directory: LiveDirectory;
  readonly log: MemoryLog;
  channels: Record<string, unknown>[];
  people: Record<string, unknown>[];
  groups: Record<string, unknown>[];
  /** Lets the directory's clock run ahead. */
  readonly pass: (ms: number) => void;
  readonly close: () => Promise<void>;
}

/** Waits for pages and after failures take a moment, those of messages as long as they do. */
const PAUSE_MS_MAX = 850;

export const openScene = async (): Promise<Scene> => {
  const fake = await openFake();
  let ahead = 0;
  const clock: Clock = {
    now: () => Date.now(),
    monotonic: () => performance.now() + ahead,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, Math.min(ms, PAUSE_MS_MAX));
        signal?.addEventListener('abort', () => {
          clearTimeout(timer);
          resolve();
        });
      }),
  };
  const log = memoryLog();
  const web = slackWeb({ token: 'xoxb-1', apiUrl: fake.apiUrl, callMs: 1_500 });
  const directory = openDirectory({ web, clock, log });
  const scene: Scene = {
    fake,
    directory,
    log,
    channels: [channel('C1', 'food'), channel('C2', 'hr')],
    people: [person('U1', 'hana', '하나'), person('U2', 'doyun', '도윤')],
    groups: [group('S1', 'dev', ['U2'])],
    pass: (ms) => {
      ahead += ms;
    },
    close: async () => {
      directory.close();
      await fake.close();
    },
  };
  fake.on('conversations.list', ({ exclude_archived }) =>
    ok({ channels: scene.channels.filter((one) => exclude_archived === 'false' || one.is_archived !== true) }),
  );
  fake.on('conversations.info', ({ channel: id }) => {
    const found = scene.channels.find((one) => one.id === id);
    return found === undefined ? no('channel_not_found') : ok({ channel: found });
  });
  fake.on('users.list', () => ok({ members: scene.people }));
  fake.on('users.info', ({ user }) => {
    const found = scene.people.find((one) => one.id === user);
    return found === undefined ? no('user_not_found') : ok({ user: found });
  });
  fake.on('bots.info', ({ bot }) => ok({ bot: { id: bot, name: `bot ${bot}` } }));
  fake.on('usergroups.list', () => ok({ usergroups: scene.groups }));
  return scene;
};

export const channel = (id: string, name: string, more: object = {}) => ({ id, name, is_private: false, ...more });
export const person = (id: string, name: string, shown: string, more: object = {}) => ({
  id,
  name,
  team_id: 'T1',
  is_bot: false,
  is_restricted: false,
  profile: { display_name: shown },
  ...more,
});
export const group = (id: string, handle: string, users: readonly string[]) => ({ id, handle, date_delete: 0, users });

/** `#food` a channel, `@하나` a name, `S1` a group, `U1` an account. */
export const named = (written: string, rule = '규칙'): NameInRule => ({
  kind: written.startsWith('#')
    ? 'channel'
    : written.startsWith('@')
      ? 'person'
      : written.startsWith('S')
        ? 'group'
        : 'user',
  name: written.replace(/^[#@]/, ''),
  rule,
  range: null,
});

/** Of a new session: its names are bound as the bot does it. */
export const bindAll = (scene: Scene, ...written: readonly string[]): Promise<readonly string[]> => {
  scene.directory.opened({ enterprise: null });
  return bindNow(scene, ...written);
};

/** `#food unknown → foods` */
export const bindNow = async (scene: Scene, ...written: readonly string[]): Promise<readonly string[]> =>
  (await scene.directory.bind(written.map((one) => named(one)))).map(inShort);

const inShort = ({ name: { kind, name }, why, near }: Unbound): string =>
  `${kind === 'channel' ? '#' : kind === 'person' ? '@' : ''}${name} ${why}${near === null ? '' : ` → ${near}`}`;

export const by = (author: string, in_ = 'C1', text = '안녕'): Incoming => ({
  team: teamId('T1'),
  channel: channelId(in_),
  ts: ts('1.000001'),
  threadTs: null,
  author: author.startsWith('B')
    ? { kind: 'bot', id: botId(author), user: null }
    : { kind: 'person', id: userId(author) },
  text,
});

export const standing = async ({ directory }: Scene, author: string) => {
  const incoming = by(author);
  return (await directory.namesFor(incoming)).standing(incoming.author);
};

export const channelNames = async ({ directory }: Scene, id: string): Promise<readonly string[] | undefined> =>
  (await directory.namesFor(by('U1', id))).channelNames(channelId(id));
