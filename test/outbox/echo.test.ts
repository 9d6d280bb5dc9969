// Echo: whether a frame of our own shows the post that we are not sure of.
import assert from 'node:assert/strict';
import { channelId, ts } from '../../src/domain/ids.ts';
import { isEchoOf } from '../../src/outbox/echo.ts';

const frame = { type: 'message', channel: 'C1', thread_ts: '1.0', user: 'UBOT', ts: '2.0' };
const check = (name: string, sent: string, shown: object | null, isEcho: boolean): void => {
  it(name, () => {
    const reply = {
      kind: 'post',
      channel: channelId('C1'),
      threadTs: ts('1.0'),
      alsoToChannel: false,
      text: sent,
    } as const;
    assert.equal(isEchoOf(shown, reply), isEcho);
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
});
