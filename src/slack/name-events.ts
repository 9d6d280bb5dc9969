// A frame of the session in, what it tells about names out: what Slack says by itself need not be asked.
import type { Bindings } from './bindings.ts';
import type { Cache } from './names-cache.ts';
import { field, text } from '../domain/fields.ts';
import { channelOf, personOf, type Channel, type Person } from './slack-names.ts';

export interface NameBook {
  readonly users: Cache<Person>;
  readonly channels: Cache<Channel>;
  readonly channelNames: Bindings;
  readonly peopleNames: Bindings;
}

/** Never throws, whatever the frame is. */
export const noteNames = (frame: unknown, book: NameBook): void => {
  const subject = field(frame, 'channel');
  const type = text(field(frame, 'type')) ?? '';
  switch (type) {
    case 'channel_rename':
    case 'group_rename':
      // It does not say reliably whether the channel is private: what was known before does.
      noteChannel(book, subject, (known) => known?.kind);
      return;
    case 'channel_created':
    case 'channel_joined':
    case 'group_joined':
      noteChannel(book, subject, (known) => channelOf(subject).kind ?? known?.kind);
      return;
    case 'channel_deleted':
    case 'group_deleted':
      withId(subject, (id) => {
        book.channels.forget(id);
        book.channelNames.release(id);
      });
      return;
    case 'channel_archive':
    case 'group_archive':
      withId(subject, book.channelNames.retire);
      return;
    case 'channel_unarchive':
    case 'group_unarchive':
      withId(subject, (id) => {
        const name = book.channels.get(id)?.value?.name;
        if (name !== undefined) book.channelNames.learn(id, [name]);
      });
      return;
    case 'channel_id_changed':
      noteMove(book, text(field(frame, 'old_channel_id')), text(field(frame, 'new_channel_id')));
      return;
    case 'user_change':
    case 'user_profile_changed':
    case 'team_join':
      notePerson(book, field(frame, 'user'));
      return;
    default:
      noteConversion(book.channels, type === 'message' ? text(field(frame, 'subtype')) : type, subject);
  }
};

const notePerson = ({ users, peopleNames }: NameBook, user: unknown): void => {
  const id = text(field(user, 'id'));
  if (id === undefined) return;
  const person = personOf(user, users.get(id)?.value);
  if (person === null) return;
  users.set(id, person);
  if (field(user, 'deleted') === true) peopleNames.retire(id);
  else peopleNames.learn(id, person.names);
};

const noteChannel = (
  { channels, channelNames }: NameBook,
  subject: unknown,
  kindBy: (known: Channel | null | undefined) => Channel['kind'],
): void => {
  const id = text(field(subject, 'id'));
  const name = text(field(subject, 'name'));
  if (id === undefined || name === undefined) return;
  const kind = kindBy(channels.get(id)?.value);
  if (kind === undefined) channels.hint(id, { name, kind });
  else channels.set(id, { name, kind });
  channelNames.learn(id, [name]);
};

/** A channel that is shared with another workspace may get another id. */
const noteMove = ({ channels, channelNames }: NameBook, from: string | undefined, to: string | undefined): void => {
  if (from === undefined || to === undefined) return;
  const known = channels.get(from)?.value ?? null;
  if (known !== null) channels.hint(to, known);
  channels.forget(from);
  channelNames.move(from, to);
};

const noteConversion = (channels: Cache<Channel>, event: string | undefined, subject: unknown): void => {
  const [, to] = /^channel_convert(?:ed)?_to_(private|public)$/.exec(event ?? '') ?? [];
  if (to === undefined) return;
  withId(subject, (id) => {
    const name = channels.get(id)?.value?.name;
    if (name === undefined) channels.forget(id);
    else channels.set(id, { name, kind: to === 'private' ? 'private' : 'public' });
  });
};

/** Slack names a channel by its id alone, or by an object that has it. */
const withId = (subject: unknown, act: (id: string) => void): void => {
  const id = text(subject) ?? text(field(subject, 'id'));
  if (id !== undefined) act(id);
};
