// A list of Slack's in, each of its items handed on out: page by page, patient with a Slack that stumbles.
import type { WebClient } from '@slack/web-api';
import type { Clock, Log } from '../domain/ports.ts';
import { isForbidden, isPassing, readFailure, whyOf, type Failure } from './failure.ts';
import { field, text } from '../domain/fields.ts';

const PAGE_SIZE = 200;
const PAGES_MAX = 100;
/** The lists are Tier 2, 20 a minute with some burst (fact 53). */
const BURST_PAGES = 5;
const BURST_PAUSE_MS = 200;
const PAGE_PAUSE_MS = 3_000;
const TRIES_MAX = 5;
/** 250 ms, 1 s, 4 s, 16 s: the first is short, because messages may wait for the list. */
const BACKOFF_MS_MIN = 250;
const BACKOFF_FACTOR = 4;

/** `complete`: what is not in the list does not exist. */
export type Listed = 'complete' | 'missing_scope' | 'unavailable';

export interface Lister {
  readonly web: WebClient;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}

export interface List extends Lister {
  readonly method: 'conversations.list' | 'users.list';
  readonly args: Readonly<Record<string, unknown>>;
  /** Where in the answer the items stand. */
  readonly key: 'channels' | 'members';
  readonly found: (id: string, item: unknown) => void;
}

/** Never rejects; resolves when there are no more pages, or no hope of them. */
export const listPages = async (list: List): Promise<Listed> => {
  const { clock, log, signal, method, found } = list;
  let cursor: string | undefined;
  let failures = 0;
  for (let page = 0; page < PAGES_MAX && !signal.aborted;) {
    const answer = await readPage(list, cursor);
    if (answer.kind === 'failed') {
      const { failure } = answer;
      const why = whyOf(failure);
      log.write('debug', 'lookup_failed', { method, why, pauseMs: 0 });
      if (isForbidden(why)) return 'missing_scope';
      failures += 1;
      if (failures >= TRIES_MAX || !isPassing(failure)) {
        log.write('warn', 'lookup_failed', { method, why, pauseMs: 0 });
        return 'unavailable';
      }
      await clock.sleep(retryMs(failure, failures), signal);
      continue;
    }
    failures = 0;
    for (const item of answer.items) {
      const id = text(field(item, 'id'));
      if (id !== undefined) found(id, item);
    }
    cursor = answer.next;
    if (cursor === undefined) return 'complete';
    page += 1;
    await clock.sleep(page < BURST_PAGES ? BURST_PAUSE_MS : PAGE_PAUSE_MS, signal);
  }
  return 'unavailable';
};

type Page =
  | { readonly kind: 'page'; readonly items: readonly unknown[]; readonly next: string | undefined }
  | { readonly kind: 'failed'; readonly failure: Failure };

const readPage = async ({ web, method, args, key }: List, cursor: string | undefined): Promise<Page> => {
  try {
    const asked = { ...args, limit: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) };
    const answer: unknown = await web.apiCall(method, asked);
    const items: unknown = field(answer, key);
    if (!Array.isArray(items)) return { kind: 'failed', failure: { kind: 'not_slack' } };
    return { kind: 'page', items, next: text(field(field(answer, 'response_metadata'), 'next_cursor')) };
  } catch (error) {
    return { kind: 'failed', failure: readFailure(error) };
  }
};

/** Of why Slack did not answer, whether it is the token. */
export const listedBy = (why: string): Exclude<Listed, 'complete'> =>
  isForbidden(why) ? 'missing_scope' : 'unavailable';

const retryMs = (failure: Failure, failures: number): number =>
  Math.max(BACKOFF_MS_MIN * BACKOFF_FACTOR ** (failures - 1), failure.kind === 'limited' ? failure.afterMs : 0);
