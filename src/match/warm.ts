// Rules and messages of every kind that take long → V8 has compiled what a message runs through, before the first one comes.
import { channelId, teamId, ts, userId } from '../domain/ids.ts';
import type { Message } from '../domain/message.ts';
import type { MatchSpec, Ruleset } from '../domain/rule.ts';
import { match } from './match.ts';

/**
 * In steps of a few milliseconds. What is interpreted takes several times as long. Of no effect but on time, and of
 * little but for `similar` (docs/PERFORMANCE.md).
 */
export function* warmSteps(ruleset: Ruleset): Generator<void, void, void> {
  for (let round = 0; round < ROUNDS; round += 1)
    for (const shown of TEXTS) {
      match(ruleset, said(shown));
      yield;
    }
}

const ROUNDS = 12;
const TEXT_UNITS = 3_001;
const filled = (text: string): string => text.repeat(Math.ceil(TEXT_UNITS / text.length)).slice(0, TEXT_UNITS);

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** Nearly found in the texts below, and seldom quite. */
export const WARMING: readonly MatchSpec[] = [
  ...numbers(60).map((index): MatchSpec => ({ kind: 'contains', text: `hi${index}` })),
  ...numbers(60).map((index): MatchSpec => ({ kind: 'contains', text: `${'하 '.repeat(20 + index)}끝` })),
  ...numbers(20).map((index): MatchSpec => ({ kind: 'contains', text: `${'하'.repeat(50 + index)}끝` })),
  ...numbers(20).map((index): MatchSpec => ({ kind: 'equals', text: '하'.repeat(3 + index) })),
  ...numbers(20).map((index): MatchSpec => ({ kind: 'ends_with', text: `${'하 '.repeat(index)}끝` })),
  ...numbers(60).map((index): MatchSpec => ({ kind: 'similar', text: `비밀번호 초기화${index}` })),
  ...numbers(20).map((index): MatchSpec => ({ kind: 'similar', text: `${'가'.repeat(8 + index)}나다라` })),
  ...numbers(20).map((index): MatchSpec => ({ kind: 'similar', text: `password ${index} reset` })),
  ...numbers(10).map((index): MatchSpec => ({ kind: 'regex', pattern: `(?:a|b)*a(?:a|b){${4 + index}}c끝` })),
  ...numbers(10).map((index): MatchSpec => ({ kind: 'regex', pattern: `[가-힣]{${1 + index}}[a-z]{2}[0-9]{3}$` })),
  { kind: 'words', words: ['가나 다라', 'hi', '마바 사'] },
  {
    kind: 'not',
    of: [
      { kind: 'contains', text: '하' },
      { kind: 'contains', text: 'a' },
      { kind: 'contains', text: '가' },
    ],
  },
];

const TEXTS: readonly string[] = [
  filled(Array.from({ length: 400 }, (_, index) => `xhi${index}`).join(' ')),
  filled('하'),
  filled('비밀반호 촉기화 비밀벙호를 초기회 '),
  filled('가가가나 다라 가'),
  filled('pasword 1 rest passwrod '),
  filled('abbabaabbaaab c'),
  filled('가나다ab1 '),
  filled('A:wave:b '),
  filled('가나다라 xhi 마바사 '),
];

const said = (shown: string): Message => ({
  team: teamId('T0'),
  channel: channelId('C0'),
  ts: ts('1700000000.000000'),
  threadTs: null,
  author: { kind: 'person', id: userId('U0') },
  text: shown,
  shown,
  channelName: undefined,
  channelKind: undefined,
  channelNames: undefined,
  standing: { names: undefined, groups: undefined, guest: undefined, external: undefined },
  userName: undefined,
  mentionsBot: false,
});
