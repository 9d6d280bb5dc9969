// What a person said: first as Slack sent it, by ids alone, then with the names that rules and templates speak of.
import type { BotId, ChannelId, TeamId, Ts, UserId } from './ids.ts';

export type ChannelKind = 'public' | 'private' | 'dm' | 'group_dm';

/** What an id alone tells where Slack is not asked: C is public, G private, D a direct message. A guess for C and G. */
export const kindOfId = (id: string): ChannelKind =>
  id.startsWith('D') ? 'dm' : id.startsWith('G') ? 'private' : 'public';

/** The bot as `auth.test` knows it. */
export interface Self {
  readonly team: TeamId;
  readonly user: UserId;
  readonly bot: BotId | null;
  readonly name: string;
  /** Workspace address with a slash at its end, for links to messages: `https://acme.slack.com/`. */
  readonly url: string;
  /** The company that owns several workspaces (Enterprise Grid); null: this one alone, left out: not known. */
  readonly enterprise?: string | null;
}

export type Author =
  | { readonly kind: 'person'; readonly id: UserId }
  /** `user`: the account by which the bot is seen, where the frame tells it. */
  | { readonly kind: 'bot'; readonly id: BotId | UserId; readonly user: UserId | null };

/** A message as it came, checked and with ids only. `text` is Slack's own spelling: `&amp;`, `<@U…>`, `<url|label>`. */
export interface Incoming {
  readonly team: TeamId;
  readonly channel: ChannelId;
  readonly ts: Ts;
  /** The parent's ts, where the message is a reply inside a thread. */
  readonly threadTs: Ts | null;
  readonly author: Author;
  readonly text: string;
  readonly hints?: Hints;
}

/** What the frame itself tells of its author: it serves where Slack does not answer. */
export interface Hints {
  readonly name: string | undefined;
  /** The author's own workspace or company. */
  readonly team: string | undefined;
  readonly guest: boolean | undefined;
}

/** Why a frame is not a message that could be answered. */
export type NotAMessage =
  | 'not_an_event' // no object with a text type: null, an array, a number
  | 'other_event' // hello, pong, typing, reaction_added …
  | 'malformed' // a message without a usable channel, ts, text or author
  | 'subtype' // a subtype that no person writes, or one that is not known (allow-list)
  | 'hidden' // hidden, or ephemeral
  | 'edited' // an edit, an unfurl, a deletion, a thread's counters
  | 'own' // written by this bot
  | 'slackbot'; // written by Slackbot, or by no user of the workspace

export type Intake =
  | { readonly kind: 'message'; readonly message: Incoming }
  | { readonly kind: 'none'; readonly why: NotAMessage };

/** The names behind ids as far as they are known; `undefined` where Slack would not say. */
export interface Names {
  readonly user: (id: string) => string | undefined;
  readonly channel: (id: string) => string | undefined;
  readonly channelKind: (id: ChannelId) => ChannelKind | undefined;
  /** All names by which a rule may know the channel: today's, and the one that the rules were bound to. */
  readonly channelNames: (id: ChannelId) => readonly string[] | undefined;
  readonly standing: (author: Author) => Standing;
  /** The account by which a bot is seen, where the frame does not tell it; left out: nobody was asked. */
  readonly account?: (author: Author) => UserId | null;
}

/** What `from` asks of an author, as far as it is known; `undefined` where Slack would not say, which is never guessed. */
export interface Standing {
  /** Handle and display name: a rule may use either. */
  readonly names: readonly string[] | undefined;
  /** Ids and handles of the user groups that the author is in; at least of those that the rules name. */
  readonly groups: readonly string[] | undefined;
  readonly guest: boolean | undefined;
  /** Of another company, through a shared channel. */
  readonly external: boolean | undefined;
}

/** A message as rules and templates see it. */
export interface Message extends Incoming {
  readonly channelName: string | undefined;
  readonly channelKind: ChannelKind | undefined;
  readonly channelNames: readonly string[] | undefined;
  readonly standing: Standing;
  /** Display name, else real name; `undefined` where Slack would not say. */
  readonly userName: string | undefined;
  /** The text as the person saw it: links by their labels, `@name`, `#name`, `&` for `&amp;`; not yet normalised. */
  readonly shown: string;
  readonly mentionsBot: boolean;
}
