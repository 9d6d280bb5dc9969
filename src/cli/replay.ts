// annyeong replay FILE: what the rules would have made of past messages, by the code that the bot runs, without Slack.
import { setFlagsFromString } from 'node:v8';
import { rulesPath } from '../bot/rules-path.ts';
import { userId } from '../domain/ids.ts';
import type { Phrase } from '../domain/language.ts';
import type { Ruleset } from '../domain/rule.ts';
import { changeOf } from '../replay/changes.ts';
import { openPast } from '../replay/open.ts';
import { openRun, type Outcome } from '../replay/run.ts';
import type { Past, Said } from '../replay/said.ts';
import { isUserId } from '../replay/stand-in.ts';
import { called } from './called.ts';
import { flowTo, type Flow } from './flow.ts';
import { notAUser } from './imagined.ts';
import { EXIT_ERRORS, EXIT_OK, type Command, type Io } from './io.ts';
import { loadedOrTold } from './loaded.ts';
import { FORMAT, readOptions, RULES_OPTION } from './options.ts';
import { progressOn } from './progress.ts';
import { jsonLines, jsonWhole, type View } from './replay-json.ts';
import { inWords, troublesInWords } from './replay-words.ts';
import { printable, speech, warnOfLanguage } from './speech.ts';
import { usageError } from './usage.ts';

const shapeOf = (program: string) =>
  ({
    options: {
      ...RULES_OPTION,
      against: { type: 'text', example: 'old.yaml' },
      bot: { type: 'text', example: 'U0ANNYEONG' },
      ...FORMAT(['text', 'json', 'jsonl']),
    },
    words: { name: 'FILE', min: 1, max: 1, wanted: fileWanted(program) },
  }) as const;

export const replayCommand: Command = async (argv, io) => {
  const asked = readOptions(argv, shapeOf(called(io)));
  if (!asked.ok) return usageError(io, 'replay', [asked.fault]);
  const bot = asked.text('bot');
  if (bot !== undefined && !isUserId(bot)) return usageError(io, 'replay', [notAUser(bot)]);
  warnOfLanguage(io);
  const rules = await loadedOrTold(rulesPath(asked.text('rules'), io.env), io);
  const old = asked.text('against');
  const against = old === undefined ? null : await loadedOrTold(old, io);
  if (rules === undefined || against === undefined) return EXIT_ERRORS;

  const voice = speech(io, io.out, () => rules.language);
  const opened = await openPast({
    path: asked.words[0] ?? '',
    input: io.input,
    bot: bot === undefined ? null : userId(bot),
  });
  if (!opened.ok) {
    io.err.write(`${printable(speech(io, io.err, () => rules.language).say(opened.fault))}\n`);
    return EXIT_ERRORS;
  }
  const { past } = opened;
  const { ruleset } = rules;
  const format = asked.text('format') ?? 'text';
  const view =
    format === 'jsonl'
      ? jsonLines()
      : format === 'json'
        ? jsonWhole(ruleset)
        : inWords({ rules, past, against }, voice);
  const flow = flowTo(io.out);
  let count = 0;
  try {
    count = await run({ past, ruleset, against: against?.ruleset ?? null, view, flow, io });
  } finally {
    await past.close();
  }
  if (format !== 'text')
    io.err.write(
      troublesInWords(
        past,
        speech(io, io.err, () => rules.language),
      ),
    );
  // Nothing but what cannot be read is no replay.
  return count === 0 && past.troubles.count() > 0 ? EXIT_ERRORS : EXIT_OK;
};

interface Running {
  readonly past: Past;
  readonly ruleset: Ruleset;
  readonly against: Ruleset | null;
  readonly view: View;
  readonly flow: Flow;
  readonly io: Io;
}

/** V8 lets garbage grow to four times of what is in use, which are 300 MB of it for 100 MB of messages read ahead. */
const GARBAGE_PERCENT_MAX = 50;

/** How many messages there were. */
const run = async ({ past, ruleset, against, view, flow, io }: Running): Promise<number> => {
  setFlagsFromString(`--heap-growing-percent=${GARBAGE_PERCENT_MAX}`);
  const decide = openRun(ruleset, { self: past.self, rendered: view.rendered });
  const decideBefore = against === null ? null : openRun(against, { self: past.self, rendered: false });
  const progress = progressOn(io.err);
  let count = 0;
  const wordsOf = (said: Said): string => {
    const outcome = said.isNobodys ? NOBODYS : decide(said.message);
    if (decideBefore === null) return view.each(said, outcome, null);
    const before = said.isNobodys ? NOBODYS : decideBefore(said.message);
    return view.each(said, outcome, changeOf(said, before, outcome));
  };
  for await (const batch of past.batches) {
    count += batch.length;
    await flow.write(batch.map(wordsOf).join(''));
    if (!flow.isOpen()) break;
    progress.show(past.progress(), count);
  }
  progress.clear();
  if (flow.isOpen()) await flow.write(view.end());
  return count;
};

const NOBODYS: Outcome = { decision: 'silent', why: 'not_a_person', rule: null, replies: [] };

const fileWanted = (program: string): Phrase => ({
  ko: `지난 메시지가 든 파일이나 폴더를 써 주세요: Slack에서 내보낸 폴더나 zip, 또는 한 줄에 하나씩 적은 JSON. 예: ${program} replay export.zip`,
  en: `Name the past messages: a Slack export as a folder or a zip, or a file with one JSON message a line. Example: ${program} replay export.zip`,
});
