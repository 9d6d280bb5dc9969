// What is said of brackets and commas; in both languages, with the form to write instead.
import { offered, saying, type Valued } from './saying.ts';
import type { Saying } from './slip.ts';
import { shown } from './words.ts';

/** `{user.name}님` → `{{ user.name }}님` */
const doubled = (text: string): string =>
  text.replaceAll(/(?<!\{)\{\s*([a-z]+(?:\.[\p{L}\p{N}_]+)?)\s*\}(?!\})/gu, '{{ $1 }}');

export const bracketAfter = ({ key, value }: Valued, rest: string): Saying => {
  if (value.startsWith('{{') || value.startsWith('{%')) {
    return saying('yaml-bracket', {
      ko: [
        '글이 `{`로 시작해서 YAML이 글이 아니라 묶음으로 읽어요.',
        `글 전체를 따옴표로 감싸 주세요: ${offered(key, value)}`,
      ],
      en: [
        'The text begins with `{`, so YAML reads a mapping, not text.',
        `Put the whole text in quotes: ${offered(key, value)}`,
      ],
    });
  }
  if (/^[,，]$/u.test(rest)) {
    return saying('yaml-comma', {
      ko: ['닫는 괄호 뒤에 쉼표가 남아 있어요.', '괄호 뒤의 쉼표(,)를 지워 주세요.'],
      en: ['After the closing bracket stands a stray comma.', 'Delete the comma (,) behind the bracket.'],
    });
  }
  return saying('yaml-bracket', {
    ko: [
      `\`${value[0] ?? '['}\`로 시작해서 YAML이 목록이나 묶음으로 읽는데, 괄호가 닫힌 뒤에 \`${shown(rest)}\` 이(가) 더 있어요.`,
      `글이라면 전체를 따옴표로 감싸고(${offered(key, doubled(value))}), 목록이라면 모두 한 괄호 안에 써 주세요.`,
    ],
    en: [
      `What begins with \`${value[0] ?? '['}\` is a list or a mapping to YAML, but after its closing bracket \`${shown(rest)}\` follows.`,
      `If it is text, put all of it in quotes (${offered(key, doubled(value))}); if it is a list, write all of it inside one pair of brackets.`,
    ],
  });
};

export const bracketInText = ({ key, value }: Valued): Saying =>
  saying('yaml-bracket', {
    ko: [
      `글 \`${shown(value)}\` 안의 괄호를 YAML이 목록이나 묶음으로 읽어요.`,
      `글 전체를 따옴표로 감싸 주세요: ${offered(key, value)}`,
    ],
    en: [
      `YAML reads the brackets inside \`${shown(value)}\` as a list or a mapping.`,
      `Put the whole text in quotes: ${offered(key, value)}`,
    ],
  });

export const bracketExtra = (mark: string): Saying =>
  saying('yaml-bracket', {
    ko: [`닫는 괄호 \`${mark}\`와 짝이 되는 여는 괄호가 없어요.`, `\`${mark}\`를 지워 주세요.`],
    en: [`The closing bracket \`${mark}\` has no opening one.`, `Delete the \`${mark}\`.`],
  });

export const bracketOpen = (mark: string): Saying => {
  const closer = mark === '[' ? ']' : '}';
  return saying('yaml-bracket', {
    ko: [
      `여기서 연 괄호 \`${mark}\`가 닫히지 않았어요.`,
      `${mark === '[' ? '목록' : '묶음'}이 끝나는 곳에 \`${closer}\`를 써 주세요. 예: \`${mark === '[' ? '[휴가, 연차]' : '{ contains: 휴가 }'}\``,
    ],
    en: [
      `The bracket \`${mark}\` that opens here is never closed.`,
      `Write \`${closer}\` where it ends, as in \`${mark === '[' ? '[vacation, leave]' : '{ contains: leave }'}\`.`,
    ],
  });
};

export const bracketWrong = (found: string, right: string): Saying =>
  saying('yaml-bracket', {
    ko: [
      `괄호의 짝이 맞지 않아서 \`${found}\`가 아니라 \`${right}\`로 닫아야 해요.`,
      `\`${found}\`를 \`${right}\`로 바꿔 주세요.`,
    ],
    en: [
      `The brackets do not match: \`${right}\` is needed, not \`${found}\`.`,
      `Write \`${right}\` in place of \`${found}\`.`,
    ],
  });

export const flowIndent = (): Saying =>
  saying('yaml-indent', {
    ko: [
      '괄호 안의 이 줄이 너무 왼쪽에 있어요.',
      '괄호를 연 줄의 첫 글자보다 두 칸 이상 안으로 들여 써 주세요. 닫는 괄호도 마찬가지예요. 한 줄로 써도 돼요. 예: `[휴가, 연차]`',
    ],
    en: [
      'This line inside the brackets stands too far left.',
      'Indent it at least two spaces deeper than the line that opens the bracket, the closing bracket too; or write it on one line, as in `[vacation, leave]`.',
    ],
  });

export const commaTwice = (): Saying =>
  saying('yaml-comma', {
    ko: ['쉼표(,)가 하나 더 있고, 그 앞에 아무것도 없어요.', '남는 쉼표를 지워 주세요. 예: `[휴가, 연차]`'],
    en: ['There is one comma (,) too many: nothing stands before it.', 'Delete it, as in `[vacation, leave]`.'],
  });

export const commaMissing = (): Saying =>
  saying('yaml-comma', {
    ko: ['괄호 안의 두 항목 사이에 쉼표(,)가 없어요.', '항목 사이에 쉼표를 써 주세요. 예: `["휴가", "연차"]`'],
    en: [
      'A comma (,) is missing between two items inside the brackets.',
      'Write a comma between them, as in `["vacation", "leave"]`.',
    ],
  });

/** Also a semicolon, as some write between the items of a list. */
export const commaWide = (mark: string): Saying =>
  saying('yaml-comma', {
    ko: [
      `${mark === ';' ? '세미콜론' : '전각 쉼표'} \`${mark}\`는 YAML의 쉼표가 아니에요.`,
      '한글 자판이 아닌 영문 자판의 쉼표(,)로 바꿔 주세요. 예: `["휴가", "연차"]`',
    ],
    en: [
      `The ${mark === ';' ? 'semicolon' : 'full-width comma'} \`${mark}\` is no comma to YAML.`,
      'Use the plain comma (,), as in `["vacation", "leave"]`.',
    ],
  });

export const tooDeep = (): Saying =>
  saying('yaml-too-deep', {
    ko: ['괄호나 목록이 너무 깊게 겹쳐 있어요.', '잘못 눌린 괄호를 지워 주세요. 예: `match: [휴가, 연차]`'],
    en: [
      'Brackets or lists are nested too deep.',
      'Delete the brackets typed by mistake, as in `match: [vacation, leave]`.',
    ],
  });
