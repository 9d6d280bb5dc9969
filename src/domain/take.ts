// What an answer uses up. `key` says of what: the rule's name and the thread, user or channel.

/** What a rule asks for. */
export type RuleTake =
  | { readonly kind: 'once_per'; readonly key: string } // remembered for 30 days
  | { readonly kind: 'limit'; readonly key: string; readonly times: number; readonly everyMs: number }
  /** One of `of` texts, each in its turn. */
  | { readonly kind: 'turn'; readonly key: string; readonly of: number };

/** What keeps two bots from answering each other for ever: after `times` within `everyMs` it trips, and nothing is taken for `forMs`. */
export interface Breaker {
  readonly kind: 'breaker';
  readonly key: string;
  readonly times: number;
  readonly everyMs: number;
  readonly forMs: number;
}

export type Take = RuleTake | Breaker;
