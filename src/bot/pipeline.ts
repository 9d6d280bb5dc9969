// A message's whole way, in one function. In: frames off the wire. Out: replies owed, and one log line per decision.
import type { Decision } from '../domain/decision.ts';
import { tsToMs } from '../domain/ids.ts';
import type { Incoming, Message, Self } from '../domain/message.ts';
import type { Clock, Directory, Journal, Log, Random } from '../domain/ports.ts';
import { keyOf, type Reply } from '../domain/reply.ts';
import type { Ruleset } from '../domain/rule.ts';
import { isTooOld } from '../intake/age.ts';
import { toMessage } from '../intake/message.ts';
import { normalize } from '../intake/normalize.ts';
import { match } from '../match/match.ts';
import { memoryJournal } from '../outbox/journal/memory.ts';
import type { Accepted, Outbox } from '../outbox/outbox.ts';
import { render } from '../reply/render.ts';
import { breakersOf, TRIPPED } from './loops.ts';
import { openQueues } from './queues.ts';

/** `none`: there was nothing to send. */
export type Taken = Accepted['kind'] | 'none' | 'dry_run';

export interface Decided {
  readonly message: Message;
  /** The one that decided; a reload may have replaced it since. */
  readonly ruleset: Ruleset;
  /** Silence where the rule that fits has answered often enough. */
  readonly decision: Decision;
  /** Those whose turn it was. */
  readonly replies: readonly Reply[];
  readonly taken: Taken;
}

export interface PipelineOptions {
  readonly rules: { readonly current: () => Ruleset | null };
  readonly directory: Directory & { readonly seen: (frame: unknown) => void };
  readonly outbox: Pick<Outbox, 'accept' | 'echo'>;
  /** A message waits while the journal cannot be written. */
  readonly journal: Pick<Journal, 'ready'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  /** Decide and log, send nothing. */
  readonly dryRun: boolean;
  readonly onDecision?: ((decided: Decided) => void) | undefined;
}

export interface Pipeline {
  /** Never throws, takes no time. */
  readonly take: (frame: unknown, self: Self) => void;
  /** When the oldest of those came that are not yet decided and claimed, in milliseconds by Slack's clock; null: all are. */
  readonly openSince: () => number | null;
  /** Takes no more messages; resolves when those taken are decided. Echoes of our own posts are still heard. */
  readonly close: () => Promise<void>;
}

export const openPipeline = (options: PipelineOptions): Pipeline => {
  const { rules, directory, outbox, journal, clock, random, log, dryRun, onDecision } = options;
  const queues = openQueues(log);
  /** Without sending, limits and turns go on as they would, in memory alone. */
  const rehearsal = memoryJournal({ clock });
  /** When they came, the oldest first. */
  const open = new Map<Incoming, number>();
  let isClosing = false;

  const take = (frame: unknown, self: Self): void => {
    directory.seen(frame);
    const intake = normalize(frame, self);
    if (intake.kind === 'none') {
      if (intake.why === 'own') outbox.echo(frame);
      log.write('debug', 'not_a_message', { why: intake.why });
      return;
    }
    const { message } = intake;
    if (isTooOld(message.ts, clock.now())) return logTooOld(log, message);
    open.set(message, clock.now());
    // In the order in which they came, channel by channel, though names are looked up meanwhile.
    queues.add(
      message.channel,
      () => answer(message, self).catch((fault: unknown) => notTaken(message, fault)),
      () => open.delete(message),
    );
  };

  /** One that waits for a journal which is closed meanwhile is turned away, as are those that come later. */
  const notTaken = ({ channel, ts }: Incoming, fault: unknown): void => {
    if (!isClosing) throw fault;
    log.write('error', 'outbox_refused', { channel, ts, why: 'closing' });
    log.write('debug', 'message_failed', { why: fault instanceof Error ? fault.stack : String(fault) });
  };

  const answer = async (incoming: Incoming, self: Self): Promise<void> => {
    await journal.ready();
    // It may have waited long.
    if (isTooOld(incoming.ts, clock.now())) return logTooOld(log, incoming, 'warn');
    const ruleset = rules.current();
    if (ruleset === null) return;
    const names = await directory.namesFor(incoming);
    const message = toMessage(incoming, names, self);
    const decision = match(ruleset, message);
    const turns = render(decision, message, { self, now: clock.now(), draw: random.next() });
    const accepted = await hand(message, decision, turns);
    if (accepted.kind === 'limited' && accepted.trips) logTripped(log, message);
    const decided: Decided = { message, ruleset, ...settled({ decision, turns, accepted, dryRun }) };
    logDecision(log, decided);
    onDecision?.(decided);
  };

  const hand = async (message: Message, decision: Decision, turns: Turns): Promise<Accepted> => {
    // Silence uses nothing up. It is claimed too: a message that comes again after a reload is not answered late.
    const isAnswer = decision.kind === 'answer' && turns.some((replies) => replies.length > 0);
    const takes = isAnswer ? [...decision.takes, ...breakersOf(message, turns)] : [];
    const asked = { key: keyOf(message), thread: message.threadTs ?? message.ts, takes, at: tsToMs(message.ts) };
    if (!dryRun) return outbox.accept({ ...asked, isDefault: decision.why === 'default', replies: turns });
    const claimed = await rehearsal.accept({ ...asked, owed: turns.map(() => []), first: null, isSure: true });
    // What it says of what is known for sure is not its to say.
    return claimed.kind === 'unsure' ? { kind: 'duplicate' } : claimed;
  };

  return {
    take: (frame, self) => {
      try {
        take(frame, self);
      } catch (fault) {
        log.write('error', 'frame_failed', { why: fault instanceof Error ? fault.stack : String(fault) });
      }
    },
    openSince: () => open.values().next().value ?? null,
    close: () => {
      isClosing = true;
      return queues.close();
    },
  };
};

