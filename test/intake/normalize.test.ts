// Every row of the table of frames, what differs with another self, age, and that nothing whatever throws.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { ts } from '../../src/domain/ids.ts';
import type { Intake } from '../../src/domain/message.ts';
import { AGE_MS_MAX, isTooOld } from '../../src/intake/age.ts';
import { normalize } from '../../src/intake/normalize.ts';
import { ROWS, SELF } from './frames.ts';

const wanted = (expect: (typeof ROWS)[number]['expect']): Intake =>
  typeof expect === 'string' ? { kind: 'none', why: expect } : { kind: 'message', message: expect };

describe('a frame becomes a message or a reason', () => {
  for (const { says, frame, expect } of ROWS) {
    it(says, () => assert.deepEqual(normalize(frame, SELF), wanted(expect)));
  }

  it('has a table of at least 75 rows, each with its own name', () => {
    assert.ok(ROWS.length >= 75);
    assert.equal(new Set(ROWS.map(({ says }) => says)).size, ROWS.length);
  });
});

describe('a bot whose bot_id is not known', () => {
  const self = { ...SELF, bot: null };
  const frame = { type: 'message', channel: 'C0HR', ts: '1700000000.000100', user: 'U0HANAKIM1', text: '휴가' };
  const check = (says: string, fields: object, expect: string): void => {
    it(says, () => {
      const intake = normalize({ ...frame, ...fields }, self);
      assert.equal(intake.kind === 'none' ? intake.why : intake.message.author.kind, expect);
    });
  };
  check('hears people, whose bot_id is missing', {}, 'person');
  check('hears people, whose bot_id is null', { bot_id: null }, 'person');
  check('knows its own by the user', { user: 'U0ANNYEONG', bot_id: 'B0ANNYEONG' }, 'own');
  check('takes the rest for bots', { user: undefined, bot_id: 'B0ANNYEONG' }, 'bot');
});

describe('normalize is total', () => {
  const keys = [
    'type',
    'subtype',
    'channel',
    'user',
    'text',
    'ts',
    'thread_ts',
    'bot_id',
    'bot_profile',
    'hidden',
    'edited',
    'files',
    'message',
  ];
  const good = ROWS.flatMap(({ frame }) =>
    typeof frame === 'object' && frame !== null && !Buffer.isBuffer(frame) ? [frame] : [],
  );
  const often = { numRuns: 2000 };

  it('whatever it is given', () =>
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (frame) => isIntake(normalize(frame, SELF))),
      often,
    ));

  it('whatever is changed in a good frame', () =>
    fc.assert(
      fc.property(fc.constantFrom(...good), fc.constantFrom(...keys), fc.anything(), (frame, key, value) =>
        isIntake(normalize({ ...frame, [key]: value }, SELF)),
      ),
      often,
    ));

  it('whatever JSON says', () =>
    fc.assert(
      fc.property(fc.json(), (text) =>
        isIntake(normalize(JSON.parse(`{"type":"message","text":${text},"__proto__":${text}}`), SELF)),
      ),
    ));
});

const isIntake = (intake: Intake): boolean => intake.kind === 'message' || typeof intake.why === 'string';

describe('a message is too old', () => {
  const now = 1_700_000_600_000;
  const check = (says: string, at: string, expect: boolean): void => {
    it(says, () => assert.equal(isTooOld(ts(at), now), expect));
  };
  check('not when it is new', '1700000600.000000', false);
  check('not at ten minutes', '1700000000.000000', false);
  check('a millisecond after ten minutes', '1699999999.999000', true);
  check('not when it comes from the future', '1700009999.000000', false);
  check('when it has no age at all', '0.0', true);
  it('at ten minutes by name', () => assert.equal(AGE_MS_MAX, 600_000));
});
