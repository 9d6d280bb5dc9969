// The practice workspace's sockets: addresses, hello, ping, and what is heard on them.
import assert from 'node:assert/strict';
import { openWorkspace } from '../../src/practice/workspace.ts';
import type { Workspace } from '../../src/practice/workspace.ts';
import { addressOf, call, closed, connect, listenAt } from './caller.ts';

describe('the sockets of the practice workspace', () => {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace();
  });
  afterEach(() => workspace.close());

  it('say hello, then what was said since rtm.connect', async () => {
    const address = await addressOf(workspace);
    workspace.say('김하나', 'hr', '휴가');
    const listener = listenAt(address);
    assert.deepEqual(await listener.nextFrame(), { type: 'hello' });
    assert.equal((await listener.nextFrame()).text, '휴가');
  });

  it('take an address once', async () => {
    const address = await addressOf(workspace);
    const first = listenAt(address);
    await first.next();
    const second = listenAt(address);
    assert.deepEqual(await second.nextFrame(), { type: 'error', error: { code: 1, msg: 'Socket URL has expired' } });
    await closed(second);
    assert.equal(workspace.sockets(), 1);
  });

  it('answer a ping and no typing', async () => {
    const { socket, nextFrame } = await connect(workspace);
    socket.send('{"id":1,"type":"typing","channel":"C0HR"}');
    socket.send('{"id":2,"type":"ping","time":5}');
    assert.deepEqual(await nextFrame(), { type: 'pong', reply_to: 2, time: 5 });
  });

  it('take a message of the bot itself', async () => {
    const { socket, nextFrame } = await connect(workspace);
    socket.send('{"id":3,"type":"message","channel":"C0HR","text":"응 안녕"}');
    assert.equal((await nextFrame()).user, 'U0ANNYEONG');
    assert.equal((await nextFrame()).reply_to, 3);
  });

  it('hang up at a frame over 16 KB', async () => {
    const listener = await connect(workspace);
    listener.socket.send(`"${'a'.repeat(17_000)}"`);
    await closed(listener);
  });

  it('carry a person, escaped, with ids', async () => {
    const { nextFrame } = await connect(workspace);
    const at = workspace.say('이도윤', 'dm', '@annyeong R&D');
    const { type, user, channel, text, ts } = await nextFrame();
    assert.deepEqual(
      [type, user, channel, text, ts],
      ['message', 'U0DOYUNLEE', 'D0DOYUNLEE', '<@U0ANNYEONG> R&amp;D', at],
    );
  });

  it("carry the bot's own posts, and the counters of their thread", async () => {
    const { nextFrame } = await connect(workspace);
    const parent = workspace.say('김하나', 'hr', '휴가');
    await nextFrame();
    const { ts } = await call(workspace, 'chat.postMessage', { channel: 'C0HR', text: '응 안녕', thread_ts: parent });
    const echo = await nextFrame();
    assert.deepEqual(
      [echo.user, echo.bot_id, echo.thread_ts, echo.ts, echo.subtype],
      ['U0ANNYEONG', 'B0ANNYEONG', parent, ts, undefined],
    );
    const counters = await nextFrame();
    assert.deepEqual([counters.subtype, counters.hidden], ['message_replied', true]);
  });

  it('carry a post that is shown in the channel too', async () => {
    const { nextFrame } = await connect(workspace);
    const parent = workspace.say('김하나', 'hr', '휴가');
    await nextFrame();
    await call(workspace, 'chat.postMessage', {
      channel: 'C0HR',
      text: '응 안녕',
      thread_ts: parent,
      reply_broadcast: 'true',
    });
    assert.equal((await nextFrame()).subtype, 'thread_broadcast');
    assert.equal(workspace.posts()[0]?.broadcast, true);
  });

  it('carry a classic post without a user', async () => {
    const { nextFrame } = await connect(workspace);
    await call(workspace, 'chat.postMessage', { channel: 'C0HR', text: '응 안녕', as_user: 'false' });
    const { subtype, user } = await nextFrame();
    assert.deepEqual([subtype, user], ['bot_message', undefined]);
  });

  it('carry reactions', async () => {
    const { nextFrame } = await connect(workspace);
    const timestamp = workspace.say('김하나', 'hr', '휴가');
    await nextFrame();
    await call(workspace, 'reactions.add', { channel: 'C0HR', timestamp, name: 'wave' });
    const { type, reaction } = await nextFrame();
    assert.deepEqual([type, reaction], ['reaction_added', 'wave']);
  });

  it('carry whatever is emitted', async () => {
    const { next } = await connect(workspace);
    workspace.emit('{"broken');
    workspace.emit(null);
    workspace.emit({ type: 'x', text: '\ud83d' });
    workspace.emit(Buffer.from('bytes'));
    assert.deepEqual(
      [await next(), await next(), await next(), await next()],
      ['{"broken', 'null', '{"type":"x","text":"\\ud83d"}', 'bytes'],
    );
  });

  it('say goodbye and close when told', async () => {
    const listener = await connect(workspace);
    workspace.goodbye();
    assert.deepEqual(await listener.nextFrame(), { type: 'goodbye' });
    workspace.drop();
    await closed(listener);
    assert.equal(workspace.sockets(), 0);
  });

  it('tell those who listen, until they stop', async () => {
    const heard: string[] = [];
    const stop = workspace.onPost(({ text }) => heard.push(text));
    await call(workspace, 'chat.postMessage', { channel: 'C0HR', text: 'a' });
    stop();
    await call(workspace, 'chat.postMessage', { channel: 'C0HR', text: 'b' });
    assert.deepEqual(heard, ['a']);
  });

  it('refuse one whom they do not know', () => {
    assert.throws(() => workspace.say('아무개', 'hr', 'a'), RangeError);
    assert.throws(() => workspace.say('김하나', 'nowhere', 'a'), RangeError);
    assert.equal(workspace.ensureChannel('nowhere').id, workspace.ensureChannel('nowhere').id);
    workspace.say('김하나', 'nowhere', 'a');
  });
});
