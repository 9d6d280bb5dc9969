// Everything that can go wrong in a run, by name: what a strike does to the stage.
import type { Fault, FaultKind } from '../../src/practice/faults.ts';
import { type Dice, dice } from './random.ts';
import type { Strike } from './plan.ts';
import type { Stage } from './stage.ts';

/** Where it can be struck. */
interface Kind {
  readonly only?: 'level' | 'redis';
  readonly strike: (stage: Stage, at: Dice) => void;
}

export type FaultName = keyof typeof FAULTS;

const POST = 'chat.postMessage';
/** What is armed and met by nothing is taken back: nobody posts for that long only where nothing is owed. */
const ARMED_MS_MAX = 12_000;

const fault =
  (one: Fault): Kind['strike'] =>
  ({ workspace }) =>
    workspace.fault(one);

const onPosts = (kind: FaultKind, more: (at: Dice) => Partial<Fault> = () => ({})): Kind => ({
  strike: ({ workspace }, at) => workspace.fault({ on: POST, kind, times: at.between(1, 2), ...more(at) }),
});

const later = (ms: number, act: () => void): void => void setTimeout(act, ms).unref();

const victim = ({ replicas }: Stage, at: Dice) => at.pick(replicas);
const downMs = (at: Dice): number => at.pick([0, 0, 500, 3_000]);

/** Kills the bot when the next call of `method` has come as far as `phase`. */
const killAt = (method: RegExp, phase: 'before' | 'after_effect', more: Partial<Killing> = {}): Kind => ({
  strike: (stage, at) => armKill(stage, at, { method, phase, ...more }),
});

interface Killing {
  readonly method: RegExp;
  readonly phase: 'before' | 'after_effect';
  /** Nothing comes of the call. */
  readonly drops: boolean;
  readonly delayMs: (at: Dice) => number;
}

const armKill = (
  stage: Stage,
  at: Dice,
  { method, phase, drops = false, delayMs }: Partial<Killing> & Pick<Killing, 'method' | 'phase'>,
): void => {
  const whom = victim(stage, at);
  const [waitMs, down] = [delayMs?.(at) ?? 0, downMs(at)];
  const stop = stage.workspace.onCall((call, now) => {
    if (now !== phase || !method.test(call.method)) return;
    stop();
    if (drops) stage.workspace.fault({ on: call.method, kind: 'drop' });
    if (waitMs === 0) whom.kill(down);
    else later(waitMs, () => whom.kill(down));
  });
  later(ARMED_MS_MAX, stop);
};

const outage = (stage: Stage, ms: number, kind: 'refuse' | 'drop' | 'half_open'): void => {
  const { workspace } = stage;
  workspace.fault({ on: '*', kind, times: Infinity });
  workspace.fault({ on: 'upgrade', kind, times: Infinity });
  stage.cut();
  later(ms, workspace.clearFaults);
};

/** Where none is open it waits for one: it would strike the next at its hello, whose deafness nobody could tell from outside. */
const halfOpen = (stage: Stage, tries = 20): void => {
  if (stage.workspace.sockets() === 0) {
    if (tries > 0) later(250, () => halfOpen(stage, tries - 1));
    return;
  }
  stage.workspace.fault({ on: 'socket', kind: 'half_open' });
  for (const { number } of stage.replicas) stage.presence.closed(number);
};

/** The last frames once more, as Slack does after a reconnect, and at times without one. */
const again = ({ workspace, spoken }: Stage, count: number): void => {
  for (const { frame } of [...spoken.values()].slice(-count)) workspace.emit(frame);
};

