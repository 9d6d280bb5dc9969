// Entries of `from` as people write them → nothing to say, or the code and what the hint says to write.
import assert from 'node:assert/strict';
import { fromFault, whoFault } from '../../src/rules/from.ts';
import { misfits } from '../../src/rules/schema.ts';

const fine = (text: string): void => {
  it(`${text} is fine, to the schema too`, () => {
    assert.equal(fromFault(text), null);
    assert.deepEqual(refused(text), []);
  });
};

const faulty = (text: string, code: string, fix: string): void => {
  it(`${text} → ${fix}`, () => {
    const finding = whoFault(text);
    assert.equal(finding.code, code);
    for (const said of [finding.hint.ko, finding.hint.en]) assert.ok(said.includes(fix), said);
    assert.notDeepEqual(refused(text), []);
  });
};

const refused = (text: string): readonly string[] =>
  misfits({ rules: [{ name: 'a', match: 'b', reply: 'c', from: text }] }).map(({ def }) => def);

describe('an entry of from', () => {
  for (const text of [
    '@minsu',
    '@김 하나',
    '@김민수 / 디자인',
    '!@minsu',
    '! @it-desk',
    'U0123',
    'W012ABC',
    'S0123',
    'B0123',
    'guests',
    'external',
    'bots',
    '!bots',
  ])
    fine(text);

  faulty('minsu', 'from-name', '`from: "@minsu"`');
  faulty('!민수', 'from-name', '`from: "!@민수"`');
  faulty('minsu@acme.com', 'from-name', '`from: "@minsu"`');
  faulty('#hr', 'from-name', '`from: "@hr"`');
  faulty('guest', 'from-name', '`from: guests`');
  faulty('Guests', 'from-name', '`from: guests`');
  faulty('손님', 'from-name', '`from: guests`');
  faulty('외부', 'from-name', '`from: external`');
  faulty('!봇', 'from-name', '`from: "!bots"`');
  faulty('u0123456789', 'from-name', '`from: U0123456789`');
  faulty('<@U0123>', 'from-name', '`from: U0123`');
  faulty('<!subteam^S0123|@hr>', 'from-name', '`from: S0123`');
  faulty('＠민수', 'from-name', '`from: "@민수"`');
  faulty('“@minsu”', 'from-name', '`from: "@minsu"`');
  faulty('@', 'from-name', '"@minsu"');
  faulty('everyone', 'from-name', '`from`');
  faulty('guests, external', 'from-list', '`from: [guests, external]`');
  faulty('@minsu, @jiyoung', 'from-list', '`from: ["@minsu", "@jiyoung"]`');
  faulty('@minsu，지영', 'from-list', '`from: ["@minsu", "@지영"]`');
  faulty('@minsu @jiyoung', 'from-list', '`from: ["@minsu", "@jiyoung"]`');
  faulty('@minsu/@jiyoung', 'from-list', '`["@minsu", "@jiyoung"]`'.replaceAll('`', ''));
  faulty('guests and bots', 'from-list', '`from: [guests, bots]`');

  it('an id behind an @ is told, though it might be a name', () => {
    assert.equal(fromFault('@U0123456789')?.code, 'from-name');
  });
});
