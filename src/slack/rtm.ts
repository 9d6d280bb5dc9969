// A bot token in, a Transport out whose sessions are RTM sockets; each is one guarded RTMClient, used once.
import type { RTMClient } from '@slack/rtm-api';
import type { WebClient } from '@slack/web-api';
import { deferred } from '../domain/deferred.ts';
import { field } from '../domain/fields.ts';
import type { Self } from '../domain/message.ts';
import type { ConnectResult, Log, SessionEnd, SessionEvents, Transport } from '../domain/ports.ts';
import { unlessAborted } from './abort.ts';
import { attempt, nameOf } from './attempt.ts';
import { classifyConnect, type ConnectFailure } from './failure.ts';
import { readFrame, signalOf } from './frames.ts';
import { guardedClient } from './rtm-client.ts';
import { identify } from './self.ts';

/** The SDK pings from 2 s after hello only; its option for that, `replyAckOnReconnectTimeout`, is read too early to count. */
const SDK_READY_MS = 2_000;
/**
 * A dead peer is noticed within pingMs + pongMs + closeMs = 8 s, and within 10 s if it dies before the SDK's first ping.
 * `quietMs` stands behind that, should the SDK stop pinging: a live peer is never quiet for longer than
 * SDK_READY_MS + pingMs + pongMs = 9 s.
 */
const TIMINGS = {
  helloMs: 10_000,
  pingMs: 4_000,
  pongMs: 3_000,
  handshakeMs: 5_000,
  closeMs: 1_000,
  quietMs: SDK_READY_MS + 10_000,
};
export type RtmTimings = typeof TIMINGS;

export interface RtmOptions {
  readonly token: string;
  readonly apiUrl?: string | undefined;
  readonly web: WebClient;
  readonly log: Log;
  readonly timings?: Partial<RtmTimings>;
}

export const rtmTransport = (options: RtmOptions): Transport => {
  const timings = { ...TIMINGS, ...options.timings };
  let self: Self | null = null; // asked once: the bot stays who it is
  return {
    connect: async (events, signal) => {
      if (self === null) {
        const who = await unlessAborted(identify(options.web), signal);
        if (who === 'aborted') return ABORTED;
        if (who.kind !== 'self') return who;
        self = who.self;
      }
      return openSession({ ...options, timings, self, events, signal });
    },
  };
};

const ABORTED: ConnectResult = { kind: 'retry', why: 'aborted', afterMs: null };

interface Opening extends RtmOptions {
  readonly timings: RtmTimings;
  readonly self: Self;
  readonly events: SessionEvents;
  readonly signal: AbortSignal;
}

const openSession = async ({
  token,
  apiUrl,
  web,
  log,
  timings,
  self,
  events,
  signal,
}: Opening): Promise<ConnectResult> => {
  const started = deferred<{ readonly kind: 'hello' } | ConnectFailure>();
  const ended = deferred<SessionEnd>();
  let phase: 'connecting' | 'open' | 'over' = 'connecting';
  let ping: { readonly id: unknown; readonly at: number } | null = null; // the first without an answer yet
  let openedAt = 0;
  let answeredAt = 0;
  let helloTimer: NodeJS.Timeout | undefined; // from the end of rtm.connect, which the Web API client bounds
  let quietTimer: NodeJS.Timeout | undefined; // from hello

  const over = (end: SessionEnd): void => {
    phase = 'over';
    clearTimeout(helloTimer);
    clearTimeout(quietTimer);
    started.resolve({ kind: 'retry', why: end.detail, afterMs: null });
    ended.resolve(end);
  };
  const receive = (data: unknown, isBinary: boolean): void => {
    if (phase === 'over') return;
    quietTimer?.refresh();
    const frame = readFrame(data, isBinary);
    const its = signalOf(frame);
    // A throw here would end in ws and, from there, the process (fact 21).
    attempt(log, 'rtm_session_failed', () => {
      if (its.kind === 'pong') {
        // An answer to something else proves nothing of what was on its way when the ping was sent.
        if (its.replyTo === ping?.id) answeredAt = ping.at;
        ping = null;
        rtm.pong(its.replyTo);
      } else if (its.kind === 'hello' && phase === 'connecting') {
        rtm.hello(); // first: should it throw, the watchdog still stands
        phase = 'open';
        openedAt = performance.now();
        answeredAt = openedAt;
        clearTimeout(helloTimer);
        quietTimer = setTimeout(() => void leave({ why: 'dead_peer', detail: 'quiet' }), timings.quietMs);
        started.resolve({ kind: 'hello' });
      } else if (its.kind === 'error') {
        log.write('warn', 'rtm_error_frame', { why: its.why });
        if (phase === 'connecting') over({ why: 'error', detail: its.why });
      } else if (its.kind === 'goodbye') {
        events.goodbye();
      } else if (its.kind === 'migration') {
        void leave({ why: 'closed_by_slack', detail: 'team_migration_started' });
      }
    });
    attempt(log, 'frame_listener_failed', () => events.frame(frame, self));
  };

  const rtm = guardedClient({ token, apiUrl, web, ...timings, receive });
  const { client } = rtm;
  const leave = (end: SessionEnd): Promise<void> => {
    over(end);
    return dispose(client, timings.closeMs, log);
  };
  client.on('authenticated', () => {
    if (phase === 'connecting')
      helloTimer = setTimeout(() => over({ why: 'error', detail: 'no_hello' }), timings.helloMs);
  });
  client.on('outgoing_message', (message: unknown) => {
    ping ??= { id: field(message, 'id'), at: performance.now() };
  });
  const disconnected = (reason: unknown): void => {
    if (reason instanceof Error) started.resolve(classifyConnect(reason));
    const unanswered = ping === null ? 0 : performance.now() - ping.at;
    over({ why: unanswered >= timings.pongMs ? 'dead_peer' : 'closed_by_slack', detail: closeDetail(reason) });
  };
  client.on('disconnected', disconnected);
  client.start().catch(disconnected);

  const first = await unlessAborted(started.promise, signal);
  if (first !== 'aborted' && first.kind === 'hello') {
    let closing: Promise<void> | undefined;
    const close = (): Promise<void> => (closing ??= leave({ why: 'closed_by_us', detail: '' }));
    return { kind: 'open', session: { self, openedAt, answeredAt: () => answeredAt, ended: ended.promise, close } };
  }
  await leave({ why: 'closed_by_us', detail: 'not opened' });
  return first === 'aborted' ? ABORTED : first;
};

/**
 * Closes the socket and resolves when it is gone, after `closeMs` and a little at the latest: `disconnect()` alone may
 * hang for ever (fact 30). While rtm.connect is in flight there is no socket to wait for: the SDK forgets the answer.
 */
const dispose = async (client: RTMClient, closeMs: number, log: Log): Promise<void> => {
  const isInFlight = !client.authenticated;
  const gone = client.disconnect().catch((error: unknown) => {
    // Rejects with `Unhandled event 'explicit disconnect'`, or with the error of a start that failed: gone either way.
    log.write('debug', 'rtm_disconnect_refused', { error: nameOf(error) });
  });
  if (isInFlight) return;
  const patience = deferred<void>();
  const timer = setTimeout(patience.resolve, closeMs + 500);
  await Promise.race([gone, patience.promise]);
  clearTimeout(timer);
};

/** `socket_closed_1006`: no close frame came; https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 names the others. */
const closeDetail = (reason: unknown): string => {
  const code: unknown = typeof reason === 'object' && reason !== null ? Reflect.get(reason, 'code') : undefined;
  return `socket_closed_${typeof code === 'number' ? code : 'unknown'}`;
};
