// What Slack's history shows, over the practice workspace and the real Web API client: looks for what is in doubt, and all since a gap.
import assert from 'node:assert/strict';
import { channelId, teamId, ts, userId } from '../../src/domain/ids.ts';
import type { Found, History, Kept, Lookup, Owed } from '../../src/domain/ports.ts';
import type { Reply } from '../../src/domain/reply.ts';
import { openWorkspace, type Workspace, type WorkspaceOptions } from '../../src/practice/workspace.ts';
import { openHistory } from '../../src/slack/history.ts';
import { webSender } from '../../src/slack/sender.ts';
import { slackWeb } from '../../src/slack/web.ts';
import { fakeClock, type FakeClock } from '../fakes/clock.ts';
import { guardProcess } from './fake.ts';

const HR = channelId('C0HR');
const HANA = userId('U0HANAKIM1');
const SIGNAL = new AbortController().signal;
const SAID = { text: '응 안녕 https://a.example &amp; :wave:', blocks: null, afterMs: 0 };

interface Room {
  readonly workspace: Workspace;
  readonly clock: FakeClock;
  readonly history: History & Lookup;
  readonly post: (owed: Owed) => Promise<void>;
  /** What is owed for something that 김하나 says now. */
  readonly owed: (reply: (at: string) => Reply, more?: Partial<Owed>) => Owed;
}

