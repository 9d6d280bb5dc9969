// Rules as they were written and checked → frozen rules that can be run; nothing is compiled after this.
import type { Language } from '../domain/language.ts';
import type {
  Action,
  Captures,
  Condition,
  DefaultSpec,
  MatchSpec,
  NameInRule,
  Rule,
  RuleSpec,
  Ruleset,
  View,
} from '../domain/rule.ts';
import { conditionsOf, namesOf, type Share } from './conditions.ts';
import { prepareFolding } from './fast-fold.ts';
import { planSteps, type Filed } from './index/plan.ts';
import { searchIn } from './index/search.ts';
import { buildMatcher, type Matcher } from './matcher.ts';
import { newMemory, type Memory } from './regex-run.ts';
import { takesOf } from './takes.ts';
import { saidIn } from './view.ts';

/** A rule as it was written, and what its answer does. */
export interface RuleParts {
  readonly spec: RuleSpec;
  readonly action: Action;
}

export interface RulesetParts {
  readonly rules: Iterable<RuleParts>;
  readonly fallback: { readonly spec: DefaultSpec; readonly action: Action };
  readonly language: Language | undefined;
  readonly timezone: string;
}

/** Built to the end at once: for tests and small files. */
export const buildRuleset = (parts: RulesetParts): Ruleset => {
  const steps = rulesetSteps(parts);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
};

/** The same in steps of a few milliseconds at most, between which other work may be done. */
export function* rulesetSteps(parts: RulesetParts): Generator<void, Ruleset, void> {
  prepareFolding();
  yield;
  const { timezone } = parts;
  const shared = { memory: newMemory(), share: sharing(), timezone };
  const filed: Filed[] = [];
  const names: NameInRule[] = [];
  for (const part of parts.rules) {
    filed.push(buildRule(part, shared));
    names.push(...namesOf(part.spec, part.spec.name));
    yield;
  }
  const plan = yield* planSteps(filed);
  return Object.freeze({
    rules: Object.freeze(filed.map(({ rule }) => rule)),
    fallback: buildDefault(parts.fallback, timezone),
    language: parts.language,
    timezone,
    names: Object.freeze([...names, ...namesOf(parts.fallback.spec, DEFAULT_NAME)]),
    first: searchIn(plan),
  });
}

/** What rules of one ruleset have in common. */
interface Shared {
  readonly memory: Memory;
  readonly share: Share;
  readonly timezone: string;
}

const sharing = (): Share => {
  const known = new Map<string, Condition>();
  return (written, make) => {
    const condition = known.get(written) ?? make();
    known.set(written, condition);
    return condition;
  };
};

/** Conditions are asked in the order of `ConditionKey`. */
const buildRule = ({ spec, action }: RuleParts, { memory, share, timezone }: Shared): Filed => {
  const matcher = buildMatcher(spec.match, memory);
  const rule = Object.freeze({
    name: spec.name,
    range: spec.range,
    conditions: Object.freeze([
      ...conditionsOf(spec, timezone, share),
      Object.freeze({ key: 'match', fits: matcher.fits }),
    ]),
    captures: capturesOf(matcher),
    takes: takesOf(spec, spec.name),
    action,
  });
  const { isSlow, fits, fitsElse, sought } = matcher;
  const needs = matcher.needs();
  return { rule, needs, isSlow, asks: needs === null ? fits : fitsElse, sought };
};

const DEFAULT_NAME = 'default';

const buildDefault = ({ spec, action }: RulesetParts['fallback'], timezone: string): Rule =>
  Object.freeze({
    name: DEFAULT_NAME,
    range: spec.range,
    conditions: Object.freeze(conditionsOf(spec, timezone)),
    captures: () => NO_CAPTURES,
    takes: takesOf(spec, DEFAULT_NAME),
    action,
  });

/** Whether a text, as the author of a pattern writes it, fits; for finding rules that can never be reached. */
export const fitsText = (spec: MatchSpec, text: string): boolean => buildMatcher(spec).fits(saidIn(text));

const NO_CAPTURES: Captures = Object.freeze({ groups: Object.freeze([]), named: Object.freeze({}) });

/** A group of another regex of the same rule is '', as one that took no part is. */
const capturesOf = ({ find, groups }: Matcher): Rule['captures'] => {
  if (groups === null) return () => NO_CAPTURES;
  const none: Captures = Object.freeze({
    groups: Object.freeze(Array.from({ length: groups.count + 1 }, () => '')),
    named: Object.freeze(Object.fromEntries(groups.names.map((name) => [name, '']))),
  });
  return (view: View) => {
    const found = find(view);
    if (found === null) return none;
    return {
      groups: [...found.groups, ...none.groups.slice(found.groups.length)],
      named: { ...none.named, ...found.named },
    };
  };
};
