// From one entry of `react` as written to the emoji's name, or to why it is none.
import { EMOJI_NAMES } from '../domain/emoji-names.ts';
import { emojiNamed, nameOfEmoji } from '../domain/emoji.ts';
import type { Finding } from './phrases.ts';
import { emojiName, emojiUnicode, emojiUnknown, wideSign } from './phrases-names.ts';

/** `:wave:` is the same as `wave`; a skin tone (`:wave::skin-tone-2:`) is Slack's own spelling and stays. */
export const emojiOf = (text: string): string => text.trim().replace(/^:/u, '').replace(/:$/u, '');

export const emojiFault = (text: string): Finding | null => {
  const name = emojiOf(text);
  if (/：/u.test(text)) return wideSign('emoji-name', ['：', ':'], `react: ${emojiOf(text.replaceAll('：', ':'))}`);
  const unicode = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u.exec(name);
  if (unicode !== null) return emojiUnicode(text, valueOf(name.trim()) ?? namesOf(name) ?? valueOf(unicode[0]));
  if (/^[^\s,，、"'“”‘’`.!?()[\]{}:]+(::skin-tone-[2-6])?$/u.test(name))
    return mistyped(name.replace(/::.*$/u, '').toLowerCase());
  const parts = name.split(/[\s,，、"'“”‘’`:.!?()[\]{}]+/u).filter((part) => part !== '');
  const joined = parts.join('_');
  return emojiName(text, (emojiNamed(joined) === undefined ? parts : [joined]).map(asValue));
};

const valueOf = (emoji: string): string | undefined => {
  const name = nameOfEmoji(emoji);
  return name === undefined ? undefined : asValue(name);
};

/** YAML would read the name `+1` as a number. */
const asValue = (name: string): string => (/^[+-]?\d/u.test(name) ? `"${name}"` : name);

/** `👋👍` as a list of both names. */
const namesOf = (text: string): string | undefined => {
  const names = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => nameOfEmoji(segment));
  const known = names.filter((name) => name !== undefined);
  return known.length > 1 ? `[${known.map(asValue).join(', ')}]` : undefined;
};

/** A workspace has emoji of its own, so only a name that is one slip away from Slack's is worth a word. */
const mistyped = (name: string): Finding | null => {
  if (emojiNamed(name) !== undefined) return null;
  const near = EMOJI_NAMES.split(/\s/u).find((known) => isSlipOf(name, known));
  return near === undefined ? null : emojiUnknown(name, near);
};

/** Shorter names are one letter away from too many others: `nice` is not `rice`. */
const LETTER_SLIP_LENGTH_MIN = 5;

/** Two letters swapped; or, in a longer name, one letter (no digit: `heart2` is a name) changed, added or left out. */
const isSlipOf = (name: string, known: string): boolean => {
  if (Math.abs(name.length - known.length) > 1 || name[0] !== known[0]) return false;
  let from = 0;
  while (from < name.length && name[from] === known[from]) from++;
  let behind = 0;
  while (behind < Math.min(name.length, known.length) - from && name.at(-1 - behind) === known.at(-1 - behind))
    behind++;
  const [odd, right] = [name.slice(from, name.length - behind), known.slice(from, known.length - behind)];
  if (odd.length === 2 && right.length === 2) return odd[0] === right[1] && odd[1] === right[0];
  return (
    Math.max(odd.length, right.length) === 1 &&
    Math.min(name.length, known.length) >= LETTER_SLIP_LENGTH_MIN &&
    !/\d/u.test(odd + right)
  );
};
