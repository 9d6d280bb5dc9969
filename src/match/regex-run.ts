// A compiled pattern and a text → whether it is found there, in a walk that is counted, and stops when the budget is spent.
import type { RE2JS } from 're2js';
import { spend, type Budget } from './budget.ts';

/** What the patterns of one ruleset remember from one text to the next, all together. */
export interface Memory {
  bytes: number;
  readonly of: Set<Automaton>;
}

export const newMemory = (): Memory => ({ bytes: 0, of: new Set() });

/**
 * Whether the pattern is found in the text. It is re2js's own automaton whose states are made while it runs; only the
 * loop is written anew, because re2js's own cannot be stopped, and making 4,000 states can take a second. Nothing
 * found may be believed once the budget is spent.
 */
export const isFound = (pattern: RE2JS, text: string, run: Run): boolean => {
  const automaton = automatonOf(pattern, run);
  const before = automaton.memBudget;
  const { found } = walk(automaton, text, run.budget);
  remember(automaton, before - automaton.memBudget, run.memory);
  return found;
};

/** What finding groups costs at most: at every character each place of the pattern that can be reached there. */
export const stepsToCapture = (pattern: RE2JS, text: string, run: Run): number => {
  const everyPlace = pattern.programSize() * (text.length + 1) * PLACE_STEPS;
  if (everyPlace <= FEW_STEPS) return everyPlace;
  const automaton = automatonOf(pattern, run);
  const before = automaton.memBudget;
  const { places } = walk(automaton, text, run.budget);
  remember(automaton, before - automaton.memBudget, run.memory);
  return places * PLACE_STEPS;
};

export interface Run {
  readonly budget: Budget;
  readonly memory: Memory;
}

/** Of re2js's class DFA what is used here; `exact` versions of dependencies keep it so. */
interface Automaton {
  maxMem: number;
  stateBudget: number;
  memBudget: number;
  readonly numClasses: number;
  readonly latin1Class: Int32Array;
  readonly runeClass: (rune: number) => number;
  readonly start: (input: { readonly context: () => number }, at: number) => State;
  readonly step: (...of: [state: State, cls: number, rune: number, anchor: number]) => State | null;
  readonly resetCache: (state: State) => State;
  readonly clearCache: () => void;
}

interface State {
  readonly nfaStates: readonly number[];
  readonly isMatch: boolean;
  readonly next: readonly (State | null)[] | null;
}

/** By re2js's own count, which is about right. */
const RUN_BYTES_MAX = 2 * 1024 * 1024;
const MEMORY_BYTES_MAX = 24 * 1024 * 1024;

const CHAR_STEPS = 6;
const STATE_STEPS = 4_000;
const PLACE_STEPS = 15; // of a state that is followed
const NEW_PLACE_STEPS = 400; // of a state that is made
/** So few that it is not worth finding out whether it is less. */
const FEW_STEPS = 100_000;
const AUTOMATON_STEPS = 10_000;

const UNANCHORED = 0;
const LATIN1_MAX = 255;
const END_TEXT = -1;
const AT_TEXTS_BEGIN = { context: () => 1 | 4 }; // RE2's EMPTY_BEGIN_LINE and EMPTY_BEGIN_TEXT

const automatonOf = (pattern: RE2JS, { budget }: Run): Automaton => {
  const re2 = pattern.re2();
  if (re2.lazyDFA !== null) return re2.lazyDFA;
  spend(budget, AUTOMATON_STEPS + pattern.programSize() * PLACE_STEPS);
  const automaton: Automaton = re2.dfa;
  automaton.maxMem = RUN_BYTES_MAX;
  automaton.stateBudget = RUN_BYTES_MAX;
  automaton.memBudget = RUN_BYTES_MAX;
  return automaton;
};

const walk = (automaton: Automaton, text: string, budget: Budget): { found: boolean; places: number } => {
  const { latin1Class } = automaton;
  let state = automaton.start(AT_TEXTS_BEGIN, 0);
  let places = 0;
  let found = false;
  let at = 0;
  while (at < text.length) {
    const rune = text.codePointAt(at) ?? 0;
    const cls = rune <= LATIN1_MAX ? (latin1Class[rune] ?? 0) : automaton.runeClass(rune);
    const next = state.next?.[cls] ?? made(automaton, { state, cls, rune }, budget);
    if (next === null) return { found: false, places };
    state = next;
    places += state.nfaStates.length;
    at += rune > 0xffff ? 2 : 1;
    if (state.isMatch) {
      found = true;
      break;
    }
  }
  spend(budget, at * CHAR_STEPS);
  if (found) return { found, places };
  const last = made(automaton, { state, cls: automaton.numClasses, rune: END_TEXT }, budget);
  return { found: last?.isMatch ?? false, places };
};

/** The state that follows; null: the budget is spent. */
const made = (
  automaton: Automaton,
  { state, cls, rune }: { state: State; cls: number; rune: number },
  budget: Budget,
): State | null => {
  const known = state.next?.[cls];
  if (known !== undefined && known !== null) return known;
  if (!spend(budget, STATE_STEPS + state.nfaStates.length * NEW_PLACE_STEPS)) return null;
  const next =
    automaton.step(state, cls, rune, UNANCHORED) ?? automaton.step(automaton.resetCache(state), cls, rune, UNANCHORED);
  return next !== null && spend(budget, next.nfaStates.length * NEW_PLACE_STEPS) ? next : null;
};

/** All forget at once: whoever is needed again soon remembers soon. */
const remember = (automaton: Automaton, bytes: number, memory: Memory): void => {
  if (bytes === 0) return;
  memory.of.add(automaton);
  memory.bytes += Math.max(bytes, 0);
  if (memory.bytes <= MEMORY_BYTES_MAX) return;
  for (const one of memory.of) one.clearCache();
  memory.of.clear();
  memory.bytes = 0;
};
