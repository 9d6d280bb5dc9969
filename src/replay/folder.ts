// A folder on disk → the JSON files in it, to be read as those of a zip are.
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Archive } from './archive.ts';

/** A file up to this size is read at once: a stream costs more than that. */
const AT_ONCE_BYTES_MAX = 1024 * 1024;
/** An export may have been unpacked into a folder, and that put into another. */
const DEPTH_MAX = 4;

/** Throws where the folder itself cannot be read. */
export const openFolder = async (root: string): Promise<Archive> => {
  const files = new Map<string, number>();
  const real = new Map<string, string>();
  await list({ at: root, name: '', depth: 0 });
  return {
    files,
    read: async function* read(file) {
      const at = path.join(root, real.get(file) ?? file);
      if ((files.get(file) ?? 0) <= AT_ONCE_BYTES_MAX) yield await readFile(at);
      else yield* createReadStream(at, { highWaterMark: AT_ONCE_BYTES_MAX });
    },
    close: () => Promise.resolve(),
  };

  async function list(folder: { readonly at: string; readonly name: string; readonly depth: number }): Promise<void> {
    const entries = await readdir(folder.at, { withFileTypes: true });
    for (const { name } of entries) {
      if (name.startsWith('.')) continue;
      const at = path.join(folder.at, name);
      const file = folder.name + name;
      const found = await stat(at).catch(() => null);
      if (found?.isDirectory() === true && folder.depth < DEPTH_MAX)
        await list({ at, name: `${file}/`, depth: folder.depth + 1 });
      else if (found?.isFile() === true && name.endsWith('.json')) {
        const known = file.normalize('NFC');
        files.set(known, found.size);
        if (known !== file) real.set(known, file);
      }
    }
  }
};
