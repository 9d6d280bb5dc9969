// What good rules files say, as plain data that one thread can hand to another → what a ruleset is built from.
import type { Language } from '../domain/language.ts';
import type { Action, ActionSpec, DefaultSpec, RuleSpec } from '../domain/rule.ts';
import type { RulesetParts } from '../match/build.ts';
import { lazyBlocks } from '../reply/blocks.ts';
import { lazyTemplate, type TemplateEnv } from '../reply/template.ts';

export interface Plan {
  readonly rules: readonly RuleSpec[];
  readonly fallback: DefaultSpec;
  readonly language: Language | undefined;
  readonly timezone: string;
  readonly vars: Readonly<Record<string, string>>;
}

/** Templates have been checked: each is compiled when it is first used, since most of ten thousand never are. */
export const partsOf = ({ rules, fallback, language, timezone, vars }: Plan): RulesetParts => {
  const env: TemplateEnv = { vars, timezone, groups: null };
  return {
    rules: rules.map((spec) => ({ spec, action: actionOf(spec.action, env) })),
    fallback: { spec: fallback, action: actionOf(fallback.action, env) },
    language,
    timezone,
  };
};

const actionOf = (spec: ActionSpec, env: TemplateEnv): Action =>
  Object.freeze({
    texts: Object.freeze(spec.texts.map((source) => lazyTemplate(source, env))),
    blocks: spec.blocks === null ? null : lazyBlocks(spec.blocks, env),
    to: spec.to,
    alsoToChannel: spec.alsoToChannel,
    pick: spec.pick,
    afterMs: spec.afterMs,
    react: Object.freeze([...spec.react]),
  });
