// Raw frames as Slack sends them, and what each is: the table that is run directly and again over a real socket.
import { botId, channelId, teamId, ts, userId } from '../../src/domain/ids.ts';
import type { Author, Hints, Incoming, NotAMessage, Self } from '../../src/domain/message.ts';

export interface Row {
  readonly says: string;
  /** A text or bytes go over the wire as they are, anything else as JSON. */
  readonly frame: unknown;
  readonly expect: Incoming | NotAMessage;
  /** By this frame Slack ends the session: not for a run over one socket. */
  readonly ends?: true;
}

/** As the practice workspace has it. */
export const SELF: Self = {
  team: teamId('T0PRACTICE'),
  user: userId('U0ANNYEONG'),
  bot: botId('B0ANNYEONG'),
  name: 'annyeong',
  url: 'http://127.0.0.1/',
};

type Fields = Readonly<Record<string, unknown>>;
type Expected = {
  readonly channel?: string;
  readonly threadTs?: string;
  readonly author?: Author;
  readonly text?: string;
  readonly hints?: Partial<Hints>;
};

const SECOND = Math.floor(Date.now() / 1000);
const PARENT = `${SECOND - 60}.000100`;
const HANA: Author = { kind: 'person', id: userId('U0HANAKIM1') };
const person = (id: string): Author => ({ kind: 'person', id: userId(id) });
const bot = (id: string, user: string | null = 'U0WEATHER1'): Author => ({
  kind: 'bot',
  id: botId(id),
  user: user === null ? null : userId(user),
});

const NO_HINTS: Hints = { team: undefined, name: undefined, guest: undefined };

let made = 0;
const nextTs = (): string => `${SECOND}.${String((made += 1)).padStart(6, '0')}`;

/** A message as a Slack client writes it; a field given as undefined is left out. */
const written = (fields: Fields): Fields => {
  const at = nextTs();
  const frame: Fields = {
    type: 'message',
    channel: 'C0HR',
    user: 'U0HANAKIM1',
    text: '휴가 어떻게 써요?',
    ts: at,
    event_ts: at,
    client_msg_id: '5b2d1c0e-6a77-4c1e-9f43-000000000000',
    team: 'T0PRACTICE',
    blocks: [{ type: 'rich_text', block_id: 'b1', elements: [] }],
    suppress_notification: false,
    ...fields,
  };
  return Object.fromEntries(Object.entries(frame).filter(([, value]) => value !== undefined));
};

const message = (says: string, fields: Fields = {}, expected: Expected = {}): Row => {
  const frame = written(fields);
  const text = typeof frame.text === 'string' ? frame.text : '';
  const { channel = 'C0HR', threadTs, author = HANA } = expected;
  const expect: Incoming = {
    team: SELF.team,
    channel: channelId(channel),
    ts: ts(String(frame.ts)),
    threadTs: threadTs === undefined ? null : ts(threadTs),
    author,
    text: expected.text ?? text,
    ...(expected.hints && { hints: { ...NO_HINTS, ...expected.hints } }),
  };
  return { says, frame, expect };
};

const none = (says: string, expect: NotAMessage, fields: Fields): Row => ({ says, frame: written(fields), expect });
const raw = (says: string, expect: NotAMessage, frame: unknown): Row => ({ says, frame, expect });

const PROFILE = { id: 'B0WEATHER1', app_id: 'A0WEATHER1', name: '날씨봇', team_id: 'T0PRACTICE' };
const NESTED = {
  type: 'message',
  user: 'U0HANAKIM1',
  text: '휴가 언제예요?',
  ts: PARENT,
  edited: { user: 'U0HANAKIM1', ts: PARENT },
};
const NO_AUTHOR = { user: undefined, text: undefined, client_msg_id: undefined, blocks: undefined };

