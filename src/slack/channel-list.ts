// Slack's list of channels in, each of them handed on out: page by page, patient with a Slack that stumbles.
import type { WebClient } from '@slack/web-api';
import type { Clock, Log } from '../domain/ports.ts';
import { readFailure, whyOf, type Failure } from './failure.ts';
import { field, text } from './slack-names.ts';

const PAGE_SIZE = 200;
const PAGES_MAX = 100;
/** conversations.list is Tier 2, 20 a minute with some burst (fact 53). */
const BURST_PAGES = 5;
const BURST_PAUSE_MS = 200;
const PAGE_PAUSE_MS = 3_000;
const TRIES_MAX = 5;
/** 250 ms, 1 s, 4 s, 16 s: the first is short, because messages may wait for the list. */
const BACKOFF_MS_MIN = 250;
const BACKOFF_FACTOR = 4;
const PASSING_ERRORS: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
]);
const ALL_TYPES = 'public_channel,private_channel';
/** What a token without `groups:read` may list. */
const PUBLIC_TYPES = 'public_channel';

export interface ChannelListOptions {
  readonly web: WebClient;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  readonly found: (id: string, channel: unknown) => void;
}

/** Never rejects; resolves when there are no more pages, or no hope of them. */
export const listChannels = async ({ web, clock, log, signal, found }: ChannelListOptions): Promise<void> => {
  let types = ALL_TYPES;
  let cursor: string | undefined;
  let failures = 0;
  for (let page = 0; page < PAGES_MAX && !signal.aborted;) {
    const args = { types, exclude_archived: true, limit: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) };
    const answer = await listPage(web, args);
    if (answer.kind === 'failed') {
      const { failure } = answer;
      const why = whyOf(failure);
      log.write('debug', 'lookup_failed', { method: 'conversations.list', why, pauseMs: 0 });
      if (why === 'missing_scope' && types === ALL_TYPES) {
        types = PUBLIC_TYPES;
        cursor = undefined;
        continue;
      }
      failures += 1;
      if (failures >= TRIES_MAX || !isPassing(failure)) {
        log.write('warn', 'lookup_failed', { method: 'conversations.list', why, pauseMs: 0 });
        return;
      }
      await clock.sleep(retryMs(failure, failures), signal);
      continue;
    }
    failures = 0;
    for (const channel of answer.channels) {
      const id = text(field(channel, 'id'));
      if (id !== undefined) found(id, channel);
    }
    cursor = answer.next;
    if (cursor === undefined) return;
    page += 1;
    await clock.sleep(page < BURST_PAGES ? BURST_PAUSE_MS : PAGE_PAUSE_MS, signal);
  }
};

type Page =
  | { readonly kind: 'page'; readonly channels: readonly unknown[]; readonly next: string | undefined }
  | { readonly kind: 'failed'; readonly failure: Failure };

const listPage = async (web: WebClient, args: Record<string, unknown>): Promise<Page> => {
  try {
    const answer: unknown = await web.apiCall('conversations.list', args);
    const channels: unknown = field(answer, 'channels');
    if (!Array.isArray(channels)) return { kind: 'failed', failure: { kind: 'not_slack' } };
    return { kind: 'page', channels, next: text(field(field(answer, 'response_metadata'), 'next_cursor')) };
  } catch (error) {
    return { kind: 'failed', failure: readFailure(error) };
  }
};

const isPassing = (failure: Failure): boolean => failure.kind !== 'refused' || PASSING_ERRORS.has(failure.error);

const retryMs = (failure: Failure, failures: number): number =>
  Math.max(BACKOFF_MS_MIN * BACKOFF_FACTOR ** (failures - 1), failure.kind === 'limited' ? failure.afterMs : 0);
