// How a syntax mistake is told: a code, and a sentence and a hint in both languages.
import type { Saying, SlipCode } from './slip.ts';
import { quoted } from './words.ts';

interface Texts {
  readonly ko: readonly [message: string, hint: string];
  readonly en: readonly [message: string, hint: string];
}

export const saying = (code: SlipCode, { ko, en }: Texts): Saying => ({
  code,
  message: { ko: ko[0], en: en[0] },
  hint: { ko: ko[1], en: en[1] },
});

/** A value, and the key before it where there is one. */
export interface Valued {
  readonly key: string | null;
  readonly value: string;
}

/** `reply: "…"` in backquotes: the line as it should read, where the text has a key before it. */
export const offered = (key: string | null, text: string): string => inMarks(labelled(key, quoted(text)));

/** The same for a value that is no text in double quotes. */
export const labelled = (key: string | null, value: string): string => (key === null ? value : `${key}: ${value}`);

/** In backquotes, as what is to be written stands in a hint; doubled around a text that holds one. */
export const inMarks = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);
