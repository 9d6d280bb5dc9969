// The pages that people copy from: every ```yaml block of theirs is taken without a word, every key is told of, and no link is dead.
//
// A block is marked by the word behind `yaml` on its fence: none is a file, or a list of rules where it begins with `-`;
// `rule` is some keys of one rule; `workflow` is no rules file. What is missing to make a file of it is filled in.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { diagnosticsOf } from './golden-files.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

interface Block {
  readonly line: number;
  readonly mark: string;
  readonly text: string;
}

const blocksOf = (page: string): readonly Block[] =>
  [...page.matchAll(/^```yaml *(?<mark>[^\n]*)\n(?<text>.*?)^```$/gmsu)].map(({ groups = {}, index }) => ({
    line: page.slice(0, index).split('\n').length,
    mark: groups['mark'] ?? '',
    text: groups['text'] ?? '',
  }));

/** Keys of a rule that must stand there, and what they are where a block leaves them out. */
const NEEDED = { name: '보기', match: '보기', reply: '네.' };

const fileOf = ({ mark, text }: Block): string => {
  switch (mark) {
    case '':
      if (/^ *- /u.test(text)) return `rules:\n${text}`;
      return /^rules:/mu.test(text) ? text : `${text}rules: []\n`;
    case 'rule': {
      const missing = Object.entries(NEEDED).filter(([key]) => !new RegExp(`^${key}:`, 'mu').test(text));
      return `rules:\n  -\n${indented([...missing.map(([key, value]) => `${key}: ${value}\n`), text].join(''))}`;
    }
    default:
      return assert.fail(`no such mark: ${mark}`);
  }
};

const indented = (text: string): string => text.replaceAll(/^(?=.)/gmu, '    ');

const PAGES = ['README.md', 'README.ko.md', 'docs/RULES.md', 'docs/RULES.ko.md'];

for (const file of PAGES) {
  describe(`the examples of ${file}`, () => {
    const blocks = blocksOf(read(file)).filter(({ mark }) => mark !== 'workflow');

    it('are there', () => assert.ok(blocks.length > 0));

    for (const block of blocks) {
      it(`are taken: line ${block.line}`, () => {
        const found = diagnosticsOf({ 'rules.yaml': fileOf(block) });
        assert.deepEqual(
          found.map(({ code, message }) => `${code}: ${message.en}`),
          [],
        );
      });
    }
  });
}

describe('the pages about the rule language', () => {
  const pages = PAGES.filter((file) => file.includes('RULES'));

  it('show the same kinds of examples in the same order in both languages', () => {
    const [english, korean] = pages.map((file) => blocksOf(read(file)).map(({ mark }) => mark));
    assert.deepEqual(korean, english);
  });

  for (const file of pages) {
    it(`tell of every key: ${file}`, () => {
      const page = read(file);
      const keys = keysIn(JSON.parse(read('schema/rules.schema.json')));
      assert.ok(keys.size > 40);
      assert.deepEqual(
        [...keys].filter((key) => !page.includes(`\`${key}\``)),
        [],
      );
    });
  }
});

/** What the tables of a page have in a column, row by row: all that is in code there, a bar with its backslash taken off. */
const codeIn = (page: string, [head, column]: readonly [RegExp, number]): readonly (readonly string[])[] => {
  const lines = page.split('\n');
  const begin = lines.findIndex((line) => head.test(line)) + 2;
  assert.ok(begin > 1, `no table ${head.source}`);
  const end = lines.findIndex((line, index) => index >= begin && !line.startsWith('|'));
  return lines
    .slice(begin, end)
    .map((line) => line.replaceAll('\\|', '¦').split('|')[column] ?? '')
    .map((cell) => [...cell.matchAll(/`([^`]+)`/gu)].map(([, code = '']) => code.replaceAll('¦', '|')));
};

const codesOf = (text: string): readonly string[] => diagnosticsOf({ 'rules.yaml': text }).map(({ code }) => code);
const ruleOf = (text: string): string => fileOf({ line: 0, mark: 'rule', text: `${text}\n` });

const PITFALLS = /^\| (?:write \| not|이렇게 써요 \| 이렇게 쓰면)/u;
const KINDS = /^\| (?:kind|방법) /u;
const TEMPLATES = /^\| (?:write \| get|이렇게 쓰면 \| 이것이)/u;
const AROUND = `vars: { hr_form: 양식 }
rules:
  - name: 보기
    match: { regex: '(?P<room>\\d+)(?P<floor>\\d+)' }
    reply: `;

for (const file of PAGES.filter((one) => one.includes('RULES'))) {
  describe(`the tables of ${file}`, () => {
    const page = read(file);

    it('are right about what YAML takes', () => {
      const right = codeIn(page, [PITFALLS, 1]).flat();
      const wrong = codeIn(page, [PITFALLS, 2]).flat();
      assert.ok(right.length >= 7 && wrong.length === 7);
      for (const text of right) assert.deepEqual(codesOf(ruleOf(text)), [], text);
      for (const text of wrong) assert.notDeepEqual(codesOf(ruleOf(text)), [], text);
    });

    it('show kinds of match that are taken', () => {
      const shown = codeIn(page, [KINDS, 3]).flat();
      assert.ok(shown.length >= 9);
      for (const text of shown) assert.deepEqual(codesOf(ruleOf(`match: ${text.replace('match: ', '')}`)), [], text);
    });

    it('show templates that are taken', () => {
      const shown = codeIn(page, [TEMPLATES, 1]).flat();
      assert.ok(shown.length >= 14);
      for (const text of shown) assert.deepEqual(codesOf(`${AROUND}'${text}'\n`), [], text);
    });
  });
}

describe('the links between the pages', () => {
  const pages = [
    'README.md',
    'README.ko.md',
    'CHANGELOG.md',
    ...readdirSync(path.join(ROOT, 'docs')).map((file) => `docs/${file}`),
  ];
  for (const file of pages) {
    it(`lead somewhere: ${file}`, () => {
      const links = [...read(file).matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/gu)];
      const broken = links.filter(([, to = '', anchor]) => {
        const target = to === '' ? file : path.join(path.dirname(file), to);
        return !existsSync(path.join(ROOT, target)) || (anchor !== undefined && !anchorsIn(read(target)).has(anchor));
      });
      assert.deepEqual(
        broken.map(([link]) => link),
        [],
      );
    });
  }
});

/** As GitHub makes them of headings. */
const anchorsIn = (page: string): ReadonlySet<string> =>
  new Set(
    [...page.matchAll(/^#+ (.+)$/gmu)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{M}\p{N}_ -]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );

/** What stands in any `properties` of a schema. */
const keysIn = (schema: unknown): ReadonlySet<string> => {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'properties') for (const name of Object.keys(inner)) found.add(name);
      visit(inner);
    }
  };
  visit(schema);
  return found;
};
