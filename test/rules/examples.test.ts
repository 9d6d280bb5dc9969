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
