// The schema in the server that editors run → the keys it offers, what it says of them, and what it refuses beside the bot.
import assert from 'node:assert/strict';
import { isError } from '../../src/domain/diagnostic.ts';
import schema from '../../schema/rules.schema.json' with { type: 'json' };
import { diagnosticsOf, goldensIn } from '../rules/golden-files.ts';
import { startLanguageServer, type LanguageServer } from './language-server.ts';

/** Generous: the server reads some thousand texts, on whatever machine. */
const DEADLINE_MS = 90_000;

const { $defs: defs } = schema;
const RULE = Object.keys(defs.rule.properties);
const WINDOW = Object.keys(defs.window.properties);

describe('the schema in an editor', function () {
  this.timeout(DEADLINE_MS);
  let server: LanguageServer;
  before(async () => {
    server = await startLanguageServer('modeline');
  });
  after(() => server.close());

  describe('completion offers the keys, told in both languages,', () => {
    const check = (place: string, text: string, keys: readonly string[]): void => {
      it(place, async () => {
        const offered = await server.completions(text);
        for (const key of keys) {
          const said = offered.get(key) ?? '';
          assert.match(said, /[가-힣]/u, key);
          assert.match(said, /\/ .*[a-z]{3}/iu, key);
        }
      });
    };
    const without = (keys: readonly string[], ...there: readonly string[]): readonly string[] =>
      keys.filter((key) => !there.includes(key));
    check('of the file', '▮', Object.keys(schema.properties));
    check('of a rule', 'rules:\n  - ▮', RULE);
    check('of a rule that has some', 'rules:\n  - name: a\n    match: 휴가\n    ▮', without(RULE, 'name', 'match'));
    check('of the default', 'default:\n  ▮', Object.keys(defs.default.properties));
    check('of match', 'rules:\n  - name: a\n    match:\n      ▮', Object.keys(defs.matcherMapping.properties));
    check(
      'of an entry of match',
      'rules:\n  - name: a\n    match:\n      - 휴가\n      - ▮',
      Object.keys(defs.matcherMapping.properties),
    );
    check('of reply', 'rules:\n  - name: a\n    reply:\n      ▮', Object.keys(defs.replyMapping.properties));
    check('of a named window', 'hours:\n  office:\n    ▮', WINDOW);
    check("of a rule's hours", 'rules:\n  - name: a\n    hours:\n      ▮', [...WINDOW, 'not']);
    check('of all other times', 'rules:\n  - name: a\n    hours:\n      not:\n        ▮', WINDOW);
    check('of limit', 'rules:\n  - name: a\n    limit:\n      ▮', Object.keys(defs.limit.properties));
    check('of examples', 'rules:\n  - name: a\n    examples:\n      ▮', Object.keys(defs.examples.properties));
    check(
      'of an example',
      'rules:\n  - name: a\n    examples:\n      yes:\n        - ▮',
      Object.keys(defs.example.then.properties),
    );
  });

  describe('completion offers the values', () => {
    const check = (place: string, text: string, values: readonly string[]): void => {
      it(place, async () => {
        const offered = await server.completions(text);
        assert.deepEqual(
          values.filter((value) => !offered.has(value)),
          [],
        );
      });
    };
    check('of language', 'language: ▮', ['ko', 'en']);
    check('of once_per', 'rules:\n  - name: a\n    once_per: ▮', ['thread', 'user', 'channel']);
    check('of per', 'rules:\n  - name: a\n    limit:\n      per: ▮', ['user', 'channel', 'thread', 'rule']);
    check('of to', 'rules:\n  - name: a\n    reply:\n      to: ▮', ['thread', 'channel', 'dm', 'only_them']);
    check('of mention', 'rules:\n  - name: a\n    mention: ▮', ['true', 'false']);
  });

  describe('hover tells what a key means, in both languages,', () => {
    const check = (text: string): void => {
      it(text.replaceAll(/\s+/gu, ' ').trim(), async () => {
        const said = await server.hover(text);
        assert.match(said, /[가-힣]/u);
        assert.match(said, /\/ .*[a-z]{3}/iu);
      });
    };
    check('rul▮es: []\n');
    check('rules:\n  - na▮me: 휴가\n');
    check('rules:\n  - name: 휴가\n    match: { con▮tains: 휴가 }\n');
    check('rules:\n  - name: 휴가\n    lim▮it: { times: 5, per: user, every: 10m }\n');
    check('rules:\n  - name: 휴가\n    limit: { times: 5, p▮er: user, every: 10m }\n');
    check('rules:\n  - name: 휴가\n    reply: { text: 네, t▮o: dm }\n');
    check('hours:\n  office: { da▮ys: mon-fri }\n');
    check('rules:\n  - name: 휴가\n    examples: { y▮es: [휴가] }\n');
  });
});

