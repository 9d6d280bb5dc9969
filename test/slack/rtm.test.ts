// Each defect of the RTM SDK (slack-facts.md 21, 24, 27–34) met over a real socket: the process lives, the next message comes.
import assert from 'node:assert/strict';
import type { WebSocket } from 'ws';
import type { ConnectResult, Session, Transport } from '../../src/domain/ports.ts';
import { deferred } from '../../src/domain/deferred.ts';
import { rtmTransport, type RtmTimings } from '../../src/slack/rtm.ts';
import { supervise, type SuperviseEnd } from '../../src/slack/supervise.ts';
import { slackWeb } from '../../src/slack/web.ts';
import {
  fastClock,
  greet,
  guardProcess,
  hello,
  memoryLog,
  no,
  ok,
  openFake,
  pongs,
  say,
  until,
  type FakeSlack,
  type MemoryLog,
} from './fake.ts';

const QUICK: Partial<RtmTimings> = {
  helloMs: 150,
  pingMs: 120,
  pongMs: 80,
  handshakeMs: 200,
  closeMs: 60,
  quietMs: 400,
};

const speak = (ws: WebSocket): void => {
  greet(ws);
  say(ws, 'next');
};

describe('slack/rtm: one session', () => {
  guardProcess();
  let fake: FakeSlack;
  let log: MemoryLog;
  let texts: string[];
  let frames: unknown[];
  let goodbyes: number;
  const sessions: Session[] = [];

  beforeEach(async () => {
    fake = await openFake();
    log = memoryLog();
    texts = [];
    frames = [];
    goodbyes = 0;
  });
  afterEach(async () => {
    await Promise.all(sessions.splice(0).map((session) => session.close()));
    await fake.close();
  });

  const transport = (timings = QUICK): Transport =>
    rtmTransport({
      token: 'xoxb-1',
      apiUrl: fake.apiUrl,
      web: slackWeb({ token: 'xoxb-1', apiUrl: fake.apiUrl, callMs: 400 }),
      log,
      timings,
    });
  const connect = (via = transport(), signal = new AbortController().signal): Promise<ConnectResult> =>
    via.connect(
      {
        frame: (frame) => {
          frames.push(frame);
          const text: unknown = typeof frame === 'object' && frame !== null ? Reflect.get(frame, 'text') : undefined;
          if (text === 'throw') throw new Error('the secret of a message');
          if (typeof text === 'string') texts.push(text);
        },
        goodbye: () => {
          goodbyes += 1;
        },
      },
      signal,
    );
  const open = async (via = transport()): Promise<Session> => {
    const result = await connect(via);
    assert.equal(result.kind, 'open');
    assert.ok(result.kind === 'open');
    sessions.push(result.session);
    return result.session;
  };
  const socket = (): WebSocket => fake.sockets()[0] ?? assert.fail('no socket');

  it('opens at hello, knowing who it is', async () => {
    const { self } = await open();
    assert.deepEqual(
      { ...self },
      { team: 'T1', user: 'UBOT', bot: 'BBOT', name: 'annyeong', url: 'https://acme.slack.com/', enterprise: null },
    );
    say(socket(), 'hi');
    await until(() => texts.includes('hi'));
  });

  it('asks auth.test once for many sessions', async () => {
    const via = transport();
    await open(via);
    await open(via);
    assert.equal(fake.count('auth.test'), 1);
    assert.equal(fake.count('rtm.connect'), 2);
  });

  it('hands over what comes before hello', async () => {
    fake.onSocket = (ws) => {
      say(ws, 'early');
      greet(ws);
    };
    await open();
    await until(() => texts.includes('early'));
  });

  for (const [name, frame] of [
    ['null', 'null'],
    ['an array', '[]'],
    ['a number', '7'],
    ['a text', '"hello"'],
    ['broken JSON', '{"type":'],
    ['nothing', ''],
    ['bytes', Buffer.from([0, 255, 254])],
    ['broken UTF-8', Buffer.from('{"type":"message","text":"\xff"}', 'latin1')],
    ['an object without a type', '{}'],
    ['a type that is no text', '{"type":{"a":1}}'],
    ["the name of one of the SDK's own events", '{"type":"disconnected"}'],
    ['the name of another', '{"type":"error"}'],
    ['a pong for nothing', '{"type":"pong","reply_to":1e300}'],
    ['a reply to a message never sent', '{"ok":true,"reply_to":1,"ts":"1.1","text":"x"}'],
    ['a second hello', '{"type":"hello"}'],
    ['two megabytes', JSON.stringify({ type: 'message', note: 'a'.repeat(2_000_000) })],
    ['deep nesting', '['.repeat(200_000)],
    ['an odd prototype', '{"__proto__":null,"type":"constructor"}'],
    ['a message that our side throws over', '{"type":"message","text":"throw"}'],
  ] as const) {
    it(`takes ${name} before and after hello, and then the next message`, async () => {
      fake.onSocket = (ws) => {
        if (!/error/.test(String(frame))) ws.send(frame, { binary: name === 'bytes' });
        if (name !== 'a second hello') hello(ws);
        pongs(ws);
      };
      const session = await open();
      socket().send(frame, { binary: name === 'bytes' });
      say(socket(), 'next');
      await until(() => texts.includes('next'));
      assert.equal(await Promise.race([session.ended, Promise.resolve('open')]), 'open');
    });
  }

  it('logs what our side threw without its words', async () => {
    await open();
    socket().send('{"type":"message","text":"throw"}');
    await until(() => log.lines.some(({ event }) => event === 'frame_listener_failed'));
    assert.doesNotMatch(JSON.stringify(log.lines), /secret/);
  });

  const stalls: readonly [string, (ws: WebSocket) => void][] = [
    ['right after hello', hello],
    [
      'after a while',
      (ws) => {
        hello(ws);
        for (const text of ['a', 'b']) setTimeout(() => say(ws, text), 100);
      },
    ],
    [
      'without even closing',
      (ws) => {
        hello(ws);
        ws.pause();
      },
    ],
  ];
  for (const [name, onSocket] of stalls) {
    it(`notices a peer that falls silent ${name}`, async () => {
      fake.onSocket = onSocket;
      const session = await open();
      assert.deepEqual(await session.ended, { why: 'dead_peer', detail: 'quiet' });
    });
  }

  it("notices by the SDK's pings a peer that sends, but does not answer", async () => {
    fake.onSocket = (ws) => {
      hello(ws);
      ws.on('message', () => say(ws, 'no pong'));
    };
    const session = await open(transport({ ...QUICK, quietMs: 60_000 }));
    assert.equal((await session.ended).why, 'dead_peer');
  }).timeout(10_000);

  it('keeps a live peer that says nothing but pongs', async () => {
    const session = await open(transport({ ...QUICK, quietMs: 3_000 }));
    await until(() => frames.filter((frame) => JSON.stringify(frame).includes('pong')).length >= 6);
    assert.equal(await Promise.race([session.ended, Promise.resolve('open')]), 'open');
  }).timeout(10_000);

  it('knows when it opened, and when the last ping that was answered was sent', async () => {
    const pings: { readonly id: number; readonly at: number }[] = [];
    fake.onSocket = (ws) => {
      hello(ws);
      ws.on('message', (data: Buffer) => {
        const { id }: { id: number } = JSON.parse(data.toString());
        pings.push({ id, at: performance.now() });
        // The second is answered as another, which proves nothing.
        ws.send(JSON.stringify({ type: 'pong', reply_to: pings.length === 2 ? id + 1_000 : id }));
      });
    };
    const before = performance.now();
    const session = await open(transport({ ...QUICK, quietMs: 10_000 }));
    assert.ok(before <= session.openedAt && session.openedAt <= performance.now());
    assert.equal(session.answeredAt(), session.openedAt);
    await until(() => session.answeredAt() > session.openedAt);
    const first = session.answeredAt();
    assert.ok(first <= (pings[0]?.at ?? 0));
    await until(() => session.answeredAt() > first);
    assert.equal(pings.length, 3);
    assert.ok((pings[1]?.at ?? 0) < session.answeredAt() && session.answeredAt() <= (pings[2]?.at ?? 0));
  }).timeout(10_000);

  const retried: readonly [string, string, () => void][] = [
    ['no hello', 'no_hello', () => (fake.onSocket = pongs)],
    [
      'an expired URL',
      'url_expired',
      () => (fake.onSocket = (ws) => ws.send('{"type":"error","error":{"code":1,"msg":"Socket URL has expired"}}')),
    ],
    ['another error frame', 'slack_error_unknown', () => (fake.onSocket = (ws) => ws.send('{"type":"error"}'))],
    ['a close before hello', 'socket_closed_4000', () => (fake.onSocket = (ws) => ws.close(4000))],
    ['an upgrade of 503', 'socket_closed_1006', () => (fake.onUpgrade = () => 503)],
    ['migration_in_progress', 'migration_in_progress', () => fake.on('rtm.connect', () => no('migration_in_progress'))],
    ['fatal_error', 'fatal_error', () => fake.on('rtm.connect', () => no('fatal_error'))],
    ['an error that nobody knows', 'something_new', () => fake.on('rtm.connect', () => no('something_new'))],
    ["a proxy's page", 'not_slack', () => fake.on('rtm.connect', () => ({ body: '<html>log in</html>' }))],
    ["a proxy's page to auth.test", 'not_slack', () => fake.on('auth.test', () => ({ body: '<html>log in</html>' }))],
    ['HTTP 500', 'http_500', () => fake.on('rtm.connect', () => ({ status: 500, body: '' }))],
    ['a reset', 'ECONNRESET', () => fake.on('rtm.connect', () => 'reset')],
    ['no answer', 'timeout', () => fake.on('rtm.connect', () => 'hang')],
    ['no answer to auth.test', 'timeout', () => fake.on('auth.test', () => 'hang')],
    ['no url', 'not_slack', () => fake.on('rtm.connect', () => ok({ self: { id: 'U' }, team: { id: 'T' } }))],
    [
      'an url that is none',
      'not_slack',
      () => fake.on('rtm.connect', () => ok({ url: 'wss://', self: { id: 'U' }, team: { id: 'T' } })),
    ],
    ['an answer without self', 'not_slack', () => fake.on('rtm.connect', () => ok({ url: 'ws://127.0.0.1:1/' }))],
    [
      'a socket that nobody listens on',
      'socket_closed_1006',
      () => fake.on('rtm.connect', () => ok({ url: 'ws://127.0.0.1:1/', self: { id: 'U' }, team: { id: 'T' } })),
    ],
    ['an auth.test of no known shape', 'auth_test_malformed', () => fake.on('auth.test', () => ok({ user_id: 7 }))],
  ];
  for (const [name, why, arrange] of retried) {
    it(`asks to be tried again after ${name}`, async () => {
      arrange();
      const result = await connect();
      assert.deepEqual({ ...result }, { kind: 'retry', why, afterMs: null });
    });
  }

  it('passes Retry-After on', async () => {
    fake.on('rtm.connect', () => ({
      status: 429,
      headers: { 'retry-after': '7' },
      body: { ok: false, error: 'ratelimited' },
    }));
    assert.deepEqual({ ...(await connect()) }, { kind: 'retry', why: 'ratelimited', afterMs: 7000 });
  });

  it('takes a 429 without Retry-After for a wait of some seconds', async () => {
    fake.on('rtm.connect', () => ({ status: 429, body: '' }));
    assert.deepEqual({ ...(await connect()) }, { kind: 'retry', why: 'ratelimited', afterMs: 5_000 });
  });

  for (const error of ['missing_scope', 'not_allowed_token_type', 'token_revoked', 'invalid_auth']) {
    it(`gives up, and does not hang, at ${error}`, async () => {
      fake.on('rtm.connect', () => no(error));
      assert.deepEqual({ ...(await connect()) }, { kind: 'fatal', why: error });
    });
  }

  const aborts: readonly [string, () => boolean, () => void][] = [
    ['auth.test', () => fake.count('auth.test') === 1, () => fake.on('auth.test', () => 'hang')],
    ['rtm.connect', () => fake.count('rtm.connect') === 1, () => fake.on('rtm.connect', () => 'hang')],
    ['the wait for hello', () => fake.opened() === 1, () => (fake.onSocket = () => undefined)],
  ];
  for (const [name, when, arrange] of aborts) {
    it(`is aborted at once during ${name}`, async () => {
      arrange();
      const stop = new AbortController();
      const connecting = connect(transport({ ...QUICK, helloMs: 60_000 }), stop.signal);
      await until(when);
      const before = performance.now();
      stop.abort();
      assert.equal((await connecting).kind, 'retry');
      assert.ok(performance.now() - before < 200);
      await until(() => fake.sockets().length === 0);
    });
  }

  it('opens no socket for an rtm.connect that answers after the abort', async () => {
    const asked = deferred<void>();
    const real = slackWeb({ token: 'xoxb-1', apiUrl: fake.apiUrl });
    const slow = Object.create(real, {
      apiCall: {
        value: async (method: string, args: Record<string, unknown>) => {
          const result = await real.apiCall(method, args);
          await asked.promise;
          return result;
        },
      },
    });
    const stop = new AbortController();
    const connecting = connect(rtmTransport({ token: 'xoxb-1', web: slow, log, timings: QUICK }), stop.signal);
    await until(() => fake.count('rtm.connect') === 1);
    stop.abort();
    await connecting;
    asked.resolve();
    await new Promise((resolve) => setImmediate(resolve));
    await open(); // time enough for the other to have opened
    assert.equal(fake.opened(), 1);
  });

  it('closes, more than once, and says that it was us', async () => {
    const session = await open();
    await Promise.all([session.close(), session.close()]);
    assert.equal((await session.ended).why, 'closed_by_us');
    await until(() => fake.sockets().length === 0);
    await session.close();
  });

  it('closes in time though the peer does not', async () => {
    fake.onSocket = (ws) => {
      hello(ws);
      ws.pause();
    };
    const session = await open();
    const before = performance.now();
    await session.close();
    assert.ok(performance.now() - before < 500);
  });

  it('ends when Slack closes', async () => {
    const session = await open();
    socket().close(1000);
    assert.deepEqual(await session.ended, { why: 'closed_by_slack', detail: 'socket_closed_1000' });
  });

  it('ends when the connection is reset', async () => {
    const session = await open();
    socket().terminate();
    assert.deepEqual(await session.ended, { why: 'closed_by_slack', detail: 'socket_closed_1006' });
  });

  it('ends at team_migration_started', async () => {
    const session = await open();
    socket().send('{"type":"team_migration_started"}');
    assert.equal((await session.ended).detail, 'team_migration_started');
  });

  it('tells of goodbye and goes on hearing', async () => {
    await open();
    socket().send('{"type":"goodbye"}');
    say(socket(), 'still');
    await until(() => texts.includes('still'));
    assert.equal(goodbyes, 1);
  });

  it('never logs the socket URL or the token', async () => {
    fake.onUpgrade = (count) => (count === 1 ? 503 : 'take');
    await connect();
    await open();
    assert.doesNotMatch(JSON.stringify(log.lines), /ticket|xoxb/);
  });
});

