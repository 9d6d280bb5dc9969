// The path a program was started by → how messages say that it is called.
import assert from 'node:assert/strict';
import { called } from '../../src/cli/called.ts';

describe('how this program is called', () => {
  const check = (sentence: string, script: string, due: string): void => {
    it(sentence, () => assert.equal(called({ called: script }), due));
  };
  check('in a clone', '/home/hana/annyeong/dist/bin.js', 'node dist/bin.js');
  check('installed', '/usr/local/bin/annyeong', 'annyeong');
  check('by npm’s command on Windows', '/npm/node_modules/annyeong/dist/bin.js', 'annyeong');
});
