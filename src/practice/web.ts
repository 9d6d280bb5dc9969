// The Web API over HTTP: a request → who asks, which method, what goes wrong → Slack's answer.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault, Faults } from './faults.ts';
import type { Args, Method } from './lookups.ts';
import { failed } from './lookups.ts';

export interface WebOptions {
  readonly token: string;
  readonly methods: Readonly<Record<string, Method>>;
  readonly faults: Faults;
  /** Slack's clock, for the `Date` header. */
  readonly now: () => number;
  /** What the token may, as Slack tells it with every answer. */
  readonly scopes: string;
  /** `after_effect`: it is done, and not answered yet; never where nothing was done. */
  readonly called: (call: { readonly method: string; readonly args: Args }, phase: Phase) => void;
}

export type Phase = 'before' | 'after_effect';

export interface Web {
  readonly answer: (request: IncomingMessage, response: ServerResponse) => void;
  readonly close: () => void;
}

const BODY_BYTES_MAX = 1024 * 1024;
const PAGE = '<!doctype html><html><body>Sign in to the guest network</body></html>';

export const openWeb = (options: WebOptions): Web => {
  const timers = new Set<NodeJS.Timeout>();
  const later = (ms: number, act: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, ms);
    timers.add(timer);
  };
  const serve = async (request: IncomingMessage, line: Line): Promise<void> => {
    const body = await read(request);
    if (body === null) return line.page(413);
    const { token: written, ...args } = argsOf(request, body);
    const token = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? written;
    const method = (request.url ?? '').replace(/^\/api\//, '').replace(/\?.*$/, '');
    options.called({ method, args }, 'before');
    const fault = options.faults.take(method);
    if (fault !== null && failBefore(fault, line)) return;
    const act = (): void => {
      const answer = run({ method, args, token }, options);
      options.called({ method, args }, 'after_effect');
      if (fault?.kind === 'slow') later(fault.delayMs ?? 1000, () => line.json(200, answer));
      else if (fault?.kind === 'lost_response') line.reset();
      else if (fault?.kind === 'cut_body') line.cut(answer);
      else if (fault?.kind === 'error_after') line.page(fault.status ?? 503);
      else line.json(200, answer);
    };
    if (fault?.kind === 'slow_before') later(fault.delayMs ?? 1000, act);
    else act();
  };
  return {
    answer: (request, response) => {
      const line = lineOf(response, options);
      serve(request, line).catch(line.reset); // the caller hung up while sending
    },
    close: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
};

/** The ways in which a call ends. */
interface Line {
  readonly json: (status: number, body: object, headers?: Readonly<Record<string, string>>) => void;
  readonly page: (status: number) => void;
  /** Half of it, then the end of the connection. */
  readonly cut: (body: object) => void;
  readonly reset: () => void;
}

const lineOf = (response: ServerResponse, { now, scopes }: Pick<WebOptions, 'now' | 'scopes'>): Line => {
  const date = (): string => new Date(now()).toUTCString();
  const end = (status: number, body: string, headers: Readonly<Record<string, string>>): void => {
    response.writeHead(status, { date: date(), ...headers });
    response.end(body);
  };
  const json = {
    'content-type': 'application/json; charset=utf-8',
    'x-oauth-scopes': scopes,
    'x-accepted-oauth-scopes': 'rtm:stream,client',
  };
  return {
    json: (status, body, headers = {}) => end(status, JSON.stringify(body), { ...json, ...headers }),
    page: (status) => end(status, PAGE, { 'content-type': 'text/html' }),
    cut: (body) => {
      const bytes = Buffer.from(JSON.stringify(body));
      response.writeHead(200, { date: date(), ...json, 'content-length': bytes.length });
      response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
    },
    reset: () => void response.destroy(),
  };
};

/** The faults that strike before anything is done; whether this is one. */
const failBefore = (fault: Fault, line: Line): boolean => {
  switch (fault.kind) {
    case 'drop':
      line.reset();
      return true;
    case 'half_open':
      return true;
    case 'refuse':
      line.page(fault.status ?? 403);
      return true;
    case 'error_before':
      line.page(fault.status ?? 503);
      return true;
    case 'garbage':
      line.page(200);
      return true;
    case 'rate_limit': {
      const { retryAfterS = 1 } = fault;
      line.json(429, failed('ratelimited'), retryAfterS === null ? {} : { 'retry-after': String(retryAfterS) });
      return true;
    }
    case 'api_error':
      line.json(200, failed(fault.error ?? 'internal_error'));
      return true;
    case 'error_after':
    case 'lost_response':
    case 'cut_body':
    case 'slow':
    case 'slow_before':
    case 'no_hello':
      return false;
    default:
      return fault.kind satisfies never;
  }
};

const run = (
  call: { method: string; args: Args; token: string | undefined },
  { methods, token }: WebOptions,
): object => {
  const act = Object.hasOwn(methods, call.method) ? methods[call.method] : undefined;
  if (act === undefined) return failed('unknown_method', { req_method: call.method });
  if (call.token === undefined || call.token === '') return failed('not_authed');
  return call.token === token ? act(call.args) : failed('invalid_auth');
};

/** The body as text, or null where it is too long. */
const read = async (request: IncomingMessage): Promise<string | null> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    size += bytes.length;
    if (size > BODY_BYTES_MAX) return null;
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
};

/** From the address, and from a body as a form or as JSON, whose values are then spelled as a form has them. */
const argsOf = (request: IncomingMessage, body: string): Args => {
  const query = new URL(request.url ?? '/', 'http://slack.invalid').searchParams;
  const isJson = (request.headers['content-type'] ?? '').includes('application/json');
  return Object.fromEntries([...query, ...(isJson ? jsonArgs(body) : new URLSearchParams(body))]);
};

const jsonArgs = (body: string): [string, string][] => {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).map(([key, one]) => [key, typeof one === 'string' ? one : JSON.stringify(one)]);
  } catch {
    return []; // Slack warns and goes on as if nothing had been sent
  }
};
