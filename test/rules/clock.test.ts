// Days, times, dates and durations as people write them → numbers, or what the hint says to write.
import assert from 'node:assert/strict';
import { dateExists, dateFault, dayFault, daysOf, minutesOf, timeFault } from '../../src/rules/clock.ts';
import { durationFault, durationMs } from '../../src/rules/durations.ts';
import type { Finding } from '../../src/rules/phrases.ts';

const rows = <Value>(of: (text: string) => Value, table: Readonly<Record<string, Value>>): void => {
  for (const [text, value] of Object.entries(table))
    it(text || 'an empty text', () => assert.deepEqual(of(text), value));
};

/** Both languages hold what is to be written. */
const hints = (of: (text: string) => Finding, table: Readonly<Record<string, string>>): void => {
  for (const [text, fix] of Object.entries(table))
    it(`${text} → ${fix}`, () => {
      const { hint } = of(text);
      for (const said of [hint.ko, hint.en]) assert.ok(said.includes(fix), said);
    });
};

describe('days of a window', () => {
  rows(daysOf, {
    mon: [1],
    'mon-fri': [1, 2, 3, 4, 5],
    'mon,wed': [1, 3],
    'fri-mon': [0, 1, 5, 6],
    '월-금': [1, 2, 3, 4, 5],
    '토, 일': [0, 6],
    weekday: [1, 2, 3, 4, 5],
    weekend: [0, 6],
    'Mon - FRI': [1, 2, 3, 4, 5],
    'mon-wed, sat': [1, 2, 3, 6],
    'mon-mon': [1],
    funday: null,
    'mon-': null,
    'mon-wed-fri': null,
    '': null,
  });
  hints(dayFault, {
    'mon-thr': '`days: mon-thu`',
    monday: '`days: mon`',
    '월요일-금요일': '`days: mon-fri`',
    '월~금': '`days: mon-fri`',
    'mon–fri': '`days: mon-fri`',
    월화수: '`days: mon,tue,wed`',
    평일: '`days: weekday`',
    주말: '`days: weekend`',
    'mon fri': '`days: mon,fri`',
    1: '`days: mon-fri`',
    매일: '`days`',
  });
});

describe('times of a window', () => {
  rows(minutesOf, { '00:00': 0, '09:30': 570, '24:00': 1440, '9:00': null, 아홉시: null });
  hints((text) => timeFault(text, 'from'), {
    '9:00': '`from: "09:00"`',
    9: '`from: "09:00"`',
    900: '`from: "09:00"`',
    '1830': '`from: "18:30"`',
    '“09:00”': '`from: "09:00"`',
    '09：00': '`from: "09:00"`',
    '9시 반': '`from: "09:30"`',
    '오후 6시': '`from: "18:00"`',
    '6:30pm': '`from: "18:30"`',
    '24:00': '`from: "00:00"`',
    '09:00-18:00': '`from: "09:00", to: "18:00"`',
    soon: '`from: "09:00"`',
  });
  hints((text) => timeFault(text, 'to'), {
    '25:00': '`to: "01:00"`',
    '24:30': '`to: "00:30"`',
    midnight: '`to: "24:00"`',
  });
});

describe('dates of a window', () => {
  rows(dateExists, {
    '2026-12-25': true,
    '2028-02-29': true,
    '2026-02-29': false,
    '2026-04-31': false,
    '2026-13-01': false,
    '12-25': false,
  });
  hints(dateFault, {
    '2026.12.25': '"2026-12-25"',
    '2026년 1월 5일': '"2026-01-05"',
    20261225: '"2026-12-25"',
    '12/25/2026': '"2026-12-25"',
    '2026-12-24, 2026-12-25': '["2026-12-24", "2026-12-25"]',
    '2026-02-30': '["2026-12-25"]',
  });
});

describe('durations', () => {
  rows(durationMs, {
    '2s': 2000,
    '10m': 600_000,
    '1h': 3_600_000,
    '7d': 604_800_000,
    '0m': null,
    '10': null,
    '-3s': null,
    '1.5h': null,
    '10 m': null,
    '10M': null,
    '1h30m': null,
  });
  hints((text) => durationFault(text, 'every'), {
    10: '`every: 10m`',
    '10분': '`every: 10m`',
    '5 minutes': '`every: 5m`',
    '1h30m': '`every: 90m`',
    하루: '`every: 1d`',
    '한 시간': '`every: 1h`',
    '1.5h': '`every: 90m`',
    '-5m': '`every: 5m`',
    '1w': '`every: 7d`',
    often: '`every: 10m`',
  });
  hints((text) => durationFault(text, 'after'), {
    2: '`after: 2s`',
    '11m': '`after: 10m`',
    '1h': '`after: 10m`',
    '2초': '`after: 2s`',
  });
});
