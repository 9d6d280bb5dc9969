// The journal in this process's memory: gone with it, bounded in time and number.
import type { Clock, Journal } from '../../domain/ports.ts';
import { RATES, type Rates } from '../rates.ts';
import { openState } from './state.ts';

/** `rates`: Slack's, where none are given. */
export interface MemoryOptions {
  readonly clock: Clock;
  readonly rates?: Rates;
}

export const memoryJournal = ({ clock, rates = RATES }: MemoryOptions): Journal => {
  const state = openState({ clock, rates, records: { put: () => {}, drop: () => {} } });
  let isOpen = true;

  const step = async <Result>(run: () => Result): Promise<Result> => {
    if (!isOpen) throw new Error('the journal is closed');
    return run();
  };

  return {
    ready: () => step(() => {}),
    accept: (claim) => step(() => state.accept(claim)),
    begin: (id, way) => step(() => state.begin(id, way)),
    hold: (method, ms) => step(() => state.hold(method, ms)),
    mark: (id, progress) => step(() => state.mark(id, progress)),
    settle: (id) => step(() => state.settle(id)),
    holds: () => isOpen,
    /** No run was before this one. */
    adopt: () => step(() => []),
    pending: () => step(state.pending),
    sawAll: (until) => step(() => state.sawAll(until)),
    seenUntil: () => step(state.seenUntil),
    threads: (since) => step(() => state.threads(since)),
    keep: (name, text) => step(() => state.keep(name, text)),
    kept: (name) => step(() => state.kept(name)),
    size: () => step(state.size),
    close: async () => {
      isOpen = false;
    },
  };
};
