// What the Web API threw in, what it means out: one reading of it for sessions, sending and look-ups.
import { field } from '../domain/fields.ts';
import type { Phrase } from '../domain/language.ts';
import { RequestFailed } from './http.ts';
import { fatalPhrase, isFatal } from './phrases.ts';

/** setTimeout takes at most 24 days, and an hour is longer than Slack ever asks for. */
const RETRY_AFTER_MS_MAX = 3_600_000;

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
/** Slack will not tell this token, or let it do, whenever it is asked. */
const FORBIDDEN: ReadonlySet<string> = new Set([
  'missing_scope',
  'not_allowed_token_type',
  'no_permission',
  'access_denied',
]);

export const isLater = (error: string): boolean => LATER.has(error);
export const isPerhaps = (error: string): boolean => PERHAPS.has(error);
export const isForbidden = (error: string): boolean => FORBIDDEN.has(error);

/** Whether what changes nothing by being done twice is worth trying again: everything but a refusal that will stay one. */
export const isPassing = (failure: Failure): boolean =>
  failure.kind !== 'refused' || isLater(failure.error) || isPerhaps(failure.error);

export type Failure =
  /** Slack said `ok: false`; `error` is its code. */
  | { readonly kind: 'refused'; readonly error: string }
  | { readonly kind: 'limited'; readonly afterMs: number }
  | { readonly kind: 'http'; readonly status: number }
  /** `left`: the request may have reached Slack. */
  | { readonly kind: 'no_answer'; readonly why: string; readonly left: boolean }
  /** HTTP 200, but not with what Slack says: a proxy's or a hotel's page. */
  | { readonly kind: 'not_slack' };

export type ConnectFailure =
  | { readonly kind: 'fatal'; readonly why: string }
  | { readonly kind: 'retry'; readonly why: string; readonly afterMs: number | null };

/** Fatal: no use in trying again with this token or app (fact 8). `why` is Slack's code or a short name of ours. */
export const classifyConnect = (error: unknown): ConnectFailure => {
  const failure = readFailure(error);
  if (failure.kind === 'refused' && isFatal(failure.error)) return { kind: 'fatal', why: failure.error };
  return { kind: 'retry', why: whyOf(failure), afterMs: failure.kind === 'limited' ? failure.afterMs : null };
};

/** What to do about a fatal `why`, without a secret in it. `_token`: which of the bot's tokens Slack refused. */
export const fatalSentence = (why: string, _token: 'bot'): Phrase => fatalPhrase(why);

export const readFailure = (error: unknown): Failure => {
  if (error instanceof RequestFailed) return { kind: 'no_answer', why: error.why, left: error.left };
  switch (field(error, 'code')) {
    case 'slack_webapi_platform_error':
      return readRefusal(field(field(error, 'data'), 'error'));
    case 'slack_webapi_rate_limited_error':
      return { kind: 'limited', afterMs: clampAfter(field(error, 'retryAfter')) };
    case 'slack_webapi_http_error':
      return { kind: 'http', status: Number(field(error, 'statusCode')) };
    case 'slack_webapi_request_error':
      return { kind: 'no_answer', why: 'request', left: true };
    default:
      return { kind: 'not_slack' }; // the SDK stumbled over an answer of no known shape (fact 64)
  }
};

/** A short name without anything of the answer's body in it. */
export const whyOf = (failure: Failure): string => {
  switch (failure.kind) {
    case 'refused':
      return failure.error;
    case 'limited':
      return 'ratelimited';
    case 'http':
      return `http_${failure.status}`;
    case 'no_answer':
      return failure.why;
    case 'not_slack':
      return 'not_slack';
    default:
      return failure satisfies never;
  }
};

/** With an HTML answer, the SDK puts the whole page where Slack's code would be (fact 64). */
const readRefusal = (error: unknown): Failure =>
  typeof error === 'string' && /^[a-z][a-z0-9_]{0,79}$/.test(error)
    ? { kind: 'refused', error }
    : { kind: 'not_slack' };

const clampAfter = (seconds: unknown): number =>
  typeof seconds === 'number' ? Math.min(Math.max(seconds * 1000, 0), RETRY_AFTER_MS_MAX) : 0;
