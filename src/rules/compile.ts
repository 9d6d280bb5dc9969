// From what the files say to the rules that can be run, and to what is wrong with their regexes and templates.
import { isError, type Diagnostic } from '../domain/diagnostic.ts';
import type { Action, ActionSpec, DefaultSpec, Rule, Template } from '../domain/rule.ts';
import { buildDefault, buildRule } from '../match/build.ts';
import { compileRegex } from '../match/regex.ts';
import { compileTemplate, type TemplateEnv, type TemplateFault } from '../reply/template.ts';
import { diagnostic } from './phrases.ts';
import { longText } from './phrases-lint.ts';
import { templateFault } from './phrases-template.ts';
import { placeWithin } from './place.ts';
import { regexesIn, type WrittenDefault, type WrittenRule } from './read.ts';
import { checkRegex } from './regexes.ts';
import { childOf, type TextTree, type Tree } from './tree.ts';

/** What templates may speak of, the same for all rules. */
export interface Setting {
  readonly vars: Readonly<Record<string, string>>;
  readonly timezone: string;
  /** Some file cannot be read, so that a word of `vars` may be defined where no one sees it. */
  readonly varsAreKnown: boolean;
}

export interface CompiledRule {
  readonly written: WrittenRule;
  /** Builds the rule; null where something in it is wrong. */
  readonly build: (() => Rule) | null;
  readonly diagnostics: readonly Diagnostic[];
}

export const compileRule = (written: WrittenRule, setting: Setting): CompiledRule => {
  const patterns = written.regexes.flatMap(checkRegex);
  const groups = groupsOf(childOf(written.tree, 'match'));
  const texts = compileTexts(
    written.texts,
    { ...setting, groups },
    (fault) => patterns.some(isError) && fault.code === 'template-group',
  );
  const diagnostics = [...patterns, ...texts.diagnostics];
  const { spec } = written;
  const build =
    spec === null || diagnostics.some(isError)
      ? null
      : (): Rule => buildRule(spec, action(spec.action, texts.templates));
  return { written, build, diagnostics };
};

export const compileDefault = (
  written: WrittenDefault | undefined,
  setting: Setting,
): { readonly build: () => Rule; readonly diagnostics: readonly Diagnostic[] } => {
  const texts =
    written === undefined
      ? { templates: greeting(setting), diagnostics: [] }
      : compileTexts(written.texts, { ...setting, groups: null }, () => false);
  const spec = written?.spec ?? GREETING;
  return { build: () => buildDefault(spec, action(spec.action, texts.templates)), diagnostics: texts.diagnostics };
};

/** What a default that is left out says. */
const GREETING_TEXT = '응 안녕';
const GREETING: DefaultSpec = {
  range: null,
  enabled: true,
  channels: [],
  action: { texts: [], to: 'thread', alsoToChannel: false, react: [] },
};

const greeting = (setting: Setting): readonly Template[] => {
  const compiled = compileTemplate(GREETING_TEXT, { ...setting, groups: null });
  return compiled.ok ? [compiled.template] : [];
};

const action = (spec: ActionSpec, texts: readonly Template[]): Action =>
  Object.freeze({
    texts: Object.freeze([...texts]),
    to: spec.to,
    alsoToChannel: spec.alsoToChannel,
    react: Object.freeze([...spec.react]),
  });

const TEXT_CODE_POINTS_MAX = 4_000; // https://docs.slack.dev/changelog/2018-truncating-really-long-messages

const compileTexts = (trees: readonly TextTree[], env: Env, isCaused: (fault: TemplateFault) => boolean) => {
  const templates: Template[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const tree of trees) {
    const compiled = compileTemplate(tree.text, env);
    if (compiled.ok) {
      templates.push(compiled.template);
      const length = compiled.fixed === null ? 0 : [...compiled.fixed].length;
      if (length > TEXT_CODE_POINTS_MAX) diagnostics.push(diagnostic(tree.range, longText(length)));
      continue;
    }
    const faults = compiled.faults.filter((fault) => !isCaused(fault) && (env.varsAreKnown || !isVar(fault)));
    diagnostics.push(
      ...faults.map((fault) =>
        diagnostic(placeWithin(tree, fault.offset, fault.length), templateFault(fault, tree.text)),
      ),
    );
  }
  return { templates, diagnostics };
};

type Env = TemplateEnv & Pick<Setting, 'varsAreKnown'>;

const isVar = ({ code, found }: TemplateFault): boolean => code === 'template-variable' && found.startsWith('vars');

/** Of several regexes a template may ask for the groups of any. */
const groupsOf = (match: Tree | undefined): TemplateEnv['groups'] => {
  const regexes = match === undefined ? [] : regexesIn(match, true);
  if (regexes.length === 0) return null;
  const compiled = regexes.map(({ text }) => compileRegex(text)).flatMap((one) => (one.ok ? [one.regex] : []));
  return {
    count: Math.max(0, ...compiled.map(({ groupCount }) => groupCount)),
    names: [...new Set(compiled.flatMap(({ groupNames }) => groupNames))],
  };
};
