// The methods by which the bot acts: connect, post, react; what is posted is in posting.ts. Arguments → Slack's answer.
import type { Args, Method } from './lookups.ts';
import { failed } from './lookups.ts';
import { type Counter, post, whisper } from './posting.ts';
import { TEAM } from './roster.ts';

export interface Reaction {
  readonly channel: string;
  readonly ts: string;
  readonly name: string;
}

export interface Place extends Counter {
  /** The whole `ws://…` of a fresh address. */
  readonly invite: () => string;
  readonly reacted: (reaction: Reaction) => void;
}

const TS = /^\d+\.\d{6}$/;
const EMOJI = /^[\p{L}\p{N}_+'-]+(?:::skin-tone-[2-6])?$/u;

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
    'chat.postEphemeral': (args) => whisper(place, args),
    'reactions.add': (args) => react(place, args),
  };
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
