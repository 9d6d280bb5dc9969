// argv, environment and input → the real command as its own process, with real pipes: what it printed and how it ended.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '../..');
/** Starting under tsx takes a second or two; on a busy machine much more. */
const ENDS_MS_MAX = 60_000;

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly out: string;
  readonly err: string;
}

export interface Spawned {
  readonly child: ChildProcess;
  readonly say: (line: string) => void;
  /** Resolves when stdout or stderr holds `text`. */
  readonly shows: (text: string) => Promise<void>;
  readonly ended: Promise<Ended>;
}

type Environment = Readonly<Record<string, string>>;

export const launch = (argv: readonly string[], env: Environment = {}): Spawned => {
  const data = mkdtempSync(path.join(os.tmpdir(), 'annyeong-data-'));
  const child = spawn(
    process.execPath,
    ['--import', path.join(ROOT, 'scripts/sources.mjs'), path.join(ROOT, 'src/bin.ts'), ...argv],
    {
      cwd: ROOT,
      env: { ...clean(), ANNYEONG_LANG: 'en', ANNYEONG_DATA_DIR: data, ...env },
    },
  );
  let out = '';
  let err = '';
  let look = (): void => {};
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    look();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    look();
  });
  // A command that ends before its input does closes the pipe.
  child.stdin.on('error', () => undefined);
  const timer = setTimeout(() => child.kill('SIGKILL'), ENDS_MS_MAX);
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      rmSync(data, { recursive: true, force: true });
      resolve({ code, signal, out, err });
    });
  });
  return {
    child,
    say: (line) => void child.stdin.write(`${line}\n`),
    shows: async (text) => {
      const seen = new Promise<'seen'>((resolve) => {
        look = () => {
          if (out.includes(text) || err.includes(text)) resolve('seen');
        };
        look();
      });
      const first = await Promise.race([seen, ended]);
      if (first !== 'seen') throw new Error(`it ended and never showed ${text}\n${first.out}\n${first.err}`);
    },
    ended,
  };
};

export const run = (
  argv: readonly string[],
  { env = {}, input = '' }: { env?: Environment; input?: string } = {},
): Promise<Ended> => {
  const { child, ended } = launch(argv, env);
  child.stdin?.end(input);
  return ended;
};

/** A folder with these files, while `use` runs. */
export const withFiles = async (
  files: Readonly<Record<string, string>>,
  use: (at: (name: string) => string) => Promise<void>,
): Promise<void> => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'annyeong-'));
  try {
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
    await use((name) => path.join(folder, name));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/** The tests' own settings must not leak into what is tested. */
const clean = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:SLACK_|ANNYEONG_|LOG_LEVEL|NO_COLOR|FORCE_COLOR)/.test(name)),
  );
