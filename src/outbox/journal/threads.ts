// The threads in which messages were taken lately. In: a message's thread and time. Out: the latest first.
import { THREADS_MAX, type ThreadKey } from '../../domain/ports.ts';

export interface Thread extends ThreadKey {
  /** When the last message of it that was taken was written, in milliseconds. */
  readonly at: number;
}

export interface Threads {
  readonly saw: (thread: Thread) => void;
  readonly since: (at: number) => readonly ThreadKey[];
}

/** `changed` is told of what goes and of what comes, so that both can be written down. */
export const openThreads = (changed: (gone: Thread | null, come: Thread | null) => void): Threads => {
  const threads = new Map<string, Thread>();

  const latestFirst = (): readonly Thread[] => [...threads.values()].toSorted((a, b) => b.at - a.at);

  return {
    saw: (thread) => {
      const name = `${thread.channel}/${thread.thread}`;
      const known = threads.get(name);
      if (known !== undefined && known.at >= thread.at) return;
      threads.set(name, thread);
      changed(known ?? null, thread);
      // Twice as many as are asked for, so that sorting them is rare.
      if (threads.size <= 2 * THREADS_MAX) return;
      for (const old of latestFirst().slice(THREADS_MAX)) {
        threads.delete(`${old.channel}/${old.thread}`);
        changed(old, null);
      }
    },
    since: (at) =>
      latestFirst()
        .filter((one) => one.at >= at)
        .slice(0, THREADS_MAX)
        .map(({ channel, thread }) => ({ channel, thread })),
  };
};
