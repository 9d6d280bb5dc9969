// All that a journal remembers, in this process's memory. In: one step. Out: its outcome at once, and the records that changed.
import type {
  Begun,
  Claim,
  Claimed,
  Clock,
  JournalSize,
  Owed,
  Pending,
  Progress,
  ThreadKey,
  Way,
} from '../../domain/ports.ts';
import { keyText, type Method } from '../../domain/reply.ts';
import type { Rates } from '../rates.ts';
import { openTakes } from '../takes.ts';
import type { Used } from '../used.ts';
import { openThreads, type Thread } from './threads.ts';
import { openTurns } from './turns.ts';

/** How long a message is known as taken. Slack redelivers for minutes; older messages are refused by age. */
export const CLAIM_MS_MAX = 24 * 60 * 60 * 1000;
/** About 30 MB at the most. */
export const CLAIMS_MAX = 200_000;
/** Old claims that one step forgets: it makes one, and must not take long. */
const FORGOTTEN_MAX = 16;

/** One thing that is remembered: what is written down, and from what the state is filled again. */
export type Entry =
  | { readonly kind: 'claim'; readonly key: string; readonly at: number }
  | { readonly kind: 'used'; readonly used: Used }
  | { readonly kind: 'thread'; readonly thread: Thread }
  | { readonly kind: 'owed'; readonly place: number; readonly owed: Owed }
  | { readonly kind: 'progress'; readonly place: number; readonly progress: Progress }
  | { readonly kind: 'seen'; readonly until: number }
  | { readonly kind: 'text'; readonly name: string; readonly text: string };

/** Is told of every change. `put` of an owed, progress, seen or text replaces what was there; all else is put once. */
export interface Records {
  readonly put: (entry: Entry) => void;
  readonly drop: (entry: Entry) => void;
}

export interface State {
  readonly has: (key: string) => boolean;
  readonly accept: (claim: Claim) => Exclude<Claimed, { kind: 'unsure' }>;
  readonly begin: (id: string, way: Way) => Begun;
  readonly hold: (method: Method, ms: number) => void;
  readonly mark: (id: string, progress: Progress) => boolean;
  readonly settle: (id: string) => void;
  /** What an earlier run left, once; `progressOf`: how far it is, as far as that is known now. */
  readonly adopt: (progressOf: (one: Pending) => Progress) => readonly Pending[];
  readonly pending: () => readonly Pending[];
  readonly sawAll: (until: number) => void;
  readonly seenUntil: () => number | null;
  readonly threads: (since: number) => readonly ThreadKey[];
  readonly keep: (name: string, text: string) => void;
  readonly kept: (name: string) => string | null;
  readonly size: () => JournalSize;
  /** An entry of an earlier run; claims and what was used up in the order of time, `owed` before its `progress`. */
  readonly fill: (entry: Entry) => void;
}

export interface StateOptions {
  readonly clock: Clock;
  readonly rates: Rates;
  readonly records: Records;
}

interface Item {
  readonly place: number;
  readonly pending: Pending;
}

