// Rules as they are written → the spec that they are run by.
import assert from 'node:assert/strict';
import type { DefaultSpec } from '../../src/domain/rule.ts';
import { parse } from '../../src/rules/parse.ts';
import { namedWindows } from '../../src/rules/read-hours.ts';
import { readFile } from '../../src/rules/read.ts';
import { treeOf } from '../../src/rules/tree.ts';

const read = (text: string) => {
  const parsed = parse({ path: 'rules.yaml', text });
  assert.ok(parsed.ok);
  const root = treeOf(parsed);
  return readFile(root, namedWindows([root]));
};

const NIGHT = 'hours:\n  night: { days: fri-mon, from: "22:00", to: "06:00", except: 2026-12-25 }\n';

/** `keys`: of the spec that are looked at. */
const check = (title: string, lines: string, expected: Partial<DefaultSpec>): void => {
  it(title, () => {
    const { rules, fallback } = read(
      `${NIGHT}rules:\n  - name: 휴가\n    match: 휴가\n    reply: 네.\n    ${lines}\ndefault:\n    reply: 네.\n    ${lines}\n`,
    );
    for (const spec of [rules[0]?.spec, fallback?.spec]) {
      assert.ok(spec);
      const found = Object.fromEntries(Object.entries(spec).filter(([key]) => key in expected));
      assert.deepEqual(found, expected);
      assert.deepEqual(structuredClone(spec), spec);
    }
  });
};

const action = (title: string, reply: string, expected: Partial<DefaultSpec['action']>): void => {
  it(title, () => {
    const { rules } = read(`rules:\n  - name: 휴가\n    match: 휴가\n    reply: ${reply}\n`);
    const found = Object.entries(rules[0]?.spec?.action ?? {}).filter(([key]) => key in expected);
    assert.deepEqual(Object.fromEntries(found), expected);
  });
};

describe('where, when and to whom', () => {
  check('what is left out asks for nothing', '', {
    channels: [],
    from: [],
    mention: null,
    thread: 'any',
    hours: null,
    oncePer: null,
    limit: null,
    enabled: true,
  });
  check(
    'names of people lose their @',
    'from: ["@minsu", "!@김 하나", U0123ABCD, W0123, S0123, B0123, guests, "! external", "!bots"]',
    {
      from: [
        { exclude: false, kind: 'name', name: 'minsu' },
        { exclude: true, kind: 'name', name: '김 하나' },
        { exclude: false, kind: 'user', id: 'U0123ABCD' },
        { exclude: false, kind: 'user', id: 'W0123' },
        { exclude: false, kind: 'group', id: 'S0123' },
        { exclude: false, kind: 'bot', id: 'B0123' },
        { exclude: false, kind: 'keyword', of: 'guests' },
        { exclude: true, kind: 'keyword', of: 'external' },
        { exclude: true, kind: 'keyword', of: 'bots' },
      ],
    },
  );
  check('a mention is asked for or against', 'mention: false', { mention: false });
  check('a thread is asked for', 'thread: only', { thread: 'only' });
  check('once per channel', 'once_per: channel', { oncePer: 'channel' });
  check('a limit is in milliseconds', 'limit: { times: 5, per: rule, every: 2h }', {
    limit: { times: 5, per: 'rule', everyMs: 7_200_000 },
  });
  check('a window by its name', 'hours: night', {
    hours: { exclude: false, window: { days: [0, 1, 5, 6], from: 1320, to: 360, except: ['2026-12-25'] } },
  });
  check('all but a window', 'hours: { not: night }', {
    hours: { exclude: true, window: { days: [0, 1, 5, 6], from: 1320, to: 360, except: ['2026-12-25'] } },
  });
  check('a window in place', 'hours: { days: "월, 수-목", from: "09:00" }', {
    hours: { exclude: false, window: { days: [1, 3, 4], from: 540, to: 1440, except: [] } },
  });
  check('all but a window in place, until midnight', 'hours: { not: { days: [weekend, mon], to: "24:00" } }', {
    hours: { exclude: true, window: { days: [0, 1, 6], from: 0, to: 1440, except: [] } },
  });
  check('a window until midnight, the other way', 'hours: { from: "18:00", to: "00:00" }', {
    hours: { exclude: false, window: { days: [0, 1, 2, 3, 4, 5, 6], from: 1080, to: 1440, except: [] } },
  });
});

describe('what is answered', () => {
  action('a delay, a turn and a place', '{ text: [하나, 둘], to: only_them, pick: in_turn, after: 2m }', {
    texts: ['하나', '둘'],
    to: 'only_them',
    pick: 'in_turn',
    afterMs: 120_000,
    alsoToChannel: false,
    blocks: null,
  });
  action('shown in the channel too', '{ text: 하나, to: thread, also_to_channel: true }', {
    to: 'thread',
    alsoToChannel: true,
  });
  action('blocks as plain data', '{ blocks: [{ type: divider, n: 1, deep: { list: [true, null, "글"] } }] }', {
    texts: [],
    blocks: [{ type: 'divider', n: 1, deep: { list: [true, null, '글'] } }],
  });
  action('none, and the word none', 'none', { texts: [] });
  action('the word none', '{ text: none }', { texts: ['none'] });
});
