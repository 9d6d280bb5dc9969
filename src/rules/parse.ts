// From a file's text to a YAML document and the places of its offsets, or to every syntax mistake in it; never throws.
import type { Document } from 'yaml';
import type { Diagnostic, Range } from '../domain/diagnostic.ts';
import type { SourceFile } from './source.ts';
import { emptyFile } from './syntax/phrases-lines.ts';
import { search } from './syntax/search.ts';
import type { Said } from './syntax/slip.ts';

export type Parsed =
  | {
      readonly ok: true;
      readonly file: SourceFile;
      readonly document: Document.Parsed;
      /** Offsets into the text (a node's `range`) to lines and columns; the end is exclusive. */
      readonly at: (start: number, end: number) => Range;
    }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** YAML alone decides whether a file can be read; why it cannot, `syntax/` finds out on the text as a person sees it. */
export const parse = (file: SourceFile): Parsed => {
  if (isEmpty(file.text)) return refused(file, [{ line: 1, at: 0, endLine: 1, endAt: 0, saying: emptyFile() }]);
  const found = search(file.text);
  if (found.kind === 'slips') return refused(file, found.slips);
  const { document, lines } = found;
  const at = (start: number, end: number): Range => {
    const [from, to] = [lines.linePos(start), lines.linePos(Math.max(start, end))];
    return { file: file.path, line: from.line, column: from.col, endLine: to.line, endColumn: to.col };
  };
  return { ok: true, file, document, at };
};

/** Nothing but blanks, comments and document marks. */
const isEmpty = (text: string): boolean =>
  text.split('\n').every((line) => /^\s*(?:#.*)?$|^(?:---|\.\.\.)\s*(?:#.*)?$/u.test(line));

const refused = (file: SourceFile, said: readonly Said[]): Parsed => {
  const texts = file.text.split('\n');
  // Mending may have moved a place past the end of its line as it stands in the file.
  const columnOf = (line: number, at: number): number =>
    Math.min(at, (texts[line - 1] ?? '').replace(/\r$/u, '').length) + 1;
  const diagnostics = said
    .map(({ line, at, endLine, endAt, saying }): Diagnostic => {
      const [column, endColumn] = [columnOf(line, at), columnOf(endLine, endAt)];
      return { file: file.path, line, column, endLine, endColumn, severity: 'error', ...saying };
    })
    .toSorted((a, b) => a.line - b.line || a.column - b.column);
  return { ok: false, diagnostics };
};
