// The bot, put together. In: settings and ports. Out: a running bot, and how it ended.
import { deferred } from '../domain/deferred.ts';
import type { Phrase } from '../domain/language.ts';
import type { Self } from '../domain/message.ts';
import type { Journal, Log, Random, Unbound } from '../domain/ports.ts';
import { openCatchUp } from '../intake/catch-up.ts';
import { openOutbox } from '../outbox/outbox.ts';
import type { Live, LiveState } from '../rules/live.ts';
import { openDirectory } from '../slack/directory.ts';
import { fatalSentence } from '../slack/failure.ts';
import { openHistory } from '../slack/history.ts';
import { rtmTransport } from '../slack/rtm.ts';
import { webSender } from '../slack/sender.ts';
import { supervise, type SuperviseState } from '../slack/supervise.ts';
import { slackWeb } from '../slack/web.ts';
import { openWitness } from '../slack/witness.ts';
import type { SlackClock } from './clock.ts';
import { type LiveRules, openLiveRules } from './live-rules.ts';
import { type NamesLine, openNamesLine } from './names-line.ts';
import { openJournal } from './open-journal.ts';
import { ownerFault } from './owner.ts';
import { type Decided, openPipeline } from './pipeline.ts';
import { openPresence } from './presence.ts';
import { reportSize } from './report-size.ts';
import type { Settings } from './settings.ts';

/** How long a stop waits for what is owed. */
export const DRAIN_MS_MAX = 10_000;

export interface BotOptions {
  readonly settings: Settings & { readonly token: string };
  readonly log: Log;
  readonly clock: SlackClock;
  readonly random: Random;
  /** The system's, such as `ko_KR.UTF-8`. */
  readonly locale?: string | undefined;
  readonly onDecision?: (decided: Decided) => void;
  /** Each new content of the rules, good or bad; the first before the bot connects. */
  readonly onRules?: (state: LiveState) => void;
  /** What the rules name and Slack does not know, whenever that changes and after each reload. */
  readonly onUnbound?: (unbound: readonly Unbound[]) => void;
  readonly onState?: (state: SuperviseState) => void;
  readonly onOpen?: (self: Self) => void;
}

export type BotEnd =
  | { readonly kind: 'stopped'; readonly left: number }
  /** No use in going on; the sentence says what to do about it. */
  | { readonly kind: 'fatal'; readonly why: string; readonly sentence: Phrase }
  /** The rules were bad at the start, as `live.state()` tells, and none are kept from before: nothing was opened. */
  | { readonly kind: 'refused' }
  /** What must not be lost cannot be kept, as the sentence says; `live` is null where nothing was opened. */
  | { readonly kind: 'no_journal'; readonly sentence: Phrase };

export interface Bot {
  /** null: there is no journal. */
  readonly live: Live | null;
  /** Settles once, when nothing of the bot is left. */
  readonly ended: Promise<BotEnd>;
  /** Takes no more messages, sends what is owed within DRAIN_MS_MAX, closes all; idempotent. */
  readonly stop: () => Promise<void>;
}

export const startBot = async (options: BotOptions): Promise<Bot> => {
  const { settings, log, clock, locale, onRules } = options;
  const lost = deferred<Phrase>();
  let forgotten = (): void => {};
  const opened = await openJournal(settings, { clock, log, onLost: lost.resolve, onLoss: () => forgotten() });
  if (opened.kind === 'refused') {
    log.write('error', 'journal_refused', { why: opened.why, sentence: opened.sentence });
    return { live: null, ...over({ kind: 'no_journal', sentence: opened.sentence }) };
  }
  const { journal } = opened;
  let names: NamesLine | undefined;
  const live = await openLiveRules({
    rules: settings.rules,
    language: settings.language,
    locale,
    journal,
    clock,
    log,
    onRules: (state) => {
      onRules?.(state);
      if (state.kind === 'good') names?.reloaded();
    },
  });
  if (live.current() === null) {
    await live.close();
    await journal.close();
    return { live, ...over({ kind: 'refused' }) };
  }
  const running = assemble(options, { journal, lost: lost.promise, live });
  ({ names, forgotten } = running);
  return { live, ended: running.ended, stop: running.stop };
};

type Dead = Extract<BotEnd, { kind: 'fatal' | 'no_journal' }>;

interface Opened {
  readonly journal: Journal;
  /** Resolves where the journal is gone for good while the bot runs. */
  readonly lost: Promise<Phrase>;
  readonly live: LiveRules;
}

const over = (end: BotEnd) => ({ ended: Promise.resolve(end), stop: async () => {} });

