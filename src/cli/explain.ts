// annyeong explain TEXT: what the bot would do about a message and why, by the code that the bot runs, without Slack.
import type { Explanation } from '../domain/decision.ts';
import type { Phrase } from '../domain/language.ts';
import type { Reply } from '../domain/reply.ts';
import { explain } from '../match/explain.ts';
import { answered } from '../replay/answered.ts';
import { repliesAsJson } from '../replay/reply-json.ts';
import { readAt } from '../domain/at.ts';
import { called } from './called.ts';
import { explanationInWords } from './explanation.ts';
import { imagine } from './imagined.ts';
import { EXIT_ERRORS, EXIT_OK, type Command } from './io.ts';
import { loadedOrTold } from './loaded.ts';
import { FORMAT, readOptions, RULES_OPTION } from './options.ts';
import { rulesPath } from '../bot/rules-path.ts';
import { speech, warnOfLanguage } from './speech.ts';
import { usageError } from './usage.ts';
import { upToWinner } from './verdict.ts';

const shapeOf = (program: string) =>
  ({
    options: {
      ...RULES_OPTION,
      channel: { type: 'text', example: 'hr' },
      from: { type: 'text', example: '@hana' },
      'in-thread': { type: 'flag' },
      mention: { type: 'flag' },
      bot: { type: 'text', example: 'U0ANNYEONG' },
      at: { type: 'text', example: '2026-11-24T09:00' },
      all: { type: 'flag' },
      ...FORMAT(['text', 'json']),
    },
    words: { name: 'TEXT', min: 1, max: 1, wanted: textWanted(program) },
  }) as const;

export const explainCommand: Command = async (argv, io) => {
  const asked = readOptions(argv, shapeOf(called(io)));
  if (!asked.ok) return usageError(io, 'explain', [asked.fault]);
  warnOfLanguage(io);
  const loaded = await loadedOrTold(rulesPath(asked.text('rules'), io.env), io);
  if (loaded === undefined) return EXIT_ERRORS;
  const at = timeOf(asked.text('at'), loaded.ruleset.timezone);
  if (at === null) return usageError(io, 'explain', [notATime(asked.text('at') ?? '')]);
  const imagined = imagine({
    text: asked.words[0] ?? '',
    channel: asked.text('channel'),
    from: asked.text('from'),
    bot: asked.text('bot'),
    inThread: asked.flag('in-thread'),
    mention: asked.flag('mention'),
    at,
  });
  if (!imagined.ok) return usageError(io, 'explain', [imagined.fault]);
  const { ruleset, plan } = loaded;
  const { message } = imagined;
  const explained = explain(ruleset, message);
  // Of several texts the first is shown, so that the same call always shows the same.
  const { decision, turns } = answered(explained.decision, message, { self: imagined.self, now: at, draw: 0 });
  const explanation = { ...explained, decision };
  const [replies = []] = turns;
  const all = asked.flag('all');
  io.out.write(
    asked.text('format') === 'json'
      ? `${JSON.stringify(asJson(explanation, replies, all))}\n`
      : explanationInWords(
          { explanation, message, replies, ruleset, plan, all },
          speech(io, io.out, () => loaded.language),
        ),
  );
  return EXIT_OK;
};

const timeOf = (given: string | undefined, timezone: string): number | null =>
  given === undefined ? Date.now() : readAt(given, timezone);

/** The stable shape of `--format json`. */
const asJson = (explanation: Explanation, replies: readonly Reply[], all: boolean) => {
  const { decision } = explanation;
  return {
    decision: decision.kind === 'answer' ? 'reply' : 'silent',
    why: decision.why,
    rule: decision.rule?.name ?? null,
    line: decision.rule?.range?.line ?? null,
    replies: repliesAsJson(replies),
    trace: (all ? explanation.trace : upToWinner(explanation)).map(({ rule, fits, failed }) => ({
      rule: rule.name,
      line: rule.range?.line ?? null,
      fits,
      failed,
    })),
  };
};

const textWanted = (program: string): Phrase => ({
  ko: `봇에게 할 말을 따옴표로 묶어 써 주세요. 예: ${program} explain '휴가 어떻게 써요?'`,
  en: `Write what you would say to the bot, in quotes. Example: ${program} explain 'How do I take leave?'`,
});

const notATime = (given: string): Phrase => ({
  ko: `--at 시각을 읽을 수 없어요: ${given}. 2026-11-24T09:00 이나 2026-11-24T09:00+09:00 처럼 써 주세요.`,
  en: `--at '${given}' is not a time. Write it as 2026-11-24T09:00 or 2026-11-24T09:00+09:00.`,
});
