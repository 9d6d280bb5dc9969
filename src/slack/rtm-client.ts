// One RTMClient whose weak spots are covered: frames are looked at before it sees them, its calls checked before it trusts them.
import { RTMClient, type RTMClientOptions } from '@slack/rtm-api';
import type { WebClient } from '@slack/web-api';
import { silentLogger } from './silent-logger.ts';

/** ws drops the connection over a larger frame; Slack's own are far below a megabyte. */
const FRAME_BYTES_MAX = 16 * 1024 * 1024;
export interface RtmClientOptions {
  readonly token: string;
  readonly apiUrl: string | undefined;
  readonly web: WebClient;
  readonly pingMs: number;
  readonly pongMs: number;
  readonly handshakeMs: number;
  readonly closeMs: number;
  /** Sees every frame instead of the SDK. */
  readonly receive: (data: unknown, isBinary: boolean) => void;
}

export interface GuardedClient {
  readonly client: RTMClient;
  /** Tells the SDK of `hello`; once only: a second one throws inside it (fact 31). */
  readonly hello: () => void;
  readonly pong: (replyTo: number) => void;
}

/**
 * Invariants, each for a defect of @slack/rtm-api 7.0.4 that takes a process down or stalls it (facts 21–34):
 * - the SDK sees no frame but one `hello`, and pongs made here; so no frame can throw inside it, and a frame whose type
 *   is the name of one of its own events (`disconnected`) cannot pass for that event;
 * - nothing is ever sent through it but its pings;
 * - it does not reconnect by itself, and serves one session.
 */
export const guardedClient = (options: RtmClientOptions): GuardedClient => {
  const { token, apiUrl, web, pingMs, pongMs, handshakeMs, closeMs, receive } = options;
  // Spread into the options of `ws`; the SDK's type knows only those of TLS (fact 23).
  const tls: NonNullable<RTMClientOptions['tls']> & Record<string, unknown> = {
    handshakeTimeout: handshakeMs,
    closeTimeout: closeMs,
    maxPayload: FRAME_BYTES_MAX,
    skipUTF8Validation: true, // a frame of broken UTF-8 is one bad frame, not the end of the session
  };
  const client = new RTMClient(token, {
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    webClient: withCheckedUrl(web),
    autoReconnect: false,
    clientPingTimeout: pingMs,
    serverPongTimeout: pongMs,
    logger: silentLogger,
    tls,
  });
  const sdkReceives: (text: string) => void = client['onWebsocketMessage'].bind(client);
  Object.defineProperty(client, 'onWebsocketMessage', { value: receive });
  return {
    client,
    hello: () => sdkReceives('{"type":"hello"}'),
    pong: (replyTo) => sdkReceives(JSON.stringify({ type: 'pong', reply_to: replyTo })),
  };
};

/** The same client, but an `rtm.connect` answer without a usable URL is an error: `ws` would throw where none can catch it. */
const withCheckedUrl = (web: WebClient): WebClient =>
  Object.create(web, {
    apiCall: {
      value: async (method: string, args: Record<string, unknown>): Promise<unknown> => {
        const result = await web.apiCall(method, args);
        if (!isSocketUrl(Reflect.get(result, 'url'))) throw new Error('rtm.connect answered without a socket URL');
        return result;
      },
    },
  });

const isSocketUrl = (url: unknown): boolean =>
  typeof url === 'string' && /^wss?:\/\/[^#]+$/.test(url) && URL.canParse(url);
