// What a rendering is handed → the variables of a template, each text marked with who wrote it.
import type { TemplateData } from '../domain/rule.ts';
import { byPerson, type Marked } from './marked.ts';

/** What each word before the point knows; `vars` and `match` depend on the rules. */
export const VARIABLES: Readonly<Record<string, readonly string[]>> = {
  user: ['name', 'mention', 'id'],
  channel: ['name', 'mention', 'id'],
  message: ['text', 'link'],
  bot: ['name'],
};

/**
 * Ids and links are Slack's own; what does not look like one is kept from being read as part of a mention. Without Slack
 * (`explain`) a name stands for its id: letters of any script, and none of the signs that mean something in a token.
 */
const ID = /^[\p{L}\p{M}\p{N}._-]+$/u;
const LINK = /^https?:\/\/[^\s<>|&]+$/u;

export const scopeOf = (
  data: TemplateData,
  { vars, timezone }: { vars: Readonly<Record<string, string>>; timezone: string },
): object => {
  const { message, captures } = data;
  const user = message.author.id;
  return bareObject({
    user: bareObject({
      name: named(message.userName ?? user),
      mention: idText(user, `<@${user}>`),
      id: idText(user, user),
    }),
    channel: bareObject({
      name: named(message.channelName),
      mention: idText(message.channel, `<#${message.channel}>`),
      id: idText(message.channel, message.channel),
    }),
    message: bareObject({
      text: byPerson(message.shown),
      link: LINK.test(data.link) ? data.link : byPerson(data.link),
    }),
    match: bareObject({
      ...Object.fromEntries(captures.groups.map((group, index) => [index, byPerson(group)])),
      ...Object.fromEntries(Object.entries(captures.named).map(([name, group]) => [name, byPerson(group)])),
    }),
    vars: bareObject(vars),
    bot: bareObject({ name: byPerson(data.botName) }),
    get now() {
      return isoTime(data.now, timezone);
    },
  });
};

const named = (name: string | undefined): Marked | undefined => (name === undefined ? undefined : byPerson(name));

const idText = (id: string, text: string): string | Marked => (ID.test(id) ? text : byPerson(text));

/** Without a prototype, so that a name such as `constructor` finds nothing. */
const bareObject = (from: object): object =>
  Object.defineProperties(Object.create(null), Object.getOwnPropertyDescriptors(from));

let clockFace: { readonly timezone: string; readonly format: Intl.DateTimeFormat } | null = null;

/** `2026-11-24T18:12:00+09:00`: reads well, sorts as text, and is what the filter `date` takes. */
const isoTime = (now: number, timezone: string): string => {
  if (clockFace?.timezone !== timezone) clockFace = { timezone, format: formatIn(timezone) };
  const parts = Object.fromEntries(clockFace.format.formatToParts(now).map(({ type, value }) => [type, value]));
  const offset = (parts['timeZoneName'] ?? '').replace('GMT', '') || '+00:00';
  return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}:${parts['second']}${offset}`;
};

const formatIn = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  });
