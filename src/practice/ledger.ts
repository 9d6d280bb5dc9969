// What is said in the practice workspace, in order: people's messages, the bot's posts and reactions, as frames.
import { randomUUID } from 'node:crypto';
import type { Channel, Person, Roster } from './roster.ts';
import { PARTNER_TEAM, TEAM } from './roster.ts';

export type Frame = Readonly<Record<string, unknown>>;

/** A message as it is kept; `frame` is how Slack sends it. */
export interface Kept {
  readonly ts: string;
  readonly frame: Frame;
  readonly threadTs: string | null;
  readonly user: string;
  readonly reactions: Map<string, Set<string>>;
  readonly replies: { readonly user: string; readonly ts: string }[];
}

export interface Ledger {
  /** A person's message; gives its ts. */
  readonly say: (said: Said) => string;
  /** The bot's own. `asUser: false` is the classic post without a user. */
  readonly post: (channel: Channel, text: string, options: PostOptions) => Kept;
  /** Whether the reaction is new. */
  readonly react: (reacted: { channel: Channel; kept: Kept; person: Person; name: string }) => boolean;
  readonly find: (channel: Channel, ts: string) => Kept | undefined;
  readonly all: (channel: Channel) => readonly Kept[];
}

export interface Said {
  readonly person: Person;
  readonly channel: Channel;
  readonly text: string;
  readonly threadTs?: string;
  readonly alsoToChannel?: boolean;
}

export interface PostOptions {
  readonly threadTs: string | null;
  readonly broadcast: boolean;
  readonly asUser: boolean;
  readonly extra: Frame;
}

/** Kept in each channel; older ones are forgotten. */
const MESSAGES_MAX = 5000;

/** `send` puts a frame on every socket; the sockets get each message before the HTTP call that made it is answered. */
export const openLedger = ({
  roster,
  stamp,
  send,
}: {
  roster: Roster;
  stamp: () => string;
  send: (frame: Frame) => void;
}): Ledger => {
  const channels = new Map<string, Kept[]>();
  const all = (channel: Channel): Kept[] => {
    const known = channels.get(channel.id);
    if (known !== undefined) return known;
    const fresh: Kept[] = [];
    channels.set(channel.id, fresh);
    return fresh;
  };
  const find = (channel: Channel, ts: string): Kept | undefined => all(channel).find((kept) => kept.ts === ts);

  const record = (
    channel: Channel,
    user: string,
    asked: { threadTs: string | null; broadcast: boolean; fields: Frame },
  ): Kept => {
    const ts = stamp();
    const parent = asked.threadTs === null ? undefined : find(channel, asked.threadTs);
    const frame = {
      type: 'message',
      ...(asked.threadTs !== null && asked.broadcast && { subtype: 'thread_broadcast', root: parent?.frame }),
      ...asked.fields,
      channel: channel.id,
      ts,
      event_ts: ts,
      ...(asked.threadTs !== null && { thread_ts: asked.threadTs, ...(parent && { parent_user_id: parent.user }) }),
    };
    const kept: Kept = { ts, frame, threadTs: asked.threadTs, user, reactions: new Map(), replies: [] };
    const messages = all(channel);
    messages.push(kept);
    if (messages.length > MESSAGES_MAX) messages.shift();
    send(frame);
    if (parent !== undefined) countReply(channel, parent, kept);
    return kept;
  };

  /** Slack then sends the parent's new counters, which look like a message and are none. */
  const countReply = (channel: Channel, parent: Kept, reply: Kept): void => {
    parent.replies.push({ user: reply.user, ts: reply.ts });
    const ts = stamp();
    const message = {
      ...parent.frame,
      thread_ts: parent.ts,
      reply_count: parent.replies.length,
      replies: parent.replies,
    };
    send({ type: 'message', subtype: 'message_replied', hidden: true, channel: channel.id, message, ts, event_ts: ts });
  };

  return {
    say: ({ person, channel, text, threadTs, alsoToChannel = false }) =>
      record(channel, person.id, {
        threadTs: threadTs ?? null,
        broadcast: alsoToChannel,
        fields: writtenBy(person, text),
      }).ts,
    post: (channel, text, { threadTs, broadcast, asUser, extra }) => {
      const { user, bot, name } = roster.self;
      const author = asUser ? { user } : { subtype: 'bot_message', username: name };
      const profile = { id: bot, app_id: 'A0ANNYEONG', name, team_id: TEAM, deleted: false };
      const fields = { ...author, text, team: TEAM, bot_id: bot, app_id: 'A0ANNYEONG', bot_profile: profile, ...extra };
      return record(channel, user, { threadTs, broadcast, fields });
    },
    react: ({ channel, kept, person, name }) => {
      const already = kept.reactions.get(name) ?? new Set<string>();
      if (already.has(person.id)) return false;
      kept.reactions.set(name, already.add(person.id));
      const item = { type: 'message', channel: channel.id, ts: kept.ts };
      const at = stamp();
      send({
        type: 'reaction_added',
        user: person.id,
        reaction: name,
        item_user: kept.user,
        item,
        ts: at,
        event_ts: at,
      });
      return true;
    },
    find,
    all,
  };
};

const writtenBy = (person: Person, text: string): Frame =>
  person.bot === null
    ? {
        user: person.id,
        text,
        client_msg_id: randomUUID(),
        team: person.team,
        user_team: person.team,
        source_team: person.team,
        ...(person.team === PARTNER_TEAM && {
          user_profile: { real_name: person.name, team: PARTNER_TEAM, is_restricted: false },
        }),
        blocks: [
          {
            type: 'rich_text',
            block_id: 'b1',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
          },
        ],
        suppress_notification: false,
      }
    : {
        user: person.id,
        text,
        team: person.team,
        bot_id: person.bot,
        bot_profile: { id: person.bot, name: person.name, team_id: person.team },
      };
