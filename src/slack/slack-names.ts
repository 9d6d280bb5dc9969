// Slack's own objects for people and conversations in, the names and kinds that rules and templates speak of out.
import type { ChannelKind } from '../domain/message.ts';

export interface Channel {
  readonly name: string | undefined;
  readonly kind: ChannelKind | undefined;
}

/** Display name, else real name, else account name: what people see in Slack. */
export const userNameOf = (user: unknown): string | undefined => {
  const profile = field(user, 'profile');
  return (
    text(field(profile, 'display_name')) ??
    text(field(profile, 'real_name')) ??
    text(field(user, 'real_name')) ??
    text(field(user, 'name'))
  );
};

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

export const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
