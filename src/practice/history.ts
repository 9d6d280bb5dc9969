// What was said, read again: conversations.history and conversations.replies, as far as the token may. Arguments → Slack's answer.
import type { Kept, Ledger } from './ledger.ts';
import { failed, page, type Args, type Method } from './lookups.ts';
import type { Channel, Roster } from './roster.ts';
import { wireMessage } from './wire.ts';

/** `dms`: as a classic bot token, direct messages alone; `all`: wherever the bot is. */
export type Reading = 'dms' | 'all';

const CLASSIC_SCOPES = 'identify,bot:basic';

export const scopesOf = (reading: Reading): string =>
  reading === 'dms' ? CLASSIC_SCOPES : `${CLASSIC_SCOPES},channels:history,groups:history,im:history,mpim:history`;

export interface Archive {
  readonly roster: Roster;
  readonly ledger: Ledger;
  readonly reading: Reading;
}

export const histories = (archive: Archive): Readonly<Record<string, Method>> => ({
  'conversations.history': (args) =>
    inChannel(archive, args, (all) =>
      all.filter(({ threadTs, frame }) => threadTs === null || frame['subtype'] === 'thread_broadcast').toReversed(),
    ),
  'conversations.replies': (args) =>
    inChannel(archive, args, (all) => {
      const asked = all.find(({ ts }) => ts === args.ts);
      if (asked === undefined) return 'thread_not_found';
      const parent = asked.threadTs ?? asked.ts;
      return all.filter(({ ts, threadTs }) => ts === parent || threadTs === parent);
    }),
});

const inChannel = (
  { roster, ledger, reading }: Archive,
  args: Args,
  choose: (all: readonly Kept[]) => readonly Kept[] | string,
): object => {
  const me = roster.self.user;
  const channel = roster.channels().find(({ id }) => id === args.channel);
  if (channel === undefined || (channel.kind !== 'public' && !channel.members.has(me)))
    return failed('channel_not_found');
  const refused = refusalOf(channel, reading, me);
  if (refused !== null) return refused;
  const chosen = choose(ledger.all(channel));
  if (typeof chosen === 'string') return failed(chosen);
  const wire = (kept: Kept): object => wireMessage(kept, { withMetadata: args.include_all_metadata === 'true' });
  return page(args, chosen.filter(within(args)), (messages) => ({ messages: messages.map(wire) }));
};

const SCOPE: Readonly<Record<Channel['kind'], string>> = {
  public: 'channels:history',
  private: 'groups:history',
  group_dm: 'mpim:history',
  dm: 'im:history',
};

/** A classic bot token reads direct messages only: https://docs.slack.dev/reference/methods/conversations.history */
const refusalOf = (channel: Channel, reading: Reading, me: string): object | null => {
  if (channel.kind === 'dm' || channel.kind === 'group_dm') return null;
  if (reading === 'dms') return failed('missing_scope', { needed: SCOPE[channel.kind], provided: CLASSIC_SCOPES });
  return channel.members.has(me) ? null : failed('not_in_channel');
};

const within =
  ({ oldest = '0', latest = '9', inclusive }: Args) =>
  ({ ts }: { readonly ts: string }): boolean =>
    (ts > oldest && ts < latest) || (inclusive === 'true' && (ts === oldest || ts === latest));
