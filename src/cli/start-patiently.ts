// A rules file that may be bad → the bot, once the file is good; a person at a terminal is waited for while mending it.
import { startBot, type Bot, type BotOptions } from '../bot/bot.ts';
import { deferred } from '../domain/deferred.ts';
import { openLive } from '../rules/live.ts';
import type { News } from './news.ts';

interface Patience {
  readonly options: BotOptions;
  readonly news: News;
  /** Whether to wait for the file to be mended. */
  readonly patient: boolean;
  /** Ends the waiting. */
  readonly leaving: Promise<void>;
}

/** undefined: the rules are bad, and stayed so. */
export const startWithGoodRules = async ({ options, news, patient, leaving }: Patience): Promise<Bot | undefined> => {
  for (;;) {
    const bot = await startBot(options);
    if (bot.live?.current()) return bot;
    await news.told();
    if (!patient) return undefined;
    news.waiting();
    if (!(await mended(options, leaving))) return undefined;
  }
};

/** Whether the file is good now; what is still wrong after a save is told. */
const mended = async ({ settings, clock, onRules }: BotOptions, leaving: Promise<void>): Promise<boolean> => {
  const good = deferred<void>();
  let isGood = false;
  let isFirst = true;
  const live = await openLive(settings.rules, {
    clock,
    report: (state) => {
      isGood = state.kind === 'good';
      if (isGood) good.resolve();
      // The first is what was just told.
      else if (!isFirst) onRules?.(state);
      isFirst = false;
    },
  });
  await Promise.race([good.promise, leaving]);
  await live.close();
  return isGood;
};
