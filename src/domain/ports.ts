// What the core needs of the outside world, and all that a test may replace.
import type { Take } from './take.ts';
import type { Incoming, Names, Self } from './message.ts';
import type { MessageKey, Reply, SendResult } from './reply.ts';
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

/** Sends one reply, once. Never throws, never retries. */
export interface Sender {
  readonly send: (reply: Reply) => Promise<SendResult>;
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
}

export type OwedState = 'owed' | 'sending' | 'in_doubt';
export type Settlement = { readonly kind: 'sent' } | { readonly kind: 'given_up'; readonly why: string };

/** A message that is to be taken. */
export interface Claim {
  readonly key: MessageKey;
  readonly takes: readonly Take[];
  /** When the message was written, in milliseconds: limits go by it. */
  readonly at: number;
  /** What is owed for it: one list for each turn where a turn is taken, else one alone. */
  readonly owed: readonly (readonly Owed[])[];
}

export type Claimed =
  /** `turn`: which list of `owed` was written down. */
  | { readonly kind: 'accepted'; readonly turn: number }
  | { readonly kind: 'duplicate' }
  /** The message is claimed, nothing is owed, nothing was used up; `key`: of the one that had been. */
  | { readonly kind: 'limited'; readonly why: 'limit' | 'once_per'; readonly key: string };

/** Remembers which messages were taken, what was used up, and what is owed. Every step is atomic. */
export interface Journal {
  /** Claims a message, takes what its answer uses up and writes down all that is owed, in one step, before anything is sent. */
  readonly accept: (claim: Claim) => Promise<Claimed>;
  readonly mark: (id: string, state: OwedState) => Promise<void>;
  readonly settle: (id: string, how: Settlement) => Promise<void>;
  /** What is not settled, in the order in which it was accepted. */
  readonly pending: () => Promise<readonly (Owed & { readonly state: OwedState })[]>;
  readonly close: () => Promise<void>;
}
