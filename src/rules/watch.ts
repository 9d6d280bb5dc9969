// A path to a rules file or folder → a call whenever what is there has changed, and whether it has stood still since.
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { watch as watchFiles } from 'chokidar';
import { isRulesFile } from './source.ts';

/** How often the content is looked at, whatever events say: they stop after some renames, and on some network drives. */
const LOOK_EVERY_MS = 150;
/** The same while it is changing. */
const LOOK_AGAIN_MS = 40;
/** After this long without a change it is worth loading. */
const CALM_MS = 120;
/** After this long it is whole: an editor may write in steps of up to 300 ms, and half a file can be valid rules. */
const STILL_MS = 400;
/** Above this, a file is read again only when its size, times or inode differ, or at every RARE_LOOKS-th look. */
const READ_BYTES_MAX = 2 ** 20;
const RARE_LOOKS = 10;

export interface Watch {
  /** Waits until what was last told of has stood still for STILL_MS: true; or has changed again: false. */
  readonly standsStill: () => Promise<boolean>;
  /** Ends it, and leaves no timer and no handle; idempotent. */
  readonly close: () => Promise<void>;
}

/** Resolves when the content at the beginning is known: every later change calls `changed`. Never rejects. */
export const watchRules = async (target: string, changed: () => void): Promise<Watch> => {
  const look = openLook(target);
  const nap = openNap();
  const closeEvents = wakeAtEvents(target, nap.wake);
  const stop = new AbortController();
  const { signal } = stop;

  let last = await look();
  let changedAt = Number.NEGATIVE_INFINITY;
  /** What was last told of; null where that did not last, so that it is told of again even if it comes back. */
  let told: Seen | null = last;
  /** How long everything has been as it is now, in milliseconds. */
  const stillFor = async (): Promise<number> => {
    const seen = await look();
    const now = performance.now();
    if (!isSame(seen, last)) changedAt = now;
    last = seen;
    return now - changedAt;
  };

  const keepLooking = async (): Promise<void> => {
    while (!signal.aborted) {
      await nap.sleep(last.content === told?.content ? LOOK_EVERY_MS : LOOK_AGAIN_MS);
      if (signal.aborted) return;
      const still = await stillFor();
      if (last.content === told?.content || still < CALM_MS || signal.aborted) continue;
      told = last;
      changed();
    }
  };
  const ended = keepLooking();

  return {
    standsStill: async () => {
      const asked = told;
      while (!signal.aborted) {
        const still = await stillFor();
        if (asked === null || !isSame(last, asked)) break;
        if (still >= STILL_MS) return true;
        await pause(LOOK_AGAIN_MS);
      }
      told = null;
      return false;
    },
    close: async () => {
      stop.abort();
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
    ignored: (at) => at !== absolute && !isRulesFile(path.basename(at)),
  });
  watcher.on('all', wake);
  // Where there are no watches left (their number is limited), looking every LOOK_EVERY_MS remains.
  watcher.on('error', wake);
  return () => watcher.close();
};

/** What is there at one moment. */
interface Seen {
  /** Differs when the content does: this alone decides whether there is something to load. */
  readonly content: string;
  /** Differs also when the same was written again, as by one who empties the file first. */
  readonly outside: string;
}

const isSame = (a: Seen, b: Seen): boolean => a.content === b.content && a.outside === b.outside;

const openLook = (target: string): (() => Promise<Seen>) => {
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
    return {
      content: [...known].map(([file, { content }]) => `${path.basename(file)} ${content}`).join('\n'),
      outside: [...known.values()].map(({ outside }) => outside).join('\n'),
    };
  };
};

interface Known {
  readonly content: string;
  /** Size, times and inode. */
  readonly outside: string;
}

const filesAt = async (target: string): Promise<readonly string[]> => {
  try {
    const names = await readdir(target);
    return names
      .filter(isRulesFile)
      .toSorted()
      .map((name) => path.join(target, name));
  } catch {
    // A file, or nothing: reading it tells which.
    return [target];
  }
};

const readContent = async (file: string, before: Known | undefined): Promise<Known> => {
  try {
    const { size, mtimeMs, ctimeMs, ino } = await stat(file);
    const outside = `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
    if (size > READ_BYTES_MAX && before?.outside === outside) return before;
    return {
      content: createHash('sha256')
        .update(await readFile(file))
        .digest('base64'),
      outside,
    };
  } catch (error) {
    return { content: error instanceof Error && 'code' in error ? String(error.code) : 'unreadable', outside: '' };
  }
};
