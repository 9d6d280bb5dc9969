// Out: the milliseconds that checking takes for one file, and for a folder of 200 files that hold the same rules; their ratio.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadRules } from '../src/rules/load.ts';

const RUNS = Number(process.argv[2] ?? 7);
const RULES = 4_000;
const FILES = 200;

const rule = (n) =>
  `  - name: 규칙 ${n}\n    match: [낱말${n}번, 연차${n}번]\n    channels: [hr, "#팀-${n % 50}"]\n    reply: "{{ user.name }}님, ${n}번 답이에요. {{ vars.form }}"\n    examples: { yes: [낱말${n}번 어떻게 써요?] }\n`;
const rules = Array.from({ length: RULES }, (_, n) => rule(n));
const VARS = 'vars: { form: "https://hr.example.com" }\n';

const root = mkdtempSync(path.join(tmpdir(), 'annyeong-folder-'));
const file = path.join(root, 'rules.yaml');
const folder = path.join(root, 'rules');
writeFileSync(file, `${VARS}rules:\n${rules.join('')}`);
mkdirSync(folder);
for (let n = 0; n < FILES; n += 1) {
  const some = rules.slice((n * RULES) / FILES, ((n + 1) * RULES) / FILES).join('');
  writeFileSync(path.join(folder, `${String(n).padStart(3, '0')}.yaml`), `${n === 0 ? VARS : ''}rules:\n${some}`);
}

const times = { file: [], folder: [] };
// The first run of each warms up. CPU time is what the machine's other work does not change; the clock is shown beside it.
for (let run = 0; run <= RUNS; run += 1)
  for (const [name, at] of Object.entries({ file, folder })) {
    const cpuBefore = process.cpuUsage();
    const began = performance.now();
    const { ok, count } = await loadRules(at);
    if (!ok || count !== RULES) throw new Error(`${name}: ${count} rules, ok is ${ok}`);
    const { user, system } = process.cpuUsage(cpuBefore);
    if (run > 0) times[name].push({ wallMs: performance.now() - began, cpuMs: (user + system) / 1000 });
  }
rmSync(root, { recursive: true });

const median = (name, what) => times[name].map((one) => one[what]).toSorted((a, b) => a - b)[Math.floor(RUNS / 2)];
for (const what of ['cpuMs', 'wallMs']) {
  const [one, many] = [median('file', what), median('folder', what)];
  console.log(
    `check of ${RULES} rules, ${what}: one file ${one.toFixed(0)} ms, ${FILES} files ${many.toFixed(0)} ms, ratio ${(many / one).toFixed(2)}`,
  );
}