const KNOWN_FAULTS = {
  drop: { strike: (stage) => stage.cut() },
  half_open: { strike: (stage) => halfOpen(stage) },
  garbage_frames: { strike: fault({ on: 'socket', kind: 'garbage' }) },
  error_frame: { strike: fault({ on: 'socket', kind: 'api_error' }) },
  recycled: {
    strike: (stage, at) => {
      stage.workspace.goodbye();
      // Slack then closes the old one, whether or not a new one stands by that time.
      later(at.between(500, 4_000), () => stage.cut('oldest'));
    },
  },
  reconnect_refused: {
    strike: (stage, at) => {
      const kinds: readonly FaultKind[] = [
        'drop',
        'half_open',
        'refuse',
        'no_hello',
        'rate_limit',
        'slow',
        'garbage',
        'api_error',
      ];
      for (let time = at.between(1, 2); time > 0; time -= 1)
        stage.workspace.fault({ on: 'upgrade', kind: at.pick(kinds) });
      stage.cut();
    },
  },
  outage: { strike: (stage, at) => outage(stage, at.between(2_000, 8_000), at.pick(['refuse', 'drop', 'half_open'])) },
  rate_limited: onPosts('rate_limit', (at) => ({ retryAfterS: at.between(1, 3) })),
  all_rate_limited: {
    strike: ({ workspace }, at) => workspace.fault({ on: '*', kind: 'rate_limit', times: at.between(2, 5) }),
  },
  error_before: onPosts('error_before', (at) => ({ status: at.pick([500, 502, 503, 504]) })),
  error_after: onPosts('error_after', (at) => ({ status: at.pick([500, 502, 503, 504]) })),
  lost_response: onPosts('lost_response'),
  cut_body: onPosts('cut_body'),
  slow_answer: onPosts('slow', (at) => ({ delayMs: at.between(1_000, 14_000) })),
  /** Slack does it at last, though nobody waits any more. */
  slow_effect: onPosts('slow_before', (at) => ({ delayMs: at.between(500, 6_000) })),
  post_reset: onPosts('drop'),
  post_hangs: onPosts('half_open', () => ({ times: 1 })),
  page_for_answer: onPosts('garbage'),
  refused: onPosts('refuse'),
  internal_error: onPosts('api_error', (at) => ({ error: at.pick(['internal_error', 'fatal_error']) })),
  other_methods_fail: {
    strike: ({ workspace }, at) => {
      for (const on of ['reactions.add', 'conversations.open', 'chat.postEphemeral'])
        workspace.fault({
          on,
          kind: at.pick(['error_before', 'error_after', 'lost_response', 'rate_limit', 'cut_body']),
        });
    },
  },
  lookups_fail: {
    strike: ({ workspace }, at) => {
      for (const on of ['users.info', 'conversations.info', 'conversations.history', 'conversations.replies'])
        workspace.fault({
          on,
          kind: at.pick(['error_before', 'half_open', 'rate_limit', 'garbage', 'slow']),
          times: at.between(1, 3),
        });
    },
  },
  duplicates: { strike: (stage, at) => again(stage, at.between(1, 10)) },
  duplicates_after_reconnect: {
    strike: (stage, at) => {
      const count = at.between(3, 20);
      stage.cut();
      const seen = stage.logged.length;
      const timer = setInterval(() => {
        if (!stage.logged.slice(seen).some(({ event }) => event === 'session_open')) return;
        clearInterval(timer);
        again(stage, count);
      }, 20).unref();
      later(ARMED_MS_MAX, () => clearInterval(timer));
    },
  },
  kill_idle: { strike: (stage, at) => victim(stage, at).kill(downMs(at)) },
  kill_on_delivery: {
    strike: (stage, at) => {
      const [whom, waitMs, down] = [victim(stage, at), at.pick([0, 1, 3, 6, 12]), downMs(at)];
      stage.onNextSay(() => later(waitMs, () => whom.kill(down)));
    },
  },
  /** A bot that has just been started knows no names yet. */
  kill_on_lookup: {
    strike: (stage, at) => {
      for (const on of ['users.info', 'conversations.info'])
        stage.workspace.fault({ on, kind: 'slow', delayMs: 500, times: 2 });
      victim(stage, at).kill(0);
      armKill(stage, at, { method: /^(?:users|conversations)\.info$/, phase: 'before', delayMs: () => 100 });
    },
  },
  /** The plan says a burst in one channel right before it. */
  kill_while_owed: { strike: (stage, at) => victim(stage, at).kill(downMs(at)) },
  kill_before_effect: killAt(/^chat\./, 'before', { drops: true }),
  kill_at_request: killAt(/^chat\./, 'before'),
  kill_after_effect: killAt(/^chat\./, 'after_effect'),
  kill_after_answer: killAt(/^chat\./, 'after_effect', { delayMs: (at) => at.between(1, 12) }),
  kill_in_doubt: {
    strike: (stage, at) => {
      stage.workspace.fault({ on: POST, kind: at.pick(['error_before', 'error_after', 'lost_response', 'drop']) });
      armKill(stage, at, { method: /^chat\.postMessage$/, phase: 'before', delayMs: () => at.between(300, 9_000) });
    },
  },
  paused: { strike: (stage, at) => victim(stage, at).pause(at.between(2_000, 20_000)) },
  paused_at_request: {
    strike: (stage, at) => {
      const [whom, ms] = [victim(stage, at), at.between(12_000, 25_000)];
      const stop = stage.workspace.onCall((call, phase) => {
        if (phase !== 'before' || call.method !== POST) return;
        stop();
        whom.pause(ms);
      });
      later(ARMED_MS_MAX, stop);
    },
  },
  paused_for_a_minute: { strike: (stage, at) => victim(stage, at).pause(60_000) },
  clock_jumps: {
    strike: (stage, at) => {
      const whom = victim(stage, at);
      whom.jump(at.pick([-1, 1]) * at.between(60_000, 7_200_000));
      if (at.next() < 0.5) later(at.between(2_000, 8_000), () => whom.jump(0));
    },
  },
  reload: { strike: (stage) => stage.save('next') },
  bad_reload: {
    strike: (stage, at) => {
      stage.save('bad');
      if (at.next() < 0.4) victim(stage, at).kill(0);
      later(at.between(2_000, 6_000), () => stage.save('next'));
    },
  },
  /** Files that may not grow: `prlimit`, of Linux. */
  full_disk: {
    only: 'level',
    strike: (stage, at) => {
      const [whom, kills] = [victim(stage, at), at.next() < 0.3];
      whom.cap(1);
      later(at.between(1_000, 5_000), () => (kills ? whom.kill(0) : whom.cap(null)));
    },
  },
  redis_killed: { only: 'redis', strike: ({ redis }, at) => redis?.kill(at.between(200, 6_000)) },
  redis_paused: { only: 'redis', strike: ({ redis }, at) => redis?.pause(at.between(500, 15_000)) },
  redis_forgets: { only: 'redis', strike: ({ redis }, at) => redis?.kill(at.between(200, 3_000), true) },
} as const satisfies Readonly<Record<string, Kind>>;

export const FAULTS: Readonly<Record<keyof typeof KNOWN_FAULTS, Kind>> = KNOWN_FAULTS;

export const faultsFor = (journal: 'level' | 'redis'): readonly FaultName[] =>
  namesOf(FAULTS).filter(
    (name) => (FAULTS[name].only ?? journal) === journal && (name !== 'full_disk' || process.platform === 'linux'),
  );

const namesOf = <Name extends string>(of: Readonly<Record<Name, unknown>>): readonly Name[] =>
  Object.keys(of).filter((name): name is Name => name in of);

export const strike = (stage: Stage, { fault: name, seed }: Strike<FaultName>): void => {
  stage.note(name);
  FAULTS[name].strike(stage, dice(seed));
};
