// Slack's own objects for people, bots, groups and conversations in, what rules and templates speak of out.
import { field, text, texts, truth } from '../domain/fields.ts';
import { userId, type UserId } from '../domain/ids.ts';
import type { ChannelKind } from '../domain/message.ts';
import { displayNameOf, guestOf, userNameOf } from '../domain/profile.ts';

export interface Channel {
  readonly name: string | undefined;
  readonly kind: ChannelKind | undefined;
}

/** A person, or the account by which a bot is seen; `undefined` where Slack does not say. */
export interface Person {
  readonly shown: string | undefined;
  /** Handle and display name. */
  readonly names: readonly string[];
  readonly isBot: boolean | undefined;
  readonly guest: boolean | undefined;
  readonly home: Home;
}

/** Where an account belongs. On Enterprise Grid one company has several workspaces. */
export interface Home {
  readonly team: string | undefined;
  readonly teams: readonly string[];
  /** null: a company with one workspace alone; undefined: not told. */
  readonly enterprise: string | null | undefined;
  /** Of another workspace, as Slack itself says; it says so of some only. */
  readonly isStranger: boolean;
}

export interface Bot {
  readonly name: string;
  /** null: it has no account. */
  readonly user: UserId | null;
}

export interface Group {
  readonly id: string;
  readonly handle: string;
  /** undefined: Slack does not say. */
  readonly users: ReadonlySet<string> | undefined;
  readonly isDisabled: boolean;
}

/** null: nothing that could be a person. `known`: what was known before, for what this object leaves out. */
export const personOf = (user: unknown, known?: Person | null): Person | null => {
  const shown = userNameOf(user);
  if (shown === undefined) return null;
  const handle = text(field(user, 'name')) ?? known?.names[0];
  return {
    shown,
    names: [...new Set([handle, displayNameOf(user)].filter((name) => name !== undefined))],
    isBot: truth(field(user, 'is_bot')) ?? known?.isBot,
    guest: guestOf(user) ?? known?.guest,
    home: text(field(user, 'team_id')) === undefined && known ? known.home : homeOf(user),
  };
};

const homeOf = (user: unknown): Home => {
  const enterprise = field(user, 'enterprise_user');
  return {
    team: text(field(user, 'team_id')),
    teams: texts(field(enterprise, 'teams')),
    enterprise: text(field(enterprise, 'enterprise_id')) ?? null,
    isStranger: field(user, 'is_stranger') === true,
  };
};

export const botOf = (bot: unknown): Bot | null => {
  const name = text(field(bot, 'name'));
  const user = text(field(bot, 'user_id'));
  return name === undefined ? null : { name, user: user === undefined ? null : userId(user) };
};

export const groupOf = (group: unknown): Group | null => {
  const id = text(field(group, 'id'));
  const handle = text(field(group, 'handle'));
  if (id === undefined || handle === undefined) return null;
  const users = field(group, 'users');
  return {
    id,
    handle,
    users: Array.isArray(users) && isWhole(users, field(group, 'user_count')) ? new Set(texts(users)) : undefined,
    isDisabled: Number(field(group, 'date_delete') ?? 0) > 0,
  };
};

/** An event tells of 500 people at most, and counts those that it leaves out too; the count may be written as text. */
export const isWhole = (people: readonly unknown[], count: unknown): boolean =>
  count === undefined || count === null || Number(count) <= people.length;

export const channelOf = (channel: unknown): Channel => ({
  name: text(field(channel, 'name')),
  kind: kindOf(channel),
});

/** An old id `G…` and a new one `C…` do not tell private from public, nor a group DM from either (fact 44). */
const kindOf = (channel: unknown): ChannelKind | undefined => {
  if (field(channel, 'is_im') === true) return 'dm';
  if (field(channel, 'is_mpim') === true) return 'group_dm';
  if (field(channel, 'is_private') === true || field(channel, 'is_group') === true) return 'private';
  if (field(channel, 'is_private') === false || field(channel, 'is_channel') === true) return 'public';
  return undefined;
};

/** `<@U1>` and `<#C1>`, `<#C1|>`: mentions that bring no label along. */
export const bareMentions = (
  message: string,
  most: number,
): { readonly users: readonly string[]; readonly channels: readonly string[] } => {
  const users = new Set<string>();
  const channels = new Set<string>();
  for (const [, user, channel] of message.matchAll(/<(?:@([UW][A-Z0-9]{1,30})|#([CGD][A-Z0-9]{1,30})\|?)>/g)) {
    if (users.size + channels.size >= most) break;
    if (user !== undefined) users.add(user);
    if (channel !== undefined) channels.add(channel);
  }
  return { users: [...users], channels: [...channels] };
};
