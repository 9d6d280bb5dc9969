// One connection to Redis, opened again whenever it ends. In: scripts. Out: their answers, however long Redis was away.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis, RedisOptions } from 'ioredis';
import { deferred } from '../../domain/deferred.ts';
import type { Phrase } from '../../domain/language.ts';
import { type Fault, isNoScript, readFault } from './redis-faults.ts';
import { away, back, isReplica, unexpected } from './redis-phrases.ts';
import type { Script } from './redis-scripts.ts';

export type Reply = readonly unknown[];
export type Call = (script: Script, args: readonly string[]) => Promise<Reply>;

export type Greeting =
  | { readonly kind: 'up' }
  | { readonly kind: 'refused'; readonly why: string; readonly sentence: Phrase }
  /** Not yet: by and by it is greeted anew, a replica over a new connection. */
  | { readonly kind: 'not_yet'; readonly sentence: Phrase };

export interface Link {
  /** How the first attempt ended; later ones are told to `onState` alone. */
  readonly first: Promise<Exclude<Greeting, { kind: 'not_yet' }> | { readonly kind: 'away' }>;
  readonly isUp: () => boolean;
  /** Rejects once closed. */
  readonly up: () => Promise<void>;
  /** Sends it, and again after a lost connection, until it is answered: it has to be idempotent. Rejects once closed. */
  readonly run: (script: Script, args: () => readonly string[]) => Promise<Reply>;
  /** Sends it once; null where there is no answer. */
  readonly once: Call extends (...asked: infer Asked) => unknown ? (...asked: Asked) => Promise<Reply | null> : never;
  /** Greets anew before anything else is sent. */
  readonly greetAgain: () => void;
  readonly close: () => void;
}

export class JournalClosed extends Error {
  constructor() {
    super('The journal is closed.');
  }
}

export interface LinkOptions {
  readonly address: RedisOptions;
  /** Before each use of a new connection. */
  readonly greet: (client: Redis, call: Call) => Promise<Greeting>;
  readonly onState: (state: 'ok' | 'down', sentence: Phrase) => void;
}

const CONNECT_MS_MAX = 5_000;
/** Redis answers within milliseconds, and the lease is asked for every 2 s: silence means that it hangs, or the line is dead. */
const SILENCE_MS_MAX = 4_000;
const AGAIN_MS_FIRST = 50;
const AGAIN_MS_MAX = 1_000;
const GREET_AGAIN_MS = 500;
const HANG_UP_MS_MAX = 500;

/** ioredis connects again; what was under way then fails at once, and is sent again here, by those who know how. */
const SETTINGS: RedisOptions = {
  connectTimeout: CONNECT_MS_MAX,
  socketTimeout: SILENCE_MS_MAX,
  disconnectTimeout: HANG_UP_MS_MAX,
  retryStrategy: (times) => Math.min(AGAIN_MS_MAX, AGAIN_MS_FIRST * 2 ** times) * (0.5 + Math.random() / 2),
  maxRetriesPerRequest: 0,
  autoResendUnfulfilledCommands: false,
  enableOfflineQueue: false,
  enableReadyCheck: false,
  disableClientInfo: true,
  connectionName: 'annyeong',
  lazyConnect: true,
};

