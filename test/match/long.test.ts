// Long texts that people paste: decided, not silenced, however many rules there are.
import assert from 'node:assert/strict';
import type { MatchSpec } from '../../src/domain/rule.ts';
import { newBudget, STEPS_MAX } from '../../src/match/budget.ts';
import { match } from '../../src/match/match.ts';
import { viewOf } from '../../src/match/view.ts';
import { ruleset, said } from './support.ts';

const CHARACTERS = 40_000;
const RULES = 10_000;

const SYLLABLES = Array.from('가나다라마바사아자차카타파하고노도로모보소오조초코토포호');
const syllable = (index: number): string => SYLLABLES[index % SYLLABLES.length] ?? '';
const word = (index: number): string =>
  syllable(index) + syllable(Math.floor(index / 28)) + syllable(Math.floor(index / 784) + index * 5);
const kinds: readonly ((index: number) => MatchSpec)[] = [
  (index) => ({ kind: 'contains', text: `${word(index)} ${word(index * 3)}` }),
  (index) => ({ kind: 'similar', text: `${word(index)} ${word(index * 7)}` }),
  (index) => ({ kind: 'words', words: [word(index), word(index * 11), '끝'] }),
  (index) => ({ kind: 'regex', pattern: `${word(index)}.*${word(index * 13)} 신청` }),
  (index) => ({ kind: 'regex', pattern: String.raw`^\d{${(index % 5) + 6}}[a-f]+$` }),
];

describe('a log of 40,000 characters', () => {
  const rules = Array.from({ length: RULES }, (_, index): { match: MatchSpec } => ({
    match: kinds[index % 5 === 4 && index > 50 ? 0 : index % 5]?.(index) ?? { kind: 'anything' },
  }));
  const built = ruleset([...rules, { name: '마지막', match: { kind: 'contains', text: '접속이 끊겼습니다' } }]);
  const line = (index: number): string =>
    `2026-11-24T09:${index % 60} INFO [worker-${index % 16}] GET /api/v1/users/${index * 7919} ${word(index)} 사용자 로그인 실패\n`;
  const log = Array.from({ length: 600 }, (_, index) => line(index))
    .join('')
    .slice(0, CHARACTERS - 10);
  const decided = (name: string, shown: string, rule: string | null): void => {
    it(name, () => {
      assert.equal(match(built, said(shown)).rule?.name ?? null, rule);
      const view = viewOf(said(shown));
      built.first(view);
      const steps = STEPS_MAX - view.budget.left;
      assert.ok(steps < STEPS_MAX / 2, `${steps} steps`);
    });
  };
  decided('is for the default where no rule fits it', log, 'default');
  decided('is for the rule whose text is its last line', `${log}접속이 끊겼습니다`, '마지막');
  it('has as many steps as any other', () => assert.equal(viewOf(said(log)).budget.left, newBudget().left));
});
