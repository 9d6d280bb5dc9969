// A person's id → the channel of their direct messages with the bot, asked of Slack once.
import type { WebClient } from '@slack/web-api';
import { type ChannelId, channelId, type UserId } from '../domain/ids.ts';
import { field } from '../domain/fields.ts';

/** People whose channel is remembered; the one written to the longest ago is forgotten first. */
const DMS_MAX = 10_000;

export interface Dms {
  /** @throws what the Web API throws, for `readFailure`. Opening one that is open changes nothing (fact 58). */
  readonly open: (user: UserId) => Promise<ChannelId>;
  /** The channel, where it has been asked for. */
  readonly known: (user: UserId) => ChannelId | null;
  /** Asks Slack again next time. */
  readonly forget: (user: UserId) => void;
}

export const openDms = (web: WebClient): Dms => {
  // Invariant: in the order in which they were last used.
  const known = new Map<UserId, ChannelId>();

  const remember = (user: UserId, channel: ChannelId): ChannelId => {
    known.delete(user);
    known.set(user, channel);
    for (const first of known.keys()) {
      if (known.size <= DMS_MAX) break;
      known.delete(first);
    }
    return channel;
  };

  return {
    open: async (user) => {
      const channel = known.get(user) ?? channelIn(await web.apiCall('conversations.open', { users: user }));
      return remember(user, channel);
    },
    known: (user) => known.get(user) ?? null,
    forget: (user) => {
      known.delete(user);
    },
  };
};

const channelIn = (answer: unknown): ChannelId => {
  const channel = field(answer, 'channel');
  const id = field(channel, 'id');
  // Not Slack's own words, whatever it is: `readFailure` takes it for that.
  if (typeof id !== 'string') throw new TypeError('conversations.open names no channel');
  return channelId(id);
};
