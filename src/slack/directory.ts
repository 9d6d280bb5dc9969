// Ids in, names out: asked of Slack once, kept fresh by its events, and never waited for longer than a message may wait.
import type { Incoming, Names, Self } from '../domain/message.ts';
import type { Directory } from '../domain/ports.ts';
import type { NameInRule } from '../domain/rule.ts';
import { openAsking, type AskingOptions } from './asking.ts';
import { openBinder, type Needs } from './binder.ts';
import { listChannels } from './channel-list.ts';
import { openGroups } from './groups.ts';
import { openLookups, type Caches } from './lookups.ts';
import { noteNames } from './name-events.ts';
import { openCache } from './names-cache.ts';
import { listPeople } from './people-list.ts';
import { bareMentions, channelOf, personOf } from './slack-names.ts';
import { standingOf } from './standing.ts';

const MENTIONS_MAX = 20;
const CACHE = { size: 20_000, freshMs: 3_600_000, missMs: 60_000 };
const PREFETCH_EVERY_MS = 600_000;

export interface LiveDirectory extends Directory {
  /** Before there is a session: what the rules speak of decides what messages need to know. */
  readonly want: (names: readonly NameInRule[]) => void;
  /** Every frame of the session: what it tells keeps the names fresh. Never throws. */
  readonly seen: (frame: unknown) => void;
  /** A session was opened: fetches all channels in the background, once in a while at most. */
  readonly opened: (self: Pick<Self, 'enterprise'>) => void;
  /** Ends a list that is still turning pages. */
  readonly close: () => void;
}

export const openDirectory = ({ web, clock, log }: AskingOptions): LiveDirectory => {
  const asking = openAsking({ web, clock, log });
  const now = clock.monotonic;
  const caches: Caches = {
    users: openCache({ ...CACHE, now }),
    bots: openCache({ ...CACHE, now }),
    channels: openCache({ ...CACHE, now, arrived: (id) => lookups.channelArrived(id) }),
  };
  const { users, bots, channels } = caches;
  const closed = new AbortController();
  const lister = { web, clock, log, signal: closed.signal };
  const groups = openGroups({ asking, clock });
  const binder = openBinder({
    clock,
    groups,
    isBot: (id) => id.startsWith('B') || users.get(id)?.value?.isBot === true,
    lists: {
      channels: (found) =>
        listChannels({
          ...lister,
          found: (id, channel) => {
            channels.set(id, channelOf(channel));
            found(id, channel);
          },
        }),
      archived: (found) => listChannels({ ...lister, archived: true, found }),
      people: (found) =>
        listPeople({
          ...lister,
          found: (id, user) => {
            const person = personOf(user);
            if (person === null) return;
            users.set(id, person);
            found(id, person);
          },
        }),
    },
  });
  const lookups = openLookups({ asking, caches, binder });
  const book = { users, channels, channelNames: binder.channels, peopleNames: binder.people };
  let enterprise: string | null | undefined;
  let isFirst = true;

  /** Whether groups count at all is known once it is known which names are people's; by the rules of the message. */
  const needGroups = (before: Needs): boolean => {
    const after = binder.needs();
    return before.groups && (after.rules !== before.rules || after.groups);
  };
  const awaitGroups = async (needs: Needs): Promise<void> => {
    await lookups.people();
    if (needGroups(needs)) await groups.await();
  };

  const namesFor = async (incoming: Incoming): Promise<Names> => {
    const { author } = incoming;
    const needs = binder.needs();
    const mentioned = bareMentions(incoming.text, MENTIONS_MAX);
    const asked = author.kind === 'person' ? author.id : needs.bots ? author.user : null;
    const wanted = {
      users: [...new Set([...(asked === null ? [] : [asked]), ...mentioned.users])],
      channels: [...new Set([incoming.channel, ...mentioned.channels])],
    };
    // Each wait is bounded by itself, and counts from when Slack was asked: nobody waits for the same call twice.
    await Promise.all([
      ...wanted.channels.map((id) => (isDm(id) ? undefined : lookups.channel(id))),
      ...wanted.users.map(lookups.user),
      // Where the frame tells the account, that tells the names.
      needs.bots && author.kind === 'bot' && author.user === null ? lookups.bot(author.id) : undefined,
      needs.groups ? awaitGroups(needs) : undefined,
    ]);
    return snapshot(incoming, wanted, needs);
  };

  /** What a message was decided by does not change under it. */
  const snapshot = (incoming: Incoming, wanted: Wanted, needs: Needs): Names => {
    const { author } = incoming;
    const bot = bots.get(author.id)?.value ?? undefined;
    const account = author.kind === 'person' ? author.id : (author.user ?? bot?.user ?? null);
    const people = new Map(wanted.users.map((id) => [id, users.get(id)?.value ?? undefined]));
    const rooms = new Map(
      wanted.channels.map((id) => {
        const room = channels.get(id)?.value ?? undefined;
        return [id, { ...room, names: binder.channelNames(id, room?.name) }];
      }),
    );
    const isWithoutAccount = account === null && bot?.user === null;
    const standing = standingOf(incoming, {
      person: account === null ? undefined : (users.get(account)?.value ?? undefined),
      bot,
      bound: [...new Set([author.id, account ?? author.id])].flatMap(binder.people.namesOf),
      groups: !needGroups(needs) || isWithoutAccount ? [] : account === null ? undefined : groups.of(account),
      enterprise,
    });
    return {
      user: (id) => people.get(id)?.shown ?? (id === author.id ? bot?.name : undefined),
      channel: (id) => rooms.get(id)?.name,
      channelKind: (id) => (isDm(id) ? 'dm' : rooms.get(id)?.kind),
      channelNames: (id) => rooms.get(id)?.names,
      standing: () => standing,
      account: () => account,
    };
  };

  return {
    namesFor,
    want: binder.want,
    bind: binder.bind,
    seen: (frame) => {
      noteNames(frame, book);
      groups.seen(frame);
    },
    opened: (self) => {
      ({ enterprise } = self);
      // Between two sessions, events may have been lost.
      if (!isFirst) for (const cache of [users, bots, channels]) cache.doubt();
      isFirst = false;
      void binder.channelList.read(PREFETCH_EVERY_MS);
    },
    close: () => closed.abort(),
  };
};

interface Wanted {
  readonly users: readonly string[];
  readonly channels: readonly string[];
}

/** A DM has no name, and its id says what it is. */
const isDm = (id: string): boolean => id.startsWith('D');
