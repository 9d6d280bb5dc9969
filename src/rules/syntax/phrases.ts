// What is said of each syntax mistake, in both languages, with the form to write instead.
import type { Phrase } from '../../domain/language.ts';
import type { Saying, SlipCode } from './slip.ts';
import { codePoint, quoted, shown } from './words.ts';

interface Texts {
  readonly ko: readonly [message: string, hint: string];
  readonly en: readonly [message: string, hint: string];
}

const saying = (code: SlipCode, { ko, en }: Texts): Saying => ({
  code,
  message: { ko: ko[0], en: en[0] },
  hint: { ko: ko[1], en: en[1] },
});

/** `reply: "…"`: the line as it should read, where the text has a key before it. */
const written = (key: string | null, text: string): string => (key === null ? quoted(text) : `${key}: ${quoted(text)}`);

interface Valued {
  readonly key: string | null;
  readonly value: string;
}

export const colonInText = ({ key, value }: Valued): Saying =>
  saying('yaml-colon-in-text', {
    ko: [
      '글 안에 콜론(:)과 빈칸이 있어서 YAML이 글을 거기서 잘라 읽어요.',
      `글 전체를 따옴표로 감싸 주세요: ${written(key, value)}`,
    ],
    en: [
      'A colon (:) followed by a blank inside the text cuts it in two.',
      `Put the whole text in quotes: ${written(key, value)}`,
    ],
  });

export const smartQuotes = ({ key, value }: Valued): Saying => {
  const inner = value.replaceAll(/[“”„‟″＂‘’‚‛＇「」『』«»]/gu, '');
  return saying('yaml-quote', {
    ko: [
      '“ ” 같은 둥근 따옴표는 YAML의 따옴표가 아니에요. 그래서 글 안의 기호가 글을 잘라요.',
      `곧은 따옴표로 감싸 주세요: ${written(key, inner)}`,
    ],
    en: [
      'Curly quotes such as “ ” are no quotes to YAML, so a sign inside the text breaks it.',
      `Use straight quotes: ${written(key, inner)}`,
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
      `글이 ${markName(mark).ko} 기호로 시작해요. YAML은 이 기호를 글로 읽지 않아요.`,
      `글 전체를 따옴표로 감싸 주세요: ${written(key, value)}`,
    ],
    en: [
      `The text begins with ${markName(mark).en}, which YAML does not read as text.`,
      `Put the whole text in quotes: ${written(key, value)}`,
    ],
  });
};

export const tagged = ({ key, value }: Valued): Saying =>
  saying('yaml-tag', {
    ko: [
      `YAML이 \`${shown(value)}\`의 느낌표를 글이 아니라 태그로 읽어요.`,
      `따옴표로 감싸 주세요: ${written(key, value)}`,
    ],
    en: [
      `YAML reads the exclamation mark of \`${shown(value)}\` as a tag, not as text.`,
      `Put it in quotes: ${written(key, value)}`,
    ],
  });

export const aliased = ({ key, value }: Valued): Saying =>
  saying('yaml-alias', {
    ko: [
      `YAML이 \`${shown(value)}\`의 별표를 글이 아니라 별칭(다른 곳의 값)으로 읽어요.`,
      `따옴표로 감싸 주세요: ${written(key, value)}`,
    ],
    en: [
      `YAML reads the asterisk of \`${shown(value)}\` as an alias of another value, not as text.`,
      `Put it in quotes: ${written(key, value)}`,
    ],
  });

