// What the suites of the journal in Redis share: a server each, journals that are closed after every row, and waiting for what must come.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { channelId, msToTs, teamId, ts } from '../../src/domain/ids.ts';
import type { Phrase } from '../../src/domain/language.ts';
import type { Claim, Journal, Owed, Way } from '../../src/domain/ports.ts';
import { keyText, type MessageKey } from '../../src/domain/reply.ts';
import { openRedisJournal, type RedisJournalOptions } from '../../src/outbox/journal/redis.ts';
import { memoryLog } from '../fakes/log.ts';
import { whyNoRedis } from '../redis-server.ts';

const whyNot = whyNoRedis();

/** A suite that is skipped, with the reason in its name, where there is no Redis to run. */
export const describeRedis = (name: string, suite: () => void): void => {
  if (whyNot === null) describe(name, suite);
  else describe.skip(`${name} (${whyNot})`, suite);
};

export const LEASE_MS = 1_000;
export const POST: Way = { lane: 'C1/post', method: 'chat.postMessage' };
export const NOW = { now: () => Date.now() };

export interface Opened {
  readonly journal: Journal;
  readonly states: string[];
  readonly log: ReturnType<typeof memoryLog>;
  readonly notices: readonly Phrase[];
}

/** Journals of a row, closed after it. */
export const journals = () => {
  let opened: Journal[] = [];
  afterEach(async () => {
    await Promise.all(opened.map((journal) => journal.close()));
    opened = [];
  });
  return async (url: string, options: Partial<RedisJournalOptions> = {}): Promise<Opened> => {
    const log = memoryLog();
    const states: string[] = [];
    const onState = (state: string): void => void states.push(state);
    const answer = await openRedisJournal({ url, clock: NOW, log, leaseMs: LEASE_MS, onState, ...options });
    assert.ok(answer.kind === 'open', JSON.stringify(answer));
    opened.push(answer.journal);
    return { journal: answer.journal, notices: answer.notices, states, log };
  };
};

const UNTIL_MS_MAX = 15_000;

/** Asks until it is so. */
export const until = async (isSo: () => boolean | Promise<boolean>, what: string): Promise<void> => {
  const last = Date.now() + UNTIL_MS_MAX;
  while (!(await isSo())) {
    assert.ok(Date.now() < last, `never so: ${what}`);
    await sleep(10);
  }
};

const keyAt = (at: MessageKey['ts']): MessageKey => ({ team: teamId('T1'), channel: channelId('C1'), ts: at });

/** A message written `ago` milliseconds before now, each another one, and one reply to it. */
export const message = (ago = 0): Claim & { readonly id: string } => {
  counter += 1;
  const at = Date.now() - ago;
  const key = keyAt(ts(`${msToTs(at).slice(0, -3)}${String(counter).padStart(3, '0')}`));
  const owed: Owed = {
    id: `${keyText(key)}#0`,
    key,
    reply: {
      kind: 'post',
      channel: key.channel,
      threadTs: key.ts,
      alsoToChannel: false,
      text: `답 ${counter}`,
      blocks: null,
      afterMs: 0,
    },
    dueAt: at,
    isDefault: false,
  };
  return { id: owed.id, key, thread: key.ts, takes: [], at, owed: [[owed]], first: null, isSure: false };
};
let counter = 0;

/** An address that stays while the servers behind it change. */
export interface Proxy {
  readonly url: string;
  /** Ends what is open; null: nobody is there. */
  readonly lead: (port: number | null) => void;
  readonly close: () => Promise<void>;
}

export const openProxy = async (first: number | null): Promise<Proxy> => {
  let target = first;
  const open = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    if (target === null) {
      socket.destroy();
      return;
    }
    const other = net.connect(target, '127.0.0.1');
    for (const [one, peer] of [
      [socket, other],
      [other, socket],
    ] as const) {
      open.add(one);
      one.on('error', () => peer.destroy());
      one.on('close', () => {
        open.delete(one);
        peer.destroy();
      });
      one.pipe(peer);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = address !== null && typeof address !== 'string' ? address.port : 0;
  return {
    url: `redis://127.0.0.1:${port}`,
    lead: (next) => {
      target = next;
      for (const socket of open) socket.destroy();
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
};
