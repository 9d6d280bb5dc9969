// What the bot says, to all or to one person alone: the arguments of a post → Slack's answer, and the post as it is kept.
import { asPosted, type Blocks, readBlocks } from './blocks.ts';
import type { Frame, Ledger } from './ledger.ts';
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
  /** Whether posts may carry metadata at all. */
  readonly takesMetadata: boolean;
  readonly posted: (post: Post) => void;
  readonly whispered: (ephemeral: Ephemeral) => void;
}

/** Longer texts are cut: https://docs.slack.dev/reference/methods/chat.postMessage */
const TEXT_MAX = 40_000;

const TS = /^\d+\.\d{6}$/;
/** https://docs.slack.dev/messaging/message-metadata: of the whole, as JSON. */
const METADATA_BYTES_MAX = 16 * 1024;
const EVENT_TYPE = /^[a-z0-9_-]{1,255}$/i;

export const post = ({ roster, ledger, takesMetadata, posted }: Counter, args: Args): object => {
  const asked = readPost(roster, args);
  if (!asked.ok) return failed(asked.error);
  const { channel, ...said } = asked.said;
  const broadcast = said.threadTs !== null && args.reply_broadcast === 'true';
  const metadata = args.metadata === undefined ? NO_METADATA : readMetadata(args.metadata, takesMetadata);
  if (typeof metadata === 'string') return failed(metadata);
  const extra = {
    ...(args.attachments !== undefined && { attachments: json(args.attachments) }),
    ...metadata.kept,
  };
  const kept = ledger.post(channel, storedText(said), {
    threadTs: said.threadTs,
    broadcast,
    asUser: args.as_user !== 'false',
    extra: { ...extra, ...(said.blocks !== null && { blocks: asPosted(said.blocks) }) },
  });
  posted({ ...said, channel: channel.id, channelName: channel.name, ts: kept.ts, broadcast, args });
  return { ok: true, channel: channel.id, ts: kept.ts, message: kept.frame, ...metadata.warning };
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

interface Metadata {
  readonly kept: Frame;
  readonly warning: object;
}

const NO_METADATA: Metadata = { kept: {}, warning: {} };

/** What is kept beside the message, or Slack's code for what is wrong with it; an odd type is warned of, and nothing kept. */
const readMetadata = (written: string, isTaken: boolean): Metadata | string => {
  if (!isTaken) return 'metadata_must_be_sent_from_app';
  const value = json(written);
  if (!isRecord(value) || !isRecord(value['event_payload'])) return 'invalid_metadata_format';
  const type = value['event_type'];
  if (typeof type !== 'string') return 'invalid_metadata_format';
  if (Buffer.byteLength(written) > METADATA_BYTES_MAX) return 'metadata_too_large';
  if (!EVENT_TYPE.test(type))
    return { kept: {}, warning: { response_metadata: { warnings: ['invalid_metadata_schema'] } } };
  return { kept: { metadata: { event_type: type, event_payload: value['event_payload'] } }, warning: {} };
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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
