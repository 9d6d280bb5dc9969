// An export's users.json and lists of channels → the names behind its ids, and the channel of each of its folders.
import { field, text, texts } from '../domain/fields.ts';
import { botId, channelId, type ChannelId } from '../domain/ids.ts';
import type { Author, ChannelKind, Names, Self, Standing } from '../domain/message.ts';
import { displayNameOf, guestOf, userNameOf } from '../domain/profile.ts';
import type { NameInRule } from '../domain/rule.ts';
import { spelled } from '../match/names.ts';
import { channelNamed, type Place } from './stand-in.ts';

export type Fields = Readonly<Record<string, unknown>>;

export interface People {
  /** An entry of users.json. */
  readonly addUser: (entry: unknown) => void;
  /** An entry of one of the lists of channels, whose file's name tells what they are. */
  readonly addChannel: (entry: unknown, list: string) => void;
  readonly names: Names;
  /** The channel whose days stand in a folder; one that no list knows is known by the folder's name alone. */
  readonly placeOf: (folder: string) => Place;
  /** Somebody in none of the lists: Slack writes their profile into the messages of a shared channel. */
  readonly meet: (frame: Fields) => void;
  /** The bot with that user id, as far as the lists know it. */
  readonly botWith: (user: string) => Pick<Self, 'name' | 'bot'>;
  /** Whether there is such a channel or person; of user groups an export says nothing. */
  readonly has: (kind: NameInRule['kind'], name: string) => boolean;
}

interface Person {
  /** Display name, else real name, else handle. */
  readonly shown: string | undefined;
  readonly names: readonly string[];
  readonly guest: boolean;
  /** Their own first. */
  readonly teams: readonly string[];
  readonly isStranger: boolean;
  readonly botId: string | undefined;
}

/** Strangers met in messages: in a workspace with a million of them the first remain known. */
const MET_MAX = 20_000;

export const openPeople = (): People => {
  const people = new Map<string, Person>();
  const byFolder = new Map<string, Place>();
  const byId = new Map<string, Place>();
  /** The workspace itself, once all its people are known. */
  let home: string | undefined | null = null;
  let met = 0;
  const strangers = new Map<string, Place>();

  /** In an organisation of several workspaces one person may be in many. */
  const isElsewhere = ({ teams }: Person): boolean => {
    home ??= homeOf(people.values());
    return home !== undefined && teams.length > 0 && !teams.includes(home);
  };

  const standing = (author: Author): Standing => {
    const id = author.kind === 'bot' ? author.user : author.id;
    const person = id === null ? undefined : people.get(id);
    if (person === undefined) return author.kind === 'bot' ? A_BOT : UNKNOWN;
    return {
      names: person.names,
      // Exports hold no user groups, so nobody is known to be in one.
      groups: [],
      guest: person.guest,
      external: person.isStranger || isElsewhere(person),
    };
  };

  return {
    addUser: (entry) => {
      const id = isFields(entry) ? called(entry['id']) : undefined;
      if (!isFields(entry) || id === undefined) return;
      people.set(id, personOf(entry));
    },
    addChannel: (entry, list) => {
      const id = isFields(entry) ? called(entry['id']) : undefined;
      if (!isFields(entry) || id === undefined) return;
      const kind = kindOf(list, entry);
      const name = kind === 'dm' ? undefined : called(entry['name']);
      const place = { id: channelId(id), name, kind };
      byId.set(id, place);
      // A direct message's folder is named by its id.
      byFolder.set(name ?? id, place);
    },
    names: {
      user: (id) => people.get(id)?.shown,
      channel: (id) => byId.get(id)?.name ?? strangers.get(id)?.name,
      channelKind: (id: ChannelId) => byId.get(id)?.kind ?? strangers.get(id)?.kind,
      channelNames: (id: ChannelId) => {
        const name = byId.get(id)?.name ?? strangers.get(id)?.name;
        return name === undefined ? undefined : [name];
      },
      standing,
    },
    placeOf: (folder) => {
      const known = byFolder.get(folder) ?? strangers.get(folder);
      if (known !== undefined) return known;
      const place = channelNamed(folder);
      strangers.set(folder, place);
      return place;
    },
    meet: (frame) => {
      const { user, user_profile: profile } = frame;
      if (typeof user !== 'string' || people.has(user) || !isFields(profile) || met >= MET_MAX) return;
      met += 1;
      people.set(user, personOf({ team_id: profile['team'], ...profile, profile }));
    },
    botWith: (user) => {
      const known = people.get(user);
      return { name: known?.shown ?? 'annyeong', bot: known?.botId === undefined ? null : botId(known.botId) };
    },
    has: (kind, name) => {
      if (kind === 'user') return people.has(name);
      if (kind === 'group') return false;
      const wanted = spelled(name);
      const all =
        kind === 'channel'
          ? [...byFolder.keys(), ...strangers.keys()]
          : [...people.values()].flatMap(({ names }) => names);
      return all.some((one) => spelled(one) === wanted);
    },
  };
};

const UNKNOWN: Standing = { names: [], groups: [], guest: undefined, external: undefined };
const A_BOT: Standing = { names: [], groups: [], guest: false, external: false };

const personOf = (user: Fields): Person => ({
  shown: called(userNameOf(user)),
  names: [...new Set([user['name'], displayNameOf(user)].map(called).filter((name) => name !== undefined))],
  // Of a deleted account the lists say neither.
  guest: guestOf(user) ?? false,
  teams: [user['team_id'], ...texts(field(user['enterprise_user'], 'teams'))]
    .map(called)
    .filter((team) => team !== undefined),
  isStranger: user['is_stranger'] === true,
  botId: called(field(user['profile'], 'bot_id')),
});

/** The workspace itself: the one that most of its people are of; none where the lists do not say. */
const homeOf = (people: Iterable<Person>): string | undefined => {
  const count = new Map<string, number>();
  for (const { teams, isStranger } of people)
    if (teams[0] !== undefined && !isStranger) count.set(teams[0], (count.get(teams[0]) ?? 0) + 1);
  return [...count].toSorted(([, a], [, b]) => b - a)[0]?.[0];
};

const kindOf = (list: string, entry: Fields): ChannelKind => {
  if (list === 'dms.json' || entry['is_im'] === true) return 'dm';
  if (list === 'mpims.json' || entry['is_mpim'] === true) return 'group_dm';
  return list === 'groups.json' || entry['is_private'] === true ? 'private' : 'public';
};

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** As the lists of an export may have it: with blanks around, or decomposed. */
const called = (value: unknown): string | undefined => text(text(value)?.trim().normalize('NFC'));
