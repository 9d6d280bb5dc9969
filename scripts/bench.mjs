// In: the checkout. Out: the figures of every bench, one after another; with names, of those alone: npm run bench -- match
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const BENCHES = ['match', 'reload', 'saves', 'idle', 'folder', 'replay'];
const asked = process.argv.slice(2);

for (const name of asked.length === 0 ? BENCHES : asked) {
  console.log(`\n== ${name} ==`);
  const { status } = spawnSync(
    process.execPath,
    ['--expose-gc', '--import', './scripts/sources.mjs', path.join('bench', `${name}.mjs`)],
    { cwd: root, stdio: 'inherit' },
  );
  if (status !== 0) process.exitCode = 1;
}
