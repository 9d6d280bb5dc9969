// annyeong start: settings and rules → a bot that answers in Slack until it is told to stop, or cannot go on.
import { startBot, type Bot } from '../bot/bot.ts';
import { systemClock } from '../bot/clock.ts';
import { openLog } from '../bot/log.ts';
import { readSettings } from '../bot/settings.ts';
import type { Phrase } from '../domain/language.ts';
import type { LiveState } from '../rules/live.ts';
import { called } from './called.ts';
import { report } from './diagnostics.ts';
import { EXIT_ERRORS, EXIT_OK, type Command, type Io } from './io.ts';
import { NO_WORDS, readOptions, RULES_OPTION } from './options.ts';
import { onFirstSignal } from './signals.ts';
import { printable, speech, systemLocale } from './speech.ts';
import { refuse, usageError } from './usage.ts';

const SHAPE = {
  options: { ...RULES_OPTION, 'dry-run': { type: 'flag' }, transport: { type: 'text', of: ['rtm'] } },
  words: NO_WORDS,
} as const;

export const start: Command = async (argv, io) => {
  const asked = readOptions(argv, SHAPE);
  if (!asked.ok) return usageError(io, 'start', [asked.fault]);
  const read = readSettings(io.env, { rules: asked.text('rules'), dryRun: asked.flag('dry-run') });
  if (!read.ok) return refuse(io, read.faults);
  const { settings } = read;
  const { token } = settings;
  if (token === null) return refuse(io, [noToken(called(io))]);

  const voice = speech(io, io.out);
  const isTTY = io.out.isTTY === true;
  let bot: Bot | undefined;
  onFirstSignal(io, () => {
    // Still reading the rules: no message was taken, so nothing is owed.
    if (bot === undefined) io.leave(EXIT_OK);
    else void bot.stop();
  });
  bot = await startBot({
    settings: { ...settings, token },
    log: openLog({
      level: settings.logLevel,
      language: voice.language,
      pretty: isTTY,
      colour: voice.colour.isColorSupported,
      write: (line) => void io.out.write(line),
    }),
    clock: systemClock(),
    random: { next: Math.random },
    locale: systemLocale(io.env),
  });
  const end = await bot.ended;
  switch (end.kind) {
    case 'stopped':
      return EXIT_OK;
    case 'fatal':
      return refuse(io, [end.sentence], bot.live?.current()?.language);
    case 'no_journal':
      io.err.write(`${printable(voice.say(end.sentence))}\n`);
      return EXIT_ERRORS;
    case 'refused':
      return bot.live === null ? EXIT_ERRORS : showMistakes(io, settings.rules, bot.live.state());
    default:
      return end satisfies never;
  }
};

const showMistakes = async (io: Io, path: string, state: LiveState): Promise<number> => {
  const { count, language } = state;
  const found = state.kind === 'bad' ? state.diagnostics : state.warnings;
  io.err.write(
    await report(
      { path, count, found },
      speech(io, io.err, () => language),
    ),
  );
  return EXIT_ERRORS;
};

const noToken = (program: string): Phrase => ({
  ko: `SLACK_BOT_TOKEN이 없어요. https://api.slack.com/apps 에서 클래식 앱을 골라 'OAuth & Permissions'에 있는 Bot User OAuth Token(xoxb-로 시작해요)을 복사한 다음, SLACK_BOT_TOKEN=xoxb-… ${program} start 처럼 실행해 주세요.
Slack 없이 해 보려면 토큰이 필요 없어요: ${program} practice`,
  en: `SLACK_BOT_TOKEN is not set. Open your classic app at https://api.slack.com/apps, copy the Bot User OAuth Token (it begins with xoxb-) from 'OAuth & Permissions', and run SLACK_BOT_TOKEN=xoxb-… ${program} start.
To try it without Slack, no token is needed: ${program} practice`,
});