export const openLink = (client: new (options: RedisOptions) => Redis, options: LinkOptions): Link => {
  const { greet, onState, address } = options;
  const redis = new client({ ...address, ...SETTINGS });
  const first = deferred<Awaited<Link['first']>>();
  const closing = new AbortController();
  /** Of the connection that is greeted or in use; whatever began under an earlier one is void. */
  let round = 0;
  let isUp = false;
  let gate = deferred<void>();
  let isStarting = true;
  let told: 'ok' | 'down' = 'ok';
  let lastFault: Fault | null = null;

  const tell = (state: 'ok' | 'down', sentence: Phrase): void => {
    if (told === state || closing.signal.aborted) return;
    told = state;
    onState(state, sentence);
  };

  /** At start it is final, and said by whoever opens the journal. */
  const refused = (greeting: Extract<Greeting, { kind: 'refused' }>): void => {
    if (isStarting) first.resolve(greeting);
    else tell('down', greeting.sentence);
    isStarting = false;
  };

  const waited = (sentence: Phrase): void => {
    isStarting = false;
    first.resolve({ kind: 'away' });
    tell('down', sentence);
  };

  const down = (fault: Fault): void => {
    round += 1;
    if (isUp) gate = deferred();
    isUp = false;
    const sentence = fault.kind === 'ours' ? unexpected(fault.code) : fault.sentence;
    if (fault.kind === 'refused') refused({ kind: 'refused', why: fault.code, sentence });
    else waited(sentence);
  };

  const pause = (ms: number): Promise<unknown> => sleep(ms, undefined, { ref: false });

  const call: Call = async (script, args) => {
    try {
      return replyOf(await redis.evalsha(script.sha, 0, ...args));
    } catch (fault) {
      if (!isNoScript(fault)) throw fault;
      return replyOf(await redis.eval(script.lua, 0, ...args));
    }
  };

  const greeted = async (): Promise<Greeting> => {
    try {
      return await greet(redis, call);
    } catch (fault) {
      const read = readFault(fault);
      if (read.kind === 'away') return { kind: 'not_yet', sentence: read.sentence };
      return {
        kind: 'refused',
        why: read.code,
        sentence: read.kind === 'ours' ? unexpected(read.code) : read.sentence,
      };
    }
  };

  const greetUntilUp = async (mine: number): Promise<void> => {
    for (;;) {
      const greeting = await greeted();
      if (mine !== round || closing.signal.aborted) return;
      if (greeting.kind === 'up') {
        isUp = true;
        isStarting = false;
        first.resolve(greeting);
        tell('ok', back);
        gate.resolve();
        return;
      }
      if (greeting.kind === 'refused') refused(greeting);
      else waited(greeting.sentence);
      await pause(GREET_AGAIN_MS);
      if (mine !== round || closing.signal.aborted) return;
      // Behind the address there may be another server by now.
      if (greeting.sentence === isReplica) return redis.disconnect(true);
    }
  };

  /** What went wrong on the connection of `mine`; on one that stands, it is greeted until it works. */
  const failed = (mine: number, fault: Fault): void => {
    if (mine !== round || closing.signal.aborted) return;
    down(fault);
    const now = round;
    if (redis.status === 'ready')
      void pause(GREET_AGAIN_MS).then(() =>
        now === round && redis.status === 'ready' ? greetUntilUp(now) : undefined,
      );
  };

  const greetAgain = (): void => {
    if (!isUp) return;
    round += 1;
    isUp = false;
    gate = deferred();
    void greetUntilUp(round);
  };

  const dial = (): void => {
    // How it failed, the events tell.
    redis.connect().then(undefined, () => undefined);
  };

  redis.on('error', (fault: unknown) => {
    lastFault = readFault(fault);
    if (lastFault.kind === 'refused') down(lastFault);
  });
  redis.on('ready', () => {
    lastFault = null;
    round += 1;
    void greetUntilUp(round);
  });
  redis.on('close', () => down(lastFault ?? GONE));
  // The client gives up only where it could not even try.
  redis.on('end', () => {
    if (!closing.signal.aborted) void pause(AGAIN_MS_MAX).then(() => (closing.signal.aborted ? undefined : dial()));
  });
  dial();

  const up = async (): Promise<void> => {
    for (;;) {
      if (closing.signal.aborted) throw new JournalClosed();
      if (isUp) return;
      await gate.promise;
    }
  };

  /** One attempt; what went wrong goes on without its text, which may hold what people wrote. */
  const attempt = async (script: Script, args: readonly string[]): Promise<Reply | Fault> => {
    const mine = round;
    try {
      const reply = await call(script, args);
      if (reply[0] === 'again' && mine === round) greetAgain();
      return reply;
    } catch (fault) {
      const read = readFault(fault);
      if (read.kind !== 'ours') failed(mine, read);
      return read;
    }
  };

  const run: Link['run'] = async (script, args) => {
    for (;;) {
      await up();
      const answer = await attempt(script, args());
      if (isReply(answer)) {
        if (answer[0] !== 'again') return answer;
      } else if (answer.kind === 'ours') throw new Error(`Redis does not take a step of the journal: ${answer.code}`);
    }
  };

  const once: Link['once'] = async (script, args) => {
    const answer = await attempt(script, args);
    return isReply(answer) && answer[0] !== 'again' ? answer : null;
  };

  return {
    first: first.promise,
    isUp: () => isUp,
    up,
    run,
    once,
    greetAgain,
    close: () => {
      closing.abort();
      gate.resolve();
      first.resolve({ kind: 'away' });
      redis.disconnect();
    },
  };
};

const GONE: Fault = { kind: 'away', code: 'ECONNRESET', sentence: away('ECONNRESET') };

const isReply = (answer: Reply | Fault): answer is Reply => Array.isArray(answer);

const replyOf = (answer: unknown): Reply => (Array.isArray(answer) ? answer : [answer]);
