// Rules with examples → which examples do not come out, and which rule won instead.
import assert from 'node:assert/strict';
import { loadText } from './load-text.ts';

const check = (title: string, rules: string, expected: readonly string[]): void => {
  it(title, () => {
    const loaded = loadText(rules);
    const said = (loaded.ok ? loaded.warnings : loaded.diagnostics).map(
      ({ code, line, message }) =>
        `${line} ${code} ${/`([^`]+)` 규칙\(\d+번째 줄\)이 먼저/u.exec(message.ko)?.[1] ?? '-'}`,
    );
    assert.deepEqual(said, expected);
  });
};

const rule = (lines: string): string => `rules:\n  - name: 휴가\n${lines}`;

describe('examples', () => {
  check(
    'are tried where the rule is asked: the first channel that it names',
    rule('    match: 휴가\n    channels: [hr, dm]\n    reply: 네.\n    examples: { yes: [휴가요] }\n'),
    [],
  );
  check(
    'are tried in a channel that a glob fits',
    rule('    match: 휴가\n    channels: "*-help-*"\n    reply: 네.\n    examples: { yes: [휴가요] }\n'),
    [],
  );
  check(
    'are tried in a direct message where only those are asked',
    rule(
      '    match: 휴가\n    channels: dm\n    reply: 네.\n    examples: { yes: [휴가요], no: [{ text: 휴가요, channel: general }] }\n',
    ),
    [],
  );
  check(
    'are tried in a group message and in a private channel',
    rule(
      '    match: 휴가\n    channels: [private]\n    reply: 네.\n    examples: { yes: [휴가요, { text: 휴가요, channel: private }], no: [{ text: 휴가요, channel: group_dm }] }\n',
    ),
    [],
  );
  check(
    'are tried by the id of a channel',
    rule(
      '    match: 휴가\n    channels: C0123456789\n    reply: 네.\n    examples: { yes: [휴가요, { text: 휴가요, channel: C0123456789 }] }\n',
    ),
    [],
  );
  check(
    'are tried elsewhere than in the excluded general',
    rule(
      '    match: 휴가\n    channels: ["!general", "!random"]\n    reply: 네.\n    examples: { yes: [휴가요], no: [{ text: 휴가요, channel: general }] }\n',
    ),
    [],
  );
  check(
    'name the rule that won instead',
    'rules:\n  - { name: 인사, match: 안녕, reply: 네. }\n  - name: 휴가\n    match: 휴가\n    reply: 네.\n    examples: { yes: [안녕 휴가요, 휴가요] }\n',
    ['6 example-fails 인사'],
  );
  check(
    'fail where only the default answers',
    rule('    match: 휴가\n    reply: 네.\n    examples: { yes: [연차요] }\n'),
    ['5 example-fails -'],
  );
  check(
    'fail where the rule answers what it should not',
    rule('    match: 휴가\n    reply: 네.\n    examples: { no: [연차요, 휴가요] }\n'),
    ['5 example-fails -'],
  );
  check(
    'count a rule that answers by silence as the winner',
    rule('    match: 휴가\n    reply: none\n    examples: { yes: [휴가요] }\n'),
    [],
  );
  check(
    'of a disabled rule are not run',
    rule('    match: 휴가\n    enabled: false\n    reply: 네.\n    examples: { yes: [연차요] }\n'),
    [],
  );
});

describe('an example that leaves something out', () => {
  const fine = (title: string, lines: string): void =>
    check(
      title,
      `timezone: Asia/Seoul\n${rule(`    match: 휴가\n    reply: 네.\n    ${lines}\n    examples: { yes: [휴가요] }\n`)}`,
      [],
    );
  fine('is said in a thread where only those are asked', 'thread: only');
  fine('is said outside threads where only those are asked', 'thread: never');
  fine('mentions the bot where that is asked', 'mention: true');
  fine('does not mention the bot where that is asked', 'mention: false');
  fine('is said by the one who is named', 'from: "@minsu"');
  fine('is said by a guest', 'from: [guests, "!@minsu"]');
  fine('is said by somebody of another company', 'from: external');
  fine('is said by a bot', 'from: bots');
  fine('is said by the bot of that id', 'from: B0123');
  fine('is said by somebody of the group', 'from: S0123');
  fine('is said by somebody else than the one who is left out', 'from: "!@김하나"');
  fine('is said within the window', 'hours: { days: sun, from: "03:00", to: "03:30" }');
  fine('is said within a window past midnight', 'hours: { days: fri, from: "23:50", to: "00:10" }');
  fine('is said outside the window', 'hours: { not: { from: "00:00", to: "23:59" } }');
  fine('is said on another day than those of the week', 'hours: { not: { days: mon-sat } }');
  fine('is said on a day that is not excepted', 'hours: { days: wed, except: [2026-01-07, 2026-01-14, 2026-01-21] }');
  fine(
    'is said while all of it holds',
    'channels: [team-*, "!team-a"]\n    from: guests\n    mention: true\n    thread: only\n    hours: { days: weekend }\n    limit: { times: 1, per: rule, every: 1d }\n    once_per: user',
  );
});

describe('an example that says more than its text', () => {
  const all = `timezone: Asia/Seoul\nrules:
  - name: 휴가
    match: 휴가
    reply: 네.
`;
  const rows: Readonly<Record<string, readonly [condition: string, yes: string, no: string]>> = {
    thread: ['thread: only', 'thread: true', 'thread: false'],
    mention: ['mention: true', 'mention: true', 'mention: false'],
    from: ['from: ["@minsu", S0123]', 'from: S0123', 'from: "@jiyoung"'],
    'an author who is left out': ['from: "!@minsu"', 'from: "!@minsu"', 'from: "@minsu"'],
    'at by the clock of the file': [
      'hours: { from: "09:00", to: "18:00" }',
      'at: 2026-03-04T09:00',
      'at: 2026-03-04T18:00',
    ],
    'at with an offset': [
      'hours: { from: "09:00", to: "18:00" }',
      'at: 2026-03-04T00:00Z',
      'at: "2026-03-04T09:00-05:00"',
    ],
    channel: ['channels: dm', 'channel: dm', 'channel: general'],
  };
  for (const [title, [condition, yes, no]] of Object.entries(rows))
    check(
      `is tried so: ${title}`,
      `${all}    ${condition}\n    examples:\n      yes: [{ text: 휴가요, ${yes} }, { text: 휴가요, ${no} }]\n      no: [{ text: 휴가요, ${no} }, { text: 휴가요, ${yes} }]\n`,
      ['8 example-fails -', '9 example-fails -'],
    );
});
