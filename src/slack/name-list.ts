// A list of Slack's that is read to its end, by one reader at a time and not too often; how the last reading went.
import type { Clock } from '../domain/ports.ts';
import type { Listed } from './pages.ts';

export interface NameList {
  /** The reading under way, or a new one; null: it was read less than `everyMs` ago. */
  readonly read: (everyMs: number) => Promise<void> | null;
  readonly underWay: () => Promise<void> | null;
  readonly listed: () => Listed;
}

/** `read` must not reject. */
export const openNameList = (clock: Clock, read: () => Promise<Listed>): NameList => {
  let listed: Listed = 'unavailable';
  let readAt = -Infinity;
  let underWay: Promise<void> | null = null;
  const readNow = async (): Promise<void> => {
    listed = await read();
    underWay = null;
  };
  return {
    read: (everyMs) => {
      if (underWay !== null) return underWay;
      if (clock.monotonic() - readAt < everyMs) return null;
      readAt = clock.monotonic();
      underWay = readNow();
      return underWay;
    },
    underWay: () => underWay,
    listed: () => listed,
  };
};
