// A Slack of a few lines on 127.0.0.1, whose every answer and socket a test may script; and the guard that no test kills the process.
import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Clock, Log } from '../../src/domain/ports.ts';

export interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** A string goes out as it is, anything else as JSON. */
  readonly body: unknown;
}

export interface Call {
  readonly method: string;
  readonly args: Record<string, string>;
}

/** What to do with one call: answer, say nothing for ever, or reset the connection after reading it. */
type Script = (args: Record<string, string>, count: number) => Answer | 'hang' | 'reset';

export interface FakeSlack {
  readonly apiUrl: string;
  readonly calls: readonly Call[];
  readonly count: (method: string) => number;
  readonly on: (method: string, script: Script) => void;
  /** What a new socket meets; `greet` (hello, pongs) unless told. `count` is from 1. */
  onSocket: (socket: WebSocket, count: number) => void;
  /** Whether the upgrade is taken; a status refuses it. */
  onUpgrade: (count: number) => 'take' | number;
  readonly sockets: () => readonly WebSocket[];
  readonly opened: () => number;
  /** TCP connections so far. */
  readonly accepted: () => number;
  readonly close: () => Promise<void>;
}

export const ok = (body: Record<string, unknown> = {}): Answer => ({ body: { ok: true, ...body } });
export const no = (error: string): Answer => ({ body: { ok: false, error } });

export const hello = (socket: WebSocket): void => socket.send('{"type":"hello"}');
export const pongs = (socket: WebSocket): void => {
  socket.on('message', (data: Buffer) => {
    const { id, type }: { id: number; type: string } = JSON.parse(data.toString());
    if (type === 'ping') socket.send(JSON.stringify({ type: 'pong', reply_to: id }));
  });
};
export const greet = (socket: WebSocket): void => {
  hello(socket);
  pongs(socket);
};
export const say = (socket: WebSocket, text: string): void =>
  socket.send(JSON.stringify({ type: 'message', channel: 'C1', user: 'U1', text, ts: '1700000000.000100' }));

export const openFake = async (): Promise<FakeSlack> => {
  const calls: Call[] = [];
  const scripts = new Map<string, Script>();
  const connections = new Set<Socket>();
  const wss = new WebSocketServer({ noServer: true });
  let opened = 0;
  let upgrades = 0;
  let accepted = 0;
  const server = http.createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const method = (incoming.url ?? '').replace('/api/', '');
      const args = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
      calls.push({ method, args });
      const answer = (scripts.get(method) ?? (() => no('unknown_method')))(args, fake.count(method));
      if (answer === 'hang') return;
      if (answer === 'reset') {
        incoming.socket.resetAndDestroy();
        return;
      }
      outgoing.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
      outgoing.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
    });
  });
  server.on('connection', (socket) => {
    accepted += 1;
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
  });
  server.on('upgrade', (incoming, socket, head) => {
    upgrades += 1;
    const taken = fake.onUpgrade(upgrades);
    if (taken !== 'take') {
      socket.end(`HTTP/1.1 ${taken} No\r\n\r\n`);
      return;
    }
    wss.handleUpgrade(incoming, socket, head, (ws) => {
      opened += 1;
      ws.on('error', () => ws.terminate()); // a test may reset it
      fake.onSocket(ws, opened);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const fake: FakeSlack = {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    calls,
    count: (method) => calls.filter((call) => call.method === method).length,
    on: (method, script) => scripts.set(method, script),
    onSocket: greet,
    onUpgrade: () => 'take',
    sockets: () => [...wss.clients],
    opened: () => opened,
    accepted: () => accepted,
    close: async () => {
      for (const connection of connections) connection.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  fake.on('auth.test', () =>
    ok({ user_id: 'UBOT', bot_id: 'BBOT', team_id: 'T1', user: 'annyeong', url: 'https://acme.slack.com/' }),
  );
  fake.on('rtm.connect', () =>
    ok({ url: `ws://127.0.0.1:${port}/rtm?ticket=secret`, self: { id: 'UBOT' }, team: { id: 'T1' } }),
  );
  return fake;
};

/** Resolves once `what` holds: asked every few milliseconds, for at most `ms`. */
export const until = async (what: () => boolean, ms = 5_000): Promise<void> => {
  for (const end = Date.now() + ms; !what();) {
    assert.ok(Date.now() < end, `never came true: ${what.toString()}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
};

export interface MemoryLog extends Log {
  readonly lines: { readonly event: string; readonly fields: unknown }[];
}
export const memoryLog = (): MemoryLog => {
  const lines: MemoryLog['lines'] = [];
  return { lines, write: (_level, event, fields) => lines.push({ event, fields }) };
};

/** Real time, but that a wait of the bot's takes a hundredth of it. */
export const fastClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now() * 100,
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms / 100);
      signal?.addEventListener('abort', done);
    }),
};

/** For a `describe`: each of its tests fails when anything escaped to the process meanwhile. */
export const guardProcess = (): void => {
  const escaped: unknown[] = [];
  const note = (error: unknown): void => {
    escaped.push(error);
  };
  let mochas: NodeJS.UncaughtExceptionListener[] = [];
  before(() => {
    mochas = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', note).on('unhandledRejection', note);
  });
  afterEach(() => assert.deepEqual(escaped.splice(0), []));
  after(() => {
    process.off('uncaughtException', note).off('unhandledRejection', note);
    for (const listener of mochas) process.on('uncaughtException', listener);
  });
};
