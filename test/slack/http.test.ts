// What goes out at all, and on which connection: the fence before a post, and what a connection that served before may do.
import assert from 'node:assert/strict';
import { Socket } from 'node:net';
import type { WebClient } from '@slack/web-api';
import { openConnections } from '../../src/slack/connections.ts';
import { readFailure, type Failure } from '../../src/slack/failure.ts';
import { slackWeb } from '../../src/slack/web.ts';
import { guardProcess, ok, openFake, until, type FakeSlack } from './fake.ts';

const POSTS = ['chat.postMessage', 'chat.postEphemeral', 'reactions.add', 'conversations.open'];

describe('slack/http', () => {
  guardProcess();
  let fake: FakeSlack;
  beforeEach(async () => {
    fake = await openFake();
    for (const method of [...POSTS, 'users.info']) fake.on(method, () => ok());
  });
  afterEach(() => fake.close());

  const webOf = (mayPost?: () => boolean, apiUrl = fake.apiUrl): WebClient =>
    slackWeb({ token: 'xoxb-1', apiUrl, callMs: 400, mayPost });
  const outcome = async (web: WebClient, method: string): Promise<Failure | 'ok'> =>
    web.apiCall(method).then(() => 'ok' as const, readFailure);

  describe('the fence', () => {
    for (const method of POSTS) {
      it(`keeps back ${method}, of which nothing is sent`, async () => {
        assert.deepEqual(
          await outcome(
            webOf(() => false),
            method,
          ),
          {
            kind: 'no_answer',
            why: 'lease_lost',
            left: false,
          },
        );
        assert.equal(fake.calls.length, 0);
      });
    }

    it('keeps nothing else back', async () => {
      const web = webOf(() => assert.fail('asked about a look-up'));
      assert.equal(await outcome(web, 'users.info'), 'ok');
    });

    it('is asked again for each post, on a connection that stands as on a new one', async () => {
      const answers = [true, true, false, true];
      const web = webOf(() => answers.shift() ?? assert.fail('asked once too often'));
      const outcomes: unknown[] = [];
      for (const _ of [0, 1, 2, 3]) outcomes.push(await outcome(web, 'chat.postMessage'));
      assert.deepEqual(
        outcomes.map((one) => (one === 'ok' ? one : Reflect.get(one as object, 'why'))),
        ['ok', 'ok', 'lease_lost', 'ok'],
      );
      assert.equal(fake.calls.length, 3);
    });

    for (const [says, url] of [
      ['nobody listens', () => 'http://127.0.0.1:1/api/'],
      ['TLS does not come to stand', () => fake.apiUrl.replace('http', 'https')],
    ] as const) {
      it(`is not asked where ${says}`, async () => {
        const web = webOf(() => assert.fail('asked too early'), url());
        const failure = await outcome(web, 'chat.postMessage');
        assert.deepEqual(
          [Reflect.get(failure as object, 'kind'), Reflect.get(failure as object, 'left')],
          ['no_answer', false],
        );
      });
    }
  });

  describe('a connection', () => {
    it('serves once more, one call after another', async () => {
      const web = webOf();
      for (const _ of [0, 1, 2]) assert.equal(await outcome(web, 'chat.postMessage'), 'ok');
      assert.equal(fake.accepted(), 1);
    });

    it('that ended in between serves no more', async () => {
      fake.on('users.info', () => ({ ...ok(), headers: { connection: 'close' } }));
      const web = webOf();
      assert.equal(await outcome(web, 'users.info'), 'ok');
      assert.equal(await outcome(web, 'chat.postMessage'), 'ok');
      assert.equal(fake.accepted(), 2);
    });

    it('that dies under a look-up, having served before, is replaced', async () => {
      const web = webOf();
      await outcome(web, 'users.info');
      fake.on('users.info', (_args, count) => (count === 2 ? 'reset' : ok()));
      assert.equal(await outcome(web, 'users.info'), 'ok');
      assert.deepEqual([fake.count('users.info'), fake.accepted()], [3, 2]);
    });

    it('that dies under a look-up as a new one is a failure', async () => {
      fake.on('users.info', () => 'reset');
      assert.deepEqual(await outcome(webOf(), 'users.info'), { kind: 'no_answer', why: 'ECONNRESET', left: true });
      assert.equal(fake.count('users.info'), 1);
    });

    it('that dies under a post leaves it in doubt, and the post is not sent again', async () => {
      const web = webOf();
      await outcome(web, 'users.info');
      fake.on('chat.postMessage', () => 'reset');
      assert.deepEqual(await outcome(web, 'chat.postMessage'), { kind: 'no_answer', why: 'ECONNRESET', left: true });
      assert.deepEqual([fake.count('chat.postMessage'), fake.accepted()], [1, 1]);
    });

    it('that has been idle for too long is known', async () => {
      const connections = openConnections(0);
      const socket = new Socket();
      assert.equal(connections.isTooOld(socket), false);
      connections.agent(false, 'any').emit('free', socket, {});
      const before = performance.now();
      await until(() => performance.now() > before);
      assert.equal(connections.isTooOld(socket), true);
    });
  });
});
