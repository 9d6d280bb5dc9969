// Slack's names of emoji ↔ Unicode, both ways; the list is read at the first question, not at start-up.
import { EMOJI_NAMES } from './emoji-names.ts';

/** The emoji of a name such as `wave`, bare as `bareEmoji` leaves it; undefined for a workspace's own emoji. */
export const emojiNamed = (name: string): string | undefined => lists().byName.get(name.toLowerCase());

/** Slack's first name of an emoji as a person typed it, whatever its skin: 👋🏽 → `wave`; undefined where it is none. */
export const nameOfEmoji = (emoji: string): string | undefined => lists().byEmoji.get(bareEmoji(emoji));

/** Without joiners, variation selectors and skin tones: the one spelling by which emoji are compared. */
export const bareEmoji = (text: string): string => withoutTones(text.replace(/\p{Variation_Selector}|\u200D/gu, ''));

/** A skin tone alone is kept: it is then the emoji. */
export const withoutTones = (text: string): string =>
  text.replace(/(?<=\p{Extended_Pictographic})\p{Emoji_Modifier}+/gu, '');

interface Lists {
  readonly byName: ReadonlyMap<string, string>;
  readonly byEmoji: ReadonlyMap<string, string>;
}

let read: Lists | undefined;

const lists = (): Lists => {
  if (read !== undefined) return read;
  const byName = new Map<string, string>();
  const byEmoji = new Map<string, string>();
  for (const line of EMOJI_NAMES.trim().split('\n')) {
    const [emoji = '', ...names] = line.split(' ');
    for (const name of names) byName.set(name, emoji);
    if (names[0] !== undefined && !byEmoji.has(emoji)) byEmoji.set(emoji, names[0]);
  }
  read = { byName, byEmoji };
  return read;
};
