// Claims, what was used up and owed replies in this process's memory: gone with it, bounded in time and number.
import type { Clock, Journal, Owed, OwedState } from '../../domain/ports.ts';
import { keyText } from '../../domain/reply.ts';
import { openTakes } from '../takes.ts';

/** How long a message is known as taken. Slack redelivers for minutes; older messages are refused by age. */
export const CLAIM_MS_MAX = 24 * 60 * 60 * 1000;
/** About 30 MB at the most. */
export const CLAIMS_MAX = 200_000;

/** Steps are atomic because none of them awaits. */
export const memoryJournal = ({ clock }: { readonly clock: Clock }): Journal => {
  // Invariant: in the order of insertion, which is the order of age.
  const claims = new Map<string, number>();
  const pending = new Map<string, Owed & { readonly state: OwedState }>();
  const used = openTakes();

  const forgetOld = (now: number): void => {
    for (const [key, claimedAt] of claims) {
      if (claims.size <= CLAIMS_MAX && now - claimedAt < CLAIM_MS_MAX) return;
      claims.delete(key);
    }
  };

  return {
    accept: async ({ key, takes, at, owed }) => {
      const now = clock.monotonic();
      forgetOld(now);
      if (claims.has(keyText(key))) return { kind: 'duplicate' };
      claims.set(keyText(key), now);
      const took = used.take(takes, at);
      if (!took.ok) return { kind: 'limited', why: took.why, key: took.key };
      for (const one of owed[took.turn] ?? []) pending.set(one.id, { ...one, state: 'owed' });
      return { kind: 'accepted', turn: took.turn };
    },
    mark: async (id, state) => {
      const one = pending.get(id);
      if (one !== undefined) pending.set(id, { ...one, state });
    },
    settle: async (id) => {
      pending.delete(id);
    },
    pending: async () => [...pending.values()],
    close: async () => {},
  };
};
