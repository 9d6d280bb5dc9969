// From an unknown key and the keys allowed in its place to what is wrong with it, and to the key that was meant.
import { oddCharacter, ordinary } from './characters.ts';
import { nearest } from '../domain/nearest.ts';
import { inRow, shown, type Finding } from './phrases.ts';
import { meantBy } from './synonyms.ts';
import { textsOf, type Entry } from './tree.ts';

export interface UnknownKey {
  readonly finding: Finding;
  /** The key that this one stands for, so that it is not reported missing too. */
  readonly meant: string | undefined;
}

/** Where else a known key belongs, said of the place. */
const HOMES: readonly { readonly keys: readonly string[]; readonly ko: string; readonly en: string }[] = [
  {
    keys: ['rules', 'default', 'vars', 'version', 'language', 'timezone'],
    ko: '파일의 맨 위 단계(들여쓰기 없이, `rules` 밖)',
    en: 'at the top level of the file (no indentation, outside `rules`)',
  },
  {
    keys: ['match', 'name', 'channels', 'reply', 'react', 'enabled', 'note', 'examples'],
    ko: '규칙 안, `name` 과 같은 칸',
    en: 'in a rule, at the column of `name`',
  },
  {
    keys: ['also_to_channel', 'pick', 'to'],
    ko: '`reply` 안(`reply: { text: …, to: thread }`)',
    en: 'inside `reply` (`reply: { text: …, to: thread }`)',
  },
  {
    keys: ['contains', 'equals', 'starts_with', 'ends_with', 'words', 'regex', 'any', 'all', 'not'],
    ko: '`match` 안(`match: { contains: … }`)',
    en: 'inside `match` (`match: { contains: … }`)',
  },
  {
    keys: ['yes', 'no'],
    ko: '`examples` 안(`examples: { yes: […] }`)',
    en: 'inside `examples` (`examples: { yes: […] }`)',
  },
  { keys: ['text', 'channel'], ko: '`reply` 나 `examples` 안', en: 'inside `reply` or `examples`' },
];

/** `known`: the keys allowed there, `present`: those that are there already. */
export const unknownKey = (entry: Entry, known: readonly string[], present: readonly string[]): UnknownKey => {
  const { key } = entry;
  const missing = known.filter((name) => !present.includes(name));
  return (
    dashed(key) ??
    colon(entry, known) ??
    odd(key, known) ??
    special(entry, known) ??
    meaning(key, missing) ??
    home(entry, known) ??
    meaning(key, known) ??
    spelling(key, missing) ??
    spelling(key, known) ??
    listAll(key, known)
  );
};

const dashed = (key: string): UnknownKey | null => {
  const dash = /^([-–—•*·])\s*(?=\S)(.*)$/u.exec(key);
  if (dash === null) return null;
  const [, mark = '-', rest = ''] = dash;
  const message = {
    ko: `키가 \`${mark}\` 로 시작해요: ${shown(key)}.`,
    en: `The key begins with \`${mark}\`: ${shown(key)}.`,
  };
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
  const hint = {
    ko: `콜론 뒤에 빈칸을 넣어 주세요: \`${meant}: ${parts?.[2] ?? ''}\`.`,
    en: `Put a blank after the colon: \`${meant}: ${parts?.[2] ?? ''}\`.`,
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
  const inMatch = meant === 'match' && /^(contains|equals|starts_with|ends_with|words|regex|any|all|not)$/u.test(key);
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

const home = ({ key, value }: Entry, known: readonly string[]): UnknownKey | null => {
  const place = HOMES.find(({ keys }) => keys.includes(key.toLowerCase()));
  if (place === undefined) return null;
  const sample = textsOf(value)[0] === undefined ? '' : ` \`${key.toLowerCase()}: …\``;
  const message = { ko: `\`${key}\` 는 여기에 쓸 수 없는 키예요.`, en: `\`${key}\` is not a key of this place.` };
  const hint = {
    ko: `\`${key.toLowerCase()}\` 의 자리는 ${place.ko}이에요.${sample} 여기에 쓸 수 있는 키: ${inRow(known)}.`,
    en: `\`${key.toLowerCase()}\` belongs ${place.en}.${sample} Keys allowed here: ${inRow(known)}.`,
  };
  return { finding: { code: 'key-unknown', message, hint }, meant: undefined };
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
