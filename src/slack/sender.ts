// A reply in, one Web API call, and out what became of it: classified, never tried again here.
import type { WebClient } from '@slack/web-api';
import { ts } from '../domain/ids.ts';
import type { Sender } from '../domain/ports.ts';
import type { Reply, SendResult } from '../domain/reply.ts';
import { readFailure, whyOf, type Failure } from './failure.ts';
import { isFatal } from './phrases.ts';

type Post = Extract<Reply, { kind: 'post' }>;
type Reaction = Extract<Reply, { kind: 'reaction' }>;

/** Slack did nothing, and will take it later (fact 56). */
const LATER: ReadonlySet<string> = new Set([
  'ratelimited',
  'rate_limited',
  'service_unavailable',
  'team_added_to_org',
  'request_timeout',
  'migration_in_progress',
]);
/** "It's possible some aspect of the operation succeeded" (fact 56). */
const PERHAPS: ReadonlySet<string> = new Set(['internal_error', 'fatal_error']);
/** Fatal for a connection, but of a post they speak of its channel, or of the post, alone. */
const OF_THE_POST: ReadonlySet<string> = new Set([
  'access_denied',
  'no_permission',
  'ekm_access_denied',
  'unknown_method',
]);

export const webSender = (web: WebClient): Sender => ({
  send: (reply) => (reply.kind === 'post' ? post(web, reply) : react(web, reply)),
});

/** `link_names` and `parse` are never given: with them, a quoted `@here` would ring for everybody (fact 48). */
const post = async (web: WebClient, { channel, threadTs, alsoToChannel, text }: Post): Promise<SendResult> => {
  try {
    const answer = await web.apiCall('chat.postMessage', {
      channel,
      text,
      unfurl_links: false,
      unfurl_media: false,
      ...(threadTs === null ? {} : { thread_ts: threadTs, ...(alsoToChannel ? { reply_broadcast: true } : {}) }),
    });
    const at: unknown = Reflect.get(answer, 'ts');
    return { kind: 'sent', ts: typeof at === 'string' ? ts(at) : null };
  } catch (error) {
    return postFailed(readFailure(error));
  }
};

const postFailed = (failure: Failure): SendResult => {
  const why = whyOf(failure);
  switch (failure.kind) {
    case 'limited':
      return { kind: 'retry', afterMs: failure.afterMs, why };
    case 'no_answer':
      return failure.left ? { kind: 'in_doubt', why } : { kind: 'retry', afterMs: null, why };
    case 'http': // a redirect or a 4xx is no answer of Slack's: whoever gave it did not pass the post on
      return failure.status >= 300 && failure.status < 500
        ? { kind: 'retry', afterMs: null, why }
        : { kind: 'in_doubt', why };
    case 'not_slack':
      return { kind: 'in_doubt', why };
    case 'refused':
      if (PERHAPS.has(why)) return { kind: 'in_doubt', why };
      if (LATER.has(why)) return { kind: 'retry', afterMs: null, why };
      return { kind: isFatal(why) && !OF_THE_POST.has(why) ? 'fatal' : 'rejected', why };
    default:
      return failure satisfies never;
  }
};

/** Idempotent, so that doubt is settled by trying again; and never fatal: a bot that may not react still answers. */
const react = async (web: WebClient, { channel, ts: timestamp, name }: Reaction): Promise<SendResult> => {
  try {
    await web.apiCall('reactions.add', { channel, timestamp, name });
    return { kind: 'sent', ts: null };
  } catch (error) {
    const failure = readFailure(error);
    const why = whyOf(failure);
    if (failure.kind === 'limited') return { kind: 'retry', afterMs: failure.afterMs, why };
    if (failure.kind !== 'refused' || PERHAPS.has(why) || LATER.has(why)) return { kind: 'retry', afterMs: null, why };
    return why === 'already_reacted' ? { kind: 'sent', ts: null } : { kind: 'rejected', why };
  }
};
