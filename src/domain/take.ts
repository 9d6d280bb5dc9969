// What an answer uses up. `key` says of what: the rule's name and the thread, user or channel.

export type Take =
  | { readonly kind: 'once_per'; readonly key: string } // remembered for 30 days
  | { readonly kind: 'limit'; readonly key: string; readonly times: number; readonly everyMs: number }
  /** One of `of` texts, each in its turn. */
  | { readonly kind: 'turn'; readonly key: string; readonly of: number };
