// The package's own door, for programs that want the rules elsewhere. In: a path, then messages. Out: rulesets and decisions.
// Invariant: what is exported here speaks of nothing but itself, so that its declarations need no other file.
import type { Diagnostic as Found } from './domain/diagnostic.ts';
import type { Ruleset as Built } from './domain/rule.ts';
import { match } from './match/match.ts';
import { answered } from './replay/answered.ts';
import { messageTold } from './replay/message-told.ts';
import { destinationOf } from './replay/reply-json.ts';
import { drawOf } from './replay/run.ts';
import { loadRules as load } from './rules/load.ts';
import type { Decision as Decided } from './domain/decision.ts';
import type { Reply as Owed } from './domain/reply.ts';

/** One sentence in each language in which annyeong speaks. */
export interface Phrase {
  readonly ko: string;
  readonly en: string;
}

/** What is wrong with a rules file, where, and what to write instead. */
export interface Diagnostic {
  /** The file as the path given to `loadRules` names it. */
  readonly file: string;
  /** Lines and columns count from 1, columns in UTF-16 units; the end is exclusive. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Only errors keep rules from being loaded. */
  readonly severity: 'error' | 'warning';
  /** Stable, such as `key-unknown`: every code is described in docs/DIAGNOSTICS.md. */
  readonly code: string;
  readonly message: Phrase;
  readonly hint: Phrase;
}

