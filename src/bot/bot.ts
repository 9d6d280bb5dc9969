// The bot, put together. In: settings and ports. Out: a running bot, and how it ended.
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
  /** What must not be lost cannot be kept, as the sentence says; there is no `live`, and nothing was opened. */
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
  const opened = await openJournal(settings, { clock, log });
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
  const running = assemble(options, { journal, live });
  ({ names } = running);
  return { live, ended: running.ended, stop: running.stop };
};

const over = (end: BotEnd) => ({ ended: Promise.resolve(end), stop: async () => {} });

/** Each part gets what it needs of the others; this is the only place that knows them all. */
const assemble = (options: BotOptions, { journal, live }: { readonly journal: Journal; readonly live: LiveRules }) => {
  const { settings, log, clock, random } = options;
  const hangUp = new AbortController();
  let dead: Omit<Extract<BotEnd, { kind: 'fatal' }>, 'kind'> | null = null;
  const end = (why: string, sentence: Phrase): void => {
    dead ??= { why, sentence };
    hangUp.abort();
  };

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
    isDurable: settings.journal.kind !== 'memory',
    sender,
    lookup: history,
    witness,
    clock,
    random,
    log,
    onFatal: (why) => end(why, fatalSentence(why, 'bot')),
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
    if (fault === null) return outbox.recover();
    end('other_bot', fault);
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
      if (ended.kind === 'fatal') end(ended.why, fatalSentence(ended.why, 'bot'));
      if (dead === null) return { kind: 'stopped', left };
      log.write('error', 'bot_ended', dead);
      return { kind: 'fatal', ...dead };
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
    const { left } = await outbox.drain(Math.max(0, endsAt - clock.monotonic()));
    await presence.close();
    log.write(left === 0 ? 'info' : 'error', 'drained', { left });
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
  return { names, ended, stop };
};

const once = <Args extends readonly unknown[], Result>(
  work: (...args: Args) => Promise<Result>,
): ((...args: Args) => Promise<Result>) => {
  let done: Promise<Result> | undefined;
  return (...args) => (done ??= work(...args));
};
