// What a program tells of a message → that message as rules see it; null where it is one that Slack itself wrote.
import { botId, channelId, msToTs, ts, tsToMs, userId, type Ts } from '../domain/ids.ts';
import { kindOfId, type Message, type Self } from '../domain/message.ts';
import { toMessage } from '../intake/message.ts';
import { isOfSlack } from '../intake/normalize.ts';
import { A_PERSON, namesOf, personNamed, placeOf, selfNamed, TEAM, whoIs, type Place, type Who } from './stand-in.ts';

interface Named {
  readonly id: string;
  readonly name?: string | undefined;
}

interface Told {
  readonly text: string;
  readonly channel?: Named | undefined;
  readonly user?: Named | undefined;
  readonly ts?: string | undefined;
  readonly threadTs?: string | undefined;
}

interface Setting {
  readonly now?: number | Date | undefined;
  readonly bot?: Named | undefined;
}

export interface ToldMessage {
  readonly message: Message;
  /** The same, as if it were written now: `hours` go by a message's own time. */
  readonly asOfNow: Message;
  readonly self: Self | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Throws a TypeError where something told is of no use. */
export const messageTold = (told: Told, { now, bot }: Setting): ToldMessage | null => {
  if (typeof told.text !== 'string') throw new TypeError('text must be a string');
  if (told.user !== undefined && isOfSlack(told.user.id)) return null;
  const place = told.channel === undefined ? placeOf('general') : placeWith(told.channel);
  const who = told.user === undefined ? A_PERSON : whoWith(told.user);
  const given = told.ts === undefined ? null : tsGiven(told.ts, 'ts');
  const nowMs = now === undefined ? (given === null ? Date.now() : tsToMs(given)) : Number(now);
  if (!Number.isFinite(nowMs) || nowMs < 0) throw new TypeError('now must be a Date, or milliseconds since the epoch');
  const at = given ?? msToTs(nowMs);
  const parent = told.threadTs === undefined ? null : tsGiven(told.threadTs, 'threadTs');
  const self = bot === undefined ? null : selfNamed(bot.id, bot.name);
  const incoming = {
    team: TEAM,
    channel: channelId(place.id),
    ts: at,
    // A parent that has replies names itself as its thread.
    threadTs: parent === at ? null : parent,
    author: who.author,
    text: told.text,
  };
  const message = toMessage(incoming, namesOf(place, who), self);
  return { message, asOfNow: now === undefined ? message : { ...message, ts: msToTs(nowMs) }, self, now: nowMs };
};

const placeWith = ({ id, name }: Named): Place => {
  if (name === undefined) return placeOf(id);
  const bare = name.replace(/^#/, '').normalize('NFC');
  // Slack names group messages by their members: mpdm-kim--lee--park-1.
  return { id: channelId(id), name: bare, kind: bare.startsWith('mpdm-') ? 'group_dm' : kindOfId(id) };
};

const whoWith = ({ id, name }: Named): Who => {
  const who = whoIs(id) ?? personNamed(id);
  if (name === undefined) return who;
  const bare = name.replace(/^@/, '').normalize('NFC');
  const author = who.author.kind === 'bot' ? { ...who.author, id: botId(id) } : { ...who.author, id: userId(id) };
  return { author, name: bare, standing: { ...who.standing, names: [bare] } };
};

const tsGiven = (text: string, field: string): Ts => {
  if (!/^\d{1,12}\.\d{1,6}$/.test(text)) throw new TypeError(`${field} must be as Slack writes it: 1795000000.000100`);
  return ts(text);
};