/** Where a rule is written. */
export interface RuleInfo {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/** Rules that have been checked and built: frozen, and as good after a million messages as at first. */
export interface Ruleset {
  /** In the order in which they are asked; the default is not among them. */
  readonly rules: readonly RuleInfo[];
  /** Of the people who edit the file, where they say so. */
  readonly language: 'ko' | 'en' | null;
  /** An IANA name, by which `hours` and dates go. */
  readonly timezone: string;
}

export type Loaded =
  | { readonly ok: true; readonly ruleset: Ruleset; readonly warnings: readonly Diagnostic[] }
  /** Errors and warnings, in the order of the file. A file is accepted whole or not at all. */
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** A channel or an author. An id alone tells its kind: C is a public channel, G a private one, D a direct message, B a bot. */
export interface Named {
  readonly id: string;
  /** A channel's name without `#`; a person's handle or display name, without `@`. */
  readonly name?: string | undefined;
}

export interface Message {
  /** As Slack sends it: `&amp;`, `<@U…>`, `<https://…|label>`, `:wave:`. */
  readonly text: string;
  /** Left out: the public channel `general`. */
  readonly channel?: Named | undefined;
  /** Left out: a person. */
  readonly user?: Named | undefined;
  /** Left out: of the time that `now` says. */
  readonly ts?: string | undefined;
  /** The parent's ts, where the message is a reply inside a thread. */
  readonly threadTs?: string | undefined;
}

export interface DecideOptions {
  /** By which `hours` and templates go; milliseconds since the epoch, or a Date. Left out: the time of `ts`, else the clock's. */
  readonly now?: number | Date | undefined;
  /** The bot, so that `<@U…>` in a text is known to mention it. Left out: no mention is its own. */
  readonly bot?: Named | undefined;
  /** Of texts that are taken in turn, whose turn it is, from 0. */
  readonly turn?: number | undefined;
}

/** What is posted, and the reactions beside it. */
export interface Reply {
  /** The message's thread, its channel, a direct message to the author, or for their eyes alone; null: only reactions. */
  readonly to: 'thread' | 'channel' | 'dm' | 'only_them' | null;
  /** Slack's mrkdwn, escaped: what people wrote notifies nobody. null: only reactions. */
  readonly text: string | null;
  /** Block Kit; null: none. */
  readonly blocks: readonly object[] | null;
  /** Names of emoji, without colons. */
  readonly react: readonly string[];
  /** A reply in the thread is to be shown in the channel too. */
  readonly alsoToChannel: boolean;
  /** Milliseconds to wait before it is sent. */
  readonly afterMs: number;
}

/**
 * What an answer uses up. `decide` remembers nothing: who wants limits kept takes these, all or none, before anything is
 * sent, and stays silent where one is used up. `key` says of what.
 */
export type Take =
  | { readonly kind: 'once_per'; readonly key: string }
  | { readonly kind: 'limit'; readonly key: string; readonly times: number; readonly everyMs: number }
  | { readonly kind: 'turn'; readonly key: string; readonly of: number };

export interface Decision {
  readonly kind: 'answer' | 'silent';
  /**
   * `rule` and `default` answer. Silent: `none` (the rule that fits says nothing), `empty` (no text), `not_a_person` (a bot
   * that no rule names), `budget` (the rules would take too long), `nothing` (no rule fits, and the default does not).
   */
  readonly why: 'rule' | 'default' | 'none' | 'empty' | 'not_a_person' | 'budget' | 'nothing';
  /** The name of the rule that fits, even where its answer is silence; `default` for the default; null: nothing fits. */
  readonly rule: string | null;
  /** The line of its name; null where nothing fits, and for a default that the file leaves out. */
  readonly line: number | null;
  /** Of several texts the one that the message's `ts` draws, the same each time. */
  readonly replies: readonly Reply[];
  readonly takes: readonly Take[];
}

/**
 * Reads, checks and builds a rules file, or a folder of them, and tries its examples; never rejects. A path that cannot be
 * read is a diagnostic too.
 */
export const loadRules = async (path: string): Promise<Loaded> => {
  const loaded = await load(path);
  if (!loaded.ok) return { ok: false, diagnostics: loaded.diagnostics satisfies readonly Found[] };
  const { ruleset: built, warnings } = loaded;
  const ruleset: Ruleset = Object.freeze({
    rules: Object.freeze(
      built.rules.map(({ name, range }) => Object.freeze({ name, file: range?.file ?? '', line: range?.line ?? 1 })),
    ),
    language: built.language ?? null,
    timezone: built.timezone,
  });
  BUILT.set(ruleset, built);
  return { ok: true, ruleset, warnings };
};

/**
 * What the bot would do about a message, by the very code that the bot runs; synchronous, and without any effect. A name
 * stands for itself, as with `annyeong explain`: Slack is not asked. Throws a TypeError where the ruleset is none of
 * `loadRules`, or `ts` none of Slack's.
 */
export const decide = (ruleset: Ruleset, message: Message, options: DecideOptions = {}): Decision => {
  const built = BUILT.get(ruleset);
  if (built === undefined) throw new TypeError('decide() takes a ruleset that loadRules() gave');
  const told = messageTold(message, options);
  if (told === null) return SLACKS_OWN;
  const { self, now } = told;
  const decision = match(built, told.asOfNow);
  if (decision.kind === 'silent') return silent(decision.why, decision.rule);
  const takes = decision.rule.takes(told.message);
  const at = { self, now, draw: drawOf(told.message.ts) };
  const { decision: settled, turns } = answered({ ...decision, takes }, told.message, at);
  const replies = turns[(options.turn ?? 0) % turns.length] ?? [];
  if (settled.kind === 'silent' || replies.length === 0) return silent('none', decision.rule);
  const { name, range } = decision.rule;
  return {
    kind: 'answer',
    why: decision.why,
    rule: name,
    line: range?.line ?? null,
    replies: [replyOf(replies)],
    takes,
  };
};

const BUILT = new WeakMap<Ruleset, Built>();

type Silent = Extract<Decided, { kind: 'silent' }>;

const silent = (why: Silent['why'], rule: Silent['rule']): Decision => ({
  kind: 'silent',
  // Limits are not kept here, so that none is ever used up.
  why: why === 'limit' || why === 'once_per' || why === 'breaker' ? 'none' : why,
  rule: rule?.name ?? null,
  line: rule?.range?.line ?? null,
  replies: [],
  takes: [],
});

/** Slackbot, and messages whose author Slack may not show: the bot takes them for no message at all. */
const SLACKS_OWN: Decision = Object.freeze(silent('not_a_person', null));

const replyOf = (replies: readonly Owed[]): Reply => {
  const post = replies.find((reply) => reply.kind !== 'reaction');
  return {
    to: post === undefined ? null : destinationOf(post),
    text: post?.text ?? null,
    blocks: post?.blocks ?? null,
    react: replies.flatMap((reply) => (reply.kind === 'reaction' ? [reply.name] : [])),
    alsoToChannel: post?.kind === 'post' && post.alsoToChannel,
    afterMs: post?.afterMs ?? 0,
  };
};
