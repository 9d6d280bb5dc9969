// A bot token in, a Web API client out that neither retries, nor waits, nor tells secrets by itself.
import { WebClient } from '@slack/web-api';
import { openRequests } from './http.ts';
import { silentLogger } from './silent-logger.ts';

/** The SDK's own default is to wait for ever (fact 64). */
const CALL_MS_MAX = 10_000;
/** What a 429 without a usable Retry-After means; the SDK would make an error without a code of it (fact 63). */
const RETRY_AFTER_S_DEFAULT = 5;

export interface WebOptions {
  readonly token: string;
  /** `https://slack.com/api/` unless told. */
  readonly apiUrl?: string | undefined;
  /** Called with the `Date` of every answer: Slack's clock, by which a message's age is told. */
  readonly onDate?: ((msSinceEpoch: number) => void) | undefined;
  readonly callMs?: number | undefined;
  /**
   * Asked right before a post, a reaction or the opening of a direct message is written to a connection that stands;
   * false: it is not sent, and fails as `lease_lost`. Left out: it always may.
   */
  readonly mayPost?: (() => boolean) | undefined;
}

/** Errors: those of `readFailure`. Retries are off because the SDK would post the same text again (fact 62). */
export const slackWeb = (options: WebOptions): WebClient => {
  const { token, apiUrl, onDate, callMs = CALL_MS_MAX, mayPost = () => true } = options;
  const request = openRequests(mayPost);
  return new WebClient(token, {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    attachOriginalToWebAPIRequestError: false,
    timeout: callMs,
    logger: silentLogger,
    adapter: async (config) => {
      const answer = await request(config);
      const date = Date.parse(String(answer.headers['date']));
      if (!Number.isNaN(date) && isSlacks(answer)) onDate?.(date);
      const isTimed = /^\d+$/.test(String(answer.headers['retry-after']));
      if (answer.status === 429 && !isTimed) answer.headers['retry-after'] = String(RETRY_AFTER_S_DEFAULT);
      return answer;
    },
  });
};

/** A proxy's page bears the date of the proxy, by which every message might be too old. */
const isSlacks = ({ status, data }: { readonly status: number; readonly data: unknown }): boolean =>
  status === 200 && typeof data === 'string' && data.trimStart().startsWith('{');
