// The names in the rules that Slack does not know → one log line each, once for each new state of affairs.
import type { Language } from '../domain/language.ts';
import type { Clock, Directory, Log, Unbound } from '../domain/ports.ts';
import type { NameInRule, Ruleset } from '../domain/rule.ts';
import { unboundInWords } from './names-phrases.ts';

/** What Slack could not be asked about is asked again, as long as there is such a thing. */
const AGAIN_MS = 300_000;
/** A file may name the same unknown channel in thousands of rules; a person reads the first of them. */
const LINES_MAX = 100;

export interface NamesLineOptions {
  readonly directory: Pick<Directory, 'bind'> & { readonly want: (names: readonly NameInRule[]) => void };
  readonly rules: () => Ruleset | null;
  readonly log: Log;
  readonly clock: Clock;
  /** Of those who edit the file. */
  readonly language: () => Language;
  /** Also where there is none any more; not where nothing has changed since the last time. */
  readonly onUnbound?: ((unbound: readonly Unbound[]) => void) | undefined;
}

export interface NamesLine {
  /** A session was opened: told where something has changed. */
  readonly opened: () => void;
  /** There are new rules: told whatever it is, if there has been a session. */
  readonly reloaded: () => void;
  /** What is still being asked is told nobody any more. */
  readonly close: () => void;
}

export const openNamesLine = (options: NamesLineOptions): NamesLine => {
  const { directory, rules, log, clock } = options;
  /** Ends the wait of a question that a newer one has taken the place of. */
  let asking = new AbortController();
  let isOpen = false;
  let isDue = false;
  let told = '[]';
  let turn = 0;

  const bind = async (): Promise<void> => {
    turn += 1;
    const mine = turn;
    asking.abort();
    const { signal } = (asking = new AbortController());
    const ruleset = rules();
    if (ruleset === null) return;
    const unbound = await directory.bind(ruleset.names);
    // There are newer rules, or a newer session: what Slack knows of those is on its way.
    if (mine !== turn) return;
    tell(unbound);
    if (!unbound.some(({ why }) => why === 'unavailable')) return;
    await clock.sleep(AGAIN_MS, signal);
    if (mine === turn) start();
  };
  const tell = (unbound: readonly Unbound[]): void => {
    const all = JSON.stringify(unbound);
    if (all === told && !(isDue && unbound.length > 0)) return;
    told = all;
    isDue = false;
    logUnbound(log, unbound, options.language());
    options.onUnbound?.(unbound);
  };
  const start = (): void => {
    bind().catch((fault: unknown) => {
      log.write('error', 'bind_failed', { why: fault instanceof Error ? fault.stack : String(fault) });
    });
  };

  // A message may come with the very hello.
  directory.want(rules()?.names ?? []);
  return {
    opened: () => {
      isOpen = true;
      start();
    },
    reloaded: () => {
      if (!isOpen) return directory.want(rules()?.names ?? []);
      isDue = true;
      start();
    },
    close: () => {
      turn += 1;
      asking.abort();
    },
  };
};

const logUnbound = (log: Log, unbound: readonly Unbound[], language: Language): void => {
  for (const one of unbound.slice(0, LINES_MAX)) {
    const { name, why, near } = one;
    log.write('warn', 'name_unknown', {
      file: name.range?.file ?? null,
      line: name.range?.line ?? null,
      rule: name.rule,
      kind: name.kind,
      name: name.name,
      why,
      near,
      what: unboundInWords(one)[language],
    });
  }
  if (unbound.length > LINES_MAX) log.write('warn', 'names_unknown', { more: unbound.length - LINES_MAX });
};
