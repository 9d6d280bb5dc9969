// A checked message and the names behind its ids → the message as rules and templates see it.
import type { ChannelKind, Incoming, Message, Names, Self } from '../domain/message.ts';
import { decodeText } from './decode.ts';

/** `self` null: nobody is the bot, so that no mention is its own (`explain` without `--bot`). */
export const toMessage = (incoming: Incoming, names: Names, self: Self | null): Message => {
  const { text, channel, author, hints } = incoming;
  return {
    ...incoming,
    author: author.kind === 'bot' ? { ...author, user: author.user ?? names.account?.(author) ?? null } : author,
    channelName: names.channel(channel),
    channelKind: names.channelKind(channel) ?? kindById(channel),
    channelNames: names.channelNames(channel),
    standing: names.standing(author),
    userName: names.user(author.id) ?? hints?.name,
    shown: decodeText(self === null ? text : withoutLeadingMention(text, self.user), names),
    mentionsBot: self !== null && mentions(text, self.user),
  };
};

/** Only a direct message can be told by its id: C is public or private, G an old private channel or a group's. */
const kindById = (channel: string): ChannelKind | undefined => (channel.startsWith('D') ? 'dm' : undefined);

/** Said once, twice, or with nothing else: what remains is what the bot was told. */
const withoutLeadingMention = (text: string, user: string): string => {
  let rest = text;
  for (;;) {
    const start = rest.trimStart();
    const end = mentionEnd(start, user);
    if (end < 0) return rest;
    rest = start.slice(end).trimStart();
  }
};

const mentions = (text: string, user: string): boolean => text.includes(`<@${user}>`) || text.includes(`<@${user}|`);

/** Where the mention ends with which the text begins; -1: it begins with none. */
const mentionEnd = (text: string, user: string): number => {
  const opening = `<@${user}`;
  if (!text.startsWith(opening)) return -1;
  if (text[opening.length] === '>') return opening.length + 1;
  return text[opening.length] === '|' ? text.indexOf('>', opening.length) + 1 || -1 : -1;
};
