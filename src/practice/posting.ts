// What the bot says, to all or to one person alone: the arguments of a post → Slack's answer, and the post as it is kept.
import { asPosted, type Blocks, readBlocks } from './blocks.ts';
import type { Ledger } from './ledger.ts';
import type { Args } from './lookups.ts';
import { failed } from './lookups.ts';
import type { Channel, Roster } from './roster.ts';
import { asSlackStores } from './written.ts';

/** One message that the bot posted, as it asked for it. */
export interface Post {
  readonly channel: string;
  /** null: a direct message. */
  readonly channelName: string | null;
  readonly ts: string;
  readonly threadTs: string | null;
  readonly broadcast: boolean;
  /** As it was sent; the echo on the sockets has it as Slack stores it. */
  readonly text: string;
  readonly blocks: Blocks | null;
  readonly args: Args;
}

/** A message that one person alone sees: on no socket of the bot's, and in no history. */
export interface Ephemeral extends Omit<Post, 'broadcast'> {
  readonly user: string;
}

export interface Counter {
  readonly roster: Roster;
  readonly ledger: Ledger;
  readonly stamp: () => string;
  readonly posted: (post: Post) => void;
  readonly whispered: (ephemeral: Ephemeral) => void;
}

/** Longer texts are cut: https://docs.slack.dev/reference/methods/chat.postMessage */
const TEXT_MAX = 40_000;

const TS = /^\d+\.\d{6}$/;
const KEPT_IN_MESSAGE = ['attachments', 'metadata'];

export const post = ({ roster, ledger, posted }: Counter, args: Args): object => {
  const asked = readPost(roster, args);
  if (!asked.ok) return failed(asked.error);
  const { channel, ...said } = asked.said;
  const broadcast = said.threadTs !== null && args.reply_broadcast === 'true';
  const extra = Object.fromEntries(
    KEPT_IN_MESSAGE.flatMap((key) => (args[key] === undefined ? [] : [[key, json(args[key])]])),
  );
  const kept = ledger.post(channel, storedText(said), {
    threadTs: said.threadTs,
    broadcast,
    asUser: args.as_user !== 'false',
    extra: { ...extra, ...(said.blocks !== null && { blocks: asPosted(said.blocks) }) },
  });
  posted({ ...said, channel: channel.id, channelName: channel.name, ts: kept.ts, broadcast, args });
  return { ok: true, channel: channel.id, ts: kept.ts, message: kept.frame };
};

export const whisper = ({ roster, stamp, whispered }: Counter, args: Args): object => {
  const asked = readPost(roster, args);
  if (!asked.ok) return failed(asked.error);
  const { channel, ...said } = asked.said;
  const { user } = args;
  if (user === undefined || !channel.members.has(user)) return failed('user_not_in_channel');
  const ts = stamp();
  whispered({ ...said, channel: channel.id, channelName: channel.name, ts, user, args });
  return { ok: true, message_ts: ts };
};

interface Said {
  readonly channel: Channel;
  readonly text: string;
  readonly blocks: Blocks | null;
  readonly threadTs: string | null;
}

type Asked = { readonly ok: true; readonly said: Said } | { readonly ok: false; readonly error: string };

const readPost = (roster: Roster, args: Args): Asked => {
  const refused = (error: string): Asked => ({ ok: false, error });
  const channel = roster.channel(args.channel ?? '');
  if (channel === undefined) return refused('channel_not_found');
  // Slack names a channel that the bot may not see as one that does not exist.
  if (!channel.members.has(roster.self.user))
    return refused(channel.kind === 'public' ? 'not_in_channel' : 'channel_not_found');
  if (channel.archived) return refused('is_archived');
  const { text = '', thread_ts: threadTs = null } = args;
  if (text === '' && args.blocks === undefined && args.attachments === undefined) return refused('no_text');
  if (threadTs !== null && !TS.test(threadTs)) return refused('invalid_thread_ts');
  const blocks = args.blocks === undefined ? null : readBlocks(json(args.blocks));
  if (typeof blocks === 'string') return refused(blocks);
  return { ok: true, said: { channel, text, blocks, threadTs } };
};

/** What clients show that know no blocks; Slack's own where the bot gave none. */
const storedText = ({ text, blocks }: Omit<Said, 'channel'>): string =>
  text === '' && blocks !== null ? "This content can't be displayed." : asSlackStores(text.slice(0, TEXT_MAX));

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text; // Slack would refuse it; a test sees it as it came
  }
};
