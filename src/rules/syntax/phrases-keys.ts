// What is said of keys, their colons and dashes; in both languages, with the form to write instead.
import type { Phrase } from '../../domain/language.ts';
import { inMarks, labelled, offered, saying, type Valued } from './saying.ts';
import type { Saying } from './slip.ts';
import { codePoint, meantKey, readable, shown } from './words.ts';

export const oddBlankAfterColon = (mark: string, { key, value }: Valued): Saying =>
  saying('yaml-colon', {
    ko: [
      `콜론 뒤에 보통 빈칸이 아닌 특수한 공백(${codePoint(mark)})이 있어요.`,
      `그 공백을 지우고 스페이스 빈칸을 하나 넣어 주세요: ${inMarks(labelled(key ?? 'reply', readable(value)))}`,
    ],
    en: [
      `After the colon stands a special blank (${codePoint(mark)}), which is no space to YAML.`,
      `Replace it by a plain space: ${inMarks(labelled(key ?? 'reply', readable(value)))}`,
    ],
  });

/** `rules:,` above the list that it opens. */
export const colonThenMark = (key: string, mark: string): Saying =>
  saying('yaml-colon', {
    ko: [`\`${shown(key)}:\` 뒤에 \`${shown(mark)}\` 이(가) 붙어 있어요.`, `그것을 지워 주세요: ${inMarks(`${key}:`)}`],
    en: [`Behind \`${shown(key)}:\` stands \`${shown(mark)}\`.`, `Remove it: ${inMarks(`${key}:`)}`],
  });

export const colonMissing = (key: string, rest: string): Saying =>
  saying('yaml-colon', {
    ko: [
      `\`${shown(key)}\` 뒤에 콜론(:)과 빈칸이 있어야 하는데 없어요.`,
      `콜론과 빈칸을 넣어 주세요: ${inMarks(labelled(meantKey(key), readable(rest)))}`,
    ],
    en: [
      `After \`${shown(key)}\` a colon (:) and a blank are missing.`,
      `Write them: ${inMarks(labelled(meantKey(key), readable(rest)))}`,
    ],
  });

export const colonBlank = (key: string, rest: string): Saying =>
  saying('yaml-colon', {
    ko: [
      `\`${shown(key)}:\` 뒤에 빈칸이 없어요.`,
      `콜론 뒤에 빈칸을 하나 넣어 주세요: ${inMarks(labelled(meantKey(key), readable(rest)))}`,
    ],
    en: [
      `There is no blank after \`${shown(key)}:\`.`,
      `Put a blank (space) after the colon: ${inMarks(labelled(meantKey(key), readable(rest)))}`,
    ],
  });

export const colonWide = (mark: string, key: string, rest: string): Saying =>
  saying('yaml-colon', {
    ko: [
      `\`${mark}\`는 전각 콜론이라 YAML의 콜론이 아니에요.`,
      `영문 자판의 콜론(:)과 빈칸으로 바꿔 주세요: ${inMarks(labelled(meantKey(key), readable(rest)))}`,
    ],
    en: [
      `\`${mark}\` is a full-width colon, which is no colon to YAML.`,
      `Use the plain colon (:) and a blank: ${inMarks(labelled(meantKey(key), readable(rest)))}`,
    ],
  });

/** `more`: whether lines below belong to it, which move along. */
export const dashBlank = (rest: string, more: boolean): Saying => {
  const fix = inMarks(`- ${item(rest)}`);
  return saying('yaml-dash', {
    ko: [
      '목록 표시 줄표(-) 뒤에 빈칸이 없어요.',
      `줄표 뒤에 빈칸을 하나 넣어 주세요: ${fix}${more ? '. 그 아래에 딸린 줄도 한 칸씩 더 들여 주세요.' : ''}`,
    ],
    en: [
      'There is no blank after the dash (-) of a list item.',
      `Put a blank (space) after it: ${fix}${more ? '; indent the lines that belong to it by one more space.' : ''}`,
    ],
  });
};

export const dashMissing = (key: string, rest: string): Saying =>
  saying('yaml-dash', {
    ko: [
      `새 규칙이 줄표(-) 없이 \`${shown(key)}\` 키로 시작해서 위 규칙의 것으로 읽혀요.`,
      `새 규칙의 첫 줄 앞에 줄표와 빈칸을 써 주세요: ${inMarks(`- ${labelled(key, readable(rest))}`)}`,
    ],
    en: [
      `A new rule begins without its dash (-), so that \`${shown(key)}\` counts to the rule above.`,
      `Begin the first line of the new rule with a dash and a blank: ${inMarks(`- ${labelled(key, readable(rest))}`)}`,
    ],
  });

