// Sentences about named windows, and about the mapping in which `hours` is written.
import type { Range } from '../domain/diagnostic.ts';
import { nearest } from '../domain/nearest.ts';
import { inRow, shown, type Finding } from './phrases.ts';

const WINDOW = '{ days: mon-fri, from: "09:00", to: "18:00" }';

export const hoursUnknown = (name: string, known: readonly string[]): Finding => {
  const near = nearest(bareName(name), known);
  return {
    code: 'hours-unknown',
    message: {
      ko: `\`hours\` 에 정의되지 않은 이름이에요: ${shown(name)}.`,
      en: `\`hours\` asks for a window that is not defined: ${shown(name)}.`,
    },
    hint: hintFor(name, near, known),
  };
};

const hintFor = (name: string, near: string | undefined, known: readonly string[]): Finding['hint'] => {
  const inline = inlineWindow(name);
  if (inline !== null)
    return {
      ko: `시간을 바로 적으려면 이렇게 써 주세요: \`hours: ${inline}\`.`,
      en: `To write a window in place: \`hours: ${inline}\`.`,
    };
  if (bareName(name) !== name && (near !== undefined || known.length === 0)) {
    const fix = `hours: { not: ${near ?? keyFor(bareName(name))} }`;
    return { ko: `그 밖의 시간이라면 이렇게 써 주세요: \`${fix}\`.`, en: `For all other times write \`${fix}\`.` };
  }
  if (near !== undefined)
    return {
      ko: `혹시 \`${near}\`인가요? \`hours: ${near}\`.`,
      en: `Did you mean \`${near}\`? Write \`hours: ${near}\`.`,
    };
  if (known.length > 0)
    return {
      ko: `정의된 이름: ${inRow(known)}. 새 이름이라면 맨 위의 \`hours\` 에 적어 주세요.`,
      en: `These are defined: ${inRow(known)}. Define a new one in the top-level \`hours\`.`,
    };
  return {
    ko: `파일 맨 위 단계에서 먼저 정의해 주세요: \`hours: { ${keyFor(name)}: ${WINDOW} }\`.`,
    en: `Define it at the top level of the file: \`hours: { ${keyFor(name)}: ${WINDOW} }\`.`,
  };
};

/** `!office`, `not office` */
const bareName = (name: string): string => name.replace(/^!\s*|^not\s+/iu, '');

const keyFor = (name: string): string => (/^[\p{L}\p{N}_ -]+$/u.test(name) ? name.trim() : 'office');

/** `mon-fri 09:00-18:00`, `09:00-18:00` and `weekday`, as a mapping; null where it is a name. */
const inlineWindow = (text: string): string | null => {
  const time = /(\d\d?)(?::(\d\d)|시)?\s*(?:[-~–—〜]|부터|to)\s*(\d\d?)(?::(\d\d)|시)?/u.exec(text);
  const day = '(?:mon|tue|wed|thu|fri|sat|sun|[월화수목금토일])';
  const days = new RegExp(`^\\s*(${day}\\s*[-~–]\\s*${day}|weekday|weekend|평일|주말)s?(?![a-z가-힣])`, 'iu')
    .exec(text)?.[1]
    ?.replace(/평일|주말/u, (word) => (word === '평일' ? 'weekday' : 'weekend'))
    .replace(/[~–]/u, '-');
  const times =
    time === null
      ? []
      : [
          `from: "${time[1]?.padStart(2, '0')}:${time[2] ?? '00'}"`,
          `to: "${time[3]?.padStart(2, '0')}:${time[4] ?? '00'}"`,
        ];
  const parts = [...(days === undefined ? [] : [`days: ${days}`]), ...times];
  return parts.length === 0 ? null : `{ ${parts.join(', ')} }`;
};

export const hoursTaken = (name: string, first: Range): Finding => ({
  code: 'hours-taken',
  message: {
    ko: `\`hours\` 의 이름 ${shown(name)} 이(가) ${first.file} ${first.line}번째 줄의 것과 중복돼요.`,
    en: `The window ${shown(name)} is defined twice; ${first.file} has it already on line ${first.line}.`,
  },
  hint: { ko: '둘 가운데 하나를 지우거나 이름을 다르게 고쳐 주세요.', en: 'Delete one of the two, or rename it.' },
});

/** `hours: { days: mon-fri }` at the top of the file. */
export const hoursUnnamed = (): Finding => ({
  code: 'value-map',
  message: {
    ko: '파일 맨 위의 `hours` 에는 이름이 와야 하는데, 이름 없이 시간이 바로 있어요.',
    en: 'The top-level `hours` takes names of windows, but a window without a name stands here.',
  },
  hint: {
    ko: `이름을 붙여 주세요: \`hours: { office: ${WINDOW} }\`. 그리고 규칙에 \`hours: office\` 라고 써요.`,
    en: `Give it a name, \`hours: { office: ${WINDOW} }\`, and write \`hours: office\` in a rule.`,
  },
});

/** `{ not: office, days: mon-fri }`. */
export const notBeside = (): Finding => ({
  code: 'hours-not',
  message: {
    ko: '`not` 옆에는 다른 키를 쓸 수 없어요.',
    en: 'No other key stands beside `not`.',
  },
  hint: {
    ko: `나머지를 \`not\` 안에 넣어 주세요: \`hours: { not: ${WINDOW} }\`.`,
    en: `Put the rest inside \`not\`: \`hours: { not: ${WINDOW} }\`.`,
  },
});
