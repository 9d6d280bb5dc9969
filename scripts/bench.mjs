// In: the checkout. Out: the figures of every bench, one after another; with names, of those alone: npm run bench -- match
// Numbers go to the bench before them: npm run bench -- soak 5
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
/** All but `soak`, which takes 20 minutes. */
const BENCHES = ['match', 'reload', 'saves', 'idle', 'folder', 'replay', 'e2e'];
const asked = process.argv.slice(2);
const isNumber = (word) => /^\d/.test(word);
const names = asked.filter((word) => !isNumber(word));

for (const name of names.length === 0 ? BENCHES : names) {
  const rest = asked.slice(asked.indexOf(name) + 1);
  const end = rest.findIndex((word) => !isNumber(word));
  const numbers = names.length === 0 ? [] : rest.slice(0, end < 0 ? rest.length : end);
  console.log(`\n== ${name} ==`);
  const { status } = spawnSync(
    process.execPath,
    ['--expose-gc', '--import', './scripts/sources.mjs', path.join('bench', `${name}.mjs`), ...numbers],
    { cwd: root, stdio: 'inherit' },
  );
  if (status !== 0) process.exitCode = 1;
}
