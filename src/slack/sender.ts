// What is owed in, one post or reaction, and out what became of it: classified, never tried again here.
import type { WebClient } from '@slack/web-api';
import { type ChannelId, ts, type UserId } from '../domain/ids.ts';
import type { Owed, Sender } from '../domain/ports.ts';
import type { Reply, Said, SendResult } from '../domain/reply.ts';
import { openDms } from './dms.ts';
import { isLater, isPassing, isPerhaps, readFailure, whyOf, type Failure } from './failure.ts';
import { markOf } from '../domain/mark.ts';
import { isFatal } from './phrases.ts';

type ReplyOf<Kind extends Reply['kind']> = Extract<Reply, { kind: Kind }>;

/** Fatal for a connection, but of a post they speak of its channel, or of the post, alone. */
const OF_THE_POST: ReadonlySet<string> = new Set([
  'access_denied',
  'no_permission',
  'ekm_access_denied',
  'unknown_method',
]);

export interface WebSender extends Sender {
  /** Where a person's direct messages are, once one was to be sent. */
  readonly dmOf: (user: UserId) => ChannelId | null;
}

export const webSender = (web: WebClient): WebSender => {
  const dms = openDms(web);
  const post = openPosting(web);

  /** A first direct message takes two calls; only the second says anything, so that the first is never in doubt. */
  const sendDm = async (id: string, reply: ReplyOf<'dm'>): Promise<SendResult> => {
    const channel = await dms.open(reply.user).catch(readFailure);
    if (typeof channel !== 'string') return openFailed(channel);
    const result = await post(id, { channel, ...said(reply), ...QUIET });
    if (result.kind === 'rejected') dms.forget(reply.user);
    return result;
  };

  return {
    send: ({ id, reply }) => {
      switch (reply.kind) {
        case 'post':
          return post(id, inChannel(reply));
        case 'dm':
          return sendDm(id, reply);
        case 'only_them':
          return whisper(web, reply);
        case 'reaction':
          return react(web, reply);
        default:
          return reply satisfies never;
      }
    },
    dmOf: dms.known,
  };
};

/** `link_names` and `parse` are never given: with them, a quoted `@here` would ring for everybody (fact 48). */
const QUIET = { unfurl_links: false, unfurl_media: false };

const said = ({ text, blocks }: Said): Readonly<Record<string, unknown>> => ({
  ...(text === '' ? {} : { text }),
  ...(blocks === null ? {} : { blocks }),
});

type Args = Readonly<Record<string, unknown>>;

const inChannel = (reply: ReplyOf<'post'>): Args => ({
  channel: reply.channel,
  ...said(reply),
  ...QUIET,
  ...(reply.threadTs === null
    ? {}
    : { thread_ts: reply.threadTs, ...(reply.alsoToChannel ? { reply_broadcast: true } : {}) }),
});

/** Marked with the id, by which it is found again in the history, for as long as Slack takes marks of this token. */
const openPosting = (web: WebClient) => {
  let takesMarks = true;
  return async (id: Owed['id'], args: Args): Promise<SendResult> => {
    if (!takesMarks) return call(web, 'chat.postMessage', args);
    const result = await call(web, 'chat.postMessage', { ...args, metadata: markOf(id) });
    if (result.kind !== 'rejected' || !OF_THE_MARK.test(result.why)) return result;
    takesMarks = false;
    // Slack refused the mark, and with it the post: nothing was said yet.
    return call(web, 'chat.postMessage', args);
  };
};

/** `metadata_must_be_sent_from_app`, `invalid_metadata_format` and their like. */
const OF_THE_MARK = /(?:^|_)metadata_/;

const whisper = (web: WebClient, reply: ReplyOf<'only_them'>): Promise<SendResult> =>
  call(web, 'chat.postEphemeral', {
    channel: reply.channel,
    user: reply.user,
    ...said(reply),
    ...(reply.threadTs === null ? {} : { thread_ts: reply.threadTs }),
  });

const call = async (
  web: WebClient,
  method: 'chat.postMessage' | 'chat.postEphemeral',
  args: Args,
): Promise<SendResult> => {
  try {
    const answer = await web.apiCall(method, args);
    const at: unknown = Reflect.get(answer, method === 'chat.postMessage' ? 'ts' : 'message_ts');
    return { kind: 'sent', ts: typeof at === 'string' ? ts(at) : null };
  } catch (error) {
    return postFailed(readFailure(error));
  }
};

/**
 * By what they mean, a proxy asks for a sign-in instead of passing the request on. A redirect or any other 4xx may come
 * from one that looks at answers, and kept Slack's back after the post was made.
 */
const NOT_PASSED_ON: ReadonlySet<number> = new Set([407, 511]);

const postFailed = (failure: Failure): SendResult => {
  const why = whyOf(failure);
  switch (failure.kind) {
    case 'limited':
      return { kind: 'retry', afterMs: failure.afterMs, why };
    case 'no_answer':
      return failure.left ? { kind: 'in_doubt', why } : { kind: 'retry', afterMs: null, why };
    case 'http':
      return NOT_PASSED_ON.has(failure.status) ? { kind: 'retry', afterMs: null, why } : { kind: 'in_doubt', why };
    case 'not_slack':
      return { kind: 'in_doubt', why };
    case 'refused':
      if (isPerhaps(why)) return { kind: 'in_doubt', why };
      if (isLater(why)) return { kind: 'retry', afterMs: null, why };
      return { kind: isFatal(why) && !OF_THE_POST.has(why) ? 'fatal' : 'rejected', why };
    default:
      return failure satisfies never;
  }
};

/** Of what changes nothing by being done twice: it is simply done again, unless Slack refuses it for good. */
const againLater = (failure: Failure): SendResult | null =>
  isPassing(failure)
    ? { kind: 'retry', afterMs: failure.kind === 'limited' ? failure.afterMs : null, why: whyOf(failure) }
    : null;

/** Opening changes nothing that anybody sees. A scope for direct messages is not one for posts. */
const openFailed = (failure: Failure): SendResult => {
  const why = whyOf(failure);
  const isDead = isFatal(why) && why !== 'missing_scope' && !OF_THE_POST.has(why);
  return againLater(failure) ?? { kind: isDead ? 'fatal' : 'rejected', why };
};

/** Never fatal: a bot that may not react still answers. */
const react = async (web: WebClient, { channel, ts: timestamp, name }: ReplyOf<'reaction'>): Promise<SendResult> => {
  try {
    await web.apiCall('reactions.add', { channel, timestamp, name });
    return { kind: 'sent', ts: null };
  } catch (error) {
    const failure = readFailure(error);
    const why = whyOf(failure);
    return againLater(failure) ?? (why === 'already_reacted' ? { kind: 'sent', ts: null } : { kind: 'rejected', why });
  }
};
