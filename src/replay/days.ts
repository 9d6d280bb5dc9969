// One channel's day files → its messages by time: never more than one file is held, and of a huge one a stretch.
import type { Incoming } from '../domain/message.ts';
import type { Archive } from './archive.ts';
import { openItems } from './items.ts';
import { causeOf, cutOff, notAnArray, unreadableFile, unreadableItems } from './phrases.ts';
import type { Troubles } from './said.ts';

/** A day's messages are put in order over so many at a time; where there are more, only those are held. */
export const STRETCH_MAX = 20_000;
/**
 * So many messages of all channels together are read ahead, to see when they were really written; where there are more, a
 * file that is not read yet is taken to begin on the date that it is named for.
 */
const AHEAD_MAX = 100_000;
/** A day begins at most so long before its date does in UTC, wherever the export was made. */
const ZONE_MS_MAX = 14 * 60 * 60 * 1000;

export interface Channel {
  readonly archive: Archive;
  readonly troubles: Troubles;
  readonly room: Room;
  /** Its files in the order of their dates. */
  readonly files: readonly DayFile[];
  /** A frame of the export → the message in it; null where it is none. */
  readonly read: (frame: unknown) => Incoming | null;
}

/** What all channels of an export hold together. */
export interface Room {
  held: number;
}

export interface DayFile {
  readonly file: string;
  /** 2026-11-24 */
  readonly date: string;
}

export interface Days {
  /** The ts of the next message, or of the earliest that it can be where it is not read yet; null: there are no more. */
  readonly next: () => string | null;
  /** Takes the next message; null: it has to be read first. */
  readonly take: () => Incoming | null;
  readonly read: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export const openDays = ({ archive, troubles, room, files, read }: Channel): Days => {
  let at = 0;
  let reading: Reading | null = null;
  /** In order, from `from` on. */
  let waiting: Incoming[] = [];
  let from = 0;
  let goesByDate = false;

  return {
    next: () => {
      const first = waiting[from];
      if (first !== undefined) return first.ts;
      const day = files[at];
      return day === undefined ? null : goesByDate ? beginOf(day.date) : AT_ONCE;
    },
    take: () => {
      // Of a day that is not read to its end, something older may still come.
      const held = reading === null ? 0 : STRETCH_MAX / 2;
      if (waiting.length - from <= held) return null;
      room.held -= 1;
      return waiting[from++] ?? null;
    },
    read: async () => {
      const day = files[at];
      if (day === undefined) return;
      if (reading === null && !goesByDate && room.held >= AHEAD_MAX) {
        goesByDate = true;
        return;
      }
      waiting = waiting.slice(from);
      from = 0;
      const before = waiting.length;
      reading ??= openReading(archive.read(day.file));
      const hasMore = await reading.into(waiting, read);
      room.held += waiting.length - before;
      waiting.sort((a, b) => compareTs(a.ts, b.ts));
      if (hasMore) return;
      for (const what of reading.faults()) troubles.add({ where: day.file, what });
      reading = null;
      goesByDate = false;
      at += 1;
    },
    close: async () => reading?.close(),
  };
};

type Reading = ReturnType<typeof openReading>;

const openReading = (bytes: AsyncIterable<Uint8Array>) => {
  const chunks = bytes[Symbol.asyncIterator]();
  const items = openItems();
  let failed: unknown = null;

  const more = async (): Promise<readonly unknown[] | null> => {
    try {
      const { done, value } = await chunks.next();
      return done === true ? null : items.feed(value);
    } catch (fault) {
      failed = fault;
      return null;
    }
  };

  return {
    /** Until a stretch is full or the file ends; whether there may be more. */
    into: async (list: Incoming[], read: Channel['read']): Promise<boolean> => {
      while (list.length < STRETCH_MAX) {
        const frames = await more();
        if (frames === null) return false;
        for (const frame of frames) {
          const message = read(frame);
          if (message !== null) list.push(message);
        }
      }
      return true;
    },
    faults: () => {
      if (failed !== null) return [unreadableFile(causeOf(failed))];
      const fault = items.fault();
      return [
        ...(items.broken() > 0 ? [unreadableItems(items.broken())] : []),
        ...(fault === null ? [] : [fault === 'cut_off' ? cutOff : notAnArray]),
      ];
    },
    close: async () => void (await chunks.return?.()),
  };
};

/** Before any message: what cannot be told of a file that is not read. */
const AT_ONCE = '0';

const beginOf = (date: string): string => ((Date.parse(date) - ZONE_MS_MAX) / 1000).toFixed(6);

/** Ascending. Those of one length, which all are nowadays, are in order as texts. */
export const compareTs = (a: string, b: string): number =>
  a.length === b.length ? (a < b ? -1 : a > b ? 1 : 0) : Number(a) - Number(b);
