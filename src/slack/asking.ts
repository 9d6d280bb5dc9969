// One question to Slack in, its answer or why there is none out; asked once at a time, and waited for no longer than a message may wait.
import type { WebClient } from '@slack/web-api';
import type { Clock, Log } from '../domain/ports.ts';
import { isForbidden, readFailure, whyOf } from './failure.ts';
import { openPatience, type Patience } from './patience.ts';

/** How long a message waits for what is known of a person; what is not known by then, the message goes without. */
const PERSON_MS_MAX = 500;
/** A channel's name decides which rules may answer at all, so it is waited for longer; still within a second of hello. */
export const CHANNEL_MS_MAX = 800;
/** Before it is known whether groups are asked about at all; together with that, no longer than for a channel. */
export const PEOPLE_LIST_MS_MAX = CHANNEL_MS_MAX - PERSON_MS_MAX;
const WAIT_MS_MAX = {
  'users.info': PERSON_MS_MAX,
  'bots.info': PERSON_MS_MAX,
  'usergroups.list': PERSON_MS_MAX,
  'usergroups.users.list': PERSON_MS_MAX,
  'conversations.info': CHANNEL_MS_MAX,
} as const;
export type Method = keyof typeof WAIT_MS_MAX;
/** Of each method, so that one that hangs does not keep the other from being asked. */
const CALLS_IN_FLIGHT_MAX = 10;
/** A method that Slack refuses for its own sake (missing scope …) is left alone this long. */
const REFUSED_MS = 600_000;
const isRefused = (why: string): boolean => isForbidden(why) || why === 'unknown_method' || why === 'method_deprecated';

export type Asked =
  | { readonly kind: 'answer'; readonly answer: unknown }
  | { readonly kind: 'none'; readonly why: string };

export interface Asking {
  /** A method that is limited or refused is left alone for a while. Never rejects. */
  readonly call: (method: Method, args: Readonly<Record<string, unknown>>) => Promise<Asked>;
  /** One question at a time per id, and not too many in all; what it gives is worth waiting for, or undefined. */
  readonly once: (method: Method, id: string, ask: () => Promise<void>) => Promise<void> | undefined;
  readonly patience: Patience;
}

export interface AskingOptions {
  readonly web: WebClient;
  readonly clock: Clock;
  readonly log: Log;
}

export const openAsking = ({ web, clock, log }: AskingOptions): Asking => {
  const patience = openPatience(clock);
  const inFlight = new Map<Method, Map<string, Promise<void>>>();
  const paused = new Map<Method, { readonly until: number; readonly why: string }>();
  return {
    patience,
    call: async (method, args) => {
      const pause = paused.get(method);
      if (pause !== undefined && clock.monotonic() < pause.until) return { kind: 'none', why: pause.why };
      try {
        return { kind: 'answer', answer: await web.apiCall(method, args) };
      } catch (error) {
        const failure = readFailure(error);
        const why = whyOf(failure);
        const pauseMs = failure.kind === 'limited' ? failure.afterMs : isRefused(why) ? REFUSED_MS : 0;
        if (pauseMs > 0) paused.set(method, { until: clock.monotonic() + pauseMs, why });
        log.write(pauseMs > 0 ? 'warn' : 'debug', 'lookup_failed', { method, why, pauseMs });
        return { kind: 'none', why };
      }
    },
    once: (method, id, ask) => {
      const asked = inFlight.get(method) ?? new Map<string, Promise<void>>();
      inFlight.set(method, asked);
      const isHanging = patience.isHanging(method);
      const known = asked.get(id);
      if (known !== undefined) return isHanging ? undefined : known;
      if (asked.size >= CALLS_IN_FLIGHT_MAX) return undefined;
      const asking = ask().finally(() => asked.delete(id));
      const wait = patience.waitFor(method, asking, WAIT_MS_MAX[method]);
      asked.set(id, wait);
      return isHanging ? undefined : wait;
    },
  };
};
