// Events, one line each, on stdout: JSON, or pretty on a terminal. In: Log.write. Out: lines that hold no secret.
import pino from 'pino';
import { prettyFactory } from 'pino-pretty';
import type { Language, Phrase } from '../domain/language.ts';
import type { Log, LogLevel } from '../domain/ports.ts';

export interface LogOptions {
  readonly level: LogLevel;
  /** In which a phrase among the fields is written. */
  readonly language: Language;
  readonly pretty: boolean;
  readonly colour: boolean;
  /** Takes one whole line; left out: stdout, written at once, so that nothing is lost at exit. */
  readonly write?: (line: string) => void;
}

export const openLog = (options: LogOptions): Log => {
  const write = options.write ?? stdout();
  const dress = options.pretty ? prettyLine(options.colour) : (line: string): string => line;
  const logger = pino(
    {
      level: options.level,
      base: null,
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => write(dress(withoutSecrets(line))) },
  );
  return {
    write: (level, event, fields = {}) => {
      logger[level](spoken(fields, options.language), event);
    },
  };
};

/** Every token that Slack gives, and every socket address: a single-use key to the workspace. */
export const withoutSecrets = (text: string): string =>
  text
    .replaceAll(/\b(?:xox[a-z]|xapp)(?:\.xox[a-z])*-[\w.%-]+/gi, '[token]')
    .replaceAll(/\bwss?:(?:\\?\/){2}[^\s"'\\]+/gi, '[socket]');

const stdout = (): ((line: string) => void) => {
  const destination = pino.destination({ fd: 1, sync: true });
  return (line) => {
    destination.write(line);
  };
};

const prettyLine = (colour: boolean): ((line: string) => string) => {
  const pretty = prettyFactory({
    colorize: colour,
    messageKey: 'event',
    translateTime: 'SYS:HH:MM:ss',
    singleLine: true,
  });
  return (line) => pretty(line) ?? '';
};

const spoken = (fields: Readonly<Record<string, unknown>>, language: Language): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, isPhrase(value) ? value[language] : value]));

const isPhrase = (value: unknown): value is Phrase =>
  typeof value === 'object' && value !== null && 'ko' in value && 'en' in value;
