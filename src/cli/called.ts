// The path this program was started by → how a person calls it, for the commands that messages show.
import path from 'node:path';
import type { Io } from './io.ts';

const INSTALLED = 'annyeong';
const BUILT = 'bin.js';

export const called = ({ called: script }: Pick<Io, 'called'>): string => {
  // On Windows npm's own `annyeong.cmd` starts the built file of the installed package.
  const isInstalled = script.split(/[\\/]/u).includes('node_modules');
  return path.basename(script) === BUILT && !isInstalled ? `node dist/${BUILT}` : INSTALLED;
};
