// From a path to a ruleset that can be run, or to everything that is wrong with its files; never throws.
import { inFileOrder, isError, type Diagnostic } from '../domain/diagnostic.ts';
import type { Language } from '../domain/language.ts';
import type { Ruleset } from '../domain/rule.ts';
import { buildRuleset } from '../match/build.ts';
import { compileDefault, compileRule, type Setting } from './compile.ts';
import { tryExamples } from './examples.ts';
import { lint } from './lint.ts';
import { checkFolder, checkNames } from './names.ts';
import { parse } from './parse.ts';
import { checkReach } from './reach.ts';
import { readFile, type WrittenFile } from './read.ts';
import { readSource, type Source } from './source.ts';
import { systemTimezone, timezoneFault } from './timezone.ts';
import { entryOf, treeOf } from './tree.ts';
import { validate } from './validate.ts';

interface Outcome {
  /** How many rules the files hold, also where they cannot be run. */
  readonly count: number;
  readonly digest: string;
  /** Of the people who edit the files, where they say so. */
  readonly language: Language | undefined;
}

export type Loaded =
  | (Outcome & { readonly ok: true; readonly ruleset: Ruleset; readonly warnings: readonly Diagnostic[] })
  | (Outcome & { readonly ok: false; readonly diagnostics: readonly Diagnostic[] });

export const loadRules = async (path: string): Promise<Loaded> => {
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
export const loadSource = (source: Extract<Source, { kind: 'files' }>, path: string): Loaded => {
  const parsed = source.files.map(parse);
  const documents = parsed.filter((one) => one.ok);
  const syntax = parsed.flatMap((one) => (one.ok ? [] : one.diagnostics));
  const allParse = documents.length === parsed.length;

  const files = documents.map((document) => readFile(treeOf(document)));
  const shape = files.flatMap(({ root }) => validate(root, source.isFolder));
  const names = [
    ...checkNames(files),
    ...(source.isFolder && allParse && !shape.some(isError) ? checkFolder(files, path) : []),
  ];

  const setting = settingOf(files, allParse);
  const rules = files.flatMap((file) => file.rules).map((rule) => compileRule(rule, setting));
  const fallback = compileDefault(files.find((file) => file.fallback !== undefined)?.fallback, setting);
  const compiled = [...rules, fallback].flatMap(({ diagnostics }) => diagnostics);

  const specs = rules.flatMap(({ build, written }) => (build === null || written.spec === null ? [] : [written.spec]));
  const found = [...syntax, ...shape, ...names, ...compiled, ...files.flatMap(lint), ...checkReach(specs)];

  const language = files.find((file) => file.language !== undefined)?.language ?? languageSaid(source);
  const outcome = { count: rules.length, digest: source.digest, language };
  const order = (diagnostics: readonly Diagnostic[]) =>
    oncePerPlace(diagnostics).toSorted(inFileOrder([path, ...source.files.map((file) => file.path)]));
  const builds = rules.flatMap(({ build }) => (build === null ? [] : [build]));
  if (found.some(isError) || builds.length < rules.length) return { ok: false, diagnostics: order(found), ...outcome };

  const ruleset = buildRuleset({
    rules: builds.map((build) => build()),
    fallback: fallback.build(),
    language,
    timezone: setting.timezone,
  });
  const failing = tryExamples(
    ruleset,
    rules.map(({ written }) => written),
  );
  const all = order([...found, ...failing]);
  return failing.length > 0
    ? { ok: false, diagnostics: all, ...outcome }
    : { ok: true, ruleset, warnings: all, ...outcome };
};

const settingOf = (files: readonly WrittenFile[], allParse: boolean): Setting => {
  const zone = files
    .map(({ timezone }) => timezone?.text)
    .find((text) => text !== undefined && timezoneFault(text) === null);
  const vars = files.flatMap((file) =>
    file.vars.map(({ key, value }) => [key, value.kind === 'text' ? value.text : ''] as const),
  );
  const isMapping = files.every(({ root }) => ['map', undefined].includes(entryOf(root, 'vars')?.value.kind));
  const isMisspelt = files.some(
    ({ root, vars: words }) =>
      words.length === 0 && root.kind === 'map' && root.entries.some(({ key }) => /^var|변수|상수/iu.test(key)),
  );
  return {
    vars: Object.fromEntries(vars),
    timezone: zone ?? systemTimezone(),
    varsAreKnown: allParse && isMapping && !isMisspelt,
  };
};

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
