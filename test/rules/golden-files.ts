// A folder of golden files → each with its text, what is expected of it, and its twin that was mended as the hints say.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../../src/domain/diagnostic.ts';
import { loadFiles } from './load-text.ts';

const GOLDEN = path.join(import.meta.dirname, '../golden');
const TWIN = '.mended';

/** Texts by the names of their files; one alone is no folder. */
export type Texts = Readonly<Record<string, string>>;

export interface Golden {
  readonly folder: string;
  readonly name: string;
  readonly texts: Texts;
  /** The file that holds what is expected. */
  readonly expect: string;
  /** null: there is none, as of a file that is silent. */
  readonly mended: Texts | null;
}

/** Files `NAME.yaml` of `test/golden/FOLDER`, and folders NAME; a name that begins with `ok-` is that of a silent one. */
export const goldensIn = (folder: string): readonly Golden[] =>
  namesIn(folder).map((name) => {
    const at = path.join(GOLDEN, folder, name);
    return { folder, name, texts: textsAt(at) ?? {}, expect: `${at}.expect`, mended: textsAt(at + TWIN) };
  });

/** What stands beside the goldens without one of them. */
export const orphansIn = (folder: string): readonly string[] => {
  const names = new Set(namesIn(folder));
  return readdirSync(path.join(GOLDEN, folder)).filter((file) => !names.has(nameOf(file)));
};

export const diagnosticsOf = (texts: Texts): readonly Diagnostic[] => {
  const loaded = loadFiles(texts);
  return loaded.ok ? loaded.warnings : loaded.diagnostics;
};

const nameOf = (file: string): string =>
  file.replace(/\.(?:yaml|expect)$/u, '').replace(new RegExp(`\\${TWIN}$`, 'u'), '');

const namesIn = (folder: string): readonly string[] => {
  const files = readdirSync(path.join(GOLDEN, folder)).filter((file) => !file.endsWith('.expect'));
  return files
    .filter((file) => !file.replace(/\.yaml$/u, '').endsWith(TWIN))
    .map(nameOf)
    .toSorted();
};

const textsAt = (at: string): Texts | null => {
  if (existsSync(`${at}.yaml`)) return { 'rules.yaml': textOf(`${at}.yaml`) };
  if (!existsSync(at) || !statSync(at).isDirectory()) return null;
  return Object.fromEntries(
    readdirSync(at)
      .toSorted()
      .map((file) => [file, textOf(path.join(at, file))]),
  );
};

const textOf = (file: string): string => readFileSync(file, 'utf8').replace(/^\ufeff/u, '');
