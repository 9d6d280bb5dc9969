// Sentences of warnings: what is allowed, but is hardly what was meant.
import type { Phrase } from '../domain/language.ts';
import { quoted, shown, type Finding } from './phrases.ts';

const said = (code: Finding['code'], message: Phrase, hint: Phrase): Finding => ({ code, message, hint });

/** `line`: where the earlier rule stands. */
export const unreachable = (name: string, earlier: string, line: Phrase): Finding =>
  said(
    'rule-unreachable',
    {
      ko: `앞의 ${shown(earlier)} 규칙(${line.ko})이 언제나 먼저 맞아서 ${shown(name)} 규칙은 답할 일이 없어요.`,
      en: `The rule ${shown(name)} can never answer: the rule ${shown(earlier)} (${line.en}) always fits first.`,
    },
    {
      ko: '이 규칙을 그 규칙보다 위로 옮기거나, 앞 규칙의 `match` 를 더 좁게 써 주세요.',
      en: 'Move this rule above that one, or make the earlier `match` narrower.',
    },
  );

export const shortText = (text: string): Finding =>
  said(
    'match-short',
    {
      ko: `한 글자짜리 말은 아주 많은 메시지에 들어 있어요: ${shown(text)}.`,
      en: `The single character ${shown(text)} occurs in a great many messages.`,
    },
    {
      ko: `더 긴 말을 쓰거나, 메시지 전체가 그 글자일 때만 답하려면 \`{ equals: ${quoted(text)} }\` 라고 써 주세요.`,
      en: `Write a longer text, or \`{ equals: ${quoted(text)} }\` for messages that are just that.`,
    },
  );

export const notAlone = (): Finding =>
  said(
    'match-not-alone',
    {
      ko: '`not` 만 있어서, 그 말이 없는 모든 메시지에 맞아요.',
      en: '`not` stands alone, so every message without that text fits.',
    },
    {
      ko: '찾을 말을 `not` 옆에 함께 써 주세요: `contains: …`.',
      en: 'Write beside it what to look for: `contains: …`.',
    },
  );

export const listAsText = (text: string, parts: readonly string[]): Finding =>
  said(
    'match-list',
    {
      ko: `쉼표가 든 글 하나로 읽혀서, 이 글이 통째로 있어야 맞아요: ${shown(text)}.`,
      en: `This is one text with a comma in it: ${shown(text)}; it fits only as a whole.`,
    },
    {
      ko: `목록이라면 대괄호로 써 주세요: \`[${parts.join(', ')}]\`. 글 하나가 맞다면 따옴표로 감싼 목록 \`[${quoted(text)}]\` 으로 써 주세요.`,
      en: `For a list write \`[${parts.join(', ')}]\`; if one text is meant, put it in quotes: \`[${quoted(text)}]\`.`,
    },
  );

export const cutText = (text: string, rest: string): Finding =>
  said(
    'text-cut',
    {
      ko: `\`#\` 뒤는 주석이 되어 ${shown(rest)} 부분이 잘려 나가고 ${shown(text)} 만 남았어요.`,
      en: `From \`#\` on it is a comment, so ${shown(rest)} is cut off and ${shown(text)} is left.`,
    },
    {
      ko: `글 전체를 따옴표로 감싸 주세요: \`${quoted(`${text} ${rest}`)}\`. 주석이라면 \`# \` 처럼 빈칸을 넣어 주세요.`,
      en: `Put the whole text in quotes: \`${quoted(`${text} ${rest}`)}\`; if a comment is meant, put a blank after \`#\`.`,
    },
  );

export const dashText = (text: string): Finding =>
  said(
    'text-dash',
    {
      ko: `\`-\` 뒤에 빈칸이 없어서 목록이 아니라 글로 읽혀요: ${shown(text)}.`,
      en: `No blank follows the \`-\`, so this is a text and not an entry of a list: ${shown(text)}.`,
    },
    {
      ko: `목록이라면 \`-\` 뒤에 빈칸을 넣어 주세요: \`- ${text.replace(/^-/u, '').split(/\s+-/u)[0]}\`. 글이 맞다면 따옴표로 감싸 주세요.`,
      en: `For a list put a blank after the hyphen: \`- ${text.replace(/^-/u, '').split(/\s+-/u)[0]}\`; if the text is meant, put it in quotes.`,
    },
  );

