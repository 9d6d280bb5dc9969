// What Slack, a proxy or a broken wire answers to a post or a reaction, and how each is classified; over a real socket.
import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { channelId, teamId, ts, userId } from '../../src/domain/ids.ts';
import type { Owed } from '../../src/domain/ports.ts';
import type { Reply, SendResult } from '../../src/domain/reply.ts';
import { webSender } from '../../src/slack/sender.ts';
import { slackWeb } from '../../src/slack/web.ts';
import { guardProcess, no, ok, openFake, type Answer, type FakeSlack } from './fake.ts';

const SAID = { text: '응 안녕 <b>', blocks: null, afterMs: 0 };
const POST = {
  kind: 'post',
  channel: channelId('C1'),
  threadTs: ts('1.1'),
  alsoToChannel: false,
  ...SAID,
} satisfies Reply;
const DM = { kind: 'dm', channel: channelId('C1'), user: userId('UKIM'), ...SAID } satisfies Reply;
const WHISPER = {
  kind: 'only_them',
  channel: channelId('C1'),
  user: userId('UKIM'),
  threadTs: ts('1.1'),
  ...SAID,
} satisfies Reply;
const BLOCKS = [{ type: 'section', text: { type: 'mrkdwn', text: '*안녕* &lt;' } }];
const REACTION: Reply = { kind: 'reaction', channel: channelId('C1'), ts: ts('1.1'), name: 'wave' };

const ID = 'T1/C1/1.1#0';
const owed = (reply: Reply): Owed => ({
  id: ID,
  key: { team: teamId('T1'), channel: channelId('C1'), ts: ts('1.1') },
  reply,
  dueAt: 0,
  isDefault: false,
});
const MARK = JSON.stringify({ event_type: 'annyeong_answer', event_payload: { id: ID } });

const html = (): Answer => ({ body: '<html>hotel</html>' });
const status = (code: number) => (): Answer => ({ status: code, body: 'secret page' });
const sent = { kind: 'sent', ts: null };
const later = (why: string, afterMs: number | null = null): unknown => ({ kind: 'retry', why, afterMs });
const doubt = (why: string): unknown => ({ kind: 'in_doubt', why });
const never = (why: string): unknown => ({ kind: 'rejected', why });
const dead = (why: string): unknown => ({ kind: 'fatal', why });

