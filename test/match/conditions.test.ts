// Rows: what a ruleset asks Slack for, in what order conditions are asked, and what its answers use up.
import assert from 'node:assert/strict';
import { match } from '../../src/match/match.ts';
import { rule, ruleset, said, type Written } from './support.ts';

const EVERYTHING: Written = {
  name: '모두',
  enabled: false,
  channels: [
    { exclude: false, kind: 'name', name: 'hr' },
    { exclude: true, kind: 'name', name: 'hr' },
    { exclude: true, kind: 'name', name: '인사' },
    { exclude: false, kind: 'glob', glob: 'team-*' },
    { exclude: false, kind: 'id', id: 'C1' },
    { exclude: false, kind: 'kind', of: 'dm' },
  ],
  from: [
    { exclude: false, kind: 'name', name: 'kim' },
    { exclude: true, kind: 'user', id: 'U1' },
    { exclude: false, kind: 'group', id: 'S1' },
    { exclude: false, kind: 'bot', id: 'B1' },
    { exclude: false, kind: 'keyword', of: 'guests' },
  ],
  mention: true,
  thread: 'only',
  hours: { exclude: false, window: { days: [1], from: 0, to: 1_440, except: [] } },
};

describe('the names in rules', () => {
  const named = (rules: readonly Written[], fallback: Written = {}): readonly string[] =>
    ruleset(rules, fallback).names.map(({ kind, name, rule: of }) => `${of}: ${kind} ${name}`);
  it('are channels by name and everybody but bots by id, once for each rule', () => {
    assert.deepEqual(named([{ ...EVERYTHING, enabled: true }]), [
      '모두: channel hr',
      '모두: channel 인사',
      '모두: person kim',
      '모두: user U1',
      '모두: group S1',
    ]);
  });
  it('are those of each rule, and of the default', () => {
    const hr: Written = { channels: [{ exclude: false, kind: 'name', name: 'hr' }] };
    assert.deepEqual(named([{ ...hr, name: '하나' }, { name: '둘' }, { ...hr, name: '셋' }], hr), [
      '하나: channel hr',
      '셋: channel hr',
      'default: channel hr',
    ]);
  });
  it('are not asked for where a rule is switched off', () => assert.deepEqual(named([EVERYTHING]), []));
});

describe('conditions', () => {
  const keys = (written: Written): readonly string[] => rule(written).conditions.map(({ key }) => key);
  it('are asked in one order', () => {
    assert.deepEqual(keys(EVERYTHING), ['enabled', 'channels', 'from', 'mention', 'thread', 'hours', 'match']);
  });
  it('are, where nothing is said, that a person wrote it, and the text', () => {
    assert.deepEqual(keys({}), ['from', 'match']);
  });
  it('are the same ones in rules that ask for the same', () => {
    const [one, other] = ruleset([{ ...EVERYTHING, name: '하나' }, EVERYTHING]).rules;
    assert.deepEqual(one?.conditions.slice(0, -1), other?.conditions.slice(0, -1));
    assert.equal(one?.conditions[1], other?.conditions[1]);
  });
});

describe('what an answer uses up', () => {
  const LIMITED: Written = { oncePer: 'channel', limit: { times: 1, per: 'rule', everyMs: 1_000 } };
  const taken = (rules: readonly Written[], fallback: Written): readonly string[] => {
    const decision = match(ruleset(rules, fallback), said('말'));
    return decision.kind === 'answer' ? decision.takes.map(({ kind, key }) => `${kind} ${key}`) : [];
  };
  it('is named in the decision', () => {
    assert.deepEqual(taken([{ ...LIMITED, name: '인사' }], {}), ['once_per channel/C1/인사', 'limit rule/인사']);
  });
  it('is named for the default, too', () => {
    assert.deepEqual(taken([], LIMITED), ['once_per channel/C1/default', 'limit rule/default']);
  });
  it('is nothing, where the answer is silence', () => assert.deepEqual(taken([{ ...LIMITED, silent: true }], {}), []));
});
