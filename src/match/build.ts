// Rules as they were written and checked → frozen rules that can be run; nothing is compiled after this.
import type { Language } from '../domain/language.ts';
import type {
  Action,
  Captures,
  ChannelSpec,
  Condition,
  DefaultSpec,
  MatchSpec,
  Rule,
  RuleSpec,
  Ruleset,
  View,
} from '../domain/rule.ts';
import { newBudget } from './budget.ts';
import { buildChannels } from './channels.ts';
import { buildMatcher, type Matcher } from './matcher.ts';
import { saidIn } from './view.ts';

/** Conditions are asked in the order of `ConditionKey`. */
export const buildRule = (spec: RuleSpec, action: Action): Rule => {
  const matcher = buildMatcher(spec.match);
  return Object.freeze({
    name: spec.name,
    range: spec.range,
    conditions: Object.freeze([...placeConditions(spec), condition('match', matcher.fits)]),
    captures: capturesOf(matcher),
    action,
  });
};

export const buildDefault = (spec: DefaultSpec, action: Action): Rule =>
  Object.freeze({
    name: 'default',
    range: spec.range,
    conditions: Object.freeze(placeConditions(spec)),
    captures: () => NO_CAPTURES,
    action,
  });

export const buildRuleset = (parts: {
  readonly rules: readonly Rule[];
  readonly fallback: Rule;
  readonly language: Language | undefined;
  readonly timezone: string;
}): Ruleset => Object.freeze({ ...parts, rules: Object.freeze([...parts.rules]) });

/** Whether a text, as the author of a pattern writes it, fits; for finding rules that can never be reached. */
export const fitsText = (spec: MatchSpec, text: string): boolean => buildMatcher(spec).fits(saidIn(text));

const NO_CAPTURES: Captures = Object.freeze({ groups: Object.freeze([]), named: Object.freeze({}) });

const condition = (key: Condition['key'], fits: Condition['fits']): Condition => Object.freeze({ key, fits });

const placeConditions = (spec: {
  readonly enabled: boolean;
  readonly channels: readonly ChannelSpec[];
}): Condition[] => {
  const conditions: Condition[] = [];
  if (!spec.enabled) conditions.push(condition('enabled', () => false));
  if (spec.channels.length > 0) {
    const fits = buildChannels(spec.channels);
    conditions.push(condition('channels', ({ message }) => fits(message)));
  }
  return conditions;
};

/** A group of another regex of the same rule is '', as one that took no part is. */
const capturesOf = ({ find, groups }: Matcher): Rule['captures'] => {
  if (groups === null) return () => NO_CAPTURES;
  const none: Captures = Object.freeze({
    groups: Object.freeze(Array.from({ length: groups.count + 1 }, () => '')),
    named: Object.freeze(Object.fromEntries(groups.names.map((name) => [name, '']))),
  });
  return (view: View) => {
    // The rule has been found to fit within the message's budget; what it found costs no more than that did.
    const found = find({ ...view, budget: newBudget() });
    if (found === null) return none;
    return {
      groups: [...found.groups, ...none.groups.slice(found.groups.length)],
      named: { ...none.named, ...found.named },
    };
  };
};
