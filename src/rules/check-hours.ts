// From the windows of all files to what no schema can say of them: equal times, days that no calendar has, unknown names.
import type { Diagnostic } from '../domain/diagnostic.ts';
import { dateExists, dateFault, minutesOf } from './clock.ts';
import { diagnostic } from './phrases.ts';
import { hoursUnknown } from './phrases-hours.ts';
import { timesEqual } from './phrases-times.ts';
import type { WrittenFile } from './read.ts';
import { hoursEntries, spelled, type Windows } from './read-hours.ts';
import { childOf, entryOf, textsOf, type Tree } from './tree.ts';

/** `namesAreKnown`: false where a window may be defined in what cannot be read. */
export const checkHours = (
  files: readonly WrittenFile[],
  { windows, namesAreKnown }: { readonly windows: Windows; readonly namesAreKnown: boolean },
): readonly Diagnostic[] => {
  const places = files.flatMap(({ rules, fallback }) => [...rules, ...optional(fallback)]);
  const asked = places.flatMap(({ tree }) => {
    const hours = childOf(tree, 'hours');
    return optional(childOf(hours, 'not') ?? hours);
  });
  return [
    ...files.flatMap(({ root }) => hoursEntries(root)).flatMap(({ value }) => checkWindow(value)),
    ...asked.flatMap(checkWindow),
    ...(namesAreKnown && !files.some(({ root }) => isSunken(root))
      ? asked.flatMap((tree) => checkName(tree, [...windows.keys()]))
      : []),
  ];
};

/** `hours:` that was indented into `vars` is told of there; what it defines is only not found. */
const isSunken = (root: Tree): boolean => {
  const hours = childOf(childOf(root, 'vars'), 'hours');
  return hours !== undefined && hours.kind !== 'text';
};

const optional = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);

const checkName = (tree: Tree, known: readonly string[]): readonly Diagnostic[] => {
  const name = tree.kind === 'text' ? spelled(tree.text) : '';
  return tree.kind !== 'text' || name === '' || known.includes(name)
    ? []
    : [diagnostic(tree.range, hoursUnknown(name, known))];
};

/** What the schema refuses is not looked at again: only texts of the right shape are. */
const checkWindow = (tree: Tree): readonly Diagnostic[] => {
  const [from, to] = [childOf(tree, 'from'), entryOf(tree, 'to')?.value];
  const begin = from?.kind === 'text' && from.text !== '24:00' ? minutesOf(from.text) : from === undefined ? 0 : null;
  const end = to?.kind === 'text' ? minutesOf(to.text) : to === undefined ? DAY_MINUTES : null;
  const place = to ?? from;
  const equal =
    begin !== null && begin === end && place?.kind === 'text' ? [diagnostic(place.range, timesEqual(place.text))] : [];
  const dates = textsOf(childOf(tree, 'except')).filter(({ text }) => LEAP.test(text) && !dateExists(text));
  return [...equal, ...dates.map(({ range, text }) => diagnostic(range, dateFault(text)))];
};

const DAY_MINUTES = 1440;
const LEAP = /^\d{4}-02-29$/u; // all other dates that do not exist are refused by the schema
