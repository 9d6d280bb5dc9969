// A word for a place or a person, where there is no Slack to ask → what it stands for: a name stands for itself.
import { botId, channelId, teamId, userId, type ChannelId } from '../domain/ids.ts';
import { kindOfId, type Author, type ChannelKind, type Names, type Self, type Standing } from '../domain/message.ts';
import { isChannelId } from '../rules/channels.ts';
import { isWhoId } from '../rules/from.ts';

export interface Place {
  readonly id: ChannelId;
  readonly name: string | undefined;
  readonly kind: ChannelKind;
}

export interface Who {
  readonly author: Author;
  readonly name: string | undefined;
  readonly standing: Standing;
}

export const TEAM = teamId('T0STANDIN');

/** The bot that a person names by its account alone. */
export const selfNamed = (user: string, name = 'annyeong'): Self => ({
  team: TEAM,
  user: userId(user),
  bot: null,
  name,
  url: '',
});

/** A channel's name or id, or one of the kinds; `#dm` is the channel of that name. */
export const placeOf = (given: string): Place => {
  const word = given.trim().normalize('NFC');
  if (isKind(word)) return { id: KINDS[word], name: undefined, kind: word };
  if (isChannelId(word)) return { id: channelId(word), name: undefined, kind: kindOfId(word) };
  return channelNamed(word.replace(/^#/, ''));
};

/** Its name is its id too: two names are two channels, and nothing else is known of them. */
export const channelNamed = (name: string): Place => ({ id: channelId(name), name, kind: 'public' });

/** null: a word that is neither an id, nor a keyword, nor has the `@` of a name. */
export const whoIs = (given: string): Who | null => {
  const word = given.trim().normalize('NFC');
  if (Object.hasOwn(KEYWORDS, word)) return KEYWORDS[word] ?? null;
  if (/^@./u.test(word)) return personNamed(word.slice(1));
  return isWhoId(word) ? withId(word) : null;
};

/** The name is a handle, a display name and a user group's handle all at once. */
export const personNamed = (name: string): Who => ({
  author: { kind: 'person', id: userId(name) },
  name,
  standing: { names: [name], groups: [name], guest: false, external: false },
});

const withId = (id: string): Who => {
  if (id.startsWith('B'))
    return { author: { kind: 'bot', id: botId(id), user: null }, name: undefined, standing: NOBODY };
  // A member of a user group is somebody, but not the group.
  if (id.startsWith('S')) return { ...A_PERSON, standing: { ...A_PERSON.standing, groups: [id] } };
  return { author: { kind: 'person', id: userId(id) }, name: undefined, standing: NOBODY };
};

export const isUserId = (word: string): boolean => isWhoId(word) && /^[UW]/.test(word);

/** The names behind the ids of one message. */
export const namesOf = (place: Place, who: Who): Names => ({
  user: (id) => (id === who.author.id ? who.name : undefined),
  channel: (id) => (id === place.id ? place.name : undefined),
  channelKind: (id) => (id === place.id ? place.kind : undefined),
  // An id stands for itself: without a directory, no name that a rule uses is known to be its own.
  channelNames: (id) => (id !== place.id ? undefined : place.name === undefined ? [] : [place.name]),
  standing: () => who.standing,
});

const KINDS = {
  dm: channelId('D0EXPLAIN'),
  group_dm: channelId('G0GROUPDM'),
  public: channelId('C0PUBLIC'),
  private: channelId('G0PRIVATE'),
} satisfies Record<ChannelKind, ChannelId>;

const isKind = (word: string): word is ChannelKind => Object.hasOwn(KINDS, word);

const NOBODY: Standing = { names: [], groups: [], guest: false, external: false };

const person = (id: string, name: string, standing: Partial<Standing>): Who => ({
  author: { kind: 'person', id: userId(id) },
  name,
  standing: { ...NOBODY, names: [name], ...standing },
});

export const A_PERSON: Who = person('U0EXPLAIN', '김하나', {});

/** Guests and people of other companies are people; only rules with `from` tell them apart. */
const KEYWORDS: Readonly<Record<string, Who>> = {
  guests: person('U0GUEST', '손님', { guest: true }),
  external: person('U0EXTERNAL', '김바깥', { external: true }),
  bots: { author: { kind: 'bot', id: botId('B0EXPLAIN'), user: null }, name: undefined, standing: NOBODY },
};

export const WHO_KEYWORDS: readonly string[] = Object.keys(KEYWORDS);
