// What is said of whole lines: indentation, and marks or pastes that belong to no rules file; in both languages, with the form to write instead.
import { inMarks, offered, saying, type Valued } from './saying.ts';
import type { Saying } from './slip.ts';
import { codePoint, shown } from './words.ts';

/** `more`: whether the lines below have the same mistake. */
export const tabbed = (more: boolean): Saying =>
  saying('yaml-tab', {
    ko: [
      'YAML은 빈칸으로만 들여 쓰는데 들여쓰기에 탭(Tab)이 있어요.',
      `탭을 지우고 스페이스 빈칸으로 위아래 줄과 맞춰 주세요.${more ? ' 아래 줄의 탭도 바꿔 주세요.' : ''}`,
    ],
    en: [
      'There is a tab in the indentation, where YAML takes spaces only.',
      `Delete the tab and line the text up with its neighbours by spaces${more ? '; in the lines below, too' : ''}.`,
    ],
  });

export const oddBlank = (mark: string, more = false): Saying =>
  saying('yaml-indent-blank', {
    ko: [
      `들여쓰기에 YAML이 빈칸으로 읽지 않는 특수한 공백(${codePoint(mark)})이 있어요.`,
      `그 공백을 지우고 스페이스 빈칸으로 위아래 줄과 맞춰 주세요.${more ? ' 아래 줄도 마찬가지예요.' : ''}`,
    ],
    en: [
      `The indentation holds a special blank (${codePoint(mark)}: full-width, no-break or invisible), which is no space to YAML.`,
      `Delete it and line the text up with its neighbours by spaces${more ? '; in the lines below, too' : ''}.`,
    ],
  });

/** `item`: the line as it should read; `more`: whether other lines begin with the mark, too. */
export const bullet = (mark: string, item: string, more: boolean): Saying =>
  saying('yaml-bullet', {
    ko: [
      `글머리 기호 \`${mark}\`는 YAML의 목록 표시가 아니에요.`,
      `줄표(-)와 빈칸으로 써 주세요: \`${shown(item)}\`${more ? '. 같은 기호로 시작하는 다른 줄도 바꿔 주세요.' : ''}`,
    ],
    en: [
      `The bullet \`${mark}\` does not mark a list item in YAML.`,
      `Write a dash (-) and a blank: \`${shown(item)}\`${more ? '; do so in the other lines that begin with the mark.' : ''}`,
    ],
  });

/** `more`: whether the comment goes on in the lines below. */
export const slashes = (mark: string, rest: string, more = false): Saying =>
  saying('yaml-comment', {
    ko: [
      `\`${mark}\`는 YAML의 주석 표시가 아니에요.`,
      `주석은 ${more ? '줄마다 ' : ''}# 으로 시작해 주세요: \`# ${shown(rest)}\``,
    ],
    en: [
      `\`${mark}\` does not begin a comment in YAML.`,
      `Begin ${more ? 'each line of a comment' : 'a comment'} with #: \`# ${shown(rest)}\``,
    ],
  });

