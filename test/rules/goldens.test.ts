// Files of test/golden/rules and folders of test/golden/folders, each with one kind of mistake or none → the diagnostics beside it.
// UPDATE_GOLDEN=1 rewrites them.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { CODES } from '../../src/rules/phrases.ts';
import { diagnosticsOf, goldensIn, type Texts } from './golden-files.ts';

const SHAPES_MIN = 2;
const SILENT_MIN = 20;

const update = process.env['UPDATE_GOLDEN'] === '1';
const goldens = [...goldensIn('rules'), ...goldensIn('folders')];
const expectations = (): readonly string[] => goldens.map(({ expect }) => readFileSync(expect, 'utf8'));

const said = (texts: Texts): string => {
  const isFolder = Object.keys(texts).length > 1;
  const lines = diagnosticsOf(texts).map(
    ({ severity, code, file, line, column, endLine, endColumn }) =>
      `${severity} ${code} ${isFolder ? `${file}:` : ''}${line}:${column}-${endLine}:${endColumn}`,
  );
  return `${lines.length === 0 ? 'nothing' : lines.join('\n')}\n`;
};

describe('golden rules files', () => {
  for (const { name, texts, expect } of goldens) {
    it(`says what is expected of ${name}`, () => {
      if (update) writeFileSync(expect, said(texts));
      assert.equal(said(texts), readFileSync(expect, 'utf8'));
    });
  }

  it('shows each kind of mistake in two shapes', () => {
    const texts = expectations();
    const rare = Object.keys(CODES).filter(
      (code) => texts.filter((text) => text.includes(` ${code} `)).length < SHAPES_MIN,
    );
    assert.deepEqual(rare, []);
  });

  it('holds twenty odd ones that are silent, and names no other so', () => {
    const texts = expectations();
    const silent = goldens.filter((_, index) => texts[index] === 'nothing\n').map(({ name }) => name);
    assert.deepEqual(
      silent,
      goldens.map(({ name }) => name).filter((name) => name.startsWith('ok-')),
    );
    assert.ok(silent.length >= SILENT_MIN);
  });
});
