// From the rules in their order to those that can never answer, because earlier ones always fit first.
import type { Diagnostic } from '../domain/diagnostic.ts';
import type { MatchSpec, RuleSpec } from '../domain/rule.ts';
import { fitsText } from '../match/build.ts';
import { fold, normalise } from '../match/fold.ts';
import { isNoNarrower } from './narrower.ts';
import { diagnostic, lineSeen } from './phrases.ts';
import { unreachable } from './phrases-lint.ts';

/**
 * An earlier rule always fits when it fits `anything`, or a text that each text of the later one contains. Earlier rules
 * are filed under one text that they need, so that ten thousand rules are not held against each other pair by pair.
 */
export const checkReach = (specs: readonly RuleSpec[]): readonly Diagnostic[] => {
  const filed = new Map<string, Earlier[]>();
  return specs
    .filter(({ enabled }) => enabled)
    .flatMap((spec) => {
      const blockers = alternatives(spec.match).map((wanted) => blockerOf(wanted, spec, filed));
      for (const part of grows(spec.match)) {
        const key = keyOf(part);
        filed.set(key, [...(filed.get(key) ?? []), { spec, part }].slice(0, FILED_MAX));
      }
      const [first] = blockers;
      return first === undefined || blockers.includes(null) || first === null
        ? []
        : [diagnostic(spec.range, unreachable(spec.name, first.name, lineSeen(first.range, spec.range)))];
    });
};

interface Earlier {
  readonly spec: RuleSpec;
  readonly part: MatchSpec;
}

const FILED_MAX = 20; // rules remembered per text; a later one is as well blocked by the first
const TEXT_UNITS_MAX = 100; // of a text that is looked at for earlier ones within it
const ANYTHING = '';

interface Wanted {
  readonly text: string;
  /** It need not occur as it is written: slips are allowed. */
  readonly isLoose: boolean;
}

/** What a message must hold for the rule to fit, one entry for each way; null: nothing that could be told. */
const alternatives = (match: MatchSpec): readonly (Wanted | null)[] => {
  switch (match.kind) {
    case 'contains':
    case 'equals':
    case 'starts_with':
    case 'ends_with':
      return [{ text: match.text, isLoose: false }];
    case 'similar':
      return [{ text: match.text, isLoose: [...packed(match.text)].length >= SLIP_CHARACTERS_MIN }];
    case 'words':
      return [{ text: match.words.join(APART), isLoose: false }];
    case 'any':
      return match.of.flatMap(alternatives);
    case 'all': {
      const told = match.of.map(alternatives).find((ways) => !ways.includes(null));
      return told ?? [null];
    }
    case 'regex':
    case 'not':
    case 'anything':
      return [null];
    default:
      return match satisfies never;
  }
};

/** A shorter text allows no slip. */
const SLIP_CHARACTERS_MIN = 4;

/** Stands between words that may be far apart. */
const APART = ' \u{10FFFD} ';

/** The parts of a match that still fit when a text grows longer, any of which suffices. */
const grows = (match: MatchSpec): readonly MatchSpec[] => {
  if (match.kind === 'any') return match.of.flatMap(grows);
  return match.kind === 'contains' || match.kind === 'similar' || match.kind === 'words' || match.kind === 'anything'
    ? [match]
    : [];
};

const keyOf = (part: MatchSpec): string => {
  if (part.kind === 'contains' || part.kind === 'similar') return packed(part.text);
  return part.kind === 'words' ? packed(part.words[0] ?? '') : ANYTHING;
};

const packed = (text: string): string => fold(normalise(text)).replaceAll(' ', '');

const blockerOf = (
  wanted: Wanted | null,
  spec: RuleSpec,
  filed: ReadonlyMap<string, readonly Earlier[]>,
): RuleSpec | null => {
  const keys = wanted === null ? [ANYTHING] : [ANYTHING, ...stretches(packed(wanted.text))];
  for (const key of keys) {
    const blocker = filed
      .get(key)
      ?.find((earlier) => isNoNarrower(earlier.spec, spec) && (wanted === null || isHeld(wanted, earlier.part)));
    if (blocker !== undefined) return blocker.spec;
  }
  return null;
};

/** With slips allowed, a message need not hold the earlier text, unless that allows the same ones. */
const isHeld = ({ text, isLoose }: Wanted, part: MatchSpec): boolean =>
  isLoose
    ? part.kind === 'anything' || (part.kind === 'similar' && packed(part.text) === packed(text))
    : fitsText(part, text);

const stretches = (text: string): readonly string[] => {
  const head = text.slice(0, TEXT_UNITS_MAX);
  const all = new Set<string>();
  for (let from = 0; from < head.length; from += 1)
    for (let to = from + 1; to <= head.length; to += 1) all.add(head.slice(from, to));
  return [...all];
};
