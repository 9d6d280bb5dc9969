// What a gap hid, read from the history: conversation by conversation, oldest first, handed over as if it came off the socket.
import { field, text } from '../domain/fields.ts';
import { msToTs, ts, type Ts } from '../domain/ids.ts';
import type { ChannelKind, Self } from '../domain/message.ts';
import type { Clock, Conversation, History, Kept, Log, ThreadKey } from '../domain/ports.ts';
import { unreadableHint } from './catch-up-phrases.ts';

/** What is older helps nobody any more; reading on for longer finds nothing that is younger. */
const REACH_MS_MAX = 10 * 60 * 1000;
/** Threads in which somebody wrote so lately may go on. */
const THREADS_MS = 24 * 60 * 60 * 1000;
/** At a time, so that one that hangs does not hold up the others; the pace is kept by `history`. */
const CONVERSATIONS_AT_ONCE = 4;
const TRIES_MAX = 4;
/** 1 s, 4 s, 16 s. */
const BACKOFF_MS_MIN = 1_000;
const BACKOFF_FACTOR = 4;
/** Slack may ask for more; what was said is too old by then. */
const PATIENCE_MS_MAX = 60_000;

/** Direct messages last: there may be thousands, and those of people who wrote lately go first anyhow. */
const KINDS: readonly ChannelKind[] = ['public', 'private', 'group_dm', 'dm'];

export interface CatchUpOptions {
  readonly history: History;
  /** Threads of messages written since then, in milliseconds by Slack's clock. */
  readonly threads: (since: number) => Promise<readonly ThreadKey[]>;
  readonly clock: Clock;
  readonly log: Log;
  readonly frame: (frame: unknown, self: Self) => void;
}

export interface Gap {
  readonly self: Self;
  /** Milliseconds by Slack's clock; null: nothing was missed, and all that is found out is what may be read. */
  readonly since: number | null;
}

export interface CatchUp {
  /** False: not read to the end, as far as the token may read. Rejects only as `threads` does. */
  readonly run: (gap: Gap, signal: AbortSignal) => Promise<boolean>;
}

export const openCatchUp = (options: CatchUpOptions): CatchUp => {
  const { history, threads, clock, log } = options;
  let isTold = false;

  const tell = (unreadable: readonly ChannelKind[]): void => {
    if (isTold || unreadable.length === 0) return;
    isTold = true;
    log.write('warn', 'history_unreadable', { kinds: unreadable, hint: unreadableHint(unreadable) });
  };

  return {
    run: async ({ self, since }, signal) => {
      const startedAt = clock.monotonic();
      const again = openAgain(clock, signal);
      const failed = new Map<string, string>();
      const unreadable = new Set<ChannelKind>();
      const readable = new Set<ChannelKind>();

      const list = async (kind: ChannelKind): Promise<readonly Conversation[]> => {
        const kept = await again(() => history.conversations(kind, signal));
        if (kept.kind === 'read') return kept.items;
        if (kept.kind === 'unreadable') unreadable.add(kind);
        else failed.set(kind, kept.why);
        return [];
      };
      const lists = await Promise.all(KINDS.map(list));
      const from = msToTs(Math.max(since ?? clock.now(), clock.now() - REACH_MS_MAX));
      const seen = since === null ? [] : await threads(clock.now() - THREADS_MS);
      const conversations = since === null ? lists.flatMap((some) => some.slice(0, 1)) : inOrder(lists.flat(), seen);

      let handed = 0;
      const readOne = async (conversation: Conversation): Promise<void> => {
        if (clock.monotonic() - startedAt > REACH_MS_MAX) return void failed.set(conversation.id, 'too_late');
        const told = await readConversation({ history, conversation, from, seen, again, signal });
        (told.isReadable ? readable : unreadable).add(conversation.kind);
        if (told.why !== null) failed.set(conversation.id, told.why);
        if (signal.aborted || since === null) return;
        handed += told.messages.length;
        for (const message of told.messages) options.frame(asFrame(message, conversation), self);
      };
      await eachOf(conversations, readOne, signal);
      if (signal.aborted) return false;

      // One that the bot was put out of meanwhile says nothing of the others of its kind.
      tell(KINDS.filter((kind) => unreadable.has(kind) && !readable.has(kind)));
      if (failed.size > 0)
        log.write('warn', 'catch_up_incomplete', { failed: failed.size, why: [...new Set(failed.values())] });
      if (since !== null) log.write('info', 'caught_up', { since: from, conversations: conversations.length, handed });
      return failed.size === 0;
    },
  };
};

