// Sentences about values of the wrong kind: what stands there, and how to write what is meant.
import type { Phrase } from '../domain/language.ts';
import { both, quoted, shown, type Finding } from './phrases.ts';
import type { Misfit } from './schema.ts';
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
  from: 'from: ["@minsu", guests]',
  mention: 'mention: true',
  thread: 'thread: only',
  hours: 'hours: office',
  days: 'days: mon-fri',
  except: 'except: ["2026-12-25"]',
  once_per: 'once_per: thread',
  limit: 'limit: { times: 5, per: user, every: 10m }',
  times: 'times: 5',
  per: 'per: user',
  every: 'every: 10m',
  to: 'to: thread',
  pick: 'pick: random',
  after: 'after: 2s',
  blocks: 'blocks: [{ type: divider }]',
  at: 'at: "2026-03-04T10:00"',
};

/** A place for a value: its key (null: an entry of a list), the type that is meant, and how a right one may look. */
export interface Slot {
  readonly key: string | null;
  readonly expected: string;
  readonly sample: string | undefined;
}

/** One word may be a key of several places, which take different values. */
export const slotOf = (key: string | null, { def, params, path }: Misfit): Slot => ({
  key,
  expected: String(params['type']),
  // Words of `vars` are called as their author likes.
  sample:
    path.at(-2) === 'vars'
      ? undefined
      : (SAMPLES[`${path.length === 1 ? 'file' : path.at(-2)}: ${key}`] ??
        SAMPLES[`${key} of ${def}`] ??
        SAMPLES[def]?.replace('office:', `${key}:`) ??
        SHAPES[key ?? '']),
});

const SAMPLES: Readonly<Record<string, string>> = {
  from_time: 'from: "09:00"',
  to_time: 'to: "18:00"',
  day: 'days: mon-fri',
  date: 'except: ["2026-12-25"]',
  who: 'from: ["@minsu", guests]',
  moment: 'at: "2026-03-04T10:00"',
  'hours: not': 'not: office',
  'file: hours': 'hours: { office: { days: mon-fri, from: "09:00", to: "18:00" } }',
  'thread of example': 'thread: true',
  window: 'office: { days: mon-fri, from: "09:00", to: "18:00" }',
};

/** `key: ` before a value of a mapping, nothing before an entry of a list. */
const labelled = (key: string | null, value: string): string => (key === null ? value : `${key}: ${value}`);

/** Where a text in quotes would be as wrong. */
const NAMES: Readonly<Record<string, Phrase & { readonly fix: string }>> = {
  timezone: { ko: '시간대의 이름을', en: 'Write the name of a zone', fix: 'timezone: Asia/Seoul' },
  hours: {
    ko: '정의한 이름이나 시간을',
    en: 'Write a name that is defined, or a window',
    fix: 'hours: { days: mon-fri, from: "09:00", to: "18:00" }',
  },
};

export const numberForText = (tree: Tree, key: string | null): Finding => {
  const written = tree.written.trim();
  const what = KINDS[tree.kind];
  const named = NAMES[key ?? ''];
  const fix = named?.fix ?? labelled(key, quoted(written));
  return {
    code: 'value-type',
    message: {
      ko: `글이 와야 할 자리를 YAML이 ${what.as} 읽었어요: ${shown(written)}.`,
      en: `A text is meant here, but YAML reads ${what.en}: ${shown(written)}.`,
    },
    hint: {
      ko: `${named?.ko ?? '따옴표로 감싸서 글로'} 써 주세요: \`${fix}\`.`,
      en: `${named?.en ?? 'Put it in quotes to make it a text'}: \`${fix}\`.`,
    },
  };
};

