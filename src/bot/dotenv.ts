// The operator's environment, with the `.env` of a folder behind it. In: an environment and a folder. Out: an environment.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';

export type Environment = Readonly<Record<string, string | undefined>>;

/** What the real environment says wins. A `.env` that is not there, or that may not be read, adds nothing. */
export const withDotenv = (environment: Environment, folder: string): Environment => ({
  ...parseEnv(textOf(path.join(folder, '.env'))),
  ...environment,
});

/** Notepad writes a byte order mark, which would become a part of the first name. */
const textOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return '';
  }
};
