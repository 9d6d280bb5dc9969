// What `match` asks for, in whatever nesting → one thing that says whether a text fits and what its regexes found.
import type { Captures, MatchSpec } from '../domain/rule.ts';
import { spend } from './budget.ts';
import { buildLiteral } from './literal.ts';
import { compileRegex } from './regex.ts';
import type { Said } from './view.ts';

export interface Matcher {
  readonly fits: (said: Said) => boolean;
  /** Of the first regex, as written, that found something where the text fits; null where none did. */
  readonly find: (said: Said) => Captures | null;
  /** Groups of all its regexes, so that a template may ask for any of them. */
  readonly groups: { readonly count: number; readonly names: readonly string[] } | null;
}

/** Throws where a regex cannot be compiled: loading has refused it before. */
export const buildMatcher = (spec: MatchSpec): Matcher => {
  switch (spec.kind) {
    case 'contains': {
      const { occurs } = buildLiteral(spec.text);
      return plainly(({ folded, budget }) => occurs(folded, budget));
    }
    case 'equals': {
      const { isWhole } = buildLiteral(spec.text);
      return plainly(({ folded }) => isWhole(folded));
    }
    case 'starts_with': {
      const { begins } = buildLiteral(spec.text);
      return plainly(({ folded }) => begins(folded));
    }
    case 'ends_with': {
      const { ends } = buildLiteral(spec.text);
      return plainly(({ folded }) => ends(folded));
    }
    case 'words': {
      const words = spec.words.map(buildLiteral);
      return plainly(({ folded, budget }) => words.every((word) => word.occurs(folded, budget)));
    }
    case 'regex':
      return regexMatcher(spec.pattern);
    case 'any':
      return anyOf(spec.of.map(buildMatcher));
    case 'all':
      return allOf(spec.of.map(buildMatcher));
    case 'not': {
      const parts = spec.of.map(buildMatcher);
      return plainly((said) => !parts.some((part) => part.fits(said)));
    }
    case 'anything':
      return plainly(() => true);
    default:
      return spec satisfies never;
  }
};

const plainly = (fits: (said: Said) => boolean): Matcher => ({ fits, find: () => null, groups: null });

const regexMatcher = (pattern: string): Matcher => {
  const compiled = compileRegex(pattern);
  if (!compiled.ok) throw new Error(`a regex that cannot be used (${compiled.why}) came past the checks: ${pattern}`);
  const { regex } = compiled;
  return {
    fits: ({ head, budget }) => spend(budget, regex.size * (head.length + 1)) && regex.test(head),
    find: ({ head }) => regex.exec(head),
    groups: { count: regex.groupCount, names: regex.groupNames },
  };
};

const anyOf = (parts: readonly Matcher[]): Matcher => ({
  fits: (said) => parts.some((part) => part.fits(said)),
  find: (said) => firstFind(parts, said),
  groups: groupsOf(parts),
});

const allOf = (parts: readonly Matcher[]): Matcher => {
  const fits = (said: Said): boolean => parts.every((part) => part.fits(said));
  return { fits, find: (said) => (fits(said) ? firstFind(parts, said) : null), groups: groupsOf(parts) };
};

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
