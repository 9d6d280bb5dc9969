// The methods by which the bot acts: connect, post, react. Arguments → Slack's answer.
import type { Ledger } from './ledger.ts';
import type { Args, Method } from './lookups.ts';
import { failed } from './lookups.ts';
import type { Channel, Roster } from './roster.ts';
import { TEAM } from './roster.ts';
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
  readonly args: Args;
}

export interface Reaction {
  readonly channel: string;
  readonly ts: string;
  readonly name: string;
}

export interface Place {
  readonly roster: Roster;
  readonly ledger: Ledger;
  /** The whole `ws://…` of a fresh address. */
  readonly invite: () => string;
  readonly posted: (post: Post) => void;
  readonly reacted: (reaction: Reaction) => void;
}

/** Longer texts are cut: https://docs.slack.dev/reference/methods/chat.postMessage */
const TEXT_MAX = 40_000;

const TS = /^\d+\.\d{6}$/;
const EMOJI = /^[\p{L}\p{N}_+'-]+(?:::skin-tone-[2-6])?$/u;
const KEPT_IN_MESSAGE = ['blocks', 'attachments', 'metadata'];

export const actions = (place: Place): Readonly<Record<string, Method>> => {
  const { self } = place.roster;
  const team = { id: TEAM, name: 'Practice', domain: 'practice' };
  return {
    'auth.test': () => ({
      ok: true,
      url: self.url,
      team: team.name,
      user: self.name,
      team_id: TEAM,
      user_id: self.user,
      ...(self.bot !== null && { bot_id: self.bot }),
      is_enterprise_install: false,
    }),
    'rtm.connect': () => ({ ok: true, url: place.invite(), team, self: { id: self.user, name: self.name } }),
    'chat.postMessage': (args) => post(place, args),
    'reactions.add': (args) => react(place, args),
  };
};

const post = ({ roster, ledger, posted }: Place, args: Args): object => {
  const channel = roster.channel(args.channel ?? '');
  const fault = channel === undefined ? 'channel_not_found' : whyNoPost(channel, roster, args);
  if (channel === undefined || fault !== null) return failed(fault ?? 'channel_not_found');
  const text = args.text ?? '';
  const threadTs = args.thread_ts ?? null;
  const broadcast = threadTs !== null && args.reply_broadcast === 'true';
  const extra = Object.fromEntries(
    KEPT_IN_MESSAGE.flatMap((key) => (args[key] === undefined ? [] : [[key, json(args[key])]])),
  );
  const stored = asSlackStores(text.slice(0, TEXT_MAX));
  const kept = ledger.post(channel, stored, { threadTs, broadcast, asUser: args.as_user !== 'false', extra });
  posted({ channel: channel.id, channelName: channel.name, ts: kept.ts, threadTs, broadcast, text, args });
  return { ok: true, channel: channel.id, ts: kept.ts, message: kept.frame };
};

const whyNoPost = (channel: Channel, roster: Roster, args: Args): string | null => {
  // Slack names a channel that the bot may not see as one that does not exist.
  if (!channel.members.has(roster.self.user)) return channel.kind === 'public' ? 'not_in_channel' : 'channel_not_found';
  if (channel.archived) return 'is_archived';
  if ((args.text ?? '') === '' && args.blocks === undefined && args.attachments === undefined) return 'no_text';
  if (args.thread_ts !== undefined && !TS.test(args.thread_ts)) return 'invalid_thread_ts';
  return null;
};

const react = ({ roster, ledger, reacted }: Place, args: Args): object => {
  const { name = '', timestamp } = args;
  const channel = roster.channel(args.channel ?? '');
  if (timestamp === undefined) return failed('no_item_specified');
  if (channel === undefined) return failed('channel_not_found');
  if (!TS.test(timestamp)) return failed('bad_timestamp');
  if (!EMOJI.test(name)) return failed('invalid_name');
  if (channel.archived) return failed('is_archived');
  const kept = ledger.find(channel, timestamp);
  const bot = roster.person(roster.self.user);
  if (kept === undefined || bot === undefined) return failed('message_not_found');
  if (!ledger.react({ channel, kept, person: bot, name })) return failed('already_reacted');
  reacted({ channel: channel.id, ts: timestamp, name });
  return { ok: true };
};

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text; // Slack would refuse it; a test sees it as it came
  }
};
