// What `explain` was told of a message → that message, as if it had come from Slack: a name stands for itself.
import { botId, channelId, teamId, ts, userId, type ChannelId, type Ts } from '../domain/ids.ts';
import type { Phrase } from '../domain/language.ts';
import { kindOfId, type Author, type ChannelKind, type Message, type Names, type Self } from '../domain/message.ts';
import { nearest } from '../domain/nearest.ts';
import { toMessage } from '../intake/message.ts';

export interface Told {
  readonly text: string;
  readonly channel: string | undefined;
  readonly from: string | undefined;
  readonly bot: string | undefined;
  readonly inThread: boolean;
  readonly mention: boolean;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export type Imagined =
  | { readonly ok: true; readonly message: Message; readonly self: Self | null }
  | { readonly ok: false; readonly fault: Phrase };

const USER_ID = /^[UW][A-Z0-9]{2,}$/;
const TEAM = teamId('T0EXPLAIN');
const PARENT_AGE_MS = 60_000;

export const imagine = (told: Told): Imagined => {
  const place = placeOf(told.channel ?? 'general');
  const who = told.from === undefined ? A_PERSON : whoIs(told.from);
  if (who === null) return { ok: false, fault: unknownWho(told.from ?? '') };
  if (told.bot !== undefined && !USER_ID.test(told.bot)) return { ok: false, fault: notAUser(told.bot) };
  const self = told.bot === undefined ? null : selfOf(told.bot);
  const incoming = {
    team: TEAM,
    channel: place.id,
    ts: tsOf(told.at),
    threadTs: told.inThread ? tsOf(told.at - PARENT_AGE_MS) : null,
    author: who.author,
    text: told.text,
  };
  const names: Names = {
    user: (id) => (id === who.author.id ? who.name : undefined),
    channel: (id) => (id === place.id ? place.name : undefined),
    channelKind: (id) => (id === place.id ? place.kind : undefined),
  };
  const message = toMessage(incoming, names, self);
  return { ok: true, message: told.mention ? { ...message, mentionsBot: true } : message, self };
};

interface Place {
  readonly id: ChannelId;
  readonly name: string | undefined;
  readonly kind: ChannelKind;
}

const KINDS: Readonly<Record<string, ChannelId>> = {
  dm: channelId('D0EXPLAIN'),
  group_dm: channelId('G0GROUPDM'),
  public: channelId('C0PUBLIC'),
  private: channelId('G0PRIVATE'),
} satisfies Record<ChannelKind, ChannelId>;

const isKind = (word: string): word is ChannelKind => Object.hasOwn(KINDS, word);

const placeOf = (given: string): Place => {
  const word = given.normalize('NFC');
  if (isKind(word)) return { id: KINDS[word] ?? channelId(word), name: undefined, kind: word };
  if (/^[CGD][A-Z0-9]{2,}$/.test(word)) return { id: channelId(word), name: undefined, kind: kindOfId(word) };
  const name = word.replace(/^#/, '');
  return { id: channelId(name), name, kind: 'public' };
};

interface Who {
  readonly author: Author;
  readonly name: string | undefined;
}

const A_PERSON: Who = { author: { kind: 'person', id: userId('U0EXPLAIN') }, name: '김하나' };
/** Guests and people of other workspaces are people; only rules with `from` tell them apart. */
const KEYWORDS: Readonly<Record<string, Who>> = {
  guests: { author: { kind: 'person', id: userId('U0GUEST') }, name: '손님' },
  external: { author: { kind: 'person', id: userId('U0EXTERNAL') }, name: '김바깥' },
  bots: { author: { kind: 'bot', id: botId('B0EXPLAIN') }, name: undefined },
};

const whoIs = (given: string): Who | null => {
  const word = given.normalize('NFC');
  if (Object.hasOwn(KEYWORDS, word)) return KEYWORDS[word] ?? null;
  if (/^@./u.test(word)) return { author: { kind: 'person', id: userId(word.slice(1)) }, name: word.slice(1) };
  if (USER_ID.test(word)) return { author: { kind: 'person', id: userId(word) }, name: undefined };
  if (/^B[A-Z0-9]{2,}$/.test(word)) return { author: { kind: 'bot', id: botId(word) }, name: undefined };
  return null;
};

const unknownWho = (given: string): Phrase => {
  const meant = nearest(given, Object.keys(KEYWORDS)) ?? `@${given}`;
  return {
    ko: `--from 값이 누구인지 모르겠어요: ${given}. 혹시 ${meant}인가요? @이름, U…, B…, guests, external, bots를 쓸 수 있어요.`,
    en: `It is not clear who --from '${given}' is. Did you mean ${meant}? It is @name, U…, B…, guests, external or bots.`,
  };
};

const notAUser = (given: string): Phrase => ({
  ko: `--bot 값이 사용자 id가 아니에요: ${given}. U0ANNYEONG 처럼 U나 W로 시작해요.`,
  en: `--bot '${given}' is no user's id. It begins with U or W, as U0ANNYEONG does.`,
});

const selfOf = (given: string): Self => ({ team: TEAM, user: userId(given), bot: null, name: 'annyeong', url: '' });

/** As Slack writes it: seconds, a dot, and six digits. */
const tsOf = (ms: number): Ts => ts(`${Math.floor(ms / 1000)}.${String(Math.floor(ms % 1000)).padStart(3, '0')}000`);
