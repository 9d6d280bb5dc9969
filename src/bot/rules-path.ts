// What was asked for, and the environment → where the rules are.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from './dotenv.ts';

const RULES = path.join('rules', 'rules.yaml');

/** Whoever has no rules yet begins with those that come with the program: they work as they are. */
export const rulesPath = (asked: string | undefined, env: Environment, folder = process.cwd()): string => {
  const named = asked ?? env['ANNYEONG_RULES'];
  if (named) return named;
  return existsSync(path.join(folder, RULES)) ? RULES : path.join(packageFolder(), RULES);
};

/** The nearest folder above this code with a package.json, wherever the build has laid the code. */
const packageFolder = (): string => {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  while (!existsSync(path.join(folder, 'package.json')) && folder !== path.dirname(folder))
    folder = path.dirname(folder);
  return folder;
};
