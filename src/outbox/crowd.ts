// Who has to go when too much is owed. In: default answers as they come. Out: the oldest that are not being sent; one line for many.
import type { Clock, Log } from '../domain/ports.ts';
import { givenUpHint } from './hints.ts';
import { type Item, placeOf } from './item.ts';

/** One line in the log for all that went meanwhile. */
const REPORT_MS = 5_000;
/** As many stand in line before those that are gone are taken out. */
const TIDY_MIN = 20_000;

export interface Crowd {
  readonly add: (item: Item) => void;
  /** The `count` oldest that can go, or none where they are too few. */
  readonly oldest: (count: number) => readonly Item[];
  readonly report: (item: Item) => void;
}

export interface CrowdOptions {
  readonly clock: Clock;
  readonly log: Log;
  /** Aborted: what is to be reported is, at once. */
  readonly signal: AbortSignal;
}

export const openCrowd = ({ clock, log, signal }: CrowdOptions): Crowd => {
  let line: Item[] = [];
  /** All before it are gone. */
  let head = 0;
  let tidyAt = TIDY_MIN;
  let unreported = 0;

  const tidy = (): void => {
    line = line.filter(({ stage }) => stage !== 'gone');
    head = 0;
    tidyAt = Math.max(TIDY_MIN, 2 * line.length);
  };

  const report = async (first: Item): Promise<void> => {
    unreported += 1;
    if (unreported > 1) return;
    await clock.sleep(REPORT_MS, signal);
    log.write('error', 'reply_given_up', {
      ...placeOf(first.owed),
      why: 'crowded_out',
      replies: unreported,
      hint: givenUpHint('crowded_out'),
    });
    unreported = 0;
  };

  return {
    add: (item) => {
      if (!item.owed.isDefault) return;
      line.push(item);
      if (line.length >= tidyAt) tidy();
    },
    oldest: (count) => {
      while (line[head]?.stage === 'gone') head += 1;
      const found: Item[] = [];
      for (let at = head; at < line.length && found.length < count; at += 1) {
        const item = line[at];
        if (item?.stage === 'queued' || item?.stage === 'waiting') found.push(item);
      }
      return found.length === count ? found : [];
    },
    report: (item) => void report(item),
  };
};