/** As from the socket. An edit since does not make a question none: what stands there now is what was asked. */
const asFrame = (message: object, { id }: Conversation): unknown => ({
  ...message,
  type: 'message',
  edited: undefined,
  channel: id,
});

/** Those in which the bot saw something lately go first: reading may take longer than what is read stays young. */
const inOrder = (conversations: readonly Conversation[], seen: readonly ThreadKey[]): readonly Conversation[] => {
  const lively = new Set(seen.map(({ channel }) => channel));
  const isLively = ({ id }: Conversation): boolean => lively.has(id);
  return [...conversations.filter(isLively), ...conversations.filter((one) => !isLively(one))];
};

type Again = <Item>(read: () => Promise<Kept<Item>>) => Promise<Kept<Item>>;

const openAgain =
  (clock: Clock, signal: AbortSignal): Again =>
  async (read) => {
    for (let tries = 1; ; tries += 1) {
      const kept = await read();
      if (kept.kind !== 'later' || tries >= TRIES_MAX || signal.aborted) return kept;
      const waitMs = Math.max(kept.afterMs ?? 0, BACKOFF_MS_MIN * BACKOFF_FACTOR ** (tries - 1));
      if (waitMs > PATIENCE_MS_MAX) return kept;
      await clock.sleep(waitMs, signal);
    }
  };

interface Reading {
  readonly history: History;
  readonly conversation: Conversation;
  readonly from: Ts;
  readonly seen: readonly ThreadKey[];
  readonly again: Again;
  readonly signal: AbortSignal;
}

interface Told {
  /** Since `from`, oldest first. */
  readonly messages: readonly object[];
  readonly isReadable: boolean;
  /** Why something is lacking; null: nothing is. */
  readonly why: string | null;
}

const readConversation = async ({ history, conversation, from, seen, again, signal }: Reading): Promise<Told> => {
  const kept = await again(() => history.messages(conversation, from, signal));
  if (kept.kind === 'unreadable') return { messages: [], isReadable: false, why: null };
  if (kept.kind === 'later') return { messages: [], isReadable: true, why: kept.why };
  const found = new Map<string, object>();
  const gather = (items: readonly unknown[]): void => {
    for (const item of items) {
      const at = text(field(item, 'ts'));
      if (typeof item === 'object' && item !== null && at !== undefined && at >= from) found.set(at, item);
    }
  };
  gather(kept.items);
  let why: string | null = null;
  for (const thread of threadsToRead(kept.items, { conversation, from, seen })) {
    const replies = await again(() => history.replies({ channel: conversation.id, thread }, from, signal));
    if (replies.kind === 'read') gather(replies.items);
    else if (replies.kind === 'later') why = replies.why;
  }
  const messages = [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, message]) => message);
  return { messages, isReadable: true, why };
};

/** By what their parents show; and those that were seen, where the parent is not among what was read. */
const threadsToRead = (
  items: readonly unknown[],
  { conversation, from, seen }: Pick<Reading, 'conversation' | 'from' | 'seen'>,
): ReadonlySet<Ts> => {
  const goingOn = items.flatMap((item) => {
    const at = text(field(item, 'ts')) ?? '';
    if ((text(field(item, 'latest_reply')) ?? '') >= from) return [ts(at)];
    // A reply that is shown in the channel too tells of its thread.
    const thread = text(field(item, 'thread_ts'));
    return at >= from && thread !== undefined && thread !== at ? [ts(thread)] : [];
  });
  const shown = new Set(items.map((item) => text(field(item, 'ts'))));
  const unknown = seen.filter(({ channel, thread }) => channel === conversation.id && !shown.has(thread));
  return new Set([...goingOn, ...unknown.map(({ thread }) => thread)]);
};

const eachOf = async <Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
  signal: AbortSignal,
): Promise<void> => {
  const left = items.values();
  const worker = async (): Promise<void> => {
    for (const item of left) {
      if (signal.aborted) return;
      await work(item);
    }
  };
  await Promise.all(Array.from({ length: CONVERSATIONS_AT_ONCE }, worker));
};
