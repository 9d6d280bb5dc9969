// Whatever is lost on the way, and whenever the bot dies: nothing is sent twice, and where history may be read, nothing is missed.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { channelId, ts } from '../../src/domain/ids.ts';
import type { Found, Journal, Owed, Witness } from '../../src/domain/ports.ts';
import type { SendResult } from '../../src/domain/reply.ts';
import { memoryJournal } from '../../src/outbox/journal/memory.ts';
import { openOutbox, type Outbox } from '../../src/outbox/outbox.ts';
import { type FakeClock, fakeClock } from '../fakes/clock.ts';
import { memoryLog } from '../fakes/log.ts';
import { keyAt, post } from './opened.ts';

/** What becomes of one post. */
const FATES = ['sent', 'slow', 'refused', 'limited', 'request_lost', 'answer_lost', 'late'] as const;
type Fate = (typeof FATES)[number];
/** How long after it was lost from sight a request may still do its work, until Slack shows it, and until it is echoed. */
const LATE_MS = 5_000;
const SHOWN_MS = 2_000;
const ECHO_MS = 2_500;

interface Story {
  readonly fates: readonly Fate[];
  /** Looks that fail. */
  readonly failing: readonly boolean[];
  /** Milliseconds from one to the next. */
  readonly messages: readonly { readonly channel: number; readonly after: number; readonly delay: number }[];
  readonly crashes: readonly { readonly after: number; readonly down: number }[];
  /** When sessions end, and how long until the next is open. */
  readonly gaps: readonly { readonly after: number; readonly down: number }[];
}

const upTo = (max: number) => fc.integer({ min: 0, max });
const story = fc.record<Story>({
  fates: fc.array(fc.constantFrom(...FATES), { maxLength: 25 }),
  failing: fc.array(fc.boolean(), { maxLength: 10 }),
  messages: fc.array(fc.record({ channel: upTo(2), after: upTo(4_000), delay: fc.constantFrom(0, 0, 0, 7_000) }), {
    minLength: 1,
    maxLength: 12,
  }),
  crashes: fc.array(fc.record({ after: upTo(15_000), down: upTo(20_000) }), { maxLength: 4 }),
  gaps: fc.array(fc.record({ after: upTo(20_000), down: upTo(8_000) }), { maxLength: 4 }),
});

/** A Slack that loses what the story says, and shows what it took. */
const openSlack = (clock: FakeClock, { fates, failing, gaps }: Story) => {
  const posts: { readonly id: string; readonly at: number }[] = [];
  let sends = 0;
  let looks = 0;
  let session: { readonly openedAt: number } | null = { openedAt: 0 };
  let hear: (frame: unknown) => void = () => {};

  const take = async (owed: Owed): Promise<void> => {
    posts.push({ id: owed.id, at: clock.monotonic() });
    const shownBy = session;
    await clock.sleep(ECHO_MS);
    // Frames go to the session that was open, as long as it is.
    if (shownBy !== null && shownBy === session) hear(frameOf(owed.id));
  };

  const send = async (owed: Owed): Promise<SendResult> => {
    const fate = fates[sends] ?? 'sent';
    sends += 1;
    switch (fate) {
      case 'slow':
        await clock.sleep(3_000);
        break;
      case 'refused':
        return { kind: 'retry', afterMs: null, why: 'service_unavailable' };
      case 'limited':
        return { kind: 'retry', afterMs: 4_000, why: 'ratelimited' };
      case 'request_lost':
        return { kind: 'in_doubt', why: 'reset' };
      case 'answer_lost':
        void take(owed);
        return { kind: 'in_doubt', why: 'timeout' };
      case 'late':
        void clock.sleep(LATE_MS).then(() => take(owed));
        return { kind: 'in_doubt', why: 'timeout' };
      case 'sent':
        break;
      default:
        fate satisfies never;
    }
    void take(owed);
    return { kind: 'sent', ts: null };
  };

  const find = async (owed: Owed): Promise<Found> => {
    looks += 1;
    if (failing[looks - 1] === true) return { kind: 'later', why: 'timeout', afterMs: null };
    const isShown = posts.some(({ id, at }) => id === owed.id && clock.monotonic() - at >= SHOWN_MS);
    return isShown ? { kind: 'found', ts: ts('9.9') } : { kind: 'absent' };
  };

  const saw: Witness['saw'] = (since, until) =>
    session === null || session.openedAt > since ? 'no' : clock.monotonic() >= until ? 'yes' : 'not_yet';

  const breakSessions = async (): Promise<void> => {
    for (const { after, down } of gaps) {
      await clock.sleep(after);
      session = null;
      await clock.sleep(down);
      session = { openedAt: clock.monotonic() };
    }
  };

  return {
    posts,
    send,
    find,
    saw,
    breakSessions,
    /** A bot that is new has sessions that are new. */
    connect: (to: (frame: unknown) => void) => {
      hear = to;
      session = { openedAt: clock.monotonic() };
    },
  };
};

