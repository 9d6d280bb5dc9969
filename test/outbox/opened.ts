// An outbox under a fake clock, with a Slack, a history and sessions that say what a test wants.
import { channelId, teamId, ts, tsToMs, userId } from '../../src/domain/ids.ts';
import type { Found, Journal, Owed, Pending, Witness } from '../../src/domain/ports.ts';
import type { MessageKey, Reply, SendResult } from '../../src/domain/reply.ts';
import type { Take } from '../../src/domain/take.ts';
import { memoryJournal } from '../../src/outbox/journal/memory.ts';
import { openOutbox } from '../../src/outbox/outbox.ts';
import { type FakeClock, fakeClock } from '../fakes/clock.ts';
import { memoryLog } from '../fakes/log.ts';

export const SENT: SendResult = { kind: 'sent', ts: null };
export const LOST: SendResult = { kind: 'in_doubt', why: 'timeout' };
export const ABSENT: Found = { kind: 'absent' };
export const FOUND: Found = { kind: 'found', ts: ts('9.9') };
export const UNREADABLE: Found = { kind: 'unreadable', why: 'missing_scope' };
export const LATER: Found = { kind: 'later', why: 'timeout', afterMs: null };

/** `attempt`: how often this very reply was sent before. */
export type Answer = (reply: Reply, attempt: number) => SendResult | Promise<SendResult>;

export interface Ports {
  readonly send?: Answer;
  /** `look`: how often it was looked for before. */
  readonly find?: (owed: Owed, look: number) => Found | Promise<Found>;
  readonly saw?: Witness['saw'];
  readonly clock?: FakeClock;
  readonly journal?: (journal: Journal, clock: FakeClock) => Journal;
  readonly isDurable?: boolean;
}

/** Of a Slack alone, what it answers is enough. */
export const open = (ports: Ports | Answer = {}) => {
  const {
    send = () => SENT,
    find = () => UNREADABLE,
    saw = () => 'no',
    clock = fakeClock(),
    journal: wrap = (one: Journal) => one,
    isDurable = false,
  }: Ports = typeof ports === 'function' ? { send: ports } : ports;
  const log = memoryLog();
  const journal = wrap(memoryJournal({ clock }), clock);
  const sends: { readonly what: string; readonly at: number }[] = [];
  const looks: { readonly id: string; readonly at: number }[] = [];
  const fatal: string[] = [];
  const givenUp: string[] = [];
  const outbox = openOutbox({
    journal,
    isDurable,
    clock,
    log,
    random: { next: () => 0.5 },
    onFatal: (why) => void fatal.push(why),
    onGivenUp: ({ id }, why) => void givenUp.push(`${id} ${why}`),
    lookup: {
      find: async (owed) => {
        looks.push({ id: owed.id, at: clock.monotonic() });
        return find(owed, looks.filter(({ id }) => id === owed.id).length - 1);
      },
    },
    witness: { saw },
    sender: {
      dmOf: (user) => (user.startsWith('UNEW') ? null : channelId(`D${user}`)),
      send: async ({ reply }) => {
        const what = `${reply.channel} ${reply.kind === 'reaction' ? reply.name : reply.text}`;
        sends.push({ what, at: clock.monotonic() });
        return send(reply, sends.filter((one) => one.what === what).length - 1);
      },
    },
  });
  let counter = 0;
  const next = (channel: string): MessageKey => {
    counter += 1;
    return { team: teamId('T1'), channel: channelId(channel), ts: ts(`${counter}.0`) };
  };
  const hand = (key: MessageKey, given: Partial<Given>) =>
    outbox.accept({ key, thread: key.ts, takes: [], at: tsToMs(key.ts), isDefault: false, replies: [], ...given });
  const accept = async (key: MessageKey, replies: readonly Reply[]) => (await hand(key, { replies: [replies] })).kind;
  const say = (channel: string, ...texts: readonly string[]) =>
    accept(
      next(channel),
      texts.map((text) => post(channel, text)),
    );
  return {
    clock,
    log,
    journal,
    outbox,
    sends,
    looks,
    fatal,
    givenUp,
    hand,
    accept,
    say,
    give: (replies: readonly (readonly Reply[])[], takes: readonly Take[] = []) => hand(next('C1'), { takes, replies }),
    owe: (...replies: readonly Reply[]) => accept(next('C1'), replies),
    owed: () => outbox.state().owed,
    whats: () => sends.map(({ what }) => what),
    /** Without their channels. */
    said: () => sends.map(({ what, at }) => ({ what: textIn(what), at })),
    texts: () => sends.map(({ what }) => textIn(what)),
    times: (what: string) => sends.filter((one) => one.what === what).map(({ at }) => at),
    left: async () => (await journal.pending()).map(({ progress }) => progress.state),
    count: (event: string) => log.events().filter((one) => one === event).length,
  };
};

const textIn = (what: string): string => what.slice(what.indexOf(' ') + 1);

interface Given {
  readonly takes: readonly Take[];
  readonly isDefault: boolean;
  readonly replies: readonly (readonly Reply[])[];
}

/** What somebody else left, given at the first question. */
export const leaving =
  (...left: readonly Pending[]) =>
  (journal: Journal): Journal => {
    let orphans = [...left];
    const known = new Set(left.map(({ id }) => id));
    return {
      ...journal,
      adopt: async () => orphans.splice(0),
      // Not in the journal beneath: what is adopted is ours without further ado.
      mark: async (id, progress) => known.has(id) || journal.mark(id, progress),
      begin: async (id, way) => (known.has(id) ? { kind: 'begun' } : journal.begin(id, way)),
      settle: async (id, how) => {
        known.delete(id);
        return journal.settle(id, how);
      },
    };
  };

export const post = (channel: string, text: string, afterMs = 0): Reply => ({
  kind: 'post',
  channel: channelId(channel),
  threadTs: ts('1.0'),
  alsoToChannel: false,
  text,
  blocks: null,
  afterMs,
});
export const dm = (user: string, text: string, afterMs = 0): Reply => ({
  kind: 'dm',
  channel: channelId('C1'),
  user: userId(user),
  text,
  blocks: null,
  afterMs,
});
export const whisper = (text: string): Reply => ({
  kind: 'only_them',
  channel: channelId('C1'),
  user: userId('UKIM'),
  threadTs: null,
  text,
  blocks: null,
  afterMs: 0,
});
export const reaction = (channel: string, name: string): Reply => ({
  kind: 'reaction',
  channel: channelId(channel),
  ts: ts('1.0'),
  name,
});
export const keyAt = (at: string, channel = 'C1'): MessageKey => ({
  team: teamId('T1'),
  channel: channelId(channel),
  ts: ts(at),
});
/** Without a mark, as where Slack does not show it; in the thread that `post` answers in. */
export const echoOf = (channel: string, text: string) => ({
  type: 'message',
  channel,
  ...(channel.startsWith('D') ? {} : { thread_ts: '1.0' }),
  text,
  user: 'UBOT',
});
export const markedEcho = (id: string) => ({
  type: 'message',
  channel: 'C1',
  text: 'not what was sent',
  metadata: { event_type: 'annyeong_answer', event_payload: { id } },
});
export const on =
  (what: string, then: (attempt: number) => SendResult): Answer =>
  (reply, attempt) =>
    reply.kind === 'post' && reply.text === what ? then(attempt) : SENT;
