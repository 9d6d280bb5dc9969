// Files of test/golden/rules, each with one kind of mistake or none → the diagnostics beside it. UPDATE_GOLDEN=1 rewrites them.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { CODES } from '../../src/rules/phrases.ts';
import { loadText } from './load-text.ts';

const DIR = path.join(import.meta.dirname, '../golden/rules');
const SHAPES_MIN = 2;
const SILENT_MIN = 10;
/** Only a folder has these; test/rules/load.test.ts has their rows. */
const OF_FOLDERS = new Set(['var-taken', 'setting-taken']);

const update = process.env['UPDATE_GOLDEN'] === '1';
const names = readdirSync(DIR)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.slice(0, -'.yaml'.length))
  .toSorted();

const said = (name: string): string => {
  const loaded = loadText(readFileSync(path.join(DIR, `${name}.yaml`), 'utf8'));
  const diagnostics = loaded.ok ? loaded.warnings : loaded.diagnostics;
  const lines = diagnostics.map(
    (one) => `${one.severity} ${one.code} ${one.line}:${one.column}-${one.endLine}:${one.endColumn}`,
  );
  return `${lines.length === 0 ? 'nothing' : lines.join('\n')}\n`;
};

describe('golden rules files', () => {
  for (const name of names) {
    it(`says what is expected of ${name}`, () => {
      const file = path.join(DIR, `${name}.expect`);
      if (update) writeFileSync(file, said(name));
      assert.equal(said(name), readFileSync(file, 'utf8'));
    });
  }

  it('has no expectation without its file', () => {
    const orphans = readdirSync(DIR).filter(
      (file) => file.endsWith('.expect') && !existsSync(path.join(DIR, file.replace(/\.expect$/u, '.yaml'))),
    );
    if (update) for (const orphan of orphans) rmSync(path.join(DIR, orphan));
    assert.deepEqual(update ? [] : orphans, []);
  });

  it('shows each kind of mistake in two shapes', () => {
    const texts = names.map((name) => readFileSync(path.join(DIR, `${name}.expect`), 'utf8'));
    const rare = Object.keys(CODES).filter(
      (code) => !OF_FOLDERS.has(code) && texts.filter((text) => text.includes(` ${code} `)).length < SHAPES_MIN,
    );
    assert.deepEqual(rare, []);
  });

  it('holds ten odd files that are silent', () => {
    const silent = names.filter((name) => readFileSync(path.join(DIR, `${name}.expect`), 'utf8') === 'nothing\n');
    assert.deepEqual(
      silent,
      names.filter((name) => name.startsWith('ok-')),
    );
    assert.ok(silent.length >= SILENT_MIN);
  });
});
