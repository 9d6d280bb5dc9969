// What came off the wire in; out the frame as a value, and the little that a session itself must know of it.

/** JSON where it is JSON; else the text, or the bytes, as they came. Never throws. */
export const readFrame = (data: unknown, isBinary: boolean): unknown => {
  if (isBinary) return data;
  const text = String(data);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

export type Signal =
  | { readonly kind: 'hello' | 'goodbye' | 'migration' | 'other' }
  | { readonly kind: 'pong'; readonly replyTo: number }
  /** Slack's complaint; `why` tells an expired URL (fact 10) from others. */
  | { readonly kind: 'error'; readonly why: string };

export const signalOf = (frame: unknown): Signal => {
  if (typeof frame !== 'object' || frame === null || Array.isArray(frame)) return { kind: 'other' };
  const replyTo: unknown = Reflect.get(frame, 'reply_to');
  if (typeof replyTo === 'number') return { kind: 'pong', replyTo };
  switch (Reflect.get(frame, 'type')) {
    case 'hello':
      return { kind: 'hello' };
    case 'goodbye':
      return { kind: 'goodbye' };
    case 'team_migration_started':
      return { kind: 'migration' };
    case 'error':
      return { kind: 'error', why: errorWhy(Reflect.get(frame, 'error')) };
    default:
      return { kind: 'other' };
  }
};

/** Code 1 is `Socket URL has expired`. */
const errorWhy = (error: unknown): string => {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return code === 1 ? 'url_expired' : `slack_error_${typeof code === 'number' ? code : 'unknown'}`;
};
