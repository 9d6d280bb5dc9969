// What changes in the practice workspace while it runs → who and what there is after it, and the frames that tell of it.
import type { Channel, Group, Person, Roster } from './roster.ts';
import { wireChannel, wireGroup, wirePerson } from './wire.ts';

/** Each throws RangeError for a person, a channel or a group that there is not. */
export interface Changes {
  /** That channel, made where there is none, as for one that a rule names. */
  readonly ensureChannel: Roster['ensureChannel'];
  readonly renameChannel: (where: string, name: string) => void;
  readonly changePerson: (who: string, change: Partial<Pick<Person, 'name' | 'handle' | 'guest'>>) => void;
  readonly ensureGroup: (handle: string, members: readonly string[]) => Group;
  readonly changeGroup: (
    which: string,
    change: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
  ) => void;
}

export interface ChangesOptions {
  readonly roster: Roster;
  readonly send: (frame: object) => void;
  /** Slack's clock, in milliseconds. */
  readonly now: () => number;
}

export const openChanges = ({ roster, send, now }: ChangesOptions): Changes => {
  const me = roster.self.user;
  const seconds = (): number => Math.floor(now() / 1000);
  const ids = (who: readonly string[] = []): readonly string[] => who.map((one) => there(roster.person(one), one).id);

  const tellOf = (channel: Channel): void => {
    const { id, name } = channel;
    const mine = { ...wireChannel(channel, me), created: seconds() };
    if (channel.kind === 'public') {
      send({ type: 'channel_created', channel: { id, name, created: seconds(), creator: roster.people()[1]?.id } });
    }
    if (channel.members.has(me)) {
      send({ type: channel.kind === 'public' ? 'channel_joined' : 'group_joined', channel: mine });
    }
  };

  return {
    ensureChannel: (name, options) => {
      const known = roster.channels().some((channel) => channel.name === name);
      const channel = roster.ensureChannel(name, options);
      if (!known) tellOf(channel);
      return channel;
    },
    renameChannel: (where, name) => {
      const channel = there(roster.channel(where), where);
      const before = channel.name === null ? [] : [channel.name];
      roster.put.channel({ ...channel, name, previousNames: [...before, ...channel.previousNames] });
      const type = channel.kind === 'public' ? 'channel_rename' : 'group_rename';
      send({ type, channel: { id: channel.id, name, name_normalized: name, created: seconds() } });
    },
    changePerson: (who, change) => {
      const person = { ...there(roster.person(who), who), ...change };
      roster.put.person(person);
      send({ type: 'user_change', user: wirePerson(person), cache_ts: seconds() });
    },
    ensureGroup: (handle, members) => {
      const known = roster.group(handle);
      if (known !== undefined) return known;
      const id = `S1${String(roster.groups().length).padStart(8, '0')}`;
      const group: Group = { id, handle, name: handle, members: new Set(ids(members)) };
      roster.put.group(group);
      send({ type: 'subteam_created', subteam: { ...wireGroup(group), users: [...group.members] } });
      return group;
    },
    changeGroup: (which, { add, remove }) => {
      const group = there(roster.group(which), which);
      const added = ids(add);
      const removed = ids(remove);
      const members = new Set([...group.members, ...added].filter((id) => !removed.includes(id)));
      roster.put.group({ ...group, members });
      send({
        type: 'subteam_members_changed',
        subteam_id: group.id,
        date_update: seconds(),
        added_users: added,
        added_users_count: added.length,
        removed_users: removed,
        removed_users_count: removed.length,
      });
    },
  };
};

const there = <Thing>(thing: Thing | undefined, asked: string): Thing => {
  if (thing === undefined) throw new RangeError(`nothing here is called ${asked}`);
  return thing;
};
