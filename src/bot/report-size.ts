// A journal → a line an hour that says how much it remembers.
import type { Clock, Journal, Log } from '../domain/ports.ts';

const EVERY_MS = 60 * 60_000;

export interface ReportOptions {
  readonly journal: Pick<Journal, 'size'>;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** The first at once. Rejects as `size` does: where the journal is closed. */
export const reportSize = async ({ journal, clock, log, signal }: ReportOptions): Promise<void> => {
  while (!signal.aborted) {
    log.write('info', 'journal_size', { ...(await journal.size()) });
    await clock.sleep(EVERY_MS, signal);
  }
};
