// The plan of a ruleset → what finds the first rule that fits a message. Nothing is remembered from one to the next.
import type { First, View } from '../../domain/rule.ts';
import { isSpent, spend } from '../budget.ts';
import { foldUnits, unitsOf } from '../fast-fold.ts';
import { spellFor } from '../jamo.ts';
import type { Found } from './automaton.ts';
import { FIRST_REST, NOTHING_ELSE, type Plan } from './plan.ts';

/**
 * The parts that occur in the message lead to the rules that may fit; of these the first is sought, so that nothing
 * behind the best one so far is asked. Slow ones (`regex`, `similar`) wait until the quick ones have said what they can.
 */
export const searchIn = (plan: Plan): ((view: View) => First) => {
  const { rules, asks, entriesFrom, entries, isSlow, always } = plan;
  // Scratch, which saves clearing it: what a message wrote there counts only with that message's stamp.
  const found: Found = {
    seenAt: new Int32Array(plan.partCount),
    numbers: new Int32Array(plan.partCount),
    stamp: 0,
    count: 0,
  };
  const { seenAt, numbers } = found;
  const answeredAt = new Int32Array(plan.fits.length);
  const triedAt = new Int32Array(rules.length);
  const firsts = rules.map((rule): First => Object.freeze({ kind: 'rule', rule }));
  let stamp = 0;
  let waiting: number[] = [];
  let best = rules.length;

  const nextStamp = (): void => {
    stamp += 1;
    if (stamp < STAMP_MAX) return;
    for (const scratch of [seenAt, answeredAt, triedAt]) scratch.fill(0);
    stamp = 1;
  };

  const findParts = (view: View): void => {
    const units = foldUnits(view.message.shown) ?? unitsOf(view.folded);
    spend(view.budget, units.length * UNIT_STEPS);
    plan.text?.scan(units, found);
    if (plan.jamo === null) return;
    const spelled = spellFor(view, units);
    spend(view.budget, spelled.length * UNIT_STEPS);
    plan.jamo.scan(spelled, found);
  };

  const isOneSeen = (set: number): boolean => {
    const end = plan.partsFrom[set + 1] ?? 0;
    for (let at = plan.partsFrom[set] ?? 0; at < end; at += 1) if (seenAt[plan.parts[at] ?? 0] === stamp) return true;
    return false;
  };

  const isRestSeen = (rest: number): boolean => {
    const end = plan.setsFrom[rest + 1] ?? 0;
    for (let set = plan.setsFrom[rest] ?? 0; set < end; set += 1) if (!isOneSeen(set)) return false;
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
    if (rule < best && asks[rule]?.(view) === true) best = rule;
  };

  /** A rule before the best one so far, of which all is there that it needs. */
  const consider = (rule: number, view: View): void => {
    if (triedAt[rule] === stamp) return;
    triedAt[rule] = stamp;
    if (!isInPlace(rule, view)) return;
    if (isSlow[rule] === 1) waiting.push(rule);
    else ask(rule, view);
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
    waiting = [];
    found.stamp = stamp;
    found.count = 0;
    findParts(view);
    for (let at = 0; at < found.count && !isSpent(view.budget); at += 1) considerWays(numbers[at] ?? 0, view);
    for (const rule of always) {
      if (rule >= best || isSpent(view.budget)) break;
      consider(rule, view);
    }
    for (const rule of waiting.length > 1 ? waiting.toSorted((a, b) => a - b) : waiting) {
      if (rule >= best || isSpent(view.budget)) break;
      ask(rule, view);
    }
    if (isSpent(view.budget)) return OVER_BUDGET;
    return firsts[best] ?? NONE;
  };
};

const STAMP_MAX = 0x3fff_ffff;

const UNIT_STEPS = 6; // folding a UTF-16 unit and following it through the automaton
const ENTRY_STEPS = 4; // half of a way
const CONDITION_STEPS = 200;

const OVER_BUDGET: First = Object.freeze({ kind: 'budget' });
const NONE: First = Object.freeze({ kind: 'none' });
