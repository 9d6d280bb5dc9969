// The folder of a store and what stands beside it. In: a folder. Out: who holds it, how far it got, whether it is whole, or trouble.
import { constants, writeSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Holder } from './level-phrases.ts';
import { sumOf } from './level-records.ts';

export interface Places {
  readonly folder: string;
  /** LevelDB's own folder. */
  readonly store: string;
  /** Who holds it, for a second start to name; LevelDB's lock alone decides. */
  readonly holder: string;
  /** How many batches were written, apart from the store: by it a store shows that lost some. */
  readonly mark: string;
  /** How it was left at a clean end. */
  readonly left: string;
}

export const placesIn = (folder: string): Places => ({
  folder,
  store: path.join(folder, 'journal'),
  holder: path.join(folder, 'journal.holder'),
  mark: path.join(folder, 'journal.mark'),
  left: path.join(folder, 'journal.left'),
});

/** Nobody else may look in: what is owed holds what people are told. */
export const makeFolder = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
};

/** `empty`: nothing was ever written. `broken`: LevelDB would begin anew, and delete what is there. */
export const lookAtStore = async (store: string): Promise<'empty' | 'whole' | 'broken'> => {
  const names = await namesIn(store);
  if (names === null) return 'empty';
  const current = await readFile(path.join(store, 'CURRENT'), 'latin1').catch(() => null);
  if (current !== null) {
    const manifest = /^(MANIFEST-\d+)\n$/.exec(current)?.[1];
    return manifest !== undefined && names.includes(manifest) ? 'whole' : 'broken';
  }
  // A first start that got no further leaves a few files of no use.
  const sizes = await Promise.all(names.filter(isData).map((name) => sizeOf(path.join(store, name))));
  return sizes.some((size) => size > 0) ? 'broken' : 'empty';
};

/** null: there is no such folder. */
const namesIn = async (store: string): Promise<readonly string[] | null> => {
  try {
    return await readdir(store);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
};

const isData = (name: string): boolean => /\.(?:ldb|sst|log)$/.test(name);

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const sizeOf = async (file: string): Promise<number> => (await stat(file)).size;

/** Renamed, never deleted: somebody may want to look. Gives the new name. */
export const setStoreAside = async (store: string, now: Date): Promise<string> => {
  const stamp = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  for (let nth = 1; ; nth += 1) {
    const name = `${store}.damaged-${stamp}${nth === 1 ? '' : `-${nth}`}`;
    if ((await namesIn(name)) !== null) continue;
    await rename(store, name);
    return name;
  }
};

export const writeHolder = async (file: string): Promise<void> => {
  const started = (await startOf(process.pid)) ?? '';
  const holder: Holder = { pid: process.pid, host: os.hostname(), since: new Date().toISOString(), started };
  await writeFile(file, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
};

export const removeHolder = (file: string): Promise<void> => rm(file, { force: true });

/** null: it cannot be read. */
export const readHolder = async (file: string): Promise<Holder | null> => {
  const text = await readFile(file, 'utf8').catch(() => '');
  const found = /^\{"pid":(\d+),"host":"([^"]*)","since":"([^"]*)","started":"([^"]*)"\}\n$/.exec(text);
  if (found === null) return null;
  const [, pid, host = '', since = '', started = ''] = found;
  return { pid: Number(pid), host, since, started };
};

/** Whether the very process that wrote it runs on this machine: LevelDB's lock says nothing once its file was deleted. */
export const isAlive = async (holder: Holder | null): Promise<boolean> =>
  holder !== null &&
  holder.pid !== process.pid &&
  holder.host === os.hostname() &&
  holder.started !== '' &&
  holder.started === (await startOf(holder.pid));

/** By which a process is told from a later one of the same number: boot and clock ticks (proc(5), field 22). Linux alone tells. */
const startOf = async (pid: number): Promise<string | null> => {
  const line = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => null);
  const boot = await bootId();
  const ticks = line?.slice(line.lastIndexOf(')') + 2).split(' ')[19];
  return ticks === undefined || boot === null ? null : `${boot}/${ticks}`;
};

export interface Mark {
  readonly batch: number;
  /** Of the machine, until it is switched off: what was written since is still in its hands. null: not known. */
  readonly boot: string | null;
}

/** `none`: there is no such file. `damaged`: it says nothing. */
export const readMark = async (file: string): Promise<Mark | 'none' | 'damaged'> => {
  let text: string;
  try {
    text = await readFile(file, 'latin1');
  } catch (error) {
    if (isMissing(error)) return 'none';
    // Opening a folder succeeds, and reading it fails without its name.
    if (error instanceof Error) Object.assign(error, { path: file });
    throw error;
  }
  const [batch = '', boot = '', sum] = text.trim().split(' ');
  if (sum !== checkOf(batch, boot)) return 'damaged';
  return { batch: Number(batch), boot: boot === '-' ? null : boot };
};

export interface MarkWriter {
  /** At once, into the system's hands: a thread would take longer than the call. */
  readonly write: (batch: number) => void;
  readonly close: () => Promise<void>;
}

export const openMark = async (file: string, boot: string | null): Promise<MarkWriter> => {
  // Not emptied: until the first write it says what it said.
  const handle: FileHandle = await open(file, constants.O_RDWR | constants.O_CREAT, 0o600);
  await handle.truncate(MARK_LENGTH);
  return {
    write: (batch) => {
      const number = String(batch).padStart(15, '0');
      const name = boot ?? '-';
      // Always of one length and in one place, so that nothing of an older one is left behind it.
      const text = `${number} ${name} ${checkOf(number, name)}\n`.padStart(MARK_LENGTH);
      writeSync(handle.fd, text, 0, 'latin1');
    },
    close: () => handle.close(),
  };
};

const MARK_LENGTH = 96;

const checkOf = (batch: string, boot: string): string => sumOf(`${batch} ${boot}`).toString(36);

/** Linux alone tells; elsewhere every abrupt end is taken for a power failure. */
export const bootId = async (): Promise<string | null> => {
  const text = await readFile('/proc/sys/kernel/random/boot_id', 'latin1').catch(() => '');
  return /^[0-9a-f-]{36}\n$/.test(text) ? text.trim() : null;
};

/** Puts LevelDB's logs on the disk. Done beside it, for writes go on meanwhile, and for the last log too, which LevelDB forgets. */
export const syncLogs = async (store: string): Promise<void> => {
  for (const name of (await namesIn(store)) ?? []) {
    if (!name.endsWith('.log')) continue;
    const handle = await open(path.join(store, name), 'r').catch(() => null);
    if (handle === null) continue;
    try {
      await handle.datasync();
    } finally {
      await handle.close();
    }
  }
};
