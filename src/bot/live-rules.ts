// The rules, live, with the last good ones kept in the journal. In: a path and a journal. Out: a Live, and its news in the log.
import path from 'node:path';
import { chooseLanguage, type Language } from '../domain/language.ts';
import type { Clock, Journal, Log } from '../domain/ports.ts';
import { asKept, fromKept } from '../rules/kept.ts';
import { openLive, type Live, type LiveState } from '../rules/live.ts';
import { logLastGood, logRules } from './rules-line.ts';

export interface LiveRulesOptions {
  /** A file or a folder. */
  readonly rules: string;
  /** Asked for by the operator; null: what the file says, else the system. */
  readonly language: Language | null;
  readonly locale?: string | undefined;
  readonly journal: Pick<Journal, 'keep' | 'kept'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly onRules?: ((state: LiveState) => void) | undefined;
}

export interface LiveRules extends Live {
  /** Of those who edit the file. */
  readonly languageNow: () => Language;
}

const KEPT = 'rules';

/** A machine that starts again while the file is bad runs on what was good before, and says so. */
export const openLiveRules = async (options: LiveRulesOptions): Promise<LiveRules> => {
  const { rules, journal, clock, log, onRules } = options;
  const place = path.resolve(rules);
  const languageOf = (state: LiveState): Language =>
    chooseLanguage(options.language ?? undefined, state.language, options.locale);

  const live = await openLive(rules, {
    clock,
    report: (state) => {
      logRules(log, state, languageOf(state));
      onRules?.(state);
    },
    lastGood: async () => {
      const text = await journal.kept(KEPT);
      return text === null ? null : fromKept(text, { path: place, shownAs: rules });
    },
    taken: ({ source }) => {
      journal.keep(KEPT, asKept(place, source)).catch((fault: unknown) => {
        log.write('warn', 'rules_not_kept', { why: fault instanceof Error ? fault.message : String(fault) });
      });
    },
  });
  if (live.state().kind === 'bad' && live.current() !== null) logLastGood(log, rules);
  return { ...live, languageNow: () => languageOf(live.state()) };
};