export const dashNeedless = (key: string, rest: string): Saying =>
  saying('yaml-dash', {
    ko: [
      `\`${shown(key)}\` 앞에 줄표(-)가 있는데, 줄표는 규칙의 첫 줄에만 써요.`,
      `줄표를 빈칸으로 바꿔 첫 줄의 키와 같은 칸에 맞춰 주세요: ${inMarks(labelled(key, readable(rest)))}`,
    ],
    en: [
      `A dash (-) stands before \`${shown(key)}\`, but only the first line of a rule has one.`,
      `Leave the dash out and begin the key below that of the first line: ${inMarks(labelled(key, readable(rest)))}`,
    ],
  });

export const dashFirst = (key: string, rest: string): Saying =>
  saying('yaml-dash', {
    ko: [
      `첫 규칙이 줄표(-) 없이 \`${shown(key)}\` 키로 시작해서 아래의 규칙들과 한 목록이 되지 못해요.`,
      `규칙의 첫 줄 앞에 줄표와 빈칸을 써 주세요: ${inMarks(`- ${labelled(key, readable(rest))}`)}`,
    ],
    en: [
      `The first rule begins without its dash (-), with \`${shown(key)}\`, so that it makes no list with the rules below.`,
      `Begin the first line of the rule with a dash and a blank: ${inMarks(`- ${labelled(key, readable(rest))}`)}`,
    ],
  });

export const dashOnKeyLine = ({ key, value }: Valued): Saying =>
  saying('yaml-dash', {
    ko: [
      '목록은 `키:`와 같은 줄에서 줄표(-)로 시작할 수 없어요.',
      `목록이라면 다음 줄에 적고, 글이라면 따옴표로 감싸 주세요: ${offered(key, value)}`,
    ],
    en: [
      'A list cannot begin with a dash (-) on the line of its key.',
      `If it is a list, begin it on the next line; if it is text, put it in quotes: ${offered(key, value)}`,
    ],
  });

export const nameMissing = (text: string): Saying =>
  saying('yaml-colon', {
    ko: [
      `이 규칙은 \`키:\` 없이 글(\`${shown(text)}\`)로 시작해요.`,
      `규칙의 이름이라면 이렇게 써 주세요: ${inMarks(`- name: ${readable(text)}`)}`,
    ],
    en: [
      `This rule begins with a text (\`${shown(text)}\`) that has no \`key:\`.`,
      `If it is the rule's name, write: ${inMarks(`- name: ${readable(text)}`)}`,
    ],
  });

export const duplicateKey = (key: string, firstLine: number): Saying => {
  const { ko, en } = onceHint(key);
  return saying('yaml-duplicate-key', {
    ko: [`\`${shown(key)}\` 키가 ${firstLine}번째 줄의 것과 중복돼요.`, ko],
    en: [`The key \`${shown(key)}\` stands here twice; it is already on line ${firstLine}.`, en],
  });
};

/** Keys whose value may be a list of texts. */
const LISTED =
  /^(?:match|contains|equals|starts_with|ends_with|words|regex|similar|any|all|not|text|react|channels|from|days|except|yes|no)$/u;

const onceHint = (key: string): Phrase => {
  if (key === 'rules') {
    return {
      ko: '`rules:`는 하나만 남기고, 그 아래에 두 목록의 규칙을 모두 써 주세요.',
      en: 'Keep one `rules:` and put the rules of both lists below it.',
    };
  }
  if (LISTED.test(key) || key === 'reply') {
    return {
      ko: `하나만 남겨 주세요. 값이 여럿이면 목록으로 써 주세요. 예: \`${key}: [하나, 둘]\``,
      en: `Keep one of them; several values are a list, as in \`${key}: [one, two]\`.`,
    };
  }
  return { ko: '둘 중 하나를 지워 주세요.', en: 'Delete one of the two.' };
};

/** What stands behind a dash: a text, or a key whose value can be read. */
const item = (rest: string): string => {
  const [, key, value] = /^([^\s:]+):[ \t]+(.*)$/u.exec(rest.trim()) ?? [];
  return key === undefined ? readable(rest) : labelled(key, readable(value ?? ''));
};