/** `chat`: whether what was said around the code was pasted along. */
export const fence = (mark: string, chat: boolean): Saying =>
  saying('yaml-code-fence', {
    ko: [
      `코드 블록 표시 ${mark} 가 함께 붙여 넣어졌어요.`,
      chat ? `${mark} 로 시작하는 줄과 그 바깥의 글을 모두 지워 주세요.` : `${mark} 로 시작하는 줄을 모두 지워 주세요.`,
    ],
    en: [
      `A code fence (${mark}) was pasted along.`,
      chat
        ? `Delete every line that begins with ${mark}, and what was said around them.`
        : `Delete every line that begins with ${mark}.`,
    ],
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

/** `isAlone`: whether no rules follow on the same line. */
export const chatHeader = (header: string, isAlone: boolean): Saying =>
  saying('yaml-syntax', {
    ko: [
      `채팅에서 쓴 사람과 시각(\`${shown(header)}\`)이 함께 붙여 넣어졌어요.`,
      isAlone ? '규칙이 아닌 그 줄을 모두 지워 주세요.' : '줄 앞의 이름과 시각만 지워 주세요.',
    ],
    en: [
      `The name and the time of a chat message (\`${shown(header)}\`) were pasted along.`,
      isAlone ? 'Delete every such line.' : 'Delete the name and the time before the line.',
    ],
  });

/** `again`: the keys above it that stand below it, too. */
export const separator = (mark: string, again: readonly string[]): Saying => {
  const keys = again.map((key) => `\`${key}:\``).join(', ');
  return saying('yaml-separator', {
    ko: [
      `\`${mark}\` 줄은 문서를 나누는 구분선이라 그 아래는 다른 문서가 되는데, 규칙 파일은 문서 하나여야 해요.`,
      again.length > 0
        ? `\`${mark}\` 줄을 지우고, 그 아래에 다시 나오는 ${keys} 줄도 지워 주세요.`
        : `\`${mark}\` 줄을 지워 주세요. 눈에 보이는 구분선이 필요하면 주석으로 써 주세요. 예: \`# ---\``,
    ],
    en: [
      `A rules file is a single document, but what stands below the separator \`${mark}\` is another one.`,
      again.length > 0
        ? `Delete the line \`${mark}\`, and below it the line ${keys}, which stands above already.`
        : `Delete the line \`${mark}\`; for a visible line write a comment, such as \`# ---\`.`,
    ],
  });
};

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
      '두 내용 중 하나만 남기고, 표시가 있는 줄을 모두 지워 주세요.',
    ],
    en: [
      'Markers of a git merge conflict (<<<<<<<, =======, >>>>>>>) are left in the file.',
      'Keep one of the two versions and delete every marker line.',
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

/** `spaces`: the column where the line belongs, where it is known; `more`: whether the lines below move along. */
export const indented = (spaces: number | null, more: boolean): Saying =>
  saying('yaml-indent', {
    ko: [
      '이 줄의 들여쓰기가 위아래 줄과 맞지 않아요.',
      `${spacesKo(spaces)}${more ? ' 그 아래에 딸린 줄도 함께 옮겨 주세요.' : ''}`,
    ],
    en: [
      'The indentation of this line does not fit the lines around it.',
      `${spacesEn(spaces)}${more ? ' Move the lines that belong to it along.' : ''}`,
    ],
  });

const spacesKo = (spaces: number | null): string => {
  if (spaces === null) return '같은 규칙의 다른 줄과 첫 글자를 맞춰 주세요. 들여쓰기는 빈칸 두 칸씩이에요.';
  if (spaces === 0) return '줄 앞의 빈칸을 모두 지워 주세요.';
  return `줄 앞에 빈칸을 ${spaces}칸 두어 다른 줄과 첫 글자를 맞춰 주세요.`;
};

const spacesEn = (spaces: number | null): string => {
  if (spaces === null) return 'Line it up with the other lines of its rule; each level is two spaces.';
  if (spaces === 0) return 'Delete all spaces before it.';
  return `Put ${spaces} ${spaces === 1 ? 'space' : 'spaces'} before it, so that it lines up with the other lines.`;
};

export const looseText = (text: string): Saying =>
  saying('yaml-syntax', {
    ko: [
      `\`${shown(text)}\` 줄에 \`키:\`가 없고, 앞줄에 이어지는 글로도 읽을 수 없어요.`,
      '여러 줄의 글은 `reply: |` 다음 줄부터 두 칸 더 들여 쓰고, 메모는 # 으로 시작해 주세요.',
    ],
    en: [
      `The line \`${shown(text)}\` has no \`key:\`, and does not continue the line above either.`,
      'For a text of several lines write `reply: |` and indent the lines below it by two more spaces; begin a note with #.',
    ],
  });

export const looseNote = (text: string): Saying =>
  saying('yaml-syntax', {
    ko: [
      `규칙 목록 안에 규칙이 아닌 줄이 있어요: \`${shown(text)}\`.`,
      `메모라면 앞에 # 을 붙여 주세요: ${inMarks(`# ${text.trim()}`)}`,
    ],
    en: [
      `In the list of rules stands a line that is no rule: \`${shown(text)}\`.`,
      `If it is a note, begin it with #: ${inMarks(`# ${text.trim()}`)}`,
    ],
  });

export const rulesMissing = (): Saying =>
  saying('yaml-syntax', {
    ko: [
      '여기서 규칙이 시작되는데 그 위에 `rules:` 줄이 없어요.',
      '이 줄 바로 위에 `rules:` 를 왼쪽 끝에 맞춰 한 줄로 써 주세요.',
    ],
    en: [
      'The rules begin here, but there is no line `rules:` above them.',
      'Write a line `rules:` right above this one, at the very left.',
    ],
  });

export const emptyFile = (): Saying =>
  saying('yaml-empty', {
    ko: ['파일이 비어 있거나 주석뿐이라서 규칙이 없어요.', `작은 규칙부터 하나 써 주세요:\n${FIRST_RULE.ko}`],
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
      `글에 기호가 있으면 따옴표로 감싸고(${offered(key ?? 'reply', value)}), 위아래 줄과 들여쓰기를 맞춰 주세요.`,
    ],
    en: [
      'This line cannot be read as YAML.',
      `Put a text that holds signs in quotes (${offered(key ?? 'reply', value)}), and line it up with its neighbours.`,
    ],
  });
