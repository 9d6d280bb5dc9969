// From a value of the wrong kind to the finding that names what happened to it and how to write it.
import type { Finding } from './phrases.ts';
import { textForBoolean, wrongChoice } from './phrases-choices.ts';
import * as say from './phrases-values.ts';
import type { Misfit } from './schema.ts';
import { meantBy } from './synonyms.ts';
import { nearest } from '../domain/nearest.ts';
import { restOfLine, type MapTree, type Tree } from './tree.ts';

export const wrongValue = (tree: Tree, key: string | null, fault: Misfit): Finding => {
  const { keyword, params } = fault;
  if (tree.kind === 'map' && tree.written.startsWith('{{')) return say.braces(tree, key);
  if (tree.kind === 'map' && isCutAtColon(tree, key, fault.known)) return say.cutAtColon(tree);
  if (keyword === 'pattern') return say.emptyText(key);
  if (keyword === 'minItems') return say.emptyList(key, 'list');
  if (keyword === 'minProperties') return say.emptyList(key, 'map');
  if (tree.kind === 'null') return empty(tree, key, String(params['type']));
  if (keyword === 'const') return wrongChoice(tree, key ?? '', [params['allowedValue']]);
  if (keyword === 'enum') return wrongChoice(tree, key ?? '', allowedOf(params['allowedValues']));
  if (params['type'] === 'boolean') return textForBoolean(tree, key ?? '');
  if (params['type'] !== 'string') return say.wrongShape(tree, key, String(params['type']));
  if (tree.kind === 'list') return say.listForText(tree, key);
  if (tree.kind === 'map') return say.mapForText(tree, key);
  return say.numberForText(tree, key);
};

/**
 * `- 안내: 여기` in a list of texts, `reply: {안내: 여기}` aside: one key that no one knows, written on one line and
 * without braces, with a text behind it.
 */
export const isCutAtColon = (tree: MapTree, key: string | null, known: readonly string[]): boolean => {
  const [entry, ...more] = tree.entries;
  if (
    (key !== null && key !== 'reply' && key !== 'match') ||
    entry === undefined ||
    more.length > 0 ||
    tree.written.startsWith('{')
  )
    return false;
  if (entry.value.kind === 'list' || entry.value.kind === 'map') return false;
  if (known.includes('name') || entry.keyRange.line !== entry.value.range.line) return false;
  return known.length === 0 || (meantBy(entry.key, known) === undefined && nearest(entry.key, known) === undefined);
};

/** `-name: 휴가`: a list whose dashes lack their blank. */
export const startsWithDash = (tree: MapTree): boolean => /^[-–—•*]\S/u.test(tree.entries[0]?.key ?? '');

const allowedOf = (values: unknown): readonly unknown[] => (Array.isArray(values) ? values : []);

const empty = (tree: Tree, key: string | null, expected: string): Finding => {
  if (tree.written !== '') return say.writtenNull(tree, key, expected);
  const comment = /^\s*:?\s*(#\s?.*)$/u.exec(restOfLine(tree, tree.start).trimEnd())?.[1];
  return comment === undefined ? say.nothing(key, expected) : say.commented(key, comment);
};