describe('slack/sender', () => {
  guardProcess();
  let fake: FakeSlack;
  let dates: number[];
  beforeEach(async () => {
    fake = await openFake();
    dates = [];
  });
  afterEach(() => fake.close());

  const send = (reply: Reply, apiUrl = fake.apiUrl): Promise<SendResult> =>
    webSender(slackWeb({ token: 'xoxb-secret', apiUrl, callMs: 300, onDate: (ms) => dates.push(ms) })).send(
      owed(reply),
    );

  type Script = () => Answer | 'hang' | 'reset';
  const rows: readonly [string, Script, unknown, unknown][] = [
    // what happens · of a post · of a reaction
    ['ok', () => ok(), sent, sent],
    [
      '429 for 3 s',
      () => ({ status: 429, headers: { 'retry-after': '3' }, body: '' }),
      later('ratelimited', 3000),
      later('ratelimited', 3000),
    ],
    ['429 without a time', () => ({ status: 429, body: '' }), later('ratelimited', 5_000), later('ratelimited', 5_000)],
    [
      '429 for a year',
      () => ({ status: 429, headers: { 'retry-after': '31536000' }, body: '' }),
      later('ratelimited', 3_600_000),
      later('ratelimited', 3_600_000),
    ],
    ['ratelimited in a 200', () => no('rate_limited'), later('rate_limited'), later('rate_limited')],
    [
      'service_unavailable',
      () => no('service_unavailable'),
      later('service_unavailable'),
      later('service_unavailable'),
    ],
    ['request_timeout', () => no('request_timeout'), later('request_timeout'), later('request_timeout')],
    ['internal_error', () => no('internal_error'), doubt('internal_error'), later('internal_error')],
    ['fatal_error', () => no('fatal_error'), doubt('fatal_error'), later('fatal_error')],
    ['500', status(500), doubt('http_500'), later('http_500')],
    ['503', status(503), doubt('http_503'), later('http_503')],
    ['404', status(404), doubt('http_404'), later('http_404')],
    ['403', status(403), doubt('http_403'), later('http_403')],
    ['a redirect', status(302), doubt('http_302'), later('http_302')],
    ["a proxy's sign-in", status(407), later('http_407'), later('http_407')],
    ["a hotel's sign-in", status(511), later('http_511'), later('http_511')],
    ['a page', html, doubt('not_slack'), later('not_slack')],
    ['an empty answer', () => ({ body: '' }), doubt('not_slack'), later('not_slack')],
    ['null', () => ({ body: 'null' }), doubt('not_slack'), later('not_slack')],
    [
      'no messages where a list belongs',
      () => ok({ response_metadata: { messages: null } }),
      doubt('not_slack'),
      later('not_slack'),
    ],
    ['no answer', () => 'hang', doubt('timeout'), later('timeout')],
    ['a reset', () => 'reset', doubt('ECONNRESET'), later('ECONNRESET')],
    ['channel_not_found', () => no('channel_not_found'), never('channel_not_found'), never('channel_not_found')],
    ['not_in_channel', () => no('not_in_channel'), never('not_in_channel'), never('not_in_channel')],
    ['is_archived', () => no('is_archived'), never('is_archived'), never('is_archived')],
    ['no_permission', () => no('no_permission'), never('no_permission'), never('no_permission')],
    ['an error that nobody knows', () => no('brand_new'), never('brand_new'), never('brand_new')],
    ['already_reacted', () => no('already_reacted'), never('already_reacted'), sent],
    ['token_revoked', () => no('token_revoked'), dead('token_revoked'), never('token_revoked')],
    ['account_inactive', () => no('account_inactive'), dead('account_inactive'), never('account_inactive')],
    ['missing_scope', () => no('missing_scope'), dead('missing_scope'), never('missing_scope')],
  ];
  // A post, whoever sees it; of a direct message the opening is tried again like a reaction, and the post is a post.
  for (const [name, script, post] of rows) {
    it(`classifies ${name} of what one person alone sees, and of the post of a direct message`, async () => {
      fake.on('chat.postMessage', script);
      fake.on('chat.postEphemeral', script);
      fake.on('conversations.open', () => ok({ channel: { id: 'D1' } }));
      assert.deepEqual({ ...(await send(WHISPER)) }, post);
      assert.deepEqual({ ...(await send(DM)) }, post);
      assert.equal(fake.calls.length, 3);
    });
  }
  for (const [name, script, post, reaction] of rows) {
    if (name === 'ok' || name === 'already_reacted') continue;
    it(`classifies ${name} of the opening of a direct message, and posts nothing`, async () => {
      fake.on('conversations.open', script);
      const isDead = name === 'token_revoked' || name === 'account_inactive';
      assert.deepEqual({ ...(await send(DM)) }, isDead ? post : reaction);
      assert.equal(fake.calls.length, 1);
    });
  }
  for (const [name, script, post, reaction] of rows) {
    it(`classifies ${name}, and asks once`, async () => {
      fake.on('chat.postMessage', script);
      fake.on('reactions.add', script);
      const results = [await send(POST), await send(REACTION)];
      assert.deepEqual(
        results.map((result) => ({ ...result })),
        [post, reaction],
      );
      assert.equal(fake.calls.length, 2);
      assert.doesNotMatch(inspect(results), /secret|hotel/);
    });
  }

  it('knows that nothing left when nobody listens', async () => {
    assert.deepEqual({ ...(await send(POST, 'http://127.0.0.1:1/api/')) }, later('ECONNREFUSED'));
  });

  it('knows that nothing left when TLS does not come to stand', async () => {
    const result = await send(POST, fake.apiUrl.replace('http', 'https'));
    assert.equal(result.kind, 'retry');
  });

  it('returns the ts of the post', async () => {
    fake.on('chat.postMessage', () => ok({ ts: '1700000000.000200' }));
    assert.deepEqual({ ...(await send(POST)) }, { kind: 'sent', ts: '1700000000.000200' });
  });

  it('sends the text as it is, to the thread, and nothing that unfurls or rings', async () => {
    fake.on('chat.postMessage', () => ok());
    await send(POST);
    await send({ ...POST, alsoToChannel: true });
    await send({ ...POST, threadTs: null });
    const base = {
      channel: 'C1',
      text: '응 안녕 <b>',
      unfurl_links: 'false',
      unfurl_media: 'false',
      metadata: MARK,
    };
    assert.deepEqual(
      fake.calls.map(({ args }) => args),
      [{ ...base, thread_ts: '1.1' }, { ...base, thread_ts: '1.1', reply_broadcast: 'true' }, base],
    );
  });

  it('sends blocks as JSON beside the text, or alone', async () => {
    fake.on('chat.postMessage', () => ok());
    fake.on('chat.postEphemeral', () => ok());
    await send({ ...POST, blocks: BLOCKS });
    await send({ ...POST, blocks: BLOCKS, text: '' });
    await send({ ...WHISPER, blocks: BLOCKS });
    assert.deepEqual(
      fake.calls.map(({ args }) => [args['text'], args['blocks'], args['unfurl_links']]),
      [
        ['응 안녕 <b>', JSON.stringify(BLOCKS), 'false'],
        [undefined, JSON.stringify(BLOCKS), 'false'],
        ['응 안녕 <b>', JSON.stringify(BLOCKS), undefined],
      ],
    );
  });

  it('shows to one person alone what is for them, where they wrote, and returns its ts', async () => {
    fake.on('chat.postEphemeral', () => ok({ message_ts: '1700000000.000300' }));
    assert.deepEqual({ ...(await send(WHISPER)) }, { kind: 'sent', ts: '1700000000.000300' });
    await send({ ...WHISPER, threadTs: null });
    const base = { channel: 'C1', user: 'UKIM', text: '응 안녕 <b>' };
    assert.deepEqual(
      fake.calls.map(({ args }) => args),
      [{ ...base, thread_ts: '1.1' }, base],
    );
  });

  it('opens a direct message once for each person, and posts there outside threads', async () => {
    const web = slackWeb({ token: 'xoxb-secret', apiUrl: fake.apiUrl, callMs: 300 });
    const sender = webSender(web);
    fake.on('conversations.open', () => ok({ channel: { id: 'D1' } }));
    fake.on('chat.postMessage', () => ok({ ts: '1.2' }));
    await sender.send(owed(DM));
    await sender.send(owed(DM));
    await sender.send(owed({ ...DM, user: userId('ULEE') }));
    assert.deepEqual(
      fake.calls.map(({ method, args }) => [method, args['users'] ?? args['channel']]),
      [
        ['conversations.open', 'UKIM'],
        ['chat.postMessage', 'D1'],
        ['chat.postMessage', 'D1'],
        ['conversations.open', 'ULEE'],
        ['chat.postMessage', 'D1'],
      ],
    );
    assert.deepEqual(fake.calls[1]?.args, {
      channel: 'D1',
      text: '응 안녕 <b>',
      unfurl_links: 'false',
      unfurl_media: 'false',
      metadata: MARK,
    });
  });

  for (const error of ['metadata_must_be_sent_from_app', 'invalid_metadata_format', 'metadata_too_large']) {
    it(`posts without a mark at once where Slack says ${error}, and never again with one`, async () => {
      const sender = webSender(slackWeb({ token: 'xoxb-secret', apiUrl: fake.apiUrl, callMs: 300 }));
      fake.on('chat.postMessage', ({ metadata }) => (metadata === undefined ? ok({ ts: '1.2' }) : no(error)));
      assert.deepEqual({ ...(await sender.send(owed(POST))) }, { kind: 'sent', ts: '1.2' });
      await sender.send(owed(POST));
      assert.deepEqual(
        fake.calls.map(({ args }) => args['metadata']),
        [MARK, undefined, undefined],
      );
    });
  }

  it('is in doubt where the post without a mark is', async () => {
    fake.on('chat.postMessage', ({ metadata }) => (metadata === undefined ? 'reset' : no('metadata_too_large')));
    assert.deepEqual({ ...(await send(POST)) }, doubt('ECONNRESET'));
  });

  it('opens a direct message anew after a post there was refused', async () => {
    const sender = webSender(slackWeb({ token: 'xoxb-secret', apiUrl: fake.apiUrl, callMs: 300 }));
    fake.on('conversations.open', () => ok({ channel: { id: 'D1' } }));
    fake.on('chat.postMessage', () => no('channel_not_found'));
    assert.deepEqual({ ...(await sender.send(owed(DM))) }, never('channel_not_found'));
    await sender.send(owed(DM));
    assert.equal(fake.calls.filter(({ method }) => method === 'conversations.open').length, 2);
  });

  it('an opening that names no channel is no answer of Slack’s', async () => {
    fake.on('conversations.open', () => ok({ channel: null }));
    assert.deepEqual({ ...(await send(DM)) }, later('not_slack'));
  });

  it('sends the reaction without colons, at the message', async () => {
    fake.on('reactions.add', () => ok());
    await send(REACTION);
    assert.deepEqual(fake.calls[0]?.args, { channel: 'C1', timestamp: '1.1', name: 'wave' });
  });

  it("hears Slack's clock in every answer, a refusal too", async () => {
    fake.on('chat.postMessage', () => ({
      headers: { date: 'Sun, 06 Nov 2033 08:49:37 GMT' },
      body: { ok: false, error: 'is_archived' },
    }));
    await send(POST);
    assert.deepEqual(dates, [Date.UTC(2033, 10, 6, 8, 49, 37)]);
  });

  it("does not take a proxy's clock for Slack's", async () => {
    const headers = { date: 'Sun, 06 Nov 2033 08:49:37 GMT' };
    for (const code of [200, 302, 403, 407, 503]) {
      fake.on('chat.postMessage', () => ({ status: code, headers, body: '<html>hotel</html>' }));
      await send(POST);
    }
    assert.deepEqual(dates, []);
  });

  it('throws nothing with a secret in it', async () => {
    fake.on('chat.postMessage', () => 'reset');
    const web = slackWeb({ token: 'xoxb-secret', apiUrl: fake.apiUrl });
    const error: unknown = await web
      .apiCall('chat.postMessage', { channel: 'C1', text: 'a private word' })
      .catch((thrown: unknown) => thrown);
    assert.doesNotMatch(inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error), /secret|private/);
  });
});
