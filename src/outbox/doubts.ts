// Replies of which nobody knows whether they arrived. In: the reply, and since when. Out: what is found out about it.
import type { Clock, Journal, Log, Lookup, Progress, Witness } from '../domain/ports.ts';
import { type Resolved, resolveDoubt } from './doubt.ts';
import type { Echoes } from './echoes.ts';
import { type Item, placeOf } from './item.ts';

/** Slack's clock is known to the second: an attempt of another's may have begun so much sooner than it says. */
const CLOCK_MS_MARGIN = 1_000;

export interface Doubtful {
  readonly why: string;
  /** When it was sent at the earliest, by Slack's clock and in monotonic milliseconds. */
  readonly since: number;
  readonly sinceMonotonic: number;
  /** It may be sent again once it is known not to have arrived; until then its lane waits. */
  readonly mayRepeat: boolean;
}

/** Of another's attempt only Slack's time is known. */
export const takenOver = (progress: Exclude<Progress, { readonly state: 'owed' }>, clock: Clock): Doubtful => {
  const agoMs = Math.max(0, clock.now() - progress.since) + CLOCK_MS_MARGIN;
  const mayRepeat = progress.state === 'sending' || progress.mayRepeat;
  return { why: 'taken_over', since: progress.since, sinceMonotonic: clock.monotonic() - agoMs, mayRepeat };
};

export interface DoubtsOptions {
  readonly journal: Journal;
  readonly lookup: Lookup;
  readonly witness: Witness;
  readonly echoes: Echoes;
  readonly clock: Clock;
  readonly log: Log;
  /** Aborted: what is in doubt stays so, in the journal. */
  readonly signal: AbortSignal;
}

export interface Doubts {
  /** `passed` is called where it will not be sent again, whatever is found, so that its lane need not wait. */
  readonly conclude: (item: Item, doubtful: Doubtful, passed: () => void) => Promise<Resolved>;
  readonly count: () => number;
}

export const openDoubts = (options: DoubtsOptions): Doubts => {
  const { journal, echoes, log, signal } = options;
  const open = new Set<Item>();
  signal.addEventListener('abort', () => {
    for (const { echo } of open) echo.abort('stopped');
  });

  const conclude: Doubts['conclude'] = async (item, doubtful, passed) => {
    const { owed, echo } = item;
    // Adding it twice changes nothing.
    if (owed.reply.kind === 'reaction') return 'absent';
    log.write('warn', 'reply_in_doubt', { ...placeOf(owed), why: doubtful.why });
    // Slack shows it to nobody but its reader: whether it arrived is never known.
    if (owed.reply.kind === 'only_them') return 'unknown';
    echoes.listen(item, doubtful.sinceMonotonic);
    const mark = (mayRepeat: boolean) => journal.mark(owed.id, { state: 'in_doubt', since: doubtful.since, mayRepeat });
    if (!(await mark(doubtful.mayRepeat))) return 'lost';
    const pass = async (): Promise<boolean> => {
      const isOurs = await mark(false);
      passed();
      return isOurs;
    };
    if (signal.aborted) return 'stopped';
    return resolveDoubt(
      { owed, since: doubtful.sinceMonotonic, mayRepeat: doubtful.mayRepeat, signal: echo.signal, pass },
      { ...options, remembers: echoes.remembers },
    );
  };

  return {
    conclude: async (item, doubtful, passed) => {
      open.add(item);
      try {
        return await conclude(item, doubtful, passed);
      } finally {
        open.delete(item);
      }
    },
    count: () => open.size,
  };
};
