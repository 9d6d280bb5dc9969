// What every journal must do with limits, once_per and turns: taken with the claim, in one step, all or none.
import assert from 'node:assert/strict';
import type { Journal } from '../../src/domain/ports.ts';
import type { Take } from '../../src/domain/take.ts';
import { askOf, DAY, limit, MINUTE, once, turn } from './asked.ts';

export const takesContract = (journal: () => Journal): void => {
  const { say, owedTurns, check } = askOf(journal);

  check(
    'keeps a limit over any stretch, whose end is outside',
    [limit(2, 10 * MINUTE)],
    [
      [0, 'turn 0'],
      [5 * MINUTE, 'turn 0'],
      [10 * MINUTE - 1, 'limit'],
      [10 * MINUTE, 'turn 0'],
      [15 * MINUTE - 1, 'limit'],
      [15 * MINUTE, 'turn 0'],
    ],
  );
  check(
    'counts messages of the same instant',
    [limit(2, 1000)],
    [
      [0, 'turn 0'],
      [0, 'turn 0'],
      [0, 'limit'],
      [999, 'limit'],
      [1000, 'turn 0'],
    ],
  );
  check(
    'a silence uses nothing up',
    [limit(1, MINUTE)],
    [
      [0, 'turn 0'],
      [MINUTE - 1, 'limit'],
      [MINUTE, 'turn 0'],
    ],
  );
  check(
    'counts a message that comes late where it belongs',
    [limit(2, 10 * MINUTE)],
    [
      [20 * MINUTE, 'turn 0'],
      [15 * MINUTE, 'turn 0'],
      [16 * MINUTE, 'limit'],
      [24 * MINUTE, 'limit'],
      [10 * MINUTE, 'turn 0'],
      [25 * MINUTE, 'turn 0'],
    ],
  );
  check(
    'a late message is kept from making two in one stretch',
    [limit(1, 10 * MINUTE)],
    [
      [20 * MINUTE, 'turn 0'],
      [11 * MINUTE, 'limit'],
      [10 * MINUTE, 'turn 0'],
      [29 * MINUTE, 'limit'],
      [30 * MINUTE, 'turn 0'],
    ],
  );
  check(
    'answers once per key for 30 days',
    [once('휴가 T1/C1/1.0')],
    [
      [0, 'turn 0'],
      [30 * DAY - 1, 'once_per'],
      [30 * DAY, 'turn 0'],
      [30 * DAY + 1, 'once_per'],
      [60 * DAY - 1, 'once_per'],
    ],
  );
  check(
    'answers once also where the second message is the older one',
    [once('a')],
    [
      [5 * MINUTE, 'turn 0'],
      [4 * MINUTE, 'once_per'],
    ],
  );
  check(
    'says once_per where both are used up',
    [limit(1, MINUTE), once('a')],
    [
      [0, 'turn 0'],
      [1, 'once_per'],
      [MINUTE, 'once_per'],
    ],
  );
  check(
    'takes turns in order, beginning with the first',
    [turn(3)],
    [
      [0, 'turn 0'],
      [1, 'turn 1'],
      [2, 'turn 2'],
      [3, 'turn 0'],
    ],
  );
  check(
    'a turn does not go on where the limit is used up',
    [turn(2), limit(1, 10)],
    [
      [0, 'turn 0'],
      [5, 'limit'],
      [9, 'limit'],
      [10, 'turn 1'],
      [20, 'turn 0'],
    ],
  );

  it('keeps keys apart, and a limit from a once_per of the same name', async () => {
    const asked: readonly Take[] = [once('a'), once('b'), limit(1, DAY, 'a'), limit(1, DAY, 'b')];
    for (const take of asked) assert.equal(await say([take], 0), 'turn 0');
    assert.deepEqual(await Promise.all(asked.map((take) => say([take], 1))), [
      'once_per',
      'once_per',
      'limit',
      'limit',
    ]);
  });

  it('takes all or none', async () => {
    await say([once('a')], 0);
    assert.equal(await say([limit(1, DAY), once('a')], 1), 'once_per');
    assert.equal(await say([limit(1, DAY)], 2), 'turn 0');
    assert.equal(await say([once('b'), limit(1, DAY)], 3), 'limit');
    assert.equal(await say([once('b')], 4), 'turn 0');
  });

  it('claims a message that is limited, and owes nothing for it', async () => {
    await say([limit(1, MINUTE)], 0, '1.0');
    assert.equal(await say([limit(1, MINUTE)], 1, '2.0'), 'limit');
    assert.equal(await say([limit(1, MINUTE)], 2, '2.0'), 'duplicate');
    assert.equal(await say([], MINUTE, '2.0'), 'duplicate');
    assert.deepEqual(await owedTurns(), ['turn0']);
  });

  it('a message that comes again uses nothing up', async () => {
    await say([limit(2, DAY), turn(2)], 0, '1.0');
    assert.equal(await say([limit(2, DAY), turn(2)], 0, '1.0'), 'duplicate');
    assert.equal(await say([limit(2, DAY), turn(2)], 0, '2.0'), 'turn 1');
  });

  it('lets one of twenty through that come at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => say([limit(1, MINUTE)], index)));
    assert.deepEqual(answers.filter((answer) => answer !== 'limit').length, 1);
    assert.equal((await owedTurns()).length, 1);
  });

  it('owes what is of its turn, also where twenty come at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => say([turn(3)], index)));
    const order = Array.from({ length: 20 }, (_, index) => index % 3);
    assert.deepEqual(
      answers,
      order.map((at) => `turn ${at}`),
    );
    assert.deepEqual(
      await owedTurns(),
      order.map((at) => `turn${at}`),
    );
  });

  it('goes on sensibly where a reload changed the numbers', async () => {
    for (const at of [0, 1, 2]) await say([limit(3, DAY)], at);
    assert.equal(await say([limit(2, DAY)], 3), 'limit');
    assert.equal(await say([limit(4, DAY)], 4), 'turn 0');
    assert.equal(await say([limit(4, 3)], 4), 'turn 0');
    for (const at of [0, 1, 2]) await say([turn(4)], at);
    assert.equal(await say([turn(2)], 3), 'turn 1');
  });
};
