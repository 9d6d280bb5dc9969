// What the practice workspace keeps of what was said, and gives back: history, replies, metadata; and what is told late.
import assert from 'node:assert/strict';
import { openWorkspace, type Workspace, type WorkspaceOptions } from '../../src/practice/workspace.ts';
import { call, callRaw, connect, type Answer } from './caller.ts';

const HR = { channel: 'C0HR' };
const METADATA = JSON.stringify({ event_type: 'annyeong_answer', event_payload: { id: 'a' } });

describe('the history of the practice workspace', () => {
  const open: Workspace[] = [];
  afterEach(async () => {
    for (const workspace of open.splice(0)) await workspace.close();
  });
  const start = async (options: WorkspaceOptions = { history: 'all' }): Promise<Workspace> => {
    const workspace = await openWorkspace(options);
    open.push(workspace);
    return workspace;
  };
  const messages = async (workspace: Workspace, method: string, args: Record<string, string>): Promise<Answer[]> => {
    const answer = await call(workspace, method, args);
    assert.equal(answer.error, undefined);
    return answer.messages as Answer[];
  };
  const texts = async (workspace: Workspace, args: Record<string, string>): Promise<unknown[]> =>
    (await messages(workspace, 'conversations.history', { ...HR, ...args })).map(({ text }) => text);

  it('is read wherever the bot is, where the token may', async () => {
    const workspace = await start();
    workspace.ensureChannel('elsewhere', { botIsMember: false });
    workspace.ensureChannel('vault', { kind: 'private', botIsMember: false });
    const error = async (channel: string): Promise<unknown> =>
      (await call(workspace, 'conversations.history', { channel })).error;
    assert.deepEqual(
      [await error('C0HR'), await error('C0SECRET'), await error('G0TRIO'), await error('D0HANAKIM1')],
      [undefined, undefined, undefined, undefined],
    );
    const [elsewhere, vault] = workspace.channels().slice(-2);
    assert.deepEqual(
      [await error(elsewhere?.id ?? ''), await error(vault?.id ?? ''), await error('C0NOWHERE')],
      ['not_in_channel', 'channel_not_found', 'channel_not_found'],
    );
  });

  it('tells what scope is missing, and the scopes that there are', async () => {
    const classic = await start({});
    const { error, needed } = await call(classic, 'conversations.history', { channel: 'C0SECRET' });
    assert.deepEqual([error, needed], ['missing_scope', 'groups:history']);
    const scopes = async (workspace: Workspace): Promise<string> =>
      (await callRaw(workspace, 'auth.test')).headers.get('x-oauth-scopes') ?? '';
    assert.doesNotMatch(await scopes(classic), /history/);
    assert.match(await scopes(await start()), /channels:history/);
  });

  it('goes from the newest, between two times, which count where told', async () => {
    const workspace = await start();
    const at = ['a', 'b', 'c', 'd'].map((text) => workspace.say('김하나', 'hr', text));
    assert.deepEqual(await texts(workspace, {}), ['d', 'c', 'b', 'a']);
    assert.deepEqual(await texts(workspace, { oldest: at[1] ?? '' }), ['d', 'c']);
    assert.deepEqual(await texts(workspace, { oldest: at[1] ?? '', inclusive: 'true' }), ['d', 'c', 'b']);
    assert.deepEqual(await texts(workspace, { latest: at[2] ?? '' }), ['b', 'a']);
    assert.deepEqual(await texts(workspace, { latest: at[2] ?? '', inclusive: 'true', limit: '1' }), ['c']);
  });

  it('goes on where the cursor says', async () => {
    const workspace = await start();
    for (const text of ['a', 'b', 'c']) workspace.say('김하나', 'hr', text);
    const first = await call(workspace, 'conversations.history', { ...HR, limit: '2' });
    const cursor = String(Object.values(first.response_metadata ?? {})[0]);
    assert.deepEqual([first.has_more, await texts(workspace, { limit: '2', cursor })], [true, ['a']]);
  });

  it('shows of a thread its parent with what was answered, and the replies where they are asked for', async () => {
    const workspace = await start();
    const parent = workspace.say('김하나', 'hr', 'parent');
    const reply = workspace.say('이도윤', 'hr', 'reply', { threadTs: parent });
    const [first, ...more] = await messages(workspace, 'conversations.history', HR);
    assert.deepEqual([first?.thread_ts, first?.reply_count, first?.latest_reply, more.length], [parent, 1, reply, 0]);
    const thread = await messages(workspace, 'conversations.replies', { ...HR, ts: reply });
    assert.deepEqual(
      thread.map(({ text, thread_ts }) => [text, thread_ts]),
      [
        ['parent', parent],
        ['reply', parent],
      ],
    );
  });

  it('shows metadata where it is asked for, and the echo always', async () => {
    const workspace = await start();
    const { nextFrame } = await connect(workspace);
    await call(workspace, 'chat.postMessage', { ...HR, text: '응', metadata: METADATA });
    const shown = JSON.parse(METADATA) as unknown;
    assert.deepEqual((await nextFrame()).metadata, shown);
    const [without] = await messages(workspace, 'conversations.history', HR);
    const [withIt] = await messages(workspace, 'conversations.history', { ...HR, include_all_metadata: 'true' });
    assert.deepEqual([without?.metadata, withIt?.metadata], [undefined, shown]);
  });

  for (const [says, metadata, options, expect] of [
    ['no JSON', 'a', {}, 'invalid_metadata_format'],
    ['no payload', '{"event_type":"a"}', {}, 'invalid_metadata_format'],
    ['a payload that is none', '{"event_type":"a","event_payload":[]}', {}, 'invalid_metadata_format'],
    ['no type', '{"event_payload":{}}', {}, 'invalid_metadata_format'],
    ['any, where the token may send none', METADATA, { metadata: 'refused' }, 'metadata_must_be_sent_from_app'],
  ] as const) {
    it(`takes no post with metadata of ${says}`, async () => {
      const workspace = await start(options);
      assert.equal((await call(workspace, 'chat.postMessage', { ...HR, text: '응', metadata })).error, expect);
      assert.equal(workspace.posts().length, 0);
    });
  }

  it('takes a post whose metadata has an odd type, and keeps none of it', async () => {
    const workspace = await start();
    const metadata = JSON.stringify({ event_type: 'a.b', event_payload: {} });
    const { ok, message } = await call(workspace, 'chat.postMessage', { ...HR, text: '응', metadata });
    assert.deepEqual([ok, Reflect.get(message as object, 'metadata')], [true, undefined]);
  });

  it('keeps nothing that one person alone saw', async () => {
    const workspace = await start();
    await call(workspace, 'chat.postEphemeral', { ...HR, user: 'U0HANAKIM1', text: '쉿' });
    assert.deepEqual(await texts(workspace, {}), []);
  });

  it('has what was said while nobody listened, in its place', async () => {
    const workspace = await start();
    const now = workspace.say('김하나', 'hr', 'now');
    workspace.say('김하나', 'hr', 'earlier', { ts: '1500000000.000100' });
    assert.deepEqual(await texts(workspace, {}), ['now', 'earlier']);
    assert.throws(() => workspace.say('김하나', 'hr', 'again', { ts: now }), RangeError);
  });

  it('shows what was edited as it is now, marked as edited', async () => {
    const workspace = await start();
    const at = workspace.say('김하나', 'hr', 'a');
    const { nextFrame } = await connect(workspace);
    workspace.edit('hr', at, 'b');
    assert.equal((await nextFrame()).subtype, 'message_changed');
    const [message] = await messages(workspace, 'conversations.history', HR);
    assert.deepEqual([message?.text, message?.ts, typeof message?.edited], ['b', at, 'object']);
    assert.throws(() => workspace.edit('hr', '1.000000', 'b'), RangeError);
  });

  it('can be told to one socket alone, late, twice and out of order', async () => {
    const workspace = await start();
    const [old, fresh] = [await connect(workspace), await connect(workspace)];
    const late = workspace.say('김하나', 'hr', 'late', { to: 'none' });
    workspace.say('김하나', 'hr', 'old', { to: 'oldest' });
    workspace.say('김하나', 'hr', 'fresh', { to: 'newest' });
    workspace.emit(workspace.frame('hr', late));
    workspace.emit(workspace.frame('hr', late), 'newest');
    const heard = async ({ nextFrame }: typeof old, count: number): Promise<unknown[]> => {
      const all: unknown[] = [];
      while (all.length < count) all.push((await nextFrame()).text);
      return all;
    };
    assert.deepEqual(
      [await heard(old, 2), await heard(fresh, 3)],
      [
        ['old', 'late'],
        ['fresh', 'late', 'late'],
      ],
    );
    workspace.drop('oldest');
    await new Promise((resolve) => old.socket.once('close', resolve));
    assert.equal(workspace.sockets(), 1);
  });

  it('tells of each call before it and after its effect', async () => {
    const workspace = await start();
    const heard: string[] = [];
    const stop = workspace.onCall(({ method }, phase) => heard.push(`${method} ${phase} ${workspace.posts().length}`));
    await call(workspace, 'chat.postMessage', { ...HR, text: '응' });
    workspace.fault({ on: 'chat.postMessage', kind: 'error_before' });
    await callRaw(workspace, 'chat.postMessage', { ...HR, text: '응' });
    stop();
    await call(workspace, 'auth.test');
    assert.deepEqual(heard, [
      'chat.postMessage before 0',
      'chat.postMessage after_effect 1',
      'chat.postMessage before 1',
    ]);
  });
});
