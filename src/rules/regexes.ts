// From a regex as it is written to what is wrong with it, each at its place.
import type { Diagnostic } from '../domain/diagnostic.ts';
import { compileRegex } from '../match/regex.ts';
import { diagnostic } from './phrases.ts';
import { boundary, emptyAlternative, fitsAll, fitsEmpty, regexFault } from './phrases-regex.ts';
import { placeWithin } from './place.ts';
import type { TextTree } from './tree.ts';

export const checkRegex = (tree: TextTree): readonly Diagnostic[] => {
  const pattern = tree.text;
  if (pattern.trim() === '') return [];
  const compiled = compileRegex(pattern);
  const at = (offset: number, length: number) => placeWithin(tree, offset, length);
  if (!compiled.ok) {
    // `(?P=name)` is a group that RE2 has not; to a person it is a back-reference.
    const reference = compiled.why === 'syntax' || compiled.why === 'group-name' ? pattern.indexOf('(?P=') : -1;
    const position = reference < 0 ? compiled.position : reference;
    const part = FAULTY.exec(pattern.slice(position))?.[0] ?? pattern;
    const finding = regexFault(reference < 0 ? compiled.why : 'back-reference', pattern, part);
    return [diagnostic(position === undefined ? tree.range : at(position, part.length), finding)];
  }
  const { regex } = compiled;
  const bare = withoutLiterals(pattern);
  const empty = EMPTY_ALTERNATIVE.exec(bare);
  if (empty !== null) return [diagnostic(at(empty.index, empty[0].length), emptyAlternative())];
  const edge = HANGUL_BOUNDARY.exec(pattern);
  const warnings = edge === null ? [] : [diagnostic(at(pattern.indexOf('\\b', edge.index), 2), boundary())];
  if (regex.test('')) return [diagnostic(tree.range, fitsEmpty(pattern)), ...warnings];
  return PROBES.every((probe) => regex.test(probe))
    ? [diagnostic(tree.range, fitsAll(pattern)), ...warnings]
    : warnings;
};

/** What a fault spans: a group, an escape, a class, or one sign. */
const FAULTY = /^(?:\(\?[^)]*\)?|\\.|\[[^\]]*|.)/su;

/** Texts with nothing in common; what fits each of them fits everything. */
const PROBES = ['휴', 'q', '7', '!', 'ü', '👋'];

const EMPTY_ALTERNATIVE = /^\||\|\||\|$|\((\?:|\?P?<\w+>|\?[a-z-]+:)?\||\|(?=\))/u;

const HANGUL_BOUNDARY =
  /\\b(?:\((?:\?:|\?P?<\w+>)?)*\[?\p{sc=Hangul}|\p{sc=Hangul}[)\]+*?]*\\b|\\b\(*\\p\{(?:Hangul|L)\}|\\p\{Hangul\}[)+*?]*\\b/u;

/** The pattern with escaped characters and classes blotted out, at the same offsets. */
const withoutLiterals = (pattern: string): string =>
  pattern.replaceAll(/\\Q.*?(?:\\E|$)|\\.|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\]/gsu, (literal) =>
    '.'.repeat(literal.length),
  );
