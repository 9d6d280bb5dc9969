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

/** At a start on a file that is bad today. */
export const logLastGood = (log: Log, file: string): void => {
  log.write('error', 'rules_last_good', {
    file,
    hint: {
      ko: '지금 파일에 잘못된 곳이 있어서, 전에 마지막으로 괜찮았던 규칙으로 답하고 있어요. 위 rules_bad 줄을 보고 파일을 고쳐 주세요. 고치면 바로 새 규칙을 써요.',
      en: 'The file is wrong as it is now, so the bot answers by the last rules that were good before. See the rules_bad line above and mend the file; the new rules then count at once.',
    },
  });
};
