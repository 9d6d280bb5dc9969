// The operator's environment → the folder in which the bot keeps what must not be lost.
import os from 'node:os';
import path from 'node:path';
import type { Environment } from './dotenv.ts';

/** https://specifications.freedesktop.org/basedir-spec: a relative XDG_DATA_HOME does not count. */
export const dataFolder = (env: Environment): string => {
  const asked = env['ANNYEONG_DATA_DIR'];
  if (asked) return path.resolve(asked);
  const xdg = env['XDG_DATA_HOME'];
  const home = env['HOME'] || os.homedir();
  return path.join(xdg && path.isAbsolute(xdg) ? xdg : path.join(home, '.local', 'share'), 'annyeong');
};
