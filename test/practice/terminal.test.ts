// The practice terminal: how each kind of answer is shown, under the names of the people who see it.
import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { openTerminal, type Terminal } from '../../src/practice/terminal.ts';
import { openWorkspace, type Workspace } from '../../src/practice/workspace.ts';
import { call } from './caller.ts';

describe('the practice terminal', () => {
  let workspace: Workspace;
  let terminal: Terminal;
  let shown: string;
  beforeEach(async () => {
    workspace = await openWorkspace();
    shown = '';
    const output = new PassThrough();
    output.on('data', (chunk: Buffer) => (shown += chunk.toString()));
    terminal = openTerminal({
      workspace,
      input: new PassThrough(),
      output,
      say: ({ en }) => en,
      dim: (text) => text,
      shown: (text) => text.replaceAll('&lt;', '<'),
      rules: () => [],
    });
  });
  afterEach(async () => {
    terminal.close();
    await workspace.close();
  });

  const check = (name: string, method: string, args: Record<string, string>, expect: string): void => {
    it(name, async () => {
      await call(workspace, method, args);
      assert.equal(shown, expect);
    });
  };
  const HR = { channel: 'C0HR', text: '응 &lt;안녕\n둘째 줄' };
  const BLOCKS = JSON.stringify([
    { type: 'header', text: { type: 'plain_text', text: '휴가' } },
    { type: 'divider' },
    { type: 'section', text: { type: 'mrkdwn', text: '왼쪽' }, fields: [{ type: 'mrkdwn', text: '오른쪽' }] },
    { type: 'image', image_url: 'https://a.example/b.png', alt_text: '지도' },
    { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: '신청' }, value: '1' }] },
  ]);

  check('a post', 'chat.postMessage', HR, '#hr annyeong: 응 <안녕\n  둘째 줄\n');
  check(
    'a post in a thread',
    'chat.postMessage',
    { ...HR, channel: 'C0GENERAL', thread_ts: '1700000000.000100' },
    '  └ annyeong: 응 <안녕\n    둘째 줄\n',
  );
  check(
    'a post in a thread of another channel, which comes late',
    'chat.postMessage',
    { ...HR, thread_ts: '1700000000.000100' },
    '#hr └ annyeong: 응 <안녕\n    둘째 줄\n',
  );
  check('a direct message', 'chat.postMessage', { channel: 'D0HANAKIM1', text: '응' }, 'DM annyeong: 응\n');
  check(
    'what one person alone sees',
    'chat.postEphemeral',
    { ...HR, user: 'U0HANAKIM1' },
    '#hr annyeong (only visible to you): 응 <안녕\n  둘째 줄\n',
  );
  check(
    'blocks, by the texts in them, and not by the text for notifications',
    'chat.postMessage',
    { ...HR, blocks: BLOCKS },
    '#hr annyeong: 휴가\n  ———\n  왼쪽 · 오른쪽\n  지도\n  신청\n',
  );
  check('blocks that say nothing', 'chat.postMessage', { ...HR, blocks: '[]' }, '#hr annyeong: 응 <안녕\n  둘째 줄\n');
});
