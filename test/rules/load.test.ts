// Whole files and folders → rulesets, counts and orders; and whatever is fed in, nothing is thrown.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { Diagnostic } from '../../src/domain/diagnostic.ts';
import type { Loaded } from '../../src/rules/load.ts';
import { loadFiles, loadText } from './load-text.ts';

const SHIPPED = path.join(import.meta.dirname, '../../rules/rules.yaml');

const diagnosticsOf = (loaded: Loaded): readonly Diagnostic[] => (loaded.ok ? loaded.warnings : loaded.diagnostics);
const brief = (loaded: Loaded): readonly string[] =>
  diagnosticsOf(loaded).map((one) => `${one.file}:${one.line} ${one.code}`);

const rule = (name: string, match = `${name} 말`): string => `  - { name: ${name}, match: ${match}, reply: 네. }\n`;

describe('loading a file', () => {
  it('builds the shipped rules, silently, with 휴가 first and 응 안녕 last', () => {
    const loaded = loadText(readFileSync(SHIPPED, 'utf8'));
    assert.deepEqual(brief(loaded), []);
    assert.ok(loaded.ok);
    assert.equal(loaded.ruleset.rules[0]?.name, '휴가');
    assert.equal(loaded.ruleset.fallback.name, 'default');
    assert.equal(loaded.language, 'ko');
    assert.equal(loaded.ruleset.timezone, 'Asia/Seoul');
    assert.equal(loaded.count, loaded.ruleset.rules.length);
  });

  it('counts the rules of a file that it refuses', () => {
    const loaded = loadText(`language: ko\nrules:\n${rule('하나')}${rule('둘')}  - { nam: 셋 }\n`);
    assert.equal(loaded.ok, false);
    assert.equal(loaded.count, 3);
    assert.equal(loaded.language, 'ko');
  });

  it('knows the language of a file that cannot be parsed', () => {
    assert.equal(loadText('language: ko\nrules: [\n').language, 'ko');
  });

  it('answers 응 안녕 where the default is left out', () => {
    const loaded = loadText('rules: []\n');
    assert.ok(loaded.ok);
    assert.equal(loaded.ruleset.fallback.action.texts.length, 1);
    assert.equal(loaded.ruleset.fallback.range, null);
  });
});

describe('loading a folder', () => {
  const check = (title: string, files: Readonly<Record<string, string>>, expected: readonly string[]): void => {
    it(title, () => assert.deepEqual(brief(loadFiles(files)), expected));
  };
  check('takes the files in order, as one list', { a: `rules:\n${rule('하나')}`, b: `rules:\n${rule('둘')}` }, []);
  check(
    'takes a file without rules beside one with',
    { a: 'vars: { form: 양식 }\n', b: "rules:\n  - { name: 하나, match: 하나, reply: '{{ vars.form }}' }\n" },
    [],
  );
  check('names the folder where no file has rules', { a: 'vars: {}\n', b: 'version: 1\n' }, ['rules:1 key-missing']);
  check('refuses a rule name of another file', { a: `rules:\n${rule('하나')}`, b: `rules:\n${rule('하나', '둘째')}` }, [
    'b:2 name-taken',
  ]);
  check('refuses a word of another file', { a: 'vars: { form: 하나 }\nrules: []\n', b: 'vars:\n  form: 둘\n' }, [
    'b:2 var-taken',
  ]);
  check(
    'refuses settings of another file',
    {
      a: 'language: ko\ntimezone: UTC\ndefault: { reply: 네. }\nrules: []\n',
      b: 'language: en\ntimezone: UTC\ndefault: { reply: 네. }\n',
    },
    ['b:1 setting-taken', 'b:2 setting-taken', 'b:3 setting-taken'],
  );
  check(
    'checks the files that parse beside one that does not',
    { a: 'rules: [\n', b: `rules:\n  - { nmae: 하나, match: 하나, reply: '{{ vars.form }}' }\n` },
    ['a:1 yaml-bracket', 'b:2 key-unknown'],
  );
  check(
    'warns of a rule that one of an earlier file always forestalls',
    { a: `rules:\n${rule('하나')}`, b: `rules:\n${rule('둘', '하나 말 둘')}` },
    ['b:2 rule-unreachable'],
  );
});

