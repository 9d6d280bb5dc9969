// Did a post arrive whose answer was lost? In: what is in doubt. Out: it stands there, it does not, or nobody can tell.
import type { Clock, Lookup, Owed, Witness } from '../domain/ports.ts';

/** Of two looks that find nothing: Slack may be slow to show what it took. */
const LOOKS_APART_MS_MIN = 10_000;
/** How long the echo of a post may take on the socket. */
const ECHO_MS_MAX = 10_000;
/** After a look that failed, where Slack does not say when to come again. */
const LOOK_AGAIN_MS = 5_000;
/** How often the sessions are asked whether they have seen it all. */
const WITNESS_MS = 1_000;
/** What is not known by then is not known at all. */
export const DOUBT_MS_MAX = 2 * 60_000;

/** `absent`: it may be posted again. `lost`: it is another's now. */
export type Resolved = 'arrived' | 'absent' | 'unknown' | 'lost' | 'stopped';

export interface Doubt {
  readonly owed: Owed;
  /** When it was sent at the earliest, in monotonic milliseconds. */
  readonly since: number;
  readonly mayRepeat: boolean;
  /** Aborted with `seen` by its echo, with anything else when we stop. */
  readonly signal: AbortSignal;
  /** It will not be posted again, whatever is found: nothing need wait for it any more. False: it is another's now. */
  readonly pass: () => Promise<boolean>;
}

export interface DoubtOptions {
  readonly lookup: Lookup;
  readonly witness: Witness;
  readonly clock: Clock;
  /** Whether all echoes since then are remembered (monotonic milliseconds). */
  readonly remembers: (since: number) => boolean;
}

/**
 * - Its echo comes, or a look finds it: it arrived.
 * - Two looks, at least 10 s apart, find nothing: absent.
 * - History may not be read: absent after 10 s without its echo, where a session that was open before the post answered a
 *   ping after them. Where there is no such session, only its echo can tell.
 * - Not known within 2 minutes: unknown.
 */
export const resolveDoubt = async (doubt: Doubt, options: DoubtOptions): Promise<Resolved> => {
  const patience = openPatience(options.clock, doubt.signal);
  const looked = await look(doubt, patience, options);
  return looked === 'unreadable' ? listen(doubt, patience, options) : looked;
};

const look = async (
  { owed, mayRepeat }: Doubt,
  patience: Patience,
  { lookup }: DoubtOptions,
): Promise<Resolved | 'unreadable'> => {
  let absentAt: number | null = null;
  while (patience.lasts()) {
    const beganAt = patience.passed();
    const found = await patience.within(lookup.find(owed));
    switch (found?.kind) {
      case undefined:
        break;
      case 'found':
        return 'arrived';
      case 'absent':
        if (mayRepeat && absentAt !== null && beganAt - absentAt >= LOOKS_APART_MS_MIN)
          return patience.unlessSeen('absent');
        absentAt ??= patience.passed();
        await patience.fully(LOOKS_APART_MS_MIN);
        break;
      case 'unreadable':
        return 'unreadable';
      case 'later':
        await patience.sleep(found.afterMs ?? LOOK_AGAIN_MS);
        break;
      default:
        return found satisfies never;
    }
  }
  return patience.unlessSeen('unknown');
};

const listen = async (
  { since, mayRepeat, pass }: Doubt,
  patience: Patience,
  { witness, clock, remembers }: DoubtOptions,
): Promise<Resolved> => {
  if (!mayRepeat) return last(patience);
  const heardAt = clock.monotonic() - patience.passed() + ECHO_MS_MAX;
  while (patience.lasts()) {
    const saw = remembers(since) ? witness.saw(since, heardAt) : 'no';
    if (saw === 'no') {
      return (await pass()) ? last(patience) : 'lost';
    }
    const leftMs = heardAt - clock.monotonic();
    if (saw === 'yes' && leftMs <= 0) return patience.unlessSeen('absent');
    await patience.sleep(Math.max(leftMs, WITNESS_MS));
  }
  return patience.unlessSeen('unknown');
};

/** Nothing but its echo can tell any more. */
const last = async (patience: Patience): Promise<Resolved> => {
  await patience.sleep(DOUBT_MS_MAX);
  return patience.unlessSeen('unknown');
};

/** How much longer it is waited; over at once when the echo comes, or when we stop. */
interface Patience {
  readonly lasts: () => boolean;
  /** Milliseconds since it began. */
  readonly passed: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Not a moment less, though a timer may fire early. */
  readonly fully: (ms: number) => Promise<void>;
  /** undefined: it did not end in time. */
  readonly within: <Value>(work: Promise<Value>) => Promise<Value | undefined>;
  readonly unlessSeen: (otherwise: 'absent' | 'unknown') => Resolved;
}

const openPatience = (clock: Clock, signal: AbortSignal): Patience => {
  const beganAt = clock.monotonic();
  const passed = (): number => clock.monotonic() - beganAt;
  const sleep = (ms: number, until = signal): Promise<void> =>
    clock.sleep(Math.max(0, Math.min(ms, DOUBT_MS_MAX - passed())), until);
  const lasts = (): boolean => !signal.aborted && passed() < DOUBT_MS_MAX;
  return {
    lasts,
    passed,
    sleep: (ms) => sleep(ms),
    fully: async (ms) => {
      const until = passed() + ms;
      while (lasts() && passed() < until) await sleep(until - passed());
    },
    within: async (work) => {
      const done = new AbortController();
      try {
        return await Promise.race([
          work,
          sleep(DOUBT_MS_MAX, AbortSignal.any([signal, done.signal])).then(() => undefined),
        ]);
      } finally {
        done.abort();
      }
    },
    unlessSeen: (otherwise) => (!signal.aborted ? otherwise : signal.reason === 'seen' ? 'arrived' : 'stopped'),
  };
};
