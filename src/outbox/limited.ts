// Slack's 429s in; out whether one speaks of its lane alone or of the whole method.
import type { Clock } from '../domain/ports.ts';
import type { Method } from '../domain/reply.ts';

export interface Limited {
  readonly method: Method;
  readonly lane: string;
  /** Slack's Retry-After. */
  readonly ms: number;
}

/**
 * The pace of any other method is the workspace's. A post's 429 does not tell the channel's (about one a second) from the
 * workspace's (several hundred a minute; docs.slack.dev/apis/web-api/rate-limits): a second one, from another lane while
 * the first still holds, does.
 */
export const openLimited = (clock: Clock): ((limited: Limited) => boolean) => {
  let last: { readonly lane: string; readonly until: number } | null = null;
  return ({ method, lane, ms }) => {
    if (method !== 'chat.postMessage') return true;
    const now = clock.monotonic();
    const before = last;
    last = { lane, until: Math.max(now + ms, before?.until ?? 0) };
    return before !== null && before.until > now && before.lane !== lane;
  };
};