type Turns = readonly (readonly Reply[])[];

/** Once for each time that it trips. */
const logTripped = (log: Log, { channel, ts, threadTs, author }: Message): void =>
  log.write('error', 'breaker_tripped', {
    channel,
    ts,
    thread_ts: threadTs,
    author: author.id,
    hint: TRIPPED[author.kind],
  });

interface Handed {
  readonly decision: Decision;
  readonly turns: Turns;
  readonly accepted: Accepted;
  readonly dryRun: boolean;
}

/** What became of a decision once it was taken, or was not. */
const settled = ({ decision, turns, accepted, dryRun }: Handed): Pick<Decided, 'decision' | 'replies' | 'taken'> => {
  switch (accepted.kind) {
    case 'limited':
      return {
        decision: { kind: 'silent', why: accepted.why, rule: decision.rule },
        replies: [],
        taken: 'limited',
      };
    case 'accepted': {
      const replies = turns[accepted.turn] ?? [];
      return { decision, replies, taken: replies.length === 0 ? 'none' : dryRun ? 'dry_run' : 'accepted' };
    }
    case 'duplicate':
    case 'refused':
    case 'left':
      return { decision, replies: turns[0] ?? [], taken: accepted.kind };
    default:
      return accepted satisfies never;
  }
};

const logDecision = (log: Log, { message, decision, replies, taken }: Decided): void => {
  const isSaid = taken === 'accepted' || taken === 'dry_run';
  log.write('info', 'decision', {
    decision: isSaid ? 'reply' : 'silent',
    rule: decision.rule?.name ?? null,
    line: decision.rule?.range?.line ?? null,
    channel: message.channel,
    ts: message.ts,
    why: whyOf(decision, taken),
    // Nothing was sent, so that this line is the only place to see it.
    ...(taken === 'dry_run' && { dry_run: true, would: replies.map(shown) }),
  });
  log.write('debug', 'decision_texts', {
    channel: message.channel,
    ts: message.ts,
    text: message.shown,
    replies: replies.map(shown),
  });
};

/** Of an answer that was not given, what kept it back; else what decided. */
const whyOf = (decision: Decision, taken: Taken): string => {
  if (taken === 'duplicate' || taken === 'refused' || taken === 'left') return taken;
  return decision.kind === 'answer' && taken === 'none' ? 'blank_reply' : decision.why;
};

/** `warn`: it came in time, and had to wait too long. */
const logTooOld = (
  log: Log,
  { channel, ts }: Pick<Incoming, 'channel' | 'ts'>,
  level: 'info' | 'warn' = 'info',
): void => {
  log.write(level, 'decision', { decision: 'silent', rule: null, line: null, channel, ts, why: 'too_old' });
};

const shown = (reply: Reply): Readonly<Record<string, unknown>> => {
  if (reply.kind === 'reaction') return { react: reply.name };
  return {
    text: reply.text,
    ...(reply.kind === 'dm' ? {} : { thread_ts: reply.threadTs }),
    ...(reply.kind === 'post' ? {} : { to: reply.kind, user: reply.user }),
    ...(reply.blocks === null ? {} : { blocks: reply.blocks }),
    ...(reply.afterMs === 0 ? {} : { after_ms: reply.afterMs }),
  };
};
