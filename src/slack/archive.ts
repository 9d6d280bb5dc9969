// A question to Slack's history in, page after page of its answer out, or why there is none; what may not be read is not asked again for an hour.
import type { WebClient } from '@slack/web-api';
import { field, text } from '../domain/fields.ts';
import type { ChannelKind } from '../domain/message.ts';
import type { Clock, Kept } from '../domain/ports.ts';
import { isForbidden, readFailure, whyOf, type Failure } from './failure.ts';
import type { Turns, Urgency } from './turns.ts';

const PAGE_SIZE = 200;
const PAGES_MAX = 100;
/** A scope is given by installing the app again; until then, asking is of no use. */
const REFUSED_MS = 3_600_000;

/** Slack may ask for an hour; whoever asks has other things to do, and decides. */
const HELD_MS_MAX: Readonly<Record<Urgency, number>> = { look: 0, catch_up: 30_000 };

/** Of this conversation alone: the bot was put out of it, or it is gone. */
const NOT_THERE: ReadonlySet<string> = new Set(['channel_not_found', 'not_in_channel', 'is_archived']);

export interface Question {
  readonly method: 'conversations.history' | 'conversations.replies' | 'users.conversations';
  readonly args: Readonly<Record<string, unknown>>;
  /** Where in the answer the items stand. */
  readonly key: 'messages' | 'channels';
  /** What is not asked again where the token may not: a kind of conversations, or one whose kind is not known. */
  readonly about: string;
  readonly urgency: Urgency;
  readonly signal?: AbortSignal;
  /** Whether what came is enough; else, all pages are read. */
  readonly isEnough?: (page: readonly unknown[]) => boolean;
}

export interface Archive {
  readonly ask: (question: Question) => Promise<Kept<unknown>>;
}

export const openArchive = (web: WebClient, clock: Clock, turns: Turns): Archive => {
  const refused = new Map<string, { readonly until: number; readonly why: string }>();

  const refusalOf = ({ method, about }: Question): string | null => {
    const known = refused.get(`${method} ${about}`);
    return known !== undefined && clock.monotonic() < known.until ? known.why : null;
  };

  const page = async (question: Question, cursor: string | undefined): Promise<Page> => {
    const { method, args, key, about, urgency, signal } = question;
    const why = refusalOf(question);
    if (why !== null) return { kind: 'unreadable', why };
    const heldMs = turns.heldMs(method);
    if (heldMs > HELD_MS_MAX[urgency]) return { kind: 'later', why: 'ratelimited', afterMs: heldMs };
    if (!(await turns.take(method, urgency, signal))) return { kind: 'later', why: 'aborted', afterMs: null };
    try {
      const asked = { ...args, limit: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) };
      const answer: unknown = await web.apiCall(method, asked);
      const items: unknown = field(answer, key);
      if (!Array.isArray(items)) return { kind: 'later', why: 'not_slack', afterMs: null };
      return { kind: 'page', items, next: text(field(field(answer, 'response_metadata'), 'next_cursor')) };
    } catch (error) {
      const failure = readFailure(error);
      if (failure.kind === 'limited') turns.hold(method, failure.afterMs);
      if (failure.kind === 'refused' && isOfToken(failure.error))
        refused.set(`${method} ${about}`, { until: clock.monotonic() + REFUSED_MS, why: failure.error });
      return unread(failure);
    }
  };

  return {
    ask: async (question) => {
      const items: unknown[] = [];
      let cursor: string | undefined;
      for (let count = 0; count < PAGES_MAX; count += 1) {
        const answer = await page(question, cursor);
        if (answer.kind !== 'page') return answer;
        items.push(...answer.items);
        cursor = answer.next;
        if (cursor === undefined || question.isEnough?.(answer.items) === true) return { kind: 'read', items };
      }
      return { kind: 'later', why: 'too_many_pages', afterMs: null };
    },
  };
};

/** By which refusals are remembered: `D…` tells its kind, of the others it has to be known. */
export const aboutOf = (channel: string, kind: ChannelKind | undefined): string =>
  kind ?? (channel.startsWith('D') ? 'dm' : channel);

type Page =
  | Exclude<Kept<unknown>, { kind: 'read' }>
  | { readonly kind: 'page'; readonly items: readonly unknown[]; readonly next: string | undefined };

const isOfToken = (error: string): boolean =>
  isForbidden(error) || error === 'unknown_method' || error === 'method_deprecated';

const unread = (failure: Failure): Exclude<Kept<unknown>, { kind: 'read' }> => {
  const why = whyOf(failure);
  if (failure.kind === 'refused' && (isOfToken(why) || NOT_THERE.has(why))) return { kind: 'unreadable', why };
  return { kind: 'later', why, afterMs: failure.kind === 'limited' ? failure.afterMs : null };
};
