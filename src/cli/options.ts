// The words behind a command → its options and positionals by name, or one sentence that says which word is wrong.
import { parseArgs } from 'node:util';
import type { Phrase } from '../domain/language.ts';
import { nearest } from '../domain/nearest.ts';

/** A text option's `of` lists all that it may be; `example` is shown where its value is missing. */
export type OptionShape =
  | { readonly type: 'flag' }
  | { readonly type: 'text'; readonly of?: readonly string[]; readonly example?: string };

export interface CommandShape {
  readonly options: Readonly<Record<string, OptionShape>>;
  /** How many words that are no options may stand there, and what they are called in the usage. */
  readonly words: {
    readonly name: string;
    readonly min: number;
    readonly max: number;
    /** Where the word is a text, which may begin with '-': what is said when there is none. */
    readonly wanted?: Phrase;
  };
}

export type Asked =
  | {
      readonly ok: true;
      readonly words: readonly string[];
      readonly text: (option: string) => string | undefined;
      readonly flag: (option: string) => boolean;
    }
  | { readonly ok: false; readonly fault: Phrase };

export const NO_WORDS = { name: '', min: 0, max: 0 } as const;
export const RULES_OPTION = { rules: { type: 'text', example: 'rules/rules.yaml' } } as const;
export const FORMAT = (of: readonly string[]) => ({ format: { type: 'text', of } }) as const;

/** Of an option that is given twice the last counts. Everything behind `--` is a word, however it begins. */
export const readOptions = (argv: readonly string[], shape: CommandShape): Asked => {
  const known = Object.keys(shape.options);
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      known.map((name) => [name, { type: shape.options[name]?.type === 'text' ? 'string' : 'boolean' }]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const words: string[] = [];
  const texts = new Map<string, string>();
  const flags = new Set<string>();
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') {
      words.push(token.value);
      continue;
    }
    const option = Object.hasOwn(shape.options, token.name) ? shape.options[token.name] : undefined;
    if (option === undefined) return refuse(unknownOption(token.rawName, known, shape.words.wanted !== undefined));
    if (option.type === 'flag') {
      if (token.value !== undefined) return refuse(takesNoValue(token.rawName));
      flags.add(token.name);
      continue;
    }
    const { value, inlineValue } = token;
    if (value === undefined || value === '' || (value.startsWith('-') && !inlineValue))
      return refuse(wantsValue(token.rawName, option));
    if (option.of !== undefined && !option.of.includes(value)) return refuse(notOneOf(token.rawName, value, option.of));
    texts.set(token.name, value);
  }
  if (words.length < shape.words.min) return refuse(shape.words.wanted ?? wordMissing(shape.words.name));
  const extra = words[shape.words.max];
  if (extra !== undefined) return refuse(wordTooMany(extra, shape.words));
  return { ok: true, words, text: (option) => texts.get(option), flag: (option) => flags.has(option) };
};

const refuse = (fault: Phrase): Asked => ({ ok: false, fault });

const unknownOption = (given: string, known: readonly string[], takesText: boolean): Phrase => {
  const meant = nearest(given.replace(/^-+/, ''), known);
  const list = [...known, 'help'].map((name) => `--${name}`).join(', ');
  const dashes = takesText
    ? {
        ko: ` '-'로 시작하는 글이라면 그 앞에 -- 를 써 주세요.`,
        en: ` If it is a text that begins with '-', write -- before it.`,
      }
    : { ko: '', en: '' };
  if (meant !== undefined) {
    return {
      ko: `${given} 옵션은 없어요. 혹시 --${meant}인가요?${dashes.ko}`,
      en: `There is no option ${given}. Did you mean --${meant}?${dashes.en}`,
    };
  }
  return {
    ko: `${given} 옵션은 없어요. 쓸 수 있는 옵션: ${list}.${dashes.ko}`,
    en: `There is no option ${given}. The options here: ${list}.${dashes.en}`,
  };
};

const takesNoValue = (given: string): Phrase => ({
  ko: `${given} 뒤에는 값을 쓰지 않아요.`,
  en: `${given} takes no value.`,
});

const wantsValue = (given: string, { of, example = of?.[0] }: OptionShape & { type: 'text' }): Phrase => {
  const choice = of === undefined ? '' : ` (${of.join(', ')})`;
  const shown =
    example === undefined
      ? { ko: '', en: '' }
      : { ko: ` 예: ${given} ${example}`, en: ` Example: ${given} ${example}` };
  return {
    ko: `${given} 뒤에 값이 있어야 해요${choice}.${shown.ko}`,
    en: `${given} wants a value${choice}.${shown.en}`,
  };
};

const notOneOf = (given: string, value: string, of: readonly string[]): Phrase => {
  const meant = nearest(value, of);
  const list = of.join(', ');
  return {
    ko: `${given} 값이 잘못됐어요: ${value}. ${meant === undefined ? '' : `혹시 ${meant}인가요? `}쓸 수 있는 값: ${list}.`,
    en: `${given} cannot be '${value}'. ${meant === undefined ? '' : `Did you mean ${meant}? `}It is one of: ${list}.`,
  };
};

const wordMissing = (name: string): Phrase => ({ ko: `${name} 자리에 쓸 것이 빠졌어요.`, en: `${name} is missing.` });

const wordTooMany = (extra: string, { name, max }: CommandShape['words']): Phrase =>
  max === 0
    ? { ko: `여기에 쓸 수 없는 말이 있어요: ${extra}`, en: `'${extra}' is not expected here.` }
    : {
        ko: `남는 말이 있어요: ${extra}. ${name} 자리에는 하나만 써요. 띄어쓰기가 있으면 따옴표로 묶어 주세요.`,
        en: `'${extra}' is one word too many. There is one ${name} only: put it in quotes where it holds blanks.`,
      };
