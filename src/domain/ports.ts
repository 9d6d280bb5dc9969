// What the core needs of the outside world, and all that a test may replace.
import type { Take } from './take.ts';
import type { ChannelKind, Incoming, Names, Self } from './message.ts';
import type { ChannelId, Ts } from './ids.ts';
import type { Method, MessageKey, Reply, SendResult } from './reply.ts';
import type { NameInRule } from './rule.ts';

export interface Clock {
  /** Milliseconds since the epoch by Slack's clock, as far as it is known; by this machine's until then. */
  readonly now: () => number;
  /** Milliseconds that only ever grow; for spans of time. */
  readonly monotonic: () => number;
  /** Resolves after `ms`, or at once when `signal` is aborted; never rejects. */
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
}

export interface Random {
  /** In [0, 1). */
  readonly next: () => number;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Structured: `event` is a stable snake_case name, `fields` never hold secrets; message texts only at debug. */
export interface Log {
  readonly write: (level: LogLevel, event: string, fields?: Readonly<Record<string, unknown>>) => void;
}

/** Sends one reply, once, marked with the id of what is owed. Never throws, never retries. */
export interface Sender {
  readonly send: (owed: Owed) => Promise<SendResult>;
}

/** What Slack's history shows of a reply. */
export type Found =
  | { readonly kind: 'found'; readonly ts: Ts }
  | { readonly kind: 'absent' }
  /** The token may not read there, or nothing of this kind is kept: asking again is of no use. */
  | { readonly kind: 'unreadable'; readonly why: string }
  /** Not this time: worth asking again, after `afterMs` where Slack says so. */
  | { readonly kind: 'later'; readonly why: string; readonly afterMs: number | null };

/** Looks whether a reply stands where it was to be sent. Never throws; takes as long as the calls take. */
export interface Lookup {
  readonly find: (owed: Owed) => Promise<Found>;
}

export interface Conversation {
  readonly id: ChannelId;
  readonly kind: ChannelKind;
}

/** What Slack gives of something that it keeps. */
export type Kept<Item> =
  | { readonly kind: 'read'; readonly items: readonly Item[] }
  /** The token may not read it, or the bot is not there any more: asking again is of no use. */
  | { readonly kind: 'unreadable'; readonly why: string }
  /** Not this time: worth asking again, after `afterMs` where Slack says so. */
  | { readonly kind: 'later'; readonly why: string; readonly afterMs: number | null };

/**
 * What was said, read again: messages as Slack keeps them, without their channel, in no order. Never throws. A call waits
 * for its turn at Slack's pace, and ends with `later` when `signal` is aborted.
 */
export interface History {
  /** Those that the bot is in; of one kind, since the token may list some and not others. */
  readonly conversations: (kind: ChannelKind, signal: AbortSignal) => Promise<Kept<Conversation>>;
  /**
   * All that stand in it outside threads since then, and some that are older: of a thread that goes on, the parent shows
   * when it was last answered (`latest_reply`).
   */
  readonly messages: (conversation: Conversation, since: Ts, signal: AbortSignal) => Promise<Kept<unknown>>;
  /** All that was said in the thread since then; its parent may be among them. */
  readonly replies: (thread: ThreadKey, since: Ts, signal: AbortSignal) => Promise<Kept<unknown>>;
}

/** What the sessions saw. Times are monotonic milliseconds. */
export interface Witness {
  /**
   * Whether one session that was open before `since` is open still, and answered a ping that was sent at `until` or
   * later: then it has shown all that was said between. `no`: there is no such session, and there will be none.
   */
  readonly saw: (since: number, until: number) => 'yes' | 'not_yet' | 'no';
}

/** Looks up the names that one message needs: cached, within a second; never throws. */
export interface Directory {
  readonly namesFor: (incoming: Incoming) => Promise<Names>;
  /**
   * The names that the rules now speak of: bound to ids and kept so, whatever Slack renames. Resolves with those that
   * Slack does not know, or cannot be asked about, and why.
   */
  readonly bind: (names: readonly NameInRule[]) => Promise<readonly Unbound[]>;
}

export interface Unbound {
  readonly name: NameInRule;
  readonly why: 'unknown' | 'missing_scope' | 'unavailable';
  /** A name that Slack does know and that is near, or the channel's name of today where it was renamed. */
  readonly near: string | null;
}

/** One connection to Slack, dead for good once it has ended. */
export interface Session {
  readonly self: Self;
  /** Monotonic milliseconds, when `hello` came. */
  readonly openedAt: number;
  /**
   * Monotonic milliseconds, when the last ping that Slack answered was sent; `openedAt` until then. Frames keep their
   * order, so all that Slack had put on this session by then has been seen.
   */
  readonly answeredAt: () => number;
  /** Settles once; never rejects. */
  readonly ended: Promise<SessionEnd>;
  /** Closes it; idempotent, resolves when nothing of it is left. */
  readonly close: () => Promise<void>;
}

export type SessionEnd = {
  readonly why: 'closed_by_us' | 'closed_by_slack' | 'dead_peer' | 'error';
  readonly detail: string;
};

export interface SessionEvents {
  /** A frame as it came off the wire, parsed where it was JSON; may throw nothing and take no time. */
  readonly frame: (frame: unknown, self: Self) => void;
  /** Slack will close this session soon: open the next one first. */
  readonly goodbye: () => void;
}

export type ConnectResult =
  /** `hello` has been received. */
  | { readonly kind: 'open'; readonly session: Session }
  | { readonly kind: 'retry'; readonly afterMs: number | null; readonly why: string }
  /** No use in trying again; `why` is Slack's error code. */
  | { readonly kind: 'fatal'; readonly why: string };

export interface Transport {
  /** Opens one session. Never throws; ends by itself within CONNECT_MS_MAX, and at once when `signal` is aborted. */
  readonly connect: (events: SessionEvents, signal: AbortSignal) => Promise<ConnectResult>;
}

/** One thing owed: a reply to a message, in the order in which it is to be sent. */
export interface Owed {
  readonly id: string; // `${team}/${channel}/${ts}#${index}`
  readonly key: MessageKey;
  readonly reply: Reply;
  /** When it may be sent, in milliseconds by Slack's clock: later than its acceptance where the rule says `after`. */
  readonly dueAt: number;
  /** The answer where no rule fits: the first to go when too much is owed. */
  readonly isDefault: boolean;
}

/** How far it is. Times in milliseconds by Slack's clock. */
export type Progress =
  /** `refusedAt`: since when Slack has not taken it; null: it was not refused. `notBefore`: Slack's Retry-After. */
  | { readonly state: 'owed'; readonly refusedAt: number | null; readonly notBefore?: number }
  | { readonly state: 'sending'; readonly since: number }
  /** `since`: of the attempt. `mayRepeat`: it may be sent again, so that what follows in its lane waits for it. */
  | { readonly state: 'in_doubt'; readonly since: number; readonly mayRepeat: boolean };

export type Pending = Owed & { readonly progress: Progress };
export type Settlement = { readonly kind: 'sent' } | { readonly kind: 'given_up'; readonly why: string };

/** A message that is to be taken. */
export interface Claim {
  readonly key: MessageKey;
  /** The thread that it belongs to, or would begin. */
  readonly thread: Ts;
  readonly takes: readonly Take[];
  /** When the message was written, in milliseconds: limits go by it. */
  readonly at: number;
  /** What is owed for it: one list for each turn where a turn is taken, else one alone. */
  readonly owed: readonly (readonly Owed[])[];
  /**
   * The way of the first reply, where it may go out at once: leave is then given in the same step, if there is any, and
   * `begin` finds it given.
   */
  readonly first: Way | null;
  /** It is known not to have been answered: never `unsure`. */
  readonly isSure: boolean;
}

export type Claimed =
  /** `turn`: which list of `owed` was written down. */
  | { readonly kind: 'accepted'; readonly turn: number }
  | { readonly kind: 'duplicate' }
  /** The journal lost what was written about then: it may have been answered. Nothing was written down. */
  | { readonly kind: 'unsure' }
  /**
   * The message is claimed, nothing is owed, nothing was used up; `key`: of the one that had been. `trips`: with this
   * message a breaker tripped; false where it had already, and for limits.
   */
  | {
      readonly kind: 'limited';
      readonly why: 'limit' | 'once_per' | 'breaker';
      readonly key: string;
      readonly trips: boolean;
    };

/** By which of Slack's methods, at whose pace; what shares a lane keeps its order. */
export interface Way {
  readonly lane: string;
  readonly method: Method;
}

export type Begun =
  /** It is noted as being sent, and one turn of its lane and method is used up. */
  | { readonly kind: 'begun' }
  /** Not yet: ask again after `ms`. `behind`: what stands before it in its lane, where that is why. */
  | { readonly kind: 'wait'; readonly ms: number; readonly behind: string | null }
  /** It is settled, or another replica has taken it over: leave it. */
  | { readonly kind: 'lost' };

export interface JournalSize {
  readonly claims: number;
  readonly owed: number;
  /** What `once_per`, `limit` and turns remember. */
  readonly takes: number;
}

export interface ThreadKey {
  readonly channel: ChannelId;
  readonly thread: Ts;
}

/**
 * Remembers which messages were taken, what was used up, what is owed and how far it is. Every step is atomic, and
 * written when it resolves. While it cannot write, a step waits; once it is closed, every step rejects.
 */
export interface Journal {
  /** Resolves when it can write; at once where it can. */
  readonly ready: () => Promise<void>;
  /** Claims a message, takes what its answer uses up and writes down all that is owed, in one step, before anything is sent. */
  readonly accept: (claim: Claim) => Promise<Claimed>;
  /** Leave to send: in the order of its lane and at Slack's pace, among all who share the journal. */
  readonly begin: (id: string, way: Way) => Promise<Begun>;
  /** Nothing goes out by `method` for `ms` from now. */
  readonly hold: (method: Method, ms: number) => Promise<void>;
  /** False: it is settled, or no longer ours; nothing was changed. */
  readonly mark: (id: string, progress: Progress) => Promise<boolean>;
  /** Nothing where it is settled already, or no longer ours. */
  readonly settle: (id: string, how: Settlement) => Promise<void>;
  /** Whether what was begun may go out: checked right before it does (a fence; false once a lease has lapsed). */
  readonly holds: () => boolean;
  /** What is owed and nobody alive works at: ours from now on, in order. Asked now and then; the first time, what an earlier run left. */
  readonly adopt: () => Promise<readonly Pending[]>;
  /** All that is not settled, in the order in which it was accepted. */
  readonly pending: () => Promise<readonly Pending[]>;
  /** Up to when the bot saw all that was said, in milliseconds by Slack's clock; null: never. Never goes back. */
  readonly sawAll: (until: number) => Promise<void>;
  readonly seenUntil: () => Promise<number | null>;
  /** Threads of messages written since then (milliseconds), the latest first; at most THREADS_MAX. */
  readonly threads: (since: number) => Promise<readonly ThreadKey[]>;
  /** A text under a name, as it was kept last. */
  readonly keep: (name: string, text: string) => Promise<void>;
  readonly kept: (name: string) => Promise<string | null>;
  readonly size: () => Promise<JournalSize>;
  /** Idempotent. What is owed stays so, for others or for the next run. */
  readonly close: () => Promise<void>;
}

/** Threads that are looked through after a gap. */
export const THREADS_MAX = 200;
