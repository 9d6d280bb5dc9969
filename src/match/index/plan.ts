// Rules and what each needs → flat tables by which a message finds the few that are worth asking.
import type { Condition, Rule } from '../../domain/rule.ts';
import { KINDS, LENGTH, type Needs, type Part, type Way } from '../needs.ts';
import type { Sought } from '../similar.ts';
import { automatonSteps, type Wanted } from './automaton.ts';
import type { Automaton } from './found.ts';
import { similarsOf, type Similars } from './similars.ts';

/** A rule as it is filed; its place in the list is its place in the file. */
export interface Filed {
  readonly rule: Rule;
  readonly needs: Needs;
  /** Asking what it matches takes long (`regex`, `similar`): it is asked after all others. */
  readonly isSlow: boolean;
  /** What is asked of its `match` where no way was found that suffices. */
  readonly asks: Condition['fits'];
  /** Whose pieces are among the parts of `needs`; then it suffices to ask where they are. */
  readonly sought: Sought | null;
}

/** Parts, ways, rules and conditions are numbered. A list of lists is flat: `…From[n]` to `…From[n + 1]` are n's. */
export interface Plan {
  readonly rules: readonly Rule[];
  readonly text: Automaton | null;
  readonly jamo: Automaton | null;
  readonly partCount: number;
  /** Parts that are known from what a message is like as a whole: their numbers, by what they ask. */
  readonly kinds: readonly Whole[];
  readonly lengths: readonly Whole[];
  /**
   * By part: the ways that are filed under it, in the order of the file, each as two numbers. The first is its rule's
   * twice over, and 1 where it suffices; the second what else must be found: a part, NOTHING_ELSE, or one of `rests`.
   */
  readonly entriesFrom: Int32Array;
  readonly entries: Int32Array;
  /** At the second number's distance from FIRST_REST: sets, each the count of its parts and these, and then 0. */
  readonly rests: Int32Array;
  /** By rule: the conditions beside `match`, of which `asks` has at the same place what is to be asked. */
  readonly conditionsFrom: Int32Array;
  readonly conditions: Int32Array;
  readonly asks: readonly Condition['fits'][];
  readonly similar: Similars;
  readonly isSlow: Uint8Array;
  /** By condition: rules with the same one share it. */
  readonly fits: readonly Condition['fits'][];
  /** Rules that need nothing that could be told, in the order of the file: asked every time. */
  readonly always: Int32Array;
}

/** `asks`: kinds of characters, or a length. */
export interface Whole {
  readonly asks: number;
  readonly number: number;
}

export const NOTHING_ELSE = -1;
export const FIRST_REST = -2;

