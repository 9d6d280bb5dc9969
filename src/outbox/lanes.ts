// Which replies wait for one another, and by which of Slack's methods they go out. In: a reply. Out: its lane, its method.
import type { ChannelId, UserId } from '../domain/ids.ts';
import type { Method, Reply } from '../domain/reply.ts';

/** What is said in a channel keeps its order, whoever sees it; neither a reaction nor a direct message holds it up. */
export const laneOf = (reply: Reply): string => {
  switch (reply.kind) {
    case 'post':
    case 'only_them':
      return `${reply.channel}/post`;
    case 'dm':
      return `${reply.user}/dm`;
    case 'reaction':
      return `${reply.channel}/reaction`;
    default:
      return reply satisfies never;
  }
};

/** Where a person's direct messages are, as far as it is known. */
export interface KnownDms {
  readonly dmOf: (user: UserId) => ChannelId | null;
}

/** A direct message is a post like any other, once its channel is open. */
export const methodOf = (reply: Reply, { dmOf }: KnownDms): Method => {
  switch (reply.kind) {
    case 'post':
      return 'chat.postMessage';
    case 'dm':
      return dmOf(reply.user) === null ? 'conversations.open' : 'chat.postMessage';
    case 'only_them':
      return 'chat.postEphemeral';
    case 'reaction':
      return 'reactions.add';
    default:
      return reply satisfies never;
  }
};

/** null: direct messages whose channel is not known. */
export const channelOf = (reply: Reply, { dmOf }: KnownDms): ChannelId | null =>
  reply.kind === 'dm' ? dmOf(reply.user) : reply.channel;
