// Sentences about keys that are missing, or names that are taken.
import type { Range } from '../domain/diagnostic.ts';
import type { Phrase } from '../domain/language.ts';
import { shown, type Finding } from './phrases.ts';

const SAMPLES: Readonly<Record<string, string>> = {
  name: '- name: 휴가',
  match: 'match: [휴가, 연차]',
  reply: 'reply: 안녕하세요',
  rules: 'rules: []',
  text: 'text: 안녕하세요',
};

export const missingKey = (key: string, place: Phrase): Finding => ({
  code: 'key-missing',
  message: { ko: `${place.ko}에 \`${key}\` 키가 없어요.`, en: `${place.en} has no \`${key}\`.` },
  hint: { ko: `\`${SAMPLES[key] ?? `${key}: …`}\` 처럼 써 주세요.`, en: `Add it: \`${SAMPLES[key] ?? `${key}: …`}\`.` },
});

export const missingAnswer = (place: Phrase): Finding => ({
  code: 'key-missing',
  message: { ko: `${place.ko}에 \`reply\` 도 \`react\` 도 없어요.`, en: `${place.en} has neither \`reply\` nor \`react\`.` },
  hint: { ko: '`reply: 안녕하세요` 처럼 답할 글을 쓰거나, `react: eyes` 처럼 붙일 이모지를 써 주세요.', en: 'Add a `reply: …`, or a `react: eyes`.' },
});

export const emptyFile = (): Finding => ({
  code: 'file-empty',
  message: { ko: '파일이 비어 있어요.', en: 'The file is empty.' },
  hint: { ko: '`rules:` 와 그 아래에 규칙을 써 주세요. 규칙이 없으면 `rules: []` 라고 써요.', en: 'Write `rules:` and rules below it; `rules: []` if there are none.' },
});

export const nameTaken = (name: string, first: Range): Finding => ({
  code: 'name-taken',
  message: { ko: `규칙 이름 ${shown(name)} 이 중복돼요. ${first.file} ${first.line}번째 줄에 같은 이름이 이미 있어요.`, en: `The rule name ${shown(name)} is used twice; ${first.file} has it already on line ${first.line}.` },
  hint: { ko: '둘 가운데 하나의 이름(`name`)을 다르게 고쳐 주세요.', en: 'Give one of the two another `name`.' },
});

export const nameReserved = (): Finding => ({
  code: 'name-reserved',
  message: { ko: '`default` 는 규칙의 이름으로 쓸 수 없어요. 기본 답장의 이름이에요.', en: '`default` cannot be the name of a rule: it is the name of the default answer.' },
  hint: { ko: '`name: 기본 안내` 처럼 다른 이름을 써 주세요. 기본 답장이라면 `rules` 밖에 `default: { reply: … }` 로 써요.', en: 'Choose another `name`; if the default answer is meant, write `default: { reply: … }` outside `rules`.' },
});

export const varTaken = (name: string, first: Range): Finding => ({
  code: 'var-taken',
  message: { ko: `\`vars\` 의 ${shown(name)} 이 중복돼요. ${first.file} ${first.line}번째 줄에 이미 있어요.`, en: `${shown(name)} of \`vars\` is defined twice; ${first.file} has it already on line ${first.line}.` },
  hint: { ko: '둘 가운데 하나를 지우거나 이름을 다르게 고쳐 주세요.', en: 'Delete one of the two, or rename it.' },
});

export const settingTaken = (key: string, first: Range): Finding => ({
  code: 'setting-taken',
  message: { ko: `\`${key}\` 가 중복돼요. 폴더에서 한 파일에만 쓸 수 있는데, ${first.file} ${first.line}번째 줄에 이미 있어요.`, en: `\`${key}\` is set twice: only one file of a folder may have it, and ${first.file} does already on line ${first.line}.` },
  hint: { ko: `둘 가운데 한 파일에만 \`${key}\` 를 남겨 주세요.`, en: `Keep \`${key}\` in one of the two files.` },
});

export const varName = (name: string): Finding => {
  const fixed = name.replaceAll(/[^\p{L}\p{M}\p{Nd}_]+/gu, '_').replace(/^(?=\p{Nd})/u, '_') || 'hr_form';
  return {
    code: 'var-name',
    message: { ko: `\`vars\` 의 이름으로 쓸 수 없어요: ${shown(name)}.`, en: `This is no name for a word of \`vars\`: ${shown(name)}.` },
    hint: { ko: `글자, 숫자, \`_\` 만 쓰고 숫자로 시작하지 마세요: \`${fixed}\`.`, en: `Use letters, digits and \`_\`, no digit first: \`${fixed}\`.` },
  };
};
