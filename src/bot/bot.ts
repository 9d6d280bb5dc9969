// The bot, put together. In: settings and ports. Out: a running bot, and how it ended.
import { chooseLanguage, type Language, type Phrase } from '../domain/language.ts';
import type { Self } from '../domain/message.ts';
import type { Log, Random, Unbound } from '../domain/ports.ts';
import { memoryJournal } from '../outbox/journal/memory.ts';
import { openOutbox } from '../outbox/outbox.ts';
import { type Live, type LiveState, openLive } from '../rules/live.ts';
import { openDirectory } from '../slack/directory.ts';
import { fatalSentence } from '../slack/failure.ts';
import { rtmTransport } from '../slack/rtm.ts';
import { webSender } from '../slack/sender.ts';
import { supervise, type SuperviseState } from '../slack/supervise.ts';
import { slackWeb } from '../slack/web.ts';
import type { SlackClock } from './clock.ts';
import { type NamesLine, openNamesLine } from './names-line.ts';
import { type Decided, openPipeline } from './pipeline.ts';
import { logRules } from './rules-line.ts';
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
  /** The rules were bad at the start, as `live.state()` tells: nothing was opened. */
  | { readonly kind: 'refused' };

export interface Bot {
  readonly live: Live;
  /** Settles once, when nothing of the bot is left. */
  readonly ended: Promise<BotEnd>;
  /** Takes no more messages, sends what is owed within DRAIN_MS_MAX, closes all; idempotent. */
  readonly stop: () => Promise<void>;
}

export const startBot = async (options: BotOptions): Promise<Bot> => {
  const { settings, log, clock, random } = options;
  const languageOf = (state: LiveState): Language =>
    chooseLanguage(settings.language ?? undefined, state.language, options.locale);
  let names: NamesLine | undefined;
  const live = await openLive(settings.rules, {
    clock,
    report: (state) => {
      logRules(log, state, languageOf(state));
      options.onRules?.(state);
      if (state.kind === 'good') names?.reloaded();
    },
  });
  if (live.state().kind === 'bad') {
    await live.close();
    return { live, ended: Promise.resolve({ kind: 'refused' }), stop: async () => {} };
  }

  const hangUp = new AbortController();
  let dead: string | null = null;
  const web = slackWeb({ token: settings.token, apiUrl: settings.apiUrl, onDate: clock.heardDate });
  const directory = openDirectory({ web, clock, log });
  names = openNamesLine({
    directory,
    rules: live.current,
    log,
    clock,
    language: () => languageOf(live.state()),
    onUnbound: options.onUnbound,
  });
  const outbox = openOutbox({
    journal: memoryJournal({ clock }),
    sender: webSender(web),
    clock,
    random,
    log,
    onFatal: (why) => {
      dead = why;
      hangUp.abort();
    },
  });
  const pipeline = openPipeline({
    rules: live,
    directory,
    outbox,
    clock,
    random,
    log,
    dryRun: settings.dryRun,
    onDecision: options.onDecision,
  });

  const run = async (): Promise<BotEnd> => {
    try {
      const end = await supervise({
        transport: rtmTransport({ token: settings.token, apiUrl: settings.apiUrl, web, log }),
        clock,
        random,
        log,
        frame: pipeline.take,
        signal: hangUp.signal,
        onState: options.onState,
        onOpen: (self) => {
          directory.opened(self);
          names?.opened();
          options.onOpen?.(self);
        },
      });
      const { left } = await sendOff();
      const why = end.kind === 'fatal' ? end.why : dead;
      if (why === null) return { kind: 'stopped', left };
      log.write('error', 'bot_ended', { why, sentence: fatalSentence(why, 'bot') });
      return { kind: 'fatal', why, sentence: fatalSentence(why, 'bot') };
    } finally {
      names?.close();
      directory.close();
      await live.close();
    }
  };

  const sendOff = once(async () => {
    await pipeline.close();
    const { left } = await outbox.drain(DRAIN_MS_MAX);
    log.write(left === 0 ? 'info' : 'error', 'drained', { left });
    return { left };
  });

  const ended = run();
  const stop = async (): Promise<void> => {
    log.write('info', 'stopping');
    // The socket stays open meanwhile: it is what shows whether a post arrived.
    await sendOff();
    hangUp.abort();
    await ended;
  };
  return { live, ended, stop: once(stop) };
};

const once = <Result>(work: () => Promise<Result>): (() => Promise<Result>) => {
  let done: Promise<Result> | undefined;
  return () => (done ??= work());
};
