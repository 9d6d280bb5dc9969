// What is wrong with a rules file, where, and what to write instead: data, in both languages.
import type { Phrase } from './language.ts';

export type Severity = 'error' | 'warning';

/** A stretch of a file. Lines and columns count from 1, columns in UTF-16 units without the BOM; the end is exclusive. */
export interface Range {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface Diagnostic extends Range {
  /** Stable name of the kind of mistake, such as `key-unknown`; listed in docs/DIAGNOSTICS.md. */
  readonly code: string;
  readonly severity: Severity;
  /** One plain sentence that says what is wrong. */
  readonly message: Phrase;
  /** What to write instead. */
  readonly hint: Phrase;
}

export const isError = (diagnostic: Diagnostic): boolean => diagnostic.severity === 'error';

/** The order of the files as they are read, then the order within the file. */
export const inFileOrder =
  (files: readonly string[]) =>
  (a: Diagnostic, b: Diagnostic): number =>
    files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column;
