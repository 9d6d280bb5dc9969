// The words behind a command → what it is told, or which word is wrong.
import assert from 'node:assert/strict';
import { readOptions, type CommandShape } from '../../src/cli/options.ts';

const SHAPE: CommandShape = {
  options: {
    rules: { type: 'text' },
    channel: { type: 'text' },
    format: { type: 'text', of: ['text', 'json'] },
    'in-thread': { type: 'flag' },
  },
  words: { name: 'TEXT', min: 1, max: 1 },
};

describe('options that are understood', () => {
  const check = (
    sentence: string,
    argv: readonly string[],
    due: { words?: string[]; rules?: string; format?: string; inThread?: boolean },
  ): void => {
    it(sentence, () => {
      const asked = readOptions(argv, SHAPE);
      assert.ok(asked.ok);
      assert.deepEqual(asked.words, due.words ?? ['안녕']);
      assert.equal(asked.text('rules'), due.rules);
      assert.equal(asked.text('format'), due.format);
      assert.equal(asked.flag('in-thread'), due.inThread ?? false);
    });
  };
  check('a text alone', ['안녕'], {});
  check('options before and after the text', ['--rules', 'a.yaml', '안녕', '--in-thread'], {
    rules: 'a.yaml',
    inThread: true,
  });
  check('a value behind =', ['안녕', '--rules=a.yaml'], { rules: 'a.yaml' });
  check('a value behind = may begin with a dash', ['안녕', '--rules=-a.yaml'], { rules: '-a.yaml' });
  check('the last of two counts', ['안녕', '--format', 'text', '--format', 'json'], { format: 'json' });
  check('behind -- every word is a text', ['--in-thread', '--', '--rules'], { words: ['--rules'], inThread: true });
  check('an empty text is a text', [''], { words: [''] });
});

describe('options that are not', () => {
  const check = (sentence: string, argv: readonly string[], named: readonly string[]): void => {
    it(sentence, () => {
      const asked = readOptions(argv, SHAPE);
      assert.ok(!asked.ok);
      for (const word of named)
        for (const language of ['ko', 'en'] as const)
          assert.ok(asked.fault[language].includes(word), asked.fault[language]);
    });
  };
  check('a misspelt option names the nearest', ['안녕', '--chanel', 'hr'], ['--chanel', '--channel']);
  check(
    'an option near to none lists all',
    ['안녕', '--banana'],
    ['--banana', '--rules', '--channel', '--format', '--in-thread'],
  );
  check('a text that begins with a dash shows the way out', ['-5도'], ['--']);
  check('a name of Object is no option', ['안녕', '--constructor'], ['--constructor']);
  check('a missing value', ['안녕', '--rules'], ['--rules']);
  check('an option where a value is due', ['안녕', '--rules', '--in-thread'], ['--rules']);
  check('an empty value', ['안녕', '--rules='], ['--rules']);
  check('a value for a flag', ['안녕', '--in-thread=yes'], ['--in-thread']);
  check('a value that is none of those there are', ['안녕', '--format', 'jsn'], ['--format', 'jsn', 'json', 'text']);
  check('no text', [], ['TEXT']);
  check('two texts', ['안녕', '하세요'], ['하세요', 'TEXT']);
});
