// Sentences about values of the wrong kind: what stands there, and how to write what is meant.
import type { Phrase } from '../domain/language.ts';
import { both, quoted, shown, type Finding } from './phrases.ts';
import type { ListTree, MapTree, Tree } from './tree.ts';

/** Said as the subject of a sentence (`글이`), and as what something is read as (`글로`). */
export const KINDS: Readonly<Record<Tree['kind'], Phrase & { readonly as: string }>> = {
  text: { ko: '글이', as: '글로', en: 'a text' },
  number: { ko: '숫자가', as: '숫자로', en: 'a number' },
  boolean: { ko: 'true/false 값이', as: 'true/false 값으로', en: 'a true/false value' },
  null: { ko: '빈 값이', as: '빈 값으로', en: 'nothing' },
  list: { ko: '목록이', as: '목록으로', en: 'a list' },
  map: { ko: '`키: 값` 묶음이', as: '`키: 값` 묶음으로', en: 'a mapping of keys' },
};

/** How a value of each key that is no simple text may look. */
const SHAPES: Readonly<Record<string, string>> = {
  rules: '- name: 휴가',
  default: 'default: { reply: 응 안녕 }',
  vars: 'vars: { hr_form: "https://hr.example.com" }',
  examples: 'examples: { yes: [휴가 어떻게 써요?] }',
  yes: 'yes: [휴가 어떻게 써요?]',
  no: 'no: [휴게실이 어디예요?]',
  any: 'any: [휴가, 연차]',
  all: 'all: [휴가, 신청]',
  enabled: 'enabled: false',
  version: 'version: 1',
  language: 'language: ko',
  timezone: 'timezone: Asia/Seoul',
  reply: 'reply: "안녕하세요"',
  text: 'text: "안녕하세요"',
  channels: 'channels: [hr, dm]',
  match: 'match: [휴가, 연차]',
  react: 'react: [eyes]',
  also_to_channel: 'also_to_channel: true',
};

/** `key: ` before a value of a mapping, nothing before an entry of a list. */
const labelled = (key: string | null, value: string): string => (key === null ? value : `${key}: ${value}`);

export const numberForText = (tree: Tree, key: string | null): Finding => {
  const written = tree.written.trim();
  const what = KINDS[tree.kind];
  const fix = key === 'timezone' ? 'timezone: Asia/Seoul' : labelled(key, quoted(written));
  return {
    code: 'value-type',
    message: {
      ko: `글이 와야 할 자리를 YAML이 ${what.as} 읽었어요: ${shown(written)}.`,
      en: `A text is meant here, but YAML reads ${what.en}: ${shown(written)}.`,
    },
    hint: {
      ko: `${key === 'timezone' ? '시간대의 이름을' : '따옴표로 감싸서 글로'} 써 주세요: \`${fix}\`.`,
      en: `${key === 'timezone' ? 'Write the name of a zone' : 'Put it in quotes to make it a text'}: \`${fix}\`.`,
    },
  };
};

export const commented = (key: string | null, comment: string): Finding => {
  const emoji = /^#:?([\w+-]+):?$/u.exec(comment)?.[1];
  if (key === 'react' && emoji !== undefined)
    return {
      code: 'value-comment',
      message: {
        ko: `${shown(comment)} 앞에 \`#\` 이 있어 주석이 됐고, 값은 비어 있어요.`,
        en: `${shown(comment)} begins with \`#\`, so it is a comment and the value is empty.`,
      },
      hint: {
        ko: `이모지 이름에는 \`#\` 을 붙이지 않아요: \`react: ${emoji}\`.`,
        en: `The name of an emoji has no \`#\`: \`react: ${emoji}\`.`,
      },
    };
  const fix = labelled(key, quoted(comment));
  return {
    code: 'value-comment',
    message: {
      ko: `${shown(comment)} 앞에 \`#\` 이 있어 주석이 됐고, 값은 비어 있어요.`,
      en: `${shown(comment)} begins with \`#\`, so it is a comment and the value is empty.`,
    },
    hint: {
      ko: `\`#\` 이 든 글은 따옴표로 감싸 주세요: \`${fix}\`.`,
      en: `Put a text with \`#\` in quotes: \`${fix}\`.`,
    },
  };
};

