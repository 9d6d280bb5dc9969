// A wrong call of a command → its faults and where its help is, on the error stream; gives the exit code.
import type { Phrase } from '../domain/language.ts';
import { called } from './called.ts';
import { EXIT_USAGE, type Io } from './io.ts';
import { printable, speech } from './speech.ts';

export const usageError = (io: Io, command: string, faults: readonly Phrase[]): number => {
  const { say } = speech(io, io.err);
  for (const fault of faults) io.err.write(`${printable(say(fault))}\n`);
  io.err.write(`${say({ ko: '도움말', en: 'Help' })}: ${called(io)} ${command} --help\n`);
  return EXIT_USAGE;
};