export const oddQuotes = (text: string, plain: string): Finding =>
  said(
    'text-quotes',
    {
      ko: `YAML의 따옴표나 괄호가 아닌 문자라서 글의 일부로 읽혀요: ${shown(text)}.`,
      en: `These are not YAML's own quotes or brackets (smart or full-width ones), so they are part of the text: ${shown(text)}.`,
    },
    {
      ko: `자판의 곧은 따옴표와 괄호로 바꿔 주세요: \`${plain}\`.`,
      en: `Use the plain ones of the keyboard: \`${plain}\`.`,
    },
  );

export const singleBraces = (found: string, name: string): Finding =>
  said(
    'text-single-braces',
    {
      ko: `중괄호가 하나뿐이라 ${shown(found)} 글자가 그대로 나가요.`,
      en: `With single braces ${shown(found)} is sent as it stands.`,
    },
    { ko: `중괄호를 두 개씩 써 주세요: \`{{ ${name} }}\`.`, en: `Use double braces: \`{{ ${name} }}\`.` },
  );

export const wideBraces = (found: string, name: string): Finding =>
  said(
    'text-quotes',
    {
      ko: `전각 중괄호(｛ ｝)라서 ${shown(found)} 글자가 그대로 나가요.`,
      en: `The braces ｛ ｝ are full-width, so ${shown(found)} is sent as it stands.`,
    },
    {
      ko: `반각 중괄호 두 개씩으로, 전체를 따옴표로 감싸서 써 주세요: \`"{{ ${name} }}"\`.`,
      en: `Use plain double braces, and quotes around it all: \`"{{ ${name} }}"\`.`,
    },
  );

export const longText = (length: number): Finding =>
  said(
    'text-long',
    {
      ko: `답장이 ${length.toLocaleString('en')}자라서 Slack의 4,000자에 맞춰 잘려요.`,
      en: `The reply has ${length.toLocaleString('en')} characters and will be cut to Slack's 4,000.`,
    },
    {
      ko: '4,000자 아래로 줄이거나, 긴 내용은 문서에 두고 주소를 써 주세요.',
      en: 'Shorten it below 4,000, or keep the long part in a document and link to it.',
    },
  );

export const exampleFails = (
  wins: boolean,
  rule: string,
  winner: { readonly name: string; readonly line: Phrase | null } | null,
): Finding => {
  const by =
    winner === null
      ? { ko: '아무 규칙도 맞지 않아요', en: 'nothing fits' }
      : winner.line === null
        ? { ko: '맞는 규칙이 없어 기본 답장(`default`)이 나가요', en: 'no rule fits, and the `default` answers' }
        : {
            ko: `${shown(winner.name)} 규칙(${winner.line.ko})이 먼저 맞아요`,
            en: `the rule ${shown(winner.name)} (${winner.line.en}) fits first`,
          };
  return wins
    ? said(
        'example-fails',
        {
          ko: `이 예시에는 ${shown(rule)} 규칙이 답해야 하는데, ${by.ko}.`,
          en: `The rule ${shown(rule)} should answer this example, but ${by.en}.`,
        },
        {
          ko: '규칙의 `match` 에 이 예시의 말을 넣거나, 규칙의 순서나 조건(`channels`, `from`, `hours` 등)을 바꾸거나, 예시를 고쳐 주세요.',
          en: 'Put the words of the example into `match`, change the order of the rules or a condition (`channels`, `from`, `hours` …), or mend the example.',
        },
      )
    : said(
        'example-fails',
        {
          ko: `이 예시에는 답하지 않아야 하는데, ${shown(rule)} 규칙이 맞아요.`,
          en: `This example should not be answered, but the rule ${shown(rule)} fits it.`,
        },
        {
          ko: '규칙의 `match` 를 더 좁게 쓰거나(`not: …`), 예시를 `yes` 로 옮기거나 지워 주세요.',
          en: 'Make the `match` narrower (`not: …`), move the example to `yes`, or delete it.',
        },
      );
};
