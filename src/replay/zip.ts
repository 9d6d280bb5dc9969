// A zip file → its files by path, each inflated as it is read; of the archive itself only the table of contents is kept.
import { once } from 'node:events';
import { isUtf8 } from 'node:buffer';
import { inflateRawSync } from 'node:zlib';
import { Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import type { Archive } from './archive.ts';

/** Throws where the file is no zip, or its table of contents is damaged. */
export const openZip = async (at: string): Promise<Archive> => {
  // Names are decoded here: many programs write UTF-8 without saying so, and a Korean channel's name would be lost.
  const zip = await openPromise(at, { autoClose: false, decodeStrings: false });
  try {
    return await contentsOf(zip);
  } catch (fault) {
    zip.close();
    throw fault;
  }
};

const contentsOf = async (zip: ZipFile): Promise<Archive> => {
  const files = new Map<string, number>();
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) {
    const file = nameOf(entry);
    if (!file.endsWith('.json') || /(?:^|\/)(?:\.|__MACOSX\/)/.test(file)) continue;
    files.set(file, entry.uncompressedSize);
    entries.set(file, slim(entry));
  }
  return {
    files,
    read: async function* read(file) {
      const entry = entries.get(file);
      if (entry === undefined) throw new Error(`the zip holds no ${file}`);
      const isSmall =
        entry.compressionMethod === DEFLATED && !entry.isEncrypted() && entry.uncompressedSize <= AT_ONCE_BYTES_MAX;
      if (isSmall)
        yield inflateRawSync(await packedOf(zip, entry), { maxOutputLength: Math.max(1, entry.uncompressedSize) });
      else yield* await zip.openReadStreamPromise(entry);
    },
    close: async () => {
      if (!zip.isOpen) return;
      const closed = once(zip, 'close');
      zip.close();
      await closed;
    },
  };
};

const DEFLATED = 8;
/** A file up to this size is inflated at once: a stream for each of ten thousands costs more than that. */
const AT_ONCE_BYTES_MAX = 1024 * 1024;

const packedOf = async (zip: ZipFile, entry: Entry): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await zip.openReadStreamPromise(entry, { decodeFileData: false })) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const UTF8_FLAG = 0x800;

const nameOf = ({ fileNameRaw, generalPurposeBitFlag, extraFields }: Entry): string =>
  getFileNameLowLevel(
    isUtf8(fileNameRaw) ? generalPurposeBitFlag | UTF8_FLAG : generalPurposeBitFlag,
    fileNameRaw,
    extraFields,
    false,
  ).normalize('NFC');

/** What is needed to read it: a year of an export has a hundred thousand entries, and each brings its buffers along. */
const slim = (entry: Entry): Entry =>
  Object.assign(new Entry(), {
    compressedSize: entry.compressedSize,
    compressionMethod: entry.compressionMethod,
    generalPurposeBitFlag: entry.generalPurposeBitFlag,
    relativeOffsetOfLocalHeader: entry.relativeOffsetOfLocalHeader,
    uncompressedSize: entry.uncompressedSize,
  });
