// Rows: windows, wall clocks and zones, and whether the window is open then; and a property over random instants.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readAt } from '../../src/domain/at.ts';
import { ts } from '../../src/domain/ids.ts';
import type { HoursSpec, WindowSpec } from '../../src/domain/rule.ts';
import { buildHours } from '../../src/match/hours.ts';

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const WEEKDAYS = [1, 2, 3, 4, 5];
const at = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const window = (from: string, to: string, rest: Partial<WindowSpec> = {}): WindowSpec => ({
  days: EVERY_DAY,
  from: at(from),
  to: at(to),
  except: [],
  ...rest,
});
const tsAt = (ms: number) => ts((ms / 1000).toFixed(6));

const check = (
  what: string,
  spec: WindowSpec,
  times: Readonly<Record<string, boolean>>,
  timezone = 'Asia/Seoul',
): void => {
  it(what, () => {
    const isOpen = buildHours({ exclude: false, window: spec }, timezone);
    const isClosed = buildHours({ exclude: true, window: spec }, timezone);
    for (const [time, expected] of Object.entries(times)) {
      const ms = readAt(time, timezone);
      assert.ok(ms !== null, time);
      assert.equal(isOpen(tsAt(ms)), expected, time);
      assert.equal(isClosed(tsAt(ms)), !expected, `not ${time}`);
    }
  });
};

describe('hours', () => {
  check('from is inside, to is not', window('09:00', '18:00'), {
    '2026-11-24T08:59:59.999': false,
    '2026-11-24T09:00': true,
    '2026-11-24T17:59:59.999': true,
    '2026-11-24T18:00': false,
  });
  check('the whole day', window('00:00', '24:00', { days: [2] }), {
    '2026-11-23T23:59:59': false,
    '2026-11-24T00:00': true,
    '2026-11-24T23:59:59.999': true,
    '2026-11-25T00:00': false,
  });
  check('until 24:00 and not into the next day', window('18:00', '24:00'), {
    '2026-11-24T23:59': true,
    '2026-11-25T00:00': false,
  });
  check('past midnight it belongs to the day on which it began', window('22:00', '06:00', { days: [5] }), {
    '2026-11-27T05:00': false, // Friday, the end of Thursday's
    '2026-11-27T21:59': false,
    '2026-11-27T22:00': true,
    '2026-11-28T05:59:59.999': true,
    '2026-11-28T06:00': false,
    '2026-11-28T22:00': false,
  });
  check('so does a day that is excepted', window('22:00', '06:00', { except: ['2026-12-25'] }), {
    '2026-12-25T05:00': true,
    '2026-12-25T22:00': false,
    '2026-12-26T05:00': false,
    '2026-12-26T22:00': true,
  });
  check('from Sunday into Monday', window('23:00', '01:00', { days: [0] }), {
    '2026-11-22T00:30': false,
    '2026-11-22T23:30': true,
    '2026-11-23T00:30': true,
  });
  check('until midnight, where it begins then', window('18:00', '00:00', { days: [1] }), {
    '2026-11-23T23:59': true,
    '2026-11-24T00:00': false,
  });
  check('an excepted day', window('09:00', '18:00', { days: WEEKDAYS, except: ['2026-12-25', '2027-01-01'] }), {
    '2026-12-24T10:00': true,
    '2026-12-25T10:00': false,
    '2026-12-26T10:00': false,
    '2026-12-28T10:00': true,
    '2027-01-01T10:00': false,
  });
  check(
    'an offset of half an hour',
    window('09:00', '18:00'),
    { '2026-11-24T03:29:59Z': false, '2026-11-24T03:30Z': true },
    'Asia/Kolkata',
  );
});

