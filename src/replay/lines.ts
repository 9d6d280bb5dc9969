// Lines of JSON, each a message → the messages in the order of the lines; a name stands for itself.
import { StringDecoder } from 'node:string_decoder';
import { botId, channelId, ts, type UserId } from '../domain/ids.ts';
import type { Phrase } from '../domain/language.ts';
import type { Message, Self } from '../domain/message.ts';
import { toMessage } from '../intake/message.ts';
import { isOfSlack, normalize } from '../intake/normalize.ts';
import { isFields, type Fields } from './people.ts';
import { causeOf, fieldMissing, lineTooLong, notAnObject, notJson, unreadableFile } from './phrases.ts';
import { openTroubles, type Past, type Said } from './said.ts';
import { A_PERSON, namesOf, personNamed, placeOf, selfNamed, TEAM, whoIs, type Place, type Who } from './stand-in.ts';

export interface Lines {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** How many bytes there are; null: nobody knows. */
  readonly size: number | null;
  /** As messages about a line name it. */
  readonly called: string;
  readonly bot: UserId | null;
}

export const openLines = ({ bytes, size, called, bot }: Lines): Past => {
  const troubles = openTroubles();
  const self: Self | null = bot === null ? null : selfNamed(bot);
  const places = remembered(placeOf);
  const people = remembered(authorOf);
  let read = 0;

  const batches = async function* batches(): AsyncGenerator<readonly Said[]> {
    let number = 0;
    const take = (line: string): readonly Said[] => {
      number += 1;
      if (line.trim() === '') return [];
      const said = saidIn(line, { places, people, self });
      if (!('fault' in said)) return [said];
      troubles.add({ where: `${called}:${number}`, what: said.fault });
      return [];
    };
    try {
      for await (const lines of linesOf(counted())) yield lines.flatMap(take);
    } catch (fault) {
      troubles.add({ where: called, what: unreadableFile(causeOf(fault)) });
    }
  };
  const counted = async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      read += chunk.length;
      yield chunk;
    }
  };

  return {
    kind: 'lines',
    self,
    batches: batches(),
    progress: () => (size === null || size === 0 ? 0 : Math.min(1, read / size)),
    troubles,
    passedOver: () => 0,
    lacks: () => false,
    close: () => Promise.resolve(),
  };
};

const NO_BOT = selfNamed('');
const LINE_UNITS_MAX = 8 * 1024 * 1024;

/** A line that is longer than that is handed on as far as it goes, and found not to be JSON. */
async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let isFirst = true;
  for await (const chunk of chunks) {
    let text = decoder.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    if (isFirst) text = text.replace(/^\uFEFF/, '');
    isFirst = false;
    const lines = text.split('\n');
    lines[0] = rest.length > LINE_UNITS_MAX ? rest : rest + (lines[0] ?? '');
    rest = lines.pop() ?? '';
    if (lines.length > 0) yield lines;
  }
  yield [rest + decoder.end()];
}

interface Setting {
  readonly places: (word: string) => Place;
  readonly people: (word: string) => Who;
  readonly self: Self | null;
}

const saidIn = (line: string, { places, people, self }: Setting): Said | { readonly fault: Phrase } => {
  if (line.length > LINE_UNITS_MAX) return { fault: lineTooLong };
  const found = parsed(line);
  if (found === undefined) return { fault: notJson };
  if (!isFields(found)) return { fault: notAnObject };
  const { text, channel = 'general', user = null, thread_ts: thread } = found;
  const at = tsIn(found['ts']);
  if (typeof text !== 'string') return { fault: fieldMissing('text', '안녕하세요') };
  if (at === null) return { fault: fieldMissing('ts', '1795000000.000100') };
  if (typeof channel !== 'string' || channel.trim() === '') return { fault: fieldMissing('channel', 'general') };
  if (user !== null && typeof user !== 'string') return { fault: fieldMissing('user', 'U0123456789') };
  const hasParent = thread !== undefined && thread !== null && thread !== '';
  const parent = hasParent ? tsIn(thread) : null;
  if (parent === null && hasParent) return { fault: fieldMissing('thread_ts', '1795000000.000100') };
  const place = places(channel);
  const who = user === null || user === '' ? someone(found) : people(user);
  const isNobodys = normalize(frameOf(found, at), self ?? NO_BOT).kind === 'none' || isSelf(who, self);
  const incoming = {
    team: TEAM,
    channel: channelId(place.id),
    ts: ts(at),
    threadTs: parent === null || parent === at ? null : ts(parent),
    author: who.author,
    text,
  };
  const message: Message = toMessage(incoming, namesOf(place, who), self);
  return { message, ts: String(found['ts']), channel, isNobodys };
};

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/** With or without a fraction, as text or as a number, in the spelling that Slack has. */
const tsIn = (value: unknown): string | null => {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  const [, seconds, fraction = ''] = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(text) ?? [];
  return seconds === undefined ? null : `${seconds}.${fraction.padEnd(6, '0')}`;
};

/** A line may bring more of what Slack writes than is asked for: then it is heeded, as of a live message. */
const frameOf = (line: Fields, at: string): Fields => {
  const { user } = line;
  const account = typeof user === 'string' && isOfSlack(user) ? user : 'U0SOMEONE';
  return {
    ...line,
    type: 'message',
    channel: 'C0SOMEWHERE',
    user: account,
    ts: at,
    thread_ts: null,
    edited: undefined,
  };
};

const isSelf = ({ author }: Who, self: Self | null): boolean => self !== null && author.id === self.user;

/** A message of a bot may name only its `bot_id`; any other without a user is a person's. */
const someone = ({ bot_id: bot }: Fields): Who =>
  typeof bot === 'string' && bot !== ''
    ? {
        author: { kind: 'bot', id: botId(bot), user: null },
        name: undefined,
        standing: { ...A_PERSON.standing, names: [] },
      }
    : A_PERSON;

const authorOf = (word: string): Who => whoIs(word) ?? personNamed(word.trim().normalize('NFC'));

const KNOWN_MAX = 10_000;

/** A million lines are of some hundred people and channels. */
const remembered = <Found>(find: (word: string) => Found): ((word: string) => Found) => {
  const known = new Map<string, Found>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const found = find(word);
    if (known.size < KNOWN_MAX) known.set(word, found);
    return found;
  };
};
