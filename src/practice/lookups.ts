// The methods by which the bot looks things up: conversations.*, users.*, bots.info and the like; what was said is in history.ts. Arguments → Slack's answer.
import type { Channel, Roster } from './roster.ts';
import { TEAM } from './roster.ts';
import { wireChannel, wireGroup, wirePerson } from './wire.ts';

export type Args = Readonly<Record<string, string>>;
export type Method = (args: Args) => object;

export const failed = (error: string, more: object = {}): object => ({ ok: false, error, ...more });

/** What `conversations.list` calls our kinds. */
const TYPES: Readonly<Record<Channel['kind'], string>> = {
  public: 'public_channel',
  private: 'private_channel',
  group_dm: 'mpim',
  dm: 'im',
};

const PAGE_DEFAULT = 100;
const PAGE_MAX = 999;

export const lookups = ({ roster }: { readonly roster: Roster }): Readonly<Record<string, Method>> => {
  const me = roster.self.user;
  const seen = (id: string | undefined): Channel | undefined =>
    roster.channels().find((one) => one.id === id && (one.kind === 'public' || one.members.has(me)));
  const inChannel = (args: Args, answer: (channel: Channel) => object): object => {
    const channel = seen(args.channel);
    return channel === undefined ? failed('channel_not_found') : answer(channel);
  };
  const list = (args: Args, mine: boolean): object => {
    const types = (args.types ?? 'public_channel').split(',').map((type) => type.trim());
    const channels = roster
      .channels()
      .filter(
        (one) =>
          types.includes(TYPES[one.kind]) &&
          (one.members.has(me) || (!mine && one.kind === 'public')) &&
          !(one.archived && args.exclude_archived === 'true'),
      );
    return page(args, channels, (part) => ({ channels: part.map((one) => wireChannel(one, me)) }));
  };

  return {
    'conversations.list': (args) => list(args, false),
    'users.conversations': (args) => list(args, true),
    'conversations.info': (args) => inChannel(args, (channel) => ({ ok: true, channel: wireChannel(channel, me) })),
    'conversations.members': (args) =>
      inChannel(args, (channel) => page(args, [...channel.members], (members) => ({ members }))),
    'conversations.open': (args) => {
      const person = roster.person((args.users ?? '').split(',')[0] ?? '');
      const channel =
        seen(args.channel) ?? (person === undefined || args.users === undefined ? undefined : roster.dmWith(person));
      if (channel === undefined) return failed(args.channel === undefined ? 'user_not_found' : 'channel_not_found');
      return { ok: true, no_op: true, already_open: true, channel: { id: channel.id } };
    },
    'users.info': (args) => {
      const person = roster.people().find(({ id }) => id === args.user);
      return person === undefined ? failed('user_not_found') : { ok: true, user: wirePerson(person) };
    },
    'users.list': (args) =>
      page(args, roster.people(), (members) => ({ members: members.map(wirePerson), cache_ts: 0 })),
    'bots.info': (args) => {
      const person = roster.people().find(({ bot }) => bot !== null && bot === args.bot);
      return person === undefined
        ? failed('bot_not_found')
        : {
            ok: true,
            bot: {
              id: person.bot,
              deleted: false,
              name: person.name,
              user_id: person.id,
              app_id: 'A0PRACTICE',
              icons: {},
            },
          };
    },
    'usergroups.list': (args) => ({
      ok: true,
      usergroups: roster.groups().map((group) => ({
        ...wireGroup(group),
        ...(args.include_users === 'true' && { users: [...group.members] }),
      })),
    }),
    'usergroups.users.list': ({ usergroup = '' }) => {
      const group = roster.group(usergroup);
      return group === undefined ? failed('no_such_subteam') : { ok: true, users: [...group.members] };
    },
    'team.info': () => ({ ok: true, team: { id: TEAM, name: 'Practice', domain: 'practice', email_domain: '' } }),
  };
};

/** One page of a list, with the cursor of the next. */
export const page = <Item>(args: Args, items: readonly Item[], answer: (part: readonly Item[]) => object): object => {
  const from =
    args.cursor === undefined || args.cursor === ''
      ? 0
      : Number(
          Buffer.from(args.cursor, 'base64')
            .toString()
            .replace(/^from:/, ''),
        );
  if (!Number.isInteger(from)) return failed('invalid_cursor');
  const limit = Math.min(Number(args.limit ?? PAGE_DEFAULT) || PAGE_DEFAULT, PAGE_MAX);
  const end = from + limit;
  const next = end < items.length ? Buffer.from(`from:${end}`).toString('base64') : '';
  return {
    ok: true,
    ...answer(items.slice(from, end)),
    has_more: next !== '',
    response_metadata: { next_cursor: next },
  };
};
