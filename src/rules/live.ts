// The rules as they are now: loaded at the start, loaded again whenever their content changes; the last good ones stay.
import type { Diagnostic } from '../domain/diagnostic.ts';
import type { Language } from '../domain/language.ts';
import type { Clock } from '../domain/ports.ts';
import type { Ruleset } from '../domain/rule.ts';
import { loadRulesApart } from './load-apart.ts';
import type { Loaded } from './load.ts';
import { watchRules } from './watch.ts';

interface Content {
  /** How many rulesets have been taken so far. */
  readonly generation: number;
  /** Rules that are written in it, also where they cannot be run. */
  readonly count: number;
  /** Of the people who edit it: as it says, else as the last good content said. */
  readonly language: Language | undefined;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

export type LiveState =
  | (Content & { readonly kind: 'good'; readonly warnings: readonly Diagnostic[] })
  /** What is written now is bad; the ruleset of `generation` goes on (0: there has been none). */
  | (Content & { readonly kind: 'bad'; readonly diagnostics: readonly Diagnostic[] });

export interface Live {
  /** A message keeps the ruleset that it began with; null until there has been a good one. */
  readonly current: () => Ruleset | null;
  readonly state: () => LiveState;
  /** Ends the watch; idempotent. What is current stays so. */
  readonly close: () => Promise<void>;
}

export interface LiveOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** Once for each new content, and when bad content becomes good again; the first before `openLive` resolves. */
  readonly report: (state: LiveState) => void;
  /** Rules that were good before the process began: they run where what is written at the start is bad. */
  readonly lastGood?: (() => Promise<Extract<Loaded, { ok: true }> | null>) | undefined;
  /** New rules were taken. */
  readonly taken?: ((loaded: Extract<Loaded, { ok: true }>) => void) | undefined;
  /** null: `signal` was aborted before the end. */
  readonly load?: (path: string, signal: AbortSignal) => Promise<Loaded | null>;
}

/**
 * Never rejects: what cannot be loaded is a bad state.
 *
 * Invariants: one load at a time; content that was still being written while it was loaded is not taken.
 */
export const openLive = async (path: string, options: LiveOptions): Promise<Live> => {
  const { clock, report, lastGood, taken, load = loadRulesApart } = options;
  let wanted = false;
  const stop = new AbortController();
  let reloading: Promise<void> = Promise.resolve();
  let isReloading = false;

  // Before the first load, so that no change falls between the two.
  const watch = await watchRules(path, () => {
    wanted = true;
    if (!isReloading) reloading = reload();
  });
  let held = NOTHING;
  const hold = (loaded: Loaded): void => {
    const before = held;
    held = take(held, loaded, clock.now());
    if (loaded.ok && held.ruleset !== before.ruleset) taken?.(loaded);
    if (held !== before) report(held.state);
  };
  const atStart = await load(path, stop.signal);
  if (atStart?.ok === false) {
    const before = await lastGood?.();
    if (before) held = take(NOTHING, before, clock.now());
  }
  if (atStart !== null) hold(atStart);

  const reload = async (): Promise<void> => {
    isReloading = true;
    while (wanted && !stop.signal.aborted) {
      wanted = false;
      const loaded = await load(path, stop.signal);
      // Otherwise it was not yet whole; the watch calls again when it has changed.
      if (loaded === null || stop.signal.aborted || wanted || !(await watch.standsStill())) continue;
      hold(loaded);
    }
    isReloading = false;
  };

  return {
    current: () => held.ruleset,
    state: () => held.state,
    close: async () => {
      stop.abort();
      await watch.close();
      await reloading;
    },
  };
};

interface Held {
  readonly ruleset: Ruleset | null;
  /** Of the content that `ruleset` came from. */
  readonly goodDigest: string | null;
  /** Of the content that was last reported, good or bad. */
  readonly digest: string;
  readonly state: LiveState;
}

const NOTHING: Held = {
  ruleset: null,
  goodDigest: null,
  digest: '',
  state: { kind: 'bad', generation: 0, count: 0, language: undefined, diagnostics: [], since: 0 },
};

/** The same object where there is nothing new. */
const take = (held: Held, loaded: Loaded, now: number): Held => {
  const { digest, count } = loaded;
  if (digest === held.digest) return held;
  const { generation } = held.state;
  if (!loaded.ok) {
    const language = loaded.language ?? held.ruleset?.language;
    return {
      ...held,
      digest,
      state: { kind: 'bad', generation, count, language, diagnostics: loaded.diagnostics, since: now },
    };
  }
  // Bad content that was put right by going back to what is running: nothing to take, but good to know.
  const isNew = digest !== held.goodDigest;
  return {
    ruleset: isNew ? loaded.ruleset : held.ruleset,
    goodDigest: digest,
    digest,
    state: {
      kind: 'good',
      generation: isNew ? generation + 1 : generation,
      count,
      language: loaded.language,
      warnings: loaded.warnings,
      since: now,
    },
  };
};
