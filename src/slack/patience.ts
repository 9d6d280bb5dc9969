// Which Web API methods hang in, how long a message waits for them out: a method that hangs costs two messages, not all.
import type { Clock } from '../domain/ports.ts';

const TIME_OUTS_MAX = 2;
const HANGING_MS = 60_000;

export interface Patience {
  readonly isHanging: (method: string) => boolean;
  /** Resolves with the answer, or without it after `ms`; the answer may still come. `answer` must not reject. */
  readonly waitFor: (method: string, answer: Promise<unknown>, ms: number) => Promise<void>;
}

export const openPatience = (clock: Clock): Patience => {
  const timeOuts = new Map<string, { readonly inARow: number; readonly at: number }>();
  return {
    isHanging: (method) => {
      const known = timeOuts.get(method);
      return known !== undefined && known.inARow >= TIME_OUTS_MAX && clock.monotonic() - known.at < HANGING_MS;
    },
    waitFor: async (method, answer, ms) => {
      const answered = new AbortController();
      let isLate = false;
      const hear = async (): Promise<void> => {
        await answer;
        if (!isLate) timeOuts.delete(method);
        answered.abort();
      };
      const tire = async (): Promise<void> => {
        await clock.sleep(ms, answered.signal);
        if (answered.signal.aborted) return;
        isLate = true;
        timeOuts.set(method, { inARow: (timeOuts.get(method)?.inARow ?? 0) + 1, at: clock.monotonic() });
      };
      await Promise.race([hear(), tire()]);
    },
  };
};
