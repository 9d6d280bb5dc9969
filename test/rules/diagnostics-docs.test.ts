// Every code that rules/ can give → one row in docs/DIAGNOSTICS.md and in docs/DIAGNOSTICS.ko.md, and no row besides.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CODES } from '../../src/rules/phrases.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** The codes of syntax and source are unions of types, gone when the program runs. */
const unionIn = (file: string, type: string): readonly string[] => {
  const union = new RegExp(`export type ${type} =([^;]*);`, 'u').exec(read(file))?.[1] ?? '';
  return [...union.matchAll(/'([a-z-]+)'/gu)].map((found) => found[1] ?? '');
};

const codes = [
  ...Object.entries(CODES).map(([code, severity]) => `${code} ${severity}`),
  ...[
    ...unionIn('src/rules/syntax/slip.ts', 'SlipCode'),
    ...unionIn('src/rules/source/faults.ts', 'SourceFaultCode'),
  ].map((code) => `${code} error`),
].toSorted();

describe('the page of diagnostics', () => {
  for (const file of ['docs/DIAGNOSTICS.md', 'docs/DIAGNOSTICS.ko.md']) {
    it(`${file} has one row for each code, with its severity`, () => {
      const rows = [...read(file).matchAll(/^\| `([a-z-]+)` \| (error|warning) \|/gmu)].map(
        ([, code, severity]) => `${code} ${severity}`,
      );
      assert.deepEqual(rows.toSorted(), codes);
    });
  }
});
