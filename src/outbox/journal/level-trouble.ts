// Why a file or LevelDB fails → what kind of trouble it is, or that the store is damaged.
import { cannotWrite, type Trouble } from './level-phrases.ts';
import type { Phrase } from '../../domain/language.ts';

export type Failure =
  | { readonly kind: 'held' }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'trouble'; readonly sentence: Phrase };

/** Of a call to the file system, or of LevelDB's where damage is out of the question. */
export const sentenceOf = (error: unknown, place: string): Phrase => {
  const failure = levelFailure(error, pathOf(error) ?? place);
  return failure.kind === 'trouble' ? failure.sentence : cannotWrite('other', place, detailOf(error));
};

/** Of LevelDB, which hands on the system's reason as text alone. What is no trouble of the system's is damage. */
export const levelFailure = (error: unknown, place: string): Failure => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (codeOf(cause) === 'LEVEL_LOCKED') return { kind: 'held' };
  // Opening makes the folder itself, by an ordinary call that has a code.
  const coded = TROUBLES.get(codeOf(cause));
  const detail = detailOf(cause);
  const trouble = coded ?? TEXTS.find(([text]) => detail.toLowerCase().includes(text))?.[1];
  return trouble === undefined
    ? { kind: 'damaged' }
    : { kind: 'trouble', sentence: cannotWrite(trouble, place, detail) };
};

export const isCorruption = (error: unknown): boolean => codeOf(error) === 'LEVEL_CORRUPTION';

/** As glibc and musl put it; neither translates for a process that asks for no locale. */
const TEXTS: readonly (readonly [string, Trouble])[] = [
  ['no space left', 'full'],
  ['quota exceeded', 'full'],
  ['file too large', 'full'],
  ['read-only file system', 'read_only'],
  ['permission denied', 'forbidden'],
  ['operation not permitted', 'forbidden'],
  ['not a directory', 'no_folder'],
  ['too many open files', 'too_many_files'],
  ['no file descriptors', 'too_many_files'],
  ['input/output error', 'other'],
  ['i/o error', 'other'],
  ['cannot allocate memory', 'other'],
];

const TROUBLES: ReadonlyMap<string, Trouble> = new Map([
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EFBIG', 'full'],
  ['EROFS', 'read_only'],
  ['EACCES', 'forbidden'],
  ['EPERM', 'forbidden'],
  ['ENOTDIR', 'no_folder'],
  ['EEXIST', 'no_folder'],
  ['EISDIR', 'no_file'],
  ['EMFILE', 'too_many_files'],
  ['ENFILE', 'too_many_files'],
]);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const pathOf = (error: unknown): string | null =>
  error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : null;

const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