const frameOf = (id: string) => ({
  type: 'message',
  channel: 'C0',
  text: '',
  metadata: { event_type: 'annyeong_answer', event_payload: { id } },
});

/** What a bot that is dead asks for is never answered, nor is anything done for it. */
const mortal = <Port extends object>(port: Port, isAlive: () => boolean): Port =>
  new Proxy(port, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return async (...args: unknown[]) => {
        if (!isAlive()) return new Promise(() => {});
        const result: unknown = await Reflect.apply(method, target, args);
        return isAlive() ? result : new Promise(() => {});
      };
    },
  });

const live = async (told: Story, mayRead: boolean) => {
  const clock = fakeClock();
  const slack = openSlack(clock, told);
  const journal = memoryJournal({ clock });
  const givenUp: string[] = [];
  let generation = 0;

  const born = (): Outbox => {
    generation += 1;
    const mine = generation;
    const isAlive = (): boolean => generation === mine;
    let isFirst = true;
    const adopt: Journal['adopt'] = async () => {
      const left = isFirst ? await journal.pending() : [];
      isFirst = false;
      return left;
    };
    const outbox = openOutbox({
      journal: mortal({ ...journal, adopt }, isAlive),
      isDurable: true,
      sender: { ...mortal({ send: slack.send }, isAlive), dmOf: () => channelId('D1') },
      lookup: mortal<{ find: (owed: Owed) => Promise<Found> }>(
        { find: mayRead ? slack.find : async () => ({ kind: 'unreadable', why: 'missing_scope' }) },
        isAlive,
      ),
      witness: { saw: slack.saw },
      clock,
      random: { next: () => 0.5 },
      log: memoryLog(),
      onFatal: () => {},
      onGivenUp: ({ id }) => void (isAlive() && givenUp.push(id)),
    });
    slack.connect((frame) => isAlive() && outbox.echo(frame));
    outbox.recover();
    return outbox;
  };

  let outbox = born();
  let isUp = true;
  const crash = async (): Promise<void> => {
    for (const { after, down } of told.crashes) {
      await clock.sleep(after);
      isUp = false;
      generation += 1;
      await clock.sleep(down);
      outbox = born();
      isUp = true;
    }
  };

  const accepted: string[] = [];
  const say = async (): Promise<void> => {
    for (const [index, { channel, after, delay }] of told.messages.entries()) {
      await clock.sleep(after);
      if (!isUp) continue;
      const key = keyAt(`${index}.0`, `C${channel}`);
      const replies = [[post(key.channel, 'a', delay)]];
      const answer = { key, thread: key.ts, takes: [], at: clock.now(), isDefault: false, replies };
      // Slack brings it twice at times.
      void outbox.accept(answer);
      void outbox.accept(answer);
      accepted.push(`T1/C${channel}/${index}.0#0`);
    }
  };

  void crash();
  void say();
  void slack.breakSessions();
  await clock.advance(15 * 60_000);
  const times = (id: string): number => slack.posts.filter((one) => one.id === id).length;
  return { accepted, times, posts: slack.posts, givenUp, pending: await journal.pending() };
};

describe('outbox: whatever is lost', () => {
  it('with history: every reply is there once, in its order', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const { accepted, times, posts, givenUp, pending } = await live(told, true);
        assert.deepEqual(
          accepted.map((id) => [id, times(id)]),
          accepted.map((id) => [id, 1]),
        );
        assert.deepEqual([givenUp, pending], [[], []]);
        if (told.messages.some(({ delay }) => delay > 0)) return;
        for (const channel of ['C0', 'C1', 'C2']) {
          const isThere = (id: string): boolean => id.includes(`/${channel}/`);
          assert.deepEqual(posts.map(({ id }) => id).filter(isThere), accepted.filter(isThere));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('without: none is there twice, and one that is missing was given up', async function () {
    this.timeout(60_000);
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const { accepted, times, givenUp, pending } = await live(told, false);
        for (const id of accepted) {
          assert.ok(times(id) <= 1, `${id} twice`);
          assert.ok(times(id) === 1 || givenUp.includes(id), `${id} is lost`);
        }
        assert.deepEqual(pending, []);
      }),
      { numRuns: 150 },
    );
  });
});
