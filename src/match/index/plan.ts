// Rules and what each needs → flat tables by which a message finds the few that are worth asking.
import type { Condition, Rule } from '../../domain/rule.ts';
import type { Needs, Part, Way } from '../needs.ts';
import { automatonSteps, type Automaton, type Sought } from './automaton.ts';

/** A rule as it is filed; its place in the list is its place in the file. */
export interface Filed {
  readonly rule: Rule;
  readonly needs: Needs;
  /** Asking what it matches takes long (`regex`, `similar`): it is asked after all others. */
  readonly isSlow: boolean;
  /** What is asked of its `match` where no way was found that suffices. */
  readonly asks: Condition['fits'];
}

/** Parts, ways, rules and conditions are numbered. A list of lists is flat: `…From[n]` to `…From[n + 1]` are n's. */
export interface Plan {
  readonly rules: readonly Rule[];
  readonly text: Automaton | null;
  readonly jamo: Automaton | null;
  readonly partCount: number;
  /**
   * By part: the ways that are filed under it, in the order of the file, each as two numbers. The first is its rule's
   * twice over, and 1 where it suffices; the second what else must be found: a part, NOTHING_ELSE, or one of `rests`.
   */
  readonly entriesFrom: Int32Array;
  readonly entries: Int32Array;
  /** By rest, which is the second number's distance from FIRST_REST: its sets. */
  readonly setsFrom: Int32Array;
  /** By set: its parts. */
  readonly partsFrom: Int32Array;
  readonly parts: Int32Array;
  /** By rule: the conditions beside `match`, of which `asks` has at the same place what is to be asked. */
  readonly conditionsFrom: Int32Array;
  readonly conditions: Int32Array;
  readonly asks: readonly Condition['fits'][];
  readonly isSlow: Uint8Array;
  /** By condition: rules with the same one share it. */
  readonly fits: readonly Condition['fits'][];
  /** Rules that need nothing that could be told, in the order of the file: asked every time. */
  readonly always: Int32Array;
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
      counts[number] = (counts[number] ?? 0) + 1;
    }
    if (index % RULES_PER_STEP === 0) yield;
  }

  const lists: number[][] = counts.map(() => []);
  const sets = new Flat();
  const setParts = new Flat();
  const conditions = new Flat();
  const fits: Condition['fits'][] = [];
  const conditionNumbers = new Map<Condition, number>();
  const always: number[] = [];
  const rest = (others: readonly (readonly number[])[]): number => {
    const [only, more] = others;
    if (only === undefined) return NOTHING_ELSE;
    const [part] = only;
    if (more === undefined && part !== undefined && only.length === 1) return part;
    for (const set of others) sets.add(setParts.end(set));
    return FIRST_REST - sets.end();
  };
  const file = (way: Way, rule: number): void => {
    const numbered = way.sets.map((set) => set.map((part) => parts.of(keyOf(part))));
    const filedUnder = rarest(numbered, counts);
    const entry = [rule * 2 + (way.suffices ? 1 : 0), rest(numbered.filter((set) => set !== filedUnder))];
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
  const sought = (kind: Part['in']): Sought[] =>
    parts
      .all()
      .flatMap((key, number) =>
        key.startsWith(kind)
          ? [{ text: key.slice(kind.length + 1), bounds: Number(key.charAt(kind.length)), number }]
          : [],
      );
  const automaton = function* (kind: Part['in']): Generator<void, Automaton | null, void> {
    const texts = sought(kind);
    if (texts.length === 0) return null;
    return yield* automatonSteps(texts, parts.count);
  };
  return {
    rules: filed.map(({ rule }) => rule),
    text: yield* automaton('text'),
    jamo: yield* automaton('jamo'),
    partCount: parts.count,
    entriesFrom: entries.from(),
    entries: entries.items(),
    setsFrom: sets.from(),
    partsFrom: setParts.from(),
    parts: setParts.items(),
    conditionsFrom: conditions.from(),
    conditions: conditions.items(),
    asks: filed.map(({ asks }) => asks),
    isSlow: Uint8Array.from(filed, ({ isSlow }) => (isSlow ? 1 : 0)),
    fits,
    always: Int32Array.from(always),
  };
}

const RULES_PER_STEP = 256;

const keyOf = ({ in: kind, bounds, text }: Part): string => `${kind}${bounds}${text}`;

/** The set whose parts stand in the fewest rules, all together. */
const rarest = (sets: readonly number[][], counts: readonly number[]): readonly number[] => {
  let best: readonly number[] = sets[0] ?? [];
  let least = Infinity;
  for (const set of sets) {
    let sum = 0;
    for (const part of set) sum += counts[part] ?? 0;
    if (sum < least) [best, least] = [set, sum];
  }
  return best;
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