describe('slack/rtm under supervise', () => {
  guardProcess();
  let fake: FakeSlack;
  let stop: AbortController;
  let texts: string[];
  let running: Promise<SuperviseEnd>;

  const start = (): void => {
    const log = memoryLog();
    const web = slackWeb({ token: 'xoxb-1', apiUrl: fake.apiUrl, callMs: 400 });
    running = supervise({
      transport: rtmTransport({ token: 'xoxb-1', apiUrl: fake.apiUrl, web, log, timings: QUICK }),
      clock: fastClock,
      random: { next: () => 0.5 },
      log,
      frame: (frame) => {
        const text: unknown = typeof frame === 'object' && frame !== null ? Reflect.get(frame, 'text') : undefined;
        if (typeof text === 'string') texts.push(text);
      },
      signal: stop.signal,
    });
  };
  beforeEach(async () => {
    fake = await openFake();
    stop = new AbortController();
    texts = [];
  });
  afterEach(async () => {
    stop.abort();
    await running;
    await until(() => fake.sockets().length === 0);
    await fake.close();
  });

  const troubles: readonly [string, () => void][] = [
    ['an upgrade refused three times', () => (fake.onUpgrade = (count) => (count <= 3 ? 503 : 'take'))],
    [
      'a close after hello, three times',
      () =>
        (fake.onSocket = (ws, count) => {
          if (count > 3) return speak(ws);
          hello(ws);
          ws.close();
        }),
    ],
    ['no hello', () => (fake.onSocket = (ws, count) => (count > 1 ? speak(ws) : pongs(ws)))],
    [
      'an expired URL',
      () => (fake.onSocket = (ws, count) => (count > 1 ? speak(ws) : ws.send('{"type":"error","error":{"code":1}}'))),
    ],
    ['a stalled peer', () => (fake.onSocket = (ws, count) => (count > 1 ? speak(ws) : hello(ws)))],
    [
      'null and then a drop',
      () =>
        (fake.onSocket = (ws, count) => {
          if (count > 1) return speak(ws);
          greet(ws);
          ws.send('null', () => ws.terminate());
        }),
    ],
    [
      'a second hello and then a drop',
      () =>
        (fake.onSocket = (ws, count) => {
          if (count > 1) return speak(ws);
          hello(ws);
          hello(ws);
          ws.send('null', () => ws.terminate());
        }),
    ],
    [
      'migration_in_progress',
      () => {
        const later = ok({ url: fake.apiUrl.replace('http', 'ws'), self: { id: 'UBOT' }, team: { id: 'T1' } });
        fake.on('rtm.connect', (_, count) => (count > 2 ? later : no('migration_in_progress')));
      },
    ],
    [
      'a 429',
      () => {
        const later = ok({ url: fake.apiUrl.replace('http', 'ws'), self: { id: 'UBOT' }, team: { id: 'T1' } });
        fake.on('rtm.connect', (_, count) =>
          count > 1 ? later : { status: 429, headers: { 'retry-after': '3' }, body: '' },
        );
      },
    ],
    [
      'goodbye',
      () =>
        (fake.onSocket = (ws, count) => {
          if (count > 1) return speak(ws);
          greet(ws);
          ws.send('{"type":"goodbye"}');
        }),
    ],
  ];
  for (const [name, arrange] of troubles) {
    it(`hears the next message after ${name}`, async () => {
      fake.onSocket = speak;
      arrange();
      start();
      await until(() => texts.includes('next'));
    });
  }

  it('ends with missing_scope rather than waiting for ever', async () => {
    fake.on('rtm.connect', () => no('missing_scope'));
    start();
    assert.deepEqual(await running, { kind: 'fatal', why: 'missing_scope' });
  });

  it('is stopped while rtm.connect is in flight', async () => {
    fake.on('rtm.connect', () => 'hang');
    start();
    await until(() => fake.count('rtm.connect') === 1);
    stop.abort();
    assert.deepEqual(await running, { kind: 'stopped' });
  });
});
