// People, channels and kept messages → the objects by which the Web API speaks of them.
import type { Kept } from './ledger.ts';
import type { Channel, Group, Person } from './roster.ts';
import { TEAM } from './roster.ts';

export const wirePerson = (person: Person): object => ({
  id: person.id,
  team_id: person.team,
  name: person.handle,
  real_name: person.name,
  deleted: false,
  tz: 'Asia/Seoul',
  profile: {
    real_name: person.name,
    display_name: person.name,
    team: person.team,
    ...(person.bot !== null && { bot_id: person.bot }),
  },
  is_bot: person.bot !== null,
  is_admin: false,
  is_restricted: person.guest,
  is_ultra_restricted: false,
  is_stranger: person.team !== TEAM,
});

export const wireChannel = (channel: Channel, botUser: string): object => {
  if (channel.kind === 'dm') {
    return {
      id: channel.id,
      is_im: true,
      is_archived: false,
      is_open: true,
      user: [...channel.members].find((id) => id !== botUser),
    };
  }
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind !== 'group_dm',
    is_group: channel.kind === 'group_dm',
    is_im: false,
    is_mpim: channel.kind === 'group_dm',
    is_private: channel.kind !== 'public',
    is_archived: channel.archived,
    is_general: channel.name === 'general',
    is_member: channel.members.has(botUser),
    num_members: channel.members.size,
    previous_names: channel.previousNames,
  };
};

export const wireGroup = (group: Group): object => ({
  id: group.id,
  team_id: TEAM,
  is_usergroup: true,
  is_external: false,
  name: group.name,
  handle: group.handle,
  date_delete: 0,
  user_count: group.members.size,
});

/** As history and replies give it: without the channel, with what has become of it since; metadata where it was asked for. */
export const wireMessage = (kept: Kept, { withMetadata }: { readonly withMetadata: boolean }): object => {
  const { channel: _channel, event_ts: _eventTs, metadata, ...frame } = kept.frame;
  const reactions = [...kept.reactions].map(([name, users]) => ({ name, users: [...users], count: users.size }));
  return {
    ...frame,
    ...(withMetadata && metadata !== undefined && { metadata }),
    ...(reactions.length > 0 && { reactions }),
    ...(kept.replies.length > 0 && {
      thread_ts: kept.ts,
      reply_count: kept.replies.length,
      reply_users_count: new Set(kept.replies.map(({ user }) => user)).size,
      latest_reply: kept.replies.at(-1)?.ts,
    }),
  };
};
