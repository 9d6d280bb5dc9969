// A message of which the journal may have lost what was written. In: a claim. Out: claimed, once it is known whether it was answered.
import type { Claim, Claimed, Clock, Journal, Lookup, Owed } from '../domain/ports.ts';

/** A post of just before may not be shown yet. */
const SHOWN_MS_MAX = 10_000;
/** What comes in no longer than this after another is unsure for the same loss. */
const SAME_LOSS_MS = 60_000;
/** After a look that failed, where Slack does not say when to come again. */
const LOOK_AGAIN_MS = 5_000;
/** What is not known by then is not known at all. */
const UNSURE_MS_MAX = 2 * 60_000;

export type Sure =
  | Exclude<Claimed, { readonly kind: 'unsure' }>
  /** It is claimed, and not answered: it was before, or nobody can tell (`given_up`). Nothing was used up. */
  | { readonly kind: 'left'; readonly why: 'answered' | 'given_up' }
  /** We stop: it is not claimed. */
  | { readonly kind: 'stopped' };

export interface UnsureOptions {
  readonly journal: Journal;
  readonly lookup: Lookup;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Claims a message for sure: where the journal cannot tell whether it was answered, Slack is asked. */
export const openClaiming = ({ journal, lookup, clock, signal }: UnsureOptions): ((claim: Claim) => Promise<Sure>) => {
  /** When the first and the last message came of which one and the same loss left nothing (monotonic). */
  let firstAt = Number.NEGATIVE_INFINITY;
  let lastAt = Number.NEGATIVE_INFINITY;

  const wasAnswered = async (posts: readonly Owed[]): Promise<'yes' | 'no' | 'unknown'> => {
    const now = clock.monotonic();
    if (now - lastAt > SAME_LOSS_MS) firstAt = now;
    lastAt = now;
    // What was lost was begun before the loss was known: once it must be shown, one look is enough.
    const shownAt = firstAt + SHOWN_MS_MAX;
    for (const post of posts) {
      const found = await look(post, { shownAt, endsAt: now + UNSURE_MS_MAX });
      if (found !== 'no') return found;
    }
    return 'no';
  };

  const look = async (post: Owed, { shownAt, endsAt }: Times): Promise<'yes' | 'no' | 'unknown'> => {
    while (!signal.aborted && clock.monotonic() < endsAt) {
      const beganAt = clock.monotonic();
      const found = await lookup.find(post);
      const now = clock.monotonic();
      if (found.kind === 'found') return 'yes';
      if (found.kind === 'unreadable') return 'unknown';
      if (found.kind === 'absent' && beganAt >= shownAt) return 'no';
      const again = found.kind === 'absent' ? shownAt : now + (found.afterMs ?? LOOK_AGAIN_MS);
      await clock.sleep(Math.min(again, endsAt) - now, signal);
    }
    return 'unknown';
  };

  return async (claim) => {
    const claimed = await journal.accept(claim);
    if (claimed.kind !== 'unsure') return claimed;
    const owed = distinct(claim.owed.flat());
    const posts = owed.filter(({ reply }) => reply.kind === 'post' || reply.kind === 'dm');
    const isHarmless = owed.every(({ reply }) => reply.kind === 'reaction');
    const answered = isHarmless ? 'no' : posts.length === 0 ? 'unknown' : await wasAnswered(posts);
    if (signal.aborted) return { kind: 'stopped' };
    if (answered === 'no') return sure(await journal.accept({ ...claim, first: null, isSure: true }));
    const left = sure(
      await journal.accept({ ...claim, takes: [], owed: claim.owed.map(() => []), first: null, isSure: true }),
    );
    return left.kind === 'accepted' ? { kind: 'left', why: answered === 'yes' ? 'answered' : 'given_up' } : left;
  };
};

interface Times {
  readonly shownAt: number;
  readonly endsAt: number;
}

/** The texts that could have their turn go by the same ids, of which one was posted. */
const distinct = (owed: readonly Owed[]): readonly Owed[] => [...new Map(owed.map((one) => [one.id, one])).values()];

const sure = (claimed: Claimed): Exclude<Claimed, { readonly kind: 'unsure' }> => {
  if (claimed.kind === 'unsure') throw new Error('a journal is not unsure of what it is told for sure');
  return claimed;
};
