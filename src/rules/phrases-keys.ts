// Sentences about keys that are missing, or names that are taken.
import type { Range } from '../domain/diagnostic.ts';
import type { Phrase } from '../domain/language.ts';
import { inRow, shown, type Finding } from './phrases.ts';
import { FIRST_RULE } from './syntax/phrases-lines.ts';

const SAMPLES: Readonly<Record<string, string>> = {
  name: 'name: 휴가',
  match: 'match: [휴가, 연차]',
  reply: 'reply: 안녕하세요',
  rules: 'rules: []',
  text: 'text: 안녕하세요',
  times: 'times: 5',
  per: 'per: user',
  every: 'every: 10m',
};

/** `keys`: what is missing; of `reply|react` either will do. */
export const missingKeys = (keys: readonly string[], place: Phrase): Finding => {
  const list = keys.map((key) => {
    const [first = key, other] = key.split('|');
    return other === undefined
      ? { ko: `\`${first}\``, en: `\`${first}\`` }
      : { ko: `\`${first}\`(또는 \`${other}\`)`, en: `\`${first}\` (or \`${other}\`)` };
  });
  const samples = keys
    .map((key) => key.split('|')[0] ?? key)
    .map((key) => `\`${SAMPLES[key] ?? `${key}: …`}\``)
    .join(', ');
  return {
    code: 'key-missing',
    message: {
      ko: `${place.ko}에 꼭 있어야 하는 키가 없어요: ${list.map(({ ko }) => ko).join(', ')}.`,
      en: `${place.en} lacks a required key: ${list.map(({ en }) => en).join(', ')}.`,
    },
    hint: { ko: `${samples} 처럼 써 주세요.`, en: `Add ${samples}.` },
  };
};

/** `parent:` with nothing behind it, and its keys at its own column below. */
export const tooDeepKey = (key: string, above: string): Finding => ({
  code: 'key-indent',
  message: {
    ko: `\`${key}\` 줄이 들여 써져서 \`${above}\` 안의 것으로 읽혀요.`,
    en: `\`${key}\` is indented, so that it counts to \`${above}\`.`,
  },
  hint: {
    ko: `\`${key}:\` 앞의 빈칸을 모두 지우고, 그 아래 줄들도 함께 왼쪽으로 옮겨 주세요.`,
    en: `Remove the blanks before \`${key}:\`, and move the lines below it to the left along with it.`,
  },
});

export const notIndented = (parent: string, key: string): Finding => ({
  code: 'key-indent',
  message: {
    ko: `\`${parent}\` 의 값이 비어 있고, ${shown(key)} 키가 같은 칸(들여쓰기)에 있어요.`,
    en: `\`${parent}\` is empty, and ${shown(key)} stands at the same indentation.`,
  },
  hint: {
    ko: `${shown(key)} 줄부터 빈칸 두 개를 더 들여 써서 \`${parent}\` 아래에 넣어 주세요.${parent === 'rules' ? ' 규칙의 첫 줄은 `- name: …` 이에요.' : ''}`,
    en: `Indent the lines from ${shown(key)} on by two more blanks, so that they belong to \`${parent}\`.${parent === 'rules' ? ' A rule begins with `- name: …`.' : ''}`,
  },
});

/** A rule whose keys were each written with a dash. */
export const ruleSplit = (keys: readonly string[]): Finding => ({
  code: 'rule-split',
  message: {
    ko: `${inRow(keys)} 앞에 \`-\` 가 있어서 새 규칙이 됐어요.`,
    en: `The \`-\` before ${inRow(keys)} begins another rule.`,
  },
  hint: {
    ko: `\`-\` 는 규칙의 첫 줄에만 써요. 여기의 \`-\` 를 빈칸으로 바꿔 \`name\` 과 같은 칸에 맞춰 주세요.`,
    en: `Only the first line of a rule has a \`-\`: put a blank in its place, so that the key stands at the column of \`name\`.`,
  },
});

export const emptyFile = (): Finding => ({
  code: 'file-empty',
  message: { ko: '파일이 비어 있어요.', en: 'The file is empty.' },
  hint: {
    ko: `작은 규칙부터 하나 써 주세요:\n${FIRST_RULE.ko}`,
    en: `Begin with a small rule:\n${FIRST_RULE.en}`,
  },
});

export const nameTaken = (name: string, first: Range): Finding => ({
  code: 'name-taken',
  message: {
    ko: `규칙 이름 ${shown(name)} 이(가) ${first.file} ${first.line}번째 줄의 것과 중복돼요.`,
    en: `The rule name ${shown(name)} is used twice; ${first.file} has it already on line ${first.line}.`,
  },
  hint: { ko: '둘 가운데 하나의 이름(`name`)을 다르게 고쳐 주세요.', en: 'Give one of the two another `name`.' },
});

export const nameReserved = (): Finding => ({
  code: 'name-reserved',
  message: {
    ko: '`default` 는 기본 답장의 이름이라서 규칙의 이름으로 쓸 수 없어요.',
    en: '`default` cannot be the name of a rule: it is the name of the default answer.',
  },
  hint: {
    ko: '`name: 기본 안내` 처럼 다른 이름을 써 주세요. 기본 답장이라면 `rules` 밖에 `default: { reply: … }` 로 써요.',
    en: 'Choose another `name`; if the default answer is meant, write `default: { reply: … }` outside `rules`.',
  },
});

export const varTaken = (name: string, first: Range): Finding => ({
  code: 'var-taken',
  message: {
    ko: `\`vars\` 의 이름 ${shown(name)} 이(가) ${first.file} ${first.line}번째 줄의 것과 중복돼요.`,
    en: `${shown(name)} of \`vars\` is defined twice; ${first.file} has it already on line ${first.line}.`,
  },
  hint: { ko: '둘 가운데 하나를 지우거나 이름을 다르게 고쳐 주세요.', en: 'Delete one of the two, or rename it.' },
});

export const settingTaken = (key: string, first: Range): Finding => ({
  code: 'setting-taken',
  message: {
    ko: `폴더에서 한 파일에만 쓸 수 있는 \`${key}\` 이(가) ${first.file} ${first.line}번째 줄의 것과 중복돼요.`,
    en: `\`${key}\` is set twice: only one file of a folder may have it, and ${first.file} does already on line ${first.line}.`,
  },
  hint: { ko: `둘 가운데 한 파일에만 \`${key}\` 를 남겨 주세요.`, en: `Keep \`${key}\` in one of the two files.` },
});

export const varName = (name: string): Finding => {
  const fixed = name.replaceAll(/[^\p{L}\p{M}\p{Nd}_]+/gu, '_').replace(/^(?=\p{Nd})/u, '_') || 'hr_form';
  return {
    code: 'var-name',
    message: {
      ko: `\`vars\` 의 이름으로 쓸 수 없어요: ${shown(name)}.`,
      en: `This is no name for a word of \`vars\`: ${shown(name)}.`,
    },
    hint: {
      ko: `글자, 숫자, \`_\` 만 쓰고 숫자로 시작하지 말아 주세요: \`${fixed}\`.`,
      en: `Use letters, digits and \`_\`, no digit first: \`${fixed}\`.`,
    },
  };
};
