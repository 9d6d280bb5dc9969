// What a command cannot go on with → its faults on the error stream; gives the exit code.
import type { Language, Phrase } from '../domain/language.ts';
import { called } from './called.ts';
import { EXIT_CONFIG, EXIT_USAGE, type Io } from './io.ts';
import { printable, speech } from './speech.ts';

/** A wrong call; it is told where its help is. */
export const usageError = (io: Io, command: string, faults: readonly Phrase[]): number => {
  const { say } = speech(io, io.err);
  for (const fault of faults) io.err.write(`${printable(say(fault))}\n`);
  io.err.write(`${say({ ko: '도움말', en: 'Help' })}: ${called(io)} ${command} --help\n`);
  return EXIT_USAGE;
};

/** Settings or a token that will not do: nothing in the call itself is wrong. `language`: the rules file's. */
export const refuse = (io: Io, faults: readonly Phrase[], language?: Language): number => {
  const { say } = speech(io, io.err, () => language);
  for (const fault of faults) io.err.write(`${printable(say(fault))}\n`);
  return EXIT_CONFIG;
};
