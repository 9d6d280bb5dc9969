// A path, or `-` for the standard input → past messages, whatever form they have there, or one sentence why not.
import { createReadStream, type ReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { UserId } from '../domain/ids.ts';
import type { Phrase } from '../domain/language.ts';
import { withoutOuterFolders } from './archive.ts';
import { openExport } from './export.ts';
import { openFolder } from './folder.ts';
import { openLines } from './lines.ts';
import {
  brokenZip,
  causeOf,
  noSuchFile,
  notAnExport,
  notAnExportZip,
  notText,
  oneDayFile,
  unreadable,
} from './phrases.ts';
import type { Past } from './said.ts';
import { openZip } from './zip.ts';

export interface Asked {
  readonly path: string;
  readonly input: AsyncIterable<Uint8Array | string>;
  readonly bot: UserId | null;
}

export type Opened =
  | { readonly ok: true; readonly past: Past }
  /** `path` is not there, or is nothing that messages can be read from. */
  | { readonly ok: false; readonly fault: Phrase };

export const openPast = async ({ path, input, bot }: Asked): Promise<Opened> => {
  if (path === '-') return opened(openLines({ bytes: bytesOf(input), size: null, called: '-', bot }));
  try {
    const found = await stat(path);
    if (found.isDirectory()) return await openFolderAt(path, bot);
    // `replay <(grep …)`: what comes through a pipe can be read once only, and has no size.
    if (!found.isFile()) return opened(openLines({ bytes: chunksOf(path), size: null, called: path, bot }));
    const beginning = await beginningOf(path);
    if (isZip(beginning)) return await openZipAt(path, bot);
    const looksLike = beginning
      .toString('utf8')
      .replace(/^\uFEFF/, '')
      .trimStart();
    if (looksLike.startsWith('[')) return refused(oneDayFile(path));
    if (looksLike.includes('\0')) return refused(notText(path));
    return opened(openLines({ bytes: chunksOf(path), size: found.size, called: path, bot }));
  } catch (fault) {
    return refused(causeOf(fault) === 'ENOENT' ? noSuchFile(path) : unreadable(path, causeOf(fault)));
  }
};

const chunksOf = (path: string): ReadStream => createReadStream(path, { highWaterMark: CHUNK_BYTES });

const CHUNK_BYTES = 256 * 1024;
const BEGINNING_BYTES = 512;

const opened = (past: Past): Opened => ({ ok: true, past });
const refused = (fault: Phrase): Opened => ({ ok: false, fault });

const openFolderAt = async (path: string, bot: UserId | null): Promise<Opened> => {
  const past = await openExport(withoutOuterFolders(await openFolder(path)), bot);
  return past === null ? refused(notAnExport(path)) : opened(past);
};

const openZipAt = async (path: string, bot: UserId | null): Promise<Opened> => {
  const zip = await openZip(path).catch((fault: unknown) => brokenZip(path, causeOf(fault)));
  if ('ko' in zip) return refused(zip);
  const past = await openExport(withoutOuterFolders(zip), bot);
  if (past !== null) return opened(past);
  await zip.close();
  return refused(notAnExportZip(path));
};

const beginningOf = async (path: string): Promise<Buffer> => {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING_BYTES), 0, BEGINNING_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};

/** An entry, or the end of an archive without any. */
const isZip = (beginning: Buffer): boolean => ['504b0304', '504b0506'].includes(beginning.toString('hex', 0, 4));

async function* bytesOf(input: Asked['input']): AsyncGenerator<Uint8Array> {
  for await (const chunk of input) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}
