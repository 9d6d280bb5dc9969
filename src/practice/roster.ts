// Who and what there is in the practice workspace: people and channels, by id and by name.
import type { ChannelKind, Self } from '../domain/message.ts';
import { botId, teamId, userId } from '../domain/ids.ts';

export const TEAM = 'T0PRACTICE';
export const PARTNER_TEAM = 'T0PARTNER1';

export interface Person {
  readonly id: string;
  /** What one types after `@` on old clients; unique. */
  readonly handle: string;
  readonly name: string;
  readonly team: string;
  readonly guest: boolean;
  /** `B…` where it is a bot. */
  readonly bot: string | null;
}

export interface Channel {
  readonly id: string;
  /** null: a direct message. */
  readonly name: string | null;
  readonly kind: ChannelKind;
  readonly members: ReadonlySet<string>;
  readonly archived: boolean;
  /** What it was called before, the newest first. */
  readonly previousNames: readonly string[];
}

export interface Group {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly members: ReadonlySet<string>;
}

export interface Roster {
  readonly self: Self;
  readonly people: () => readonly Person[];
  readonly channels: () => readonly Channel[];
  /** By id, `@name`, display name or handle. */
  readonly person: (who: string) => Person | undefined;
  /** By id, `#name` or name; a person's id is the direct message with them. */
  readonly channel: (where: string) => Channel | undefined;
  readonly dmWith: (person: Person) => Channel;
  readonly ensureChannel: (
    name: string,
    options?: { kind?: 'public' | 'private'; archived?: boolean; botIsMember?: boolean },
  ) => Channel;
  readonly groups: () => readonly Group[];
  /** By id or handle, with its `@` or without. */
  readonly group: (which: string) => Group | undefined;
  /** In place of the one with its id, or beside the others. */
  readonly put: {
    readonly person: (person: Person) => void;
    readonly channel: (channel: Channel) => void;
    readonly group: (group: Group) => void;
  };
}

const MEMBER = { team: TEAM, guest: false, bot: null };

const BOT: Person = { ...MEMBER, id: 'U0ANNYEONG', handle: 'annyeong', name: 'annyeong', bot: 'B0ANNYEONG' };

const LIVE = { archived: false, previousNames: [] };

const PEOPLE: readonly Person[] = [
  BOT,
  { ...MEMBER, id: 'U0HANAKIM1', handle: 'hana', name: '김하나' },
  { ...MEMBER, id: 'U0DOYUNLEE', handle: 'doyun', name: '이도윤' },
  { ...MEMBER, id: 'U0GUEST001', handle: 'guest', name: '박손님', guest: true },
  { ...MEMBER, id: 'U0OUTSIDER', handle: 'partner', name: '최협력', team: PARTNER_TEAM },
  { ...MEMBER, id: 'U0WEATHER1', handle: 'weatherbot', name: '날씨봇', bot: 'B0WEATHER1' },
  { ...MEMBER, id: 'USLACKBOT', handle: 'slackbot', name: 'Slackbot' },
];

const GROUPS: readonly Group[] = [
  { id: 'S0DEVTEAM1', handle: 'dev', name: '개발팀', members: new Set(['U0DOYUNLEE']) },
];

/** `botName`: how the bot is called; `withBotId`: false for a token whose bot Slack does not name. */
export const openRoster = (options: { botName?: string; withBotId?: boolean; url: string }): Roster => {
  const bot = { ...BOT, name: options.botName ?? BOT.name };
  const people = PEOPLE.map((one) => (one.id === BOT.id ? bot : one));
  const groups = new Map<string, Group>(GROUPS.map((group) => [group.id, group]));
  const everybody = new Set(people.map(({ id }) => id));
  const channels = new Map<string, Channel>();
  const add = (channel: Channel): Channel => {
    channels.set(channel.id, channel);
    return channel;
  };
  for (const name of ['general', 'hr', 'help', 'random']) {
    add({ id: `C0${name.toUpperCase()}`, name, kind: 'public', members: everybody, ...LIVE });
  }
  add({ id: 'C0SECRET', name: 'secret', kind: 'private', members: everybody, ...LIVE });
  add({
    id: 'G0TRIO',
    name: 'mpdm-hana--doyun--annyeong-1',
    kind: 'group_dm',
    members: new Set([bot.id, 'U0HANAKIM1', 'U0DOYUNLEE']),
    ...LIVE,
  });

  const dmWith = (one: Person): Channel => {
    const id = `D0${one.id.slice(2)}`;
    return channels.get(id) ?? add({ id, name: null, kind: 'dm', members: new Set([bot.id, one.id]), ...LIVE });
  };
  const byName = (name: string): Channel | undefined => [...channels.values()].find((channel) => channel.name === name);
  for (const one of people) if (one !== bot) dmWith(one);

  return {
    self: {
      team: teamId(TEAM),
      user: userId(bot.id),
      bot: options.withBotId === false ? null : botId(bot.bot ?? ''),
      name: bot.name,
      url: options.url,
    },
    people: () => [...people],
    channels: () => [...channels.values()],
    person: (who) => people.find(({ id, handle, name }) => [id, handle, name].includes(who.replace(/^@/, ''))),
    channel: (where) => {
      const member = people.find(({ id }) => id === where);
      return (
        channels.get(where) ?? byName(where.replace(/^#/, '')) ?? (member === undefined ? undefined : dmWith(member))
      );
    },
    dmWith,
    ensureChannel: (name, { kind = 'public', archived = false, botIsMember = true } = {}) => {
      const known = byName(name);
      if (known !== undefined) return known;
      const members = botIsMember ? everybody : new Set([...everybody].filter((id) => id !== bot.id));
      return add({
        id: `C1${String(channels.size).padStart(8, '0')}`,
        name,
        kind,
        members,
        archived,
        previousNames: [],
      });
    },
    groups: () => [...groups.values()],
    group: (which) =>
      groups.get(which) ?? [...groups.values()].find(({ handle }) => handle === which.replace(/^@/, '')),
    put: {
      person: (person) => {
        const at = people.findIndex(({ id }) => id === person.id);
        people.splice(at < 0 ? people.length : at, at < 0 ? 0 : 1, person);
      },
      channel: add,
      group: (group) => void groups.set(group.id, group),
    },
  };
};
