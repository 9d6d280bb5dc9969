// RTM's side of the workspace: single-use addresses, hello, ping, and every frame to every open socket.
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { RawData, WebSocket } from 'ws';
import type { Fault, Faults } from './faults.ts';

/** https://docs.slack.dev/legacy/legacy-rtm-api: an address is good for one use within 30 s, a frame for 16 KB. */
const ADDRESS_MS_MAX = 30_000;
const FRAME_BYTES_MAX = 16 * 1024;

const EXPIRED = '{"type":"error","error":{"code":1,"msg":"Socket URL has expired"}}';
const GARBAGE: readonly string[] = [
  '',
  '{"type":"mess',
  'null',
  '[]',
  '42',
  '"message"',
  '{}',
  '{"type":7}',
  '\u0000\uFFFD',
  '{"type":"message"}',
];

/** Bytes go as a binary frame, or, `asText`, as a text frame, which may then be no UTF-8. */
export type Data = string | Buffer | { readonly asText: Buffer };

/** Which sockets hear something: all of them and those that are being opened, the one that has been open the longest, the latest, or none. */
export type Ear = 'all' | 'oldest' | 'newest' | 'none';

interface Invitation {
  readonly madeAt: number;
  /** What was sent between `rtm.connect` and hello. */
  readonly backlog: Data[];
  used: boolean;
}

export interface Sockets {
  /** The path of a fresh address; what is sent from now on waits for the one who opens it. */
  readonly invite: () => string;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly send: (data: Data, to?: Ear) => void;
  /** How many are open and have said hello. */
  readonly count: () => number;
  readonly strike: (fault: Fault, which?: Ear) => void;
  /** Whatever is open breaks, the half-open too. */
  readonly hangUp: () => void;
  readonly close: () => void;
}

/** `sent` answers a message that came over the socket itself, in the shape `{ ok, … }`. */
export const openSockets = ({
  faults,
  sent,
}: {
  faults: Faults;
  sent: (frame: Readonly<Record<string, unknown>>) => object;
}): Sockets => {
  const server = new WebSocketServer({ noServer: true, maxPayload: FRAME_BYTES_MAX });
  const invitations = new Map<string, Invitation>();
  const open = new Set<WebSocket>();
  const all = new Set<Duplex>();
  const timers = new Set<NodeJS.Timeout>();
  let issued = 0;

  const forgetExpired = (): void => {
    for (const [path, invitation] of invitations) if (isExpired(invitation)) invitations.delete(path);
  };

  const greet = (socket: WebSocket, path: string): void => {
    const backlog = invitations.get(path)?.backlog ?? [];
    invitations.delete(path);
    if (socket.readyState !== socket.OPEN) return;
    open.add(socket);
    socket.send('{"type":"hello"}');
    for (const data of backlog) put(socket, data);
    const fault = faults.take('socket');
    if (fault !== null) strikeOne(fault, socket);
  };

  const strikeOne = (fault: Fault, socket: WebSocket): void => {
    if (fault.kind === 'drop') socket.terminate();
    if (fault.kind === 'half_open') {
      open.delete(socket);
      socket.pause();
    }
    if (fault.kind === 'api_error') socket.send(EXPIRED);
    if (fault.kind === 'garbage') {
      for (const data of GARBAGE) socket.send(data);
      socket.send(Buffer.from([0xff, 0x00, 0xfe]));
    }
  };

  const hangUp = (): void => {
    for (const socket of server.clients) socket.terminate();
    for (const socket of all) socket.destroy();
  };

  const heard = (to: Ear): readonly WebSocket[] => {
    const inOrder = [...open];
    if (to === 'all') return inOrder;
    return to === 'none' ? [] : to === 'oldest' ? inOrder.slice(0, 1) : inOrder.slice(-1);
  };

  const listen = (socket: WebSocket): void => {
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.terminate()); // too large or no WebSocket frame: Slack hangs up
    socket.on('message', (data) => {
      const answer = answerTo(data, sent);
      if (answer !== null && socket.readyState === socket.OPEN) socket.send(JSON.stringify(answer));
    });
  };

  const admit = (socket: WebSocket, path: string, fault: Fault | null): void => {
    listen(socket);
    const invitation = invitations.get(path);
    if (invitation === undefined || invitation.used || isExpired(invitation)) {
      socket.send(EXPIRED);
      return socket.close();
    }
    invitation.used = true;
    if (fault?.kind === 'no_hello') return;
    if (fault?.kind === 'api_error') return socket.send(EXPIRED);
    if (fault?.kind !== 'slow') return greet(socket, path);
    const timer = setTimeout(() => greet(socket, path), fault.delayMs ?? 1000);
    timers.add(timer);
  };

  return {
    invite: () => {
      issued += 1;
      const path = `/rtm/${issued}-${Math.random().toString(36).slice(2)}`;
      invitations.set(path, { madeAt: performance.now(), backlog: [], used: false });
      return path;
    },
    upgrade: (request, socket, head) => {
      all.add(socket);
      socket.on('close', () => all.delete(socket));
      socket.on('error', () => socket.destroy());
      const fault = faults.take('upgrade');
      const refusal = fault === null ? null : refusalOf(fault);
      if (fault?.kind === 'drop') socket.destroy();
      else if (refusal !== null) socket.end(refusal);
      else if (fault?.kind !== 'half_open') {
        server.handleUpgrade(request, socket, head, (opened) => admit(opened, request.url ?? '', fault));
      }
    },
    send: (data, to = 'all') => {
      forgetExpired();
      for (const socket of heard(to)) put(socket, data);
      if (to === 'all') for (const { backlog } of invitations.values()) backlog.push(data);
    },
    count: () => open.size,
    strike: (fault, which = 'all') => {
      for (const socket of heard(which)) strikeOne(fault, socket);
    },
    hangUp,
    close: () => {
      for (const timer of timers) clearTimeout(timer);
      hangUp();
      server.close();
    },
  };
};

