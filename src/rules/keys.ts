// From an unknown key and the keys allowed in its place to what is wrong with it, and to the key that was meant.
import { oddCharacter, ordinary } from './characters.ts';
import { nearest } from '../domain/nearest.ts';
import { HOMES } from './homes.ts';
import { inRow, shown, type Finding } from './phrases.ts';
import { MATCH_KEYS } from './schema-keys.ts';
import { meantBy } from './synonyms.ts';
import { textsOf, type Entry } from './tree.ts';

export interface UnknownKey {
  readonly finding: Finding;
  /** The key that this one stands for, so that it is not reported missing too. */
  readonly meant: string | undefined;
}

/** `known`: the keys allowed there, `present`: those that are there already. */
export const unknownKey = (entry: Entry, known: readonly string[], present: readonly string[]): UnknownKey => {
  const { key } = entry;
  const missing = known.filter((name) => !present.includes(name));
  return (
    dashed(key, known) ??
    colon(entry, known) ??
    odd(key, known) ??
    special(entry, known) ??
    meaning(key, missing) ??
    home(entry, known) ??
    meaning(key, known) ??
    homeOfMeaning(entry, known) ??
    spelling(key, missing) ??
    spelling(key, known) ??
    listAll(key, known)
  );
};

const dashed = (key: string, known: readonly string[]): UnknownKey | null => {
  const dash = /^([-–—•*·])\s*(?=\S)(.*)$/u.exec(key);
  if (dash === null) return null;
  const [, mark = '-', rest = ''] = dash;
  const message = {
    ko: `키가 \`${mark}\` 로 시작해요: ${shown(key)}.`,
    en: `The key begins with \`${mark}\`: ${shown(key)}.`,
  };
  // A mapping that is never one of several takes its keys without a dash.
  const isAlone = known.includes(rest) && !known.includes('name') && !known.includes('contains');
  if (isAlone) {
    const alone = {
      ko: `여기는 목록이 아니에요. \`${mark}\` 없이 써 주세요: \`${rest}: …\`.`,
      en: `This is no list: write \`${rest}: …\` without the \`${mark}\`.`,
    };
    return { finding: { code: 'key-dash', message, hint: alone }, meant: rest };
  }
  const hint = {
    ko: `목록의 표시는 하이픈과 빈칸이에요: \`- ${rest}: …\` 처럼 \`-\` 뒤에 빈칸을 넣어 주세요.`,
    en: `A list mark is a hyphen and a blank: write \`- ${rest}: …\` with a blank after \`-\`.`,
  };
  return { finding: { code: 'key-dash', message, hint }, meant: undefined };
};

const colon = ({ key }: Entry, known: readonly string[]): UnknownKey | null => {
  const parts = /^([^:：]+)[:：]\s*(.*)$/su.exec(key);
  const name = parts?.[1] ?? '';
  const meant = parts === null ? undefined : (meantBy(ordinary(name), known) ?? nearest(name, known));
  if (meant === undefined) return null;
  const message = {
    ko: `콜론 뒤에 빈칸이 없어서 ${shown(key)} 전체가 키가 됐어요.`,
    en: `No blank follows the colon, so all of ${shown(key)} is one key.`,
  };
  const rest = parts?.[2] ?? '';
  const value = /^\d\d:\d\d$/u.test(rest) ? `"${rest}"` : rest;
  const hint = {
    ko: `콜론 뒤에 빈칸을 넣어 주세요: \`${meant}: ${value}\`.`,
    en: `Put a blank after the colon: \`${meant}: ${value}\`.`,
  };
  return { finding: { code: 'key-colon', message, hint }, meant };
};

const odd = (key: string, known: readonly string[]): UnknownKey | null => {
  const character = oddCharacter(key);
  const name = ordinary(key);
  const meant = known.find((one) => one === name.toLowerCase()) ?? meantBy(name, known);
  if (character === undefined || meant === undefined) return null;
  const message = {
    ko: `키 ${shown(key)} 에 ${character.ko}, 곧 눈에 잘 띄지 않는 문자가 섞여 있어요.`,
    en: `The key ${shown(key)} holds ${character.en}, a hidden character that is easy to miss.`,
  };
  const hint = {
    ko: `그 줄을 지우고 \`${meant}:\` 를 직접 다시 쳐 주세요.`,
    en: `Delete it and type \`${meant}:\` again.`,
  };
  return { finding: { code: 'key-character', message, hint }, meant };
};

