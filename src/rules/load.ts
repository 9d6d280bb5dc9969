// From a path to a ruleset that can be run, or to everything that is wrong with its files; never throws.
import { inFileOrder, isError, type Diagnostic } from '../domain/diagnostic.ts';
import type { Language } from '../domain/language.ts';
import { nearest } from '../domain/nearest.ts';
import type { Ruleset } from '../domain/rule.ts';
import { buildRuleset } from '../match/build.ts';
import { checkDefault, checkRule, type Setting } from './check-rule.ts';
import { tryExamples } from './examples.ts';
import { checkHours } from './check-hours.ts';
import { lint } from './lint.ts';
import { checkFolder, checkNames } from './names.ts';
import { parse } from './parse.ts';
import { partsOf, type Plan } from './plan.ts';
import { checkReach } from './reach.ts';
import { readFile, type WrittenFile } from './read.ts';
import { namedWindows } from './read-hours.ts';
import { TOP_KEYS } from './schema-keys.ts';
import { readSource, type Source } from './source.ts';
import { systemTimezone, timezoneFault } from './timezone.ts';
import { entryOf, treeOf } from './tree.ts';
import { validate } from './validate.ts';

export interface Outcome {
  /** How many rules the files hold, also where they cannot be run. */
  readonly count: number;
  readonly digest: string;
  /** Of the people who edit the files, where they say so. */
  readonly language: Language | undefined;
}

export type Loaded =
  | (Outcome & {
      readonly ok: true;
      readonly ruleset: Ruleset;
      readonly warnings: readonly Diagnostic[];
      /** What it was read from. */
      readonly source: Extract<Source, { kind: 'files' }>;
    })
  | (Outcome & { readonly ok: false; readonly diagnostics: readonly Diagnostic[] });

/** The same with the plan that the ruleset was built from, for who builds it again in another thread. */
export type Planned = Extract<Loaded, { ok: false }> | (Extract<Loaded, { ok: true }> & { readonly plan: Plan });

export const loadRules = async (path: string): Promise<Planned> => {
  const source = await readSource(path);
  if (source.kind === 'unreadable')
    return { ok: false, count: 0, digest: source.digest, language: undefined, diagnostics: source.diagnostics };
  return loadSource(source, path);
};

/** The language alone, for what is said before the rules are loaded; quick, and right also where they are bad. */
export const languageOf = async (path: string): Promise<Language | undefined> => {
  const source = await readSource(path);
  return source.kind === 'files' ? languageSaid(source) : undefined;
};

/** `path`: the file or folder that the source was read from, as given. */
export const loadSource = (source: Extract<Source, { kind: 'files' }>, path: string): Planned => {
  const parsed = source.files.map(parse);
  const documents = parsed.filter((one) => one.ok);
  const syntax = parsed.flatMap((one) => (one.ok ? [] : one.diagnostics));
  const allParse = documents.length === parsed.length;

  const roots = documents.map(treeOf);
  const windows = namedWindows(roots);
  const files = roots.map((root) => readFile(root, windows));
  const shape = files.flatMap(({ root }) => validate(root, source.isFolder));
  const names = [
    ...checkNames(files),
    ...checkHours(files, { windows, namesAreKnown: allParse && definitionsAreRead(files, 'hours', HOURS_MISSPELT) }),
    ...(source.isFolder && allParse && !shape.some(isError) ? checkFolder(files, path) : []),
  ];

  const setting = settingOf(files, allParse);
  const rules = files.flatMap((file) => file.rules).map((rule) => checkRule(rule, setting));
  const fallback = checkDefault(files.find((file) => file.fallback !== undefined)?.fallback, setting);
  const said = [...rules, fallback].flatMap(({ diagnostics }) => diagnostics);

  const specs = rules.flatMap(({ spec }) => (spec === null ? [] : [spec]));
  const found = [...syntax, ...shape, ...names, ...said, ...files.flatMap(lint), ...checkReach(specs)];

  const language = files.find((file) => file.language !== undefined)?.language ?? languageSaid(source);
  const outcome = { count: rules.length, digest: source.digest, language };
  const order = (diagnostics: readonly Diagnostic[]) =>
    oncePerPlace(diagnostics).toSorted(inFileOrder([path, ...source.files.map((file) => file.path)]));
  if (found.some(isError) || specs.length < rules.length) return { ok: false, diagnostics: order(found), ...outcome };

  const { vars, timezone } = setting;
  const plan: Plan = { rules: specs, fallback: fallback.spec, language, timezone, vars };
  const ruleset = buildRuleset(partsOf(plan));
  const failing = tryExamples(
    ruleset,
    rules.map(({ written }) => written),
  );
  const all = order([...found, ...failing]);
  return failing.length > 0
    ? { ok: false, diagnostics: all, ...outcome }
    : { ok: true, ruleset, plan, warnings: all, source, ...outcome };
};

const settingOf = (files: readonly WrittenFile[], allParse: boolean): Setting => {
  const zone = files
    .map(({ timezone }) => timezone?.text)
    .find((text) => text !== undefined && timezoneFault(text) === null);
  const vars = files.flatMap((file) =>
    file.vars.map(({ key, value }) => [key, value.kind === 'text' ? value.text : ''] as const),
  );
  return {
    vars: Object.fromEntries(vars),
    timezone: zone ?? systemTimezone(),
    varsAreKnown: allParse && definitionsAreRead(files, 'vars', VARS_MISSPELT),
  };
};

const VARS_MISSPELT = /^var|변수|상수/iu;
const HOURS_MISSPELT = /^hour|시간$|^windows?$|^times?$|^schedules?$|운영/iu;

/** Where `vars` or `hours` is no mapping, or is misspelt, a name may be defined where no one sees it. */
const definitionsAreRead = (files: readonly WrittenFile[], key: 'vars' | 'hours', misspelt: RegExp): boolean =>
  files.every(({ root }) => {
    const value = entryOf(root, key)?.value;
    if (value !== undefined) return value.kind === 'map';
    const isMeant = (word: string): boolean => misspelt.test(word) || nearest(word, TOP_KEYS) === key;
    return root.kind !== 'map' || !root.entries.some((entry) => !TOP_KEYS.includes(entry.key) && isMeant(entry.key));
  });

/** A file that cannot be parsed may still say in which language its faults are to be told. */
const languageSaid = (source: Extract<Source, { kind: 'files' }>): Language | undefined => {
  const said = source.files
    .map(({ text }) => /^language:\s*["']?(ko|en)\b/mu.exec(text)?.[1])
    .find((word) => word !== undefined);
  return said === 'ko' || said === 'en' ? said : undefined;
};

/** An alias shows the place of its anchor, so that one fault there may be found through each. */
const oncePerPlace = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] => [
  ...new Map(
    diagnostics.map((one) => [
      `${one.file}:${one.line}:${one.column}:${one.endLine}:${one.endColumn}:${one.code}`,
      one,
    ]),
  ).values(),
];