/** What takes more than the shape of one file: other names, other rules, the calendar, regexes, templates, Slack. */
const BEYOND_A_SCHEMA = new Set([
  ...['example-fails', 'name-taken', 'hours-unknown', 'hours-equal', 'timezone-unknown'],
  ...['blocks-limit', 'blocks-shape', 'blocks-type'],
  ...['regex-empty-alternative', 'regex-group-name', 'regex-look', 'regex-reference', 'regex-repeat', 'regex-syntax'],
  ...['template-filter', 'template-group', 'template-josa', 'template-syntax', 'template-tag', 'template-variable'],
]);

/** Single files that the server takes though a schema or YAML could tell, and why. */
const TAKEN_BY_THE_SERVER: Readonly<Record<string, readonly string[]>> = {
  'a file of a folder may go without `rules`': ['key-missing-rules'],
  'a schema has no calendar': ['hours-date-leap', 'example-at-day'],
  'it overlooks a key without a value inside braces': [
    'key-colon-list',
    'value-comma-default',
    'value-comma-match',
    'value-comma-reply',
  ],
  'an empty text has no value to look at': ['empty', 'empty-comments'],
  'its YAML is laxer: aliases, tags, directives, documents, control characters': [
    'alias-bold-text',
    'alias-bomb-words',
    'alias-of-itself',
    'control-bell',
    'control-escape',
    'control-vertical-tab',
    'directive-1-1',
    'separator-then-rules',
    'tag-bare',
    'tag-binary',
  ],
  'to YAML it is a text': ['bracket-then-colon', 'bullet-list', 'bullet-middle-dot'],
};

/** To its YAML a tab begins no line, not even inside brackets. */
const REFUSED_BY_ITS_YAML = new Set(['ok-tabs-in-brackets', 'ok-tabs-in-brackets-crlf']);

describe('the schema in an editor and the bot', function () {
  this.timeout(DEADLINE_MS);
  let server: LanguageServer;
  before(async () => {
    server = await startLanguageServer('settings');
  });
  after(() => server.close());

  const errorsOf = async (text: string): Promise<readonly string[]> =>
    (await server.mistakes(text)).filter(({ severity }) => severity === 1).map(({ message }) => message);

  const known = new Set(Object.values(TAKEN_BY_THE_SERVER).flat());
  for (const folder of ['rules', 'syntax']) {
    it(`agree on the golden files of ${folder}`, async () => {
      const taken: string[] = [];
      const refused: string[] = [];
      const codesTaken = new Set<string>();
      await Promise.all(
        goldensIn(folder).map(async ({ name, texts }) => {
          const codes = diagnosticsOf(texts)
            .filter(isError)
            .map(({ code }) => code);
          const errors = await errorsOf(texts['rules.yaml'] ?? '');
          const isKnowable = codes.some((code) => !BEYOND_A_SCHEMA.has(code));
          if (codes.length === 0 && errors.length > 0) refused.push(name);
          if (isKnowable && errors.length === 0) taken.push(name);
          if (errors.length === 0) for (const code of codes) codesTaken.add(code);
        }),
      );
      assert.deepEqual(
        refused.filter((name) => !REFUSED_BY_ITS_YAML.has(name)),
        [],
      );
      const named = goldensIn(folder)
        .map(({ name }) => name)
        .filter((name) => known.has(name));
      assert.deepEqual(taken.toSorted(), named.toSorted());
      // What the schema has learnt to tell is no longer beyond it.
      if (folder === 'rules')
        assert.deepEqual(
          [...BEYOND_A_SCHEMA].filter((code) => !codesTaken.has(code)),
          [],
        );
    });

    it(`take the mended twins of ${folder}`, async () => {
      const twins = goldensIn(folder).flatMap(({ name, mended }) => (mended === null ? [] : [{ name, mended }]));
      const errors = await Promise.all(
        twins.map(async ({ name, mended }) => ({ name, said: await errorsOf(mended['rules.yaml'] ?? '') })),
      );
      assert.deepEqual(
        errors.filter(({ said }) => said.length > 0),
        [],
      );
    });
  }
});
