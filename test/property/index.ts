// The property that the index decides as the page does: one description for the suite and for a soak of any length.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { explain } from '../../src/match/explain.ts';
import { match } from '../../src/match/match.ts';
import { ruleset } from '../match/support.ts';
import { groupsSlowly, winnerSlowly } from './naive.ts';
import { cases } from './rules.ts';

/** Of every message: the rule that decides, what it captures, and that explaining names the same one. */
export const indexDecidesAsThePage = fc.property(cases, ({ rules, fallback, messages }) => {
  const built = ruleset(rules, fallback);
  for (const message of messages) {
    const decision = match(built, message);
    assert.equal(decision.rule?.name ?? null, winnerSlowly(rules, fallback, message));
    const won = rules.find(({ name }) => name === decision.rule?.name)?.match;
    if (decision.kind === 'answer' && won?.kind === 'regex')
      assert.deepEqual(decision.captures.groups, groupsSlowly(won.pattern, message.shown));
    const { decision: explained, trace } = explain(built, message);
    assert.deepEqual(explained, decision);
    if (decision.why === 'rule') assert.equal(trace.find(({ fits }) => fits)?.rule.name, decision.rule?.name);
  }
});