export const anchored = ({ key, value }: Valued): Saying =>
  saying('yaml-anchor', {
    ko: ['YAML이 `&`를 글이 아니라 앵커(이름표)로 읽어요.', `따옴표로 감싸 주세요: ${written(key, value)}`],
    en: ['YAML reads `&` as an anchor, not as text.', `Put it in quotes: ${written(key, value)}`],
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
  return saying('yaml-quote', {
    ko: [
      `여기서 연 ${mark === "'" ? '작은따옴표' : '큰따옴표'}가 닫히지 않았어요.`,
      `글 끝에 따옴표를 하나 더 써 주세요: ${written(key, inner)}`,
    ],
    en: [
      `The ${mark === "'" ? 'single' : 'double'} quote that opens here is never closed.`,
      `Write the closing quote at the end of the text: ${written(key, inner)}`,
    ],
  });
};

export const quoteAfter = ({ key, value }: Valued, rest: string): Saying => {
  const mark = value[0] ?? '"';
  const inner = value.endsWith(mark) && value.length > 1 ? value.slice(1, -1) : value;
  const comment = /^(?:\/\/+|\/\*|--)/u.exec(rest)?.[0];
  if (comment !== undefined) return slashes(comment, rest.slice(comment.length));
  if (/^[,，、]\s*["'“]/u.test(rest)) {
    const list = `${key === null ? '' : `${key}: `}[${shown(value.replaceAll(/[，、]/gu, ','))}]`;
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
      `글 전체를 한 따옴표로 감싸고, 안의 따옴표는 다른 모양으로 써 주세요: ${written(key, inner)}`,
    ],
    en: [
      `The quoted text ends here, but \`${shown(rest)}\` follows.`,
      `Put the whole text in one pair of quotes, of the other kind than those inside: ${written(key, inner)}`,
    ],
  });
};

export const badEscape = ({ key, value }: Valued): Saying => {
  const inner = value.slice(1, value.endsWith('"') && value.length > 1 ? -1 : undefined);
  return saying('yaml-escape', {
    ko: [
      '큰따옴표 안의 역슬래시(\\)는 특별한 글자로 읽혀요.',
      `작은따옴표를 써 주세요: ${key === null ? '' : `${key}: `}'${shown(inner).replaceAll("'", "''")}'`,
    ],
    en: [
      'A backslash (\\) inside double quotes begins a special character.',
      `Use single quotes: ${key === null ? '' : `${key}: `}'${shown(inner).replaceAll("'", "''")}'`,
    ],
  });
};

