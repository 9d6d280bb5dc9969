// Waiting that an abort ends at once: a promise and a signal in, the promise's value or `aborted` out.
import { deferred } from '../domain/deferred.ts';

/** The value of `promise`, or `aborted` as soon as `signal` is; leaves no listener behind. Rejects as `promise` does. */
export const unlessAborted = async <T>(promise: Promise<T>, signal: AbortSignal): Promise<T | 'aborted'> => {
  if (signal.aborted) {
    promise.catch(() => 'nobody waits for it any more');
    return 'aborted';
  }
  const aborted = deferred<'aborted'>();
  const onAbort = (): void => aborted.resolve('aborted');
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
};
