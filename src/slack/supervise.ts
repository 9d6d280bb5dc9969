// A Transport in; out one session after another, until the signal is aborted or Slack will not have the bot any more.
import { deferred } from '../domain/deferred.ts';
import type { Self } from '../domain/message.ts';
import type { Clock, Log, Random, Session, Transport } from '../domain/ports.ts';
import { unlessAborted } from './abort.ts';
import { backoffMs, connectAllowance } from './backoff.ts';

/** A session that stood this long was a good one: the next may be opened at once. */
const STEADY_MS_MIN = 30_000;
/** After the next session's hello, the old one may still hold frames that Slack sent to it alone. */
const OVERLAP_MS = 1_000;

export type SuperviseState = 'connecting' | 'open' | 'waiting';
export type SuperviseEnd = { readonly kind: 'stopped' } | { readonly kind: 'fatal'; readonly why: string };

export interface SuperviseOptions {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly frame: (frame: unknown, self: Self) => void;
  readonly signal: AbortSignal;
  /** `open` as long as any session is, also while the next one is being opened beside it. */
  readonly onState?: ((state: SuperviseState) => void) | undefined;
  /** Each session that opened, before anything else is done with it. */
  readonly onSession?: ((session: Session) => void) | undefined;
  readonly onOpen?: ((self: Self) => void) | undefined;
}

/** Resolves when the last session is closed; never rejects. No frame is handed over once the signal is aborted. */
export const supervise = async (options: SuperviseOptions): Promise<SuperviseEnd> => {
  const { transport, clock, random, log, signal } = options;
  const allowance = connectAllowance();
  const sessions = openSessions(options);
  let failures = 0; // in a row; a short-lived session counts as one, so that none can make a hot loop

  for (let delayMs = 0; ;) {
    const waitMs = Math.max(delayMs, allowance.waitMs(clock.monotonic()));
    if (waitMs > 0) {
      sessions.between('waiting');
      await clock.sleep(waitMs, signal);
    }
    if (signal.aborted) break;
    sessions.between('connecting');
    allowance.take(clock.monotonic());
    const goodbye = deferred<'goodbye'>();
    const result = await transport.connect(
      {
        frame: (frame, self) => {
          if (!signal.aborted) options.frame(frame, self);
        },
        goodbye: () => goodbye.resolve('goodbye'),
      },
      signal,
    );
    if (result.kind === 'fatal') {
      log.write('error', 'connect_refused', { why: result.why });
      await sessions.closeAll();
      return signal.aborted ? { kind: 'stopped' } : { kind: 'fatal', why: result.why };
    }
    if (result.kind === 'retry') {
      failures += 1;
      delayMs = Math.max(result.afterMs ?? 0, backoffMs(failures, random));
      if (!signal.aborted)
        log.write('warn', 'connect_failed', { why: result.why, failures, nextTryInMs: Math.round(delayMs) });
      continue;
    }
    const { session } = result;
    const before = sessions.add(session);
    if (before.length > 0)
      void clock.sleep(OVERLAP_MS, signal).then(() => Promise.all(before.map((old) => old.close())));
    if (signal.aborted) break;
    options.onSession?.(session);
    log.write('info', 'session_open', { team: session.self.team, user: session.self.user });
    options.onOpen?.(session.self);

    const openedAt = clock.monotonic();
    const cause = await unlessAborted(Promise.race([session.ended, goodbye.promise]), signal);
    if (cause === 'aborted') break;
    if (clock.monotonic() - openedAt >= STEADY_MS_MIN) failures = 0;
    delayMs = failures === 0 ? 0 : backoffMs(failures, random);
    failures += 1;
    log.write('info', cause === 'goodbye' ? 'session_goodbye' : 'session_ended', {
      ...(cause === 'goodbye' ? {} : { why: cause.why, detail: cause.detail }),
      nextTryInMs: Math.round(delayMs),
    });
  }
  await sessions.closeAll();
  return { kind: 'stopped' };
};

interface OpenSessions {
  /** What goes on while no session is open. */
  readonly between: (phase: 'connecting' | 'waiting') => void;
  /** Returns those that were open before it. */
  readonly add: (session: Session) => readonly Session[];
  /** Resolves when nothing is left of any session. */
  readonly closeAll: () => Promise<void>;
}

const openSessions = ({ onState, signal }: SuperviseOptions): OpenSessions => {
  const open = new Set<Session>();
  const unclosed = new Set<Session>(); // ended, too, until its socket is gone
  let phase: SuperviseState = 'connecting';
  let said: SuperviseState | undefined;
  const say = (): void => {
    const state = open.size > 0 ? 'open' : phase;
    if (state === said || signal.aborted) return;
    said = state;
    onState?.(state);
  };
  const watch = async (session: Session): Promise<void> => {
    await session.ended;
    open.delete(session);
    say();
    await session.close();
    unclosed.delete(session);
  };
  return {
    between: (next) => {
      phase = next;
      say();
    },
    add: (session) => {
      const before = [...open];
      open.add(session);
      unclosed.add(session);
      say();
      void watch(session);
      return before;
    },
    closeAll: async () => {
      await Promise.all([...unclosed].map((session) => session.close()));
    },
  };
};
