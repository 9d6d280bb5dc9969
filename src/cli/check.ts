// annyeong check [PATH]: a rules file or folder → all that is wrong with it, for people, programs or GitHub.
import { loadRules, type Loaded } from '../rules/load.ts';
import type { Diagnostic } from '../domain/diagnostic.ts';
import type { Language } from '../domain/language.ts';
import { annotations, report } from './diagnostics.ts';
import { EXIT_ERRORS, EXIT_OK, type Command } from './io.ts';
import { FORMAT, readOptions, RULES_OPTION } from './options.ts';
import { rulesPath } from '../bot/rules-path.ts';
import { speech, warnOfLanguage, type Speech } from './speech.ts';
import { usageError } from './usage.ts';

const SHAPE = {
  options: { ...RULES_OPTION, ...FORMAT(['text', 'json', 'github']) },
  words: { name: 'PATH', min: 0, max: 1 },
};

export const check: Command = async (argv, io) => {
  const asked = readOptions(argv, SHAPE);
  if (!asked.ok) return usageError(io, 'check', [asked.fault]);
  warnOfLanguage(io);
  const path = rulesPath(asked.words[0] ?? asked.text('rules'), io.env);
  const loaded = await loadRules(path);
  const found = loaded.ok ? loaded.warnings : loaded.diagnostics;
  const voice = speech(io, io.out, () => loaded.language);
  io.out.write(await written(asked.text('format'), { path, loaded, found }, voice));
  return loaded.ok ? EXIT_OK : EXIT_ERRORS;
};

const written = async (format: string | undefined, of: Checked, voice: Speech): Promise<string> => {
  if (format === 'json') return `${JSON.stringify(asJson(of, voice.language))}\n`;
  if (format === 'github') return annotations(of.found, voice);
  return report({ path: of.path, count: of.loaded.count, found: of.found }, voice);
};

interface Checked {
  readonly path: string;
  readonly loaded: Loaded;
  readonly found: readonly Diagnostic[];
}

/** The stable shape of `--format json`; only the two sentences depend on the language. */
const asJson = ({ loaded, found }: Checked, language: Language) => ({
  ok: loaded.ok,
  rules: loaded.count,
  diagnostics: found.map(({ file, line, column, endLine, endColumn, severity, code, message, hint }) => ({
    file,
    line,
    column,
    endLine,
    endColumn,
    severity,
    code,
    message: message[language],
    hint: hint[language],
  })),
});
