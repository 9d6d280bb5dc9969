// `annyeong start` as a process that is killed, paused and started again on the same data. Out: what it logged, and when.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

const root = path.join(import.meta.dirname, '../..');
/** How soon one that ended by itself is started again, as a supervisor of processes would. */
const AGAIN_MS = 1_000;
const STOP_MS_MAX = 20_000;

export interface Logged {
  /** Monotonic milliseconds, when the line arrived here. */
  readonly at: number;
  readonly replica: number;
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface Replica {
  readonly number: number;
  readonly isUp: () => boolean;
  readonly start: () => void;
  /** kill -9; it is started again after `downMs`. */
  readonly kill: (downMs: number) => void;
  /** SIGSTOP, and SIGCONT after `ms`. */
  readonly pause: (ms: number) => void;
  /** The machine's clock, as this process sees it, is `ms` off from now on. */
  readonly jump: (ms: number) => void;
  /** No file of it grows beyond `bytes`; null: as long as it likes. */
  readonly cap: (bytes: number | null) => void;
  /** SIGTERM; resolves when it has left. */
  readonly stop: () => Promise<void>;
  /** kill -9 for good. */
  readonly end: () => Promise<void>;
}

export type Happening =
  /** `since`: from then on it could write nothing down; null: it could. */
  | { readonly kind: 'killed'; readonly since: number | null }
  | { readonly kind: 'paused' | 'resumed' }
  /** By itself: with which code, or at which signal. */
  | { readonly kind: 'left'; readonly code: string };

export interface ReplicaOptions {
  readonly number: number;
  /** Where its clock file goes; the data folder is in `env`. */
  readonly folder: string;
  readonly rules: string;
  readonly env: Readonly<Record<string, string>>;
  readonly onLog: (logged: Logged) => void;
  /** What it wrote that is no event. */
  readonly onText: (text: string) => void;
  readonly on: (what: Happening) => void;
}

/** None outlives the process that started it. */
const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

export const openReplica = (options: ReplicaOptions): Replica => {
  const { number, folder, rules, on } = options;
  const clockFile = path.join(folder, `clock-${number}`);
  writeFileSync(clockFile, '0');
  let child: ChildProcess | undefined;
  let isOver = false;
  let isPaused = false;
  let hasSpoken = false;
  let cappedSince: number | null = null;
  let again: NodeJS.Timeout | undefined;

  const start = (): void => {
    if (child !== undefined || isOver) return;
    clearTimeout(again);
    const sources = ['--import', path.join(root, 'scripts/sources.mjs')];
    const clock = ['--import', path.join(import.meta.dirname, 'clock-jump.mjs')];
    const started = spawn(
      process.execPath,
      [...sources, ...clock, path.join(root, 'src/bin.ts'), 'start', '--rules', rules],
      {
        cwd: folder,
        env: { ...clean(), ...options.env, CHAOS_CLOCK_FILE: clockFile },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    child = started;
    hasSpoken = false;
    alive.add(started);
    createInterface({ input: started.stdout }).on('line', (line) => {
      if (child === started) hasSpoken = true;
      const logged = read(line, number);
      if (logged === null) options.onText(line);
      else options.onLog(logged);
    });
    started.stderr.on('data', (chunk: Buffer) => options.onText(chunk.toString()));
    started.on('close', (code, signal) => {
      alive.delete(started);
      if (child !== started) return;
      child = undefined;
      cappedSince = null;
      if (isOver) return;
      on({ kind: 'left', code: String(code ?? signal) });
      again = setTimeout(start, AGAIN_MS);
    });
  };

  const signal = (name: NodeJS.Signals): void => void child?.kill(name);

  const kill = (downMs: number): void => {
    if (child === undefined) return;
    signal('SIGKILL');
    child = undefined;
    isPaused = false;
    on({ kind: 'killed', since: cappedSince });
    cappedSince = null;
    clearTimeout(again);
    if (!isOver) again = setTimeout(start, downMs);
  };

  return {
    number,
    isUp: () => child !== undefined && !isPaused,
    start,
    kill,
    pause: (ms) => {
      const paused = child;
      if (paused === undefined || isPaused) return;
      isPaused = true;
      paused.kill('SIGSTOP');
      on({ kind: 'paused' });
      setTimeout(() => {
        if (child !== paused) return;
        isPaused = false;
        paused.kill('SIGCONT');
        on({ kind: 'resumed' });
      }, ms).unref();
    },
    jump: (ms) => {
      writeFileSync(clockFile, String(ms));
      // Before it listens, it would end by it; it reads the file at its start.
      if (hasSpoken) signal('SIGUSR2');
    },
    cap: (bytes) => {
      if (child?.pid === undefined) return;
      cappedSince = bytes === null ? null : (cappedSince ?? performance.now());
      execFileSync('prlimit', ['--pid', String(child.pid), `--fsize=${bytes ?? 'unlimited'}:unlimited`]);
    },
    stop: async () => {
      isOver = true;
      clearTimeout(again);
      const leaving = child;
      if (leaving === undefined) return;
      const left = once(leaving, 'close');
      leaving.kill('SIGCONT');
      leaving.kill('SIGTERM');
      const late = setTimeout(() => leaving.kill('SIGKILL'), STOP_MS_MAX);
      await left;
      clearTimeout(late);
    },
    end: async () => {
      isOver = true;
      clearTimeout(again);
      const leaving = child;
      child = undefined;
      if (leaving === undefined || leaving.exitCode !== null || leaving.signalCode !== null) return;
      const left = once(leaving, 'close');
      leaving.kill('SIGKILL');
      await left;
    },
  };
};

const read = (line: string, replica: number): Logged | null => {
  try {
    const fields: unknown = JSON.parse(line);
    if (typeof fields !== 'object' || fields === null || !('event' in fields)) return null;
    return { at: performance.now(), replica, event: String(fields.event), fields: { ...fields } };
  } catch {
    return null; // a stack, or half of a line that a kill cut off
  }
};

/** The settings of whoever runs the suite must not leak into what is tested. */
const clean = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:SLACK_|ANNYEONG_|LOG_LEVEL|NO_COLOR|FORCE_COLOR)/.test(name)),
  );
