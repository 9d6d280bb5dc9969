// A journal and an outbox → a line an hour that says how much is remembered, and what became of the replies since the start.
import type { Clock, Journal, Log } from '../domain/ports.ts';
import type { Outbox } from '../outbox/outbox.ts';

const EVERY_MS = 60 * 60_000;

export interface ReportOptions {
  readonly journal: Pick<Journal, 'size'>;
  readonly outbox: Pick<Outbox, 'state'>;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** The first at once. Rejects as `size` does: where the journal is closed. */
export const reportSize = async ({ journal, outbox, clock, log, signal }: ReportOptions): Promise<void> => {
  while (!signal.aborted) {
    const { inDoubt, sent, givenUp } = outbox.state();
    log.write('info', 'journal_size', { ...(await journal.size()), in_doubt: inDoubt, sent, given_up: givenUp });
    await clock.sleep(EVERY_MS, signal);
  }
};
