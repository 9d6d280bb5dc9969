// Out: for each kind of save of a 500-rule file, the milliseconds from its last step to the new rules.
import {
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { openLive } from '../src/rules/live.ts';

const RUNS = Number(process.argv[2] ?? 5);
const rules = (mark) =>
  `rules:\n${Array.from({ length: 500 }, (_, n) => `  - name: 규칙 ${n}\n    match: [낱말${n}, ${mark}${n}]\n    reply: "{{ user.name }}님, ${mark} ${n}"\n`).join('')}`;

/** Each takes the folder and the next content, and leaves `rules.yaml` (or what is watched) saved. */
const KINDS = {
  'written in place': ({ file, next }) => writeFileSync(file, next),
  'truncated, then written in two steps 300 ms apart': async ({ file, next }) => {
    truncateSync(file);
    writeFileSync(file, next.slice(0, 9_000));
    await after(300);
    writeFileSync(file, next);
  },
  'written beside and renamed over': ({ folder, file, next }) => {
    writeFileSync(path.join(folder, 'new'), next);
    renameSync(path.join(folder, 'new'), file);
  },
  "vim's backup dance": ({ file, next }) => {
    renameSync(file, `${file}~`);
    writeFileSync(file, next);
    unlinkSync(`${file}~`);
  },
  'a symlink switched': ({ folder, file, next }) => {
    const real = path.join(folder, `real-${next.length}-${Math.random()}`);
    writeFileSync(real, next);
    symlinkSync(real, path.join(folder, 'link'));
    renameSync(path.join(folder, 'link'), file);
  },
  "Kubernetes' ..data switched": ({ folder, file, next }) => {
    const data = path.join(folder, `..${Math.random()}`);
    mkdirSync(data);
    writeFileSync(path.join(data, 'rules.yaml'), next);
    symlinkSync(data, path.join(folder, '..tmp'));
    renameSync(path.join(folder, '..tmp'), path.join(folder, '..data'));
    rmSync(file);
    symlinkSync('..data/rules.yaml', file);
  },
  'deleted and put back': async ({ file, next }) => {
    unlinkSync(file);
    await after(700);
    writeFileSync(file, next);
  },
};

for (const [kind, save] of Object.entries(KINDS)) {
  const times = [];
  for (let run = 0; run < RUNS; run += 1) times.push(await measure(save));
  times.sort((a, b) => a - b);
  console.log(`${kind}: median ${times[Math.floor(RUNS / 2)].toFixed(0)} ms, longest ${times.at(-1).toFixed(0)} ms`);
}

async function measure(save) {
  const folder = mkdtempSync(path.join(tmpdir(), 'annyeong-saves-'));
  const file = path.join(folder, 'rules.yaml');
  writeFileSync(file, rules('처음'));
  let taken = () => {};
  const done = new Promise((resolve) => (taken = resolve));
  const live = await openLive(file, {
    clock: { now: Date.now },
    report: ({ kind, generation }) => kind === 'good' && generation === 2 && taken(),
  });
  await save({ folder, file, next: rules('다음') });
  const began = performance.now();
  await done;
  const ms = performance.now() - began;
  await live.close();
  rmSync(folder, { recursive: true });
  return ms;
}
