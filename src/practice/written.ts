// What a person typed → the text as Slack stores and sends it: escaped, with mentions, channels and links as tokens.
import type { Roster } from './roster.ts';

const LINK = /https?:\/\/[^\s<>|]*[^\s<>|.,!?:;'")\]]/gu;
const ADDRESS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu;
const NAMED = /(?<![\p{L}\p{N}_])([@#])([\p{L}\p{N}_-]+)/gu;
const EVERYBODY: ReadonlySet<string> = new Set(['here', 'channel', 'everyone']);

/** Of `@김하나야` the longest known name counts, since particles stick to it; `@hanabi` is not `@hana`. */
export const asSlackWrites = (typed: string, roster: Roster): string =>
  outsideLinks(escapeText(typed), (text) =>
    text.replace(NAMED, (whole, sign: string, word: string) => named(sign, word, roster) ?? whole),
  );

/** What Slack makes of the text of `chat.postMessage`: tokens are kept, bare links become tokens, a lone `&` is escaped. */
export const asSlackStores = (posted: string): string =>
  posted
    .split(/(<[^<>]*>)/u)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(/&(?!amp;|lt;|gt;)/gu, '&amp;').replace(LINK, (url) => `<${url}>`),
    )
    .join('');

const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Links first, so that an `@` or `#` inside an address is no mention. */
const outsideLinks = (text: string, mentions: (text: string) => string): string =>
  text
    .split(new RegExp(`(${LINK.source}|${ADDRESS.source})`, 'u'))
    .map((part, index) =>
      index % 2 === 0 ? mentions(part) : part.startsWith('http') ? `<${part}>` : `<mailto:${part}|${part}>`,
    )
    .join('');

const named = (sign: string, word: string, roster: Roster): string | null => {
  for (let length = word.length; length > 0; length -= 1) {
    if (/^[\w-]/u.test(word.slice(length))) continue;
    const token = sign === '@' ? mention(word.slice(0, length), roster) : channelLink(word.slice(0, length), roster);
    if (token !== null) return token + word.slice(length);
  }
  return null;
};

const mention = (name: string, roster: Roster): string | null => {
  if (EVERYBODY.has(name)) return `<!${name}>`;
  const person = roster.people().find((one) => one.name === name || one.handle === name);
  return person === undefined ? null : `<@${person.id}>`;
};

const channelLink = (name: string, roster: Roster): string | null => {
  const channel = roster.channels().find((one) => one.name === name);
  return channel === undefined ? null : `<#${channel.id}|${name}>`;
};
