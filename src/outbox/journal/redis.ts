// The journal of replicas that share a Redis. In: its address. Out: a journal whose every step is one script there.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { channelId, ts } from '../../domain/ids.ts';
import type { Phrase } from '../../domain/language.ts';
import { type Clock, type Journal, type Log, type Pending, type Progress, THREADS_MAX } from '../../domain/ports.ts';
import { keyText, type Method } from '../../domain/reply.ts';
import { RATES, type Rates } from '../rates.ts';
import { ACCEPT } from './redis-accept.ts';
import { readAddress } from './redis-address.ts';
import { type Greeter, openGreeter } from './redis-greeter.ts';
import { openDoubts, openHeld, pendingOf } from './redis-held.ts';
import { openLease } from './redis-lease.ts';
import { JournalClosed, type Link, openLink, type Reply } from './redis-link.ts';
import { badAddress } from './redis-phrases.ts';
import * as steps from './redis-scripts.ts';

/** How long a replica may be silent before the others take over what it has. */
const LEASE_MS = 10_000;
const RENEWALS_PER_LEASE = 5;
/** How soon a step is tried again that waits for a lease, or for others to compare what they know. */
const AGAIN_MS = 50;
const OPEN_MS_MAX = 5_000;
const RESIGN_MS_MAX = 1_000;

export interface RedisJournalOptions {
  /** redis:// or rediss://, with user and password; never logged. */
  readonly url: string;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
  readonly rates?: Rates;
  /** Once per change; at the beginning it is `ok`. */
  readonly onState?: (state: 'ok' | 'down', sentence: Phrase) => void;
  /** Redis lost what it had acknowledged: what it alone knew may be owed to people still. */
  readonly onLoss?: () => void;
  /** By what this replica is known to people who look into Redis. */
  readonly owner?: string;
  readonly leaseMs?: number;
}

export type OpenedRedisJournal =
  | { readonly kind: 'open'; readonly journal: Journal; readonly notices: readonly Phrase[] }
  | { readonly kind: 'refused'; readonly why: string; readonly sentence: Phrase };

