// What the schema lets pass → what the readers can read: neither knows more of a shape than the other.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import schema from '../../schema/rules.schema.json' with { type: 'json' };
import { channelFault } from '../../src/rules/channels.ts';
import { dateExists, daysOf, minutesOf } from '../../src/rules/clock.ts';
import { AFTER_MS_MAX, durationMs } from '../../src/rules/durations.ts';
import { emojiFault } from '../../src/rules/emoji.ts';
import { fromFault } from '../../src/rules/from.ts';
import { CODES } from '../../src/rules/phrases.ts';

const { $defs: defs } = schema;

/** Texts of a definition, and some that are nearly ones. */
const check = (title: string, def: keyof typeof defs, isRead: (text: string) => boolean): void => {
  it(title, () => {
    const { pattern } = { pattern: '', ...defs[def] };
    const shape = new RegExp(pattern, 'u');
    const right = fc.oneof(fc.constantFrom(...SAMPLES), fc.string({ unit: fc.constantFrom(...UNITS), maxLength: 12 }));
    fc.assert(
      fc.property(right, (text) => {
        if (text.trim() !== '') assert.equal(isRead(text), shape.test(text), JSON.stringify(text));
      }),
      { numRuns: 20_000 },
    );
  });
};

const UNITS = [
  ...'0123456789:-, !@#UBSsmhd월금일.*/',
  'mon',
  'fri',
  'weekday',
  'weekend',
  'guests',
  'bots',
  '24:00',
  '10m',
  '2026-',
  '12-',
];
const SAMPLES = [
  'mon-fri',
  'mon,wed',
  '월-금',
  'weekend, mon',
  '23:59',
  '24:00',
  '9:00',
  '10m',
  '600s',
  '601s',
  '2026-12-25',
  '2026-06-31',
  '@minsu',
  '!@김 하나',
  '@a / b',
  'U0123',
  '#hr',
  '!hr',
  '-hr',
  'team-*',
  ':wave:',
  'wave::skin-tone-2',
  '👋',
  'a b',
];

describe('the schema and the readers agree', () => {
  check('on days', 'day', (text) => daysOf(text) !== null);
  check('on times that begin a window', 'from_time', (text) => (minutesOf(text) ?? 1440) < 1440 && isClock(text));
  check('on times that end one', 'to_time', (text) => minutesOf(text) === 1440 || isClock(text));
  check('on dates', 'date', (text) => dateExists(text) || /^\d{4}-02-29$/u.test(text));
  check('on durations', 'duration', (text) => durationMs(text) !== null);
  check('on delays', 'delay', (text) => (durationMs(text) ?? Infinity) <= AFTER_MS_MAX && /[sm]$/u.test(text));
  check('on channels', 'channel', (text) => channelFault(text) === null);
  check('on emoji', 'emoji', (text) => {
    const finding = emojiFault(text);
    return finding === null || CODES[finding.code] === 'warning';
  });
  // A list without commas in one text, and an id behind an @, look like names to a pattern.
  check('on people', 'who', (text) => {
    const finding = fromFault(text);
    return finding === null || (NAME.test(text) && (finding.code === 'from-list' || LOOKS_LIKE_ID.test(text)));
  });
});

/** Of the clock: `minutesOf` reads any two pairs of digits. */
const isClock = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(text);

const NAME = /^\s*(?:!\s*)?@\s*[^\s@,，、;<>＠！［］][^@,，、;<>＠！［］]*$/u;
const LOOKS_LIKE_ID = /^\s*(?:!\s*)?@\s*[UWSB][A-Z0-9]{8,}\s*$/u;
