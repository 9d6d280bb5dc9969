// Ids in, names out: asked of Slack once, kept fresh by its events, and never waited for longer than a message may wait.
import type { WebClient } from '@slack/web-api';
import { deferred } from '../domain/deferred.ts';
import type { Incoming, Names } from '../domain/message.ts';
import type { Clock, Directory, Log } from '../domain/ports.ts';
import { listChannels } from './channel-list.ts';
import { readFailure, whyOf } from './failure.ts';
import { noteNames } from './name-events.ts';
import { openCache } from './names-cache.ts';
import { openPatience } from './patience.ts';
import { bareMentions, channelOf, field, userNameOf, type Channel } from './slack-names.ts';

/** How long a message waits for a person's name; what is not known by then, the message goes without. */
const USER_MS_MAX = 500;
/** A channel's name decides which rules may answer at all, so it is waited for longer; still within a second of hello. */
const CHANNEL_MS_MAX = 800;
const WAIT_MS_MAX = { 'users.info': USER_MS_MAX, 'conversations.info': CHANNEL_MS_MAX } as const;
const MENTIONS_MAX = 20;
/** Of each method, so that one that hangs does not keep the other from being asked. */
const CALLS_IN_FLIGHT_MAX = 10;
/** Channels that have waited for the list: each waits once, and then no more of them than this. */
const LIST_WAITS_MAX = 1_000;
const CACHE = { size: 20_000, freshMs: 3_600_000, missMs: 60_000 };
/** A method that Slack refuses for its own sake (missing scope …) is left alone this long. */
const REFUSED_MS = 600_000;
const REFUSALS: ReadonlySet<string> = new Set([
  'missing_scope',
  'not_allowed_token_type',
  'unknown_method',
  'method_deprecated',
  'no_permission',
  'access_denied',
]);
const PREFETCH_EVERY_MS = 600_000;

export interface DirectoryOptions {
  readonly web: WebClient;
  readonly clock: Clock;
  readonly log: Log;
}

export interface LiveDirectory extends Directory {
  /** Every frame of the session: renames and conversions keep the names fresh. Never throws. */
  readonly seen: (frame: unknown) => void;
  /** Fetches all channels in the background; once in a while at most, however often it is called. */
  readonly prefetch: () => void;
  /** Ends a prefetch that is still turning pages. */
  readonly close: () => void;
}

