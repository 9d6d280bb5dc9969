// How names are bound to ids, and that they stay so.
import assert from 'node:assert/strict';
import { openBindings, type Bindings } from '../../src/slack/bindings.ts';
import { distinct, openNameIndex } from '../../src/slack/name-index.ts';

const open = (size = 100): Bindings => openBindings(openNameIndex(size));

describe('a name that a rule uses', () => {
  it('is bound to the one that is called so when the rule comes', () => {
    const bindings = open();
    bindings.learn('C1', ['food']);
    bindings.want(['food']);
    assert.deepEqual([bindings.idsOf('food'), bindings.namesOf('C1')], [['C1'], ['food']]);
  });

  it('is bound to the first that comes to be called so', () => {
    const bindings = open();
    bindings.want(['food']);
    assert.deepEqual(bindings.idsOf('food'), []);
    bindings.learn('C1', ['foods']);
    bindings.learn('C2', ['food']);
    bindings.learn('C1', ['food']);
    assert.deepEqual(bindings.idsOf('food'), ['C2']);
  });

  it('stays bound when the one is renamed and when the rules are read again', () => {
    const bindings = open();
    bindings.want(['food']);
    bindings.learn('C1', ['food']);
    bindings.learn('C1', ['foods']);
    bindings.learn('C2', ['food']);
    bindings.want([]);
    bindings.want(['food', 'foods']);
    assert.deepEqual([bindings.namesOf('C1'), bindings.namesOf('C2')], [['food', 'foods'], []]);
  });

  it('means all that are called so when a list has been read', () => {
    const bindings = open();
    bindings.want(['하나']);
    bindings.note('U1', ['hana', '하나']);
    bindings.note('U2', ['hana2', '하나']);
    bindings.settle();
    assert.deepEqual(bindings.idsOf('하나'), ['U1', 'U2']);
  });

  for (const [rule, slack] of [
    ['휴가'.normalize('NFD'), '휴가'],
    ['휴가', '휴가'.normalize('NFD')],
    ['Food', 'food'],
    ['Kim  Hana ', 'kim hana'],
  ] as const) {
    it(`${JSON.stringify(rule)} is ${JSON.stringify(slack)}`, () => {
      const bindings = open();
      bindings.want([rule]);
      bindings.learn('C1', [slack]);
      assert.deepEqual(bindings.idsOf(slack), ['C1']);
      assert.deepEqual(bindings.namesOf('C1'), [rule]);
    });
  }

  it('is free again when the one is gone', () => {
    const bindings = open();
    bindings.want(['food']);
    bindings.learn('C1', ['food']);
    bindings.release('C1');
    assert.deepEqual([bindings.idsOf('food'), bindings.namesOf('C1')], [[], []]);
    bindings.learn('C2', ['food']);
    assert.deepEqual(bindings.idsOf('food'), ['C2']);
  });

  it('stays with an archived one, which is suggested to nobody', () => {
    const index = openNameIndex(10);
    const bindings = openBindings(index);
    bindings.want(['food', 'old']);
    bindings.learn('C1', ['food']);
    bindings.retire('C1');
    bindings.adopt('C2', 'old');
    bindings.adopt('C3', 'unwanted');
    assert.deepEqual([bindings.idsOf('food'), bindings.idsOf('old'), index.all()], [['C1'], ['C2'], []]);
  });

  it('goes from an archived one to the one that is called so now, and not back', () => {
    const bindings = open();
    bindings.want(['food', 'old']);
    bindings.learn('C1', ['food']);
    bindings.learn('C1', ['food-2025']);
    bindings.retire('C1');
    bindings.learn('C2', ['food']);
    bindings.adopt('C3', 'old');
    bindings.adopt('C4', 'old');
    assert.deepEqual([bindings.idsOf('food'), bindings.idsOf('old'), bindings.namesOf('C1')], [['C2'], ['C3'], []]);
    bindings.learn('C1', ['food-2025']);
    bindings.learn('C4', ['old']);
    assert.deepEqual([bindings.idsOf('food'), bindings.idsOf('old')], [['C2'], ['C4']]);
  });

  it('stays with one that came back, whatever is called so meanwhile', () => {
    const bindings = open();
    bindings.want(['food']);
    bindings.learn('C1', ['food']);
    bindings.retire('C1');
    bindings.learn('C1', ['food-2025']);
    bindings.learn('C2', ['food']);
    assert.deepEqual(bindings.idsOf('food'), ['C1']);
  });

  it('is told apart by a version that grows', () => {
    const bindings = open();
    const versions = [
      bindings.version(),
      (bindings.want(['food']), bindings.version()),
      (bindings.learn('C1', ['food']), bindings.version()),
      (bindings.release('C1'), bindings.version()),
    ];
    assert.deepEqual(new Set(versions).size, 4);
  });
});

describe('an index of names', () => {
  it('holds no more ids than its size, and forgets the oldest', () => {
    const index = openNameIndex(2);
    for (const id of ['C1', 'C2', 'C3']) index.set(id, ['same', id]);
    assert.deepEqual(
      [index.ids('same'), index.all()],
      [
        ['C2', 'C3'],
        ['same', 'C2', 'same', 'C3'],
      ],
    );
  });

  it('knows an id by its names of today alone', () => {
    const index = openNameIndex(2);
    index.set('C1', ['food']);
    index.set('C1', ['foods']);
    assert.deepEqual([index.ids('food'), index.ids('FOODS'), index.names('C1')], [[], ['C1'], ['foods']]);
  });
});

describe('names', () => {
  it('are distinct by how they are compared, and spelled as they come first', () => {
    assert.deepEqual(distinct(['food', 'Food', 'hr', 'FOOD', 'HR']), ['food', 'hr']);
  });
});
