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
    사람: 'from',
    누가: 'from',
    users: 'from',
    form: 'from',
    멘션: 'mention',
    스레드: 'thread',
    근무시간: 'hours',
    when: 'hours',
    한번: 'once_per',
    once: 'once_per',
    제한: 'limit',
    cooldown: 'limit',
  };
  for (const [key, meant] of Object.entries(rows))
    check(`of ${key} is ${meant}`, inRule(`${key}: 가`), [{ says: 'key-unknown 5:5', hint: `\`${meant}` }]);
  const top: Readonly<Record<string, string>> = {
    규칙: 'rules',
    변수: 'vars',
    variables: 'vars',
    시간대: 'timezone',
    시간: 'hours',
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
    비슷한: 'similar',
    fuzzy: 'similar',
  };
  for (const [key, meant] of Object.entries(kinds))
    check(`of ${key} in match is ${meant}`, `rules:\n  - { name: a, match: { ${key}: bb }, reply: 네. }\n`, [
      { says: 'key-unknown 2:25', hint: `\`${meant}` },
    ]);
});

describe('a key at the wrong place', () => {
  const rows: Readonly<Record<string, string>> = {
    'after: 2s': 'reply: { text: …, after: 2s }',
    '지연: 2s': 'reply: { text: …, after: 2s }',
    'blocks: []': '`reply`',
    'times: 5': 'limit: { times: 5, per: user, every: 10m }',
    'per: user': 'limit: { times: 5, per: user, every: 10m }',
    'days: mon': 'hours: {',
    'similar: 휴가': 'match: { similar: … }',
  };
  for (const [line, hint] of Object.entries(rows))
    check(`is shown where it belongs: ${line}`, inRule(line), [{ says: 'key-unknown 5:5', hint }]);
  const reply: Readonly<Record<string, string>> = {
    channel: 'to: channel',
    only_them: 'to: only_them',
    delay: 'after',
  };
  for (const [key, hint] of Object.entries(reply))
    check(`of a reply: ${key}`, `rules:\n  - { name: a, match: bb, reply: { text: cc, ${key}: dd } }\n`, [
      { says: 'key-unknown 2:46', hint },
    ]);
});

