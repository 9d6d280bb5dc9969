// From one entry of `react` as written to the emoji's name, or to why it is none.
import { emojiNamed, nameOfEmoji } from '../domain/emoji.ts';
import type { Finding } from './phrases.ts';
import { emojiName, emojiUnicode } from './phrases-names.ts';

/** `:wave:` is the same as `wave`; a skin tone (`:wave::skin-tone-2:`) is Slack's own spelling and stays. */
export const emojiOf = (text: string): string => text.trim().replace(/^:/u, '').replace(/:$/u, '');

export const emojiFault = (text: string): Finding | null => {
  const name = emojiOf(text);
  const unicode = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u.exec(name);
  if (unicode !== null) return emojiUnicode(text, nameOfEmoji(name.trim()) ?? nameOfEmoji(unicode[0]));
  if (/^[^\s,，、"'“”‘’`.!?()[\]{}:]+(::skin-tone-[2-6])?$/u.test(name)) return null;
  const parts = name.split(/[\s,，、"'“”‘’`:.!?()[\]{}]+/u).filter((part) => part !== '');
  const joined = parts.join('_');
  return emojiName(text, emojiNamed(joined) === undefined ? parts : [joined]);
};