const people: readonly Row[] = [
  message('a plain message in a channel'),
  message('a plain message by the API, without client_msg_id and blocks', {
    client_msg_id: undefined,
    blocks: undefined,
  }),
  message('no subtype, written as null', { subtype: null }),
  message('no bot, written as null', { bot_id: null }),
  message('no bot, written as an empty text', { bot_id: '' }),
  message('no thread, written as null', { thread_ts: null }),
  message('not hidden, written out', { hidden: false, is_ephemeral: false }),
  message(
    'a reply in a thread is answered at its parent',
    { thread_ts: PARENT, parent_user_id: 'U0DOYUNLEE' },
    { threadTs: PARENT },
  ),
  message(
    'a reply that is shown in the channel too',
    { subtype: 'thread_broadcast', thread_ts: PARENT, root: NESTED },
    { threadTs: PARENT },
  ),
  message('a message in the third person', { subtype: 'me_message', text: '점심 먹으러 가요' }),
  message('a file with words', {
    subtype: 'file_share',
    text: '이 서류 맞나요?',
    files: [{ id: 'F01', mimetype: 'application/pdf' }],
    upload: true,
  }),
  message('a file alone, with an empty text', { subtype: 'file_share', text: '', files: [{ id: 'F02' }] }),
  message(
    'a file alone, without a text',
    { subtype: 'file_share', text: undefined, blocks: undefined, files: [{ id: 'F03' }] },
    { text: '' },
  ),
  message(
    'a file alone, with null for a text',
    { subtype: 'file_share', text: null, blocks: undefined, files: [{ id: 'F04' }] },
    { text: '' },
  ),
  message('blocks alone, without a text', { text: undefined }, { text: '' }),
  message('an empty text', { text: '' }),
  message('a direct message', { channel: 'D0HANAKIM1' }, { channel: 'D0HANAKIM1' }),
  message('a direct message that says so', { channel: 'D0HANAKIM1', channel_type: 'im' }, { channel: 'D0HANAKIM1' }),
  message('a group DM', { channel: 'G0TRIO', channel_type: 'mpim' }, { channel: 'G0TRIO' }),
  message('a private channel', { channel: 'C0SECRET', channel_type: 'group' }, { channel: 'C0SECRET' }),
  message('an old private group', { channel: 'G024BE91L' }, { channel: 'G024BE91L' }),
  message('a person of Enterprise Grid', { user: 'W012A3CDE' }, { author: person('W012A3CDE') }),
  message(
    'a guest',
    { user: 'U0GUEST001', user_profile: { is_restricted: true } },
    { author: person('U0GUEST001'), hints: { guest: true } },
  ),
  message(
    'a guest of one channel',
    { user_profile: { is_restricted: false, is_ultra_restricted: true, display_name: '', real_name: '박손님' } },
    { hints: { guest: true, name: '박손님' } },
  ),
  message('a profile that tells nothing', { user_profile: { is_restricted: 'yes', display_name: 7, team: {} } }),
  message(
    'a person of another workspace, whose team is not ours',
    { user: 'U0OUTSIDER', team: 'T0PARTNER1', user_team: 'T0PARTNER1', source_team: 'T0PARTNER1' },
    { author: person('U0OUTSIDER'), hints: { team: 'T0PARTNER1' } },
  ),
  message('no team at all', { team: undefined }),
  message('a wrong-typed team', { team: 7 }),
  message('an app_id without a bot_id', { app_id: 'A0ZAPIER01' }),
  message("the bot's bare mention", { text: '<@U0ANNYEONG>' }),
  message('tokens and escapes stay as they are', {
    text: '<@U0DOYUNLEE> &amp; <#C0HR|hr> <https://a.example|여기> &lt;b&gt;',
  }),
  message('an emoji', { text: ':wave::skin-tone-3:' }),
  message('decomposed Hangul', { text: '휴가'.normalize('NFD') }),
  message('lone surrogates', { text: 'a\ud83d b \ude00' }),
  message('control characters and a null character', { text: '휴가\u0000\u0007\u2028요' }),
  message('a text of a megabyte', { text: '휴가 '.repeat(350_000) }),
  message('a text of 20,000 opened brackets', { text: '<'.repeat(20_000) }),
  message('a key named __proto__', { ['__proto__']: { subtype: 'channel_join' }, constructor: 'x', toString: 7 }),
  message('fields that nobody knows', { is_wonderful: true, deep: { deeper: [[[{}]]] } }),
  message('blocks that are no blocks', { blocks: 'none', files: 3, attachments: null }),
  message('starred and pinned', { is_starred: true, pinned_to: ['C0HR'] }),
];

