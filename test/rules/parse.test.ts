// Every syntax mistake as a golden file: the place and code of each diagnostic, and silence on odd but valid files.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { parse } from '../../src/rules/parse.ts';
import { SLIP_CODES } from '../../src/rules/syntax/slip.ts';
import { goldensIn } from './golden-files.ts';

const SHAPES_MIN = 2;
const goldens = goldensIn('syntax');

/** `code line:column-endLine:endColumn` per diagnostic; nothing for a file that parses. */
const expectation = (text: string): string => {
  const parsed = parse({ path: 'rules.yaml', text });
  if (parsed.ok) return '';
  return parsed.diagnostics.map((d) => `${d.code} ${d.line}:${d.column}-${d.endLine}:${d.endColumn}\n`).join('');
};

describe('parse: golden files', () => {
  for (const { name, texts, expect } of goldens) {
    it(name, () => {
      const said = expectation(texts['rules.yaml'] ?? '');
      if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(expect, said);
      assert.equal(said, readFileSync(expect, 'utf8'));
    });
  }

  it('shows each kind of slip in two shapes', () => {
    const texts = goldens.map(({ expect }) => readFileSync(expect, 'utf8'));
    const rare = SLIP_CODES.filter((code) => texts.filter((text) => text.includes(`${code} `)).length < SHAPES_MIN);
    assert.deepEqual(rare, []);
  });

  it('keeps files that begin with ok- silent, and no others', () => {
    for (const { name, expect } of goldens)
      assert.equal(readFileSync(expect, 'utf8') === '', name.startsWith('ok-'), name);
  });
});

const GOOD = `version: 1
vars: { form: "https://hr.example.com" }
rules:
  - name: 휴가
    match: [휴가, "연차"]
    channels:
      - "#hr"
      - dm
    reply: |
      휴가는 {{ vars.form }} 에서
      신청해 주세요.
  - name: 점심
    match: { contains: 점심, not: '저녁' }
    reply: { text: [밥, 국], to: thread }
default:
  reply: 응 안녕
`;
const SIGNS = [
  ...'[]{},:-#"\'&*!|>%@`?\\\t\r\n = ~'.split(''),
  '：',
  '，',
  '“',
  '”',
  '•',
  '–',
  '\u00a0',
  '\u3000',
  '\u200b',
  '\ufeff',
  '\u0000',
  '\u2028',
  '\ud800',
  '---',
  '<<<<<<<',
  '```',
  '//',
  '휴가',
  'reply',
];

const isSound = (text: string): boolean => {
  const parsed = parse({ path: 'rules.yaml', text });
  const lines = text.split('\n');
  if (parsed.ok) return true;
  return (
    parsed.diagnostics.length > 0 &&
    parsed.diagnostics.length <= 20 &&
    parsed.diagnostics.every((d) => {
      const [first, last] = [lines[d.line - 1], lines[d.endLine - 1]];
      const isInside =
        first !== undefined &&
        last !== undefined &&
        d.column >= 1 &&
        d.column <= first.length + 1 &&
        d.endColumn <= last.length + 1;
      const isForward = d.endLine > d.line || (d.endLine === d.line && d.endColumn >= d.column);
      return (
        isInside && isForward && [d.message, d.hint].every((said) => said.ko.trim() !== '' && said.en.trim() !== '')
      );
    })
  );
};

describe('parse: properties', () => {
  it('never throws, and every place is inside the file, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), isSound), { numRuns: 500 });
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...SIGNS), { maxLength: 60 }).map((signs) => signs.join('')),
        isSound,
      ),
      { numRuns: 500 },
    );
  });

  it('never throws on a good file with a few slips', () => {
    const edit = fc.record({
      at: fc.nat(GOOD.length),
      drop: fc.nat(6),
      put: fc.array(fc.constantFrom(...SIGNS), { maxLength: 3 }),
    });
    const edited = fc
      .array(edit, { minLength: 1, maxLength: 4 })
      .map((edits) =>
        edits.reduce((text, { at, drop, put }) => text.slice(0, at) + put.join('') + text.slice(at + drop), GOOD),
      );
    fc.assert(fc.property(edited, isSound), { numRuns: 1000 });
  });

  it('reports the mistakes of 20 rules at most, each once', () => {
    const rules = Array.from(
      { length: 30 },
      (_, index) => `  - name: r${index}\n    match: m\n    reply: @here\n`,
    ).join('');
    const parsed = parse({ path: 'rules.yaml', text: `rules:\n${rules}` });
    assert.ok(!parsed.ok);
    assert.deepEqual(
      parsed.diagnostics.map((d) => d.line),
      Array.from({ length: 20 }, (_, index) => 4 + index * 3),
    );
  });

  it('reads nothing deeper than the stack bears', () => {
    for (const deep of [
      '['.repeat(6000),
      '{a: '.repeat(6000),
      '- '.repeat(6000),
      `${'['.repeat(3000)}${']'.repeat(3000)}`,
      `"${'\\"'.repeat(50_000)}`,
    ]) {
      assert.ok(isSound(`rules:\n  - name: a\n    match: ${deep}\n    reply: b\n`));
    }
  });

  it('gives places of a sound file in lines and columns', () => {
    const parsed = parse({ path: 'a.yaml', text: 'version: 1\r\nrules: []\r\n' });
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.at(12, 17), { file: 'a.yaml', line: 2, column: 1, endLine: 2, endColumn: 6 });
  });
});
