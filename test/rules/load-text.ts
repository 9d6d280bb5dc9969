// Texts of rules files → what loading them gives, without a disk.
import { loadSource, type Loaded } from '../../src/rules/load.ts';

export const loadText = (text: string): Loaded => loadFiles({ 'rules.yaml': text });

/** Several files are a folder. */
export const loadFiles = (texts: Readonly<Record<string, string>>): Loaded => {
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }));
  return loadSource(
    { kind: 'files', files, digest: 'digest', isFolder: files.length > 1 },
    files.length > 1 ? 'rules' : 'rules.yaml',
  );
};
