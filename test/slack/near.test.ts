// The name that was probably meant, among as many as a large workspace has.
import assert from 'node:assert/strict';
import { nearest } from '../../src/domain/nearest.ts';
import { nearestOf } from '../../src/slack/near.ts';

const all = Array.from({ length: 5_000 }, (_, index) => `${['team', '인사', 'lunch-club'][index % 3]}-${index * 37}`);

describe('the nearest name', () => {
  for (const name of [
    'team-111',
    'team-1111x',
    '인사-3700',
    'lunch-klub-74',
    'x',
    '',
    'team',
    '인사팀',
    'nothing-like-it-at-all',
  ]) {
    it(`to ${JSON.stringify(name)} is the one that is nearest of all`, async () => {
      assert.equal(await nearestOf(name, all), nearest(name, all) ?? null);
    });
  }

  it('is none where there are none', async () => {
    assert.equal(await nearestOf('food', []), null);
  });
});