describe('hours, where the clock is changed', () => {
  check(
    'it is put forward, and times are left out',
    window('02:15', '02:45'),
    {
      '2026-03-08T06:59:59Z': false,
      '2026-03-08T07:00Z': false,
      '2026-03-08T07:20Z': false,
      '2026-03-09T06:20Z': true,
    },
    'America/New_York',
  );
  check(
    'a window over what is left out is the shorter',
    window('01:30', '03:30'),
    { '2026-03-08T06:29Z': false, '2026-03-08T06:30Z': true, '2026-03-08T07:29Z': true, '2026-03-08T07:30Z': false },
    'America/New_York',
  );
  check(
    'it is put back, and times come twice',
    window('01:15', '01:45'),
    {
      '2026-11-01T05:20Z': true, // 01:20 in summer time
      '2026-11-01T05:45Z': false,
      '2026-11-01T06:14:59Z': false,
      '2026-11-01T06:15Z': true, // 01:15 again
      '2026-11-01T06:45Z': false,
    },
    'America/New_York',
  );
  check(
    'a night over the change belongs to its evening',
    window('22:00', '06:00', { days: [6] }),
    { '2026-11-01T02:00Z': true, '2026-11-01T10:59:59Z': true, '2026-11-01T11:00Z': false, '2026-11-02T03:30Z': false },
    'America/New_York',
  );
  check(
    'by half an hour',
    window('02:00', '02:30'),
    {
      '2026-04-04T14:59:59Z': false,
      '2026-04-04T15:30Z': true,
      '2026-10-03T15:29:59Z': false,
      '2026-10-03T15:30Z': false,
      '2026-10-04T14:59Z': false,
      '2026-10-04T15:00Z': true,
    },
    'Australia/Lord_Howe',
  );
  check(
    'at midnight, which comes twice or not at all',
    window('23:30', '00:30', { days: [6] }),
    {
      '2018-02-18T01:45Z': true,
      '2018-02-18T02:45Z': true,
      '2018-02-18T03:15Z': true,
      '2018-02-18T03:30Z': false,
      '2018-11-04T02:59Z': true,
      '2018-11-04T03:00Z': false,
    },
    'America/Sao_Paulo',
  );
  check(
    'a day is left out: the night after Thursday is Saturday’s morning',
    window('22:00', '06:00', { days: [4] }),
    { '2011-12-30T09:30Z': true, '2011-12-30T10:30Z': true, '2011-12-30T15:59Z': true, '2011-12-30T16:00Z': false },
    'Pacific/Apia',
  );
  check(
    'and no night began on the day that never was',
    window('22:00', '06:00', { days: [5] }),
    { '2011-12-30T09:30Z': false, '2011-12-30T12:00Z': false, '2012-01-06T12:00Z': true },
    'Pacific/Apia',
  );
});

it('hours fit no message of no time, inside or outside', () => {
  for (const exclude of [true, false]) {
    const isOpen = buildHours({ exclude, window: window('00:00', '24:00') }, 'Asia/Seoul');
    for (const none of ['-', 'x.y', '9'.repeat(30), '9e99', '-9999999999999'])
      assert.equal(isOpen(ts(none)), false, none);
  }
});

/** The same by asking Intl for everything, and for the day before by going back in time. */
const isOpenSlowly = (
  { exclude, window: { days, from, to, except } }: HoursSpec,
  timezone: string,
  ms: number,
): boolean => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, dateStyle: 'short', timeStyle: 'medium' });
  const dateAt = (time: number): string => format.format(time).slice(0, 10);
  const begins = (date: string): boolean =>
    days.includes(new Date(`${date}T00:00Z`).getUTCDay()) && !except.includes(date);
  const today = dateAt(ms);
  let back = ms;
  while (dateAt(back) >= today) back -= 15 * 60_000;
  const minute = at(format.format(ms).slice(11, 16));
  const isIn =
    to > from
      ? minute >= from && minute < to && begins(today)
      : (minute >= from && begins(today)) || (minute < to && begins(dateAt(back)));
  return isIn !== exclude;
};

const ZONES = [
  'Asia/Seoul',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Gaza',
  'Asia/Pyongyang',
  'Antarctica/Troll',
  'Pacific/Apia',
  'Pacific/Chatham',
  'UTC',
];
/** Instants at which one of these clocks was changed, to the second or within the hours after. */
const CHANGES = [
  '2011-12-30T10:00Z',
  '2011-11-06T02:31Z',
  '2026-03-08T07:00Z',
  '2026-11-01T06:00Z',
  '2026-04-04T15:00Z',
]
  .concat('2026-10-03T15:30Z', '2018-02-18T02:00Z', '2018-11-04T03:00Z', '2018-05-04T15:00Z', '2023-03-19T02:00Z')
  .map((change) => Date.parse(change));
const HOLDS_MS_MAX = 60_000;

it('hours agree with a calendar that is asked for everything', () => {
  const ms = fc.oneof(
    fc.integer({ min: Date.UTC(2008, 0), max: Date.UTC(2032, 0) }),
    fc
      .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -30 * 3_600_000, max: 30 * 3_600_000 }))
      .map(([a, b]) => a + b),
  );
  const minute = fc.oneof(
    fc.integer({ min: 0, max: 1_439 }),
    fc.integer({ min: 0, max: 23 }).map((hour) => hour * 60),
  );
  const spec = fc.record({
    exclude: fc.boolean(),
    window: fc.record({
      days: fc.subarray(EVERY_DAY, { minLength: 1 }),
      from: minute,
      to: minute.map((to) => to + 1),
      except: fc.subarray(['2011-12-29', '2011-12-30', '2026-03-08', '2026-11-01', '2018-02-17']),
    }),
  });
  fc.assert(
    fc.property(
      spec,
      fc.constantFrom(...ZONES),
      fc.array(ms, { minLength: 1, maxLength: 4 }),
      (hours, zone, instants) => {
        const isOpen = buildHours(hours, zone);
        for (const one of instants) assert.equal(isOpen(tsAt(one)), isOpenSlowly(hours, zone, one), `${zone} ${one}`);
      },
    ),
    { numRuns: 1_500 },
  );
}).timeout(HOLDS_MS_MAX);
