// The journal in Redis: the contract of all journals, what it refuses, and what it says of the server.
import assert from 'node:assert/strict';
import net from 'node:net';
import { once } from 'node:events';
import { openRedisJournal } from '../../src/outbox/journal/redis.ts';
import type { Journal } from '../../src/domain/ports.ts';
import { journalContract } from '../contract/journal.ts';
import type { FakeClock } from '../fakes/clock.ts';
import { memoryLog } from '../fakes/log.ts';
import { freePort, KEEPS_ALL, type RedisServer, startRedis } from '../redis-server.ts';
import { describeRedis, journals, message, NOW, until } from './redis-support.ts';

describeRedis('journal in Redis', () => {
  let server: RedisServer;
  before(async () => {
    server = await startRedis();
  });
  after(() => server.close());

  const open = async (clock: FakeClock): Promise<Journal> => {
    const opened = await openRedisJournal({ url: server.url, clock, log: memoryLog() });
    assert.ok(opened.kind === 'open');
    return opened.journal;
  };
  journalContract(
    'redis',
    async (clock) => {
      await server.ask('FLUSHALL');
      return open(clock);
    },
    open,
  );
});

describeRedis('a Redis that will not do', () => {
  const servers: { close: () => Promise<unknown> }[] = [];
  const started = async (settings: readonly string[]): Promise<RedisServer> => {
    const server = await startRedis({ settings });
    servers.push(server);
    return server;
  };
  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });
  const journal = journals();

  const whyNot = async (url: string): Promise<string> => {
    const log = memoryLog();
    const told: unknown[] = [];
    const opened = await openRedisJournal({ url, clock: NOW, log, onState: (...what) => told.push(what) });
    assert.deepEqual(told, []);
    if (opened.kind === 'open') await opened.journal.close();
    assert.ok(!JSON.stringify([log.lines, opened.kind === 'refused' && opened.sentence]).includes('secret'));
    return opened.kind === 'refused' ? opened.why : opened.kind;
  };

  for (const url of [
    '',
    'localhost:6379',
    'http://localhost',
    'redis://',
    'redis://h:secret%@localhost',
    'redis://h/x',
  ])
    it(`is refused where the address is none: ${url}`, async () => assert.equal(await whyNot(url), 'bad_address'));

  it('is refused where the password is wrong, or missing', async () => {
    const { port } = await started(['--requirepass', 'secret "1/@']);
    assert.equal(await whyNot(`redis://127.0.0.1:${port}`), 'NOAUTH');
    assert.equal(await whyNot(`redis://:secret@127.0.0.1:${port}`), 'WRONGPASS');
    assert.equal(await whyNot(`redis://:${encodeURIComponent('secret "1/@')}@127.0.0.1:${port}/3`), 'open');
  });

  it('is refused where the user may not do what is needed, and goes with what the docs ask for', async () => {
    const server = await started([]);
    const rules = ['~annyeong:*', '+@read', '+@write', '+@scripting', '+@connection', '+info', '+time'];
    await server.ask('ACL', 'SETUSER', 'bot', 'on', '>secret', ...rules);
    await server.ask('ACL', 'SETUSER', 'other', 'on', '>secret', '~other:*', ...rules.slice(1));
    assert.equal(await whyNot(`redis://bot:secret@127.0.0.1:${server.port}`), 'open');
    assert.equal(await whyNot(`redis://other:secret@127.0.0.1:${server.port}`), 'NOPERM');
    assert.equal(await whyNot(`redis://bot:wrong@127.0.0.1:${server.port}`), 'WRONGPASS');
  });

  it('is refused where it is older than 6', async () => {
    const old = await oldServer();
    servers.push(old);
    assert.equal(await whyNot(`redis://127.0.0.1:${old.port}`), 'too_old');
  });

  it('is refused where it is a cluster', async () => {
    assert.equal(await whyNot((await started(['--cluster-enabled', 'yes'])).url), 'cluster');
  });

  it('is refused where a newer bot wrote the journal', async () => {
    const server = await started([]);
    await server.ask('SET', 'annyeong:format', '99');
    assert.equal(await whyNot(server.url), 'newer_format');
    assert.equal(await server.ask('DBSIZE'), ':1');
  });

  it('is warned of where it keeps nothing, or may throw away what it keeps', async () => {
    const noticesOf = async (settings: readonly string[]): Promise<number> =>
      (await journal((await started(settings)).url)).notices.length;
    assert.equal(await noticesOf([]), 1);
    assert.equal(await noticesOf(KEEPS_ALL), 0);
    assert.equal(await noticesOf(['--save', '60 1']), 0);
    assert.equal(await noticesOf([...KEEPS_ALL, '--maxmemory-policy', 'allkeys-lru']), 1);
    assert.equal(await noticesOf(['--maxmemory-policy', 'volatile-ttl']), 2);
  });

  it('is waited for where it cannot be reached at start, and said so', async () => {
    const port = await freePort();
    const opened = await journal(`redis://127.0.0.1:${port}`);
    assert.deepEqual(opened.states, ['down']);
    const accepted = opened.journal.accept(message());
    servers.push(await startRedis({ port }));
    assert.equal((await accepted).kind, 'accepted');
    await opened.journal.ready();
    assert.deepEqual(opened.states, ['down', 'ok']);
    await until(() => opened.log.events().includes('journal_notice'), 'a notice that could not be given at start');
  });

  it('is waited for where it takes no writes, and said so', async () => {
    const server = await started([]);
    const { journal: mine, states } = await journal(server.url);
    await server.ask('CONFIG', 'SET', 'maxmemory', '1');
    const accepted = mine.accept(message());
    await until(() => states.includes('down'), 'down');
    await server.ask('CONFIG', 'SET', 'maxmemory', '0');
    assert.equal((await accepted).kind, 'accepted');
    assert.deepEqual(states, ['down', 'ok']);
  });
});

/** Redis 5, as far as it gets to speak. */
const oldServer = async (): Promise<{ readonly port: number; readonly close: () => Promise<unknown> }> => {
  const info = '# Server\r\nredis_version:5.0.14\r\nrun_id:abc\r\nrole:master\r\n';
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      for (const [, word = ''] of String(chunk).matchAll(/\*\d+\r\n\$\d+\r\n(\w+)\r\n/g))
        if (word.toLowerCase() === 'info') socket.write(`$${info.length}\r\n${info}\r\n`);
        else socket.write(word.toLowerCase() === 'hello' ? "-ERR unknown command 'hello'\r\n" : '+OK\r\n');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: address !== null && typeof address !== 'string' ? address.port : 0,
    close: () => {
      for (const socket of sockets) socket.destroy();
      const closed = once(server, 'close');
      server.close();
      return closed;
    },
  };
};
