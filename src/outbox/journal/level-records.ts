// What a journal remembers ↔ the keys and values under which LevelDB keeps it.
import { channelId, ts } from '../../domain/ids.ts';
import type { Owed, Progress } from '../../domain/ports.ts';
import type { Entry } from './state.ts';

/** Rises when an older release could no longer read what is written. */
export const FORMAT = 1;

export interface LevelRecord {
  readonly key: string;
  readonly value: string;
}

/**
 * What is small stands in the key alone: then a record is put and deleted as a whole, and what is stored can be added up
 * without keeping old values. Keys begin with a letter for the kind, and go on with the time, so that they are read in its order.
 */
export const recordOf = (entry: Entry): LevelRecord => {
  switch (entry.kind) {
    case 'claim':
      return bare(`c/${time(entry.at)}/${entry.key}`);
    case 'used':
      return bare(usedKey(entry.used));
    case 'thread':
      return bare(`h/${time(entry.thread.at)}/${entry.thread.channel}/${entry.thread.thread}`);
    case 'owed':
      return valued(`a/${time(entry.place)}`, JSON.stringify(entry.owed));
    case 'progress':
      return valued(`b/${time(entry.place)}`, JSON.stringify(entry.progress));
    case 'seen':
      return valued('s', String(entry.until));
    case 'text':
      return valued(`k/${entry.name}`, entry.text);
    default:
      return entry satisfies never;
  }
};

export const hasValue = (key: string): boolean => VALUED.has(key.slice(0, 1));
const VALUED: ReadonlySet<string> = new Set(['a', 'b', 'k', 's']);

/** null: it is damaged. */
export const entryOf = ({ key, value }: LevelRecord): Entry | null => {
  const kind = key.slice(0, 1);
  const [first, rest] = cutOnce(key.slice(2));
  const at = Number(first);
  switch (kind) {
    case 'c':
      return isTime(first) && rest !== '' ? { kind: 'claim', key: rest, at } : null;
    case 'o':
      return isTime(first) ? { kind: 'used', used: { kind: 'once_per', key: rest, at } } : null;
    case 'l': {
      const [nth, name] = cutOnce(rest);
      return isTime(first) ? { kind: 'used', used: { kind: 'limit', key: name, at, nth: Number(nth) } } : null;
    }
    case 'e':
      return isTime(first) ? { kind: 'used', used: { kind: 'span', key: rest, everyMs: at } } : null;
    case 't':
      return isTime(first) ? { kind: 'used', used: { kind: 'turn', key: rest, next: at } } : null;
    case 'x': {
      const [until, name] = cutOnce(rest);
      return isTime(first) ? { kind: 'used', used: { kind: 'tripped', key: name, at, until: Number(until) } } : null;
    }
    case 'h': {
      const [channel, thread] = cutOnce(rest);
      return isTime(first) ? { kind: 'thread', thread: { at, channel: channelId(channel), thread: ts(thread) } } : null;
    }
    default:
      return valuedEntryOf(kind, { key, value });
  }
};

const valuedEntryOf = (kind: string, { key, value }: LevelRecord): Entry | null => {
  const text = unsealed(value);
  if (text === null) return null;
  const place = Number(key.slice(2));
  switch (kind) {
    case 'a':
      return { kind: 'owed', place, owed: parsedOwed(text) };
    case 'b':
      return { kind: 'progress', place, progress: parsedProgress(text) };
    case 's':
      return { kind: 'seen', until: Number(text) };
    case 'k':
      return { kind: 'text', name: key.slice(2), text };
    default:
      return null;
  }
};

/** What carries its own sum and was written by this format is what was handed in. */
const parsedOwed = (text: string): Owed => JSON.parse(text);
const parsedProgress = (text: string): Progress => JSON.parse(text);

const usedKey = (used: Extract<Entry, { kind: 'used' }>['used']): string => {
  switch (used.kind) {
    case 'once_per':
      return `o/${time(used.at)}/${used.key}`;
    case 'limit':
      return `l/${time(used.at)}/${used.nth}/${used.key}`;
    case 'span':
      return `e/${time(used.everyMs)}/${used.key}`;
    case 'turn':
      return `t/${time(used.next)}/${used.key}`;
    case 'tripped':
      return `x/${time(used.at)}/${used.until}/${used.key}`;
    default:
      return used satisfies never;
  }
};

const bare = (key: string): LevelRecord => ({ key: wellFormed(key), value: '' });
const valued = (key: string, text: string): LevelRecord => ({ key: wellFormed(key), value: sealed(wellFormed(text)) });

/** Half of a surrogate pair cannot be written as UTF-8. */
const wellFormed = (text: string): string => (text.isWellFormed() ? text : text.toWellFormed());

const time = (ms: number): string => String(ms).padStart(15, '0');
const isTime = (text: string): boolean => text !== '' && Number.isFinite(Number(text));

const cutOnce = (text: string): readonly [string, string] => {
  const at = text.indexOf('/');
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
};

/** FNV-1a, 32 bits: finds damage, not malice. */
export const sumOf = (text: string): number => {
  let sum = 0x81_1c_9d_c5;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01_00_01_93);
  return sum >>> 0;
};

export const sealed = (text: string): string => `${sumOf(text).toString(36)} ${text}`;

/** null: it is not what was written. */
export const unsealed = (value: string): string | null => {
  const end = value.indexOf(' ');
  const text = value.slice(end + 1);
  return value.slice(0, end) === sumOf(text).toString(36) ? text : null;
};