export const openDirectory = ({ web, clock, log }: DirectoryOptions): LiveDirectory => {
  const patience = openPatience(clock);
  const channelWaits = new Map<string, { readonly over: Promise<void>; readonly arrived: () => void }>();
  const users = openCache<string>({ ...CACHE, now: clock.monotonic });
  const channels = openCache<Channel>({
    ...CACHE,
    now: clock.monotonic,
    arrived: (id) => channelWaits.get(id)?.arrived(),
  });
  const inFlight = {
    'users.info': new Map<string, Promise<void>>(),
    'conversations.info': new Map<string, Promise<void>>(),
  };
  const pausedUntil = new Map<string, number>();
  const closed = new AbortController();
  let prefetchedAt = -Infinity;
  let list: { readonly ended: Promise<void>; readonly waited: Set<string> } | null = null;

  /** The answer, or null; a method that is limited or refused is left alone for a while. Never rejects. */
  const call = async (method: string, args: Record<string, unknown>): Promise<unknown> => {
    if (clock.monotonic() < (pausedUntil.get(method) ?? -Infinity)) return null;
    try {
      return await web.apiCall(method, args);
    } catch (error) {
      const failure = readFailure(error);
      const why = whyOf(failure);
      const pauseMs = failure.kind === 'limited' ? failure.afterMs : REFUSALS.has(why) ? REFUSED_MS : 0;
      if (pauseMs > 0) pausedUntil.set(method, clock.monotonic() + pauseMs);
      log.write(pauseMs > 0 ? 'warn' : 'debug', 'lookup_failed', { method, why, pauseMs });
      return null;
    }
  };

  /** One question at a time per id, and not too many in all; what it gives is worth waiting for, or undefined. */
  const once = (method: keyof typeof inFlight, id: string, ask: () => Promise<void>): Promise<void> | undefined => {
    const asked = inFlight[method];
    const isHanging = patience.isHanging(method);
    const known = asked.get(id);
    if (known !== undefined) return isHanging ? undefined : known;
    if (asked.size >= CALLS_IN_FLIGHT_MAX) return undefined;
    const asking = ask().finally(() => asked.delete(id));
    const wait = patience.waitFor(method, asking, WAIT_MS_MAX[method]);
    asked.set(id, wait);
    return isHanging ? undefined : wait;
  };
  const askUser = (id: string): Promise<void> | undefined =>
    users.get(id)?.isFresh === true
      ? undefined
      : once('users.info', id, async () => {
          const name = userNameOf(field(await call('users.info', { user: id }), 'user'));
          if (name === undefined) users.miss(id);
          else users.set(id, name);
        });
  const askChannel = (id: string): Promise<void> | undefined =>
    channels.get(id)?.isFresh === true
      ? undefined
      : once('conversations.info', id, async () => {
          const channel = channelOf(field(await call('conversations.info', { channel: id }), 'channel'));
          if (channel.name === undefined && channel.kind === undefined) channels.miss(id);
          else channels.set(id, channel);
        });
  /** The list may know a channel that conversations.info does not tell. */
  const awaitList = (id: string, arrival: Promise<void>): Promise<void> | undefined => {
    if (list === null || list.waited.has(id) || list.waited.size >= LIST_WAITS_MAX) return undefined;
    if ((channels.get(id)?.value ?? null) !== null || patience.isHanging('conversations.list')) return undefined;
    list.waited.add(id);
    return patience.waitFor('conversations.list', Promise.race([list.ended, arrival]), CHANNEL_MS_MAX);
  };
  const awaitChannel = (id: string): Promise<void> | undefined => {
    if (isDm(id)) return undefined;
    const waiting = channelWaits.get(id);
    if (waiting !== undefined) return waiting.over;
    const arrival = deferred<void>();
    const waits = [askChannel(id), awaitList(id, arrival.promise)].filter((wait) => wait !== undefined);
    if (waits.length === 0) return undefined;
    const over = Promise.race([arrival.promise, Promise.all(waits)]).then(() => void channelWaits.delete(id));
    channelWaits.set(id, { over, arrived: () => arrival.resolve() });
    return over;
  };

  return {
    namesFor: async (incoming) => {
      const wanted = wantedOf(incoming);
      // Each wait is bounded by itself, and counts from when Slack was asked: nobody waits for the same call twice.
      await Promise.all([...wanted.channels.map(awaitChannel), ...wanted.users.map(askUser)]);
      // A snapshot: what a message was decided by does not change under it.
      const userNames = new Map(wanted.users.map((id) => [id, users.get(id)?.value ?? undefined]));
      const known = new Map(wanted.channels.map((id) => [id, channels.get(id)?.value ?? undefined]));
      return {
        user: (id) => userNames.get(id),
        channel: (id) => known.get(id)?.name,
        channelKind: (id) => (isDm(id) ? 'dm' : known.get(id)?.kind),
      } satisfies Names;
    },
    seen: (frame) => noteNames(frame, { users, channels }),
    prefetch: () => {
      if (list !== null || clock.monotonic() - prefetchedAt < PREFETCH_EVERY_MS) return;
      prefetchedAt = clock.monotonic();
      const found = (id: string, channel: unknown): void => channels.set(id, channelOf(channel));
      const ended = listChannels({ web, clock, log, signal: closed.signal, found }).finally(() => {
        list = null;
      });
      list = { ended, waited: new Set() };
    },
    close: () => closed.abort(),
  };
};

/** A DM has no name, and its id says what it is. */
const isDm = (id: string): boolean => id.startsWith('D');

const wantedOf = ({
  author,
  channel,
  text: written,
}: Incoming): { readonly users: readonly string[]; readonly channels: readonly string[] } => {
  const mentioned = bareMentions(written, MENTIONS_MAX);
  return {
    users: [...new Set([...(author.kind === 'person' ? [author.id] : []), ...mentioned.users])],
    channels: [...new Set([channel, ...mentioned.channels])],
  };
};
