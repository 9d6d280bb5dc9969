// A name as Slack or a rule spells it → the one spelling in which names are compared.
import { fold, normalise } from './fold.ts';

/** Without the `@` or `#` that people write before a name. */
export const spelled = (name: string): string => fold(normalise(name)).replace(/^[@#]/u, '');

/** The names of one author or one place are asked for by every rule: they are spelled once. */
const known = new WeakMap<readonly string[], readonly string[]>();

export const allSpelled = (names: readonly string[]): readonly string[] => {
  const before = known.get(names);
  if (before !== undefined) return before;
  const spellings = names.map(spelled);
  known.set(names, spellings);
  return spellings;
};

let last = { name: '', spelling: '' };

/** For a name that many rules ask for one after another. */
export const spelledOnce = (name: string): string => {
  if (last.name !== name) last = { name, spelling: spelled(name) };
  return last.spelling;
};

/** What is not known is never guessed: a rule neither includes nor excludes by it. */
export type Answer = 'yes' | 'no' | 'unknown';

export const answer = (is: boolean): Answer => (is ? 'yes' : 'no');
