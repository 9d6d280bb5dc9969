// One HTTP request, on a connection of its own; out comes the answer, or an error that knows whether the request had left.
import http from 'node:http';
import https from 'node:https';
import type { WebClientOptions } from '@slack/web-api';

/** A longer answer is none of Slack's; a page of 200 channels is about 300 KB. */
const BODY_BYTES_MAX = 16 * 1024 * 1024;

type Adapter = NonNullable<WebClientOptions['adapter']>;
type RequestConfig = Parameters<Adapter>[0];

/** A connection of its own for each call: on a reused one, a post that meets Slack's idle close would be in doubt. */
const agents = { 'http:': new http.Agent({ keepAlive: false }), 'https:': new https.Agent({ keepAlive: false }) };

/**
 * No HTTP answer came. `left`: the request may have reached the server; false: no connection ever stood.
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
export const request: Adapter = (config) =>
  new Promise((resolve, reject) => {
    const url = new URL(config.url ?? '', config.baseURL);
    const body = typeof config.data === 'string' ? config.data : '';
    const isSecure = url.protocol === 'https:';
    let left = false;
    const outgoing = (isSecure ? https : http).request(url, {
      method: 'POST',
      agent: agentFor(config, isSecure),
      headers: headersOf(config, body),
    });
    const fail = (why: string): void => {
      clearTimeout(deadline);
      outgoing.destroy();
      reject(new RequestFailed(why, left));
    };
    const deadline = setTimeout(() => fail('timeout'), config.timeout ?? 0);

    const mark = (): void => {
      left = true;
    };
    outgoing.on('socket', (socket) => {
      if (socket.connecting) socket.once(isSecure ? 'secureConnect' : 'connect', mark);
      else mark();
    });
    outgoing.on('error', (error) => fail(codeOf(error)));
    outgoing.on('response', (incoming) => {
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
          data: Buffer.concat(chunks).toString('utf8'),
          status: incoming.statusCode ?? 0,
          statusText: incoming.statusMessage ?? '',
          headers: flat(incoming.headers),
          config,
          request: { path: url.pathname }, // web-api looks at `request.path` of every answer
        });
      });
    });
    outgoing.end(body);
  });

const agentFor = (config: RequestConfig, isSecure: boolean): http.Agent =>
  (isSecure ? config.httpsAgent : config.httpAgent) ?? agents[isSecure ? 'https:' : 'http:'];

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