/** Resolves within some seconds: where Redis is away, `open`, and every step waits for it. */
export const openRedisJournal = async (options: RedisJournalOptions): Promise<OpenedRedisJournal> => {
  const { url, clock, log, rates = RATES, owner = 'annyeong', leaseMs = LEASE_MS } = options;
  const { onState = () => {}, onLoss = () => {} } = options;
  const address = readAddress(url);
  if (address === null) return { kind: 'refused', why: 'bad_address', sentence: badAddress };
  // Loaded here alone: whoever keeps the journal on disk has no use for it.
  const { Redis } = await import('ioredis');

  const lease = openLease({ label: owner, leaseMs });
  const held = openHeld();
  const greeter = openGreeter({ lease, held, clock, log, leaseMs, onLoss });
  const link = openLink(Redis, { address, greet: greeter.greet, onState });
  const closing = new AbortController();
  /** Begun, and neither marked nor settled since: it may be on its way to Slack. */
  const underWay = new Set<string>();

  const doubts = openDoubts();

  /** Leave that came with the acceptance and was not asked for yet: by which nonce. Of the owner that we are, else forgotten. */
  const given = new Map<string, string>();

  const paceOf = (method: Method): readonly string[] => {
    const { each, whole } = rates[method];
    return [each.burst, each.everyMs, whole.burst, whole.everyMs].map(String);
  };

  const step = async (script: steps.Script, args: () => readonly string[]): Promise<Reply> => {
    for (;;) {
      if (closing.signal.aborted) throw new JournalClosed();
      const reply = await link.run(script, () => [greeter.writes(), lease.owner(), ...args()]);
      greeter.sawWrites(reply[1]);
      if (reply[0] === 'lapsed') lease.lapse();
      else if (reply[0] !== 'settling') return reply;
      await renew();
      await sleep(AGAIN_MS, undefined, { ref: false });
    }
  };

  let isRenewing = false;
  const renew = async (): Promise<void> => {
    if (isRenewing || !link.isUp() || closing.signal.aborted) return;
    isRenewing = true;
    try {
      if (lease.holds()) await prolong();
      // Invariant: what was begun under the old name is over before there is a new one, under which it would seem to be ours.
      else if (underWay.size === 0) await enlist();
    } finally {
      isRenewing = false;
    }
  };

  const prolong = async (): Promise<void> => {
    const confirmed = lease.renewing();
    const reply = await link.once(steps.RENEW, [greeter.writes(), lease.owner(), String(leaseMs)]);
    if (reply === null) return;
    if (reply[0] === 'lapsed') return lease.lapse();
    confirmed();
    greeter.sawWrites(reply[1]);
    if (greeter.isNews(reply[2])) link.greetAgain();
  };

  const enlist = async (): Promise<void> => {
    const { next, confirmed } = lease.enlisting();
    const reply = await link.once(steps.ENLIST, [greeter.writes(), next, String(leaseMs), lease.owner()]);
    if (reply === null) return;
    held.clear();
    given.clear();
    confirmed();
    log.write('warn', 'journal_lease_lapsed', { owner: next });
  };
  const renewals = setInterval(() => void renew(), leaseMs / RENEWALS_PER_LEASE);
  renewals.unref();

  const over = (id: string): void => {
    given.delete(id);
    underWay.delete(id);
    if (underWay.size === 0 && !lease.holds()) void renew();
  };

  const adoptOnce = async (): Promise<readonly Pending[]> => {
    const nonce = randomUUID();
    let whose = '';
    const reply = await step(steps.ADOPT, () => {
      whose = lease.owner();
      return [nonce, String(leaseMs)];
    });
    const adopted = pendingOf(reply);
    // Under another name by now, it is not ours any more.
    if (whose === lease.owner()) for (const one of adopted) held.add(one);
    return adopted;
  };
  let adopting: Promise<readonly Pending[]> = Promise.resolve([]);

  const journal: Journal = {
    ready: link.up,
    accept: async ({ key, thread, takes, at, owed, first, isSure }) => {
      const nonce = randomUUID();
      const lists = JSON.stringify(owed.map((list) => list.map((one) => [one.id, JSON.stringify(one)])));
      const asked = JSON.stringify(takes);
      const place = keyText(key);
      held.arriving(place);
      try {
        const basis = isSure ? doubts.of(place) : '';
        let since = 0;
        const [kind, , what, used, trips, whose, isBegun] = await step(ACCEPT, () => {
          since = clock.now();
          return [
            ...[nonce, place, String(at), isSure ? '1' : '0', `${key.channel}/${thread}`, String(since)],
            ...[String(leaseMs), asked, lists, OWED, basis],
            ...(first === null ? [''] : [first.lane, first.method, sendingSince(since), ...paceOf(first.method)]),
          ];
        });
        switch (kind) {
          case 'unsure':
            doubts.put(place, String(what));
            return { kind };
          case 'duplicate':
            return { kind };
          case 'limited':
            return { kind, why: whyOf(what), key: String(used), trips: trips === 1 };
          default: {
            const turn = Number(what);
            // Written down under a name of before, it is for whoever adopts it.
            if (whose !== lease.owner()) return { kind: 'accepted', turn };
            const mine = owed[turn] ?? [];
            for (const one of mine) held.add({ ...one, progress: NOT_REFUSED });
            const [one] = mine;
            if (isBegun === 1 && one !== undefined) {
              held.progress(one.id, { state: 'sending', since });
              given.set(one.id, nonce);
            }
            return { kind: 'accepted', turn };
          }
        }
      } finally {
        held.arrived(place);
      }
    },
    begin: async (id, { lane, method }) => {
      const leave = given.get(id);
      given.delete(id);
      // Given with the acceptance, under this very name: there is nothing to ask.
      if (leave !== undefined && lease.holds()) {
        underWay.add(id);
        return { kind: 'begun' };
      }
      const nonce = leave ?? randomUUID();
      let since = 0;
      let whose = '';
      const [kind, , ms, behind] = await step(steps.BEGIN, () => {
        since = clock.now();
        whose = lease.owner();
        return [id, nonce, lane, method, sendingSince(since), ...paceOf(method)];
      });
      if (kind === 'wait') return { kind, ms: Number(ms), behind: behind === '' ? null : String(behind) };
      // An answer that was long on its way is no leave any more: others may have taken over meanwhile.
      if (kind === 'begun' && whose === lease.owner() && lease.holds()) {
        underWay.add(id);
        held.progress(id, { state: 'sending', since });
        return { kind };
      }
      const before = JSON.stringify(held.progressOf(id) ?? NOT_REFUSED);
      held.drop(id);
      // It was not sent, for certain: who takes it over need not look for it.
      if (kind === 'begun') await link.once(steps.MARK, [greeter.writes(), whose, id, before, '0']);
      return { kind: 'lost' };
    },
    hold: async (method, ms) => {
      const until = performance.now() + ms;
      await step(steps.HOLD, () => [method, String(until - performance.now())]);
    },
    mark: async (id, progress) => {
      const leaves = progress.state === 'in_doubt' && !progress.mayRepeat ? '1' : '0';
      const [kind] = await step(steps.MARK, () => [id, JSON.stringify(progress), leaves]);
      if (kind === 'done') held.progress(id, progress);
      else held.drop(id);
      over(id);
      return kind === 'done';
    },
    settle: async (id, how) => {
      held.drop(id);
      await step(steps.SETTLE, () => [id, how.kind === 'sent' ? '1' : '0']);
      over(id);
    },
    holds: () => lease.holds() && !closing.signal.aborted,
    adopt: () => {
      adopting = adopting.then(adoptOnce, adoptOnce);
      return adopting;
    },
    pending: async () => pendingOf(await step(steps.PENDING, () => [])),
    sawAll: async (until) => {
      await step(steps.SAW, () => [String(until)]);
    },
    seenUntil: async () => {
      const [, , until] = await step(steps.SEEN, () => []);
      return typeof until === 'string' ? Number(until) : null;
    },
    threads: async (since) => {
      const [, , ...found] = await step(steps.THREADS, () => [String(since), String(THREADS_MAX)]);
      return found.map(String).map((one) => {
        const slash = one.indexOf('/');
        return { channel: channelId(one.slice(0, slash)), thread: ts(one.slice(slash + 1)) };
      });
    },
    keep: async (name, text) => {
      await step(steps.KEEP, () => [name, text]);
    },
    kept: async (name) => {
      const [, , text] = await step(steps.KEPT, () => [name]);
      return typeof text === 'string' ? text : null;
    },
    size: async () => {
      const [, , claims, owed, takes] = await step(steps.SIZE, () => []);
      return { claims: Number(claims), owed: Number(owed), takes: Number(takes) };
    },
    close: async () => {
      if (closing.signal.aborted) return;
      closing.abort();
      clearInterval(renewals);
      const resigning = link.isUp() && link.once(steps.RESIGN, [greeter.writes(), lease.owner()]);
      await Promise.race([resigning, sleep(RESIGN_MS_MAX, undefined, { ref: false })]);
      link.close();
    },
  };

  const first = await Promise.race([link.first, sleep(OPEN_MS_MAX, { kind: 'away' } as const, { ref: false })]);
  if (first.kind === 'refused') {
    await journal.close();
    return first;
  }
  if (first.kind === 'away') void noticeLater({ link, log, greeter });
  return { kind: 'open', journal, notices: greeter.notices() };
};

/** What was to be said at start, where Redis was away by then. */
const noticeLater = async ({ link, log, greeter }: { link: Link; log: Log; greeter: Greeter }): Promise<void> => {
  try {
    await link.up();
  } catch (fault) {
    if (fault instanceof JournalClosed) return;
    throw fault;
  }
  for (const sentence of greeter.notices()) log.write('warn', 'journal_notice', { sentence });
};

const sendingSince = (since: number): string => JSON.stringify({ state: 'sending', since });

const NOT_REFUSED: Progress = { state: 'owed', refusedAt: null };
const OWED = JSON.stringify(NOT_REFUSED);

const whyOf = (what: unknown): 'limit' | 'once_per' | 'breaker' =>
  what === 'once_per' || what === 'breaker' ? what : 'limit';