/** `null` or `~` is written, which YAML reads as nothing. */
export const writtenNull = (tree: Tree, key: string | null, expected: string): Finding => {
  const text = expected === 'string' || key === 'match' || key === 'reply' || key === 'text';
  const fix = text ? labelled(key, quoted(tree.written)) : (SHAPES[key ?? ''] ?? labelled(key, '…'));
  return {
    code: 'value-empty',
    message: {
      ko: `YAML은 따옴표 없는 ${shown(tree.written)} 을 빈 값으로 읽어요.`,
      en: `Without quotes YAML reads ${shown(tree.written)} as nothing.`,
    },
    hint: text
      ? { ko: `글이라면 따옴표로 감싸 주세요: \`${fix}\`.`, en: `If it is a text, put it in quotes: \`${fix}\`.` }
      : { ko: `값을 써 주세요: \`${fix}\`.`, en: `Write a value: \`${fix}\`.` },
  };
};

export const nothing = (key: string | null, expected: string): Finding => {
  const shape = SHAPES[key ?? ''] ?? labelled(key, expected === 'string' ? '"…"' : '…');
  const what = key === null ? both('-') : both(`${key}:`);
  return {
    code: 'value-empty',
    message: { ko: `\`${what.ko}\` 뒤의 값이 비어 있어요.`, en: `Nothing is written after \`${what.en}\`.` },
    hint:
      key === 'reply' || key === 'text'
        ? {
            ko: `글을 따옴표로 감싸서 써 주세요: \`${shape}\`. 아무 말도 하지 않으려면 \`reply: none\` 이에요.`,
            en: `Write a text in quotes: \`${shape}\`; to say nothing, \`reply: none\`.`,
          }
        : {
            ko: `값을 써 주세요: \`${shape}\`. 필요 없으면 이 줄을 지워 주세요.`,
            en: `Write a value: \`${shape}\`; or delete the line.`,
          },
  };
};

export const braces = (tree: Tree, key: string | null): Finding => {
  const fix = labelled(key, quoted(tree.written));
  return {
    code: 'value-braces',
    message: {
      ko: `따옴표가 없어서 YAML이 글이 아니라 묶음으로 읽었어요: ${shown(tree.written)}.`,
      en: `Without quotes YAML reads ${shown(tree.written)} as a mapping, not as a text.`,
    },
    hint: { ko: `따옴표로 감싸 주세요: \`${fix}\`.`, en: `Put it in quotes: \`${fix}\`.` },
  };
};

export const cutAtColon = (tree: MapTree): Finding => ({
  code: 'value-colon',
  message: {
    ko: `YAML이 글 안의 콜론에서 잘라 \`키: 값\` 으로 읽었어요: ${shown(tree.written)}.`,
    en: `Because of its colon YAML reads ${shown(tree.written)} as a key and a value.`,
  },
  hint: {
    ko: `글 전체를 따옴표로 감싸 주세요: \`${quoted(tree.written)}\`.`,
    en: `Put the whole text in quotes: \`${quoted(tree.written)}\`.`,
  },
});

export const listForText = (tree: ListTree, key: string | null): Finding => {
  const first = tree.items.find((item) => item.kind === 'text');
  const sample = first === undefined ? '"…"' : first.written;
  const name = key === null ? '' : ` \`${key}\` `;
  return {
    code: 'value-list',
    message: {
      ko: `${name === '' ? '여기에' : `${name.trim()} 자리에`} 목록이 있는데, 글 하나만 쓸 수 있어요.`,
      en: `A list stands here, but${name === '' ? ' this' : name.trimEnd()} takes one text.`,
    },
    hint: {
      ko: `글 하나만 남겨 주세요: \`${labelled(key, sample)}\`.`,
      en: `Leave one text: \`${labelled(key, sample)}\`.`,
    },
  };
};

export const mapForText = (tree: MapTree, key: string | null): Finding => ({
  code: 'value-map',
  message: {
    ko: `글이 와야 할 자리에 \`키: 값\` 묶음이 있어요: ${shown(tree.written)}.`,
    en: `A text is meant here, but a mapping of keys stands here: ${shown(tree.written)}.`,
  },
  hint: {
    ko: `글로 써 주세요: \`${labelled(key, '"…"')}\`. 글에 콜론이나 중괄호가 있으면 따옴표로 감싸 주세요.`,
    en: `Write a text: \`${labelled(key, '"…"')}\`; put it in quotes if it holds a colon or braces.`,
  },
});

