// The lines that a person is shown, with carets below the place.
import assert from 'node:assert/strict';
import { codeFrame } from '../../src/rules/frame.ts';

const check = (
  text: string,
  [line, column, endLine, endColumn]: readonly [number, number, number, number],
  shown: string,
): void => assert.equal(codeFrame(text, { file: 'rules.yaml', line, column, endLine, endColumn }), shown);

describe('codeFrame', () => {
  it('points below a word', () => check('a: 1\nreply: b c\n', [2, 8, 2, 9], ' 2 │ reply: b c\n   │        ^'));
  it('counts Hangul as two cells', () => check('답: 안녕 hi\n', [1, 7, 1, 9], ' 1 │ 답: 안녕 hi\n   │          ^^'));
  it('counts an emoji as two cells and as two units', () => check('👋 hi\n', [1, 4, 1, 6], ' 1 │ 👋 hi\n   │    ^^'));
  it('shows a tab as four blanks', () => check('\tname: a\n', [1, 1, 1, 2], ' 1 │     name: a\n   │ ^^^^'));
  it('points at the end of a line', () => check('ab\r\n', [1, 3, 1, 3], ' 1 │ ab\n   │   ^'));
  it('shows an empty line', () => check('a\n\n', [2, 1, 2, 1], ' 2 │\n   │ ^'));
  it('shows the lines of a longer stretch', () =>
    check('a: "b\n  c"\n', [1, 4, 2, 5], ' 1 │ a: "b\n   │    ^^\n 2 │   c"\n   │   ^^'));
  it('lets no control character reach the terminal', () => check('a\u001b[31m\n', [1, 1, 1, 2], ' 1 │ a?[31m\n   │ ^'));
  it('is empty where the file has no such line', () => check('a\n', [9, 1, 9, 1], ''));
  it('cuts a long line around the place', () => {
    const frame = codeFrame(`${'가'.repeat(300)}[${'나'.repeat(300)}`, {
      file: '',
      line: 1,
      column: 301,
      endLine: 1,
      endColumn: 302,
    });
    const [line = '', caret = ''] = frame.split('\n');
    assert.ok([...line].length < 120);
    const cells = [...line.slice(0, line.indexOf('['))].reduce(
      (sum, character) => sum + (/[가-힣]/u.test(character) ? 2 : 1),
      0,
    );
    assert.equal(caret.indexOf('^'), cells);
  });
});
