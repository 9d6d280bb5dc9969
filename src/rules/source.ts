// From a path to the text of its rules files, or to what keeps them from being read; never throws.
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, sep } from 'node:path';
import type { Diagnostic } from '../domain/diagnostic.ts';
import { nearest } from '../domain/nearest.ts';
import { decodeUtf8 } from './source/decode.ts';
import { fileMissing, sourceFault, type SourceFaultCode } from './source/faults.ts';

/** One file as text: UTF-8 decoded, BOM taken off, line ends as they are. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** `digest` differs whenever a file's name, bytes or readability does: by it a reload knows that something changed. */
export type Source =
  | {
      readonly kind: 'files';
      readonly files: readonly SourceFile[];
      readonly digest: string;
      readonly isFolder: boolean;
    }
  | { readonly kind: 'unreadable'; readonly diagnostics: readonly Diagnostic[]; readonly digest: string };

/** 10,000 rules are about 2 MB. */
const FILE_BYTES_MAX = 16 * 2 ** 20;
const FILES_MAX = 1000;

/** Reads a file, or the rules files of a folder in name order. Paths of a folder's files are the folder's as given, joined with the name. */
export const readSource = async (path: string): Promise<Source> => {
  const digest = createHash('sha256');
  const found = await listFiles(path);
  if (found.kind === 'fault')
    return {
      kind: 'unreadable',
      diagnostics: [found.fault],
      digest: digest.update(`${found.fault.code}\0${path}`).digest('hex'),
    };
  const files: SourceFile[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const name of found.paths) {
    const read = await readOne(name);
    if (read.kind === 'text') files.push({ path: name, text: read.text });
    else diagnostics.push(read.fault);
    digest.update(`${name}\0${read.kind === 'text' ? read.bytes.length : read.fault.code}\0`).update(read.bytes);
  }
  if (diagnostics.length > 0) return { kind: 'unreadable', diagnostics, digest: digest.digest('hex') };
  return { kind: 'files', files, digest: digest.digest('hex'), isFolder: found.isFolder };
};

/** Bytes that `readSource` would read, about; 0 where there is nothing to read. */
export const weighSource = async (path: string): Promise<number> => {
  const found = await listFiles(path);
  if (found.kind === 'fault') return 0;
  const sizes = await Promise.all(
    found.paths.map((name) =>
      stat(name).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((all, size) => all + size, 0);
};

/** A document of another kind, given by mistake; any other name is taken, since a mounted file may have one of its own. */
const OTHER_KINDS = /^\.(?:md|html?|docx?|xlsx?|hwpx?|pdf|csv|png|jpe?g|[cm]?[jt]s)$/iu;

/** Whether a name in a folder is a rules file: no hidden file, no editor's swap or backup, no copy that a file manager made. */
export const isRulesFile = (name: string): boolean =>
  /\.ya?ml$/iu.test(name) &&
  !/^[.#]|~$/u.test(name) &&
  !/\.(?:bak|orig|rej)(?=\.|$)| - 복사본| copy(?=[ .(]|$)/iu.test(name.normalize('NFC'));

type Listed =
  | { readonly kind: 'paths'; readonly paths: readonly string[]; readonly isFolder: boolean }
  | { readonly kind: 'fault'; readonly fault: Diagnostic };

const listFiles = async (path: string): Promise<Listed> => {
  const fault = (code: SourceFaultCode): Listed => ({ kind: 'fault', fault: sourceFault(code, path) });
  if (path.trim() === '') return fault('path-empty');
  try {
    const found = await stat(path);
    if (found.isFile() && OTHER_KINDS.test(extname(path))) return fault('file-not-rules');
    if (found.isFile()) return { kind: 'paths', paths: [path], isFolder: false };
    if (!found.isDirectory()) return fault('file-kind');
    const entries = await readdir(path, { withFileTypes: true });
    const names = entries.filter((entry) => !entry.isDirectory() && isRulesFile(entry.name)).map((entry) => entry.name);
    if (names.length === 0) return fault('folder-empty');
    if (names.length > FILES_MAX) return fault('folder-too-many');
    const folder = path.endsWith('/') || path.endsWith(sep) ? path : path + sep;
    return {
      kind: 'paths',
      paths: names.toSorted((a, b) => (a < b ? -1 : 1)).map((name) => folder + name),
      isFolder: true,
    };
  } catch (error) {
    const reason = reasonOf(error);
    return reason === 'file-missing' ? { kind: 'fault', fault: fileMissing(path, await nearTo(path)) } : fault(reason);
  }
};

/** The rules file beside a missing one that was probably meant: rules.yml → rules.yaml. */
const nearTo = async (path: string): Promise<string | undefined> => {
  const name = basename(path);
  if (!path.endsWith(name)) return undefined;
  const folder = path.slice(0, -name.length);
  const names = await readdir(folder === '' ? '.' : folder).catch(() => []);
  const near = nearest(name, names.filter(isRulesFile));
  return near === undefined ? undefined : folder + near;
};

type Read =
  | { readonly kind: 'text'; readonly text: string; readonly bytes: Uint8Array }
  | { readonly kind: 'fault'; readonly fault: Diagnostic; readonly bytes: Uint8Array };

const readOne = async (path: string): Promise<Read> => {
  const none = new Uint8Array();
  try {
    const found = await stat(path);
    if (!found.isFile()) return { kind: 'fault', fault: sourceFault('file-kind', path), bytes: none };
    if (found.size > FILE_BYTES_MAX) return { kind: 'fault', fault: sourceFault('file-too-large', path), bytes: none };
    const bytes = await readFile(path);
    const decoded = decodeUtf8(bytes);
    if (decoded.ok) return { kind: 'text', text: decoded.text, bytes };
    return {
      kind: 'fault',
      fault: sourceFault('file-encoding', path, {
        line: decoded.line,
        column: decoded.column,
        looksLike: decoded.looksLike,
      }),
      bytes,
    };
  } catch (error) {
    return { kind: 'fault', fault: sourceFault(reasonOf(error), path), bytes: none };
  }
};

const reasonOf = (error: unknown): SourceFaultCode => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR' ? 'file-missing' : 'file-unreadable';
};
