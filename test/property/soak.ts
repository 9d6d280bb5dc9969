// Seconds (60 where none are given) → the index held against the page on new cases until they are over; exit 1 with what failed.
import * as fc from 'fast-check';
import { indexDecidesAsThePage } from './index.ts';
import { MESSAGES_EACH } from './rules.ts';

const seconds = Number(process.argv[2] ?? 60);
const RUNS_AT_ONCE = 500;

const began = performance.now();
let cases = 0;
for (
  let seed = Number(process.env.PROPERTY_SEED ?? Date.now() % 0x7fff_ffff);
  performance.now() - began < seconds * 1000;
  seed += 1
) {
  const result = fc.check(indexDecidesAsThePage, { numRuns: RUNS_AT_ONCE, seed });
  cases += result.numRuns * MESSAGES_EACH;
  if (!result.failed) continue;
  console.log(`PROPERTY_SEED=${seed}`, fc.stringify(result.counterexample), String(result.errorInstance));
  process.exitCode = 1;
  break;
}
console.log(`${cases} cases in ${Math.round((performance.now() - began) / 1000)} s`);
