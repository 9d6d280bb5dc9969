// From the tree of a file to what in it does not fit the schema: one diagnostic per fault, none caused by another.
import type { Diagnostic, Range } from '../domain/diagnostic.ts';
import type { Phrase } from '../domain/language.ts';
import { unknownKey } from './keys.ts';
import { diagnostic, type Finding } from './phrases.ts';
import { emptyFile, missingAnswer, missingKey, nameReserved, varName } from './phrases-keys.ts';
import { misfits, type Misfit } from './schema.ts';
import { childOf, valueOf, type MapTree, type Tree } from './tree.ts';
import { isCutAtColon, startsWithDash, wrongValue } from './values.ts';

/** In a folder `rules` may stand in another file. */
export const validate = (root: Tree, inFolder: boolean): readonly Diagnostic[] => {
  if (root.kind === 'null') return [diagnostic(root.range, emptyFile())];
  const found: Diagnostic[] = [];
  const blamed = new Set<Tree>();
  const meant = new Map<Tree, Set<string>>();
  for (const fault of misfits(valueOf(root)).toSorted(byCause)) {
    const trail = follow(root, fault.path);
    const tree = trail.at(-1);
    if (tree === undefined || trail.some((step) => blamed.has(step))) continue;
    const key = keyAt(trail, fault.path);
    const whole = wholeFault(tree, key, fault);
    if (whole !== null) {
      blamed.add(tree);
      found.push(diagnostic(tree.range, whole));
    } else if (fault.keyword === 'additionalProperties' && tree.kind === 'map') {
      const unknown = blameKey(tree, fault);
      if (unknown.meant !== undefined) meant.set(tree, (meant.get(tree) ?? new Set()).add(unknown.meant));
      if (isLost(tree, fault.known)) meant.set(tree, new Set([...fault.known]));
      if (unknown.diagnostic !== null) found.push(unknown.diagnostic);
    } else if ((fault.keyword === 'required' || fault.keyword === 'anyOf') && tree.kind === 'map') {
      const lacking = fault.keyword === 'anyOf' ? ['reply', 'react'] : [String(fault.params['missingProperty'])];
      if (lacking.some((name) => meant.get(tree)?.has(name))) continue;
      found.push(diagnostic(beginOf(tree), lack(lacking, placeOf(fault.path))));
    } else if (fault.keyword === 'propertyNames' && tree.kind === 'map') {
      const name = String(fault.params['propertyName']);
      found.push(diagnostic(tree.entries.find((entry) => entry.key === name)?.keyRange ?? tree.range, varName(name)));
    } else {
      blamed.add(tree);
      found.push(diagnostic(tree.range, fault.keyword === 'not' ? nameReserved() : wrongValue(tree, key, fault)));
    }
  }
  const hasRules = inFolder || childOf(root, 'rules') !== undefined || meant.get(root)?.has('rules') === true;
  if (root.kind === 'map' && !hasRules) found.push(diagnostic(beginOf(root), missingKey('rules', { ko: '파일', en: 'The file' })));
  return found;
};

/** Wrong values first, then unknown keys, then the missing ones that those may explain. */
const CAUSES = ['type', 'additionalProperties', 'anyOf', 'required'];
const byCause = (a: Misfit, b: Misfit): number => CAUSES.indexOf(a.keyword) - CAUSES.indexOf(b.keyword);

/** The trees from the root to the value, both included; shorter where the path leads nowhere. */
const follow = (root: Tree, path: readonly string[]): readonly Tree[] => {
  const trail = [root];
  for (const step of path) {
    const tree = trail.at(-1);
    const next = tree?.kind === 'list' ? tree.items[Number(step)] : childOf(tree, step);
    if (next === undefined) return [];
    trail.push(next);
  }
  return trail;
};

/** The key whose value this is; null for an entry of a list, and for the file itself. */
const keyAt = (trail: readonly Tree[], path: readonly string[]): string | null =>
  trail.at(-2)?.kind === 'map' ? (path.at(-1) ?? null) : null;

/** A mapping that was never meant to be one, whatever the schema says of its keys. */
const wholeFault = (tree: Tree, key: string | null, fault: Misfit): Finding | null => {
  if (tree.kind !== 'map') return null;
  if (tree.written.startsWith('{{') || isCutAtColon(tree, key, fault.known) || (fault.keyword === 'type' && startsWithDash(tree))) return wrongValue(tree, key, fault);
  return null;
};

const blameKey = (tree: MapTree, fault: Misfit): { readonly diagnostic: Diagnostic | null; readonly meant: string | undefined } => {
  const name = String(fault.params['additionalProperty']);
  const entry = tree.entries.find((one) => one.key === name);
  if (entry === undefined) return { diagnostic: null, meant: undefined };
  const { finding, meant } = unknownKey(entry, fault.known, tree.entries.map((one) => one.key));
  return { diagnostic: diagnostic(entry.keyRange, finding), meant };
};

/** Not one key of a mapping is right: what it lacks would only be noise. */
const isLost = (tree: MapTree, known: readonly string[]): boolean => !tree.entries.some((entry) => known.includes(entry.key));

const lack = (keys: readonly string[], place: Phrase): Finding =>
  keys.length > 1 ? missingAnswer(place) : missingKey(keys[0] ?? '', place);

const placeOf = (path: readonly string[]): Phrase => {
  if (path[0] === 'default' && path.length === 1) return { ko: '`default`', en: '`default`' };
  if (path[0] === 'rules' && path.length === 2) return { ko: '이 규칙', en: 'This rule' };
  return { ko: `\`${path.findLast((part) => !/^\d+$/u.test(part)) ?? 'rules'}\` `, en: `\`${path.findLast((part) => !/^\d+$/u.test(part)) ?? 'rules'}\`` };
};

/** Where a mapping begins: its first key. */
const beginOf = (tree: MapTree): Range => tree.entries[0]?.keyRange ?? tree.range;
