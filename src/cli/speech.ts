// Environment, stream and the rules file's language → in which language, and in which colours, a command speaks.
import picocolors from 'picocolors';
import { languageFault } from '../bot/settings.ts';
import { chooseLanguage, type Language, type Phrase } from '../domain/language.ts';
import type { Io, Out } from './io.ts';

export interface Speech {
  readonly language: Language;
  readonly say: (phrase: Phrase) => string;
  readonly colour: ReturnType<typeof picocolors.createColors>;
}

/** `fileLanguage`: the `language` of the rules file at hand; a reload may change it. */
export const speech = (
  io: Pick<Io, 'env'>,
  out: Pick<Out, 'isTTY'>,
  fileLanguage: () => Language | undefined = () => undefined,
): Speech => {
  const language = (): Language => chooseLanguage(io.env['ANNYEONG_LANG'], fileLanguage(), systemLocale(io.env));
  return {
    get language() {
      return language();
    },
    say: (phrase) => phrase[language()],
    colour: picocolors.createColors(out.isTTY === true && !io.env['NO_COLOR'] && io.env['TERM'] !== 'dumb'),
  };
};

/** One line where ANNYEONG_LANG is a language that is not spoken here: the command goes on in another. */
export const warnOfLanguage = (io: Pick<Io, 'env' | 'err'>): void => {
  const fault = languageFault(io.env['ANNYEONG_LANG']);
  if (fault !== null) io.err.write(`${printable(speech(io, io.err).say(fault))}\n`);
};

/** What a terminal would obey (escape sequences, bells) shown as signs instead; line breaks and tabs stay. */
export const printable = (text: string): string =>
  text.replace(/(?![\n\t])\p{Cc}/gu, (sign) => (sign < ' ' ? String.fromCharCode(0x2400 + sign.charCodeAt(0)) : '␡'));

export const systemLocale = (env: Io['env']): string =>
  // Windows sets none of the three; there only Intl knows.
  env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || new Intl.DateTimeFormat().resolvedOptions().locale;
