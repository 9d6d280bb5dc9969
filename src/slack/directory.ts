// Ids in, names out: asked of Slack once, kept fresh by its events, and never waited for longer than a message may wait.
import type { WebClient } from '@slack/web-api';
import type { Incoming, Names } from '../domain/message.ts';
import type { Clock, Directory, Log } from '../domain/ports.ts';
import { readFailure, whyOf } from './failure.ts';
import { openCache } from './names-cache.ts';
import { bareMentions, channelOf, field, text, userNameOf, type Channel } from './slack-names.ts';

/** For all names of one message together: what is not known by then, the message goes without. */
const LOOKUP_MS_MAX = 500;
const MENTIONS_MAX = 20;
const CALLS_IN_FLIGHT_MAX = 10;
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
/** conversations.list is Tier 2, 20 a minute (fact 53). */
const PAGE = { limit: 200, everyMs: 4_000, most: 100 };
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
  const users = openCache<string>({ ...CACHE, now: clock.monotonic });
  const channels = openCache<Channel>({ ...CACHE, now: clock.monotonic });
  const inFlight = new Map<string, Promise<void>>();
  const pausedUntil = new Map<string, number>();
  const closed = new AbortController();
  let prefetchedAt = -Infinity;

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

  /** One question at a time per id, and not too many in all; resolves when the cache knows more. */
  const once = (id: string, ask: () => Promise<void>): Promise<void> | undefined => {
    const asked = inFlight.get(id);
    if (asked !== undefined) return asked;
    if (inFlight.size >= CALLS_IN_FLIGHT_MAX) return undefined;
    const asking = ask().finally(() => inFlight.delete(id));
    inFlight.set(id, asking);
    return asking;
  };
  const askUser = (id: string): Promise<void> | undefined =>
    users.get(id)?.isFresh === true
      ? undefined
      : once(id, async () => {
          const name = userNameOf(field(await call('users.info', { user: id }), 'user'));
          if (name === undefined) users.miss(id);
          else users.set(id, name);
        });
  const askChannel = (id: string): Promise<void> | undefined =>
    channels.get(id)?.isFresh === true || isDm(id)
      ? undefined
      : once(id, async () => {
          const channel = field(await call('conversations.info', { channel: id }), 'channel');
          if (field(channel, 'id') === undefined) channels.miss(id);
          else channels.set(id, channelOf(channel));
        });

  const fetchPages = async (): Promise<void> => {
    let cursor: string | undefined;
    for (let page = 0; page < PAGE.most && !closed.signal.aborted; page += 1) {
      const answer = await call('conversations.list', {
        types: 'public_channel,private_channel',
        exclude_archived: true,
        limit: PAGE.limit,
        ...(cursor === undefined ? {} : { cursor }),
      });
      const found = field(answer, 'channels');
      if (!Array.isArray(found)) return;
      for (const channel of found) {
        const id = text(field(channel, 'id'));
        if (id !== undefined) channels.set(id, channelOf(channel));
      }
      cursor = text(field(field(answer, 'response_metadata'), 'next_cursor'));
      if (cursor === undefined) return;
      await clock.sleep(PAGE.everyMs, closed.signal);
    }
  };

  return {
    namesFor: async (incoming) => {
      const wanted = wantedOf(incoming);
      const asking = [...wanted.users.map(askUser), ...wanted.channels.map(askChannel)].filter(
        (asked) => asked !== undefined,
      );
      if (asking.length > 0) {
        const answered = new AbortController();
        await Promise.race([Promise.all(asking), clock.sleep(LOOKUP_MS_MAX, answered.signal)]);
        answered.abort();
      }
      // A snapshot: what a message was decided by does not change under it.
      const userNames = new Map(wanted.users.map((id) => [id, users.get(id)?.value ?? undefined]));
      const known = new Map(wanted.channels.map((id) => [id, channels.get(id)?.value ?? undefined]));
      return {
        user: (id) => userNames.get(id),
        channel: (id) => known.get(id)?.name,
        channelKind: (id) => (isDm(id) ? 'dm' : known.get(id)?.kind),
      } satisfies Names;
    },
    seen: (frame) => {
      const subject = field(frame, 'channel');
      switch (field(frame, 'type')) {
        case 'channel_rename':
        case 'group_rename': {
          const id = text(field(subject, 'id'));
          const known = id === undefined ? undefined : channels.get(id)?.value;
          const name = text(field(subject, 'name'));
          if (id !== undefined && known && name !== undefined) channels.set(id, { ...known, name });
          return;
        }
        case 'user_change': {
          const user = field(frame, 'user');
          const id = text(field(user, 'id'));
          const name = userNameOf(user);
          if (id !== undefined && name !== undefined && users.get(id) !== undefined) users.set(id, name);
          return;
        }
        case 'message':
          if (String(field(frame, 'subtype')).startsWith('channel_convert_to_') && typeof subject === 'string')
            channels.forget(subject);
          return;
        default:
      }
    },
    prefetch: () => {
      if (clock.monotonic() - prefetchedAt < PREFETCH_EVERY_MS) return;
      prefetchedAt = clock.monotonic();
      void fetchPages();
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
