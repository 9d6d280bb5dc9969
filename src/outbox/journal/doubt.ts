// Messages that a run whose last writes are lost may have taken. In: when they were written. Out: whether they may have been.
import type { Clock } from '../../domain/ports.ts';
import type { Span } from './level-summary.ts';

/** Slack's `Date` is exact to a second, and so is what we make of it. */
const CLOCK_MS_MAX = 1_000;
/** A message is taken up to this long after it was written: older ones are not answered. */
const TAKEN_LATE_MS_MAX = 10 * 60 * 1000;

export interface Doubt {
  /** `at`: when the message was written. */
  readonly covers: (at: number) => boolean;
  /** Whether a reply that was due then may have been sent by the run before. */
  readonly mayHaveSent: (dueAt: number) => boolean;
  /** To be written down for the next run, in which its messages may come again. */
  readonly span: () => Span | null;
}

export interface Lost {
  /** What was written until then is there; null: anything may be missing. */
  readonly after: number | null;
}

/** `before`: what earlier runs were unsure of. `lost`: what this one finds missing; null: nothing. */
export const openDoubt = (clock: Clock, before: Span | null, lost: Lost | null): Doubt => {
  const openedAt = clock.monotonic();
  // By Slack's clock, which is known once a message has come.
  const beginning = (): number => clock.now() - (clock.monotonic() - openedAt) + CLOCK_MS_MAX;
  const span = lost === null ? before : joined(before, fromOf(lost));
  let isClockKnown = false;

  return {
    covers: (at) => {
      isClockKnown = true;
      return span !== null && at >= (span.from ?? at) && at <= (span.until ?? beginning());
    },
    mayHaveSent: (dueAt) => lost !== null && dueAt <= beginning(),
    span: () =>
      span === null || span.until !== null || !isClockKnown ? span : { from: span.from, until: beginning() },
  };
};

const fromOf = ({ after }: Lost): number | null => (after === null ? null : after - CLOCK_MS_MAX - TAKEN_LATE_MS_MAX);

/** The later of the two has no end yet. */
const joined = (before: Span | null, from: number | null): Span => ({
  from: before === null ? from : before.from === null || from === null ? null : Math.min(before.from, from),
  until: null,
});
