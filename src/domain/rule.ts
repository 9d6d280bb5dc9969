// A rule, twice: as it was written and checked (RuleSpec), and as it is run (Rule).
import type { RuleTake } from './take.ts';
import type { Range } from './diagnostic.ts';
import type { Language } from './language.ts';
import type { ChannelKind, Message } from './message.ts';

/** What the message must say, in one shape for all the short ways to write it. */
export type MatchSpec =
  | { readonly kind: 'contains' | 'equals' | 'starts_with' | 'ends_with' | 'similar'; readonly text: string }
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'regex'; readonly pattern: string }
  | { readonly kind: 'any' | 'all' | 'not'; readonly of: readonly MatchSpec[] } // not: none of them fits
  | { readonly kind: 'anything' };

/** One entry of `channels`; entries that include and entries that exclude are told apart by `exclude`. */
export type ChannelSpec = { readonly exclude: boolean } & (
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'glob'; readonly glob: string }
  | { readonly kind: 'kind'; readonly of: ChannelKind }
);

/** One entry of `from`; `name` is a handle, a display name or a user group's handle, without its `@`. */
export type FromSpec = { readonly exclude: boolean } & (
  | { readonly kind: 'user' | 'bot' | 'group'; readonly id: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'keyword'; readonly of: 'guests' | 'external' | 'bots' }
);

/** Days and times of day in the ruleset's time zone; `from` is inside, `to` is not. */
export interface WindowSpec {
  /** 0 is Sunday; of the day on which the window begins. */
  readonly days: readonly number[];
  /** Minutes after midnight, 0 to 1,439. */
  readonly from: number;
  /** Minutes after midnight, 1 to 1,440; at or before `from`: on the next day. */
  readonly to: number;
  /** Days on which no window begins, `2026-12-25`. */
  readonly except: readonly string[];
}

export interface HoursSpec {
  /** `{ not: … }`: outside the window. */
  readonly exclude: boolean;
  readonly window: WindowSpec;
}

export type Scope = 'thread' | 'user' | 'channel';

export interface LimitSpec {
  readonly times: number;
  readonly per: Scope | 'rule';
  readonly everyMs: number;
}

/** Plain data, as JSON holds it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Where the answer goes: the message's thread, its channel, the author's direct messages, or to the author's eyes alone. */
export type Destination = 'thread' | 'channel' | 'dm' | 'only_them';

export interface ActionSpec {
  /** The texts to choose from; empty for `none` and for blocks alone. Each is a template. */
  readonly texts: readonly string[];
  /** Block Kit as it is written; its strings are templates. null: none. */
  readonly blocks: readonly Json[] | null;
  readonly to: Destination;
  readonly alsoToChannel: boolean;
  readonly pick: 'random' | 'in_turn';
  readonly afterMs: number;
  readonly react: readonly string[];
}

/** All that a rule and the default have in common. Plain data: it can be sent from one thread to another. */
export interface DefaultSpec {
  /** The value of `name`, whose line is the rule's line; null: a default that is left out of the file. */
  readonly range: Range | null;
  readonly enabled: boolean;
  readonly channels: readonly ChannelSpec[];
  readonly from: readonly FromSpec[];
  /** null: either. */
  readonly mention: boolean | null;
  readonly thread: 'any' | 'only' | 'never';
  readonly hours: HoursSpec | null;
  readonly oncePer: Scope | null;
  readonly limit: LimitSpec | null;
  readonly action: ActionSpec;
}

export interface RuleSpec extends DefaultSpec {
  readonly name: string;
  readonly range: Range;
  readonly match: MatchSpec;
}

/** What a `regex` found: the whole find at 0, numbered groups from 1, a group that took no part is ''. */
export interface Captures {
  readonly groups: readonly string[];
  readonly named: Readonly<Record<string, string>>;
}

/** The keys of a rule that decide whether it fits, in the order in which they are asked. */
export type ConditionKey = 'enabled' | 'channels' | 'from' | 'mention' | 'thread' | 'hours' | 'match';

/** A message and what is computed from it once for all rules; made by `match/view.ts`. */
export interface View {
  readonly message: Message;
  /** Normalised, case kept, emoji as Unicode, the bot's leading mention gone. */
  readonly plain: string;
  /** `plain` with case folded: what every kind but `regex` sees. */
  readonly folded: string;
  /** The beginning of `plain`, all that `regex` sees. */
  readonly head: string;
  /** What is left of the steps that this message may take; shared by all rules. */
  readonly budget: { left: number };
}

export interface Condition {
  readonly key: ConditionKey;
  readonly fits: (view: View) => boolean;
}

/** What is handed to a template. What people wrote comes in raw and goes out escaped. */
export interface TemplateData {
  readonly message: Message;
  readonly captures: Captures;
  readonly botName: string;
  /** https address of the message; '' where it is not known. */
  readonly link: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface Template {
  /** Rendered mrkdwn, escaped, at most 4,000 code points; `failed` where a bound on time or size was hit. */
  readonly render: (
    data: TemplateData,
  ) => { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string };
}

/** One block of Slack's Block Kit, rendered. */
export type Block = { readonly [key: string]: Json };

export interface BlocksTemplate {
  /** Rendered, escaped where Slack parses, within Slack's limits; `failed` as of a text. */
  readonly render: (
    data: TemplateData,
  ) => { readonly ok: true; readonly blocks: readonly Block[] } | { readonly ok: false; readonly why: string };
}

export interface Action {
  readonly texts: readonly Template[];
  readonly blocks: BlocksTemplate | null;
  readonly to: Destination;
  readonly alsoToChannel: boolean;
  readonly pick: 'random' | 'in_turn';
  readonly afterMs: number;
  readonly react: readonly string[];
}

export interface Rule {
  readonly name: string;
  readonly range: Range | null; // null: the default, where the file leaves it out
  readonly conditions: readonly Condition[];
  /** What the regex of this rule found in a message that it fits; no groups where it has none. */
  readonly captures: (view: View) => Captures;
  /** What an answer to this message uses up: a limit, `once_per`, a turn. */
  readonly takes: (message: Message) => readonly RuleTake[];
  readonly action: Action;
}

/** What only Slack can tell more about: a name and its id, an id and who is behind it; and where a rule uses it. */
export interface NameInRule {
  /** `person`: a name of a person, a bot or a user group. The others but `channel` are ids, as `from` has them. */
  readonly kind: 'channel' | 'person' | 'user' | 'group';
  readonly name: string;
  readonly rule: string;
  readonly range: Range | null;
}

/** The first rule that fits, by its place in the file; `budget`: it would take too long to find out. */
export type First = { readonly kind: 'rule'; readonly rule: Rule } | { readonly kind: 'none' | 'budget' };

/** Everything a rules file says, checked and built; frozen, replaced as a whole. */
export interface Ruleset {
  /** In the order of the file: the first that fits answers. */
  readonly rules: readonly Rule[];
  readonly fallback: Rule; // named `default`
  /** The same answer as asking `rules` one by one, sooner. */
  readonly first: (view: View) => First;
  /** Channels by name, and all of `from` but keywords and `B…` ids; once for each rule that uses it. */
  readonly names: readonly NameInRule[];
  readonly language: Language | undefined;
  readonly timezone: string;
}