const otherBots: readonly Row[] = [
  message(
    'another bot, by its bot_id alone',
    { bot_id: 'B0WEATHER1', user: 'U0WEATHER1' },
    { author: bot('B0WEATHER1') },
  ),
  message(
    'another bot, by bot_message without a user',
    { subtype: 'bot_message', bot_id: 'B0WEATHER1', username: '날씨봇', user: undefined },
    { author: bot('B0WEATHER1', null), hints: { name: '날씨봇' } },
  ),
  message(
    'another bot, by its profile',
    { user: 'U0WEATHER1', bot_profile: PROFILE },
    { author: bot('B0WEATHER1'), hints: { team: 'T0PRACTICE', name: '날씨봇' } },
  ),
  message(
    'another bot, by app_id and bot_id',
    { user: 'U0WEATHER1', app_id: 'A0WEATHER1', bot_id: 'B0WEATHER1' },
    { author: bot('B0WEATHER1') },
  ),
  message(
    'bot_message with a user only',
    { subtype: 'bot_message', user: 'U0WEATHER1' },
    { author: { kind: 'bot', id: userId('U0WEATHER1'), user: userId('U0WEATHER1') } },
  ),
  message(
    'a bot in a thread',
    { bot_id: 'B0WEATHER1', user: 'U0WEATHER1', thread_ts: PARENT },
    { author: bot('B0WEATHER1'), threadTs: PARENT },
  ),
  message(
    'a bot with attachments only',
    {
      subtype: 'bot_message',
      bot_id: 'B0HOOK0001',
      user: undefined,
      text: undefined,
      blocks: undefined,
      attachments: [{ text: 'build' }],
    },
    { author: bot('B0HOOK0001', null), text: '' },
  ),
  message(
    'a file shared by a bot',
    { subtype: 'file_share', bot_id: 'B0WEATHER1', user: 'U0WEATHER1', files: [{}] },
    { author: bot('B0WEATHER1') },
  ),
  none('bot_message by nobody', 'malformed', { subtype: 'bot_message', user: undefined, bot_id: null }),
  none('a bot by nobody', 'malformed', { user: undefined, bot_id: 17 }),
];

const ours: readonly Row[] = [
  none('our own, by user and bot_id', 'own', { user: 'U0ANNYEONG', bot_id: 'B0ANNYEONG' }),
  none('our own, by user alone', 'own', { user: 'U0ANNYEONG' }),
  none('our own, by bot_id alone', 'own', { user: undefined, bot_id: 'B0ANNYEONG' }),
  none('our own, as bot_message', 'own', {
    subtype: 'bot_message',
    user: undefined,
    bot_id: 'B0ANNYEONG',
    username: 'annyeong',
  }),
  none('our own, by its profile alone', 'own', { user: undefined, bot_profile: { id: 'B0ANNYEONG' } }),
  none('our own, in a thread and the channel', 'own', {
    subtype: 'thread_broadcast',
    user: 'U0ANNYEONG',
    bot_id: 'B0ANNYEONG',
    thread_ts: PARENT,
  }),
  none('our own, sent again after a reconnect', 'own', { user: 'U0ANNYEONG', reply_to: 1 }),
  none('our own in the third person', 'own', { subtype: 'me_message', user: 'U0ANNYEONG' }),
];

const slack: readonly Row[] = [
  none('Slackbot', 'slackbot', { user: 'USLACKBOT' }),
  none('Slackbot, with a bot_id', 'slackbot', { user: 'USLACKBOT', bot_id: 'B01' }),
  none("Slackbot's own answer", 'slackbot', { subtype: 'slackbot_response', user: 'USLACKBOT' }),
  none('a withheld author', 'slackbot', { user: 'UREVOKEDU' }),
  none('a call', 'subtype', { subtype: 'huddle_thread', user: 'USLACKBOT', text: '', room: {} }),
  none('a message withheld for its key', 'subtype', { subtype: 'ekm_access_denied', user: 'UREVOKEDU' }),
];

