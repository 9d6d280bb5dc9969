// What the bot posts in the practice workspace: who sees it, on which wire, and how blocks come back.
import assert from 'node:assert/strict';
import type { Ephemeral, Post } from '../../src/practice/posting.ts';
import { openWorkspace, type Workspace } from '../../src/practice/workspace.ts';
import { call, connect } from './caller.ts';

const BLOCKS = [
  { type: 'header', text: { type: 'plain_text', text: '휴가 안내' } },
  { type: 'section', text: { type: 'mrkdwn', text: '*양식*: https://a.example' } },
];

describe('posting in the practice workspace', () => {
  let workspace: Workspace;
  beforeEach(async () => {
    workspace = await openWorkspace();
  });
  afterEach(() => workspace.close());

  it('keeps apart what one person alone sees, and shows it on no socket', async () => {
    const { nextFrame } = await connect(workspace);
    const heard: Ephemeral[] = [];
    const stop = workspace.onEphemeral((one) => heard.push(one));
    const args = { channel: 'C0HR', user: 'U0HANAKIM1', text: '너만 봐', thread_ts: '1700000000.000100' };
    const { ok, message_ts } = await call(workspace, 'chat.postEphemeral', args);
    stop();
    await call(workspace, 'chat.postEphemeral', args);
    assert.deepEqual([ok, heard.length, workspace.ephemerals().length, workspace.posts().length], [true, 1, 2, 0]);
    const [{ ts, channelName, user, text, threadTs } = assert.fail()] = heard;
    assert.deepEqual(
      { ts, channelName, user, text, threadTs },
      { ts: message_ts, channelName: 'hr', user: 'U0HANAKIM1', text: '너만 봐', threadTs: '1700000000.000100' },
    );
    workspace.say('doyun', 'hr', 'the end');
    assert.equal((await nextFrame()).text, 'the end');
  });

  it('opens the direct message in which a person talks to the bot, and posts there', async () => {
    const { nextFrame } = await connect(workspace);
    const opened = await call(workspace, 'conversations.open', { users: 'U0HANAKIM1' });
    assert.deepEqual(opened.channel, { id: 'D0HANAKIM1' });
    await call(workspace, 'chat.postMessage', { channel: 'D0HANAKIM1', text: '응' });
    const { channel, text } = await nextFrame();
    assert.deepEqual([channel, text], ['D0HANAKIM1', '응']);
    assert.equal(workspace.posts()[0]?.channelName, null);
  });

  it('passes blocks on as Slack does: with ids, and with a text of its own where there is none', async () => {
    const { nextFrame } = await connect(workspace);
    const posts: Post[] = [];
    workspace.onPost((one) => posts.push(one));
    await call(workspace, 'chat.postMessage', { channel: 'C0HR', text: '휴가', blocks: JSON.stringify(BLOCKS) });
    await call(workspace, 'chat.postMessage', { channel: 'C0HR', blocks: JSON.stringify(BLOCKS) });
    const [first, second] = [await nextFrame(), await nextFrame()];
    assert.deepEqual([first.text, second.text], ['휴가', "This content can't be displayed."]);
    assert.deepEqual(first.blocks, [
      { block_id: 'b1', type: 'header', text: { type: 'plain_text', text: '휴가 안내', emoji: true } },
      { block_id: 'b2', type: 'section', text: { type: 'mrkdwn', text: '*양식*: https://a.example', verbatim: false } },
    ]);
    assert.deepEqual(
      posts.map(({ text, blocks }) => [text, blocks]),
      [
        ['휴가', BLOCKS],
        ['', BLOCKS],
      ],
    );
  });
});
