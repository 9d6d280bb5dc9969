// What is known behind ids, for how long, and no more of it than a bound; a stale name is kept until a newer one is known.

export interface Cached<T> {
  /** null: Slack would not say. */
  readonly value: T | null;
  readonly isFresh: boolean;
}

export interface Cache<T> {
  readonly get: (id: string) => Cached<T> | undefined;
  readonly set: (id: string, value: T) => void;
  /** Not all of it: good enough where Slack will not say more, but ask. */
  readonly hint: (id: string, value: T) => void;
  /** Slack would not say: do not ask again for a while; a name known before stays. */
  readonly miss: (id: string) => void;
  readonly forget: (id: string) => void;
  /** What is known may have changed unseen: it stays, but is asked for again. */
  readonly doubt: () => void;
}

export interface CacheOptions {
  readonly size: number;
  readonly freshMs: number;
  readonly missMs: number;
  /** Any clock that only grows. */
  readonly now: () => number;
  /** Called after each `set`. */
  readonly arrived?: (id: string) => void;
}

export const openCache = <T>({ size, freshMs, missMs, now, arrived }: CacheOptions): Cache<T> => {
  const entries = new Map<string, { readonly value: T | null; readonly until: number }>();
  const put = (id: string, entry: { readonly value: T | null; readonly until: number }): void => {
    entries.delete(id); // so that the Map's order is that of writing, and the oldest goes first
    entries.set(id, entry);
    if (entries.size <= size) return;
    const [oldest] = entries.keys();
    if (oldest !== undefined) entries.delete(oldest);
  };
  return {
    get: (id) => {
      const entry = entries.get(id);
      return entry && { value: entry.value, isFresh: now() < entry.until };
    },
    set: (id, value) => {
      put(id, { value, until: now() + freshMs });
      arrived?.(id);
    },
    hint: (id, value) => put(id, { value, until: -Infinity }),
    miss: (id) => put(id, { value: entries.get(id)?.value ?? null, until: now() + missMs }),
    forget: (id) => {
      entries.delete(id);
    },
    doubt: () => {
      for (const [id, { value }] of entries) entries.set(id, { value, until: -Infinity });
    },
  };
};
