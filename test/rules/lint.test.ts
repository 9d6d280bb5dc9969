// Rules that are allowed → the warnings that they deserve, and those that they do not.
import assert from 'node:assert/strict';
import { loadText } from './load-text.ts';

const check = (title: string, text: string, expected: readonly string[]): void => {
  it(title, () => {
    const loaded = loadText(text);
    assert.deepEqual(
      (loaded.ok ? loaded.warnings : loaded.diagnostics).map(({ code, line, column }) => `${code} ${line}:${column}`),
      expected,
    );
  });
};

const inRule = (lines: string): string => `rules:\n  - name: 휴가\n    ${lines.replaceAll('\n', '\n    ')}\n`;
const two = (first: string, second: string): string =>
  `rules:\n  - { name: 앞, reply: 네., ${first} }\n  - { name: 뒤, reply: 네., ${second} }\n`;

describe('a rule that can never be reached', () => {
  const warned = ['rule-unreachable 3:13'];
  check('behind anything', two('match: anything', 'match: { not: [휴가], regex: abc }'), warned);
  check('behind a word that each of its own contains', two('match: 휴가', 'match: [여름휴가, 휴가 신청]'), warned);
  check(
    'behind two words that share its own between them is not judged by one alone',
    `rules:\n  - { name: 앞, match: 휴가, reply: 네. }\n  - { name: 옆, match: 연차, reply: 네. }\n  - { name: 뒤, match: [연차 신청, 휴가 신청], reply: 네. }\n`,
    ['rule-unreachable 4:13'],
  );
  check('behind one of its words', two('match: 휴가', 'match: { words: [신청, 휴가] }'), warned);
  check('behind a part of what must all hold', two('match: 휴가', 'match: { all: [휴가, 신청] }'), warned);
  check(
    'behind the same in the same channel',
    two('match: 휴가, channels: [hr, dm]', 'match: 휴가, channels: dm'),
    warned,
  );
  check('not behind one for a single channel', two('match: 휴가, channels: hr', 'match: 휴가'), []);
  check('not behind one that excludes a channel', two('match: 휴가, channels: "!hr"', 'match: 휴가'), []);
  check('not behind a disabled one', two('match: 휴가, enabled: false', 'match: 휴가'), []);
  check('not where it rests itself', two('match: 휴가', 'match: 휴가, enabled: false'), []);
  check('not where one of its own is free', two('match: 휴가', 'match: [휴가, 연차]'), []);
  check('not behind a whole message or a beginning', two('match: { equals: 휴가 }', 'match: 휴가'), []);
  check('not behind a longer word', two('match: 휴가 신청', 'match: 휴가'), []);
  check('not behind a Latin word inside another', two('match: hi', 'match: this'), []);
  check(
    'behind one that a limit may silence',
    two('match: 휴가, once_per: user, limit: { times: 1, per: rule, every: 1d }', 'match: 휴가'),
    warned,
  );
  check('behind the same people', two('match: 휴가, from: ["@a", guests]', 'match: 휴가, from: guests'), warned);
  check('behind people where it is for one of them', two('match: 휴가', 'match: 휴가, from: "@a"'), warned);
  check(
    'behind the same hours, mention and thread',
    two(
      'match: 휴가, hours: { days: mon }, mention: true, thread: only',
      'match: 휴가, hours: { days: mon }, mention: true, thread: only',
    ),
    warned,
  );
  check(
    'behind either of what it asks one of',
    two('match: 휴가, thread: any', 'match: 휴가, thread: only, mention: false'),
    warned,
  );
  check('not behind people where it is for bots', two('match: 휴가', 'match: 휴가, from: bots'), []);
  check('not behind other people', two('match: 휴가, from: "@a"', 'match: 휴가'), []);
  check('not behind people but one', two('match: 휴가, from: "!@a"', 'match: 휴가'), []);
  check('not behind a mention', two('match: 휴가, mention: true', 'match: 휴가'), []);
  check('not behind a thread', two('match: 휴가, thread: only', 'match: 휴가'), []);
  check('not behind certain hours', two('match: 휴가, hours: { days: mon }', 'match: 휴가'), []);
  check(
    'behind a similar text where it has the text itself',
    two('match: { similar: 비밀번호 }', 'match: 비밀번호 초기화'),
    warned,
  );
  check('behind the same similar text', two('match: { similar: 비밀번호 }', 'match: { similar: 비밀번호 }'), warned);
  check('behind a short similar text’s own', two('match: 휴가', 'match: { similar: 휴가요 }'), warned);
  check('not behind the text where slips are allowed', two('match: 비밀번호', 'match: { similar: 비밀번호 }'), []);
  check('not behind a regex', two("match: { regex: '휴가' }", 'match: 휴가'), []);
});

describe('warnings', () => {
  check('a sentence with a comma in the reply is none', inRule('match: 휴가\nreply: 네, 휴가요.'), []);
  check('a quoted entry with a comma was written on purpose', inRule('match: ["네, 알겠습니다"]\nreply: 네.'), []);
  check(
    'a whole message with a comma was written on purpose',
    inRule('match: { equals: 네, 알겠습니다 }\nreply: 네.').replace('네, 알겠습니다', '"네, 알겠습니다"'),
    [],
  );
  check('a single emoji is no short text', inRule('match: [👋, ":wave:"]\nreply: 네.'), []);
  check('a not beside something is fine', inRule('match: { contains: 휴가, not: 휴가지 }\nreply: 네.'), []);
  check('a not within all is fine', inRule('match: { all: [{ not: 휴가지 }, 휴가] }\nreply: 네.'), []);
  check('a comment with its blank is one', inRule('match: 휴가 # 연차는 아래에\nreply: 네.'), []);
  check('a # within a text is no comment', inRule('match: 휴가\nreply: 회의실#3'), []);
  check('`\\b` beside Latin is fine', inRule("match: { regex: '\\bleave\\b' }\nreply: 네."), []);
  check(
    'double braces are no single ones',
    inRule("match: 휴가\nreply: '{{user.name}} {% if user.name %}{{ user.name }}{% endif %}'"),
    [],
  );
  check('quotes inside a text are a person’s own', inRule('match: 휴가\nreply: “휴가” 양식과 “연차” 양식'), []);
  check('a text of exactly 4,000 characters is fine', inRule(`match: 휴가\nreply: ${'가'.repeat(4000)}`), []);
  check('they stand beside errors, in the order of the file', inRule('match: 휴가, 연차\nreply: 1'), [
    'match-list 3:12',
    'value-type 4:12',
  ]);
});
