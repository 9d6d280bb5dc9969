// What is to be sent for one message, and what became of it.
import type { ChannelId, TeamId, Ts, UserId } from './ids.ts';
import type { Message } from './message.ts';
import type { Block } from './rule.ts';

/** What is said, wherever it goes. */
export interface Said {
  /** mrkdwn, escaped, at most 4,000 code points; what notifications show where there are blocks. */
  readonly text: string;
  readonly blocks: readonly Block[] | null;
  /** Milliseconds to wait before it is sent. */
  readonly afterMs: number;
}

export type Reply =
  | ({
      readonly kind: 'post';
      readonly channel: ChannelId;
      /** The thread to answer in; null: the channel itself. */
      readonly threadTs: Ts | null;
      readonly alsoToChannel: boolean;
    } & Said)
  /** To the author alone, in their direct messages with the bot. `channel`: where they wrote. */
  | ({ readonly kind: 'dm'; readonly channel: ChannelId; readonly user: UserId } & Said)
  /** Seen by the author alone, where they wrote; not kept by Slack, and never shown on the socket. */
  | ({
      readonly kind: 'only_them';
      readonly channel: ChannelId;
      readonly user: UserId;
      readonly threadTs: Ts | null;
    } & Said)
  | {
      readonly kind: 'reaction';
      readonly channel: ChannelId;
      readonly ts: Ts;
      /** without colons */ readonly name: string;
    };

/** Slack's methods by which replies go out, each with a pace of its own. */
export type Method = 'chat.postMessage' | 'chat.postEphemeral' | 'conversations.open' | 'reactions.add';

/** By which a message is known everywhere: it is answered once per key. */
export interface MessageKey {
  readonly team: TeamId;
  readonly channel: ChannelId;
  readonly ts: Ts;
}

export const keyText = (key: MessageKey): string => `${key.team}/${key.channel}/${key.ts}`;

export const keyOf = ({ team, channel, ts }: Pick<Message, 'team' | 'channel' | 'ts'>): MessageKey => ({
  team,
  channel,
  ts,
});

/** How one attempt to send ended; an adapter only classifies, the outbox alone decides what follows. */
export type SendResult =
  | { readonly kind: 'sent'; readonly ts: Ts | null }
  /** Slack said that nothing was done: wait, then try again. `afterMs`: Slack's Retry-After, else null. */
  | { readonly kind: 'retry'; readonly afterMs: number | null; readonly why: string }
  /** Slack will never take it: archived channel, not a member … */
  | { readonly kind: 'rejected'; readonly why: string }
  /** It may have arrived (timeout, reset, 5xx, internal_error): never simply sent again. */
  | { readonly kind: 'in_doubt'; readonly why: string }
  /** The token is dead: nothing can be sent any more. */
  | { readonly kind: 'fatal'; readonly why: string };
