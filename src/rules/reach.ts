// From the rules in their order to those that can never answer, because earlier ones always fit first.
import type { Diagnostic } from '../domain/diagnostic.ts';
import type { ChannelSpec, MatchSpec, RuleSpec } from '../domain/rule.ts';
import { fitsText } from '../match/build.ts';
import { fold, normalise } from '../match/fold.ts';
import { diagnostic } from './phrases.ts';
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
        : [diagnostic(spec.range, unreachable(spec.name, first.name, first.range.line))];
    });
};

interface Earlier {
  readonly spec: RuleSpec;
  readonly part: MatchSpec;
}

const FILED_MAX = 20; // rules remembered per text; a later one is as well blocked by the first
const TEXT_UNITS_MAX = 100; // of a text that is looked at for earlier ones within it
const ANYTHING = '';

/** What a message must hold for the rule to fit, one entry for each way; null: nothing that could be told. */
const alternatives = (match: MatchSpec): readonly (string | null)[] => {
  switch (match.kind) {
    case 'contains':
    case 'equals':
    case 'starts_with':
    case 'ends_with':
      return [match.text];
    case 'words':
      return [match.words.join(APART)];
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

/** Stands between words that may be far apart. */
const APART = ' \u{10FFFD} ';

/** The parts of a match that still fit when a text grows longer, any of which suffices. */
const grows = (match: MatchSpec): readonly MatchSpec[] => {
  if (match.kind === 'any') return match.of.flatMap(grows);
  return match.kind === 'contains' || match.kind === 'words' || match.kind === 'anything' ? [match] : [];
};

const keyOf = (part: MatchSpec): string => {
  if (part.kind === 'contains') return packed(part.text);
  return part.kind === 'words' ? packed(part.words[0] ?? '') : ANYTHING;
};

const packed = (text: string): string => fold(normalise(text)).replaceAll(' ', '');

const blockerOf = (
  wanted: string | null,
  spec: RuleSpec,
  filed: ReadonlyMap<string, readonly Earlier[]>,
): RuleSpec | null => {
  const keys = wanted === null ? [ANYTHING] : [ANYTHING, ...stretches(packed(wanted))];
  for (const key of keys) {
    const blocker = filed
      .get(key)
      ?.find(
        (earlier) =>
          isNoNarrower(earlier.spec.channels, spec.channels) && (wanted === null || fitsText(earlier.part, wanted)),
      );
    if (blocker !== undefined) return blocker.spec;
  }
  return null;
};

const stretches = (text: string): readonly string[] => {
  const head = text.slice(0, TEXT_UNITS_MAX);
  const all = new Set<string>();
  for (let from = 0; from < head.length; from += 1)
    for (let to = from + 1; to <= head.length; to += 1) all.add(head.slice(from, to));
  return [...all];
};

/** Whether a rule for `wide` is asked everywhere where one for `narrow` is. */
const isNoNarrower = (wide: readonly ChannelSpec[], narrow: readonly ChannelSpec[]): boolean => {
  const names = (specs: readonly ChannelSpec[], exclude: boolean) =>
    specs.filter((spec) => spec.exclude === exclude).map((spec) => JSON.stringify(spec));
  const [wideIn, narrowIn] = [names(wide, false), names(narrow, false)];
  const narrowOut = names(narrow, true);
  const included = wideIn.length === 0 || (narrowIn.length > 0 && narrowIn.every((name) => wideIn.includes(name)));
  return included && names(wide, true).every((name) => narrowOut.includes(name));
};
