// What is said of texts that YAML reads otherwise: quotes, marks at their beginning, blocks; in both languages, with the form to write instead.
import type { Phrase } from '../../domain/language.ts';
import { slashes } from './phrases-lines.ts';
import { inMarks, labelled, offered, saying, type Valued } from './saying.ts';
import type { Saying } from './slip.ts';
import { isKey, quoted, shown } from './words.ts';

export const colonInText = ({ key, value }: Valued): Saying =>
  saying('yaml-colon-in-text', {
    ko: [
      '글 안에 콜론(:)과 빈칸이 있어서 YAML이 글을 거기서 잘라 읽어요.',
      `글 전체를 따옴표로 감싸 주세요: ${offered(key, value)}`,
    ],
    en: [
      'A colon (:) followed by a blank inside the text cuts it in two.',
      `Put the whole text in quotes: ${offered(key, value)}`,
    ],
  });

export const smartQuotes = ({ key, value }: Valued): Saying => {
  const inner = value.replaceAll(/[“”„‟″＂‘’‚‛＇「」『』«»]/gu, '');
  return saying('yaml-quote', {
    ko: [
      '“ ” 같은 둥근 따옴표는 YAML의 따옴표가 아니라서 글 안의 기호가 글을 잘라요.',
      `곧은 따옴표로 감싸 주세요: ${offered(key, inner)}`,
    ],
    en: [
      'Curly quotes such as “ ” are no quotes to YAML, so a sign inside the text breaks it.',
      `Use straight quotes: ${offered(key, inner)}`,
    ],
  });
};

/** A backtick cannot be shown between backticks. */
const markName = (mark: string): Phrase =>
  mark === '`' ? { ko: '백틱(키보드 왼쪽 위의 점)', en: 'a backtick' } : { ko: `\`${mark}\``, en: `\`${mark}\`` };

export const textStart = ({ key, value }: Valued): Saying => {
  const mark = [...value][0] ?? '';
  return saying('yaml-text-start', {
    ko: [
      `글이 ${markName(mark).ko} 기호로 시작해서 YAML이 글로 읽지 못해요.`,
      `글 전체를 따옴표로 감싸 주세요: ${offered(key, value)}`,
    ],
    en: [
      `The text begins with ${markName(mark).en}, which YAML does not read as text.`,
      `Put the whole text in quotes: ${offered(key, value)}`,
    ],
  });
};

export const tagged = ({ key, value }: Valued): Saying =>
  saying('yaml-tag', {
    ko: [
      `YAML이 \`${shown(value)}\`의 느낌표를 글이 아니라 태그로 읽어요.`,
      `따옴표로 감싸 주세요: ${offered(key, value)}`,
    ],
    en: [
      `YAML reads the exclamation mark of \`${shown(value)}\` as a tag, not as text.`,
      `Put it in quotes: ${offered(key, value)}`,
    ],
  });

/** Before a list or a mapping there is no text to put in quotes. */
export const tagNeedless = (tag: string): Saying =>
  saying('yaml-tag', {
    ko: [`규칙 파일에는 \`${shown(tag)}\` 태그를 쓸 수 없어요.`, `\`${shown(tag)}\` 를 지워 주세요.`],
    en: [`A rules file takes no tag such as \`${shown(tag)}\`.`, `Delete \`${shown(tag)}\`.`],
  });

export const aliased = ({ key, value }: Valued): Saying =>
  saying('yaml-alias', {
    ko: [
      `YAML이 \`${shown(value)}\`의 별표를 글이 아니라 별칭(다른 곳의 값)으로 읽어요.`,
      `따옴표로 감싸 주세요: ${offered(key, value)}`,
    ],
    en: [
      `YAML reads the asterisk of \`${shown(value)}\` as an alias of another value, not as text.`,
      `Put it in quotes: ${offered(key, value)}`,
    ],
  });

export const anchored = ({ key, value }: Valued): Saying =>
  saying('yaml-anchor', {
    ko: ['YAML이 `&`를 글이 아니라 앵커(이름표)로 읽어요.', `따옴표로 감싸 주세요: ${offered(key, value)}`],
    en: ['YAML reads `&` as an anchor, not as text.', `Put it in quotes: ${offered(key, value)}`],
  });

export const aliasBomb = (name: string): Saying =>
  saying('yaml-alias-bomb', {
    ko: [
      `별칭 \`*${shown(name)}\`을 펼치면 끝없이 커져요.`,
      '별칭(*)이 다른 별칭을 거듭 부르지 않게 하고, 값을 그대로 써 주세요.',
    ],
    en: [
      `The alias \`*${shown(name)}\` expands without bound.`,
      'Do not let aliases (*) call aliases over and over: write the values out.',
    ],
  });

export const quoteOpen = (mark: string, { key, value }: Valued): Saying => {
  const inner = (value.startsWith(mark) ? value.slice(1) : value).replace(/[“”„＂‘’]+$/u, '');
  const [, before, rest] = /^([\p{L}_]+):[ \t]+(.*)$/u.exec(inner) ?? [];
  // `"name: 휴가`: the quote was put before the key.
  const fix =
    key === null && before !== undefined && isKey(before)
      ? offered(before, rest ?? '')
      : closed(mark, { key, value: inner });
  return saying('yaml-quote', {
    ko: [
      `여기서 연 ${mark === "'" ? '작은따옴표' : '큰따옴표'}가 닫히지 않았어요.`,
      `글 끝에 따옴표를 하나 더 써 주세요: ${fix}`,
    ],
    en: [
      `The ${mark === "'" ? 'single' : 'double'} quote that opens here is never closed.`,
      `Write the closing quote at the end of the text: ${fix}`,
    ],
  });
};

