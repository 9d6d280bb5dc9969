// What is said in the practice workspace, in order: people's messages, the bot's posts and reactions, as frames.
import { randomUUID } from 'node:crypto';
import type { Channel, Person, Roster } from './roster.ts';
import { PARTNER_TEAM, TEAM } from './roster.ts';
import type { Ear } from './sockets.ts';

export type Frame = Readonly<Record<string, unknown>>;

/** A message as it is kept; `frame` is how Slack sends it. */
export interface Kept {
  readonly ts: string;
  /** A new one once it was edited. */
  frame: Frame;
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
  /** By the person who wrote it; false: it was not. */
  readonly edit: (channel: Channel, ts: string, text: string) => boolean;
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
  /** When; now unless told. */
  readonly ts?: string;
  /** Which sockets hear of it; all unless told. */
  readonly to?: Ear;
}

export interface PostOptions {
  readonly threadTs: string | null;
  readonly broadcast: boolean;
  readonly asUser: boolean;
  readonly extra: Frame;
}

/** `send` puts a frame on every socket; the sockets get each message before the HTTP call that made it is answered. */
export const openLedger = ({
  roster,
  stamp,
  send,
  keptMax,
}: {
  roster: Roster;
  stamp: () => string;
  send: (frame: Frame, to?: Ear) => void;
  /** In each channel; older ones are forgotten. */
  keptMax: number;
}): Ledger => {
  const channels = new Map<string, Shelf>();
  const shelf = (channel: Channel): Shelf => {
    const known = channels.get(channel.id) ?? { inOrder: [], byTs: new Map() };
    channels.set(channel.id, known);
    return known;
  };
  const find = (channel: Channel, ts: string): Kept | undefined => shelf(channel).byTs.get(ts);

  const record = (
    channel: Channel,
    user: string,
    asked: { threadTs: string | null; broadcast: boolean; fields: Frame; ts?: string; to?: Ear },
  ): Kept => {
    const ts = asked.ts ?? stamp();
    if (find(channel, ts) !== undefined) throw new RangeError(`something was said there at ${ts}`);
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
    shelve(shelf(channel), kept, keptMax);
    send(frame, asked.to);
    if (parent !== undefined) countReply({ channel, parent, reply: kept, to: asked.to });
    return kept;
  };

  /** Slack then sends the parent's new counters, which look like a message and are none. */
  const countReply = ({ channel, parent, reply, to }: Counted): void => {
    parent.replies.push({ user: reply.user, ts: reply.ts });
    parent.replies.sort((a, b) => (a.ts < b.ts ? -1 : 1));
    const ts = stamp();
    const message = {
      ...parent.frame,
      thread_ts: parent.ts,
      reply_count: parent.replies.length,
      replies: parent.replies,
    };
    const counters = { type: 'message', subtype: 'message_replied', hidden: true, channel: channel.id, message };
    send({ ...counters, ts, event_ts: ts }, to);
  };

  return {
    say: ({ person, channel, text, threadTs, alsoToChannel = false, ts, to }) =>
      record(channel, person.id, {
        threadTs: threadTs ?? null,
        broadcast: alsoToChannel,
        fields: writtenBy(person, text),
        ...(ts !== undefined && { ts }),
        ...(to !== undefined && { to }),
      }).ts,
    post: (channel, text, { threadTs, broadcast, asUser, extra }) => {
      const { user, bot, name } = roster.self;
      const author = asUser ? { user } : { subtype: 'bot_message', username: name };
      const profile = { id: bot, app_id: 'A0ANNYEONG', name, team_id: TEAM, deleted: false };
      const fields = { ...author, text, team: TEAM, bot_id: bot, app_id: 'A0ANNYEONG', bot_profile: profile, ...extra };
      return record(channel, user, { threadTs, broadcast, fields });
    },
    edit: (channel, ts, text) => {
      const kept = find(channel, ts);
      if (kept === undefined) return false;
      const before = kept.frame;
      const at = stamp();
      kept.frame = { ...before, text, edited: { user: kept.user, ts: at } };
      const change = { message: kept.frame, previous_message: before, channel: channel.id, ts: at, event_ts: at };
      send({ type: 'message', subtype: 'message_changed', hidden: true, ...change });
      return true;
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
    all: (channel) => shelf(channel).inOrder,
  };
};

/** What was said in one channel. */
interface Shelf {
  readonly inOrder: Kept[];
  readonly byTs: Map<string, Kept>;
}

interface Counted {
  readonly channel: Channel;
  readonly parent: Kept;
  readonly reply: Kept;
  readonly to: Ear | undefined;
}

/** By its ts, which need not be the latest: what people say may be told late. */
const shelve = ({ inOrder, byTs }: Shelf, kept: Kept, most: number): void => {
  byTs.set(kept.ts, kept);
  let place = inOrder.length;
  for (; place > 0 && (inOrder[place - 1]?.ts ?? '') > kept.ts; place -= 1);
  inOrder.splice(place, 0, kept);
  const first = inOrder.length > most ? inOrder.shift() : undefined;
  if (first !== undefined) byTs.delete(first.ts);
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
