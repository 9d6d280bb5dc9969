// Sentences about regular expressions: what RE2 does not take, with what to use instead, and what fits too much.
import type { Phrase } from '../domain/language.ts';
import type { RegexFault } from '../match/regex.ts';
import { shown, type Finding } from './phrases.ts';

const said = (code: Finding['code'], message: Phrase, hint: Phrase): Finding => ({ code, message, hint });

/** `part`: the pattern from the fault on. */
export const regexFault = (why: RegexFault, pattern: string, part: string): Finding => {
  const head = shown(part.slice(0, 12));
  switch (why) {
    case 'look-around':
      return said(
        'regex-look',
        {
          ko: `정규식의 앞뒤 둘러보기(lookahead, lookbehind) ${head} 는 쓸 수 없어요.`,
          en: `Look-around (lookahead, lookbehind) such as ${head} is not taken.`,
        },
        {
          ko: '둘러보기 없이 그 글까지 함께 쓰고 필요한 부분을 `(…)` 로 묶어 주세요. 빼고 싶은 말은 `not: 말` 로 따로 써요.',
          en: 'Write the text itself into the pattern and group the part you need with `(…)`; for what must not occur use `not: …` beside it.',
        },
      );
    case 'back-reference':
      return said(
        'regex-reference',
        { ko: `정규식의 역참조 ${head} 는 쓸 수 없어요.`, en: `A back-reference such as ${head} is not taken.` },
        {
          ko: '같은 묶음을 다시 가리키는 대신 그 글을 한 번 더 써 주세요.',
          en: 'Write the text out again instead of referring back to a group.',
        },
      );
    case 'group-name':
      return said(
        'regex-group-name',
        {
          ko: `정규식 묶음의 이름은 영문(라틴) 글자, 숫자, \`_\` 로만 쓸 수 있어요: ${head}.`,
          en: `The name of a regex group takes Latin letters, digits and \`_\` only: ${head}.`,
        },
        {
          ko: '`(?P<team>…)` 처럼 영문 이름을 쓰고, 답장에서는 `{{ match.team }}` 으로 써 주세요.',
          en: 'Name it in Latin letters, `(?P<team>…)`, and use `{{ match.team }}` in the reply.',
        },
      );
    case 'group-twice':
      return said(
        'regex-group-name',
        {
          ko: `정규식 묶음의 이름이 두 번 쓰였어요: ${shown(pattern)}.`,
          en: `A regex group's name is used twice: ${shown(pattern)}.`,
        },
        {
          ko: '묶음마다 다른 이름을 써 주세요: `(?P<from>…)`, `(?P<to>…)`.',
          en: 'Give each group another name: `(?P<from>…)`, `(?P<to>…)`.',
        },
      );
    case 'nothing-to-repeat':
    case 'repeat-of-repeat':
      return said(
        'regex-repeat',
        {
          ko: `반복 기호 ${head} 앞에 반복할 것이 없어요.`,
          en: `The repetition ${head} has nothing before it to repeat.`,
        },
        {
          ko: '`*`, `+`, `?` 는 바로 앞의 것을 되풀이해요. 아무 글이나 뜻하면 `.*`, 기호 자체면 `\\*` 라고 써 주세요.',
          en: '`*`, `+` and `?` repeat what stands before them; for any text write `.*`, for the sign itself `\\*`.',
        },
      );
    case 'repeat-count':
      return said(
        'regex-syntax',
        { ko: `정규식의 반복 횟수가 맞지 않아요: ${head}.`, en: `The counted repeat of the regex is wrong: ${head}.` },
        {
          ko: '`{1,3}` 처럼 작은 수를 앞에 쓰고, 1,000번까지만 되풀이해 주세요.',
          en: 'Write the smaller number first, as in `{1,3}`, and repeat at most 1,000 times.',
        },
      );
    case 'too-large':
      return said(
        'regex-syntax',
        { ko: `정규식이 너무 커요: ${shown(pattern)}.`, en: `The regex is too large: ${shown(pattern)}.` },
        {
          ko: '반복 횟수(`{…}`)를 줄이거나 여러 개로 나눠 주세요. 반복은 1,000번까지예요.',
          en: 'Lower the counted repeats (`{…}`, at most 1,000), or split it into several.',
        },
      );
    case 'bracket-open':
      return said(
        'regex-syntax',
        {
          ko: `정규식의 대괄호 \`[\` 가 닫히지 않았어요: ${shown(pattern)}.`,
          en: `A bracket \`[\` of the regex is not closed: ${shown(pattern)}.`,
        },
        {
          ko: '`]` 로 닫아 주세요. `[` 기호 자체면 `\\[` 라고 써요.',
          en: 'Close it with `]`; for the sign itself write `\\[`.',
        },
      );
    case 'parenthesis-open':
      return said(
        'regex-syntax',
        {
          ko: `정규식의 괄호 \`(\` 가 닫히지 않았어요: ${shown(pattern)}.`,
          en: `A parenthesis \`(\` of the regex is not closed: ${shown(pattern)}.`,
        },
        {
          ko: '`)` 로 닫아 주세요. `(` 기호 자체면 `\\(` 라고 써요.',
          en: 'Close it with `)`; for the sign itself write `\\(`.',
        },
      );
    case 'parenthesis-extra':
      return said(
        'regex-syntax',
        {
          ko: `정규식에 여는 괄호 없는 \`)\` 가 있어요: ${shown(pattern)}.`,
          en: `A \`)\` of the regex has no \`(\`: ${shown(pattern)}.`,
        },
        {
          ko: '그 `)` 를 지우거나 앞에 `(` 를 넣어 주세요. 기호 자체면 `\\)` 라고 써요.',
          en: 'Delete it, or open it with `(`; for the sign itself write `\\)`.',
        },
      );
    case 'class-range':
      if (part.startsWith('\\p') || part.startsWith('\\P')) {
        return said(
          'regex-syntax',
          { ko: `정규식에 없는 글자 종류예요: ${head}.`, en: `The regex knows no such class of characters: ${head}.` },
          {
            ko: '한글은 `\\p{Hangul}` 이나 `[가-힣]`, 아무 글자나는 `\\p{L}` 이라고 써 주세요.',
            en: 'For Hangul write `\\p{Hangul}` or `[가-힣]`, for any letter `\\p{L}`.',
          },
        );
      }
      return said(
        'regex-syntax',
        {
          ko: `정규식 대괄호 안의 범위가 거꾸로예요: ${head}.`,
          en: `A range inside brackets runs backwards: ${head}.`,
        },
        {
          ko: '`[a-z]`, `[가-힣]` 처럼 앞에서 뒤로 쓰고, `-` 기호 자체면 맨 끝에 써 주세요.',
          en: 'Write it forwards, `[a-z]`, `[가-힣]`; put a `-` that is meant itself at the end.',
        },
      );
    case 'escape':
    case 'backslash-last':
      return said(
        'regex-syntax',
        { ko: `정규식에 없는 역슬래시 표현이에요: ${head}.`, en: `The regex has no such escape: ${head}.` },
        {
          ko: '역슬래시 뒤에는 `\\d`, `\\s`, `\\w`, `\\b` 나 기호(`\\.`)를 써 주세요. 역슬래시 자체는 `\\\\` 예요.',
          en: 'After a backslash write `d`, `s`, `w`, `b` or a sign, as in `\\d` or `\\.`; a backslash itself is `\\\\`.',
        },
      );
    case 'syntax':
      return said(
        'regex-syntax',
        { ko: `정규식을 읽을 수 없어요: ${head}.`, en: `The regex cannot be read: ${head}.` },
        {
          ko: 'RE2 문법에 있는 것만 써 주세요. 묶기만 하려면 `(?:…)` 를 써요.',
          en: 'Use RE2 syntax only; to group without capturing write `(?:…)`.',
        },
      );
    default:
      return why satisfies never;
  }
};

