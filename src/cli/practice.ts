// annyeong practice: a Slack workspace in this process, the real bot inside it, and a terminal to talk to both.
import type { Bot, BotOptions } from '../bot/bot.ts';
import { systemClock } from '../bot/clock.ts';
import { openLog } from '../bot/log.ts';
import type { Decided } from '../bot/pipeline.ts';
import { readSettings } from '../bot/settings.ts';
import { deferred } from '../domain/deferred.ts';
import type { Language, Phrase } from '../domain/language.ts';
import type { Log } from '../domain/ports.ts';
import type { Reply } from '../domain/reply.ts';
import type { Rule, Ruleset } from '../domain/rule.ts';
import { decodeText } from '../intake/decode.ts';
import { explain } from '../match/explain.ts';
import { openTerminal, SOON_MS_MAX, type Verdict } from '../practice/terminal.ts';
import { openWorkspace, type Workspace } from '../practice/workspace.ts';
import { span } from './answer-words.ts';
import { EXIT_ERRORS, EXIT_OK, type Command, type Io } from './io.ts';
import { openNews } from './news.ts';
import { NO_WORDS, readOptions, RULES_OPTION } from './options.ts';
import { onFirstSignal } from './signals.ts';
import { printable, speech, systemLocale, type Speech } from './speech.ts';
import { startWithGoodRules } from './start-patiently.ts';
import { refuse, usageError } from './usage.ts';
import { named, traceInWords, verdict } from './verdict.ts';

const SHAPE = {
  options: { ...RULES_OPTION, port: { type: 'text', example: '8080' }, terminal: { type: 'flag' } },
  words: NO_WORDS,
} as const;

export const practice: Command = async (argv, io) => {
  const asked = readOptions(argv, SHAPE);
  if (!asked.ok) return usageError(io, 'practice', [asked.fault]);
  const port = portOf(asked.text('port'));
  if (port === null) return usageError(io, 'practice', [NOT_A_PORT]);
  const read = readSettings(withoutSlack(io.env), { rules: asked.text('rules') });
  if (!read.ok) return refuse(io, read.faults);
  const workspace = await openOn(port);
  if (workspace === null) return usageError(io, 'practice', [portTaken(port)]);
  try {
    return await talk({
      io,
      workspace,
      settings: { ...read.settings, token: workspace.token, apiUrl: workspace.apiUrl, journal: { kind: 'memory' } },
    });
  } finally {
    await workspace.close();
  }
};

interface Room {
  readonly io: Io;
  readonly workspace: Workspace;
  readonly settings: BotOptions['settings'];
}

const talk = async (room: Room): Promise<number> => {
  const { io, workspace, settings } = room;
  let bot: Bot | undefined;
  const rules = (): Ruleset | null => bot?.live?.current() ?? null;
  let language: Language | undefined;
  const voice = speech(io, io.out, () => language);
  const { say } = voice;
  const terminal = openTerminal({
    workspace,
    input: io.input,
    output: io.out,
    say,
    dim: voice.colour.dim,
    shown: (text) => decodeText(text, namesIn(workspace)),
    rules: () => rulesInWords(rules(), voice),
  });
  const leaving = deferred<void>();
  onFirstSignal(io, () => {
    leaving.resolve();
    terminal.close();
    // Still reading the rules, which may take seconds: nobody has said anything yet.
    if (bot === undefined) io.leave(EXIT_OK);
  });
  const news = openNews({
    path: settings.rules,
    voice,
    tell: io.input.isTTY ? terminal.aside : (text) => void io.err.write(`${text}\n`),
  });
  const opened = deferred<void>();
  bot = await startWithGoodRules({
    news,
    // A pipe has nobody who could mend the file.
    patient: io.input.isTTY === true,
    leaving: leaving.promise,
    options: {
      settings,
      log: logOf(room, voice),
      clock: systemClock(),
      random: { next: Math.random },
      locale: systemLocale(io.env),
      onRules: (state) => {
        language = state.language;
        news.rules(state);
      },
      onUnbound: news.unbound,
      onDecision: (decided) => terminal.decided(decided.message.ts, verdictOf(decided, voice)),
      onOpen: () => opened.resolve(),
    },
  });
  if (bot === undefined) return io.input.isTTY ? EXIT_OK : EXIT_ERRORS;
  const end = bot.ended.then((how) => {
    terminal.close();
    return how;
  });
  await Promise.race([opened.promise, end, leaving.promise]);
  if (io.input.isTTY) terminal.aside(say(WELCOME));
  await terminal.talk();
  await bot.stop();
  const how = await end;
  await news.told();
  return how.kind === 'fatal' ? refuse(io, [how.sentence]) : EXIT_OK;
};

