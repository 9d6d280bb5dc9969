// From what the files say to what is wrong with their regexes, templates and blocks.
import { isError, type Diagnostic } from '../domain/diagnostic.ts';
import type { DefaultSpec, RuleSpec } from '../domain/rule.ts';
import { compileRegex } from '../match/regex.ts';
import { compileTemplate, type TemplateEnv, type TemplateFault } from '../reply/template.ts';
import { checkBlocks } from './check-blocks.ts';
import { diagnostic } from './phrases.ts';
import { longText } from './phrases-lint.ts';
import { templateFault } from './phrases-template.ts';
import { placeWithin } from './place.ts';
import { regexesIn, type WrittenDefault, type WrittenRule, type WrittenSaid } from './read.ts';
import { checkRegex } from './regexes.ts';
import { childOf, type TextTree, type Tree } from './tree.ts';

/** What templates may speak of, the same for all rules. */
export interface Setting {
  readonly vars: Readonly<Record<string, string>>;
  readonly timezone: string;
  /** Some file cannot be read, so that a word of `vars` may be defined where no one sees it. */
  readonly varsAreKnown: boolean;
}

export interface CheckedRule {
  readonly written: WrittenRule;
  /** null where something in it is wrong. */
  readonly spec: RuleSpec | null;
  readonly diagnostics: readonly Diagnostic[];
}

export const checkRule = (written: WrittenRule, setting: Setting): CheckedRule => {
  const patterns = written.regexes.flatMap(checkRegex);
  const match = childOf(written.tree, 'match');
  const env = { ...setting, groups: groupsOf(match) };
  // Which groups there are is known only of a match that can be read.
  const isUnread = match === undefined || patterns.some(isError);
  const said = checkSaid(written, env, (fault) => isUnread && fault.code === 'template-group');
  const diagnostics = [...patterns, ...said];
  return { written, spec: diagnostics.some(isError) ? null : written.spec, diagnostics };
};

export const checkDefault = (
  written: WrittenDefault | undefined,
  setting: Setting,
): { readonly spec: DefaultSpec; readonly diagnostics: readonly Diagnostic[] } =>
  written === undefined
    ? { spec: GREETING, diagnostics: [] }
    : { spec: written.spec, diagnostics: checkSaid(written, { ...setting, groups: null }, () => false) };

/** What a default that is left out says. */
const GREETING: DefaultSpec = {
  range: null,
  enabled: true,
  channels: [],
  from: [],
  mention: null,
  thread: 'any',
  hours: null,
  oncePer: null,
  limit: null,
  action: {
    texts: ['응 안녕'],
    blocks: null,
    to: 'thread',
    alsoToChannel: false,
    pick: 'random',
    afterMs: 0,
    react: [],
  },
};

const checkSaid = (
  written: WrittenSaid,
  env: Env,
  isCaused: (fault: TemplateFault) => boolean,
): readonly Diagnostic[] => {
  const isToBeTold = (fault: TemplateFault): boolean => !isCaused(fault) && (env.varsAreKnown || !isVar(fault));
  return [
    ...written.texts.flatMap((text) => checkText(text, env, isToBeTold)),
    ...(written.blocks === null ? [] : checkBlocks(written.blocks, env, isToBeTold)),
  ];
};

const TEXT_CODE_POINTS_MAX = 4_000; // https://docs.slack.dev/changelog/2018-truncating-really-long-messages

const checkText = (tree: TextTree, env: Env, isToBeTold: (fault: TemplateFault) => boolean): readonly Diagnostic[] => {
  const compiled = compileTemplate(tree.text, env);
  if (compiled.ok) {
    const length = compiled.fixed === null ? 0 : [...compiled.fixed].length;
    return length > TEXT_CODE_POINTS_MAX ? [diagnostic(tree.range, longText(length))] : [];
  }
  return compiled.faults
    .filter(isToBeTold)
    .map((fault) => diagnostic(placeWithin(tree, fault.offset, fault.length), templateFault(fault, tree.text)));
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