/** The text within quotes of the kind that was opened. */
const closed = (mark: string, { key, value }: Valued): string =>
  mark === "'" ? inMarks(labelled(key, `'${shown(value).replaceAll(/'+/gu, "''")}'`)) : offered(key, value);

export const quoteAfter = ({ key, value }: Valued, rest: string): Saying => {
  const mark = value[0] ?? '"';
  const inner = value.endsWith(mark) && value.length > 1 ? value.slice(1, -1) : value;
  const comment = /^(?:\/\/+|\/\*|--)/u.exec(rest)?.[0];
  if (comment !== undefined) return slashes(comment, rest.slice(comment.length));
  if (/^[,，、]\s*["'“]/u.test(rest)) {
    const list = inMarks(labelled(key, `[${shown(value.replaceAll(/[，、]/gu, ','))}]`));
    return saying('yaml-comma', {
      ko: ['쉼표로 이은 여러 글이 괄호 없이 적혀 있어요.', `목록은 대괄호로 감싸 주세요: ${list}`],
      en: ['Several texts with commas stand here without brackets.', `Put the list in square brackets: ${list}`],
    });
  }
  if (/^[,;.，。；]+$/u.test(rest)) {
    return saying('yaml-quote', {
      ko: [`닫는 따옴표 뒤에 \`${shown(rest)}\` 기호가 남아 있어요.`, `따옴표 뒤의 \`${shown(rest)}\`를 지워 주세요.`],
      en: [
        `After the closing quote stands a stray \`${shown(rest)}\`.`,
        `Delete the \`${shown(rest)}\` behind the quote.`,
      ],
    });
  }
  return saying('yaml-quote', {
    ko: [
      `따옴표로 감싼 글이 여기서 끝났는데 뒤에 \`${shown(rest)}\` 이(가) 더 있어요.`,
      `글 전체를 한 따옴표로 감싸고, 안의 따옴표는 다른 모양으로 써 주세요: ${offered(key, inner)}`,
    ],
    en: [
      `The quoted text ends here, but \`${shown(rest)}\` follows.`,
      `Put the whole text in one pair of quotes, of the other kind than those inside: ${offered(key, inner)}`,
    ],
  });
};

export const badEscape = ({ key, value }: Valued): Saying => {
  const inner = value.slice(1, value.endsWith('"') && value.length > 1 ? -1 : undefined);
  const fix = inMarks(labelled(key, `'${shown(inner).replaceAll("'", "''")}'`));
  return saying('yaml-escape', {
    ko: ['큰따옴표 안의 역슬래시(\\)는 특별한 글자로 읽혀요.', `작은따옴표를 써 주세요: ${fix}`],
    en: ['A backslash (\\) inside double quotes begins a special character.', `Use single quotes: ${fix}`],
  });
};

export const hashSwallows = (text: string): Saying => {
  const word = /^#\s*([^\s,\]}]+)/u.exec(text)?.[1] ?? 'hr';
  const whole = /^(?!#)[^,\]}]+/u.exec(text)?.[0].trim();
  return saying('yaml-hash', {
    ko: [
      '`#`부터 줄 끝까지가 주석이 되어 닫는 괄호까지 사라졌어요.',
      whole === undefined
        ? `따옴표로 감싸거나 # 없이 써 주세요: \`"#${shown(word)}"\` 또는 \`${shown(word)}\``
        : `따옴표로 감싸 주세요: \`${quoted(whole)}\``,
    ],
    en: [
      'All from `#` to the end of the line is a comment, and the closing bracket is lost in it.',
      whole === undefined
        ? `Put it in quotes, or leave the # out: \`"#${shown(word)}"\` or \`${shown(word)}\``
        : `Put it in quotes: \`${quoted(whole)}\``,
    ],
  });
};

export const blockHeader = ({ key, value }: Valued): Saying =>
  saying('yaml-block-text', {
    ko: [
      `\`${value[0] ?? '|'}\`는 여러 줄의 글을 여는 기호라서 같은 줄에 글을 쓸 수 없어요.`,
      `따옴표로 감싸거나(${offered(key, value)}), 글을 다음 줄부터 두 칸 들여 써 주세요.`,
    ],
    en: [
      `\`${value[0] ?? '|'}\` opens a text of several lines, so no text may follow on the same line.`,
      `Put the text in quotes (${offered(key, value)}), or begin it on the next line, indented by two spaces.`,
    ],
  });

export const blockBody = (): Saying =>
  saying('yaml-block-text', {
    ko: [
      '`|`나 `>` 아래의 글은 모두 같은 자리까지 들여 써야 하는데, 이 줄이 더 왼쪽에 있어요.',
      '글의 첫 줄과 같은 칸만큼(키보다 두 칸 더) 들여 써 주세요.',
    ],
    en: [
      'All lines of a text below `|` or `>` must be indented alike, and this one stands further left.',
      'Indent it like the first line of the text, two spaces deeper than the key.',
    ],
  });
