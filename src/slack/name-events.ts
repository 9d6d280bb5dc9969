// A frame of the session in, what it tells about names into the caches: what Slack says by itself need not be asked.
import type { Cache } from './names-cache.ts';
import { channelOf, field, text, userNameOf, type Channel } from './slack-names.ts';

export interface NameCaches {
  readonly users: Cache<string>;
  readonly channels: Cache<Channel>;
}

/** Never throws, whatever the frame is. */
export const noteNames = (frame: unknown, { users, channels }: NameCaches): void => {
  const subject = field(frame, 'channel');
  const type = text(field(frame, 'type')) ?? '';
  switch (type) {
    case 'channel_rename':
    case 'group_rename':
      // It does not say reliably whether the channel is private: what was known before does.
      noteChannel(channels, subject, (known) => known?.kind);
      return;
    case 'channel_created':
    case 'channel_joined':
    case 'group_joined':
      noteChannel(channels, subject, (known) => channelOf(subject).kind ?? known?.kind);
      return;
    case 'user_change':
    case 'team_join': {
      const user = field(frame, 'user');
      const id = text(field(user, 'id'));
      const name = userNameOf(user);
      if (id !== undefined && name !== undefined) users.set(id, name);
      return;
    }
    default:
      noteConversion(channels, type === 'message' ? text(field(frame, 'subtype')) : type, subject);
  }
};

const noteChannel = (
  channels: Cache<Channel>,
  subject: unknown,
  kindBy: (known: Channel | null | undefined) => Channel['kind'],
): void => {
  const id = text(field(subject, 'id'));
  const name = text(field(subject, 'name'));
  if (id === undefined || name === undefined) return;
  const kind = kindBy(channels.get(id)?.value);
  if (kind === undefined) channels.hint(id, { name, kind });
  else channels.set(id, { name, kind });
};

const noteConversion = (channels: Cache<Channel>, event: string | undefined, subject: unknown): void => {
  const [, to] = /^channel_convert(?:ed)?_to_(private|public)$/.exec(event ?? '') ?? [];
  const id = text(subject) ?? text(field(subject, 'id'));
  if (to === undefined || id === undefined) return;
  const name = channels.get(id)?.value?.name;
  if (name === undefined) channels.forget(id);
  else channels.set(id, { name, kind: to === 'private' ? 'private' : 'public' });
};
