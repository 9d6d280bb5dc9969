// A frame as it came off the wire → the message in it, or the named reason why there is none to answer.
import { botId, channelId, ts, userId } from '../domain/ids.ts';
import type { Author, Hints, Incoming, Intake, NotAMessage, Self } from '../domain/message.ts';

/** An allow-list, because Slack adds subtypes without notice; all others are written by no person. */
const SUBTYPES_ANSWERED: ReadonlySet<string> = new Set(['file_share', 'thread_broadcast', 'me_message', 'bot_message']);
const SUBTYPES_OF_CHANGES: ReadonlySet<string> = new Set([
  'message_changed',
  'message_deleted',
  'message_replied',
  'tombstone',
]);

/** Slackbot, and what Slack writes in place of the author of a message that it may not show. */
const USERS_OF_SLACK: ReadonlySet<string> = new Set(['USLACKBOT', 'UREVOKEDU']);

export const isOfSlack = (user: string): boolean => USERS_OF_SLACK.has(user);

// Slack's ids have 9 to 11 characters; the bound keeps an absurd one out of caches and journals.
const CHANNEL = /^[CGD][A-Z0-9]{1,63}$/;
const USER = /^[UW][A-Z0-9]{1,63}$/;
const BOT = /^B[A-Z0-9]{1,63}$/;
/** A workspace, or a company that has several. */
const HOME = /^[TE][A-Z0-9]{1,63}$/;
const TS = /^\d{1,12}\.\d{1,6}$/;

type Frame = Readonly<Record<string, unknown>>;

/** Total: any value is allowed, however broken, and nothing throws. `self` tells our own posts from those of others. */
export const normalize = (frame: unknown, self: Self): Intake => {
  if (!isRecord(frame) || typeof frame.type !== 'string') return none('not_an_event');
  if (frame.type !== 'message') return none('other_event');
  if (isChange(frame)) return none('edited');
  if (isSet(frame.hidden) || isSet(frame.is_ephemeral)) return none('hidden');
  const bySlack = isBySlack(frame);
  if (isPresent(frame.subtype) && !bySlack) {
    if (typeof frame.subtype !== 'string') return none('malformed');
    if (!SUBTYPES_ANSWERED.has(frame.subtype)) return none('subtype');
  }
  if (isOwn(frame, self)) return none('own');
  if (bySlack) return none('slackbot');
  const message = read(frame, self);
  return message === null ? none('malformed') : { kind: 'message', message };
};

const none = (why: NotAMessage): Intake => ({ kind: 'none', why });

/** An array passes, and has none of the fields that are asked for. */
const isRecord = (value: unknown): value is Frame => typeof value === 'object' && value !== null;

/** Slack writes null for a field that is not there, `bot_id: null` and `subtype: null` above all. */
const isPresent = (value: unknown): boolean => value !== undefined && value !== null;

const isSet = (value: unknown): boolean => isPresent(value) && value !== false;

/** An edit, an unfurl, a deletion or a thread's counters; `message_replied` is known to come without its subtype. */
const isChange = (frame: Frame): boolean =>
  (typeof frame.subtype === 'string' && SUBTYPES_OF_CHANGES.has(frame.subtype)) ||
  [frame.message, frame.previous_message, frame.deleted_ts, frame.edited].some(isPresent);

const isBySlack = (frame: Frame): boolean =>
  frame.subtype === 'slackbot_response' ||
  (typeof frame.user === 'string' &&
    isOfSlack(frame.user) &&
    (!isPresent(frame.subtype) || frame.subtype === 'bot_message'));

/** `self.bot` may be unknown: then only the user tells, and a missing `bot_id` is not ours. */
const isOwn = (frame: Frame, self: Self): boolean =>
  frame.user === self.user || (self.bot !== null && (frame.bot_id === self.bot || profileId(frame) === self.bot));

const read = (frame: Frame, self: Self): Incoming | null => {
  const author = readAuthor(frame);
  const text = readText(frame);
  if (author === null || text === null) return null;
  const { channel, ts: at, thread_ts: thread } = frame;
  if (!isShaped(channel, CHANNEL) || !isShaped(at, TS)) return null;
  if (isPresent(thread) && !isShaped(thread, TS)) return null;
  const hints = readHints(frame);
  return {
    // Always ours, never the frame's `team`: that is the author's on Slack Connect and may be missing when the same
    // message comes again, and one message under two keys would be answered twice.
    team: self.team,
    channel: channelId(channel),
    ts: ts(at),
    // A parent that has replies names itself as its thread.
    threadTs: isShaped(thread, TS) && thread !== at ? ts(thread) : null,
    author,
    text,
    ...(hints !== null && { hints }),
  };
};

/** Some frames bring along who wrote them; null: this one does not. The frame's `team` and `source_team` need not be theirs. */
const readHints = (frame: Frame): Hints | null => {
  const person = isRecord(frame.user_profile) ? frame.user_profile : {};
  const bot = isRecord(frame.bot_profile) ? frame.bot_profile : {};
  const team = [frame.user_team, bot.team_id, person.team].find((id) => isShaped(id, HOME));
  const name = [person.display_name, person.real_name, bot.name, frame.username].find(isName);
  const flags = [person.is_restricted, person.is_ultra_restricted];
  const guest = flags.includes(true) ? true : flags.includes(false) ? false : undefined;
  if (team === undefined && name === undefined && guest === undefined) return null;
  return { team: isShaped(team, HOME) ? team : undefined, name: isName(name) ? name : undefined, guest };
};

/** Slack allows 80 characters. */
const isName = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= 256;

/** A bot shows itself by `bot_message`, `bot_id` (with an `app_id` or not) or `bot_profile`: any of them suffices. */
const readAuthor = (frame: Frame): Author | null => {
  const person = isShaped(frame.user, USER) ? userId(frame.user) : null;
  if (isPresent(frame.user) && person === null) return null;
  if (!isByBot(frame)) return person === null ? null : { kind: 'person', id: person };
  const named = [frame.bot_id, profileId(frame)].find((id) => isShaped(id, BOT));
  if (isShaped(named, BOT)) return { kind: 'bot', id: botId(named), user: person };
  return person === null ? null : { kind: 'bot', id: person, user: person };
};

const isByBot = (frame: Frame): boolean =>
  frame.subtype === 'bot_message' || (isPresent(frame.bot_id) && frame.bot_id !== '') || isPresent(frame.bot_profile);

const profileId = (frame: Frame): unknown => (isRecord(frame.bot_profile) ? frame.bot_profile.id : undefined);

/** Files, blocks and attachments may stand alone; a message with nothing at all is broken. */
const readText = (frame: Frame): string | null => {
  if (typeof frame.text === 'string') return frame.text;
  if (isPresent(frame.text)) return null;
  return [frame.files, frame.file, frame.blocks, frame.attachments].some(isPresent) ? '' : null;
};

const isShaped = (value: unknown, shape: RegExp): value is string => typeof value === 'string' && shape.test(value);
