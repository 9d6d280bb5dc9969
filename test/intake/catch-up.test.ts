// What is handed over after a gap, from a history of a few lines: which messages, in what order, as what, and what is told.
import assert from 'node:assert/strict';
import { botId, channelId, msToTs, teamId, ts, userId } from '../../src/domain/ids.ts';
import type { ChannelKind } from '../../src/domain/message.ts';
import type { History, Kept, ThreadKey } from '../../src/domain/ports.ts';
import { openCatchUp } from '../../src/intake/catch-up.ts';
import { normalize } from '../../src/intake/normalize.ts';
import { fakeClock, type FakeClock } from '../fakes/clock.ts';
import { memoryLog } from '../fakes/log.ts';

const NOW = 1_700_000_000_000;
const SELF = { team: teamId('T1'), user: userId('UBOT'), bot: botId('BBOT'), name: 'annyeong', url: '' };

type Item = Readonly<Record<string, unknown>> & { readonly ts: string };
/** By channel; a thread's replies under `channel/thread`. A text is why it is not read. */
type World = Readonly<Record<string, readonly Item[] | `unreadable ${string}` | `later ${string}`>>;

/** So many seconds ago. */
const at = (seconds: number): string => msToTs(NOW - seconds * 1000);
const said = (seconds: number, more: Readonly<Record<string, unknown>> = {}): Item => ({
  type: 'message',
  user: 'UHANA',
  text: `${seconds}`,
  ts: at(seconds),
  ...more,
});

const kept = (answer: World[string] | undefined): Kept<unknown> => {
  if (typeof answer !== 'string') return { kind: 'read', items: answer ?? [] };
  const [kind, why = ''] = answer.split(' ');
  return kind === 'unreadable' ? { kind, why } : { kind: 'later', why, afterMs: null };
};

const kindOf = (id: string): ChannelKind => (id.startsWith('D') ? 'dm' : id.startsWith('G') ? 'private' : 'public');

const open = (world: World, { seen = [], lists = {} }: { seen?: readonly ThreadKey[]; lists?: World } = {}) => {
  const clock: FakeClock = fakeClock(NOW);
  const log = memoryLog();
  const asked: string[] = [];
  const frames: unknown[] = [];
  const answer = (key: string): Kept<unknown> => {
    asked.push(key);
    return kept(world[key]);
  };
  const history: History = {
    conversations: async (kind) => {
      const listed = lists[kind];
      if (typeof listed === 'string') {
        const refused = kept(listed);
        return refused.kind === 'read' ? { kind: 'read', items: [] } : refused;
      }
      const ids = Object.keys(world).filter((key) => !key.includes('/') && kindOf(key) === kind);
      return { kind: 'read', items: ids.map((id) => ({ id: channelId(id), kind })) };
    },
    messages: async ({ id }) => answer(id),
    replies: async ({ channel, thread }) => answer(`${channel}/${thread}`),
  };
  const catchUp = openCatchUp({ history, threads: async () => seen, clock, log, frame: (frame) => frames.push(frame) });
  const run = async (since: number | null, signal = new AbortController().signal): Promise<boolean> => {
    const running = catchUp.run({ self: SELF, since }, signal);
    await clock.advance(120_000);
    return running;
  };
  const texts = (): unknown[] => frames.map((frame) => Reflect.get(frame as object, 'text'));
  return { run, frames, texts, asked, log, clock, catchUp };
};

