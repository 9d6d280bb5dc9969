// argv → the command it names, run to its end; gives the exit code. Each command is loaded only when it is asked for.
import about from '../../package.json' with { type: 'json' };
import type { Phrase } from '../domain/language.ts';
import { nearest } from '../domain/nearest.ts';
import { called } from './called.ts';
import { helpText, isTopic, TOPICS } from './help.ts';
import { EXIT_OK, EXIT_USAGE, type Command, type Io } from './io.ts';
import { printable, speech } from './speech.ts';

/** What `npm start` asks for, and what no command at all means. */
const START_OR_PRACTICE = 'start-or-practice';

const COMMANDS = {
  start: async () => (await import('./start.ts')).start,
  practice: async () => (await import('./practice.ts')).practice,
  check: async () => (await import('./check.ts')).check,
  explain: async () => (await import('./explain.ts')).explainCommand,
  replay: async () => (await import('./replay.ts')).replayCommand,
} satisfies Readonly<Record<string, () => Promise<Command>>>;

const isCommand = (word: string): word is keyof typeof COMMANDS => Object.hasOwn(COMMANDS, word);

export const main = async (argv: readonly string[], io: Io): Promise<number> => {
  const beforeDashes = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  const [first = START_OR_PRACTICE, ...rest] = argv;
  if (first === '--version' || first === '-v') return version(io);
  if (first === 'help') return help(rest[0], io);
  if (beforeDashes.some((word) => word === '--help' || word === '-h'))
    return help(isTopic(first) ? first : undefined, io);
  // `annyeong --rules x` names no command either: the options are those of the command that is chosen.
  if (first === START_OR_PRACTICE) return startOrPractice(rest, io);
  if (first.startsWith('-')) return startOrPractice(argv, io);
  return isCommand(first) ? (await load(first, io))(rest, io) : unknownCommand(first, io);
};

/** Told to stop while it is still being loaded, a command that would run until then has nothing to end. */
const load = (name: keyof typeof COMMANDS, io: Io): Promise<Command> => {
  if (name === 'start' || name === 'practice') io.onSignal(() => io.leave(EXIT_OK));
  return COMMANDS[name]();
};

const startOrPractice: Command = async (argv, io) => {
  const given = ['SLACK_BOT_TOKEN', 'SLACK_BOT_TOKEN_FILE'].find((name) => io.env[name]);
  const command = await load(given === undefined ? 'practice' : 'start', io);
  const { choiceInWords } = await import('./choice.ts');
  io.err.write(await choiceInWords(given, argv, io));
  return command(argv, io);
};

const version = (io: Io): number => {
  io.out.write(`annyeong ${about.version}
`);
  return EXIT_OK;
};

const help = (topic: string | undefined, io: Io): number => {
  if (topic !== undefined && !isTopic(topic)) return unknownCommand(topic, io);
  io.out.write(`${helpText(topic, called(io), speech(io, io.out))}\n`);
  return EXIT_OK;
};

const unknownCommand = (given: string, io: Io): number => {
  const meant = nearest(given, TOPICS);
  const { say } = speech(io, io.err);
  const list = TOPICS.join(', ');
  const word = printable(given);
  const fault: Phrase =
    meant === undefined
      ? {
          ko: `${word} 명령은 없어요. 쓸 수 있는 명령: ${list}.`,
          en: `There is no command ${word}. The commands: ${list}.`,
        }
      : {
          ko: `${word} 명령은 없어요. 혹시 ${meant}인가요?`,
          en: `There is no command ${word}. Did you mean ${meant}?`,
        };
  io.err.write(`${say(fault)}\n${say(seeHelp(called(io)))}\n`);
  return EXIT_USAGE;
};

const seeHelp = (program: string): Phrase => ({ ko: `도움말: ${program} --help`, en: `Help: ${program} --help` });
