// One entry of what answers have used up, as a journal writes it down, and who is told of it.

/** One thing that is remembered; nothing of it changes but by `drop` and `put`. */
export type Used =
  | { readonly kind: 'once_per'; readonly key: string; readonly at: number }
  /** `nth`: among the answers of the same instant, from 0. */
  | { readonly kind: 'limit'; readonly key: string; readonly at: number; readonly nth: number }
  | { readonly kind: 'span'; readonly key: string; readonly everyMs: number }
  | { readonly kind: 'turn'; readonly key: string; readonly next: number }
  | { readonly kind: 'tripped'; readonly key: string; readonly at: number; readonly until: number };

/** Is told of all that is remembered and forgotten, while it happens. */
export interface UsedListener {
  readonly put: (one: Used) => void;
  readonly drop: (one: Used) => void;
}

export const NOBODY: UsedListener = { put: () => {}, drop: () => {} };