describe('what follows from another fault', () => {
  const check = (title: string, text: string, expected: readonly string[]): void => {
    it(title, () =>
      assert.deepEqual(
        brief(loadText(text)).map((line) => line.replace('rules.yaml:', '')),
        expected,
      ),
    );
  };
  check(
    'a group of a regex that cannot be read',
    "rules:\n  - name: a\n    match: { regex: '(a' }\n    reply: '{{ match[3] }}'\n",
    ['3 regex-syntax'],
  );
  check(
    'a word of vars with a number as its value',
    "vars: { desk: 1 }\nrules:\n  - { name: a, match: bb, reply: '{{ vars.desk }}' }\n",
    ['1 value-type'],
  );
  check(
    'words below a misspelt vars',
    "var: { desk: 일 }\nrules:\n  - { name: a, match: bb, reply: '{{ vars.desk }}' }\n",
    ['1 key-unknown'],
  );
  check(
    'examples of a rule that is not whole',
    'rules:\n  - name: a\n    mach: bb\n    reply: 네.\n    examples: { yes: [cc] }\n',
    ['3 key-unknown'],
  );
  check(
    'one fault behind two aliases',
    'rules:\n  - { name: a, match: &m [1], reply: 네. }\n  - { name: b, match: *m, reply: 네. }\n',
    ['2 value-type'],
  );
});

describe('anything at all', () => {
  const whole = (loaded: Loaded): void => {
    for (const { line, column, endLine, endColumn, message, hint } of diagnosticsOf(loaded)) {
      assert.ok(line >= 1 && column >= 1 && (endLine > line || (endLine === line && endColumn >= column)));
      assert.ok(message.ko !== '' && message.en !== '' && hint.ko !== '' && hint.en !== '');
    }
    assert.equal(loaded.ok, !diagnosticsOf(loaded).some(({ severity }) => severity === 'error'));
  };

  it('never throws on arbitrary text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => whole(loadText(text))));
  });

  it('never throws on pieces of YAML in any order', () => {
    const piece = fc.constantFrom(
      'rules:',
      '\n',
      '  ',
      '- ',
      'name: ',
      'match: ',
      'reply: ',
      '{',
      '}',
      '[',
      ']',
      '{{ ',
      ' }}',
      '"',
      "'",
      '휴가',
      'user.name',
      '#',
      ': ',
      ', ',
      '&a ',
      '*a',
      '!x',
      '|',
      '1',
      'null',
      '\t',
      'regex: ',
      '(a',
      '\\',
      'examples: ',
      'yes: ',
      'default: ',
      'vars: ',
      '<<: ',
      '? ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => whole(loadText(pieces.join('')))),
      { numRuns: 500 },
    );
  });

  it('tells a place that is one below a loose sign', () => whole(loadText('\\\nnullexamples: ')));

  it('never throws on the shipped rules with a stretch changed', () => {
    const shipped = readFileSync(SHIPPED, 'utf8');
    const cut = fc.record({
      at: fc.nat(shipped.length),
      length: fc.nat(30),
      put: fc.string({ unit: 'binary', maxLength: 3 }),
    });
    fc.assert(
      fc.property(cut, ({ at, length, put }) =>
        whole(loadText(shipped.slice(0, at) + put + shipped.slice(at + length))),
      ),
    );
  });

  it('never throws on any plain value in place of any other', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 5 }),
        fc.constantFrom('rules', 'default', 'vars', 'match', 'reply', 'channels', 'examples'),
        (json, key) => {
          const inRule = ['match', 'reply', 'channels', 'examples'].includes(key);
          whole(
            loadText(
              inRule
                ? `rules: [{ "name": "a", "match": "bb", "react": "eyes", "${key}": ${json} }]`
                : `${key}: ${json}`,
            ),
          );
        },
      ),
    );
  });
});
