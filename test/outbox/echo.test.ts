// Echo: whether a frame of our own shows the post that we are not sure of.
import assert from 'node:assert/strict';
import { channelId, ts, userId } from '../../src/domain/ids.ts';
import type { Reply } from '../../src/domain/reply.ts';
import { isEchoOf, markOf } from '../../src/outbox/echo.ts';

const SAID = { text: '응 안녕', blocks: null, afterMs: 0 };
const POST: Reply = { kind: 'post', channel: channelId('C1'), threadTs: ts('1.0'), alsoToChannel: false, ...SAID };
const DM: Reply = { kind: 'dm', channel: channelId('C1'), user: userId('UKIM'), ...SAID };
const section = (text: string, more: object = {}) => ({ type: 'section', text: { type: 'mrkdwn', text }, ...more });
const frame = { type: 'message', channel: 'C1', thread_ts: '1.0', user: 'UBOT', ts: '2.0' };
const check = (name: string, sent: string | Reply, shown: object | null, isEcho: boolean): void => {
  it(name, () => {
    const reply = typeof sent === 'string' ? { ...POST, text: sent } : sent;
    assert.equal(isEchoOf(shown, reply, reply.kind === 'dm' ? null : reply.channel), isEcho);
  });
};
describe('echo', () => {
  check('the same text in the same thread', '응 안녕', { ...frame, text: '응 안녕' }, true);
  check('another text', '응 안녕', { ...frame, text: '안녕하세요' }, false);
  check('another channel', '응 안녕', { ...frame, channel: 'C2', text: '응 안녕' }, false);
  check('another thread', '응 안녕', { ...frame, thread_ts: '1.1', text: '응 안녕' }, false);
  check('outside a thread', '응 안녕', { ...frame, thread_ts: undefined, text: '응 안녕' }, false);
  check(
    'an address that Slack linked',
    '여기: https://a.example/b',
    { ...frame, text: '여기: <https://a.example/b>' },
    true,
  );
  check(
    'a bare name that Slack linked',
    'a.example 에서',
    { ...frame, text: '<http://a.example|a.example> 에서' },
    true,
  );
  check('an emoji that Slack spelled', '안녕 👋', { ...frame, text: '안녕 :wave:' }, true);
  check('escapes', 'a &lt; b &amp; c', { ...frame, text: 'a < b & c' }, true);
  check('white space that Slack trimmed', '안녕 \n', { ...frame, text: '안녕' }, true);
  check('decomposed Hangul', '안녕', { ...frame, text: '안녕'.normalize('NFD') }, true);
  check('a frame without text', '응 안녕', frame, false);
  check('no frame at all', '응 안녕', null, false);
  check('another type', '응 안녕', { ...frame, type: 'typing', text: '응 안녕' }, false);

  const inDm = { ...frame, channel: 'D1', thread_ts: undefined, text: '응 안녕' };
  check('a direct message', DM, inDm, true);
  check('a direct message of other words', DM, { ...inDm, text: '안녕하세요' }, false);
  check('a direct message that was a reply in a thread', DM, { ...inDm, thread_ts: '1.0' }, false);
  check('the same words in a channel are no direct message', DM, { ...inDm, channel: 'C1' }, false);
  for (const [name, of, isEcho] of [
    ['a direct message to that very person', 'D1', true],
    ['the same direct message to another person', 'D2', false],
  ] as const) {
    it(name, () => assert.equal(isEchoOf(inDm, DM, channelId(of)), isEcho));
  }
  check(
    'what one person alone sees is shown to nobody else',
    { kind: 'only_them', channel: channelId('C1'), user: userId('UKIM'), threadTs: ts('1.0'), ...SAID },
    { ...frame, text: '응 안녕' },
    false,
  );
  check(
    'a reaction',
    { kind: 'reaction', channel: channelId('C1'), ts: ts('1.0'), name: 'wave' },
    { ...frame, text: 'wave' },
    false,
  );

  const blocks = [
    section('*안내*: a &lt; b :wave:'),
    { type: 'image', image_url: 'https://a.example', alt_text: '지도' },
  ];
  const stored = [
    { block_id: 'x1', text: { text: '*안내*: a &lt; b 👋', verbatim: false, type: 'mrkdwn' }, type: 'section' },
    { alt_text: '지도', block_id: 'x2', type: 'image', image_url: 'https://a.example', image_width: 7 },
  ];
  const withBlocks: Reply = { ...POST, blocks };
  check('blocks as Slack keeps them', withBlocks, { ...frame, text: '응 안녕', blocks: stored }, true);
  check(
    'the same text above other blocks',
    withBlocks,
    { ...frame, text: '응 안녕', blocks: [section('딴말')] },
    false,
  );
  check('the same blocks under another text', withBlocks, { ...frame, text: '딴말', blocks: stored }, false);
  check('the same text without blocks', withBlocks, { ...frame, text: '응 안녕' }, false);
  check(
    'blocks without a text, for which Slack puts in its own',
    { ...withBlocks, text: '' },
    { ...frame, text: "This content can't be displayed.", blocks: stored },
    true,
  );
  check(
    'blocks without a text, and other blocks',
    { ...withBlocks, text: '' },
    { ...frame, text: '', blocks: [] },
    false,
  );
  check('blocks that Slack made of a text', '응 안녕', { ...frame, text: '응 안녕', blocks: [section('딴말')] }, true);
});

describe('echo: the mark', () => {
  const marked = (payload: unknown, type: unknown = 'annyeong_answer') => ({
    ...frame,
    metadata: { event_type: type, event_payload: payload },
  });
  for (const [name, shown, id] of [
    ['is the id of what is owed', marked({ id: 'T1/C1/1.0#0' }), 'T1/C1/1.0#0'],
    ['of another app is none', marked({ id: 'x' }, 'ticket'), null],
    ['without an id is none', marked({}), null],
    ['of an odd shape is none', marked(null), null],
    ['of a frame that is no message is none', { ...marked({ id: 'x' }), type: 'reaction_added' }, null],
    ['of a message without metadata is none', frame, null],
    ['of nothing is none', null, null],
  ] as const) {
    it(name, () => assert.equal(markOf(shown), id));
  }
});
