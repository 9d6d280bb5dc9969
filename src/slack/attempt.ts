// A step that may throw in; what it threw goes to the log by name and place, and nowhere else.
import type { Log } from '../domain/ports.ts';

/** Only name and place are logged, since an error's text may hold a message's. */
export const attempt = (log: Log, event: string, step: () => void): void => {
  try {
    step();
  } catch (error) {
    log.write('error', event, { error: nameOf(error), at: placeOf(error) });
  }
};

export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

const placeOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  const lines = error.stack?.replace(error.message, '').split('\n');
  return lines?.find((line) => /^\s+at /.test(line))?.trim();
};
