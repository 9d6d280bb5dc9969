// From the tree of a file to what in it does not fit the schema: one diagnostic per fault, none caused by another.
import type { Diagnostic, Range } from '../domain/diagnostic.ts';
import type { Phrase } from '../domain/language.ts';
import { unknownKey } from './keys.ts';
import { misplaced } from './misplaced.ts';
import { cutAtComma } from './commas.ts';
import { diagnostic } from './phrases.ts';
import { notBeside } from './phrases-hours.ts';
import { emptyFile, missingKeys, nameReserved, varName } from './phrases-keys.ts';
import { broadcast } from './phrases-names.ts';
import { misfits, type Misfit } from './schema.ts';
import { childOf, entryOf, valueOf, type MapTree, type Tree } from './tree.ts';
import { isCutAtColon, startsWithDash, wrongValue } from './values.ts';

/** In a folder `rules` may stand in another file. */
export const validate = (root: Tree, inFolder: boolean): readonly Diagnostic[] => {
  if (root.kind === 'null') return [diagnostic(root.range, emptyFile())];
  const { diagnostics, blamed, excused } = misplaced(root);
  const found: Diagnostic[] = [...diagnostics];
  const missing = new Map<MapTree, { readonly keys: string[]; readonly place: Phrase }>();
  const excuse = (tree: Tree, keys: readonly string[]): unknown =>
    excused.set(tree, new Set([...(excused.get(tree) ?? []), ...keys]));

  for (const fault of misfits(valueOf(root)).toSorted(byCause)) {
    const trail = follow(root, fault.path);
    const tree = trail.at(-1);
    if (tree === undefined || trail.some((step) => blamed.has(step)) || isOfBlocks(fault)) continue;
    const key = trail.at(-2)?.kind === 'map' ? (fault.path.at(-1) ?? null) : null;
    if (fault.def === 'notBroadcast') {
      const entry = entryOf(trail.at(-2), 'also_to_channel');
      const to = childOf(trail.at(-2), 'to');
      found.push(diagnostic(entry?.keyRange ?? tree.range, broadcast(to?.kind === 'text' ? to.text : 'channel')));
    } else if (tree.kind !== 'map' || isNoMapping(tree, key, fault)) {
      blamed.add(tree);
      found.push(blameValue(tree, key, fault));
    } else if (fault.keyword === 'additionalProperties') {
      const name = String(fault.params['additionalProperty']);
      const entry = tree.entries.find((one) => one.key === name);
      if (entry === undefined || blamed.has(entry.value)) continue;
      const cut = cutAtComma(tree, entry, fault.known);
      if (cut !== null) {
        // What is wrong with the piece that is left follows from the cut.
        const { line, column } = cut.diagnostic;
        const isPiece = (one: Diagnostic): boolean => one.line === line && one.column === column;
        found.splice(0, found.length, ...found.filter((one) => !isPiece(one)), cut.diagnostic);
        for (const part of cut.parts) blamed.add(part.value);
        continue;
      }
      const { finding, meant } = unknownKey(
        entry,
        fault.known,
        tree.entries.map((one) => one.key),
      );
      found.push(diagnostic(entry.keyRange, finding));
      // What was meant for here, or for a mapping around it, is not missing there; nor does a wholly wrong one lack keys.
      for (const step of trail) excuse(step, [meant ?? name, name]);
      // A map that was to be merged in was meant to hold what is missing.
      if (name === '<<') excuse(tree, fault.known);
      if (!tree.entries.some((one) => fault.known.includes(one.key))) excuse(tree, fault.known);
    } else if (fault.keyword === 'required' || fault.keyword === 'anyOf') {
      const lacking = fault.keyword === 'anyOf' ? eitherOf(fault.def) : [String(fault.params['missingProperty'])];
      const { keys, place } = missing.get(tree) ?? { keys: [], place: placeOf(fault.path) };
      if (!lacking.some((one) => excused.get(tree)?.has(one)))
        missing.set(tree, { keys: [...keys, lacking.join('|')], place });
    } else if (fault.keyword === 'maxProperties') {
      found.push(diagnostic(entryOf(tree, 'not')?.keyRange ?? tree.range, notBeside()));
    } else if (fault.keyword === 'propertyNames') {
      const name = String(fault.params['propertyName']);
      found.push(diagnostic(tree.entries.find((entry) => entry.key === name)?.keyRange ?? tree.range, varName(name)));
    } else {
      blamed.add(tree);
      found.push(diagnostic(tree.range, wrongValue(tree, key, fault)));
    }
  }
  const hasRules = inFolder || childOf(root, 'rules') !== undefined || excused.get(root)?.has('rules') === true;
  if (root.kind === 'map' && !hasRules)
    missing.set(root, { keys: ['rules'], place: { ko: '이 파일', en: 'The file' } });
  for (const [tree, { keys, place }] of missing) found.push(diagnostic(beginOf(tree), missingKeys(keys, place)));
  return found;
};

/** Wrong values first, then unknown keys, then the missing ones that those may explain. */
const CAUSES = ['type', 'additionalProperties', 'required', 'anyOf'];
const byCause = (a: Misfit, b: Misfit): number => CAUSES.indexOf(a.keyword) - CAUSES.indexOf(b.keyword);

/** What stands in the list of blocks is told of with the rest of their shape. */
const isOfBlocks = ({ path, keyword }: Misfit): boolean => keyword === 'type' && path.at(-2) === 'blocks';

const eitherOf = (def: string): readonly string[] => (def === 'replyMapping' ? ['text', 'blocks'] : ['reply', 'react']);

/** The trees from the root to the value, both included; none where the path leads nowhere. */
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

/** A mapping that was never meant to be one, whatever the schema says of its keys. */
const isNoMapping = (tree: MapTree, key: string | null, fault: Misfit): boolean =>
  tree.written.startsWith('{{') ||
  isCutAtColon(tree, key, fault.known) ||
  (fault.keyword === 'type' && startsWithDash(tree));

const blameValue = (tree: Tree, key: string | null, fault: Misfit): Diagnostic => {
  const first = tree.kind === 'map' && fault.keyword === 'type' && startsWithDash(tree) ? tree.entries[0] : undefined;
  if (first !== undefined) return diagnostic(first.keyRange, unknownKey(first, [], []).finding);
  return diagnostic(tree.range, fault.keyword === 'not' ? nameReserved() : wrongValue(tree, key, fault));
};

const placeOf = (path: readonly string[]): Phrase => {
  if (path[0] === 'rules' && path.length === 2) return { ko: '이 규칙', en: 'This rule' };
  if (path.includes('examples')) return { ko: '이 예시', en: 'This example' };
  const name = path.findLast((part) => !/^\d+$/u.test(part)) ?? 'rules';
  return { ko: `\`${name}\` `, en: `\`${name}\`` };
};

/** Where a mapping begins: its first key. */
const beginOf = (tree: MapTree): Range => tree.entries[0]?.keyRange ?? tree.range;
