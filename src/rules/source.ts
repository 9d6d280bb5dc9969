// From a path to the text of its rules files, or to what keeps them from being read; never throws.
import type { Diagnostic } from '../domain/diagnostic.ts';

/** One file as text: UTF-8 decoded, BOM taken off, line ends as they are. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export type Source =
  | { readonly kind: 'files'; readonly files: readonly SourceFile[]; readonly digest: string; readonly isFolder: boolean }
  | { readonly kind: 'unreadable'; readonly diagnostics: readonly Diagnostic[]; readonly digest: string };

export const readSource = async (path: string): Promise<Source> => {
  await Promise.resolve();
  return { kind: 'unreadable', diagnostics: [], digest: path };
};
