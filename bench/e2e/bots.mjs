// A kind of bot → that bot as a process beside a workspace of its own, and the ways to talk to it and to look at it.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openWorkspace } from '../../src/practice/workspace.ts';
import { openRedis } from '../../test/chaos/redis.ts';

const here = import.meta.dirname;
const root = path.join(here, '../..');
const OURS = [path.join(root, 'dist/bin.js'), 'start', '--rules', path.join(root, 'rules/rules.yaml')];
const ONLINE_MS_MAX = 30_000;
const PEOPLE = ['hana', 'doyun', 'guest', 'partner'];

/** `bare` keeps nothing and is the floor; `level` and `redis` are annyeong with that journal, the workspace's own limit lifted. */
export const startBot = async (kind, { channels, node = [] }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'annyeong-bench-'));
  const workspace = await openWorkspace({ rememberedMax: 100 });
  const ids = Array.from({ length: channels }, (_, index) => workspace.ensureChannel(`bench-${index}`).id);
  const redis = kind === 'redis' ? await openRedis(path.join(folder, 'redis'), 'everysec') : null;
  const asked = new Map();
  let [twice, strange] = [0, 0];
  let answered = () => {};
  workspace.onPost(({ threadTs }) => {
    const one = asked.get(threadTs);
    if (one === undefined) strange += 1;
    else if (one.tookMs !== null) twice += 1;
    else {
      one.tookMs = performance.now() - one.at;
      answered();
    }
  });

  const { SLACK_BOT_TOKEN: _token, SLACK_API_URL: _url, ...outer } = process.env;
  const env = {
    ...Object.fromEntries(
      Object.entries(outer).filter(([name]) => !name.startsWith('ANNYEONG_') && name !== 'LOG_LEVEL'),
    ),
    SLACK_BOT_TOKEN: workspace.token,
    SLACK_API_URL: workspace.apiUrl,
    ANNYEONG_DATA_DIR: path.join(folder, 'data'),
    ANNYEONG_POSTS_PER_MINUTE: '1000000',
    ...(redis === null ? {} : { ANNYEONG_REDIS_URL: redis.url }),
  };
  const argv = kind === 'bare' ? [path.join(root, 'bench/bare-bot.mjs')] : OURS;
  const child = spawn(process.execPath, [...node, ...argv], { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  child.stderr.on('data', (chunk) => (words += chunk));
  process.on('exit', () => child.kill('SIGKILL'));
  const deadline = performance.now() + ONLINE_MS_MAX;
  while (workspace.sockets() === 0) {
    if (performance.now() > deadline || child.exitCode !== null) throw new Error(`${kind} never connected: ${words}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }

  let said = 0;
  return {
    kind,
    child,
    words: () => words,
    /** Says something in the next channel, and gives what becomes of it: `tookMs` is null until it is answered. */
    say: () => {
      const channel = ids[said % ids.length];
      const one = { at: performance.now(), tookMs: null };
      const ts = workspace.say(PEOPLE[said % PEOPLE.length], channel, `아무 규칙에도 맞지 않는 말 ${said}`);
      asked.set(ts, one);
      said += 1;
      return one;
    },
    /** Resolves when all of them are answered, or with false after `ms`. */
    all: (ones, ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => resolve(false), ms);
        let left = ones.filter(({ tookMs }) => tookMs === null).length;
        const done = () => {
          clearTimeout(timer);
          answered = () => {};
          resolve(true);
        };
        // Nothing else is said meanwhile: each answer is one of theirs.
        answered = () => {
          left -= 1;
          if (left === 0) done();
        };
        if (left === 0) done();
      }),
    /** What was answered is forgotten, so that the bench's own memory stays small. */
    forget: () => {
      for (const [ts, { tookMs }] of asked) if (tookMs !== null) asked.delete(ts);
    },
    faults: () => ({ unanswered: [...asked.values()].filter(({ tookMs }) => tookMs === null).length, twice, strange }),
    residentMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))[1]) / 1024,
    handles: () => readdirSync(`/proc/${child.pid}/fd`).length,
    /** User and system time that the process has taken, in seconds. */
    cpuSeconds: () => {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    close: async () => {
      const closed = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGKILL');
      await closed;
      await redis?.close();
      await workspace.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