const verdictOf = ({ message, ruleset, decision, replies, taken }: Decided, voice: Speech): Verdict => ({
  headline: `${verdict(decision, voice)}${taken === 'accepted' ? delayInWords(replies, voice) : ''}`,
  owed: taken === 'accepted' ? replies.filter(isSoon).length : 0,
  trace: () => [verdict(decision, voice), ...traceInWords(explain(ruleset, message), { all: false }, voice)],
});

/** Of what the conversation does not wait for, so that nobody takes it for silence. */
const delayInWords = (replies: readonly Reply[], { say }: Speech): string => {
  const [late] = replies.flatMap((reply) => (reply.kind === 'reaction' || isSoon(reply) ? [] : [span(reply.afterMs)]));
  return late === undefined ? '' : say({ ko: ` (${late.ko} 뒤에 답해요)`, en: ` (answers after ${late.en})` });
};

const isSoon = (reply: Reply): boolean => reply.kind === 'reaction' || reply.afterMs <= SOON_MS_MAX;

const rulesInWords = (ruleset: Ruleset | null, { say }: Speech): readonly string[] => {
  if (ruleset === null) return [];
  const row = (rule: Rule): string =>
    `  ${printable(named(rule))}${rule.conditions.some(({ key }) => key === 'enabled') ? ` ${say(OFF)}` : ''}`;
  return [...ruleset.rules, { ...ruleset.fallback, name: say(DEFAULT) }].map(row);
};

const OFF: Phrase = { ko: '(꺼 둠)', en: '(switched off)' };
const DEFAULT: Phrase = { ko: '기본 답', en: 'default' };

const namesIn = (workspace: Workspace) => ({
  user: (id: string) => workspace.people().find((person) => person.id === id)?.name,
  channel: (id: string) => workspace.channels().find((channel) => channel.id === id)?.name ?? undefined,
});

/** What goes wrong is told; decisions and rules are shown in the conversation itself, unless LOG_LEVEL asks for the log. */
const logOf = ({ io, settings }: Room, { language }: Speech): Log => {
  const log = openLog({
    level: io.env['LOG_LEVEL'] ? settings.logLevel : 'error',
    language,
    pretty: io.err.isTTY === true,
    colour: false,
    write: (line) => void io.err.write(line),
  });
  if (io.env['LOG_LEVEL']) return log;
  return { write: (level, event, fields) => (event === 'rules_bad' ? undefined : log.write(level, event, fields)) };
};

const withoutSlack = (env: Io['env']): Io['env'] => ({
  ...env,
  SLACK_BOT_TOKEN: undefined,
  SLACK_BOT_TOKEN_FILE: undefined,
  SLACK_API_URL: undefined,
  ANNYEONG_REDIS_URL: undefined,
  ANNYEONG_REDIS_URL_FILE: undefined,
});

const portOf = (given: string | undefined): number | null => {
  if (given === undefined) return 0;
  return /^\d{1,5}$/.test(given) && Number(given) <= 65_535 ? Number(given) : null;
};

/** null: somebody else has the port, or it is not ours to take. */
const openOn = async (port: number): Promise<Workspace | null> => {
  try {
    return await openWorkspace({ port });
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && (fault.code === 'EADDRINUSE' || fault.code === 'EACCES'))
      return null;
    throw fault;
  }
};

const NOT_A_PORT: Phrase = {
  ko: '--port 에는 0부터 65535까지의 수를 써 주세요.',
  en: '--port is a number from 0 to 65535.',
};

const portTaken = (port: number): Phrase => ({
  ko: `${port}번 포트는 쓸 수 없어요. 다른 프로그램이 쓰고 있을 거예요. --port 를 빼면 빈 포트를 찾아요.`,
  en: `Port ${port} cannot be used; another program probably has it. Without --port a free one is found.`,
});

const WELCOME: Phrase = {
  ko: '연습장이에요. 봇에게 한마디 해 보세요. 규칙 파일을 저장하면 바로 바뀌어요.\n도움말: /help, 끝내기: /quit',
  en: 'The practice workspace. Say something to the bot. A rules file that you save counts at once.\nHelp: /help, end: /quit',
};
