// What is owed in; out whether it stands where it was to be said, as far as Slack's history shows it.
import type { WebClient } from '@slack/web-api';
import { field } from '../domain/fields.ts';
import { channelId, type ChannelId, msToTs, ts, tsToMs, type Ts, type UserId } from '../domain/ids.ts';
import type { ChannelKind, Self } from '../domain/message.ts';
import type { Found, Kept, Lookup, Owed } from '../domain/ports.ts';
import type { Reply } from '../domain/reply.ts';
import { aboutOf, type Archive } from './archive.ts';
import { readFailure, whyOf } from './failure.ts';
import { saysTheSame } from './letters.ts';
import { markIn } from '../domain/mark.ts';
import { identify } from './self.ts';

type Shown = Extract<Reply, { kind: 'post' | 'dm' }>;

/** An answer that comes late is looked for from shortly before it was due, not since the question. */
const BEFORE_DUE_MS = 600_000;

export interface LookOptions {
  readonly web: WebClient;
  readonly archive: Archive;
  readonly kindOf: (channel: ChannelId) => ChannelKind | undefined;
  /** Where a person's direct messages are; null: that has to be asked. */
  readonly dmOf: (user: UserId) => ChannelId | null;
}

export const openLook = ({ web, archive, kindOf, dmOf }: LookOptions): Lookup => {
  let known: Self | null = null;

  const self = async (): Promise<Self | Found> => {
    if (known !== null) return known;
    const who = await identify(web);
    if (who.kind !== 'self') return { kind: 'later', why: who.why, afterMs: null };
    known = who.self;
    return known;
  };

  /** Opening what is open already changes nothing that anybody sees (fact 58). */
  const placeOf = async (reply: Shown): Promise<ChannelId | Found> => {
    if (reply.kind === 'post') return reply.channel;
    const channel = dmOf(reply.user);
    if (channel !== null) return channel;
    try {
      const id = field(field(await web.apiCall('conversations.open', { users: reply.user }), 'channel'), 'id');
      return typeof id === 'string' ? channelId(id) : { kind: 'later', why: 'not_slack', afterMs: null };
    } catch (error) {
      const failure = readFailure(error);
      const afterMs = failure.kind === 'limited' ? failure.afterMs : null;
      return { kind: 'later', why: whyOf(failure), afterMs };
    }
  };

  const read = (channel: ChannelId, thread: Ts | null, oldest: Ts): Promise<Kept<unknown>> =>
    archive.ask({
      method: thread === null ? 'conversations.history' : 'conversations.replies',
      args: {
        channel,
        ...(thread !== null && { ts: thread }),
        oldest,
        inclusive: true,
        include_all_metadata: true,
      },
      key: 'messages',
      about: aboutOf(channel, kindOf(channel)),
      urgency: 'look',
    });

  return {
    find: async (owed) => {
      const { reply } = owed;
      // What one person alone sees is kept nowhere; a second reaction changes nothing, so that none is looked for.
      if (reply.kind === 'only_them' || reply.kind === 'reaction') return { kind: 'unreadable', why: reply.kind };
      const me = await self();
      if ('kind' in me) return me;
      const channel = await placeOf(reply);
      if (typeof channel !== 'string') return channel;
      const thread = reply.kind === 'post' ? reply.threadTs : null;
      const kept = await read(channel, thread, since(owed));
      if (kept.kind !== 'read') return kept;
      const message = kept.items.find((one) => isAtPlace(one, thread) && isBy(one, me) && isOf(one, owed.id, reply));
      const at = field(message, 'ts');
      return typeof at === 'string' ? { kind: 'found', ts: ts(at) } : { kind: 'absent' };
    },
  };
};

const since = ({ key, dueAt }: Owed): Ts => msToTs(Math.max(tsToMs(key.ts), dueAt - BEFORE_DUE_MS));

/** A parent names itself as its thread once it was answered; what is shown in the channel too belongs to its thread. */
const isAtPlace = (message: unknown, thread: Ts | null): boolean => {
  const its = field(message, 'thread_ts') ?? null;
  return (its === field(message, 'ts') ? null : its) === thread;
};

const isBy = (message: unknown, self: Self): boolean =>
  field(message, 'user') === self.user || (self.bot !== null && field(message, 'bot_id') === self.bot);

/** Slack may take a post and drop its mark, or not show it: what says the same is then taken for it, since nothing is worse than twice. */
const isOf = (message: unknown, id: string, reply: Shown): boolean => {
  const mark = markIn(message);
  return mark === null ? saysTheSame(message, reply) : mark === id;
};
