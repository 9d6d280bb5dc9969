// `annyeong start` as a process of its own beside a practice workspace, and the ways to talk to both.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openWorkspace, type Workspace, type WorkspaceOptions } from '../../src/practice/workspace.ts';

const root = path.join(import.meta.dirname, '../..');
const RULES = 'language: en\nrules:\n  - name: 휴가\n    match: 휴가\n    reply: "{{ user.name }}: 양식"\n';
/** A dead peer may take 15 s to be noticed, and the next session some seconds more. */
const DEADLINE_MS = 30_000;

export interface Asked {
  readonly rules?: string;
  readonly workspace?: WorkspaceOptions;
  /** Another one on the same workspace, rules file and data folder, which that one keeps and tidies up. */
  readonly beside?: Running;
  /** Before the process is started. */
  readonly prepare?: (workspace: Workspace) => void;
  readonly env?: Readonly<Record<string, string>>;
  /** Options of Node itself. */
  readonly node?: readonly string[];
  readonly argv?: readonly string[];
}

export interface Running {
  readonly workspace: Workspace;
  /** Of the rules file and, below it, the data. */
  readonly folder: string;
  readonly child: ChildProcess;
  /** All that the process has written so far. */
  readonly output: () => string;
  readonly until: (what: string, holds: () => boolean) => Promise<void>;
  /** Resolves when that many sessions have been open in all. */
  readonly sessions: (count: number) => Promise<void>;
  /** Says it in `general` and gives the text of the answer in its thread. */
  readonly answer: (text: string) => Promise<string>;
  /** Writes other rules over those that it was started with. */
  readonly save: (rules: string) => void;
  readonly exit: () => Promise<number | null>;
  /** kill -9; resolves when it is gone. */
  readonly kill: () => Promise<void>;
  readonly end: () => Promise<void>;
}

export const startProcess = async (asked: Asked = {}): Promise<Running> => {
  const { beside } = asked;
  const folder = beside?.folder ?? mkdtempSync(path.join(tmpdir(), 'annyeong-process-'));
  const rules = path.join(folder, 'rules.yaml');
  if (beside === undefined || asked.rules !== undefined) writeFileSync(rules, asked.rules ?? RULES);
  const workspace = beside?.workspace ?? (await openWorkspace(asked.workspace));
  asked.prepare?.(workspace);
  const sources = ['--import', path.join(root, 'scripts/sources.mjs')];
  const argv = [...sources, ...(asked.node ?? []), path.join(root, 'src/bin.ts'), 'start', '--rules', rules];
  const child = spawn(process.execPath, [...argv, ...(asked.argv ?? [])], {
    cwd: root,
    env: {
      ...process.env,
      SLACK_BOT_TOKEN: workspace.token,
      SLACK_API_URL: workspace.apiUrl,
      ANNYEONG_LANG: 'en',
      ANNYEONG_DATA_DIR: path.join(folder, 'data'),
      ...asked.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const closed = once(child, 'close');

  const until = async (what: string, holds: () => boolean): Promise<void> => {
    const since = performance.now();
    while (!holds()) {
      assert.ok(performance.now() - since < DEADLINE_MS, `${what} never came; the process said:\n${output}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const kill = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await closed;
  };
  return {
    workspace,
    folder,
    child,
    output: () => output,
    until,
    sessions: (count) => until(`session ${count}`, () => output.split('"session_open"').length > count),
    answer: async (text) => {
      const ts = workspace.say('김하나', 'general', text);
      const found = () => workspace.posts().find((post) => post.threadTs === ts);
      await until(`the answer to ${text}`, () => found() !== undefined);
      return found()?.text ?? '';
    },
    save: (text) => writeFileSync(rules, text),
    exit: async () => {
      await closed;
      return child.exitCode;
    },
    kill,
    end: async () => {
      await kill();
      if (beside !== undefined) return;
      await workspace.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
