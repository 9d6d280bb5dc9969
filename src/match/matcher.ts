// What `match` asks for, in whatever nesting → one thing that says whether a text fits and what its regexes found.
import type { Captures, MatchSpec } from '../domain/rule.ts';
import { spelledFor } from './jamo.ts';
import { buildLiteral, type Literal } from './literal.ts';
import { allNeeded, anyNeeded, shapeNeeded, textsNeeded, type Needs, type Way } from './needs.ts';
import { compileRegex } from './regex.ts';
import { newMemory, type Memory } from './regex-run.ts';
import { buildSimilar, type Sought } from './similar.ts';
import type { Said } from './view.ts';

export interface Matcher {
  readonly fits: (said: Said) => boolean;
  /** The same where no way of `needs` that suffices was found. */
  readonly fitsElse: (said: Said) => boolean;
  /** Of the first regex, as written, that found something where the text fits; null where none did. */
  readonly find: (said: Said) => Captures | null;
  /** Groups of all its regexes, so that a template may ask for any of them. */
  readonly groups: { readonly count: number; readonly names: readonly string[] } | null;
  /** What the index looks for. */
  readonly needs: () => Needs;
  /** Whether asking it takes much longer than finding a text. */
  readonly isSlow: boolean;
  /** What `fitsElse` asks is whether this is found with slips: the index knows where its pieces are. */
  readonly sought: Sought | null;
}

/** Throws where a regex cannot be compiled: loading has refused it before. `memory` is shared by a ruleset's regexes. */
export const buildMatcher = (spec: MatchSpec, memory: Memory = newMemory()): Matcher => {
  const parts = (of: readonly MatchSpec[]): readonly Matcher[] => of.map((part) => buildMatcher(part, memory));
  switch (spec.kind) {
    case 'similar':
      return similarMatcher(spec.text);
    case 'contains':
      return wordsMatcher([spec.text]);
    case 'equals':
      return literalMatcher(spec.text, ({ isWhole }) => isWhole);
    case 'starts_with':
      return literalMatcher(spec.text, ({ begins }) => begins);
    case 'ends_with':
      return literalMatcher(spec.text, ({ ends }) => ends);
    case 'words':
      return wordsMatcher(spec.words);
    case 'regex':
      return regexMatcher(spec.pattern, memory);
    case 'any':
      return anyOf(parts(spec.of));
    case 'all':
      return allOf(parts(spec.of));
    case 'not':
      return noneOf(parts(spec.of));
    case 'anything':
      return plainly(
        () => true,
        () => null,
      );
    default:
      return spec satisfies never;
  }
};

const plainly = (fits: Matcher['fits'], needs: Matcher['needs']): Matcher => ({
  fits,
  fitsElse: fits,
  find: () => null,
  groups: null,
  needs,
  isSlow: false,
  sought: null,
});

const wordsMatcher = (texts: readonly string[]): Matcher => {
  const words = texts.map(buildLiteral);
  return plainly(
    ({ folded, budget }) => words.every((word) => word.occurs(folded, budget)),
    () => allNeeded(words.map(needsOf)),
  );
};

const similarMatcher = (text: string): Matcher => {
  const { occurs, occursWithSlips, needed, sought, isExact } = buildSimilar(text);
  if (isExact) return wordsMatcher([text]);
  const exactly = needsOf(buildLiteral(text)) ?? [];
  const isTold = exactly.every(({ suffices }) => suffices);
  const fits = ({ folded, budget }: Said): boolean => occurs(folded, budget);
  const slipping = needed.map((sets): Way => ({
    sets: sets.map((set) => set.map((piece) => ({ in: 'jamo', text: piece, bounds: 0 }))),
    suffices: false,
  }));
  return {
    ...plainly(fits, () => (isTold ? [...exactly, ...slipping] : slipping)),
    fitsElse: isTold ? (said) => occursWithSlips(spelledFor(said), said.budget) : fits,
    isSlow: true,
    sought: isTold ? sought : null,
  };
};

const literalMatcher = (text: string, way: (literal: Literal) => (folded: string) => boolean): Matcher => {
  const literal = buildLiteral(text);
  const fits = way(literal);
  return plainly(
    ({ folded }) => fits(folded),
    () => needsOf(literal)?.map(({ sets }) => ({ sets, suffices: false })) ?? null,
  );
};

const needsOf = ({ needed }: Literal): Needs => (needed === null ? [] : [needed]);

const regexMatcher = (pattern: string, memory: Memory): Matcher => {
  const compiled = compileRegex(pattern, memory);
  if (!compiled.ok) throw new Error(`a regex that cannot be used (${compiled.why}) came past the checks: ${pattern}`);
  const { regex } = compiled;
  const fits = ({ head, budget }: Said): boolean => regex.test(head, budget);
  return {
    fits,
    fitsElse: fits,
    find: ({ head, budget }) => regex.exec(head, budget),
    groups: { count: regex.groupCount, names: regex.groupNames },
    needs: () => textsNeeded(regex.needed()) ?? shapeNeeded(regex.shape()),
    isSlow: true,
    sought: null,
  };
};

const anyOf = (parts: readonly Matcher[]): Matcher => ({
  fits: (said) => parts.some((part) => part.fits(said)),
  fitsElse: (said) => parts.some((part) => part.fitsElse(said)),
  find: (said) => firstFind(parts, said),
  groups: groupsOf(parts),
  needs: () => anyNeeded(parts.map((part) => part.needs())),
  isSlow: parts.some(({ isSlow }) => isSlow),
  sought: null,
});

const allOf = (parts: readonly Matcher[]): Matcher => {
  const fits = (said: Said): boolean => parts.every((part) => part.fits(said));
  return {
    fits,
    fitsElse: fits,
    find: (said) => (fits(said) ? firstFind(parts, said) : null),
    groups: groupsOf(parts),
    needs: () => allNeeded(parts.map((part) => part.needs())),
    isSlow: parts.some(({ isSlow }) => isSlow),
    sought: null,
  };
};

const noneOf = (parts: readonly Matcher[]): Matcher => ({
  ...plainly(
    (said) => !parts.some((part) => part.fits(said)),
    () => null,
  ),
  isSlow: parts.some(({ isSlow }) => isSlow),
});

const firstFind = (parts: readonly Matcher[], said: Said): Captures | null => {
  for (const part of parts) {
    const found = part.find(said);
    if (found !== null) return found;
  }
  return null;
};

const groupsOf = (parts: readonly Matcher[]): Matcher['groups'] => {
  const all = parts.flatMap(({ groups }) => (groups === null ? [] : [groups]));
  if (all.length === 0) return null;
  return {
    count: Math.max(...all.map(({ count }) => count)),
    names: [...new Set(all.flatMap(({ names }) => names))],
  };
};