/** A list or a mapping is meant. */
export const wrongShape = (tree: Tree, key: string | null, expected: string): Finding => {
  const what = KINDS[tree.kind];
  const meant = expected === 'array' ? KINDS.list : KINDS.map;
  return {
    code: expected === 'array' ? 'value-list' : 'value-map',
    message: {
      ko: `${key === null ? '여기' : `\`${key}\` `}에는 ${meant.ko} 와야 하는데 ${what.ko} 있어요.`,
      en: `${key === null ? 'This' : `\`${key}\``} takes ${meant.en}, but ${what.en} stands here.`,
    },
    hint: shapeHint(tree, key, expected),
  };
};

const shapeHint = (tree: Tree, key: string | null, expected: string): Phrase => {
  if (tree.kind === 'text' && key === 'default')
    return {
      ko: `\`default: { reply: ${tree.written} }\` 처럼 \`reply\` 아래에 써 주세요.`,
      en: `Write it under \`reply\`: \`default: { reply: ${tree.written} }\`.`,
    };
  if (tree.kind === 'text' && expected === 'array' && key !== 'rules')
    return {
      ko: `목록으로 써 주세요: \`${labelled(key, `[${tree.written}]`)}\`, 또는 다음 줄에 \`- ${tree.written}\`.`,
      en: `Write a list: \`${labelled(key, `[${tree.written}]`)}\`, or \`- ${tree.written}\` on the next line.`,
    };
  if (key === 'rules')
    return {
      ko: '규칙마다 앞에 하이픈과 빈칸을 붙여 목록으로 써 주세요: `- name: 휴가`.',
      en: 'Write a list, each rule with a hyphen and a blank before it: `- name: 휴가`.',
    };
  if (key === 'examples')
    return {
      ko: '`yes`(답하는 말)와 `no`(답하지 않는 말)로 나눠 주세요: `examples: { yes: [휴가 어떻게 써요?] }`.',
      en: 'Sort them into `yes` and `no`: `examples: { yes: [휴가 어떻게 써요?] }`.',
    };
  if (tree.start === 0 && expected === 'object')
    return {
      ko: '맨 위에 `rules:` 를 쓰고, 규칙은 그 아래에 두 칸 들여서 `- name: …` 으로 써 주세요.',
      en: 'Write `rules:` at the top, and the rules below it, indented by two blanks: `- name: …`.',
    };
  if (key === null && expected === 'object')
    return {
      ko: '규칙은 `- name: …`, `match: …`, `reply: …` 로 써 주세요.',
      en: 'Write a rule as `- name: …`, `match: …`, `reply: …`.',
    };
  const shape = SHAPES[key ?? ''] ?? labelled(key, expected === 'array' ? '[…]' : '{ … }');
  return { ko: `\`${shape}\` 처럼 써 주세요.`, en: `Write it like \`${shape}\`.` };
};

export const emptyText = (key: string | null): Finding => ({
  code: 'text-empty',
  message: {
    ko: `${key === null ? '여기' : `\`${key}\` `}에 빈 글이 있어요.`,
    en: `${key === null ? 'This' : `\`${key}\``} is an empty text.`,
  },
  hint:
    key === 'reply' || key === 'text'
      ? {
          ko: '글을 써 주세요. 아무 말도 하지 않으려면 `reply: none` 이라고 써 주세요.',
          en: 'Write a text; to say nothing, write `reply: none`.',
        }
      : { ko: '글을 써 주세요. 필요 없으면 이 줄을 지워 주세요.', en: 'Write a text, or delete the line.' },
});

export const emptyList = (key: string | null, kind: 'list' | 'map'): Finding => ({
  code: 'list-empty',
  message: {
    ko: `${key === null ? '여기' : `\`${key}\` `}의 ${kind === 'list' ? '목록이' : '묶음이'} 비어 있어요.`,
    en: `The ${kind === 'list' ? 'list' : 'mapping'}${key === null ? '' : ` of \`${key}\``} is empty.`,
  },
  hint: {
    ko: `하나 이상 써 주세요: \`${SHAPES[key ?? ''] ?? labelled(key, '[휴가]')}\`. 필요 없으면 이 줄을 지워 주세요.`,
    en: `Write at least one: \`${SHAPES[key ?? ''] ?? labelled(key, '[휴가]')}\`; or delete the line.`,
  },
});
