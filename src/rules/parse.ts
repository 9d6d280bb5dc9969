// From a file's text to a YAML document and the places of its offsets, or to every syntax mistake in it; never throws.
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { Diagnostic, Range } from '../domain/diagnostic.ts';
import type { SourceFile } from './source.ts';

export type Parsed =
  | {
      readonly ok: true;
      readonly file: SourceFile;
      readonly document: Document.Parsed;
      /** Offsets into the text (a node's `range`) to lines and columns; the end is exclusive. */
      readonly at: (start: number, end: number) => Range;
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export const parse = (file: SourceFile): Parsed => {
  const lines = new LineCounter();
  const document = parseDocument(file.text, { version: '1.2', schema: 'core', strict: true, keepSourceTokens: true, lineCounter: lines });
  const at = (start: number, end: number): Range => {
    const from = lines.linePos(start);
    const to = lines.linePos(end);
    return { file: file.path, line: from.line, column: from.col, endLine: to.line, endColumn: to.col };
  };
  return { ok: true, file, document, at };
};
