// A real Redis of a test's own: on a free port, in a temporary folder; it can be killed, started again, stopped and replaced.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** As redis-cli does, over a connection of its own; an error of Redis' is given as a text that begins with `-`. */
  readonly ask: (...command: readonly string[]) => Promise<string>;
  /** SIGKILL, as a crash would; resolves when it is gone. */
  readonly kill: () => Promise<void>;
  /** On the same port, with what it kept on disk. */
  readonly start: () => Promise<void>;
  /** SIGSTOP and SIGCONT: it hangs, with its connections open. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** Ends it and removes its folder. */
  readonly close: () => Promise<void>;
}

export interface RedisServerOptions {
  /** Beside those of its own, as in redis.conf: `--requirepass secret`. */
  readonly settings?: readonly string[];
  readonly port?: number;
}

export const KEEPS_ALL: readonly string[] = ['--appendonly', 'yes', '--appendfsync', 'always'];
const KEEPS_NOTHING: readonly string[] = ['--appendonly', 'no'];

/** null: it can be run here. Otherwise why not. */
export const whyNoRedis = (): string | null =>
  spawnSync('redis-server', ['--version']).status === 0
    ? null
    : 'redis-server is not installed (apt-get install redis-server)';

const START_MS_MAX = 10_000;
/** Those of suites that broke off: they end with the process. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Without `settings` it keeps nothing on disk. */
export const startRedis = async ({
  settings = KEEPS_NOTHING,
  port: asked,
}: RedisServerOptions = {}): Promise<RedisServer> => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'annyeong-redis-'));
  const port = asked ?? (await freePort());
  const own = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--daemonize', 'no'];
  let child: ChildProcess | null = null;

  const start = async (): Promise<void> => {
    const mine = spawn('redis-server', [...own, ...settings], { stdio: 'ignore' });
    child = mine;
    running.add(mine);
    mine.once('exit', () => running.delete(mine));
    const until = Date.now() + START_MS_MAX;
    for (;;) {
      if (mine.exitCode !== null) throw new Error(`redis-server ended with ${mine.exitCode}`);
      const answer = await askRedis(port, ['PING']).catch(() => '');
      // One that asks for a password answers, too.
      if (answer.startsWith('+PONG') || answer.startsWith('-NOAUTH')) return;
      if (Date.now() > until) throw new Error('redis-server does not answer');
      await sleep(20);
    }
  };

  const kill = async (): Promise<void> => {
    const mine = child;
    child = null;
    if (mine === null || mine.exitCode !== null || mine.signalCode !== null) return;
    const gone = once(mine, 'exit');
    mine.kill('SIGKILL');
    await gone;
  };

  await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    ask: (...command) => askRedis(port, command),
    kill,
    start,
    pause: () => child?.kill('SIGSTOP'),
    resume: () => child?.kill('SIGCONT'),
    close: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const askRedis = async (port: number, command: readonly string[]): Promise<string> => {
  const socket = net.connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write(
      `*${command.length}\r\n${command.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`,
    );
    const [answer] = await once(socket, 'data');
    return String(answer).trimEnd();
  } finally {
    socket.destroy();
  }
};

export const freePort = async (): Promise<number> => {
  const server = net.createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
};