describe('catching up hands over', () => {
  const check = (
    says: string,
    world: World,
    { expect, seen = [], secondsAgo = 300 }: { expect: unknown[]; seen?: readonly ThreadKey[]; secondsAgo?: number },
  ): void => {
    it(says, async () => {
      const { run, texts } = open(world, { seen });
      assert.equal(await run(NOW - secondsAgo * 1000), true);
      assert.deepEqual(texts(), expect);
    });
  };
  const parent = (seconds: number, latest: number): Item =>
    said(seconds, { thread_ts: at(seconds), reply_count: 1, latest_reply: at(latest) });
  const reply = (seconds: number, to: number): Item => said(seconds, { thread_ts: at(to) });

  check('nothing where nothing was said', { C1: [] }, { expect: [] });
  check('what was said since, the oldest first', { C1: [said(10), said(20), said(301)] }, { expect: ['20', '10'] });
  check(
    'nothing that is older than 10 minutes',
    { C1: [said(599), said(601)] },
    { expect: ['599'], secondsAgo: 7_200 },
  );
  check(
    'the replies of a thread whose parent is old, in their place',
    { C1: [said(10), said(30), parent(5_000, 20)], [`C1/${at(5_000)}`]: [parent(5_000, 20), reply(20, 5_000)] },
    { expect: ['30', '20', '10'] },
  );
  check(
    'a reply once that is shown in the channel too, and the rest of its thread',
    {
      C1: [said(10, { subtype: 'thread_broadcast', thread_ts: at(9_000) })],
      [`C1/${at(9_000)}`]: [said(10, { thread_ts: at(9_000) }), reply(20, 9_000)],
    },
    { expect: ['20', '10'] },
  );
  check(
    'the replies of a thread that was seen, though its parent is not on the page',
    { C1: [], [`C1/${at(9_000)}`]: [reply(20, 9_000)] },
    { expect: ['20'], seen: [{ channel: channelId('C1'), thread: ts(at(9_000)) }] },
  );
  check(
    'nothing of a thread that did not go on',
    { C1: [parent(5_000, 4_000)], [`C1/${at(5_000)}`]: [reply(20, 5_000)] },
    { expect: [], seen: [{ channel: channelId('C1'), thread: ts(at(5_000)) }] },
  );

  const frameOf = async (item: Item): Promise<unknown> => {
    const { run, frames } = open({ C1: [item] });
    await run(NOW - 300_000);
    return frames[0];
  };
  const isTaken = (says: string, more: Readonly<Record<string, unknown>>, expect: string): void => {
    it(`${says} as ${expect}`, async () => {
      const intake = normalize(await frameOf(said(10, more)), SELF);
      assert.equal(intake.kind === 'message' ? intake.message.channel : intake.why, expect);
    });
  };
  isTaken('a message', {}, 'C1');
  isTaken('one without its type', { type: undefined }, 'C1');
  isTaken('one that was edited since', { edited: { user: 'UHANA', ts: at(5) } }, 'C1');
  isTaken('a parent', { thread_ts: at(10), latest_reply: at(5), reply_count: 1, replies: [] }, 'C1');
  isTaken('a file', { subtype: 'file_share', files: [{}], text: '' }, 'C1');
  isTaken('a joining', { subtype: 'channel_join' }, 'subtype');
  isTaken('a post of our own', { user: 'UBOT', bot_id: 'BBOT' }, 'own');

  it('where the bot saw something lately first', async () => {
    const seen = [{ channel: channelId('C9'), thread: ts(at(9_000)) }];
    const { run, asked } = open({ C1: [], C2: [], C3: [], C4: [], C5: [], C9: [] }, { seen });
    await run(NOW - 300_000);
    assert.equal(asked[0], 'C9');
  });
});

describe('catching up tells', () => {
  const hint = (fields: Readonly<Record<string, unknown>> | undefined): boolean =>
    ['ko', 'en'].every((language) => typeof Reflect.get(fields?.['hint'] as object, language) === 'string');

  it('once what may not be read, and reads the rest', async () => {
    const room = open({ C1: 'unreadable missing_scope', D1: [said(10)] });
    assert.equal(await room.run(NOW - 300_000), true);
    assert.equal(await room.run(NOW - 300_000), true);
    const lines = room.log.lines.filter(({ event }) => event === 'history_unreadable');
    assert.deepEqual([lines.length, lines[0]?.fields['kinds']], [1, ['public']]);
    assert.ok(hint(lines[0]?.fields));
    assert.deepEqual(room.texts(), ['10', '10']);
  });

  it('nothing of a kind for one conversation of it', async () => {
    const room = open({ C1: 'unreadable not_in_channel', C2: [] });
    assert.equal(await room.run(NOW - 300_000), true);
    assert.ok(!room.log.events().includes('history_unreadable'));
  });

  it('a kind that may not even be listed', async () => {
    const room = open({ D1: [] }, { lists: { group_dm: 'unreadable missing_scope' } });
    await room.run(NOW - 300_000);
    assert.deepEqual(room.log.lines[0]?.fields['kinds'], ['group_dm']);
  });

  it('what may not be read where nothing was missed, from one conversation of each kind', async () => {
    const room = open({ C1: 'unreadable missing_scope', C2: 'unreadable missing_scope', D1: [said(10)] });
    assert.equal(await room.run(null), true);
    assert.deepEqual(room.asked.toSorted(), ['C1', 'D1']);
    assert.deepEqual([room.texts(), room.log.events()], [[], ['history_unreadable']]);
  });

  it('what could not be read after some tries, and hands over the rest', async () => {
    const room = open({ C1: 'later internal_error', C2: [said(10)] });
    assert.equal(await room.run(NOW - 300_000), false);
    assert.equal(room.asked.filter((key) => key === 'C1').length, 4);
    const line = room.log.lines.find(({ event }) => event === 'catch_up_incomplete');
    assert.deepEqual([line?.fields['failed'], line?.fields['why'], room.texts()], [1, ['internal_error'], ['10']]);
  });

  it('nothing more once it is told to stop', async () => {
    const stop = new AbortController();
    const room = open({ C1: 'later internal_error', C2: [said(10)] });
    const running = room.catchUp.run({ self: SELF, since: NOW - 300_000 }, stop.signal);
    await room.clock.advance(500);
    stop.abort();
    assert.equal(await running, false);
    assert.equal(room.clock.sleepers(), 0);
    assert.ok(!room.log.events().includes('catch_up_incomplete'));
  });
});