const put = (socket: WebSocket, data: Data): void => {
  if (typeof data === 'string' || Buffer.isBuffer(data)) socket.send(data);
  else socket.send(data.asText, { binary: false });
};

const isExpired = ({ madeAt }: Invitation): boolean => performance.now() - madeAt > ADDRESS_MS_MAX;

const refusalOf = ({ kind, status = 503, retryAfterS = 1 }: Fault): string | null => {
  const page = '<html><body>Sign in to the guest network</body></html>';
  const answer = (line: string, header = ''): string =>
    `HTTP/1.1 ${line}\r\n${header}content-length: ${page.length}\r\nconnection: close\r\n\r\n${page}`;
  if (kind === 'refuse') return answer(`${status} Refused`);
  if (kind === 'rate_limit')
    return answer('429 Too Many Requests', retryAfterS === null ? '' : `retry-after: ${retryAfterS}\r\n`);
  return kind === 'garbage' ? answer('200 OK') : null;
};

const answerTo = (data: RawData, sent: (frame: Readonly<Record<string, unknown>>) => object): object | null => {
  const frame = parse(textOf(data));
  if (frame === null) return { ok: false, error: { code: 1, msg: 'could not parse' } };
  const { id, type, ...rest } = frame;
  if (type === 'typing') return null;
  if (type === 'ping') return { type: 'pong', reply_to: id, ...rest };
  if (type === 'message') return { ...sent(rest), reply_to: id };
  return { ok: false, reply_to: id, error: { code: 1, msg: 'unknown type' } };
};

/** What `ws` hands over, as text. */
export const textOf = (data: RawData): string =>
  (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(new Uint8Array(data))).toString();

const parse = (text: string): Readonly<Record<string, unknown>> | null => {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null; // no JSON: answered as such
  }
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
