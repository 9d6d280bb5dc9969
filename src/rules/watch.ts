// A path to a rules file or folder → a call whenever what is there has changed and then stood still for a moment.
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { watch as watchFiles } from 'chokidar';

/** How often the content is looked at, whatever events say: they stop after some renames, and on some network drives. */
const LOOK_EVERY_MS = 150;
/** The same while it is changing. */
const LOOK_AGAIN_MS = 40;
/** An editor may write in steps of up to 300 ms; half a file can be valid rules, and must not be taken. */
const STILL_MS = 400;
/** What never stands still is taken all the same. */
const STILL_MS_MAX = 3_000;
/** Above this, a file is read again only when its size, times or inode differ, or at every RARE_LOOKS-th look. */
const READ_BYTES_MAX = 2 ** 20;
const RARE_LOOKS = 10;

export interface Watch {
  /** Whether what is there now is what was last told of (or what was there at the beginning). */
  readonly isStill: () => Promise<boolean>;
  /** Ends it, and leaves no timer and no handle; idempotent. */
  readonly close: () => Promise<void>;
}

/** Resolves when the content at the beginning is known: every later change calls `changed`. Never rejects. */
export const watchRules = async (target: string, changed: () => void): Promise<Watch> => {
  const look = openLook(target);
  const nap = openNap();
  const closeEvents = wakeAtEvents(target, nap.wake);
  let told = await look();
  let closed = false;

  const keepLooking = async (): Promise<void> => {
    let last = told;
    let stillSince = Date.now();
    let changingSince: number | null = null;
    while (!closed) {
      await nap.sleep(changingSince === null ? LOOK_EVERY_MS : LOOK_AGAIN_MS);
      if (closed) return;
      const content = await look();
      const now = Date.now();
      if (content !== last) {
        last = content;
        stillSince = now;
        changingSince ??= now;
      }
      if (changingSince === null || (now - stillSince < STILL_MS && now - changingSince < STILL_MS_MAX)) continue;
      changingSince = null;
      if (content === told || closed) continue;
      told = content;
      changed();
    }
  };
  const ended = keepLooking();

  return {
    isStill: async () => (await look()) === told,
    close: async () => {
      closed = true;
      nap.wake();
      await Promise.all([ended, closeEvents()]);
    },
  };
};

interface Nap {
  /** Ends after `ms`, or as soon as it is woken; at once where that happened since the last one. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly wake: () => void;
}

const openNap = (): Nap => {
  let end: (() => void) | null = null;
  let isWoken = false;
  return {
    sleep: async (ms) => {
      if (!isWoken) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      end = null;
      isWoken = false;
    },
    wake: () => {
      isWoken = true;
      end?.();
    },
  };
};

/** chokidar makes most changes known at once; nothing depends on it. Its close is returned. */
const wakeAtEvents = (target: string, wake: () => void): (() => Promise<void>) => {
  const absolute = path.resolve(target);
  const watcher = watchFiles(absolute, {
    ignoreInitial: true,
    depth: 0,
    ignored: (at) => at !== absolute && !isRulesName(path.basename(at)),
  });
  watcher.on('all', wake);
  // Where there are no watches left (their number is limited), looking every LOOK_EVERY_MS remains.
  watcher.on('error', wake);
  return () => watcher.close();
};

const isRulesName = (name: string): boolean => /\.ya?ml$/iu.test(name);

/** Reads what is there, as one text that differs when the content does. */
const openLook = (target: string): (() => Promise<string>) => {
  let looks = 0;
  let remembered: ReadonlyMap<string, Known> = new Map();
  return async () => {
    looks += 1;
    const known = new Map<string, Known>();
    for (const file of await filesAt(target)) {
      const before = looks % RARE_LOOKS === 0 ? undefined : remembered.get(file);
      known.set(file, await readContent(file, before));
    }
    remembered = known;
    return [...known].map(([file, { content }]) => `${path.basename(file)} ${content}`).join('\n');
  };
};

interface Known {
  readonly content: string;
  /** Size, times and inode of a big file. */
  readonly outside: string | null;
}

const filesAt = async (target: string): Promise<readonly string[]> => {
  try {
    const names = await readdir(target);
    return names.filter((name) => isRulesName(name) && !name.startsWith('.')).toSorted().map((name) => path.join(target, name));
  } catch {
    // A file, or nothing: reading it tells which.
    return [target];
  }
};

const readContent = async (file: string, before: Known | undefined): Promise<Known> => {
  try {
    const { size, mtimeMs, ctimeMs, ino } = await stat(file);
    const outside = size > READ_BYTES_MAX ? `${size} ${mtimeMs} ${ctimeMs} ${ino}` : null;
    if (outside !== null && before?.outside === outside) return before;
    return { content: createHash('sha256').update(await readFile(file)).digest('base64'), outside };
  } catch (error) {
    return { content: error instanceof Error && 'code' in error ? String(error.code) : 'unreadable', outside: null };
  }
};