export const commented = ({ key, sample }: Slot, comment: string): Finding => {
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
  if (key !== null && (NO_SIGN.has(key) || key === 'from'))
    return commentedWord({ key, sample, expected: '' }, comment);
  const fix = key === 'examples' ? `examples: { yes: [${quoted(comment)}] }` : labelled(key, quoted(comment));
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

/** Keys of which no value begins with `#`. */
const NO_SIGN = new Set(
  'mention thread hours once_per limit times per every days to pick after except at enabled also_to_channel version language timezone'.split(
    ' ',
  ),
);

const commentedWord = ({ key, sample }: Slot, comment: string): Finding => {
  const word = /^#\s?([\p{L}\p{N}_:-]+)$/u.exec(comment)?.[1];
  const fix =
    key === 'from' && word !== undefined
      ? `from: "@${word}"`
      : word !== undefined && key === 'hours'
        ? `hours: ${word}`
        : (sample ?? labelled(key, '…'));
  return {
    code: 'value-comment',
    message: {
      ko: `${shown(comment)} 앞에 \`#\` 이 있어 주석이 됐고, 값은 비어 있어요.`,
      en: `${shown(comment)} begins with \`#\`, so it is a comment and the value is empty.`,
    },
    hint: { ko: `\`#\` 없이 값을 써 주세요: \`${fix}\`.`, en: `Write a value without \`#\`: \`${fix}\`.` },
  };
};

/** `null` or `~` is written, which YAML reads as nothing. */
export const writtenNull = (tree: Tree, { key, expected, sample }: Slot): Finding => {
  const isWord = key !== null && (NO_SIGN.has(key) || key === 'from');
  const text = !isWord && (expected === 'string' || key === 'match' || key === 'reply' || key === 'text');
  const fix = text ? labelled(key, quoted(tree.written)) : (sample ?? labelled(key, '…'));
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

export const nothing = ({ key, expected, sample }: Slot): Finding => {
  const shape = sample ?? labelled(key, expected === 'string' ? '"…"' : '…');
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

/** `{ reply: 네, 알겠습니다 }`: within braces a comma begins the next key. `parts`: what the commas part. */
export const cutAtComma = (key: string, whole: string, parts: readonly string[]): Finding => {
  const text = `${key}: ${quoted(whole)}`;
  const list = `${key}: [${parts.join(', ')}]`;
  const isList = /^(?:match|channels|react|from|contains|equals|words|any|all|not|yes|no|except)$/u.test(key);
  return {
    code: 'value-comma',
    message: {
      ko: `중괄호 안이라서 YAML이 쉼표에서 글을 잘랐어요: ${shown(whole)}.`,
      en: `Within braces YAML cuts the text at its comma: ${shown(whole)}.`,
    },
    hint: isList
      ? {
          ko: `목록이라면 \`${list}\`, 글 하나라면 \`${text}\` 라고 써 주세요.`,
          en: `For a list write \`${list}\`, for one text \`${text}\`.`,
        }
      : { ko: `따옴표로 감싸 주세요: \`${text}\`.`, en: `Put it in quotes: \`${text}\`.` },
  };
};

export const listForText = (tree: ListTree, { key }: Slot): Finding => {
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

export const mapForText = (tree: MapTree, { key, sample }: Slot): Finding => ({
  code: 'value-map',
  message: {
    ko: `글이 와야 할 자리에 \`키: 값\` 묶음이 있어요: ${shown(tree.written)}.`,
    en: `A text is meant here, but a mapping of keys stands here: ${shown(tree.written)}.`,
  },
  hint: {
    ko: `글로 써 주세요: \`${textSample(key, sample)}\`. 글에 콜론이나 중괄호가 있으면 따옴표로 감싸 주세요.`,
    en: `Write a text: \`${textSample(key, sample)}\`; put it in quotes if it holds a colon or braces.`,
  },
});

/** Of texts with a shape of their own the shape is shown. */
const textSample = (key: string | null, sample: string | undefined): string =>
  sample === undefined || key === null || key === 'reply' || key === 'text' ? labelled(key, '"…"') : sample;

/** A list or a mapping is meant. */
export const wrongShape = (tree: Tree, slot: Slot): Finding => {
  const { key, expected } = slot;
  const what = KINDS[tree.kind];
  const meant = expected === 'array' ? KINDS.list : KINDS.map;
  return {
    code: expected === 'array' ? 'value-list' : 'value-map',
    message: {
      ko: `${key === null ? '여기' : `\`${key}\` `}에는 ${meant.ko} 와야 하는데 ${what.ko} 있어요.`,
      en: `${key === null ? 'This' : `\`${key}\``} takes ${meant.en}, but ${what.en} stands here.`,
    },
    hint: shapeHint(tree, slot),
  };
};

const shapeHint = (tree: Tree, { key, expected, sample }: Slot): Phrase => {
  if (tree.kind === 'text' && key === 'default')
    return {
      ko: `\`default: { reply: ${tree.written} }\` 처럼 \`reply\` 아래에 써 주세요.`,
      en: `Write it under \`reply\`: \`default: { reply: ${tree.written} }\`.`,
    };
  if (key === 'limit' && (tree.kind === 'number' || tree.kind === 'text')) {
    const times = /\d+/u.exec(tree.written)?.[0] ?? '5';
    const fix = `limit: { times: ${Number(times) || 5}, per: user, every: 10m }`;
    return {
      ko: `얼마 동안(\`every\`) 무엇마다(\`per\`) 몇 번(\`times\`)인지 다 써 주세요: \`${fix}\`.`,
      en: `Say how many times, per what, and in how long: \`${fix}\`.`,
    };
  }
  if (tree.kind === 'text' && expected === 'array' && key !== 'rules' && key !== 'blocks')
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
  const shape = sample ?? labelled(key, expected === 'array' ? '[…]' : '{ … }');
  return { ko: `\`${shape}\` 처럼 써 주세요.`, en: `Write it like \`${shape}\`.` };
};

export const emptyText = ({ key, sample }: Slot): Finding => ({
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
      : {
          ko: `글을 써 주세요${sample === undefined ? '' : `: \`${sample}\``}. 필요 없으면 이 줄을 지워 주세요.`,
          en: `Write a text${sample === undefined ? '' : `, such as \`${sample}\``}, or delete the line.`,
        },
});

export const emptyList = ({ key, sample }: Slot, kind: 'list' | 'map'): Finding => ({
  code: 'list-empty',
  message: {
    ko: `${key === null ? '여기' : `\`${key}\` `}의 ${kind === 'list' ? '목록이' : '묶음이'} 비어 있어요.`,
    en: `The ${kind === 'list' ? 'list' : 'mapping'}${key === null ? '' : ` of \`${key}\``} is empty.`,
  },
  hint: {
    ko: `하나 이상 써 주세요: \`${sample ?? labelled(key, '[휴가]')}\`. 필요 없으면 이 줄을 지워 주세요.`,
    en: `Write at least one: \`${sample ?? labelled(key, '[휴가]')}\`; or delete the line.`,
  },
});
