// Keys and values of a rules file as people write them → the code, the place, and what the hint must hold.
import assert from 'node:assert/strict';
import { loadText } from './load-text.ts';

interface Row {
  readonly says: string;
  readonly hint?: string;
}

const check = (title: string, text: string, rows: readonly Row[]): void => {
  it(title, () => {
    const loaded = loadText(text);
    const found = loaded.ok ? loaded.warnings : loaded.diagnostics;
    assert.deepEqual(
      found.map(({ code, line, column }) => `${code} ${line}:${column}`),
      rows.map(({ says }) => says),
    );
    for (const [index, { hint }] of rows.entries()) {
      if (hint === undefined) continue;
      for (const language of ['ko', 'en'] as const)
        assert.ok(found[index]?.hint[language].includes(hint), `${found[index]?.hint[language]} holds ${hint}`);
    }
  });
};

const inRule = (line: string): string => `rules:\n  - name: 휴가\n    match: 휴가\n    reply: 네.\n    ${line}\n`;

describe('the key that was meant', () => {
  const rows: Readonly<Record<string, string>> = {
    채널: 'channels',
    channel: 'channels',
    Channels: 'channels',
    사용: 'enabled',
    enable: 'enabled',
    예시: 'examples',
    example: 'examples',
    메모: 'note',
    이모지: 'react',
    reaction: 'react',
    chanels: 'channels',
    exmaples: 'examples',
  };
  for (const [key, meant] of Object.entries(rows))
    check(`of ${key} is ${meant}`, inRule(`${key}: 가`), [{ says: 'key-unknown 5:5', hint: `\`${meant}` }]);
  const top: Readonly<Record<string, string>> = {
    규칙: 'rules',
    변수: 'vars',
    variables: 'vars',
    시간대: 'timezone',
    언어: 'language',
    fallback: 'default',
    Version: 'version',
  };
  for (const [key, meant] of Object.entries(top))
    check(`of ${key} at the top is ${meant}`, `rules: []\n${key}: 1\n`, [
      { says: 'key-unknown 2:1', hint: `\`${meant}` },
    ]);
  const kinds: Readonly<Record<string, string>> = {
    contain: 'contains',
    포함: 'contains',
    startsWith: 'starts_with',
    정규식: 'regex',
    regexp: 'regex',
    or: 'any',
    and: 'all',
    제외: 'not',
  };
  for (const [key, meant] of Object.entries(kinds))
    check(`of ${key} in match is ${meant}`, `rules:\n  - { name: a, match: { ${key}: bb }, reply: 네. }\n`, [
      { says: 'key-unknown 2:25', hint: `\`${meant}` },
    ]);
});

describe('a value of the wrong kind', () => {
  check('keeps what is written', inRule('note: 0042'), [{ says: 'value-type 5:11', hint: '"0042"' }]);
  check('is told as true or false', inRule('enabled: "no"'), [{ says: 'value-boolean 5:14', hint: 'enabled: false' }]);
  check('of channels as a comment is shown in quotes', inRule('channels: #hr'), [
    { says: 'value-comment 5:5', hint: '"#hr"' },
  ]);
  check('of several channels in one text is shown as a list', inRule('channels: food, "dm"').replace('"dm"', 'dm'), [
    { says: 'channel-list 5:15', hint: '[food, dm]' },
  ]);
  check('a Unicode emoji has a name', inRule('react: 👀'), [{ says: 'emoji-unicode 5:12', hint: 'eyes' }]);
  check('an emoji between colons is fine', inRule('react: ":wave:"'), []);
  check('a language has its code', 'language: 한국어\nrules: []\n', [
    { says: 'value-choice 1:11', hint: 'language: ko' },
  ]);
  check('a zone has a name', 'timezone: KST\nrules: []\n', [{ says: 'timezone-unknown 1:11', hint: 'Asia/Seoul' }]);
  check('an offset is no zone', 'timezone: "+09:00"\nrules: []\n', [
    { says: 'timezone-unknown 1:11', hint: 'Asia/Seoul' },
  ]);
  check(
    'a name of two rules says both',
    'rules:\n  - { name: a, match: bb, reply: 네. }\n  - { name: a, match: cc, reply: 네. }\n',
    [{ says: 'name-taken 3:13' }],
  );
});

describe('a fault inside a text stands at its place', () => {
  const reply = (text: string): string => `rules:\n  - name: 휴가\n    match: 휴가\n    reply: ${text}\n`;
  const row = (at: string): readonly Row[] => [{ says: `template-variable ${at}`, hint: 'user.name' }];
  check('in plain text', reply('네 {{ user.nme }}'), row('4:17'));
  check('in double quotes behind an escape', reply(String.raw`"\t\"네\" {{ user.nme }}"`), row('4:24'));
  check('in single quotes', reply("'it''s {{ user.nme }}'"), row('4:22'));
  check('in a block', reply('|\n      하나\n      {{ user.nme }}'), row('6:10'));
  check('in a folded block', reply('>-\n      하나\n      둘 {{ user.nme }}'), row('6:12'));
  check('the second time it occurs', reply('user.nme {{ user.nme }}'), row('4:24'));
});
