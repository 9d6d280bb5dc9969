// JSON-RPC over a child's stdio, framed as the language server protocol has it: requests, notifications, and what comes back.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const HEAD = /^Content-Length: (\d+)\r\n(?:[^\r\n]+\r\n)*\r\n/u;
const DEADLINE_MS = 60_000;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

export interface Wire {
  readonly request: <Result>(method: string, params: unknown) => Promise<Result>;
  readonly notify: (method: string, params: unknown) => void;
  /** How a request of the server is answered; all else is answered with null. */
  readonly answer: (method: string, how: (params: unknown) => unknown) => void;
  /** The next notification that is meant. */
  readonly notified: <Params>(method: string, isMeant: (params: Params) => boolean) => Promise<Params>;
  readonly ended: Promise<unknown>;
}

export const connect = (args: readonly string[]): Wire => {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const answers = new Map<string, (params: unknown) => unknown>();
  let listeners: readonly ((message: Message) => boolean)[] = [];
  let asked = 0;

  const send = (message: Message): void => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  /** Resolves with the first message that `take` makes something of. */
  const awaited = <Result>(what: string, take: (message: Message) => { readonly value: Result } | null) =>
    new Promise<Result>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no ${what} after ${DEADLINE_MS} ms`)), DEADLINE_MS);
      listeners = [
        ...listeners,
        (message) => {
          const taken = take(message);
          if (taken === null) return false;
          clearTimeout(timer);
          resolve(taken.value);
          return true;
        },
      ];
    });
  const receive = (message: Message): void => {
    if (message.method !== undefined && message.id !== undefined) {
      const how = answers.get(message.method);
      send({ id: message.id, result: how === undefined ? null : how(message.params) });
      return;
    }
    listeners = listeners.filter((listener) => !listener(message));
  };

  let rest = Buffer.alloc(0);
  child.stdout.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const head = HEAD.exec(rest.toString('latin1', 0, 200));
      const length = Number(head?.[1]);
      if (head === null || rest.length < head[0].length + length) return;
      const body = rest.toString('utf8', head[0].length, head[0].length + length);
      rest = rest.subarray(head[0].length + length);
      receive(JSON.parse(body) as Message);
    }
  });

  return {
    async request<Result>(method: string, params: unknown) {
      asked += 1;
      const id = asked;
      const answered = awaited<Message>(`answer to ${method}`, (message) =>
        message.id === id && message.method === undefined ? { value: message } : null,
      );
      send({ id, method, params });
      const { result, error } = await answered;
      if (error !== undefined) throw new Error(`${method}: ${error.message}`);
      return result as Result;
    },
    notify: (method, params) => send({ method, params }),
    answer: (method, how) => answers.set(method, how),
    notified: <Params>(method: string, isMeant: (params: Params) => boolean) =>
      awaited<Params>(method, (message) =>
        message.method === method && isMeant(message.params as Params) ? { value: message.params as Params } : null,
      ),
    ended,
  };
};
