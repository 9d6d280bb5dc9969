// In: the checkout. Out: every check and suite run one after another, and a last line `N passed, N failed[, N skipped]`.
// Arguments go to mocha, which then runs alone: npm test -- 'test/match/**/*.test.ts'
import { spawn } from 'node:child_process';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const only = process.argv.slice(2);
const suites = only.length > 0 ? only : ['test/**/*.test.ts'];
const CHECKS = [
  ['types', 'tsc', '-p', 'tsconfig.json'],
  ['lint and import law', 'oxlint', '--deny-warnings'],
  ['format', 'oxfmt', '--check', 'src', 'test', 'scripts', 'bench'],
  ['unused code and exports', 'knip'],
];

const count = { passed: 0, failed: 0, skipped: 0 };

for (const [says, command, ...args] of only.length > 0 ? [] : CHECKS) {
  const { code } = await run(command, args);
  count[code === 0 ? 'passed' : 'failed'] += 1;
  console.log(`${code === 0 ? '✔' : '✘'} ${says}`);
}

const { code, output } = await run('mocha', [
  '--import=./scripts/sources.mjs',
  '--no-color',
  '--timeout',
  '20000',
  '--forbid-only',
  '--exit=false',
  ...suites,
]);
const tally = (word) => Number(new RegExp(`^\\s*(\\d+) ${word}`, 'm').exec(output)?.[1] ?? 0);
count.passed += tally('passing');
count.failed += tally('failing');
count.skipped += tally('pending');
// A run that broke before it could count has failed all the same.
if (code !== 0 && tally('failing') === 0) count.failed += 1;
if (code === 0 && tally('passing') === 0) count.failed += 1;

console.log(`${count.passed} passed, ${count.failed} failed${count.skipped > 0 ? `, ${count.skipped} skipped` : ''}`);
if (count.failed > 0 || (process.env.CI && count.skipped > 0)) process.exitCode = 1;

function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(path.join(root, 'node_modules/.bin', command), args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      process.stdout.write(chunk);
    });
    child.on('close', (exit) => resolve({ code: exit, output: text }));
  });
}
