// What was asked for, and the environment → where the rules are.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Io } from './io.ts';

const RULES = path.join('rules', 'rules.yaml');

/** Whoever has no rules yet begins with those that come with the program: they work as they are. */
export const rulesPath = (asked: string | undefined, env: Io['env']): string => {
  const named = asked ?? env['ANNYEONG_RULES'];
  if (named) return named;
  return existsSync(RULES) ? RULES : fileURLToPath(new URL('../../rules/rules.yaml', import.meta.url));
};