describe('a value of a key of its own kind', () => {
  const rows: Readonly<Record<string, readonly [says: string, hint: string]>> = {
    'mention: yes': ['value-boolean 5:14', 'mention: true'],
    'thread: true': ['value-choice 5:13', 'thread: only'],
    'once_per: 사람': ['value-choice 5:15', 'once_per: user'],
    'from: guests, bots': ['from-list 5:11', '[guests, bots]'],
    'from: 1': ['from-name 5:11', '@'],
    'from: #minsu': ['value-comment 5:5', 'from: "@minsu"'],
    'from: { name: minsu }': ['value-map 5:11', 'from: ["@minsu", guests]'],
    'hours:': ['value-empty 5:5', 'hours: office'],
    'hours: {}': ['list-empty 5:12', 'hours: office'],
    'hours: 평일': ['hours-unknown 5:12', 'hours: { days: weekday }'],
    'hours: 09:00-18:00': ['hours-unknown 5:12', 'hours: { from: "09:00", to: "18:00" }'],
    'hours: "!office"': ['hours-unknown 5:12', 'hours: { not: office }'],
    'hours: { not: }': ['value-empty 5:14', 'not: office'],
    'hours: { not: { not: office } }': ['key-unknown 5:21', 'hours: { not: office }'],
    'hours: { not: { days: mon }, days: tue }': ['hours-not 5:14', 'not'],
    'hours: { from: "09:00", to: "09:00" }': ['hours-equal 5:33', 'to'],
    'hours: { to: "00:00" }': ['hours-equal 5:18', 'to'],
    'hours: { from: "24:00" }': ['hours-time 5:20', 'from: "00:00"'],
    'hours: { from: 900 }': ['hours-time 5:20', 'from: "09:00"'],
    'hours: { days: 월,수,금 }': ['value-comma 5:20', 'days: "월, 수, 금"'],
    'hours: { except: 2027-02-29 }': ['hours-date 5:22', '2026-12-25'],
    'limit: 3': ['value-map 5:12', 'limit: { times: 3, per: user, every: 10m }'],
    'limit: {times:3}': ['key-colon 5:13', 'times: 3'],
    'limit: { times: 3 }': ['key-missing 5:14', 'per: user'],
    'limit: { times: 0, per: user, every: 1h }': ['limit-times 5:21', 'times: 5'],
    'limit: { times: "3", per: user, every: 1h }': ['limit-times 5:21', 'times: 3'],
    'limit: { times: 3, per: person, every: 1h }': ['value-choice 5:29', 'per: user'],
    'limit: { times: 3, per: user, every: 10 }': ['duration 5:42', 'every: 10m'],
    'limit: { times: 3, per: user, every: [10m] }': ['value-list 5:42', 'every: 10m'],
  };
  for (const [line, [says, hint]] of Object.entries(rows)) check(line, inRule(line), [{ says, hint }]);

  const reply: Readonly<Record<string, readonly [says: string, hint: string]>> = {
    'after: 2': ['duration 4:31', 'after: 2s'],
    'after: 11m': ['duration 4:31', 'after: 10m'],
    'to: ephemeral': ['value-choice 4:28', 'to: only_them'],
    'pick: 차례로': ['value-choice 4:30', 'pick: in_turn'],
    'to: dm, also_to_channel: true': ['reply-broadcast 4:32', 'to: thread'],
    'blocks: []': ['list-empty 4:32', 'blocks: [{ type: divider }]'],
    'blocks: 글': ['value-list 4:32', 'blocks: [{ type: divider }]'],
    'blocks: [글]': ['blocks-shape 4:33', 'type: section'],
    'blocks: [{ type: sections }]': ['blocks-type 4:41', 'section'],
    'blocks: [{ type: header, text: 글 }]': ['blocks-shape 4:55', 'text: { type: plain_text, text: "글" }'],
    'blocks: [{ type: section, text: { type: mrkdwn, text: "{{ user.nme }}" } }]': [
      'template-variable 4:82',
      'user.name',
    ],
  };
  for (const [line, [says, hint]] of Object.entries(reply))
    check(`reply: ${line}`, `rules:\n  - name: 휴가\n    match: 휴가\n    reply: { text: 네., ${line} }\n`, [
      { says, hint },
    ]);

  check('a reply needs a text or blocks', inRule('note: 아').replace('reply: 네.', 'reply: { to: dm }'), [
    { says: 'key-missing 4:14', hint: 'text: 안녕하세요' },
  ]);
  check('a named window is a mapping', 'hours:\n  office: 09:00-18:00\nrules: []\n', [
    { says: 'value-map 2:11', hint: 'office: { days: mon-fri' },
  ]);
  check('a window without a name', 'hours: { days: mon-fri, from: "09:00" }\nrules: []\n', [
    { says: 'value-map 1:10', hint: 'hours: { office: {' },
  ]);
  check('blocks beside match are the reply that is meant', inRule('blocks: []').replace('    reply: 네.\n', ''), [
    { says: 'key-unknown 4:5', hint: '`reply`' },
  ]);
  check('of a word of vars where there are none', inRule('note: 아').replace('네.', '"{{ vars.form }}"'), [
    { says: 'template-variable 4:16', hint: 'vars: { form: "…" }' },
  ]);
  check('the time of an example exists', inRule('examples: { yes: [{ text: 휴가, at: 2026-02-30T10:00 }] }'), [
    { says: 'example-at 5:39', hint: '2026-03-04T10:00' },
  ]);
  check(
    'the author of an example is written as in a rule',
    inRule('examples: { yes: [{ text: 휴가, from: minsu }] }'),
    [{ says: 'from-name 5:41', hint: '"@minsu"' }],
  );
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
