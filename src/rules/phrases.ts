// The codes of what can be wrong with a rules file that parses, and how a finding becomes a diagnostic.
import type { Diagnostic, Range, Severity } from '../domain/diagnostic.ts';
import type { Phrase } from '../domain/language.ts';

/** Each code is explained in docs/DIAGNOSTICS.md and docs/DIAGNOSTICS.ko.md; a test fails if one is missing there. */
export const CODES = {
  'file-empty': 'error',
  'key-unknown': 'error',
  'key-character': 'error',
  'key-colon': 'error',
  'key-dash': 'error',
  'key-indent': 'error',
  'key-missing': 'error',
  'rule-split': 'error',
  'value-type': 'error',
  'value-empty': 'error',
  'value-comment': 'error',
  'value-braces': 'error',
  'value-colon': 'error',
  'value-comma': 'error',
  'value-list': 'error',
  'value-map': 'error',
  'value-boolean': 'error',
  'value-choice': 'error',
  'text-empty': 'error',
  'list-empty': 'error',
  'name-taken': 'error',
  'name-reserved': 'error',
  'var-name': 'error',
  'var-taken': 'error',
  'setting-taken': 'error',
  'timezone-unknown': 'error',
  'emoji-name': 'error',
  'emoji-unicode': 'error',
  'channel-name': 'error',
  'channel-list': 'error',
  'reply-broadcast': 'error',
  'from-name': 'error',
  'from-list': 'error',
  'hours-day': 'error',
  'hours-time': 'error',
  'hours-equal': 'error',
  'hours-date': 'error',
  'hours-not': 'error',
  'hours-unknown': 'error',
  'hours-taken': 'error',
  duration: 'error',
  'limit-times': 'error',
  'example-at': 'error',
  'blocks-shape': 'error',
  'blocks-type': 'error',
  'blocks-limit': 'error',
  'regex-look': 'error',
  'regex-reference': 'error',
  'regex-group-name': 'error',
  'regex-empty-alternative': 'error',
  'regex-repeat': 'error',
  'regex-syntax': 'error',
  'template-syntax': 'error',
  'template-variable': 'error',
  'template-filter': 'error',
  'template-tag': 'error',
  'template-josa': 'error',
  'template-group': 'error',
  'example-fails': 'error',
  'rule-unreachable': 'warning',
  'regex-fits-empty': 'warning',
  'regex-fits-all': 'warning',
  'regex-boundary': 'warning',
  'match-short': 'warning',
  'match-not-alone': 'warning',
  'match-list': 'warning',
  'text-cut': 'warning',
  'text-dash': 'warning',
  'text-quotes': 'warning',
  'text-single-braces': 'warning',
  'text-long': 'warning',
  'emoji-unknown': 'warning',
} as const satisfies Record<string, Severity>;

export interface Finding {
  readonly code: keyof typeof CODES;
  readonly message: Phrase;
  readonly hint: Phrase;
}

export const diagnostic = (range: Range, finding: Finding): Diagnostic => ({
  ...range,
  severity: CODES[finding.code],
  ...finding,
});

/** A line as a person finds it who looks at `from`: with its file where that is another. */
export const lineSeen = ({ file, line }: Range, from: Range): Phrase =>
  file === from.file
    ? { ko: `${line}번째 줄`, en: `line ${line}` }
    : { ko: `${file} ${line}번째 줄`, en: `line ${line} of ${file}` };

/** The same said of one entry of a list, where what is to be written stands without its key. */
export const ofEntry = (finding: Finding): Finding => {
  const bare = (text: string): string =>
    text.replaceAll(/`(?:channels|from|react|days|except): (?:\[([^`]*)\]|([^`]*))`/gu, '`$1$2`');
  return { ...finding, hint: { ko: bare(finding.hint.ko), en: bare(finding.hint.en) } };
};

const SHOWN_MAX = 60; // code points of the file's own text that a sentence repeats

/** What the file says, fit to stand inside a sentence. */
export const shown = (text: string): string => {
  const line = text
    .trim()
    .replaceAll(/\s*\r?\n\s*/gu, ' ')
    .replaceAll('`', "'");
  const points = [...line];
  return `\`${points.length > SHOWN_MAX ? `${points.slice(0, SHOWN_MAX).join('')}…` : line}\``;
};

/** The text in YAML's quotes, as a person would best write it. */
export const quoted = (text: string): string => {
  const line = text.trim();
  if (!/["\\\n]/u.test(line)) return `"${line}"`;
  return /['\n]/u.test(line) ? JSON.stringify(line) : `'${line}'`;
};

export const both = (text: string): Phrase => ({ ko: text, en: text });

/** `a`, `b` and `c` as they stand in a hint. */
export const inRow = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');