export const bracketAfter = ({ key, value }: Valued, rest: string): Saying => {
  if (value.startsWith('{{') || value.startsWith('{%')) {
    return saying('yaml-bracket', {
      ko: [
        '글이 `{`로 시작해서 YAML이 글이 아니라 묶음으로 읽어요.',
        `글 전체를 따옴표로 감싸 주세요: ${written(key, value)}`,
      ],
      en: [
        'The text begins with `{`, so YAML reads a mapping, not text.',
        `Put the whole text in quotes: ${written(key, value)}`,
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
      `괄호가 닫힌 뒤에 \`${shown(rest)}\` 이(가) 더 있어요. \`${value[0] ?? '['}\`로 시작하면 YAML은 글이 아니라 목록이나 묶음으로 읽어요.`,
      `글이라면 전체를 따옴표로 감싸고(${written(key, value)}), 목록이라면 모두 한 괄호 안에 써 주세요.`,
    ],
    en: [
      `After the closing bracket \`${shown(rest)}\` follows. What begins with \`${value[0] ?? '['}\` is a list or a mapping to YAML, not text.`,
      `If it is text, put all of it in quotes (${written(key, value)}); if it is a list, write all of it inside one pair of brackets.`,
    ],
  });
};

export const bracketInText = ({ key, value }: Valued): Saying =>
  saying('yaml-bracket', {
    ko: [
      `글 \`${shown(value)}\` 안의 괄호를 YAML이 목록이나 묶음으로 읽어요.`,
      `글 전체를 따옴표로 감싸 주세요: ${written(key, value)}`,
    ],
    en: [
      `YAML reads the brackets inside \`${shown(value)}\` as a list or a mapping.`,
      `Put the whole text in quotes: ${written(key, value)}`,
    ],
  });

export const bracketExtra = (mark: string): Saying =>
  saying('yaml-bracket', {
    ko: [`닫는 괄호 \`${mark}\`가 남아요. 이것과 짝이 되는 여는 괄호가 없어요.`, `\`${mark}\`를 지워 주세요.`],
    en: [`The closing bracket \`${mark}\` has no opening one.`, `Delete the \`${mark}\`.`],
  });

export const bracketOpen = (mark: string): Saying => {
  const closer = mark === '[' ? ']' : '}';
  return saying('yaml-bracket', {
    ko: [
      `여기서 연 괄호 \`${mark}\`가 닫히지 않았어요.`,
      `목록이 끝나는 곳에 \`${closer}\`를 써 주세요. 예: ${mark === '[' ? '[휴가, 연차]' : '{ contains: 휴가 }'}`,
    ],
    en: [
      `The bracket \`${mark}\` that opens here is never closed.`,
      `Write \`${closer}\` where it ends, as in ${mark === '[' ? '[vacation, leave]' : '{ contains: leave }'}.`,
    ],
  });
};

export const bracketWrong = (found: string, right: string): Saying =>
  saying('yaml-bracket', {
    ko: [
      `괄호의 짝이 맞지 않아요. \`${found}\`가 아니라 \`${right}\`로 닫아야 해요.`,
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
      '괄호를 연 줄의 첫 글자보다 두 칸 이상 안으로 들여 써 주세요. 닫는 괄호도 마찬가지예요. 한 줄로 써도 돼요: [휴가, 연차]',
    ],
    en: [
      'This line inside the brackets stands too far left.',
      'Indent it at least two spaces deeper than the line that opens the bracket, the closing bracket too; or write it on one line: [vacation, leave]',
    ],
  });

export const commaTwice = (): Saying =>
  saying('yaml-comma', {
    ko: ['쉼표(,)가 하나 더 있어요. 쉼표 사이에 아무것도 없어요.', '남는 쉼표를 지워 주세요. 예: [휴가, 연차]'],
    en: ['There is one comma (,) too many: nothing stands before it.', 'Delete it, as in [vacation, leave].'],
  });

export const commaMissing = (): Saying =>
  saying('yaml-comma', {
    ko: ['괄호 안의 두 항목 사이에 쉼표(,)가 없어요.', '항목 사이에 쉼표를 써 주세요. 예: ["휴가", "연차"]'],
    en: [
      'A comma (,) is missing between two items inside the brackets.',
      'Write a comma between them, as in ["vacation", "leave"].',
    ],
  });

export const commaWide = (mark: string): Saying =>
  saying('yaml-comma', {
    ko: [
      `전각 쉼표 \`${mark}\`는 YAML의 쉼표가 아니에요.`,
      '한글 자판이 아닌 영문 자판의 쉼표(,)로 바꿔 주세요. 예: ["휴가", "연차"]',
    ],
    en: [
      `The full-width comma \`${mark}\` is no comma to YAML.`,
      'Use the plain comma (,), as in ["vacation", "leave"].',
    ],
  });

export const hashSwallows = (text: string): Saying => {
  const word = /^#\s*([^\s,\]}]+)/u.exec(text)?.[1] ?? 'hr';
  const whole = /^(?!#)[^,\]}]+/u.exec(text)?.[0].trim();
  return saying('yaml-hash', {
    ko: [
      '`#`부터 줄 끝까지가 주석이 되어 닫는 괄호까지 사라졌어요.',
      whole === undefined
        ? `따옴표로 감싸거나 \`#\` 없이 써 주세요: ["#${shown(word)}"] 또는 [${shown(word)}]`
        : `따옴표로 감싸 주세요: [${quoted(whole)}]`,
    ],
    en: [
      'All from `#` to the end of the line is a comment, and the closing bracket is lost in it.',
      whole === undefined
        ? `Put it in quotes or leave the \`#\` out: ["#${shown(word)}"] or [${shown(word)}]`
        : `Put it in quotes: [${quoted(whole)}]`,
    ],
  });
};

export const tabbed = (): Saying =>
  saying('yaml-tab', {
    ko: [
      '들여쓰기에 탭(Tab)이 있어요. YAML은 빈칸으로만 들여 써요.',
      '탭을 지우고 스페이스 빈칸으로 위아래 줄과 맞춰 주세요.',
    ],
    en: [
      'There is a tab in the indentation; YAML takes spaces only.',
      'Delete the tab and line the text up with its neighbours by spaces.',
    ],
  });

export const oddBlank = (mark: string): Saying =>
  saying('yaml-indent-blank', {
    ko: [
      `들여쓰기에 보통 빈칸이 아닌 특수한 공백(${codePoint(mark)})이 있어요. 눈에는 보이지 않아도 YAML은 빈칸으로 읽지 않아요.`,
      '그 공백을 지우고 스페이스 빈칸으로 다시 들여 써 주세요.',
    ],
    en: [
      `The indentation holds a special blank (${codePoint(mark)}: full-width, no-break or invisible), which is no space to YAML.`,
      'Delete it and indent with plain spaces.',
    ],
  });

export const oddBlankAfterColon = (mark: string, { key, value }: Valued): Saying =>
  saying('yaml-colon', {
    ko: [
      `콜론 뒤에 보통 빈칸이 아닌 특수한 공백(${codePoint(mark)})이 있어요.`,
      `그 공백을 지우고 스페이스 빈칸을 하나 넣어 주세요: \`${shown(`${key ?? 'reply'}: ${value}`)}\``,
    ],
    en: [
      `After the colon stands a special blank (${codePoint(mark)}), which is no space to YAML.`,
      `Replace it by a plain space: \`${shown(`${key ?? 'reply'}: ${value}`)}\``,
    ],
  });

export const bullet = (mark: string, rest: string): Saying =>
  saying('yaml-bullet', {
    ko: [
      `글머리 기호 \`${mark}\`는 YAML의 목록 표시가 아니에요.`,
      `줄표(-)와 빈칸으로 써 주세요: \`- ${shown(rest)}\``,
    ],
    en: [
      `The bullet \`${mark}\` does not mark a list item in YAML.`,
      `Write a dash (-) and a blank: \`- ${shown(rest)}\``,
    ],
  });

export const slashes = (mark: string, rest: string): Saying =>
  saying('yaml-comment', {
    ko: [`\`${mark}\`는 YAML의 주석 표시가 아니에요.`, `주석은 # 으로 시작해 주세요: \`# ${shown(rest)}\``],
    en: [`\`${mark}\` does not begin a comment in YAML.`, `Begin a comment with #: \`# ${shown(rest)}\``],
  });

export const fence = (mark: string): Saying =>
  saying('yaml-code-fence', {
    ko: [`코드 블록 표시 ${mark} 가 함께 붙여 넣어졌어요.`, `${mark} 로 시작하는 줄을 모두 지워 주세요.`],
    en: [`A code fence (${mark}) was pasted along.`, `Delete every line that begins with ${mark}.`],
  });

export const quoteMark = (): Saying =>
  saying('yaml-bullet', {
    ko: [
      '메일이나 채팅의 인용 표시 `>` 가 줄 앞에 함께 붙여 넣어졌어요.',
      '모든 줄 앞의 `>` 와 빈칸 하나를 지워 주세요.',
    ],
    en: [
      'The quotation mark `>` of a mail or chat was pasted along before the lines.',
      'Delete the `>` and one blank before every line.',
    ],
  });

export const separator = (mark: string): Saying =>
  saying('yaml-separator', {
    ko: [
      `\`${mark}\` 줄은 문서를 나누는 구분선이라, 그 아래는 다른 문서가 돼요. 규칙 파일은 문서 하나여야 해요.`,
      `\`${mark}\` 줄을 지워 주세요. 눈에 보이는 구분선이 필요하면 \`# ---\` 처럼 주석으로 써 주세요.`,
    ],
    en: [
      `The line \`${mark}\` separates documents: what stands below it is another one. A rules file is a single document.`,
      `Delete the line \`${mark}\`; for a visible line write a comment, \`# ---\`.`,
    ],
  });

export const ruler = (mark: string): Saying =>
  saying('yaml-separator', {
    ko: [
      `\`${shown(mark)}\` 같은 구분선은 YAML에 없어서 읽을 수 없어요.`,
      `줄을 지우거나, 앞에 #을 붙여 주석으로 써 주세요: \`# ${shown(mark)}\``,
    ],
    en: [
      `YAML has no separator line such as \`${shown(mark)}\`.`,
      `Delete it, or make it a comment: \`# ${shown(mark)}\``,
    ],
  });

export const mergeMarkers = (): Saying =>
  saying('yaml-merge-marker', {
    ko: [
      'git 병합 충돌 표시(<<<<<<<, =======, >>>>>>>)가 남아 있어요.',
      '두 내용 중 남길 것을 고르고, 표시 세 줄을 모두 지워 주세요.',
    ],
    en: [
      'Markers of a git merge conflict (<<<<<<<, =======, >>>>>>>) are left in the file.',
      'Keep one of the two versions and delete all three marker lines.',
    ],
  });

export const controlCharacter = (mark: string): Saying =>
  saying('yaml-control-character', {
    ko: [`보이지 않는 제어 문자(${codePoint(mark)})가 있어요.`, '그 글자를 지우고 이 줄을 다시 입력해 주세요.'],
    en: [`There is an invisible control character (${codePoint(mark)}).`, 'Delete it, and type the line anew.'],
  });

export const lineEnd = (mark: string): Saying =>
  saying('yaml-line-end', {
    ko: [
      `줄이 보통의 줄바꿈이 아닌 ${codePoint(mark)} 문자로 나뉘어 있어서 YAML은 한 줄로 읽어요.`,
      '그 자리에서 Enter로 줄을 다시 바꿔 주세요. 편집기에서 줄 끝을 LF나 CRLF로 저장해도 돼요.',
    ],
    en: [
      `The line is broken by ${codePoint(mark)}, which is no line break to YAML.`,
      'Break the line with Enter there, or save the file with LF or CRLF line ends.',
    ],
  });

export const directive = (): Saying =>
  saying('yaml-directive', {
    ko: [
      '`%`로 시작하는 이 줄은 YAML 지시문인데, 규칙 파일은 YAML 1.2로만 읽어요.',
      '이 줄을 지워 주세요. 글이라면 따옴표로 감싸 주세요.',
    ],
    en: [
      'This line begins with `%`, a YAML directive, but rules files are read as YAML 1.2 only.',
      'Delete the line; if it is text, put it in quotes.',
    ],
  });

export const colonMissing = (key: string, rest: string): Saying =>
  saying('yaml-colon', {
    ko: [
      `\`${shown(key)}\` 뒤에 콜론(:)과 빈칸이 있어야 하는데 없어요.`,
      `콜론과 빈칸을 넣어 주세요: \`${shown(`${key}: ${rest}`)}\``,
    ],
    en: [`After \`${shown(key)}\` a colon (:) and a blank are missing.`, `Write them: \`${shown(`${key}: ${rest}`)}\``],
  });

export const colonBlank = (key: string, rest: string): Saying =>
  saying('yaml-colon', {
    ko: [
      `\`${shown(key)}:\` 뒤에 빈칸이 없어요.`,
      `콜론 뒤에 빈칸을 하나 넣어 주세요: \`${shown(`${key}: ${rest}`)}\``,
    ],
    en: [
      `There is no blank after \`${shown(key)}:\`.`,
      `Put a blank (space) after the colon: \`${shown(`${key}: ${rest}`)}\``,
    ],
  });

export const colonWide = (mark: string, key: string, rest: string): Saying =>
  saying('yaml-colon', {
    ko: [
      `\`${mark}\`는 전각 콜론이라 YAML의 콜론이 아니에요.`,
      `영문 자판의 콜론(:)과 빈칸으로 바꿔 주세요: \`${shown(`${key}: ${rest}`)}\``,
    ],
    en: [
      `\`${mark}\` is a full-width colon, which is no colon to YAML.`,
      `Use the plain colon (:) and a blank: \`${shown(`${key}: ${rest}`)}\``,
    ],
  });

export const dashBlank = (rest: string): Saying =>
  saying('yaml-dash', {
    ko: ['목록 표시 줄표(-) 뒤에 빈칸이 없어요.', `줄표 뒤에 빈칸을 하나 넣어 주세요: \`- ${shown(rest)}\``],
    en: ['There is no blank after the dash (-) of a list item.', `Put a blank (space) after it: \`- ${shown(rest)}\``],
  });

export const dashMissing = (key: string, rest: string): Saying =>
  saying('yaml-dash', {
    ko: [
      `새 규칙이 줄표(-) 없이 시작해서, 위 규칙의 \`${shown(key)}\`와 겹치거나 자리가 맞지 않아요.`,
      `새 규칙의 첫 줄 앞에 줄표와 빈칸을 써 주세요: \`- ${shown(`${key}: ${rest}`)}\``,
    ],
    en: [
      `A new rule begins without its dash (-), so \`${shown(key)}\` does not fit the rule above (or stands there twice).`,
      `Begin the first line of the new rule with a dash and a blank: \`- ${shown(`${key}: ${rest}`)}\``,
    ],
  });

export const dashOnKeyLine = ({ key, value }: Valued): Saying =>
  saying('yaml-dash', {
    ko: [
      '목록은 `키:`와 같은 줄에서 줄표(-)로 시작할 수 없어요.',
      `목록이라면 다음 줄에 적고, 글이라면 따옴표로 감싸 주세요: ${written(key, value)}`,
    ],
    en: [
      'A list cannot begin with a dash (-) on the line of its key.',
      `If it is a list, begin it on the next line; if it is text, put it in quotes: ${written(key, value)}`,
    ],
  });

export const indented = (spaces: number | null): Saying =>
  saying('yaml-indent', {
    ko: [
      '이 줄의 들여쓰기가 위아래 줄과 맞지 않아요.',
      spaces === null
        ? '같은 규칙의 다른 줄과 첫 글자를 맞춰 주세요. 들여쓰기는 빈칸 두 칸씩이에요.'
        : `앞에 빈칸 ${spaces}칸을 두어 같은 규칙의 다른 줄과 첫 글자를 맞춰 주세요.`,
    ],
    en: [
      'The indentation of this line does not fit the lines around it.',
      spaces === null
        ? 'Line it up with the other lines of its rule; each level is two spaces.'
        : `Put ${spaces} spaces before it, so that it lines up with the other lines of its rule.`,
    ],
  });

export const nameMissing = (text: string): Saying =>
  saying('yaml-colon', {
    ko: [
      `이 규칙은 \`키:\` 없이 글(\`${shown(text)}\`)로 시작해요.`,
      `규칙의 이름이라면 이렇게 써 주세요: \`- name: ${shown(text)}\``,
    ],
    en: [
      `This rule begins with a text (\`${shown(text)}\`) that has no \`key:\`.`,
      `If it is the rule's name, write: \`- name: ${shown(text)}\``,
    ],
  });

export const looseText = (text: string): Saying =>
  saying('yaml-syntax', {
    ko: [
      `\`${shown(text)}\` 줄에 \`키:\`가 없어요. 앞줄에 이어지는 글로도 읽을 수 없어요.`,
      '여러 줄의 글은 `reply: |` 다음 줄부터 두 칸 더 들여 쓰고, 메모는 # 으로 시작해 주세요.',
    ],
    en: [
      `The line \`${shown(text)}\` has no \`key:\`, and does not continue the line above either.`,
      'For a text of several lines write `reply: |` and indent the lines below it by two more spaces; begin a note with #.',
    ],
  });

export const blockHeader = ({ key, value }: Valued): Saying =>
  saying('yaml-block-text', {
    ko: [
      `\`${value[0] ?? '|'}\`는 여러 줄의 글을 여는 기호라서 같은 줄에 글을 쓸 수 없어요.`,
      `따옴표로 감싸거나(${written(key, value)}), 글을 다음 줄부터 두 칸 들여 써 주세요.`,
    ],
    en: [
      `\`${value[0] ?? '|'}\` opens a text of several lines, so no text may follow on the same line.`,
      `Put the text in quotes (${written(key, value)}), or begin it on the next line, indented by two spaces.`,
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

export const duplicateKey = (key: string, firstLine: number): Saying => {
  const { ko, en } = onceHint(key);
  return saying('yaml-duplicate-key', {
    ko: [`\`${shown(key)}\` 키가 중복돼요. ${firstLine}번째 줄에 이미 있어요.`, ko],
    en: [`The key \`${shown(key)}\` stands here twice; it is already on line ${firstLine}.`, en],
  });
};

/** Keys whose value may be a list of texts. */
const LISTED = /^(?:match|contains|equals|starts_with|ends_with|words|regex|any|all|not|text|react|channels|yes|no)$/u;

const onceHint = (key: string): Phrase => {
  if (key === 'rules') {
    return {
      ko: '`rules:`는 하나만 남기고, 그 아래에 두 목록의 규칙을 모두 써 주세요.',
      en: 'Keep one `rules:` and put the rules of both lists below it.',
    };
  }
  if (LISTED.test(key) || key === 'reply') {
    return {
      ko: `하나만 남겨 주세요. 값이 여럿이면 목록으로 써 주세요: \`${key}: [하나, 둘]\``,
      en: `Keep one of them; several values are a list: \`${key}: [one, two]\``,
    };
  }
  return { ko: '둘 중 하나를 지워 주세요.', en: 'Delete one of the two.' };
};

export const tooDeep = (): Saying =>
  saying('yaml-too-deep', {
    ko: ['괄호나 목록이 너무 깊게 겹쳐 있어요.', '잘못 눌린 괄호를 지워 주세요. 예: match: [휴가, 연차]'],
    en: [
      'Brackets or lists are nested too deep.',
      'Delete the brackets typed by mistake, as in match: [vacation, leave]',
    ],
  });

export const emptyFile = (): Saying =>
  saying('yaml-empty', {
    ko: ['파일에 규칙이 없어요. 비어 있거나 주석뿐이에요.', `작은 규칙부터 하나 써 주세요:\n${FIRST_RULE.ko}`],
    en: ['The file holds no rules: it is empty, or holds comments only.', `Begin with a small rule:\n${FIRST_RULE.en}`],
  });

/** A whole file to copy. */
export const FIRST_RULE = {
  ko: 'rules:\n  - name: 인사\n    match: 안녕\n    reply: 안녕하세요!',
  en: 'rules:\n  - name: greeting\n    match: hello\n    reply: Hello!',
};

export const unreadable = ({ key, value }: Valued): Saying =>
  saying('yaml-syntax', {
    ko: [
      '이 줄을 YAML로 읽을 수 없어요.',
      `글에 기호가 있으면 따옴표로 감싸고(${written(key ?? 'reply', value)}), 위아래 줄과 들여쓰기를 맞춰 주세요.`,
    ],
    en: [
      'This line cannot be read as YAML.',
      `Put a text that holds signs in quotes (${written(key ?? 'reply', value)}), and line it up with its neighbours.`,
    ],
  });
