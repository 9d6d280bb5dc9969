// Diagnostics → annotations of GitHub, whose own signs must not break out of them.
import assert from 'node:assert/strict';
import { annotations } from '../../src/cli/diagnostics.ts';
import { speech } from '../../src/cli/speech.ts';
import type { Diagnostic } from '../../src/domain/diagnostic.ts';

const ONE: Diagnostic = {
  file: 'rules/a, b:c.yaml',
  line: 3,
  column: 5,
  endLine: 3,
  endColumn: 9,
  severity: 'error',
  code: 'key-unknown',
  message: { ko: '모르는 키', en: '100% unknown\nkey' },
  hint: { ko: '고치세요', en: 'mend: it, now' },
};

describe('annotations of GitHub', () => {
  const check = (sentence: string, change: Partial<Diagnostic>, due: string): void => {
    it(sentence, () => {
      const voice = speech({ env: { ANNYEONG_LANG: 'en' } }, { isTTY: false });
      assert.equal(annotations([{ ...ONE, ...change }], voice), `${due}\n`);
    });
  };
  const TEXT = '100%25 unknown%0Akey%0Amend: it, now';
  const FILE = 'file=rules/a%2C b%3Ac.yaml';
  check('an error in one line', {}, `::error ${FILE},line=3,col=5,endLine=3,endColumn=9,title=key-unknown::${TEXT}`);
  check(
    'a warning',
    { severity: 'warning' },
    `::warning ${FILE},line=3,col=5,endLine=3,endColumn=9,title=key-unknown::${TEXT}`,
  );
  check(
    'signs that would end a property or the line are escaped, in the code, too',
    { code: 'a,b:c%', message: { ko: '', en: 'one\r\ntwo' }, hint: { ko: '', en: '::warning::' } },
    `::error ${FILE},line=3,col=5,endLine=3,endColumn=9,title=a%2Cb%3Ac%25::one%0D%0Atwo%0A::warning::`,
  );
  check(
    'over several lines GitHub takes no columns',
    { endLine: 4 },
    `::error ${FILE},line=3,endLine=4,title=key-unknown::${TEXT}`,
  );
});
