// A replica as a process of its own, which can be killed, stopped and woken. As a module: starts one; run by itself: is one.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Claim } from '../../src/domain/ports.ts';
import { openRedisJournal } from '../../src/outbox/journal/redis.ts';
import { memoryLog } from '../fakes/log.ts';
import { NOW, POST } from './redis-support.ts';

export interface Replica {
  /** What it answers; what is asked while it is stopped lies before it when it wakes. */
  readonly ask: (step: 'accept' | 'begin' | 'mark' | 'holds', what?: Claim | string) => Promise<unknown>;
  readonly stop: () => void;
  readonly wake: () => void;
  readonly kill: () => Promise<void>;
}

export const startReplica = async (url: string, leaseMs: number): Promise<Replica> => {
  const child: ChildProcess = fork(fileURLToPath(import.meta.url), [url, String(leaseMs)], {
    execArgv: ['--import', './scripts/sources.mjs'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return {
    ask: async (step, what) => {
      const answer = once(child, 'message');
      child.send([step, what]);
      const [said] = await answer;
      return said;
    },
    stop: () => child.kill('SIGSTOP'),
    wake: () => child.kill('SIGCONT'),
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
};

const be = async (url: string, leaseMs: number): Promise<void> => {
  const opened = await openRedisJournal({ url, clock: NOW, log: memoryLog(), leaseMs });
  if (opened.kind === 'refused') throw new Error(opened.why);
  const { journal } = opened;
  const run = async (step: string, what: unknown): Promise<unknown> => {
    switch (step) {
      case 'accept':
        return (await journal.accept(what as Claim)).kind;
      case 'begin':
        return (await journal.begin(String(what), POST)).kind;
      case 'mark':
        return journal.mark(String(what), { state: 'owed', refusedAt: null });
      default:
        return journal.holds();
    }
  };
  process.on('message', ([step, what]: [string, unknown]) => {
    void run(step, what).then((answer) => process.send?.(answer));
  });
  process.on('disconnect', () => process.exit());
  process.send?.('ready');
};

const [, file, url, leaseMs] = process.argv;
if (file === fileURLToPath(import.meta.url) && url !== undefined) await be(url, Number(leaseMs));
