// The rules file's state → one log line per content: what was taken, or what is wrong and what to write instead.
import { isError } from '../domain/diagnostic.ts';
import type { Language } from '../domain/language.ts';
import type { Log } from '../domain/ports.ts';
import type { LiveState } from '../rules/live.ts';

/** `language`: of those who edit the file. */
export const logRules = (log: Log, state: LiveState, language: Language): void => {
  if (state.kind === 'good') {
    log.write('info', 'rules_loaded', {
      rules: state.count,
      generation: state.generation,
      warnings: state.warnings.length,
    });
    return;
  }
  const [first] = state.diagnostics.filter(isError);
  if (first === undefined) return;
  log.write('error', 'rules_bad', {
    file: first.file,
    line: first.line,
    code: first.code,
    what: first.message[language],
    hint: first.hint[language],
    more: state.diagnostics.length - 1,
    generation: state.generation,
  });
};
