// What every journal must do with breakers: what trips them, how long they are silent, and who is told.
import assert from 'node:assert/strict';
import type { Journal } from '../../src/domain/ports.ts';
import { askOf, breaker, DAY, limit, MINUTE, turn } from './asked.ts';

export const breakersContract = (journal: () => Journal): void => {
  const { claim, say, owedTurns, check } = askOf(journal);

  check(
    'a breaker trips over its times, and is silent for its while from that message on',
    [breaker(2)],
    [
      [0, 'turn 0'],
      [1_000, 'turn 0'],
      [2_000, 'breaker trips'],
      [3_000, 'breaker'],
      [2_000 + 5 * MINUTE, 'breaker'],
      [2_000 + 10 * MINUTE - 1, 'breaker'],
      [2_000 + 10 * MINUTE, 'turn 0'],
      [2_000 + 10 * MINUTE, 'turn 0'],
      [2_001 + 10 * MINUTE, 'breaker trips'],
    ],
  );
  check(
    'a breaker does not trip where answers are far enough apart',
    [breaker(2)],
    Array.from({ length: 10 }, (_, at) => [at * (MINUTE / 2), 'turn 0']),
  );
  check(
    'a message that comes late, from before a breaker tripped, is part of the same storm',
    [breaker(2)],
    [
      [MINUTE, 'turn 0'],
      [MINUTE + 1_000, 'turn 0'],
      [MINUTE + 2_000, 'breaker trips'],
      [MINUTE + 1_500, 'breaker'],
      [3_000, 'breaker'],
      [2_000, 'breaker'],
      [1_000, 'turn 0'],
      [12 * MINUTE, 'turn 0'],
    ],
  );
  check(
    'a breaker that has tripped uses nothing else up',
    [turn(3), limit(3, DAY), breaker(1)],
    [
      [0, 'turn 0'],
      [1, 'breaker trips'],
      [2, 'breaker'],
      [1 + 10 * MINUTE, 'turn 1'],
      [2 + 10 * MINUTE, 'breaker trips'],
      [2 + 20 * MINUTE, 'turn 2'],
      [2 + 30 * MINUTE, 'limit'],
    ],
  );
  check(
    'what a limit keeps silent does not trip a breaker',
    [limit(1, MINUTE / 2), breaker(1)],
    [
      [0, 'turn 0'],
      [1, 'limit'],
      [MINUTE / 2 - 1, 'limit'],
      [MINUTE / 2, 'breaker trips'],
      [MINUTE / 2 + 1, 'breaker'],
    ],
  );

  it('says of which breaker it is, and that it trips for one message alone', async () => {
    const takes = [breaker(1, 'thread'), breaker(5, 'channel')];
    const tripped = { kind: 'limited', why: 'breaker', key: 'thread' };
    assert.deepEqual(await claim(takes, 0), { kind: 'accepted', turn: 0 });
    const answers = await Promise.all(Array.from({ length: 5 }, () => claim(takes, 1)));
    assert.deepEqual(answers, [
      { ...tripped, trips: true },
      ...Array.from({ length: 4 }, () => ({ ...tripped, trips: false })),
    ]);
    assert.equal(await say([breaker(5, 'channel')], 1), 'turn 0');
  });

  it('claims a message at which a breaker trips, and owes nothing for it', async () => {
    await say([breaker(1)], 0, '1.0');
    assert.equal(await say([breaker(1)], 1, '2.0'), 'breaker trips');
    assert.equal(await say([breaker(1)], 1, '2.0'), 'duplicate');
    assert.deepEqual(await owedTurns(), ['turn0']);
  });
};