describe('slack/history', () => {
  guardProcess();
  const open: Workspace[] = [];
  afterEach(async () => {
    for (const workspace of open.splice(0)) await workspace.close();
  });

  const start = async (options: WorkspaceOptions = { history: 'all' }): Promise<Room> => {
    const workspace = await openWorkspace(options);
    open.push(workspace);
    const clock = fakeClock(Date.now());
    const web = slackWeb({ token: workspace.token, apiUrl: workspace.apiUrl, callMs: 2_000 });
    const sender = webSender(web);
    return {
      workspace,
      clock,
      history: openHistory({ web, clock, dmOf: sender.dmOf }),
      post: async (owed) => assert.equal((await sender.send(owed)).kind, 'sent'),
      owed: (reply, more = {}) => {
        const at = workspace.say('김하나', 'hr', '휴가');
        const key = { team: teamId('T0PRACTICE'), channel: HR, ts: ts(at) };
        return { id: `T0PRACTICE/C0HR/${at}#0`, key, reply: reply(at), dueAt: 0, isDefault: false, ...more };
      },
    };
  };
  const inThread = (at: string): Reply => ({
    kind: 'post',
    channel: HR,
    threadTs: ts(at),
    alsoToChannel: false,
    ...SAID,
  });
  const inChannel = (channel = HR): Reply => ({ kind: 'post', channel, threadTs: null, alsoToChannel: false, ...SAID });
  const toThem = (): Reply => ({ kind: 'dm', channel: HR, user: HANA, ...SAID });

  const PLACES = [
    ['in a thread', inThread],
    ['in a channel', () => inChannel()],
    ['in a direct message', toThem],
    ['in a thread, and shown in the channel', (at: string) => ({ ...inThread(at), alsoToChannel: true }) as Reply],
  ] as const;

  describe('finds', () => {
    for (const metadata of ['taken', 'refused'] as const) {
      for (const [where, reply] of PLACES) {
        it(`what was said ${where}, and nothing else, where marks are ${metadata}`, async () => {
          const room = await start({ history: 'all', metadata });
          const owed = room.owed(reply);
          assert.deepEqual(await room.history.find(owed), { kind: 'absent' });
          await room.post(owed);
          const at = room.workspace.posts()[0]?.ts;
          assert.deepEqual(await room.history.find(owed), { kind: 'found', ts: at });
        });
      }
    }

    it('no post with the mark of another', async () => {
      const room = await start();
      const owed = room.owed(inThread);
      await room.post({ ...owed, id: 'T0PRACTICE/C0HR/1.000000#0' });
      assert.deepEqual(await room.history.find(owed), { kind: 'absent' });
    });

    it('no post without a mark that says something else, or that another wrote', async () => {
      const room = await start({ history: 'all', metadata: 'refused' });
      const owed = room.owed(() => inChannel());
      await room.post({ ...owed, reply: { ...inChannel(), ...SAID, text: '아니' } as Reply });
      room.workspace.say('이도윤', 'hr', SAID.text);
      assert.deepEqual(await room.history.find(owed), { kind: 'absent' });
    });

    it('blocks without a mark by what people read in them', async () => {
      const room = await start({ history: 'all', metadata: 'refused' });
      const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: '*안녕*' } }];
      const owed = room.owed((at) => ({ ...inThread(at), text: '', blocks }) as Reply);
      await room.post(owed);
      assert.equal((await room.history.find(owed)).kind, 'found');
    });

    it('what is on the second page', async () => {
      const room = await start();
      const owed = room.owed(() => inChannel());
      await room.post(owed);
      for (let count = 0; count < 250; count += 1) room.workspace.say('이도윤', 'hr', `${count}`);
      assert.equal((await room.history.find(owed)).kind, 'found');
    });
  });

  describe('settles the doubt', () => {
    const CALL_MS = 200;
    const attempt = async (room: Room, owed: Owed): Promise<string> => {
      const web = slackWeb({ token: room.workspace.token, apiUrl: room.workspace.apiUrl, callMs: CALL_MS });
      return (await webSender(web).send(owed)).kind;
    };
    for (const [kind, expect] of [
      ['drop', 'absent'],
      ['half_open', 'absent'],
      ['error_before', 'absent'],
      ['refuse', 'absent'],
      ['garbage', 'absent'],
      ['error_after', 'found'],
      ['lost_response', 'found'],
      ['cut_body', 'found'],
      ['slow', 'found'],
    ] as const) {
      it(`of a post under ${kind}: ${expect}`, async () => {
        const room = await start();
        const owed = room.owed(inThread);
        room.workspace.fault({ on: 'chat.postMessage', kind });
        assert.equal(await attempt(room, owed), 'in_doubt');
        assert.equal((await room.history.find(owed)).kind, expect);
      });
    }

    it('of a post that Slack makes after all: absent, then found', async () => {
      const room = await start();
      const owed = room.owed(inThread);
      room.workspace.fault({ on: 'chat.postMessage', kind: 'slow_before', delayMs: 2 * CALL_MS });
      const posted = new Promise((resolve) => room.workspace.onPost(resolve));
      assert.equal(await attempt(room, owed), 'in_doubt');
      assert.equal((await room.history.find(owed)).kind, 'absent');
      await posted;
      assert.equal((await room.history.find(owed)).kind, 'found');
    });
  });

  describe('tells', () => {
    const looks = async (room: Room, owed: Owed, times = 1): Promise<Found> => {
      let found: Found = await room.history.find(owed);
      for (let time = 1; time < times; time += 1) found = await room.history.find(owed);
      return found;
    };
    const asked = ({ workspace }: Room): number =>
      workspace.calls().filter(({ method }) => /history|replies/.test(method)).length;

    for (const [kind, reply] of [
      ['only_them', (at: string): Reply => ({ kind: 'only_them', channel: HR, user: HANA, threadTs: ts(at), ...SAID })],
      ['reaction', (at: string): Reply => ({ kind: 'reaction', channel: HR, ts: ts(at), name: 'wave' })],
    ] as const) {
      it(`that ${kind} is kept nowhere, without asking`, async () => {
        const room = await start();
        assert.deepEqual(await looks(room, room.owed(reply)), { kind: 'unreadable', why: kind });
        assert.equal(room.workspace.calls().length, 0);
      });
    }

    it('that the token may not read a channel, and asks again after an hour', async () => {
      const room = await start({});
      const owed = room.owed(inThread);
      assert.deepEqual(await looks(room, owed, 3), { kind: 'unreadable', why: 'missing_scope' });
      assert.equal(asked(room), 1);
      await room.clock.advance(3_600_000);
      await looks(room, owed);
      assert.equal(asked(room), 2);
    });

    it('what it may not read of a kind, once for all of the kind where kinds are known', async () => {
      const room = await start({});
      for (const kind of ['public', 'private'] as const) await room.history.conversations(kind, SIGNAL);
      const other = room.owed(() => inChannel());
      await looks(room, other);
      await looks(room, { ...other, reply: inChannel(channelId('C0RANDOM')) });
      assert.equal(asked(room), 1);
      await looks(room, { ...other, reply: inChannel(channelId('C0SECRET')) });
      assert.equal(asked(room), 2);
    });

    it('that a direct message can be read all the same', async () => {
      const room = await start({});
      await looks(
        room,
        room.owed(() => inChannel()),
      );
      const owed = room.owed(toThem);
      await room.post(owed);
      assert.equal((await looks(room, owed)).kind, 'found');
    });

    for (const [says, fault, expect] of [
      ['Slack asks for patience', { kind: 'rate_limit', retryAfterS: 7 }, ['ratelimited', 7_000]],
      ['Slack stumbles', { kind: 'api_error', error: 'internal_error' }, ['internal_error', null]],
      ['the line breaks', { kind: 'drop' }, ['ECONNRESET', null]],
      ['a page comes', { kind: 'garbage' }, ['not_slack', null]],
      ['the thread is not there', { kind: 'api_error', error: 'thread_not_found' }, ['thread_not_found', null]],
    ] as const) {
      it(`that it is worth asking again where ${says}`, async () => {
        const room = await start();
        const owed = room.owed(inThread);
        await room.history.find(owed);
        room.workspace.fault({ on: 'conversations.replies', ...fault, times: 2 });
        const [why, afterMs] = expect;
        assert.deepEqual(await looks(room, owed), { kind: 'later', why, afterMs });
      });
    }

    it('without asking, how long Slack’s patience takes still', async () => {
      const room = await start();
      const owed = room.owed(inThread);
      room.workspace.fault({ on: 'conversations.replies', kind: 'rate_limit', retryAfterS: 7 });
      await looks(room, owed);
      await room.clock.advance(2_000);
      assert.deepEqual(await looks(room, owed), { kind: 'later', why: 'ratelimited', afterMs: 5_000 });
      assert.equal(asked(room), 1);
      await room.clock.advance(5_000);
      assert.deepEqual(await looks(room, owed), { kind: 'absent' });
    });

    it('of one channel alone that the bot is not in it any more', async () => {
      const room = await start();
      const owed = room.owed(() => inChannel());
      room.workspace.fault({ on: 'conversations.history', kind: 'api_error', error: 'not_in_channel' });
      assert.deepEqual(await looks(room, owed), { kind: 'unreadable', why: 'not_in_channel' });
      assert.deepEqual(await looks(room, owed), { kind: 'absent' });
    });
  });

  describe('reads', () => {
    const read = (kept: Kept<unknown>): readonly unknown[] =>
      kept.kind === 'read' ? kept.items.map((item) => Reflect.get(item as object, 'text')) : assert.fail(kept.why);

    it('the conversations that the bot is in, kind by kind', async () => {
      const { history, workspace } = await start();
      workspace.ensureChannel('elsewhere', { botIsMember: false });
      const ids = async (kind: 'public' | 'private' | 'group_dm'): Promise<unknown> => {
        const kept = await history.conversations(kind, SIGNAL);
        return kept.kind === 'read' ? kept.items.map(({ id }) => id) : kept;
      };
      assert.deepEqual(await ids('public'), ['C0GENERAL', 'C0HR', 'C0HELP', 'C0RANDOM']);
      assert.deepEqual(await ids('private'), ['C0SECRET']);
      assert.deepEqual(await ids('group_dm'), ['G0TRIO']);
    });

    it('one page at least, and more only while they are young enough', async () => {
      const { history, workspace } = await start();
      const at = Array.from({ length: 450 }, (_, index) => workspace.say('김하나', 'hr', `${index}`));
      const since = async (index: number): Promise<number> => {
        const before = workspace.calls().length;
        await history.messages({ id: HR, kind: 'public' }, ts(at[index] ?? ''), SIGNAL);
        return workspace.calls().length - before;
      };
      assert.deepEqual([await since(449), await since(260), await since(0)], [1, 1, 3]);
    });

    it('the replies of a thread since a time', async () => {
      const { history, workspace } = await start();
      const thread = ts(workspace.say('김하나', 'hr', 'parent'));
      workspace.say('이도윤', 'hr', 'old', { threadTs: thread });
      const since = ts(workspace.say('이도윤', 'hr', 'young', { threadTs: thread }));
      workspace.say('이도윤', 'hr', 'youngest', { threadTs: thread });
      assert.deepEqual(read(await history.replies({ channel: HR, thread }, since, SIGNAL)), ['young', 'youngest']);
    });

    it('nothing once it is told to stop', async () => {
      const { history } = await start();
      assert.deepEqual(await history.conversations('public', AbortSignal.abort()), {
        kind: 'later',
        why: 'aborted',
        afterMs: null,
      });
    });
  });
});
