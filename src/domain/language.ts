// The two languages in which the bot speaks to the people who edit rules and run it.

export type Language = 'ko' | 'en';

/** One sentence, written by hand for each language. */
export type Phrase = Readonly<Record<Language, string>>;

/** `ANNYEONG_LANG`, else the rules file's own language, else the system's locale, else English. */
export const chooseLanguage = (
  asked: string | undefined,
  file: Language | undefined,
  locale: string | undefined,
): Language => {
  if (asked === 'ko' || asked === 'en') return asked;
  if (file !== undefined) return file;
  return locale?.toLowerCase().startsWith('ko') ? 'ko' : 'en';
};
