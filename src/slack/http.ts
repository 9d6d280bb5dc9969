// One HTTP request; out comes the answer, or an error that knows whether the request had left.
import http from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';
import type { WebClientOptions } from '@slack/web-api';
import { openConnections, type Connections } from './connections.ts';

/** A longer answer is none of Slack's; a page of 200 channels is about 300 KB. */
const BODY_BYTES_MAX = 16 * 1024 * 1024;

/** What people see, or what leads to it: it goes out only while `mayPost` says so, and never twice by itself. */
const POSTS: ReadonlySet<string> = new Set([
  'chat.postMessage',
  'chat.postEphemeral',
  'reactions.add',
  'conversations.open',
]);

type Adapter = NonNullable<WebClientOptions['adapter']>;
type RequestConfig = Parameters<Adapter>[0];
type Answer = Awaited<ReturnType<Adapter>>;

/**
 * No HTTP answer came. `left`: the request may have reached the server; false: nothing of it was sent.
 * Carries neither headers nor body, so that it may be logged (axios' own error holds the token, fact 65).
 */
export class RequestFailed extends Error {
  /** web-api's code for it, which its callers look at. */
  readonly code = 'slack_webapi_request_error';
  readonly why: string;
  readonly left: boolean;

  constructor(why: string, left: boolean) {
    super(`no answer: ${why}`);
    this.name = 'RequestFailed';
    this.why = why;
    this.left = left;
  }
}

/** WebClient's `adapter`: axios' own says of a failed request neither the `Date` nor whether it had left. */
export const openRequests = (mayPost: () => boolean): Adapter => {
  const connections = openConnections();
  return async (config) => {
    const url = new URL(config.url ?? '', config.baseURL);
    const isPost = POSTS.has(url.pathname.replace(/^.*\//, ''));
    const asked = { config, url, connections, mayGo: isPost ? mayPost : () => true };
    const outcome = await ask(asked, 'any');
    if (outcome.kind === 'answer') return outcome.answer;
    // The connection was an old one and gave nothing: of what only asks, that is no failure yet.
    if (!outcome.isStale || (isPost && outcome.failure.left)) throw outcome.failure;
    const again = await ask(asked, 'fresh');
    if (again.kind === 'answer') return again.answer;
    throw again.failure;
  };
};

interface Asked {
  readonly config: RequestConfig;
  readonly url: URL;
  readonly connections: Connections;
  readonly mayGo: () => boolean;
}

type Outcome =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** `isStale`: on a connection that had served before, and without a byte of an answer. */
  | { readonly kind: 'failed'; readonly failure: RequestFailed; readonly isStale: boolean };

const ask = ({ config, url, connections, mayGo }: Asked, connection: 'any' | 'fresh'): Promise<Outcome> =>
  new Promise((resolve) => {
    const body = typeof config.data === 'string' ? config.data : '';
    const isSecure = url.protocol === 'https:';
    let left = false;
    let isStale = false;
    const outgoing = (isSecure ? https : http).request(url, {
      method: 'POST',
      agent: agentFor(config, connections.agent(isSecure, connection)),
      headers: headersOf(config, body),
    });
    const fail = (why: string): void => {
      clearTimeout(deadline);
      outgoing.destroy();
      resolve({ kind: 'failed', failure: new RequestFailed(why, left), isStale });
    };
    const deadline = setTimeout(() => {
      isStale = false; // there is no time left for another try
      fail('timeout');
    }, config.timeout ?? 0);

    // Nothing is written before the connection stands, and then at once: the last moment at which it can be kept back.
    const go = (): void => {
      if (outgoing.destroyed) return;
      if (!mayGo()) return fail('lease_lost');
      isStale = outgoing.reusedSocket;
      left = true;
      outgoing.end(body);
    };
    outgoing.on('socket', (socket) => {
      if (isConnecting(socket)) socket.once(isSecure ? 'secureConnect' : 'connect', go);
      else if (connections.isTooOld(socket)) {
        isStale = true;
        fail('idle_too_long');
      } else go();
    });
    outgoing.on('error', (error) => fail(codeOf(error)));
    outgoing.on('response', (incoming) => {
      isStale = false;
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > BODY_BYTES_MAX) fail('answer_too_long');
      });
      incoming.on('error', (error) => fail(codeOf(error)));
      incoming.on('end', () => {
        clearTimeout(deadline);
        resolve({
          kind: 'answer',
          answer: {
            data: Buffer.concat(chunks).toString('utf8'),
            status: incoming.statusCode ?? 0,
            statusText: incoming.statusMessage ?? '',
            headers: flat(incoming.headers),
            config,
            request: { path: url.pathname }, // web-api looks at `request.path` of every answer
          },
        });
      });
    });
  });

/** A TLS socket over a proxy's tunnel is connected before its handshake is done. */
const isConnecting = (socket: Socket): boolean => socket.connecting || Reflect.get(socket, 'secureConnecting') === true;

/** The one that the caller set (a proxy's), else our own. */
const agentFor = (config: RequestConfig, own: http.Agent): http.Agent =>
  (own instanceof https.Agent ? config.httpsAgent : config.httpAgent) ?? own;

const headersOf = (config: RequestConfig, body: string): Record<string, string> => {
  const headers: Record<string, string> = { 'content-length': String(Buffer.byteLength(body)) };
  for (const [name, value] of Object.entries(config.headers.toJSON())) {
    if (value !== undefined && value !== null) headers[name] = String(value);
  }
  return headers;
};

const flat = (headers: http.IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : error.name);
