// Where one sits in the practice workspace: who speaks, in which channel, in which thread.
import type { Phrase } from '../domain/language.ts';
import type { Channel, Person } from './roster.ts';
import type { Workspace } from './workspace.ts';

export interface Seat {
  readonly who: Person;
  /** A channel's id, or `dm`: the direct message of `who` with the bot. */
  readonly where: string;
  /** The thread to answer in; null: outside threads. */
  readonly thread: string | null;
  /** The thread of the last message that was said in `where`. */
  readonly lastThread: string | null;
}

export const DM = 'dm';

export const firstSeat = (workspace: Workspace): Seat => {
  const [who] = speakers(workspace);
  const [channel] = workspace.channels();
  if (who === undefined || channel === undefined) throw new RangeError('a workspace has people and channels');
  return { who, where: channel.id, thread: null, lastThread: null };
};

/** Whom one may speak as: whatever the bot itself and Slackbot say is never answered. */
export const speakers = (workspace: Workspace): readonly Person[] =>
  workspace.people().filter(({ id }) => id !== workspace.self.user && id !== 'USLACKBOT');

/** Those with a name; direct messages are reached by `/dm`. */
export const rooms = (workspace: Workspace): readonly Channel[] =>
  workspace.channels().filter(({ name }) => name !== null);

export const moveTo = (seat: Seat, where: string): Seat => ({ ...seat, where, thread: null, lastThread: null });

/** A group's direct message is called by the people in it: nobody in Slack sees its `mpdm-…` name. */
export const roomName = (channel: Channel, workspace: Workspace): string =>
  channel.kind === 'group_dm'
    ? speakers(workspace)
        .filter(({ id }) => channel.members.has(id))
        .map(({ name }) => name)
        .join(', ')
    : `#${channel.name ?? channel.id}`;

/** `#general`, `DM`, with the thread where one answers inside it. */
export const placeOf = (seat: Seat, workspace: Workspace): Phrase => {
  const channel = workspace.channels().find(({ id }) => id === seat.where);
  const name = seat.where === DM || channel === undefined ? 'DM' : roomName(channel, workspace);
  return seat.thread === null ? { ko: name, en: name } : { ko: `${name} 스레드`, en: `${name} thread` };
};
