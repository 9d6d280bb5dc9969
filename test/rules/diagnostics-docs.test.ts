// docs/DIAGNOSTICS.md and .ko.md: one row for each code that rules/ can give, whose wrong example gives that code and whose right one none.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CODES } from '../../src/rules/phrases.ts';
import { SLIP_CODES } from '../../src/rules/syntax/slip.ts';
import { diagnosticsOf, type Texts } from './golden-files.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** The codes of source are a union of types, gone when the program runs. */
const unionIn = (file: string, type: string): readonly string[] => {
  const union = new RegExp(`export type ${type} =([^;]*);`, 'u').exec(read(file))?.[1] ?? '';
  return [...union.matchAll(/'([a-z-]+)'/gu)].map((found) => found[1] ?? '');
};

const OF_SOURCE = unionIn('src/rules/source/faults.ts', 'SourceFaultCode');
const codes = [
  ...Object.entries(CODES).map(([code, severity]) => `${code} ${severity}`),
  ...[...SLIP_CODES, ...OF_SOURCE].map((code) => `${code} error`),
].toSorted();

/** Of these an example would fill the page; what keeps a file from being read is no text at all. */
const TOLD_IN_WORDS = new Set(['blocks-limit', 'text-long', 'yaml-too-deep', ...OF_SOURCE]);

interface Row {
  readonly code: string;
  readonly severity: string;
  readonly wrong: string;
  readonly right: string;
}

const CELL = String.raw`(?:\x60\x60 (?<#>.*?) \x60\x60|\x60(?<#1>[^\x60]*)\x60)`;
const ROW = new RegExp(
  String.raw`^\| \x60(?<code>[a-z-]+)\x60 \| (?<severity>error|warning) \| .*? \| ${CELL.replaceAll('#', 'wrong')} \| ${CELL.replaceAll('#', 'right')} \|$`,
  'gmu',
);

const rowsOf = (file: string): readonly Row[] =>
  [...read(file).matchAll(ROW)].map(({ groups = {} }) => ({
    code: groups['code'] ?? '',
    severity: groups['severity'] ?? '',
    wrong: groups['wrong'] ?? groups['wrong1'] ?? '',
    right: groups['right'] ?? groups['right1'] ?? '',
  }));

/** An example as the page writes it → the files that it stands for. */
const filesOf = (example: string): Texts => {
  const texts = example
    .replaceAll(String.raw`\|`, '|')
    .replaceAll(/ ⏎ ?/gu, '\n')
    .replaceAll('⇥', '\t')
    .replaceAll(/⟨U\+([0-9A-F]{4})⟩/gu, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .split(' ‖ ');
  if (texts.length === 1) return { 'rules.yaml': wholeFile(texts[0] ?? '') };
  return { ...Object.fromEntries(texts.map((text, index) => [`${index}.yaml`, `${text}\n`])), 'z.yaml': 'rules: []\n' };
};

const TOP = /^(?:version|language|timezone|vars|default):|^rules:/u;
const OF_NO_RULE = /^(?:\/\/|#|%|<<<|---|null|홍길동)/u;
const RULE = { name: '휴가', match: '휴가', reply: '네.' };

const wholeFile = (text: string): string => {
  if (text.startsWith('- ')) return `rules:\n${indented(text, 2)}\n`;
  if (TOP.test(text)) return /^rules:|rules: \[\]/mu.test(text) ? `${text}\n` : `${text}\nrules: []\n`;
  if (OF_NO_RULE.test(text)) return `${text}\n`;
  const rest = Object.entries(RULE).filter(
    ([key]) => !new RegExp(String.raw`^${key}\b`, 'mu').test(text.normalize('NFKC')),
  );
  const lines = [...rest.map(([key, value]) => `${key}: ${value}`), text].join('\n');
  return `rules:\n  - ${indented(lines, 4).trimStart()}\n`;
};

const indented = (text: string, blanks: number): string => text.replaceAll(/^(?=.)/gmu, ' '.repeat(blanks));

for (const file of ['docs/DIAGNOSTICS.md', 'docs/DIAGNOSTICS.ko.md']) {
  describe(`the page ${file}`, () => {
    const rows = rowsOf(file);

    it('has one row for each code, with its severity', () => {
      assert.deepEqual(rows.map(({ code, severity }) => `${code} ${severity}`).toSorted(), codes);
    });

    for (const { code, wrong, right } of rows) {
      if (TOLD_IN_WORDS.has(code)) continue;
      it(`shows what ${code} is, and what is right`, () => {
        assert.deepEqual(
          diagnosticsOf(filesOf(wrong)).map((one) => one.code),
          [code],
        );
        assert.deepEqual(
          diagnosticsOf(filesOf(right)).map((one) => one.code),
          [],
        );
      });
    }
  });
}