/** Each part gets what it needs of the others; this is the only place that knows them all. */
const assemble = (options: BotOptions, { journal, lost, live }: Opened) => {
  const { settings, log, clock, random } = options;
  const isDurable = settings.journal.kind !== 'memory';
  const hangUp = new AbortController();
  let dead: Dead | null = null;
  const end = (how: Dead): void => {
    dead ??= how;
    hangUp.abort();
  };
  const endFatally = (why: string, sentence = fatalSentence(why, 'bot')): void => end({ kind: 'fatal', why, sentence });
  void lost.then((sentence) => end({ kind: 'no_journal', sentence }));

  const web = slackWeb({
    token: settings.token,
    apiUrl: settings.apiUrl,
    onDate: clock.heardDate,
    mayPost: journal.holds,
  });
  const directory = openDirectory({ web, clock, log });
  const names = openNamesLine({
    directory,
    rules: live.current,
    log,
    clock,
    language: live.languageNow,
    onUnbound: options.onUnbound,
  });
  const sender = webSender(web);
  const history = openHistory({ web, clock, dmOf: sender.dmOf });
  const witness = openWitness();
  const outbox = openOutbox({
    journal,
    isDurable,
    sender,
    lookup: history,
    witness,
    clock,
    random,
    log,
    onFatal: endFatally,
  });
  const pipeline = openPipeline({
    rules: live,
    directory,
    outbox,
    journal,
    clock,
    random,
    log,
    dryRun: settings.dryRun,
    onDecision: options.onDecision,
  });
  const catchUp = openCatchUp({ history, threads: journal.threads, clock, log, frame: pipeline.take });
  const presence = openPresence({ journal, clock, log, openSince: pipeline.openSince, catchUp: catchUp.run });

  /** What another bot owes is not ours to send. */
  const begin = once(async (self: Self): Promise<void> => {
    const fault = await ownerFault(journal, self, settings.journal);
    if (fault === null) {
      outbox.recover();
      return reportSize({ journal, outbox, clock, log, signal: hangUp.signal });
    }
    endFatally('other_bot', fault);
  });

  const run = async (): Promise<BotEnd> => {
    try {
      const ended = await supervise({
        transport: rtmTransport({ token: settings.token, apiUrl: settings.apiUrl, web, log }),
        clock,
        random,
        log,
        frame: pipeline.take,
        signal: hangUp.signal,
        onState: options.onState,
        onSession: (session) => {
          witness.opened(session);
          presence.opened(session);
        },
        onOpen: (self) => {
          directory.opened(self);
          names.opened();
          begin(self).catch((fault: unknown) => log.write('debug', 'recover_ended', { why: String(fault) }));
          options.onOpen?.(self);
        },
      });
      const { left } = await sendOff();
      if (ended.kind === 'fatal') endFatally(ended.why);
      if (dead === null) return { kind: 'stopped', left };
      log.write('error', 'bot_ended', { ...dead });
      return dead;
    } finally {
      names.close();
      directory.close();
      await live.close();
      await journal.close();
    }
  };

  const sendOff = once(async () => {
    const endsAt = clock.monotonic() + DRAIN_MS_MAX;
    // While the journal cannot be written, messages wait for it, and so would a stop.
    const patience = new AbortController();
    await Promise.race([pipeline.close(), clock.sleep(DRAIN_MS_MAX, patience.signal)]);
    patience.abort();
    const { left, later } = await outbox.drain(Math.max(0, endsAt - clock.monotonic()));
    await presence.close();
    log.write(left === 0 ? 'info' : isDurable ? 'warn' : 'error', 'drained', {
      left,
      later,
      ...(left + later > 0 && { hint: isDurable ? KEPT_FOR_LATER : NOT_KEPT }),
    });
    return { left };
  });

  const ended = run();
  const stop = once(async (): Promise<void> => {
    log.write('info', 'stopping');
    // The socket stays open meanwhile: it is what shows whether a post arrived.
    await sendOff();
    hangUp.abort();
    await ended;
  });
  return { names, forgotten: presence.forgotten, ended, stop };
};

const KEPT_FOR_LATER: Phrase = {
  ko: '보내지 못한 답은 적어 두었어요. 다시 켜면(여러 대면 다른 대가) 이어서 보내요.',
  en: 'What was not sent is written down: it is sent when the bot is started again, or by another replica.',
};
const NOT_KEPT: Phrase = {
  ko: '보내지 못한 답은 사라져요.',
  en: 'What was not sent is lost.',
};

const once = <Args extends readonly unknown[], Result>(
  work: (...args: Args) => Promise<Result>,
): ((...args: Args) => Promise<Result>) => {
  let done: Promise<Result> | undefined;
  return (...args) => (done ??= work(...args));
};
