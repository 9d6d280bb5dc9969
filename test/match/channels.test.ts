// Rows: the `channels` of a rule, and the places where it fits.
import assert from 'node:assert/strict';
import { channelId } from '../../src/domain/ids.ts';
import type { ChannelSpec } from '../../src/domain/rule.ts';
import { buildChannels, type Place } from '../../src/match/channels.ts';

const place = (channel: string, channelName?: string, channelKind?: Place['channelKind']): Place => ({
  channel: channelId(channel),
  channelName,
  channelNames: channelName === undefined ? undefined : [channelName],
  channelKind,
});
const PLACES = {
  hr: place('C1', 'hr', 'public'),
  HR: place('C1', 'HR', 'public'),
  secret: place('G1', 'team-secret', 'private'),
  team: place('C2', 'team-a-kr', 'public'),
  personnel: place('C3', '인사-공지'.normalize('NFD'), 'public'),
  renamed: { ...place('C4', 'notice', 'public'), channelNames: ['notice', 'news'] },
  /** Called as another was when the rules were bound to that one. */
  newcomer: { ...place('C5', 'lunch', 'public'), channelNames: [] },
  unknown: place('C9'),
  dm: place('D1', undefined, 'dm'),
  bareDm: place('D2'),
  group: place('G2', 'mpdm-kim--lee-1', 'group_dm'),
};
const name = (text: string): ChannelSpec => ({ exclude: false, kind: 'name', name: text });
const glob = (text: string): ChannelSpec => ({ exclude: false, kind: 'glob', glob: text });
const id = (text: string): ChannelSpec => ({ exclude: false, kind: 'id', id: text });
const kind = (of: 'dm' | 'group_dm' | 'public' | 'private'): ChannelSpec => ({ exclude: false, kind: 'kind', of });
const not = (spec: ChannelSpec): ChannelSpec => ({ ...spec, exclude: true });

const check = (what: string, specs: readonly ChannelSpec[], fits: readonly (keyof typeof PLACES)[]): void => {
  it(what, () => {
    const isThere = buildChannels(specs);
    const there = Object.entries(PLACES).flatMap(([key, where]) => (isThere(where) ? [key] : []));
    assert.deepEqual(there, fits);
  });
};

describe('channels', () => {
  check('a name, whatever its case', [name('hr')], ['hr', 'HR']);
  check('a part of a name is none', [name('h')], []);
  check('a name that it has had, and that the rules know it by', [name('news')], ['renamed']);
  check("today's name", [name('notice')], ['renamed']);
  check('neither name, where either is excluded', [glob('n*'), not(name('notice'))], []);
  check('an id', [id('C1')], ['hr', 'HR']);
  check('a name that another channel is bound to', [name('lunch')], []);
  check('a pattern is for what a channel is called now', [glob('lun*'), glob('new*')], ['newcomer']);
  check('a pattern at the end', [glob('team-*')], ['secret', 'team']);
  check('a pattern in the middle', [glob('team-*-kr')], ['team']);
  check('a pattern whose parts may not overlap', [glob('team-a*a-kr')], []);
  check('several stars', [glob('*e*-*r*')], ['secret', 'team']);
  check('a Hangul pattern finds a decomposed name', [glob('인사-*')], ['personnel']);
  check(
    'a star is every named channel',
    [glob('*')],
    ['hr', 'HR', 'secret', 'team', 'personnel', 'renamed', 'newcomer'],
  );
  it('an id of which no name is asked is none of those excluded, and none of those named', () => {
    const nameless = { ...place('C9', undefined, 'public'), channelNames: [] };
    const is = (...specs: readonly ChannelSpec[]): boolean => buildChannels(specs)(nameless);
    assert.deepEqual(
      [
        is(not(name('hr'))),
        is(not(glob('team-*'))),
        is(kind('public'), not(name('hr'))),
        is(name('hr')),
        is(glob('*')),
      ],
      [true, true, true, false, false],
    );
  });
  check('nothing else is special in a pattern', [glob('.*')], []);
  check('direct messages', [kind('dm')], ['dm']);
  check('a group of people, whose made-up name is none', [kind('group_dm'), glob('mpdm-*')], ['group']);
  check('private channels are no direct messages', [kind('private')], ['secret']);
  check('several: any of them', [name('hr'), kind('dm')], ['hr', 'HR', 'dm']);
  check(
    'only exclusions: everywhere but there, and never where the name is not known',
    [not(name('hr'))],
    ['secret', 'team', 'personnel', 'renamed', 'newcomer', 'dm', 'bareDm', 'group'],
  );
  check('an exclusion wins, wherever it stands', [not(name('team-secret')), glob('team-*')], ['team']);
  check('and it wins over an id', [id('C1'), not(name('hr'))], []);
  check(
    'an excluded id',
    [not(id('C1'))],
    ['secret', 'team', 'personnel', 'renamed', 'newcomer', 'unknown', 'dm', 'bareDm', 'group'],
  );
  check(
    'an excluded kind, and never where the kind is not known',
    [not(kind('dm'))],
    ['hr', 'HR', 'secret', 'team', 'personnel', 'renamed', 'newcomer', 'group'],
  );
});