/** Shapes that people mean something by, which no word tells. */
const special = ({ key, value }: Entry, known: readonly string[]): UnknownKey | null => {
  const finding = (ko: string, en: string): Finding => ({ code: 'key-unknown', ...unknown(key, ko, en) });
  if (known.includes('regex') && key === 'anything')
    return {
      finding: finding(
        '모든 메시지에 맞추려면 `match: anything` 이라고 써 주세요.',
        'To fit every message write `match: anything`.',
      ),
      meant: undefined,
    };
  if (key === 'not' && known.includes('days'))
    return {
      finding: finding(
        '`not` 은 규칙의 `hours` 에 한 번만 써요: `hours: { not: office }`.',
        '`not` is written once, in the `hours` of a rule: `hours: { not: office }`.',
      ),
      meant: undefined,
    };
  if (known.includes('also_to_channel') && /^(channel|thread|dm|only_them|스레드|채널|디엠)$/iu.test(key)) {
    const to = { 스레드: 'thread', 채널: 'channel', 디엠: 'dm' }[key] ?? key.toLowerCase();
    return {
      finding: finding(
        `답할 곳은 \`to\` 에 써 주세요: \`to: ${to}\`. 답은 메시지가 온 곳이나 그 사람에게만 보낼 수 있어요.`,
        `Where to answer goes into \`to\`: \`to: ${to}\`. It is the place of the message, or its author.`,
      ),
      meant: 'to',
    };
  }
  if (key === '<<')
    return {
      finding: finding(
        '`<<` 로 합치기는 쓸 수 없어요. 필요한 키를 그 자리에 직접 써 주세요.',
        'Merging with `<<` is not taken; write the keys themselves in its place.',
      ),
      meant: undefined,
    };
  if (/^(user|channel|message|vars|match|bot|now)[.[]?/u.test(key) && key.includes('.')) {
    return {
      finding: finding(
        `이름을 넣으려면 따옴표와 중괄호 두 개로 써 주세요: \`reply: "{{ ${key} }}"\`.`,
        `To insert it, use quotes and double braces: \`reply: "{{ ${key} }}"\`.`,
      ),
      meant: undefined,
    };
  }
  const inside = value.kind === 'map' ? value.entries.map((entry) => entry.key) : [];
  if (
    known.includes('examples') &&
    known.includes('name') &&
    inside.includes('match') &&
    inside.some((name) => name === 'reply' || name === 'react')
  ) {
    return {
      finding: finding(
        `규칙의 이름은 \`name\` 에 써 주세요: \`- name: ${key}\`. 나머지 키는 그 아래 같은 칸에 적어요.`,
        `A rule's name goes into \`name\`: \`- name: ${key}\`, and its other keys below it at the same column.`,
      ),
      meant: undefined,
    };
  }
  return null;
};

const meaning = (key: string, known: readonly string[]): UnknownKey | null => {
  const meant = meantBy(key.trim(), known);
  if (meant === undefined) return null;
  const capital = key.toLowerCase() === meant && key !== meant;
  const inMatch = meant === 'match' && MATCH_KEYS.includes(key);
  const off = meant === 'enabled' && /^(disabled?|off)$/iu.test(key);
  const example = inMatch ? `match: { ${key}: … }` : `${meant}: ${off ? 'false' : '…'}`;
  const hint = capital
    ? { ko: `키는 소문자로 써 주세요: \`${meant}\`.`, en: `Keys are lower-case: write \`${meant}\`.` }
    : {
        ko: `혹시 \`${meant}\`인가요? \`${example}\` 처럼 써 주세요.`,
        en: `Did you mean \`${meant}\`? Write \`${example}\`.`,
      };
  return { finding: { code: 'key-unknown', ...unknown(key, hint.ko, hint.en) }, meant };
};

const spelling = (key: string, known: readonly string[]): UnknownKey | null => {
  const meant = nearest(key.trim(), known);
  if (meant === undefined) return null;
  return {
    finding: {
      code: 'key-unknown',
      ...unknown(
        key,
        `혹시 \`${meant}\`인가요? \`${meant}: …\` 처럼 써 주세요.`,
        `Did you mean \`${meant}\`? Write \`${meant}: …\`.`,
      ),
    },
    meant,
  };
};

/** `지연: 2s` in a rule: a word for a key of another place. */
const homeOfMeaning = (entry: Entry, known: readonly string[]): UnknownKey | null => {
  const meant = meantBy(
    entry.key.trim(),
    HOMES.flatMap(({ keys }) => keys),
  );
  return meant === undefined ? null : home({ ...entry, key: meant }, known, entry.key);
};

const home = ({ key, value }: Entry, known: readonly string[], written = key): UnknownKey | null => {
  const place = HOMES.find(({ keys }) => keys.includes(key.toLowerCase()));
  if (place === undefined) return null;
  const inside = place.sample?.(key.toLowerCase());
  const sample =
    inside === undefined ? (textsOf(value)[0] === undefined ? '' : `: \`${key.toLowerCase()}: …\``) : `: \`${inside}\``;
  const message =
    written === key
      ? { ko: `\`${key}\` 는 여기에 쓸 수 없는 키예요.`, en: `\`${key}\` is not a key of this place.` }
      : unknown(written, '', '').message;
  const hint = {
    ko: `\`${key.toLowerCase()}\` 의 자리는 ${place.ko}이에요${sample}. 여기에 쓸 수 있는 키: ${inRow(known)}.`,
    en: `\`${key.toLowerCase()}\` belongs ${place.en}${sample}. Keys allowed here: ${inRow(known)}.`,
  };
  const meant = known.find((name) => name === place.of);
  return { finding: { code: 'key-unknown', message, hint }, meant };
};

const listAll = (key: string, known: readonly string[]): UnknownKey => ({
  finding: {
    code: 'key-unknown',
    ...unknown(key, `여기에 쓸 수 있는 키는 ${inRow(known)} 이에요.`, `The keys allowed here are ${inRow(known)}.`),
  },
  meant: undefined,
});

const unknown = (key: string, ko: string, en: string) => ({
  message: { ko: `${shown(key)} 항목은 없어요.`, en: `Unknown key: ${shown(key)}.` },
  hint: { ko, en },
});