const changes: readonly Row[] = [
  none('an edit', 'edited', {
    ...NO_AUTHOR,
    subtype: 'message_changed',
    hidden: true,
    message: NESTED,
    previous_message: NESTED,
  }),
  none('a link preview', 'edited', {
    ...NO_AUTHOR,
    subtype: 'message_changed',
    hidden: true,
    message: { ...NESTED, edited: undefined, attachments: [{}] },
  }),
  none('an edit that is not hidden', 'edited', { ...NO_AUTHOR, subtype: 'message_changed', message: NESTED }),
  none('a deletion', 'edited', { ...NO_AUTHOR, subtype: 'message_deleted', hidden: true, deleted_ts: PARENT }),
  none('a deletion without its subtype', 'edited', { ...NO_AUTHOR, deleted_ts: PARENT }),
  none('a change without its subtype', 'edited', { previous_message: NESTED }),
  none('a parent deleted', 'edited', {
    ...NO_AUTHOR,
    subtype: 'message_changed',
    message: { subtype: 'tombstone', user: 'USLACKBOT', ts: PARENT },
  }),
  none('a tombstone', 'edited', { subtype: 'tombstone', user: 'USLACKBOT', text: 'This message was deleted.' }),
  none("a thread's counters", 'edited', {
    ...NO_AUTHOR,
    subtype: 'message_replied',
    hidden: true,
    message: { ...NESTED, reply_count: 1 },
  }),
  none("a thread's counters without their subtype", 'edited', {
    ...NO_AUTHOR,
    hidden: true,
    message: { ...NESTED, reply_count: 1 },
  }),
  none('an edited message that comes again', 'edited', { edited: { user: 'U0HANAKIM1', ts: PARENT } }),
  none('hidden', 'hidden', { hidden: true }),
  none('ephemeral', 'hidden', { is_ephemeral: true, user: 'USLACKBOT' }),
  none('hidden in a wrong type', 'hidden', { hidden: 'true' }),
];

/** Fact 38, but for those that people write and those that change a message. */
const SUBTYPES =
  'assistant_app_thread channel_archive channel_convert_to_private channel_convert_to_public channel_join channel_leave channel_name ' +
  'channel_posting_permissions channel_purpose channel_topic channel_unarchive document_mention file_comment file_mention group_archive ' +
  'group_join group_leave group_name group_purpose group_topic group_unarchive message_locked pinned_item reminder_add reply_broadcast ' +
  'unpinned_item bot_add bot_remove made_up_tomorrow __proto__ constructor';
const subtypes: readonly Row[] = [
  ...SUBTYPES.split(' ').map((subtype) => none(`subtype ${subtype}`, 'subtype', { subtype })),
  none('an empty subtype', 'subtype', { subtype: '' }),
  none('we join a channel', 'subtype', { subtype: 'channel_join', user: 'U0ANNYEONG', inviter: 'U0HANAKIM1' }),
  none('a wrong-typed subtype', 'malformed', { subtype: ['file_share'] }),
];

const broken: readonly Row[] = [
  none('no channel', 'malformed', { channel: undefined }),
  none('channel null', 'malformed', { channel: null }),
  none('a channel as an object', 'malformed', { channel: { id: 'C0HR' } }),
  none('a channel by its name', 'malformed', { channel: 'hr' }),
  none("a person's id for a channel", 'malformed', { channel: 'U0HANAKIM1' }),
  none('an absurdly long channel', 'malformed', { channel: `C${'0'.repeat(100_000)}` }),
  none('a channel with a line break', 'malformed', { channel: 'C0HR\n' }),
  none('no ts', 'malformed', { ts: undefined }),
  none('a ts as a number', 'malformed', { ts: 1700000000.0001 }),
  none('a ts without a fraction', 'malformed', { ts: '1700000000' }),
  none('a ts of letters', 'malformed', { ts: 'yesterday' }),
  none('an absurdly long ts', 'malformed', { ts: `${'9'.repeat(400)}.000100` }),
  none('a negative ts', 'malformed', { ts: '-1.000100' }),
  none('no user', 'malformed', { user: undefined }),
  none('user null', 'malformed', { user: null }),
  none('a user as an object', 'malformed', { user: { id: 'U0HANAKIM1' } }),
  none('a user as a number, of a bot', 'malformed', { user: 5, bot_id: 'B0WEATHER1' }),
  none('a user in small letters', 'malformed', { user: 'u0hanakim1' }),
  none('an empty user', 'malformed', { user: '' }),
  none('no text, and nothing else', 'malformed', { text: undefined, blocks: undefined }),
  none('a text as a number', 'malformed', { text: 5 }),
  none('a text as a list', 'malformed', { text: ['휴가'] }),
  none('a text as a map, beside files', 'malformed', { text: {}, files: [{}] }),
  none('a thread_ts as a number', 'malformed', { thread_ts: 5 }),
  none('an empty thread_ts', 'malformed', { thread_ts: '' }),
  raw('a message that is nothing else', 'malformed', { type: 'message' }),
];

