// Diagnostics → what is printed of them: for people with the lines they stand on, for GitHub as annotations.
import { readFile } from 'node:fs/promises';
import { isError, type Diagnostic } from '../domain/diagnostic.ts';
import type { Phrase } from '../domain/language.ts';
import { codeFrame } from '../rules/frame.ts';
import { printable, type Speech } from './speech.ts';

interface Found {
  readonly path: string;
  /** How many rules there are, where that is known. */
  readonly count?: number;
  readonly found: readonly Diagnostic[];
}

/** All of them, and a closing line with their number. */
export const report = async (of: Found, voice: Speech): Promise<string> => {
  const mistakes = await mistakesInWords(of.found, voice);
  return [...(mistakes === '' ? [] : [mistakes]), closing(of, voice)].join('\n');
};

/** All of them, without their number. */
export const mistakesInWords = async (found: readonly Diagnostic[], voice: Speech): Promise<string> => {
  const texts = await readTexts(found);
  return found.map((diagnostic) => inWords(diagnostic, texts.get(diagnostic.file), voice)).join('\n');
};

/**
 * Workflow commands of GitHub Actions: docs.github.com/actions/reference/workflow-commands-for-github-actions
 * Of an annotation over several lines GitHub takes no columns.
 */
export const annotations = (found: readonly Diagnostic[], { say }: Speech): string =>
  found
    .map((diagnostic) => {
      const { file, line, column, endLine, endColumn, code } = diagnostic;
      const place = line === endLine ? { line, col: column, endLine, endColumn } : { line, endLine };
      const properties = Object.entries({ file, ...place, title: code })
        .map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
        .join(',');
      return `::${diagnostic.severity} ${properties}::${escapeData(`${say(diagnostic.message)}\n${say(diagnostic.hint)}`)}\n`;
    })
    .join('');

const inWords = (diagnostic: Diagnostic, text: string | undefined, { say, colour }: Speech): string => {
  const mark = isError(diagnostic) ? colour.red(`✘ ${say(ERROR)}`) : colour.yellow(`! ${say(WARNING)}`);
  const place = colour.cyan(printable(`${diagnostic.file}:${diagnostic.line}:${diagnostic.column}`));
  const lines = [
    `${mark}  ${colour.bold(printable(say(diagnostic.message)))}`,
    `  ${place}  ${colour.dim(diagnostic.code)}`,
    ...(text === undefined ? [] : [indent(printable(codeFrame(text, diagnostic)))]),
    `  → ${printable(say(diagnostic.hint))}`,
    '',
  ];
  return lines.join('\n');
};

const ERROR: Phrase = { ko: '오류', en: 'Error' };
const WARNING: Phrase = { ko: '경고', en: 'Warning' };

const closing = ({ path, count, found }: Found, { say, colour }: Speech): string => {
  const errors = found.filter(isError).length;
  const warnings = found.length - errors;
  const numbers: Phrase = {
    ko: `${count === undefined ? '' : `규칙 ${count}개, `}오류 ${errors}개, 경고 ${warnings}개`,
    en: `${count === undefined ? '' : `${counted(count, 'rule')}, `}${counted(errors, 'error')}, ${counted(warnings, 'warning')}`,
  };
  const line = printable(`${path}: ${say(numbers)}`);
  return errors > 0 ? `${colour.red(`✘ ${line}`)}\n` : `${colour.green(`✔ ${line}`)}\n`;
};

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

const indent = (text: string): string => text.replace(/^/gm, '  ').trimEnd();

/** The files as they are now; one that cannot be read is shown without its lines. */
const readTexts = async (found: readonly Diagnostic[]): Promise<ReadonlyMap<string, string>> => {
  const texts = new Map<string, string>();
  for (const file of new Set(found.map((diagnostic) => diagnostic.file))) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) texts.set(file, text.replace(/^\uFEFF/, ''));
  }
  return texts;
};

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
