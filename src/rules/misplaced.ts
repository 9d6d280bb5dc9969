// Keys that stand at the wrong column or behind a dash too many: one diagnostic for all that follows from it.
import type { Diagnostic } from '../domain/diagnostic.ts';
import { diagnostic } from './phrases.ts';
import { hoursUnnamed } from './phrases-hours.ts';
import { notIndented, ruleSplit, tooDeepKey } from './phrases-keys.ts';
import {
  DEFAULT_KEYS,
  EXAMPLES_KEYS,
  HOURS_KEYS,
  LIMIT_KEYS,
  MATCH_KEYS,
  REPLY_KEYS,
  RULE_KEYS,
  TOP_KEYS,
} from './schema-keys.ts';
import { childOf, type Entry, type MapTree, type Tree } from './tree.ts';

export interface Misplaced {
  readonly diagnostics: readonly Diagnostic[];
  /** Values of which nothing more is to be said. */
  readonly blamed: Set<Tree>;
  /** Keys that a mapping lacks only because they stand elsewhere. */
  readonly excused: Map<Tree, Set<string>>;
}

type IsInside = (key: string) => boolean;
const among = (keys: readonly string[]): IsInside => {
  const known = new Set(keys);
  return (key) => known.has(key);
};

/** Keys with a mapping or a list below, and the keys that may stand there. */
const INSIDE: Readonly<Record<string, IsInside>> = {
  rules: among(RULE_KEYS),
  default: among(DEFAULT_KEYS),
  vars: (key) => !isTopOther(key) && key !== 'hours',
  match: among(MATCH_KEYS),
  reply: among(REPLY_KEYS),
  examples: among(EXAMPLES_KEYS),
  hours: among(HOURS_KEYS),
  limit: among(LIMIT_KEYS),
};

/** A name of `vars`, or of the top-level `hours`, may be any word but a key of the file. */
const isTopOther = among(TOP_KEYS.filter((key) => key !== 'vars' && key !== 'hours'));
const isName: IsInside = (key) => !isTopOther(key) && key !== 'vars';

export const misplaced = (root: Tree): Misplaced => {
  const result: Found = { diagnostics: [], blamed: new Set(), excused: new Map() };
  const rules = childOf(root, 'rules');
  const items = rules?.kind === 'list' ? rules.items : [];
  for (const tree of [root, ...items, ...optional(childOf(root, 'default'))])
    if (tree.kind === 'map') findNotIndented(tree, tree === root, result);
  findSplit(items, result);
  findUnnamed(root, result);
  findSunken(root, result);
  const last = items.at(-1);
  // A key of the last rule that slid out to the left is an unknown key of the file, not one that the rule lacks.
  if (root.kind === 'map' && last !== undefined)
    result.excused.set(last, new Set([...(result.excused.get(last) ?? []), ...root.entries.map(({ key }) => key)]));
  return result;
};

type Found = { readonly diagnostics: Diagnostic[] } & Pick<Misplaced, 'blamed' | 'excused'>;

const optional = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);

const findNotIndented = (tree: MapTree, isTop: boolean, { diagnostics, blamed }: Found): void => {
  tree.entries.forEach((entry, index) => {
    const inside = entry.key === 'hours' && isTop ? isName : INSIDE[entry.key];
    if (entry.value.kind !== 'null' || entry.value.written !== '' || inside === undefined) return;
    const strays = leading(tree.entries.slice(index + 1), inside);
    const [first] = strays;
    if (first === undefined || belongsHere(tree, first.key)) return;
    diagnostics.push(diagnostic(first.keyRange, notIndented(entry.key, first.key)));
    for (const stray of [entry, ...strays]) blamed.add(stray.value);
  });
};

/** `hours: { days: mon-fri }` at the top of the file: a window without its name. */
const findUnnamed = (root: Tree, { diagnostics, blamed }: Found): void => {
  const hours = childOf(root, 'hours');
  if (hours?.kind !== 'map' || hours.entries.length === 0) return;
  if (!hours.entries.every(({ key, value }) => INSIDE['hours']?.(key) && value.kind !== 'map')) return;
  diagnostics.push(diagnostic(hours.entries[0]?.keyRange ?? hours.range, hoursUnnamed()));
  blamed.add(hours);
};

/** `hours:` or `rules:` two blanks too deep, so that it counts to the `vars` or `hours` above it. */
const findSunken = (root: Tree, { diagnostics, blamed, excused }: Found): void => {
  for (const above of ['vars', 'hours'] as const) {
    const tree = childOf(root, above);
    if (tree?.kind !== 'map') continue;
    tree.entries.forEach((entry, index) => {
      const isFiles = entry.key === 'rules' || entry.key === 'default' || (entry.key === 'hours' && above === 'vars');
      if (!isFiles || childOf(root, entry.key) !== undefined || !opensMore(entry)) return;
      diagnostics.push(diagnostic(entry.keyRange, tooDeepKey(entry.key, above)));
      excused.set(root, new Set([...(excused.get(root) ?? []), entry.key]));
      const below = entry.value.kind === 'null' ? tree.entries.slice(index) : [entry];
      for (const { value } of below) blamed.add(value);
    });
  }
};

/** A window has times and days; what is no window, and no text, belongs to the file. */
const opensMore = ({ value }: Entry): boolean =>
  value.kind === 'list' ||
  (value.kind === 'null' && value.written === '') ||
  (value.kind === 'map' && !value.entries.every(({ key }) => INSIDE['hours']?.(key)));

const leading = (entries: readonly Entry[], inside: IsInside): readonly Entry[] => {
  const end = entries.findIndex(({ key }) => !inside(key));
  return end < 0 ? entries : entries.slice(0, end);
};

/** In a rule or the default `reply` is no stray, even below an empty `match`. */
const belongsHere = (tree: MapTree, key: string): boolean =>
  tree.entries[0]?.keyRange.column !== 1 && INSIDE['rules']?.(key) === true;

/** `- name: …` with `- match: …` below it: entries without a name that hold only what the one before lacks. */
const findSplit = (items: readonly Tree[], { diagnostics, blamed, excused }: Found): void => {
  let whole: { readonly tree: MapTree; readonly keys: Set<string> } | null = null;
  let told = false;
  for (const tree of items) {
    const keys = tree.kind === 'map' ? tree.entries.map(({ key }) => key) : [];
    const isPart =
      whole !== null &&
      keys.length > 0 &&
      keys.length <= PART_KEYS_MAX &&
      !(whole.keys.has('match') && (whole.keys.has('reply') || whole.keys.has('react'))) &&
      keys.every((key) => INSIDE['rules']?.(key) && whole?.keys.has(key) === false);
    if (!isPart || whole === null || tree.kind !== 'map') {
      whole = tree.kind === 'map' && keys.includes('name') ? { tree, keys: new Set(keys) } : null;
      told = false;
      continue;
    }
    if (!told) diagnostics.push(diagnostic(tree.entries[0]?.keyRange ?? tree.range, ruleSplit(keys)));
    told = true;
    blamed.add(tree);
    for (const key of keys) whole.keys.add(key);
    excused.set(whole.tree, new Set(whole.keys));
  }
};

const PART_KEYS_MAX = 2;
