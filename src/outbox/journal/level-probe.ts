// A store → whether LevelDB can read it without ending the process: damage in the wrong place fails an assertion in its own code.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Places } from './level-folder.ts';

/** A store of 200,000 claims takes half a second. */
const PROBE_MS_MAX = 60_000;

/**
 * False: reading it ends the process that does. A store that stands as it was left at a clean end is not tried out; any
 * other is read once from end to end in a process of its own, about 150 ms.
 */
export const isSafeToOpen = async ({ store, left }: Places): Promise<boolean> => {
  const before = await readFile(left, 'utf8').catch(() => null);
  // From now on it is not as it was.
  await rm(left, { force: true });
  return (before !== null && before === (await printOf(store))) || survives(store);
};

/** Written down when it is closed, for `isSafeToOpen` of the next run. */
export const noteLeft = async ({ store, left }: Places): Promise<void> => {
  await writeFile(left, await printOf(store), { mode: 0o600 });
};

/** Of the names, sizes and times of all that LevelDB reads. */
const printOf = async (store: string): Promise<string> => {
  const print = createHash('sha256');
  for (const name of (await readdir(store)).toSorted()) {
    if (/^LO(?:G|CK)/.test(name)) continue;
    const { size, mtimeNs } = await stat(path.join(store, name), { bigint: true });
    print.update(`${name}\0${size}\0${mtimeNs}\0`);
  }
  return `${print.digest('hex')}\n`;
};

/** Whatever can be caught is caught again where the store is opened for good; also that another process has it. */
const READ = `
const { ClassicLevel } = require(process.argv[1]);
(async () => {
  const db = new ClassicLevel(process.argv[2], { createIfMissing: false });
  await db.open({ createIfMissing: false });
  const rows = db.iterator();
  while ((await rows.nextv(5000)).length > 0);
  await rows.close();
  await db.close();
})().catch(() => process.exit(0));
`;

const survives = async (store: string): Promise<boolean> => {
  const level = createRequire(import.meta.url).resolve('classic-level');
  const child = spawn(process.execPath, ['-e', READ, level, store], {
    stdio: 'ignore',
    timeout: PROBE_MS_MAX,
    killSignal: 'SIGKILL',
    // Nothing of what the operator asks of this process, its tokens least of all.
    env: {},
  });
  const [code] = await once(child, 'exit');
  return code !== null;
};
