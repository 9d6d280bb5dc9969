// A real redis-server on a free port and a folder of its own, which is killed, paused, and comes back with its data or without.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import path from 'node:path';

export interface Redis {
  readonly url: string;
  /** Since when it is away, in monotonic milliseconds; null: it is there. */
  readonly awaySince: () => number | null;
  /** kill -9, and back after `downMs`; `forgets`: with nothing of what it held. */
  readonly kill: (downMs: number, forgets?: boolean) => void;
  /** How often it came back with nothing. */
  readonly losses: () => number;
  readonly pause: (ms: number) => void;
  /** Resolves when it answers. */
  readonly ready: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const START_MS_MAX = 15_000;

const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** `folder` is made; it holds all that is written. `always`: on disk before it is acknowledged, so that a kill takes nothing. */
export const openRedis = async (folder: string, fsync: 'always' | 'everysec' = 'always'): Promise<Redis> => {
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  let child: ChildProcess | undefined;
  let away: number | null = performance.now();
  let isOver = false;

  const ready = async (): Promise<void> => {
    const since = performance.now();
    while (!(await answers(port))) {
      if (performance.now() - since > START_MS_MAX) throw new Error(`redis-server on port ${port} does not answer`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    away = null;
  };
  const start = (): Promise<void> => {
    if (isOver) return Promise.resolve();
    const args = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--save',
      '',
      '--loglevel',
      'warning',
    ];
    child = spawn('redis-server', [...args, '--appendonly', 'yes', '--appendfsync', fsync], { stdio: 'ignore' });
    alive.add(child);
    return ready();
  };
  let losses = 0;

  const end = async (): Promise<void> => {
    const ending = child;
    child = undefined;
    away ??= performance.now();
    if (ending === undefined) return;
    alive.delete(ending);
    const closed = once(ending, 'close');
    ending.kill('SIGKILL');
    await closed;
  };

  const restart = async (downMs: number, forgets: boolean): Promise<void> => {
    if (child === undefined) return; // down already, and about to come back
    await end();
    if (forgets) {
      rmSync(path.join(folder, 'appendonlydir'), { recursive: true, force: true });
      losses += 1;
    }
    setTimeout(() => void start(), downMs).unref();
  };

  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    awaySince: () => away,
    kill: (downMs, forgets = false) => {
      void restart(downMs, forgets);
    },
    losses: () => losses,
    pause: (ms) => {
      const paused = child;
      if (paused === undefined) return;
      away ??= performance.now();
      paused.kill('SIGSTOP');
      setTimeout(() => {
        paused.kill('SIGCONT');
        if (child === paused) away = null;
      }, ms).unref();
    },
    ready,
    close: async () => {
      isOver = true;
      await end();
    },
  };
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('a port was asked for');
  return address.port;
};

/** Whether it says PONG within a second. */
const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const done = (isThere: boolean) => (): void => {
      socket.destroy();
      resolve(isThere);
    };
    socket.setTimeout(1_000, done(false));
    socket.on('error', done(false));
    socket.on('connect', () => socket.write('PING\r\n'));
    socket.on('data', (data) => done(data.toString().startsWith('+PONG'))());
  });
