// The Web API in; out what Slack keeps of what was said: to look for a reply that is in doubt, and to catch up after a gap.
import type { WebClient } from '@slack/web-api';
import { field, text } from '../domain/fields.ts';
import { channelId, type ChannelId, type Ts, type UserId } from '../domain/ids.ts';
import type { ChannelKind } from '../domain/message.ts';
import type { Clock, Conversation, History, Kept, Lookup } from '../domain/ports.ts';
import { aboutOf, openArchive } from './archive.ts';
import { openLook } from './look.ts';
import { openTurns } from './turns.ts';

/** Kinds remembered; what is beyond is asked about one by one. */
const CONVERSATIONS_MAX = 50_000;

/** What `users.conversations` calls our kinds. */
const TYPES: Readonly<Record<ChannelKind, string>> = {
  public: 'public_channel',
  private: 'private_channel',
  group_dm: 'mpim',
  dm: 'im',
};

export interface HistoryOptions {
  readonly web: WebClient;
  readonly clock: Clock;
  /** Where a person's direct messages are; null: not known yet. */
  readonly dmOf: (user: UserId) => ChannelId | null;
}

/** Both share Slack's pace and what is known not to be readable; looks go first. */
export const openHistory = ({ web, clock, dmOf }: HistoryOptions): History & Lookup => {
  const archive = openArchive(web, clock, openTurns(clock));
  const kinds = new Map<ChannelId, ChannelKind>();
  return {
    ...openLook({ web, archive, dmOf, kindOf: (channel) => kinds.get(channel) }),
    conversations: async (kind, signal) => {
      const listed = await archive.ask({
        method: 'users.conversations',
        args: { types: TYPES[kind], exclude_archived: true },
        key: 'channels',
        about: kind,
        urgency: 'catch_up',
        signal,
      });
      if (listed.kind !== 'read') return listed;
      const items = listed.items.flatMap((item) => conversationOf(item, kind));
      for (const { id } of items) if (kinds.size < CONVERSATIONS_MAX) kinds.set(id, kind);
      return { kind: 'read', items };
    },
    messages: ({ id, kind }, since, signal) =>
      archive.ask({
        method: 'conversations.history',
        // Without `oldest`: parents that are older show by `latest_reply` that their threads went on.
        args: { channel: id, include_all_metadata: true },
        key: 'messages',
        about: aboutOf(id, kind),
        urgency: 'catch_up',
        signal,
        isEnough: (page) => page.some((message) => isBefore(message, since)),
      }),
    replies: ({ channel, thread }, since, signal): Promise<Kept<unknown>> =>
      archive.ask({
        method: 'conversations.replies',
        args: { channel, ts: thread, oldest: since, inclusive: true, include_all_metadata: true },
        key: 'messages',
        about: aboutOf(channel, kinds.get(channel)),
        urgency: 'catch_up',
        signal,
      }),
  };
};

const conversationOf = (item: unknown, kind: ChannelKind): readonly Conversation[] => {
  const id = text(field(item, 'id'));
  return id === undefined ? [] : [{ id: channelId(id), kind }];
};

/** Slack's pages go from the newest to the oldest. */
const isBefore = (message: unknown, since: Ts): boolean => {
  const at = field(message, 'ts');
  return typeof at === 'string' && at < since;
};
