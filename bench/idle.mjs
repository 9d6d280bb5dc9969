// In: a built dist/. Out: start-up time and idle memory of the bot beside a bare bot on the same SDK, as ratios of medians.
// Start-up: from spawn to the first answer, to a message said as soon as the socket is open. Memory: resident, 5 s later (Linux).
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openWorkspace } from '../src/practice/workspace.ts';

const RUNS = Number(process.argv[2] ?? 7);
const IDLE_MS = 5_000;
const DEADLINE_MS = 15_000;
const here = import.meta.dirname;
const BOTS = {
  bare: [path.join(here, 'bare-bot.mjs')],
  annyeong: [path.join(here, '../dist/bin.js'), 'start', '--rules', path.join(here, '../rules/rules.yaml')],
};

const measured = { bare: [], annyeong: [] };
for (let run = 0; run < RUNS; run += 1)
  for (const name of Object.keys(BOTS)) measured[name].push(await measure(BOTS[name]));

const median = (name, what) => measured[name].map((one) => one[what]).toSorted((a, b) => a - b)[Math.floor(RUNS / 2)];
for (const [what, unit] of [
  ['startMs', 'ms'],
  ['residentMb', 'MB'],
]) {
  const [floor, ours] = [median('bare', what), median('annyeong', what)];
  console.log(
    `${what}: bare ${floor.toFixed(0)} ${unit}, annyeong ${ours.toFixed(0)} ${unit}, ratio ${(ours / floor).toFixed(2)}`,
  );
}

async function measure(args) {
  const workspace = await openWorkspace();
  const answered = new Promise((resolve) => workspace.onPost(resolve));
  const env = { ...process.env, SLACK_BOT_TOKEN: workspace.token, SLACK_API_URL: workspace.apiUrl, LOG_LEVEL: 'error' };
  const began = performance.now();
  const bot = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const deadline = began + DEADLINE_MS;
  while (workspace.sockets() === 0 && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 2));
  workspace.say('김하나', 'general', '아무 규칙에도 맞지 않는 말');
  if (workspace.sockets() === 0) throw new Error(`${args[0]} never connected`);
  await answered;
  const startMs = performance.now() - began;
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  const residentMb = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${bot.pid}/status`, 'utf8'))[1]) / 1024;
  bot.kill('SIGKILL');
  await workspace.close();
  return { startMs, residentMb };
}
