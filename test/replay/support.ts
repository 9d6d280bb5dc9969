// Files by path → a Slack export in a temporary folder, or a zip of it; and what a replay of past messages reads.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { deflateRawSync } from 'node:zlib';
import { userId } from '../../src/domain/ids.ts';
import { openPast } from '../../src/replay/open.ts';
import type { Past, Said } from '../../src/replay/said.ts';

export type Files = Readonly<Record<string, unknown>>;

/** A folder that is removed after the suite. */
export const temporary = (): string => {
  const at = mkdtempSync(path.join(tmpdir(), 'annyeong-replay-'));
  after(() => rmSync(at, { recursive: true, force: true }));
  return at;
};

/** A text stands as it is, all else as JSON. */
export const textOf = (content: unknown): string => (typeof content === 'string' ? content : JSON.stringify(content));

export const folderOf = (at: string, files: Files): string => {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(at, name)), { recursive: true });
    writeFileSync(path.join(at, name), textOf(content));
  }
  return at;
};

export interface ZipOptions {
  /** Whether names are said to be UTF-8, which they are. */
  readonly utf8: boolean;
  /** Says how the packed bytes of a file are to be spoiled. */
  readonly spoil?: (name: string, packed: Buffer) => Buffer;
}

export const zipOf = (
  at: string,
  files: Files,
  { utf8, spoil = (_, packed) => packed }: ZipOptions = { utf8: true },
): string => {
  const parts: Buffer[] = [];
  const table: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(files)) {
    const [file, plain] = [Buffer.from(name), Buffer.from(textOf(content))];
    const packed = spoil(name, deflateRawSync(plain));
    const header = Buffer.alloc(46);
    header.writeUInt32LE(0x02014b50, 0);
    header.writeUInt16LE(20, 6);
    header.writeUInt16LE(utf8 ? 0x800 : 0, 8);
    header.writeUInt16LE(8, 10);
    header.writeUInt32LE(packed.length, 20);
    header.writeUInt32LE(plain.length, 24);
    header.writeUInt16LE(file.length, 28);
    header.writeUInt32LE(offset, 42);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    header.copy(local, 4, 6, 30);
    table.push(header, file);
    parts.push(local, file, packed);
    offset += local.length + file.length + packed.length;
  }
  const size = table.reduce((sum, part) => sum + part.length, 0);
  const last = Buffer.alloc(22);
  last.writeUInt32LE(0x06054b50, 0);
  last.writeUInt16LE(table.length / 2, 8);
  last.writeUInt16LE(table.length / 2, 10);
  last.writeUInt32LE(size, 12);
  last.writeUInt32LE(offset, 16);
  writeFileSync(at, Buffer.concat([...parts, ...table, last]));
  return at;
};

export interface ReadPast {
  readonly past: Past;
  readonly said: readonly Said[];
}

/** Read to its end; `input`: what stands on the standard input. */
export const readPast = async (
  at: string,
  { bot, input = [] }: { bot?: string; input?: readonly string[] } = {},
): Promise<ReadPast> => {
  const opened = await openPast({ path: at, input: Readable.from(input), bot: bot === undefined ? null : userId(bot) });
  if (!opened.ok) throw new Error(opened.fault.en);
  const said: Said[] = [];
  for await (const batch of opened.past.batches) said.push(...batch);
  await opened.past.close();
  return { past: opened.past, said };
};

export const troublesOf = ({ past }: ReadPast): readonly string[] =>
  past.troubles.first().map(({ where, what }) => `${path.basename(where)}: ${what.en}`);
