// Each fault of the practice workspace: what the caller sees, and whether Slack did it.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Fault } from '../../src/practice/faults.ts';
import { textOf } from '../../src/practice/sockets.ts';
import { openWorkspace } from '../../src/practice/workspace.ts';
import type { Workspace } from '../../src/practice/workspace.ts';
import { addressOf, call, callRaw, closed, connect, listenAt } from './caller.ts';

describe('the faults of the practice workspace', () => {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace();
  });
  afterEach(() => workspace.close());

  const outcome = (): Promise<string> =>
    callRaw(workspace, 'chat.postMessage', { channel: 'C0HR', text: 'a' }).then(
      async (response) =>
        response.text().then(
          (body) => `${response.status} ${body.slice(0, 9)}`,
          () => 'reset',
        ),
      () => 'reset',
    );

  /** `sees`: status and first characters, or `reset`; `posted`: how many posts Slack took. */
  const check = (fault: Omit<Fault, 'on'>, sees: string, posted: number): void => {
    it(`${fault.kind} on a method: ${sees}, ${posted} posted; then all is well`, async () => {
      workspace.fault({ on: 'chat.postMessage', ...fault });
      assert.equal(await outcome(), sees);
      assert.equal(workspace.posts().length, posted);
      assert.equal(await outcome(), '200 {"ok":tru');
    });
  };
  check({ kind: 'drop' }, 'reset', 0);
  check({ kind: 'refuse' }, '403 <!doctype', 0);
  check({ kind: 'error_before' }, '503 <!doctype', 0);
  check({ kind: 'error_before', status: 500 }, '500 <!doctype', 0);
  check({ kind: 'error_after' }, '503 <!doctype', 1);
  check({ kind: 'lost_response' }, 'reset', 1);
  check({ kind: 'garbage' }, '200 <!doctype', 0);
  check({ kind: 'rate_limit' }, '429 {"ok":fal', 0);
  check({ kind: 'api_error', error: 'fatal_error' }, '200 {"ok":fal', 0);
  check({ kind: 'slow', delayMs: 1 }, '200 {"ok":tru', 1);
  check({ kind: 'slow_before', delayMs: 1 }, '200 {"ok":tru', 1);
  check({ kind: 'cut_body' }, 'reset', 1);

  it('slow_before posts later for one who has gone', async () => {
    workspace.fault({ on: 'chat.postMessage', kind: 'slow_before', delayMs: 50 });
    const posted = new Promise<string>((resolve) => workspace.onPost(({ text }) => resolve(text)));
    const hangUp = new AbortController();
    workspace.onCall(() => hangUp.abort());
    await assert.rejects(
      fetch(`${workspace.apiUrl}chat.postMessage`, {
        method: 'POST',
        headers: { authorization: `Bearer ${workspace.token}` },
        body: new URLSearchParams({ channel: 'C0HR', text: 'late' }),
        signal: hangUp.signal,
      }),
    );
    assert.equal(workspace.posts().length, 0);
    assert.equal(await posted, 'late');
  });

  it('faults strike each method by its name', async () => {
    const to = { channel: 'C0HR', user: 'U0HANAKIM1', users: 'U0HANAKIM1', text: 'a' };
    for (const method of ['chat.postEphemeral', 'conversations.open']) {
      workspace.fault({ on: method, kind: 'api_error', error: 'user_disabled' });
      workspace.fault({ on: method, kind: 'lost_response' });
      assert.equal((await call(workspace, method, to)).error, 'user_disabled');
      await assert.rejects(call(workspace, method, to));
      assert.equal((await call(workspace, method, to)).ok, true);
    }
    assert.equal(workspace.ephemerals().length, 2);
  });

  it('half_open on a method is never answered', async () => {
    workspace.fault({ on: 'chat.postMessage', kind: 'half_open' });
    const waiting = outcome();
    assert.equal(await outcome(), '200 {"ok":tru');
    await workspace.close();
    assert.equal(await waiting, 'reset');
  });

  it('rate_limit names the seconds, or leaves them out', async () => {
    workspace.fault({ on: '*', kind: 'rate_limit', retryAfterS: 7 });
    workspace.fault({ on: '*', kind: 'rate_limit', retryAfterS: null });
    assert.equal((await callRaw(workspace, 'auth.test')).headers.get('retry-after'), '7');
    assert.equal((await callRaw(workspace, 'auth.test')).headers.get('retry-after'), null);
  });

  it('strikes as often as told, until cleared', async () => {
    workspace.fault({ on: 'auth.test', kind: 'api_error', times: Infinity });
    for (let time = 0; time < 5; time += 1) assert.equal((await call(workspace, 'auth.test')).error, 'internal_error');
    workspace.clearFaults();
    assert.equal((await call(workspace, 'auth.test')).ok, true);
  });

  /** What the one who opens a socket gets: an HTTP status, `reset`, or the type of the first frame. */
  const opening = async (fault: Omit<Fault, 'on'>): Promise<unknown> => {
    workspace.fault({ on: 'upgrade', ...fault });
    const { socket, nextFrame } = listenAt(await addressOf(workspace));
    return new Promise((resolve, reject) => {
      socket.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode));
      socket.on('close', () => resolve('reset'));
      nextFrame().then(({ type }) => resolve(type), reject);
    });
  };
  const opens = (fault: Omit<Fault, 'on'>, expect: unknown): void => {
    it(`${fault.kind} at the upgrade: ${String(expect)}; then all is well`, async () => {
      assert.equal(await opening(fault), expect);
      await connect(workspace);
    });
  };
  opens({ kind: 'refuse' }, 503);
  opens({ kind: 'refuse', status: 404 }, 404);
  opens({ kind: 'rate_limit' }, 429);
  opens({ kind: 'garbage' }, 200);
  opens({ kind: 'drop' }, 'reset');
  opens({ kind: 'api_error' }, 'error');
  opens({ kind: 'slow', delayMs: 1 }, 'hello');

  it('no_hello opens and stays silent', async () => {
    workspace.fault({ on: 'upgrade', kind: 'no_hello' });
    const { socket, nextFrame } = listenAt(await addressOf(workspace));
    await once(socket, 'open');
    socket.send('{"id":1,"type":"ping"}');
    assert.equal((await nextFrame()).type, 'pong');
    assert.equal(workspace.sockets(), 0);
  });

  it('half_open at the upgrade is never answered', async () => {
    workspace.fault({ on: 'upgrade', kind: 'half_open' });
    const listener = listenAt(await addressOf(workspace));
    await connect(workspace);
    assert.equal(listener.socket.readyState, listener.socket.CONNECTING);
  });

  it('drop strikes the sockets that are open', async () => {
    const listener = await connect(workspace);
    workspace.fault({ on: 'socket', kind: 'drop' });
    await closed(listener);
    await connect(workspace);
  });

  it('drop strikes the next socket where none is open', async () => {
    workspace.fault({ on: 'socket', kind: 'drop', times: 2 });
    for (let time = 0; time < 2; time += 1) {
      const listener = listenAt(await addressOf(workspace));
      await closed(listener);
    }
    await connect(workspace);
  });

  it('half_open neither answers nor carries anything any more', async () => {
    const { socket } = await connect(workspace);
    const heard: string[] = [];
    socket.on('message', (data) => heard.push(textOf(data)));
    workspace.fault({ on: 'socket', kind: 'half_open' });
    socket.send('{"id":1,"type":"ping"}');
    socket.ping();
    workspace.say('김하나', 'hr', '휴가');
    await connect(workspace);
    assert.deepEqual(heard, []);
    assert.equal(socket.readyState, socket.OPEN);
  });

  it('garbage is followed by what is said', async () => {
    const { next } = await connect(workspace);
    workspace.fault({ on: 'socket', kind: 'garbage' });
    workspace.emit('the end');
    let frames = 0;
    while ((await next()) !== 'the end') frames += 1;
    assert.ok(frames >= 10);
  });

  it('refuses every connection while it is unplugged, and goes on as it was', async () => {
    const listener = await connect(workspace);
    workspace.fault({ on: 'socket', kind: 'half_open' });
    const gone = closed(listener);
    await workspace.unplug();
    await gone;
    await assert.rejects(callRaw(workspace, 'auth.test'));
    const at = workspace.say('김하나', 'dm', '휴가');
    await workspace.plug();
    await connect(workspace);
    const { messages } = await call(workspace, 'conversations.history', { channel: 'D0HANAKIM1' });
    assert.equal((messages as { ts: string }[])[0]?.ts, at);
    await workspace.unplug();
  });

  it('refuses a fault that has no meaning there', () => {
    assert.throws(() => workspace.fault({ on: 'auth.test', kind: 'no_hello' }), TypeError);
    assert.throws(() => workspace.fault({ on: 'socket', kind: 'rate_limit' }), TypeError);
  });

  it('closes with everything still open, twice', async () => {
    workspace.fault({ on: 'auth.test', kind: 'slow', delayMs: 600_000 });
    const late = callRaw(workspace, 'auth.test').catch(() => 'reset');
    const listener = await connect(workspace);
    const gone = closed(listener);
    await workspace.close();
    await workspace.close();
    await gone;
    assert.equal(await late, 'reset');
  });
});
