// What keeps a rules file or folder from being read, as diagnostics in both languages.
import type { Diagnostic } from '../../domain/diagnostic.ts';
import type { Phrase } from '../../domain/language.ts';
import type { Encoding } from './decode.ts';

export type SourceFaultCode =
  | 'path-empty'
  | 'file-missing'
  | 'file-unreadable'
  | 'file-kind'
  | 'file-not-rules'
  | 'file-too-large'
  | 'file-encoding'
  | 'folder-empty'
  | 'folder-too-many';

interface Place {
  readonly line: number;
  readonly column: number;
  readonly looksLike: Encoding | null;
}

/** There is no file at `path`, but perhaps one beside it whose name is nearly the same. */
export const fileMissing = (path: string, near: string | undefined): Diagnostic => {
  const fault = sourceFault('file-missing', path);
  if (near === undefined) return fault;
  return {
    ...fault,
    hint: { ko: `혹시 \`${near}\`인가요? ${fault.hint.ko}`, en: `Did you mean \`${near}\`? ${fault.hint.en}` },
  };
};

export const sourceFault = (
  code: SourceFaultCode,
  path: string,
  place: Place = { line: 1, column: 1, looksLike: null },
): Diagnostic => {
  const { line, column } = place;
  const endColumn = code === 'file-encoding' ? column + 1 : column;
  const said = code === 'file-encoding' ? encoding(place.looksLike) : SAID[code];
  return { file: path, line, column, endLine: line, endColumn, severity: 'error', code, ...said };
};

/** Less than the bound on size may still be more than there is memory for: YAML takes a hundred times its length. */
export const outOfMemory = (path: string): Diagnostic => ({
  ...sourceFault('file-too-large', path),
  message: { ko: '메모리가 모자라서 규칙을 읽지 못했어요.', en: 'There is not enough memory to read the rules.' },
  hint: {
    ko: '규칙 파일이 맞는지 확인하고, 맞다면 봇이 쓸 메모리를 늘려 주세요.',
    en: 'Check that it is the rules file; if so, give the bot more memory.',
  },
});

interface Said {
  readonly message: Phrase;
  readonly hint: Phrase;
}

const encoding = (looksLike: Encoding | null): Said => ({
  message: {
    ko:
      looksLike === null
        ? '이 파일은 UTF-8로 저장된 글이 아니에요. 여기서부터 읽을 수 없어요.'
        : `이 파일은 UTF-8이 아니라 ${looksLike}로 저장된 것 같아요. 여기서부터 읽을 수 없어요.`,
    en:
      looksLike === null
        ? 'The file is not text saved as UTF-8: it cannot be read from here on.'
        : `The file seems to be saved as ${looksLike}, not as UTF-8: it cannot be read from here on.`,
  },
  hint: {
    ko: '메모장에서 "다른 이름으로 저장"을 누르고 인코딩을 UTF-8로 골라 다시 저장해 주세요.',
    en: 'Save the file again with the encoding UTF-8 (in Notepad: Save as, Encoding, UTF-8).',
  },
});

const SAID: Readonly<Record<Exclude<SourceFaultCode, 'file-encoding'>, Said>> = {
  'path-empty': {
    message: { ko: '규칙 파일의 경로가 비어 있어요.', en: 'The path of the rules file is empty.' },
    hint: { ko: '경로를 써 주세요. 예: --rules rules/rules.yaml', en: 'Give one, as in --rules rules/rules.yaml.' },
  },
  'file-missing': {
    message: { ko: '이 경로에 파일이나 폴더가 없어요.', en: 'There is no file or folder at this path.' },
    hint: {
      ko: '경로의 철자를 확인하거나, 그 자리에 규칙 파일을 만들어 주세요.',
      en: 'Check the spelling of the path, or create the rules file there.',
    },
  },
  'file-unreadable': {
    message: {
      ko: '이 파일이나 폴더를 읽을 수 없어요. 권한이 없거나 읽다가 오류가 났어요.',
      en: 'The file or folder cannot be read: no permission, or an error while reading.',
    },
    hint: {
      ko: '봇을 실행하는 계정이 읽을 수 있도록 권한을 바꿔 주세요.',
      en: 'Let the account that runs the bot read it.',
    },
  },
  'file-kind': {
    message: { ko: '이 경로는 보통 파일도 폴더도 아니에요.', en: 'This path is neither a regular file nor a folder.' },
    hint: {
      ko: 'YAML 파일이나, YAML 파일이 든 폴더를 지정해 주세요.',
      en: 'Name a YAML file, or a folder that holds some.',
    },
  },
  'file-not-rules': {
    message: {
      ko: '규칙 파일이 아닌 것 같아요. 규칙 파일의 이름은 .yaml, .yml, .json 으로 끝나요.',
      en: 'This looks like no rules file: the name of one ends in .yaml, .yml or .json.',
    },
    hint: {
      ko: '규칙 파일의 경로를 써 주세요. 예: rules/rules.yaml',
      en: 'Give the path of the rules file, such as rules/rules.yaml.',
    },
  },
  'file-too-large': {
    message: { ko: '파일이 16 MB보다 커요.', en: 'The file is larger than 16 MB.' },
    hint: {
      ko: '규칙 파일이 맞는지 확인하고, 맞다면 폴더에 여러 파일로 나눠 주세요.',
      en: 'Check that it is the rules file; if so, split it into several files of a folder.',
    },
  },
  'folder-empty': {
    message: {
      ko: '이 폴더에 규칙 파일(*.yaml, *.yml)이 없어요.',
      en: 'The folder holds no rules file (*.yaml, *.yml).',
    },
    hint: {
      ko: '폴더에 rules.yaml 을 만들어 주세요. 숨은 파일과 백업·복사본은 읽지 않아요.',
      en: 'Create a rules.yaml in it; hidden files, backups and copies are not read.',
    },
  },
  'folder-too-many': {
    message: { ko: '이 폴더에 규칙 파일이 1,000개보다 많아요.', en: 'The folder holds more than 1,000 rules files.' },
    hint: {
      ko: '규칙 폴더가 맞는지 확인하고, 규칙을 더 적은 파일로 모아 주세요.',
      en: 'Check that it is the rules folder, and gather the rules in fewer files.',
    },
  },
};
