// Sentences about values that must be one of a few: true or false, a language, a place.
import { both, inRow, shown, type Finding } from './phrases.ts';
import { KINDS } from './phrases-values.ts';
import { nearest } from '../domain/nearest.ts';
import type { Tree } from './tree.ts';

export const textForBoolean = (tree: Tree, key: string): Finding => {
  const word = tree.written
    .trim()
    .replaceAll(/^["']|["']$/gu, '')
    .toLowerCase();
  const yes = /^(yes|y|on|true|1|only|inside|네|예|켜기|켬|켜짐|사용|참)$/u.test(word);
  const no = /^(no|n|off|false|0|never|none|아니요|아니오|끄기|끔|꺼짐|미사용|사용안함|사용 안함|거짓)$/u.test(word);
  const fix = yes ? [`${key}: true`] : no ? [`${key}: false`] : [`${key}: true`, `${key}: false`];
  return {
    code: 'value-boolean',
    message: {
      ko: `\`${key}\` 에는 true나 false만 쓸 수 있는데 ${shown(tree.written)} 값은 ${KINDS[tree.kind].as} 읽혀요.`,
      en: `\`${key}\` takes true or false; ${shown(tree.written)} is ${KINDS[tree.kind].en} in YAML.`,
    },
    hint: {
      ko: `따옴표 없이 ${fix.map((one) => `\`${one}\``).join(' 또는 ')} 라고 써 주세요.`,
      en: `Write ${fix.map((one) => `\`${one}\``).join(' or ')}, without quotes.`,
    },
  };
};

const CHOICES: readonly { readonly said: RegExp; readonly meant: string }[] = [
  { said: /^(ko|kr|kor|korean|ko[-_]kr|한국어|한글|한국|국어)$/iu, meant: 'ko' },
  { said: /^(en|eng|english|en[-_](us|gb)|영어|영문|미국)$/iu, meant: 'en' },
  { said: /^(thread|threads|in[-_ ]?thread|스레드|쓰레드|댓글|답글)$/iu, meant: 'thread' },
  { said: /^(channel|channels|채널|방|public|room)$/iu, meant: 'channel' },
  { said: /^(dm|dms|im|direct|direct[-_ ]?message|private|디엠|개인|쪽지|1:1)$/iu, meant: 'dm' },
  {
    said: /^(only[-_ ]?(them|me|you|user|author|him|her)|onlythem|ephemeral|hidden|나만|본인|본인만|당사자|그\s*사람만|혼자만)$/iu,
    meant: 'only_them',
  },
  { said: /^(random|rand|무작위|랜덤|아무거나)$/iu, meant: 'random' },
  {
    said: /^(in[-_ ]?turns?|turns?|round[-_ ]?robin|sequential|rotate|order|in[-_ ]?order|차례로|순서대로|차례|돌아가며)$/iu,
    meant: 'in_turn',
  },
  {
    said: /^(user|users|person|people|member|author|each|everyone|사람|사용자|유저|한\s*사람|개인|인당)$/iu,
    meant: 'user',
  },
  { said: /^(rule|rules|all|total|global|규칙|전체|모두)$/iu, meant: 'rule' },
  { said: /^(only|true|yes|on|in|inside|in[-_ ]?thread|thread|스레드|스레드만|안에서만|예|네)$/iu, meant: 'only' },
  { said: /^(never|false|no|not|off|none|out|outside|아니요|밖|밖에서만|안함)$/iu, meant: 'never' },
  { said: /^(any|all|both|either|everywhere|always|모두|어디서나|상관없음|둘다|전부)$/iu, meant: 'any' },
];

export const wrongChoice = (tree: Tree, key: string, allowed: readonly unknown[]): Finding => {
  const written = (tree.kind === 'text' ? tree.text : tree.written)
    .trim()
    .replaceAll(/^[“”‘’"'＂＇]|[“”‘’"'＂＇]$/gu, '');
  const values = allowed.map(String);
  const version = key === 'version' ? '1' : undefined;
  const meant =
    version ??
    values.find((value) => value === written) ??
    CHOICES.find((choice) => values.includes(choice.meant) && choice.said.test(written))?.meant ??
    nearest(written, values);
  const note =
    version === undefined
      ? both('')
      : {
          ko: ' 버전은 따옴표 없는 숫자 1 하나뿐이에요.',
          en: ' The number 1, without quotes, is the only version there is.',
        };
  return {
    code: 'value-choice',
    message: {
      ko: `\`${key}\` 에 쓸 수 없는 값이에요: ${shown(tree.written === '' ? key : tree.written)}.`,
      en: `\`${key}\` does not take this value: ${shown(tree.written === '' ? key : tree.written)}.`,
    },
    hint:
      meant === undefined
        ? {
            ko: `쓸 수 있는 값은 ${inRow(values)} 이에요. 예: \`${key}: ${values[0]}\`.`,
            en: `It takes ${inRow(values)}, such as \`${key}: ${values[0]}\`.`,
          }
        : { ko: `\`${key}: ${meant}\` 처럼 써 주세요.${note.ko}`, en: `Write \`${key}: ${meant}\`.${note.en}` },
  };
};
