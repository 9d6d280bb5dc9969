// A rule, twice: as it was written and checked (RuleSpec), and as it is run (Rule).
import type { Range } from './diagnostic.ts';
import type { Language } from './language.ts';
import type { ChannelKind, Message } from './message.ts';

/** What the message must say, in one shape for all the short ways to write it. */
export type MatchSpec =
  | { readonly kind: 'contains' | 'equals' | 'starts_with' | 'ends_with'; readonly text: string }
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

export interface ActionSpec {
  /** The texts to choose from; empty for `none`. Each is a template, and where it stands in the file. */
  readonly texts: readonly { readonly source: string; readonly range: Range }[];
  readonly to: 'thread' | 'channel';
  readonly alsoToChannel: boolean;
  readonly react: readonly string[];
}

export interface RuleSpec {
  readonly name: string;
  /** The value of `name`; its line is the rule's line. */
  readonly range: Range;
  readonly enabled: boolean;
  readonly match: MatchSpec;
  readonly channels: readonly ChannelSpec[];
  readonly action: ActionSpec;
}

export interface DefaultSpec {
  readonly range: Range | null; // null: left out of the file
  readonly enabled: boolean;
  readonly channels: readonly ChannelSpec[];
  readonly action: ActionSpec;
}

/** What a `regex` found: the whole find at 0, numbered groups from 1, a group that took no part is ''. */
export interface Captures {
  readonly groups: readonly string[];
  readonly named: Readonly<Record<string, string>>;
}

/** The keys of a rule that decide whether it fits, in the order in which they are asked. */
export type ConditionKey = 'enabled' | 'channels' | 'match';

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

export interface Action {
  readonly texts: readonly Template[];
  readonly to: 'thread' | 'channel';
  readonly alsoToChannel: boolean;
  readonly react: readonly string[];
}

export interface Rule {
  readonly name: string;
  readonly range: Range | null; // null: the default, where the file leaves it out
  readonly conditions: readonly Condition[];
  /** What the regex of this rule found in a message that it fits; no groups where it has none. */
  readonly captures: (view: View) => Captures;
  readonly action: Action;
}

/** Everything a rules file says, checked and built; frozen, replaced as a whole. */
export interface Ruleset {
  /** In the order of the file: the first that fits answers. */
  readonly rules: readonly Rule[];
  readonly fallback: Rule; // named `default`
  readonly language: Language | undefined;
  readonly timezone: string;
}
