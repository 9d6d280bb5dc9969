// Sentences about whom a rule names in `from`.
import { shown, type Finding } from './phrases.ts';

/** `fix`: the entry as it is to be written, quotes and all. */
export const fromName = (text: string, fix: string): Finding => ({
  code: 'from-name',
  message: {
    ko: `\`from\` 에 쓸 수 없는 값이에요: ${shown(text)}.`,
    en: `\`from\` does not take ${shown(text)}.`,
  },
  hint: /@/u.test(fix)
    ? {
        ko: `사람이나 그룹의 이름에는 \`@\` 를 붙이고 따옴표로 감싸 주세요: \`from: ${fix}\`. 그 밖에 \`guests\`(손님), \`external\`(바깥 회사), \`bots\`(봇)와 ID(U…, S…, B…)를 쓸 수 있어요.`,
        en: `The name of a person or a group begins with \`@\`, in quotes: \`from: ${fix}\`. Besides, \`from\` takes \`guests\`, \`external\`, \`bots\`, and ids (U…, S…, B…).`,
      }
    : { ko: `이렇게 써 주세요: \`from: ${fix}\`.`, en: `Write \`from: ${fix}\`.` },
});

export const fromEverybody = (text: string): Finding => ({
  code: 'from-name',
  message: {
    ko: `\`from\` 에 쓸 수 없는 값이에요: ${shown(text)}.`,
    en: `\`from\` does not take ${shown(text)}.`,
  },
  hint: {
    ko: '사람 모두라면 `from` 을 지워 주세요. 한 사람의 이름이라면 `from: "@minsu"` 처럼 `@` 를 붙여요.',
    en: 'For all people delete `from`; for one person write the name with `@`: `from: "@minsu"`.',
  },
});

export const fromLink = (text: string, id: string): Finding => ({
  code: 'from-name',
  message: {
    ko: `Slack 안에서 쓰는 멘션 표기예요: ${shown(text)}.`,
    en: `This is how Slack spells a mention inside a message: ${shown(text)}.`,
  },
  hint: { ko: `ID만 써 주세요: \`from: ${id}\`.`, en: `Write the ID alone: \`from: ${id}\`.` },
});

const WIDE: Readonly<Record<string, string>> = { '＠': '@', '！': '!', '［': '[', '］': ']' };

export const fromWide = (text: string): Finding => {
  const sign = /[＠！［］]/u.exec(text)?.[0] ?? '＠';
  const plain = text
    .trim()
    .replaceAll(/[＠！［］]/gu, (wide) => WIDE[wide] ?? wide)
    .replaceAll(/\s*[，、,]\s*/gu, ', ');
  const fix = plain.startsWith('[')
    ? plain.replaceAll(/(?<=[[\s])([!@][^,\]]*)/gu, '"$1"')
    : plain.includes(', ')
      ? `[${plain
          .split(', ')
          .map((part) => (/^[!@]/u.test(part) ? `"${part}"` : part))
          .join(', ')}]`
      : `"${plain}"`;
  return {
    code: 'from-name',
    message: {
      ko: `반각 \`${WIDE[sign]}\` 가 아닌 전각 기호 \`${sign}\` 가 있어요.`,
      en: `The sign \`${sign}\` is full-width and not the plain \`${WIDE[sign]}\`.`,
    },
    hint: { ko: `반각으로 써 주세요: \`from: ${fix}\`.`, en: `Write the plain sign: \`from: ${fix}\`.` },
  };
};

export const fromList = (text: string, parts: readonly string[]): Finding => ({
  code: 'from-list',
  message: {
    ko: `여럿이 글 하나로 쓰여 있어요: ${shown(text)}.`,
    en: `Several entries are written as one text: ${shown(text)}.`,
  },
  hint: {
    ko: `하나씩 나눠 목록으로 써 주세요: \`from: [${parts.join(', ')}]\`.`,
    en: `Write each on its own, as a list: \`from: [${parts.join(', ')}]\`.`,
  },
});