/** Yields between a few hundred rules or states. A rule that is not enabled is in no list. */
export function* planSteps(filed: readonly Filed[]): Generator<void, Plan, void> {
  const parts = new Numbering();
  const counts: number[] = [];
  for (const [index, { needs }] of filed.entries()) {
    for (const part of needs?.flatMap(({ sets }) => sets.flat()) ?? []) {
      const number = parts.of(keyOf(part));
      counts[number] = (counts[number] ?? (part.in === 'whole' ? COMMON : 0)) + 1;
    }
    if (index % RULES_PER_STEP === 0) yield;
  }

  const lists: number[][] = counts.map(() => []);
  const rests: number[] = [];
  const conditions = new Flat();
  const fits: Condition['fits'][] = [];
  const conditionNumbers = new Map<Condition, number>();
  const always: number[] = [];
  const rest = (others: readonly (readonly number[])[]): number => {
    const [only, more] = others;
    if (only === undefined) return NOTHING_ELSE;
    const [part] = only;
    if (more === undefined && part !== undefined && only.length === 1) return part;
    const begin = rests.length;
    for (const set of others) rests.push(set.length, ...set);
    rests.push(0);
    return FIRST_REST - begin;
  };
  const file = (way: Way, rule: number): void => {
    const numbered = way.sets.map((set) => set.map((part) => parts.of(keyOf(part))));
    const [filedUnder, ...others] = byRarity(numbered, counts);
    const entry = [rule * 2 + (way.suffices ? 1 : 0), rest(others)];
    for (const part of new Set(filedUnder)) lists[part]?.push(...entry);
  };
  for (const [index, { rule, needs }] of filed.entries()) {
    for (const condition of rule.conditions) {
      if (condition.key === 'match') continue;
      let number = conditionNumbers.get(condition);
      if (number === undefined) {
        number = fits.push(condition.fits) - 1;
        conditionNumbers.set(condition, number);
      }
      conditions.add(number);
    }
    conditions.end();
    if (!rule.conditions.some(({ key }) => key === 'enabled')) {
      if (needs === null) always.push(index);
      for (const way of needs ?? []) file(way, index);
    }
    if (index % RULES_PER_STEP === 0) yield;
  }

  const entries = new Flat();
  for (const [index, list] of lists.entries()) {
    entries.end(list);
    if (index % RULES_PER_STEP === 0) yield;
  }
  const wanted = (kind: Part['in']): Wanted[] =>
    parts
      .all()
      .flatMap((key, number) =>
        key.startsWith(kind)
          ? [{ text: key.slice(kind.length + 1), bounds: Number(key.charAt(kind.length)), number }]
          : [],
      );
  const whole = (what: string): Whole[] =>
    wanted('whole')
      .filter(({ text }) => text.startsWith(what))
      .map(({ text, number }) => ({ asks: Number(text.slice(what.length)), number }));
  const automaton = function* (kind: Part['in']): Generator<void, Automaton | null, void> {
    const texts = wanted(kind);
    if (texts.length === 0) return null;
    return yield* automatonSteps(texts, parts.count);
  };
  return {
    rules: filed.map(({ rule }) => rule),
    text: yield* automaton('text'),
    jamo: yield* automaton('jamo'),
    partCount: parts.count,
    kinds: whole(KINDS),
    lengths: whole(LENGTH),
    entriesFrom: entries.from(),
    entries: entries.items(),
    rests: Int32Array.from(rests),
    conditionsFrom: conditions.from(),
    conditions: conditions.items(),
    asks: filed.map(({ asks }) => asks),
    similar: similarsOf(filed, (text) => parts.of(keyOf({ in: 'jamo', text, bounds: 0 }))),
    isSlow: Uint8Array.from(filed, ({ isSlow }) => (isSlow ? 1 : 0)),
    fits,
    always: Int32Array.from(always),
  };
}

const RULES_PER_STEP = 256;

/** Nothing is filed under the shape of a text that can be filed under a text. */
const COMMON = 1_000_000_000;

const keyOf = ({ in: kind, bounds, text }: Part): string => `${kind}${bounds}${text}`;

/** First the set whose parts stand in the fewest rules, all together. */
const byRarity = (sets: readonly number[][], counts: readonly number[]): readonly (readonly number[])[] => {
  const weigh = (set: readonly number[]): number => set.reduce((sum, part) => sum + (counts[part] ?? 0), 0);
  return sets
    .map((set) => ({ set, weight: weigh(set) }))
    .toSorted((a, b) => a.weight - b.weight)
    .map(({ set }) => set);
};

/** Different texts in the order in which they came, each with its number. */
class Numbering {
  readonly #numbers = new Map<string, number>();

  get count(): number {
    return this.#numbers.size;
  }

  of(key: string): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.#numbers.size);
    return this.#numbers.size - 1;
  }

  all(): readonly string[] {
    return [...this.#numbers.keys()];
  }
}

/** Lists of numbers, one after another. */
class Flat {
  readonly #items: number[] = [];
  readonly #from: number[] = [0];

  add(item: number): void {
    this.#items.push(item);
  }

  /** Ends a list, with these items added, and returns its number. */
  end(items: readonly number[] = []): number {
    for (const item of items) this.#items.push(item);
    return this.#from.push(this.#items.length) - 2;
  }

  items(): Int32Array {
    return Int32Array.from(this.#items);
  }

  from(): Int32Array {
    return Int32Array.from(this.#from);
  }
}