/** Every step is atomic because none of them awaits. */
export const openState = ({ clock, rates, records }: StateOptions): State => {
  // Invariant: in the order of insertion, which is the order of age.
  const claims = new Map<string, number>();
  const items = new Map<string, Item>();
  const ids = new Map<number, string>();
  /** What an earlier run left, until it is asked for. */
  const orphans = new Set<string>();
  const texts = new Map<string, string>();
  /** Leave was given with the acceptance, and not yet asked for. */
  const given = new Set<string>();
  const turns = openTurns(clock, rates);
  let seen: number | null = null;
  let places = 0;
  /** What is filled in is written down already. */
  let isFilling = false;

  const used = openTakes({
    put: (one) => records.put({ kind: 'used', used: one }),
    drop: (one) => records.drop({ kind: 'used', used: one }),
  });
  const threads = openThreads((gone, come) => {
    if (isFilling) return;
    if (gone !== null) records.drop({ kind: 'thread', thread: gone });
    if (come !== null) records.put({ kind: 'thread', thread: come });
  });

  const isAged = (claimedAt: number): boolean => clock.now() - claimedAt >= CLAIM_MS_MAX;
  const has = (key: string): boolean => {
    const claimedAt = claims.get(key);
    return claimedAt !== undefined && !isAged(claimedAt);
  };

  const forget = (key: string, at: number): void => {
    claims.delete(key);
    records.drop({ kind: 'claim', key, at });
  };

  const claim = (key: string): void => {
    const before = claims.get(key);
    if (before !== undefined) forget(key, before);
    const at = clock.now();
    claims.set(key, at);
    records.put({ kind: 'claim', key, at });
    let left = FORGOTTEN_MAX;
    for (const [old, claimedAt] of claims) {
      if (left === 0 || (claims.size <= CLAIMS_MAX && !isAged(claimedAt))) return;
      left -= 1;
      forget(old, claimedAt);
    }
  };

  const owe = (owed: Owed): void => {
    const place = (places += 1);
    add(place, owed);
    records.put({ kind: 'owed', place, owed });
  };

  const add = (place: number, owed: Owed): void => {
    items.set(owed.id, { place, pending: { ...owed, progress: { state: 'owed', refusedAt: null } } });
    ids.set(place, owed.id);
  };

  const progressed = (id: string, progress: Progress): boolean => {
    const item = items.get(id);
    if (item === undefined) return false;
    items.set(id, { ...item, pending: { ...item.pending, progress } });
    records.put({ kind: 'progress', place: item.place, progress });
    return true;
  };

  const settle = (id: string): void => {
    const item = items.get(id);
    if (item === undefined) return;
    const { place, pending } = item;
    items.delete(id);
    ids.delete(place);
    orphans.delete(id);
    given.delete(id);
    turns.leave(id);
    records.drop({ kind: 'owed', place, owed: pending });
    records.drop({ kind: 'progress', place, progress: pending.progress });
  };

  const begin = (id: string, way: Way): Begun => {
    if (!items.has(id)) return { kind: 'lost' };
    const begun = turns.begin(id, way);
    if (begun.kind === 'begun') progressed(id, { state: 'sending', since: clock.now() });
    return begun;
  };

  const fill = (entry: Entry): void => {
    switch (entry.kind) {
      case 'claim':
        claims.set(entry.key, entry.at);
        return;
      case 'used':
        used.fill(entry.used);
        return;
      case 'thread':
        threads.saw(entry.thread);
        return;
      case 'owed':
        places = Math.max(places, entry.place);
        add(entry.place, entry.owed);
        orphans.add(entry.owed.id);
        return;
      case 'progress': {
        const id = ids.get(entry.place);
        const item = id === undefined ? undefined : items.get(id);
        if (id !== undefined && item !== undefined)
          items.set(id, { ...item, pending: { ...item.pending, progress: entry.progress } });
        return;
      }
      case 'seen':
        seen = entry.until;
        return;
      case 'text':
        texts.set(entry.name, entry.text);
        return;
      default:
        entry satisfies never;
    }
  };

  return {
    has,
    accept: ({ key, thread, takes, at, owed, first }) => {
      const name = keyText(key);
      if (has(name)) return { kind: 'duplicate' };
      claim(name);
      threads.saw({ channel: key.channel, thread, at });
      const took = used.take(takes, at);
      if (!took.ok) return { kind: 'limited', why: took.why, key: took.key, trips: took.trips };
      const mine = owed[took.turn] ?? [];
      for (const one of mine) owe(one);
      if (first !== null && mine[0] !== undefined && begin(mine[0].id, first).kind === 'begun') given.add(mine[0].id);
      return { kind: 'accepted', turn: took.turn };
    },
    begin: (id, way) => (given.delete(id) ? { kind: 'begun' } : begin(id, way)),
    hold: turns.hold,
    mark: (id, progress) => {
      if (!progressed(id, progress)) return false;
      given.delete(id);
      // It will not be sent again: nothing has to wait for it.
      if (progress.state === 'in_doubt' && !progress.mayRepeat) turns.leave(id);
      return true;
    },
    settle,
    adopt: (progressOf) => {
      const left = [...orphans];
      orphans.clear();
      return left.flatMap((id) => {
        const before = items.get(id)?.pending;
        if (before === undefined) return [];
        const progress = progressOf(before);
        if (progress !== before.progress) progressed(id, progress);
        return [{ ...before, progress }];
      });
    },
    pending: () => [...items.values()].map(({ pending }) => pending),
    sawAll: (until) => {
      if (seen !== null && seen >= until) return;
      seen = until;
      records.put({ kind: 'seen', until });
    },
    seenUntil: () => seen,
    threads: threads.since,
    keep: (name, text) => {
      texts.set(name, text);
      records.put({ kind: 'text', name, text });
    },
    kept: (name) => texts.get(name) ?? null,
    size: () => ({ claims: claims.size, owed: items.size, takes: used.size() }),
    fill: (entry) => {
      isFilling = true;
      fill(entry);
      isFilling = false;
    },
  };
};
