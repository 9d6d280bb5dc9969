// Rules that were good, as a text to be kept, and back: what runs after a restart while the file of today is bad.
import { field } from '../domain/fields.ts';
import { loadSource, type Loaded, type Planned } from './load.ts';
import type { Source, SourceFile } from './source.ts';

/** `path`: absolute, so that the rules of one file never run in place of another's. */
export const asKept = (path: string, { files, isFolder, digest }: Extract<Source, { kind: 'files' }>): string =>
  JSON.stringify({ version: VERSION, path, digest, isFolder, files });

/** null: rules of another path, of another version of this program, or such as are no longer good. */
export const fromKept = (
  text: string,
  { path, shownAs }: { readonly path: string; readonly shownAs: string },
): Extract<Loaded, { ok: true }> | null => {
  const kept = parse(text);
  const files = field(kept, 'files');
  const digest = field(kept, 'digest');
  if (field(kept, 'version') !== VERSION || field(kept, 'path') !== path) return null;
  if (!Array.isArray(files) || !files.every(isFile) || typeof digest !== 'string') return null;
  const isFolder = field(kept, 'isFolder') === true;
  const loaded: Planned = loadSource({ kind: 'files', files, digest, isFolder }, shownAs);
  return loaded.ok ? loaded : null;
};

const VERSION = 1;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null; // cut short: as good as not kept
  }
};

const isFile = (value: unknown): value is SourceFile =>
  typeof field(value, 'path') === 'string' && typeof field(value, 'text') === 'string';
