// What somebody in the practice workspace is told of names in the rules that mean nobody and nothing there.
import assert from 'node:assert/strict';
import { unboundInPractice } from '../../src/cli/unbound.ts';
import type { Unbound } from '../../src/domain/ports.ts';

const unbound = (kind: Unbound['name']['kind'], name: string, near: string | null = null, rule = '점심'): Unbound => ({
  name: { kind, name, rule, range: null },
  why: 'unknown',
  near,
});

describe('in the practice workspace, a name that is not there', () => {
  const check = (says: string, given: Unbound, ko: RegExp, en: RegExp): void => {
    it(says, () => {
      const [told] = unboundInPractice([given]);
      assert.match(told?.ko ?? '', ko);
      assert.match(told?.en ?? '', en);
    });
  };
  check(
    'a channel can be made',
    unbound('channel', '맛집'),
    /'점심'.*#맛집.*\/channel 맛집/u,
    /'점심'.*#맛집.*\/channel 맛집/u,
  );
  check(
    'a channel may be misspelled',
    unbound('channel', 'randon', 'random'),
    /혹시 #random인가요\?/u,
    /mean #random\?/u,
  );
  check('a person', unbound('person', 'hanna', 'hana'), /@hanna.*@hana.*\/who/u, /@hanna.*@hana.*\/who/u);
  check('a group', unbound('group', 'S9'), / S9\(/u, / S9,/u);
  check('of the default', unbound('channel', 'x', null, 'default'), /^default에 /u, /^default uses /u);

  it('is told ten times at most, and how many more there are', () => {
    const told = unboundInPractice(Array.from({ length: 25 }, () => unbound('channel', 'x')));
    assert.equal(told.length, 11);
    assert.match(told[10]?.ko ?? '', /15/u);
  });
});