export const emptyAlternative = (): Finding =>
  said(
    'regex-empty-alternative',
    {
      ko: '정규식의 `|` 옆에 빈 선택지가 있어서 모든 메시지에 맞아요.',
      en: 'An alternative next to `|` is empty, and the empty text fits every message.',
    },
    {
      ko: '남는 `|` 를 지워 주세요. 예: `휴가|연차`. 있어도 없어도 되는 부분은 `(…)?` 로 써요.',
      en: 'Delete the extra `|`, as in `a|b`; for an optional part write `(…)?`.',
    },
  );

export const fitsEmpty = (pattern: string): Finding =>
  said(
    'regex-fits-empty',
    {
      ko: `빈 글에도 맞는 정규식이라 모든 메시지에 맞아요: ${shown(pattern)}.`,
      en: `The regex ${shown(pattern)} fits the empty text, so it fits every message.`,
    },
    {
      ko: '꼭 있어야 하는 글자가 있도록 `?` 나 `*` 를 줄여 주세요. 모든 메시지를 뜻하면 `match: anything` 이라고 써요.',
      en: 'Make a part of it required (fewer `?` and `*`); to mean every message write `match: anything`.',
    },
  );

export const fitsAll = (pattern: string): Finding =>
  said(
    'regex-fits-all',
    {
      ko: `모든 메시지에 맞는 정규식이에요: ${shown(pattern)}.`,
      en: `The regex ${shown(pattern)} fits every message.`,
    },
    {
      ko: '찾을 말을 써 주세요. 모든 메시지를 뜻하면 `match: anything` 이라고 써요.',
      en: 'Write the words to look for; to mean every message write `match: anything`.',
    },
  );

export const boundary = (): Finding =>
  said(
    'regex-boundary',
    { ko: '`\\b` 는 한글 옆에서 낱말의 경계를 찾지 못해요.', en: '`\\b` finds no word boundary next to Hangul.' },
    {
      ko: '한글 옆의 `\\b` 는 빼 주세요. 경계가 필요하면 `(^|\\s)` 나 `($|\\s)` 를 써요.',
      en: 'Leave out the `\\b` beside Hangul; where a border is needed use `(^|\\s)` or `($|\\s)`.',
    },
  );
