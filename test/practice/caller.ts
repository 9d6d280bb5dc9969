// A workspace → short ways to call its Web API and to listen on its sockets, as a client without an SDK would.
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { textOf } from '../../src/practice/sockets.ts';
import type { Workspace } from '../../src/practice/workspace.ts';

export type Answer = Readonly<Record<string, unknown>>;

/** `token` null: none is sent. */
export const callRaw = (
  workspace: Workspace,
  method: string,
  args: Record<string, string> = {},
  token: string | null = workspace.token,
): Promise<Response> =>
  fetch(workspace.apiUrl + method, {
    method: 'POST',
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    body: new URLSearchParams(args),
  });

export const call = async (workspace: Workspace, method: string, args: Record<string, string> = {}): Promise<Answer> =>
  asAnswer(await (await callRaw(workspace, method, args)).json());

export interface Listener {
  readonly socket: WebSocket;
  /** The next frame, as text. */
  readonly next: () => Promise<string>;
  readonly nextFrame: () => Promise<Answer>;
}

export const listenAt = (url: string): Listener => {
  const socket = new WebSocket(url);
  const arrived: string[] = [];
  const waiting: ((text: string) => void)[] = [];
  socket.on('message', (data) => {
    const take = waiting.shift();
    if (take === undefined) arrived.push(textOf(data));
    else take(textOf(data));
  });
  socket.on('error', () => socket.terminate()); // the tests look at `close`
  const next = (): Promise<string> => {
    const text = arrived.shift();
    return text === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(text);
  };
  return { socket, next, nextFrame: async () => asAnswer(JSON.parse(await next())) };
};

export const addressOf = async (workspace: Workspace): Promise<string> =>
  String((await call(workspace, 'rtm.connect')).url);

/** A socket that has had its hello. */
export const connect = async (workspace: Workspace): Promise<Listener> => {
  const listener = listenAt(await addressOf(workspace));
  await listener.next();
  return listener;
};

export const closed = (listener: Listener): Promise<unknown> => once(listener.socket, 'close');

const asAnswer = (value: unknown): Answer => {
  if (typeof value !== 'object' || value === null) throw new TypeError(`no answer: ${String(value)}`);
  return Object.fromEntries(Object.entries(value));
};
