// The plan of a ruleset → what finds the first rule that fits a message. Nothing is remembered from one to the next.
import type { First, View } from '../../domain/rule.ts';
import { isSpent, spend } from '../budget.ts';
import { foldUnits, unitsOf, type Units } from '../fast-fold.ts';
import { spell, spellFor } from '../jamo.ts';
import { kindsIn } from '../kinds.ts';
import { HITS_MAX, type Found, type Hits } from './found.ts';
import { FIRST_REST, NOTHING_ELSE, type Plan } from './plan.ts';
import { standsByPieces } from './similars.ts';

/**
 * The parts that occur in the message lead to the rules that may fit; of these the first is sought, so that nothing
 * behind the best one so far is asked. Slow ones (`regex`, `similar`) wait until the quick ones have said what they can.
 */
export const searchIn = (plan: Plan): ((view: View) => First) => {
  const { rules, asks, similar, entriesFrom, entries, rests, isSlow, always } = plan;
  // Scratch, which saves clearing it: what a message wrote there counts only with that message's stamp.
  const found: Found = {
    seenAt: new Int32Array(plan.partCount),
    numbers: new Int32Array(plan.partCount),
    stamp: 0,
    count: 0,
    hits: null,
  };
  const hits: Hits = {
    last: new Int32Array(plan.jamo === null ? 0 : plan.partCount),
    ends: new Int32Array(plan.jamo === null ? 0 : HITS_MAX),
    before: new Int32Array(plan.jamo === null ? 0 : HITS_MAX),
    count: 0,
  };
  const { seenAt, numbers } = found;
  const answeredAt = new Int32Array(plan.fits.length);
  const triedAt = new Int32Array(rules.length);
  const firsts = rules.map((rule): First => Object.freeze({ kind: 'rule', rule }));
  let stamp = 0;
  const waiting = new Int32Array(rules.length);
  let waitingCount = 0;
  let best = rules.length;
  let spelled = spell('');

  const nextStamp = (): void => {
    stamp += 1;
    if (stamp < STAMP_MAX) return;
    for (const scratch of [seenAt, answeredAt, triedAt]) scratch.fill(0);
    stamp = 1;
  };

  const findWhole = (units: Units): void => {
    const kinds = kindsIn(units);
    const add = (number: number): void => {
      seenAt[number] = stamp;
      numbers[found.count] = number;
      found.count += 1;
    };
    for (const { asks: asked, number } of plan.kinds) if ((asked & kinds) !== 0) add(number);
    for (const { asks: asked, number } of plan.lengths) if (asked <= units.length) add(number);
  };

  const findParts = (view: View): void => {
    const units = foldUnits(view.message.shown) ?? unitsOf(view.folded);
    spend(view.budget, units.length * UNIT_STEPS);
    plan.text?.scan(units, found);
    if (plan.kinds.length > 0 || plan.lengths.length > 0) findWhole(units);
    if (plan.jamo === null) return;
    spelled = spellFor(view, units);
    spend(view.budget, spelled.length * UNIT_STEPS);
    hits.count = 0;
    found.hits = hits;
    plan.jamo.scan(spelled, found);
    found.hits = null;
  };

  /** Whether of each set that is listed from here on one part at least was found. */
  const isRestSeen = (rest: number): boolean => {
    let at = rest;
    for (let size = rests[at] ?? 0; size > 0; size = rests[at] ?? 0) {
      const end = at + 1 + size;
      at += 1;
      while (at < end && seenAt[rests[at] ?? 0] !== stamp) at += 1;
      if (at === end) return false;
      at = end;
    }
    return true;
  };

  const isInPlace = (rule: number, view: View): boolean => {
    const end = plan.conditionsFrom[rule + 1] ?? 0;
    for (let at = plan.conditionsFrom[rule] ?? 0; at < end; at += 1) {
      const condition = plan.conditions[at] ?? 0;
      const known = answeredAt[condition] ?? 0;
      if (known === -stamp) return false;
      if (known === stamp) continue;
      spend(view.budget, CONDITION_STEPS);
      const fits = plan.fits[condition]?.(view) ?? true;
      answeredAt[condition] = fits ? stamp : -stamp;
      if (!fits) return false;
    }
    return true;
  };

  const ask = (rule: number, view: View): void => {
    const isSimilar = (similar.from[rule] ?? 0) >= 0 && hits.count < HITS_MAX;
    const fits = isSimilar
      ? standsByPieces(similar, rule, { message: spelled, budget: view.budget, found, hits })
      : asks[rule]?.(view) === true;
    if (fits) best = rule;
  };

  /** The first few are kept in order; more are sorted once they are all there. */
  const wait = (rule: number): void => {
    let at = waitingCount;
    waitingCount += 1;
    for (; at > 0 && at < FEW_WAITING && (waiting[at - 1] ?? 0) > rule; at -= 1) waiting[at] = waiting[at - 1] ?? 0;
    waiting[at] = rule;
  };

  /** A rule before the best one so far, of which all is there that it needs. */
  const consider = (rule: number, view: View): void => {
    if (triedAt[rule] === stamp) return;
    triedAt[rule] = stamp;
    if (!isInPlace(rule, view)) return;
    if (isSlow[rule] === 1) wait(rule);
    else if (rule < best) ask(rule, view);
  };

  const considerWays = (part: number, view: View): void => {
    const from = entriesFrom[part] ?? 0;
    const end = entriesFrom[part + 1] ?? 0;
    let at = from;
    for (; at < end; at += 2) {
      const entry = entries[at] ?? 0;
      const rule = entry >> 1;
      if (rule >= best) break;
      const rest = entries[at + 1] ?? NOTHING_ELSE;
      if (rest >= 0) {
        if (seenAt[rest] !== stamp) continue;
      } else if (rest <= FIRST_REST && !isRestSeen(FIRST_REST - rest)) continue;
      if ((entry & 1) === 0) consider(rule, view);
      else if (isInPlace(rule, view)) best = rule;
    }
    spend(view.budget, (at - from) * ENTRY_STEPS);
  };

  return (view) => {
    nextStamp();
    best = rules.length;
    waitingCount = 0;
    found.stamp = stamp;
    found.count = 0;
    findParts(view);
    for (let at = 0; at < found.count && !isSpent(view.budget); at += 1) considerWays(numbers[at] ?? 0, view);
    for (const rule of always) {
      if (rule >= best || isSpent(view.budget)) break;
      consider(rule, view);
    }
    if (waitingCount > FEW_WAITING) waiting.subarray(0, waitingCount).sort();
    for (let at = 0; at < waitingCount; at += 1) {
      const rule = waiting[at] ?? 0;
      if (rule >= best || isSpent(view.budget)) break;
      ask(rule, view);
    }
    if (isSpent(view.budget)) return OVER_BUDGET;
    return firsts[best] ?? NONE;
  };
};

const FEW_WAITING = 16;

const STAMP_MAX = 0x3fff_ffff;

const UNIT_STEPS = 6; // folding a UTF-16 unit and following it through the automaton
const ENTRY_STEPS = 4; // half of a way
const CONDITION_STEPS = 200;

const OVER_BUDGET: First = Object.freeze({ kind: 'budget' });
const NONE: First = Object.freeze({ kind: 'none' });
