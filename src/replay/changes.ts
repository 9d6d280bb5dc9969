// What two rulesets made of the same messages → where they differ, counted by what became of what, with some examples.
import type { Rule } from '../domain/rule.ts';
import type { Outcome } from './run.ts';
import type { Said } from './said.ts';

export interface Change {
  readonly ts: string;
  readonly channel: string;
  readonly text: string;
  /** Names of rules, `default`, or null where nothing fits. */
  readonly before: string | null;
  readonly after: string | null;
}

/** null: the same rule fits before and after, or none does. */
export const changeOf = ({ message, ts, channel }: Said, before: Outcome, after: Outcome): Change | null => {
  const [was, is] = [nameOf(before.rule), nameOf(after.rule)];
  return was === is ? null : { ts, channel, text: message.text, before: was, after: is };
};

const nameOf = (rule: Rule | null): string | null => rule?.name ?? null;

export interface Move {
  readonly before: string | null;
  readonly after: string | null;
  readonly count: number;
  readonly examples: readonly Change[];
}

export interface Moves {
  readonly add: (change: Change) => void;
  /** The most frequent first. */
  readonly all: () => readonly Move[];
}

const EXAMPLES_MAX = 3;

export const openMoves = (): Moves => {
  const moves = new Map<string, { before: string | null; after: string | null; count: number; examples: Change[] }>();
  return {
    add: (change) => {
      const { before, after } = change;
      const key = JSON.stringify([before, after]);
      const move = moves.get(key) ?? { before, after, count: 0, examples: [] };
      moves.set(key, move);
      move.count += 1;
      if (move.examples.length < EXAMPLES_MAX) move.examples.push(change);
    },
    all: () => [...moves.values()].toSorted((a, b) => b.count - a.count),
  };
};
