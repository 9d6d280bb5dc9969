// Rows: the `from` of a rule, and the authors whom it fits.
import assert from 'node:assert/strict';
import { botId, userId } from '../../src/domain/ids.ts';
import type { Standing } from '../../src/domain/message.ts';
import type { FromSpec } from '../../src/domain/rule.ts';
import { buildFrom, type Written } from '../../src/match/from.ts';
import { match } from '../../src/match/match.ts';
import { ruleset, said } from './support.ts';

const NOBODY: Standing = { names: [], groups: [], guest: false, external: false };
const UNKNOWN: Standing = { names: undefined, groups: undefined, guest: undefined, external: undefined };
const person = (id: string, standing: Partial<Standing> = {}): Written => ({
  author: { kind: 'person', id: userId(id) },
  standing: { ...NOBODY, ...standing },
});
const bot = (id: string, user: string | null, standing: Partial<Standing> = {}): Written => ({
  author: { kind: 'bot', id: botId(id), user: user === null ? null : userId(user) },
  standing: { ...NOBODY, ...standing },
});
const AUTHORS = {
  kim: person('U1', { names: ['Kim.MS', '김민수'], groups: ['S1', 'Leads'] }),
  lee: person('U2', { names: ['lee'], groups: ['S2', 'design'] }),
  guest: person('U3', { names: ['guest'], guest: true }),
  outsider: person('U4', { names: ['outsider'], external: true }),
  stranger: person('U9', UNKNOWN),
  build: bot('B1', 'U11', { names: ['build', '빌드 봇'] }),
  foreign: bot('B2', 'U12', { names: ['foreign'], external: true }),
  hook: bot('B3', null, UNKNOWN),
  account: bot('U14', 'U14', { names: ['account'] }),
};
type Who = keyof typeof AUTHORS;
const PEOPLE: readonly Who[] = ['kim', 'lee', 'guest', 'outsider', 'stranger'];
const BOTS: readonly Who[] = ['build', 'foreign', 'hook', 'account'];

const name = (text: string): FromSpec => ({ exclude: false, kind: 'name', name: text });
const id = (kind: 'user' | 'bot' | 'group', text: string): FromSpec => ({ exclude: false, kind, id: text });
const all = (of: 'guests' | 'external' | 'bots'): FromSpec => ({ exclude: false, kind: 'keyword', of });
const not = (spec: FromSpec): FromSpec => ({ ...spec, exclude: true });

const check = (what: string, specs: readonly FromSpec[], fits: readonly Who[]): void => {
  it(what, () => {
    const isFrom = buildFrom(specs);
    const found = Object.entries(AUTHORS).flatMap(([who, written]) => (isFrom(written) ? [who] : []));
    assert.deepEqual(found, fits);
  });
};

describe('from', () => {
  check('left out: people', [], PEOPLE);
  check('a handle, whatever its case', [name('kim.ms')], ['kim']);
  check('a display name, decomposed and with its @', [name('@김민수'.normalize('NFD'))], ['kim']);
  check('a part of a name is none', [name('kim')], []);
  check("a group's handle", [name('leads')], ['kim']);
  check("a group's id", [id('group', 'S2')], ['lee']);
  check('an id', [id('user', 'U2')], ['lee']);
  check('guests, of whom it is known', [all('guests')], ['guest']);
  check('people of other companies, and none of their bots', [all('external')], ['outsider']);
  check('several: any of them', [name('lee'), all('guests'), id('group', 'S1')], ['kim', 'lee', 'guest']);
});

describe('from, what is excluded', () => {
  check('only exclusions: all people but them, if that is known', [not(name('lee'))], ['kim', 'guest', 'outsider']);
  check('an id, which is always known', [not(id('user', 'U9'))], ['kim', 'lee', 'guest', 'outsider']);
  check('a group', [not(id('group', 'S1'))], ['lee', 'guest', 'outsider']);
  check("a group's handle", [not(name('design'))], ['kim', 'guest', 'outsider']);
  check('guests', [not(all('guests'))], ['kim', 'lee', 'outsider']);
  check('bots, who were not meant anyway', [not(all('bots'))], PEOPLE);
  check('a single bot, which lets no other in', [not(id('bot', 'B1'))], PEOPLE);
  check('an exclusion wins, wherever it stands', [not(name('lee')), id('group', 'S2'), id('user', 'U1')], ['kim']);
  check('and over an inclusion of the same', [id('user', 'U1'), not(id('group', 'S1'))], []);
});

describe('from, bots', () => {
  check('all of them, and no people', [all('bots')], BOTS);
  check('by id', [id('bot', 'B1')], ['build']);
  check('by the account by which it is seen', [id('user', 'U11')], ['build']);
  check('by an account that is all that is known of it', [id('user', 'U14')], ['account']);
  check('by name', [name('빌드 봇')], ['build']);
  check('people beside them', [id('user', 'U1'), id('bot', 'B1')], ['kim', 'build']);
  check('all but one, and never one that may be that', [all('bots'), not(id('bot', 'B1'))], ['foreign', 'hook']);
  check('but one account', [all('bots'), not(id('user', 'U11'))], ['foreign', 'account']);
  check('but those of others', [all('bots'), not(all('external'))], ['build', 'account']);
  check('but guests, which none is', [all('bots'), not(all('guests'))], BOTS);
});

describe('a bot', () => {
  const author = AUTHORS.build.author;
  const forBots = { name: '봇', match: { kind: 'contains', text: '배포' } as const, from: [all('bots')] };
  const rules = ruleset([{ name: '사람', match: { kind: 'contains', text: '배포' } }, forBots]);
  const why = (text: string, of = rules): string => {
    const { why: reason, rule } = match(of, said(text, { author }));
    return `${reason} ${rule?.name ?? '-'}`;
  };
  it('is answered by the first rule that is for bots', () => assert.equal(why('배포 끝'), 'rule 봇'));
  it('is not answered where no rule fits, even by the default', () => assert.equal(why('실패'), 'not_a_person -'));
  it('is answered by a default that is for bots', () => {
    assert.equal(why('실패', ruleset([forBots], { from: [all('bots')] })), 'default default');
  });
  it('says nothing with an empty message', () => assert.equal(why(' '), 'empty -'));
});
