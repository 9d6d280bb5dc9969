// An id that a message speaks of in, its entry in the cache out, if Slack tells it before the message has waited for too long.
import { deferred } from '../domain/deferred.ts';
import { CHANNEL_MS_MAX, PEOPLE_LIST_MS_MAX, type Asking } from './asking.ts';
import type { Binder } from './binder.ts';
import type { Cache } from './names-cache.ts';
import { field } from '../domain/fields.ts';
import { botOf, channelOf, personOf, type Bot, type Channel, type Person } from './slack-names.ts';

/** Channels that have waited for the list: each waits once, and then no more of them than this. */
const LIST_WAITS_MAX = 1_000;

export interface Caches {
  readonly users: Cache<Person>;
  readonly bots: Cache<Bot>;
  readonly channels: Cache<Channel>;
}

/** Each gives what a message should wait for; undefined where it is known, or not worth waiting for. */
export interface Lookups {
  readonly user: (id: string) => Promise<void> | undefined;
  /** And who the account is by which the bot is seen. */
  readonly bot: (id: string) => Promise<void> | undefined;
  readonly channel: (id: string) => Promise<void> | undefined;
  /** Whose names the rules use, while that is being found out. */
  readonly people: () => Promise<void> | undefined;
  /** Somebody else learned of this channel. */
  readonly channelArrived: (id: string) => void;
}

export interface LookupsOptions {
  readonly asking: Asking;
  readonly caches: Caches;
  readonly binder: Binder;
}

export const openLookups = ({ asking, caches, binder }: LookupsOptions): Lookups => {
  const { users, bots, channels } = caches;
  const { once, patience } = asking;
  const waits = new Map<string, { readonly over: Promise<void>; readonly arrived: () => void }>();
  let waitedFor: { readonly list: Promise<void>; readonly by: Set<string> } | null = null;

  const ask = async (...question: Parameters<Asking['call']>): Promise<unknown> => {
    const asked = await asking.call(...question);
    return asked.kind === 'answer' ? asked.answer : null;
  };
  const learnUser = async (id: string): Promise<void> => {
    const person = personOf(field(await ask('users.info', { user: id }), 'user'));
    if (person === null) return users.miss(id);
    users.set(id, person);
    binder.people.learn(id, person.names);
  };
  const learnBot = async (id: string): Promise<void> => {
    const bot = botOf(field(await ask('bots.info', { bot: id }), 'bot'));
    if (bot === null) return bots.miss(id);
    if (bot.user !== null && users.get(bot.user)?.isFresh !== true) await learnUser(bot.user);
    bots.set(id, bot);
    binder.people.learn(id, [bot.name]);
  };
  const learnChannel = async (id: string): Promise<void> => {
    const channel = channelOf(field(await ask('conversations.info', { channel: id }), 'channel'));
    if (channel.name === undefined && channel.kind === undefined) return channels.miss(id);
    channels.set(id, channel);
    if (channel.name !== undefined) binder.channels.learn(id, [channel.name]);
  };

  /** The list may know a channel that conversations.info does not tell. */
  const list = (id: string, arrival: Promise<void>): Promise<void> | undefined => {
    const ended = binder.channelList.underWay();
    if (ended === null) return undefined;
    if (waitedFor?.list !== ended) waitedFor = { list: ended, by: new Set() };
    if (waitedFor.by.has(id) || waitedFor.by.size >= LIST_WAITS_MAX) return undefined;
    if ((channels.get(id)?.value ?? null) !== null || patience.isHanging('conversations.list')) return undefined;
    waitedFor.by.add(id);
    return patience.waitFor('conversations.list', Promise.race([ended, arrival]), CHANNEL_MS_MAX);
  };
  const unlessFresh = (cache: Pick<Cache<unknown>, 'get'>, id: string, look: () => Promise<void> | undefined) =>
    cache.get(id)?.isFresh === true ? undefined : look();

  return {
    user: (id) => unlessFresh(users, id, () => once('users.info', id, () => learnUser(id))),
    bot: (id) => unlessFresh(bots, id, () => once('bots.info', id, () => learnBot(id))),
    channel: (id) => {
      const waiting = waits.get(id);
      if (waiting !== undefined) return waiting.over;
      const arrival = deferred<void>();
      const asked = unlessFresh(channels, id, () => once('conversations.info', id, () => learnChannel(id)));
      const both = [asked, list(id, arrival.promise)].filter((wait) => wait !== undefined);
      if (both.length === 0) return undefined;
      const over = Promise.race([arrival.promise, Promise.all(both)]).then(() => void waits.delete(id));
      waits.set(id, { over, arrived: () => arrival.resolve() });
      return over;
    },
    people: () => {
      const ended = binder.peopleList.underWay();
      if (ended === null || patience.isHanging('users.list')) return undefined;
      return patience.waitFor('users.list', ended, PEOPLE_LIST_MS_MAX);
    },
    channelArrived: (id) => waits.get(id)?.arrived(),
  };
};
