// From one entry of `from` as written to whom it names, or to why it names no one.
import { nearest } from '../domain/nearest.ts';
import type { FromSpec } from '../domain/rule.ts';
import type { Finding } from './phrases.ts';
import { fromEverybody, fromLink, fromList, fromName, fromWide } from './phrases-from.ts';

/** A short word without a digit is a word, not an id. */
const ID = /^[UWSB](?:[A-Z0-9]*\d[A-Z0-9]*|[A-Z]{8,})$/u;
const NAME = /^@\s*[^\s@,，、;<>＠！［］][^@,，、;<>＠！［］]*$/u;
const KEYWORDS = ['guests', 'external', 'bots'] as const;
const KINDS: Readonly<Record<string, 'user' | 'group' | 'bot'>> = { U: 'user', W: 'user', S: 'group', B: 'bot' };

export const isWhoId = (word: string): boolean => ID.test(word);

export const fromSpec = (text: string): FromSpec => {
  const exclude = text.trim().startsWith('!');
  const who = bare(text);
  const keyword = KEYWORDS.find((one) => one === who);
  if (keyword !== undefined) return { exclude, kind: 'keyword', of: keyword };
  if (ID.test(who)) return { exclude, kind: KINDS[who.charAt(0)] ?? 'user', id: who };
  return { exclude, kind: 'name', name: who.replace(/^@\s*/u, '') };
};

const bare = (text: string): string => text.trim().replace(/^!\s*/u, '');

/** Of what the schema refuses; never silent. */
export const whoFault = (text: string): Finding => fromFault(text) ?? fromName(text, mended(text));

/** Also of what the schema cannot tell. */
export const fromFault = (text: string): Finding | null => {
  if (/[＠！［］]/u.test(text)) return fromWide(text);
  const who = bare(text);
  const link = /^<(?:@([^|>]+)|!subteam\^([^|>]+))(?:\|[^>]*)?>$/u.exec(who);
  if (link !== null) return fromLink(text, link[1] ?? link[2] ?? '');
  const parts = partsOf(text);
  if (parts.length > 1) return fromList(text, parts.map(mended));
  if (who === '' || who === '@') return fromName(text, '"@minsu"');
  if (
    /^(?:everyone|everybody|people|person|persons|human|humans|all|any|anyone|모두|전체|전부|누구나|사람|모든\s*사람)$/iu.test(
      who,
    )
  )
    return fromEverybody(text);
  if (ID.test(who) || KEYWORDS.some((one) => one === who) || NAME.test(who)) {
    // Slack has no names in the shape of its ids.
    return /^@[UWSB][A-Z0-9]{8,}$/u.test(who) ? fromName(text, mark(text) + who.slice(1)) : null;
  }
  return fromName(text, mended(text));
};

/** The entries of a list that was written as one text. A display name may hold a slash: `김민수 / 디자인`. */
const partsOf = (text: string): readonly string[] =>
  text
    .trim()
    .replace(/^\[(.*)\]$/su, '$1')
    .split(
      /[,，、;]|\s*[/|·・&+]\s*(?=[!@]|(?:guests|external|bots)\b)|\s+(?=[!@])|(?<=^!?\s*(?:guests|external|bots))\s+(?:and\s+)?/u,
    )
    .map((part) => part.trim().replace(/^-\s*(?=\S)/u, ''))
    .filter((part) => part !== '' && part !== '-' && part !== '!');

const mark = (text: string): string => (text.trim().startsWith('!') ? '!' : '');

const MEANT: Readonly<Record<string, string>> = {
  guests: 'guest guests 손님 게스트 손님들 게스트들 방문자',
  external: 'external externals outside outsiders 외부 외부인 외부사람 바깥 협력사 외부인원',
  bots: 'bot bots 봇 봇들 로봇 앱 app apps',
};

/** As it is to be written, in quotes where YAML needs them. */
const mended = (text: string): string => {
  const exclude = mark(text);
  const word = bare(text)
    .replaceAll(/^[-"'“”‘’]+|["'“”‘’]+$/gu, '')
    .trim();
  const written = (who: string): string => (/^[!@]/u.test(exclude + who) ? `"${exclude}${who}"` : who);
  const plain = word.replace(/^@/u, '').toLowerCase().replaceAll(/\s/gu, '');
  const keyword =
    Object.entries(MEANT).find(([, words]) => words.split(' ').includes(plain))?.[0] ??
    (word.startsWith('@') ? undefined : nearest(plain, KEYWORDS));
  if (word.startsWith('@') && word.length > 1) return written(`@${word.replace(/^@+\s*/u, '')}`);
  if (keyword !== undefined) return written(keyword);
  if (ID.test(word)) return written(word);
  if (ID.test(word.toUpperCase()) && word.length >= ID_UNITS_MIN) return written(word.toUpperCase());
  // The part of an address before its @ is mostly the handle.
  return written(`@${(word.split('@')[0] ?? '').replace(/^#/u, '') || 'minsu'}`);
};

/** Of Slack's ids; shorter ones are words. */
const ID_UNITS_MIN = 9;
