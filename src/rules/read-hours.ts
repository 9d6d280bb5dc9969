// From the trees of `hours` to windows: those with a name, and the one that a rule asks for; null where they are broken.
import type { HoursSpec, WindowSpec } from '../domain/rule.ts';
import { dateExists, daysOf, EVERY_DAY, minutesOf } from './clock.ts';
import { childOf, textsOf, type Entry, type Tree } from './tree.ts';

const MINUTES_PER_DAY = 1440;

/** The named windows of all files of a folder; a broken one is null. */
export type Windows = ReadonlyMap<string, WindowSpec | null>;

export const namedWindows = (roots: readonly Tree[]): Windows =>
  new Map(
    roots
      .flatMap(hoursEntries)
      .toReversed()
      .map(({ key, value }) => [spelled(key), readWindow(value)]),
  );

export const hoursEntries = (root: Tree): readonly Entry[] => {
  const hours = childOf(root, 'hours');
  return hours?.kind === 'map' ? hours.entries : [];
};

/** Names are compared without blanks around and as one spelling of Hangul. */
export const spelled = (name: string): string => name.trim().normalize('NFC');

/** The value of a rule's `hours`. */
export const readHours = (tree: Tree | undefined, windows: Windows): HoursSpec | null => {
  const not = childOf(tree, 'not');
  const window = windowOf(not ?? tree, windows);
  return window === null ? null : { exclude: not !== undefined, window };
};

const windowOf = (tree: Tree | undefined, windows: Windows): WindowSpec | null => {
  if (tree?.kind === 'text') return windows.get(spelled(tree.text)) ?? null;
  return tree?.kind === 'map' ? readWindow(tree) : null;
};

const readWindow = (tree: Tree): WindowSpec | null => {
  if (tree.kind !== 'map') return null;
  const days = childOf(tree, 'days');
  const found = days === undefined ? [EVERY_DAY] : textsOf(days).map(({ text }) => daysOf(text));
  const from = timeOf(childOf(tree, 'from'), 0);
  const to = timeOf(childOf(tree, 'to'), MINUTES_PER_DAY);
  const except = textsOf(childOf(tree, 'except')).map(({ text }) => text);
  if (found.includes(null) || from === null || to === null || from === to || !except.every(dateExists)) return null;
  return {
    days: EVERY_DAY.filter((day) => found.some((some) => some?.includes(day) === true)),
    from,
    to: to === 0 ? MINUTES_PER_DAY : to,
    except,
  };
};

const timeOf = (tree: Tree | undefined, otherwise: number): number | null => {
  if (tree === undefined) return otherwise;
  return tree.kind === 'text' ? minutesOf(tree.text) : null;
};
