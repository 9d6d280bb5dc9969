// A Slack export → its messages by time over all channels, with the names that its own lists give.
import { channelId, type UserId } from '../domain/ids.ts';
import type { Message, Self } from '../domain/message.ts';
import { toMessage } from '../intake/message.ts';
import { normalize } from '../intake/normalize.ts';
import { LISTS, type Archive } from './archive.ts';
import { openDays, type DayFile, type Days } from './days.ts';
import { openItems } from './items.ts';
import { merged } from './merge.ts';
import { isFields, openPeople, type Fields, type People } from './people.ts';
import { causeOf, notAnArray, unreadableFile } from './phrases.ts';
import { openTroubles, type Past, type Said, type Troubles } from './said.ts';
import { selfNamed, type Place } from './stand-in.ts';

/** null: the archive is no export. */
export const openExport = async (archive: Archive, bot: UserId | null): Promise<Past | null> => {
  const folders = foldersOf(archive);
  if (folders.size === 0 && !LISTS.some((list) => archive.files.has(list))) return null;
  const troubles = openTroubles();
  const bytes = { total: 0, read: 0 };
  const readable = [...LISTS, ...[...folders.values()].flat().map(({ file }) => file)];
  for (const file of readable) bytes.total += archive.files.get(file) ?? 0;
  const counted: Archive = {
    ...archive,
    read: async function* read(file) {
      for await (const chunk of archive.read(file)) {
        bytes.read += chunk.length;
        yield chunk;
      }
    },
  };
  const people = openPeople();
  for (const list of LISTS) if (archive.files.has(list)) await readList({ archive: counted, list, people, troubles });
  const self = bot === null ? null : { ...selfNamed(bot), ...people.botWith(bot) };
  let passedOver = 0;
  const room = { held: 0 };
  const channels = [...folders].map(([folder, files]): InPlace => {
    const place = people.placeOf(folder);
    const read = readerOf(place, people, self);
    const days = openDays({ archive: counted, troubles, room, files, read: (frame) => read(frame) ?? passed() });
    return { ...days, place, called: place.name ?? place.id };
  });
  const passed = (): null => {
    passedOver += 1;
    return null;
  };

  return {
    kind: 'export',
    self,
    batches: inWords(channels, people, self),
    progress: () => (bytes.total === 0 ? 1 : Math.min(1, bytes.read / bytes.total)),
    troubles,
    passedOver: () => passedOver,
    lacks: ({ kind, name }) => !people.has(kind, name),
    close: archive.close,
  };
};

/** Of a bot that nobody named, no message is its own. */
const NO_BOT = selfNamed('');
/** Exports do not say it again in every message; any that `normalize` takes will do. */
const SOME_CHANNEL = 'C0REPLAY';

type InPlace = Days & { readonly place: Place; readonly called: string };

async function* inWords(
  channels: readonly InPlace[],
  people: People,
  self: Self | null,
): AsyncGenerator<readonly Said[]> {
  for await (const batch of merged(channels)) {
    yield batch.map(([incoming, { called }]): Said => {
      const message: Message = toMessage(incoming, people.names, self);
      return { message, ts: message.ts, channel: called, isNobodys: false };
    });
  }
}

const readerOf = (place: Place, people: People, self: Self | null) => {
  const channel = channelId(place.id);
  return (frame: unknown) => {
    if (!isFields(frame)) return null;
    people.meet(frame);
    const intake = normalize(asLive(frame), self ?? NO_BOT);
    return intake.kind === 'message' ? { ...intake.message, channel } : null;
  };
};

/** As it was when it was first said: an export holds the last wording, and beside it that, and when, it was edited. */
const asLive = (frame: Fields): Fields => ({ ...frame, type: 'message', channel: SOME_CHANNEL, edited: undefined });

const DAY_FILE = /^(.+)\/(\d{4}-\d{2}-\d{2})\.json$/u;

/** The folders by name, each with its days in order. */
const foldersOf = (archive: Archive): ReadonlyMap<string, readonly DayFile[]> => {
  const folders = new Map<string, DayFile[]>();
  for (const file of [...archive.files.keys()].toSorted()) {
    const [, folder, date] = DAY_FILE.exec(file) ?? [];
    if (folder === undefined || date === undefined || Number.isNaN(Date.parse(date))) continue;
    const days = folders.get(folder);
    if (days === undefined) folders.set(folder, [{ file, date }]);
    else days.push({ file, date });
  }
  return folders;
};

interface Listing {
  readonly archive: Archive;
  readonly list: string;
  readonly people: People;
  readonly troubles: Troubles;
}

const readList = async ({ archive, list, people, troubles }: Listing): Promise<void> => {
  const items = openItems();
  try {
    for await (const chunk of archive.read(list))
      for (const entry of items.feed(chunk)) {
        if (list === 'users.json') people.addUser(entry);
        else people.addChannel(entry, list);
      }
  } catch (fault) {
    return troubles.add({ where: list, what: unreadableFile(causeOf(fault)) });
  }
  if (items.fault() !== null) troubles.add({ where: list, what: notAnArray });
};