const noMessages: readonly Row[] = [
  raw('null', 'not_an_event', null),
  raw('an empty list', 'not_an_event', []),
  raw('a list of messages', 'not_an_event', [{ type: 'message' }]),
  raw('a number', 'not_an_event', 42),
  raw('true', 'not_an_event', true),
  raw('a text', 'not_an_event', '"message"'),
  raw('an empty map', 'not_an_event', {}),
  raw('a type as a number', 'not_an_event', { type: 7 }),
  raw('a type as a map', 'not_an_event', { type: { type: 'message' } }),
  raw('the acknowledgement of a message of ours', 'not_an_event', { ok: true, reply_to: 1, ts: PARENT, text: 'hi' }),
  raw('the refusal of a message of ours', 'not_an_event', {
    ok: false,
    reply_to: 2,
    error: { code: 2, msg: 'message text is missing' },
  }),
  raw('broken JSON', 'not_an_event', '{"type":"message","chan'),
  raw('nothing', 'not_an_event', ''),
  raw('bytes', 'not_an_event', Buffer.from([0xff, 0x00, 0xfe, 0x80])),
  raw('a megabyte of zeros', 'not_an_event', Buffer.alloc(1024 * 1024)),
  raw('a message under __proto__', 'not_an_event', '{"__proto__":{"type":"message"}}'),
  raw('a list ten thousand deep', 'not_an_event', `${'['.repeat(10_000)}${']'.repeat(10_000)}`),
  raw('hello, once more', 'other_event', { type: 'hello' }),
  raw('goodbye', 'other_event', { type: 'goodbye' }),
  raw('pong', 'other_event', { type: 'pong', reply_to: 3 }),
  raw('typing', 'other_event', { type: 'user_typing', channel: 'C0HR', user: 'U0HANAKIM1' }),
  raw('reconnect_url', 'other_event', { type: 'reconnect_url', url: 'wss://a.example' }),
  raw('a reaction', 'other_event', {
    type: 'reaction_added',
    user: 'U0HANAKIM1',
    reaction: 'wave',
    item: { type: 'message', channel: 'C0HR', ts: PARENT },
  }),
  raw('a renamed channel', 'other_event', { type: 'channel_rename', channel: { id: 'C0HR', name: 'people' } }),
  raw('a desktop notification with a text', 'other_event', {
    type: 'desktop_notification',
    channel: 'C0HR',
    content: '휴가',
    msg: PARENT,
  }),
  raw('an event named error', 'other_event', { type: 'error' }),
  raw('an event named like a method of an emitter', 'other_event', { type: 'removeAllListeners' }),
  raw('an event named disconnected', 'other_event', { type: 'disconnected' }),
  raw('an event named __proto__', 'other_event', { type: '__proto__' }),
  raw('an event of an empty name', 'other_event', { type: '' }),
  {
    ...raw('an expired address', 'other_event', { type: 'error', error: { code: 1, msg: 'Socket URL has expired' } }),
    ends: true,
  },
  { ...raw('a migration', 'other_event', { type: 'team_migration_started' }), ends: true },
];

const parentWithReplies = written({});
const parents: readonly Row[] = [
  {
    says: 'a parent that has replies names itself as its thread, and is none',
    frame: { ...parentWithReplies, thread_ts: parentWithReplies.ts, reply_count: 2 },
    expect: {
      team: SELF.team,
      channel: channelId('C0HR'),
      ts: ts(String(parentWithReplies.ts)),
      threadTs: null,
      author: HANA,
      text: '휴가 어떻게 써요?',
    },
  },
];

export const ROWS: readonly Row[] = [
  ...people,
  ...parents,
  ...otherBots,
  ...ours,
  ...slack,
  ...changes,
  ...subtypes,
  ...broken,
  ...noMessages,
];
