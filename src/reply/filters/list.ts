// Liquid's list filters; entries keep their marks, and a text stands for a list of one.
import { isByPerson, cutOut, byPerson, concat, Marked, marked, plain } from '../marked.ts';
import type { Filter, Use } from './types.ts';

/** A filter of a list. */
const list = (
  run: (entries: readonly unknown[], args: readonly unknown[], use: Use) => unknown,
  least = 0,
): Filter => ({
  least,
  run: (use, value, args) => {
    const entries = asList(value);
    use.charge(entries.length);
    return run(entries, args, use);
  },
});

/** A filter of a list or of a text. */
const either = (
  ofList: (entries: readonly unknown[], args: readonly unknown[]) => unknown,
  ofText: (text: Marked, args: readonly unknown[]) => unknown,
): Filter => ({
  least: 0,
  run: (_use, value, args) => (Array.isArray(value) ? ofList(value, args) : ofText(marked(value), args)),
});

export const asList = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
};

export const LIST_FILTERS: Readonly<Record<string, Filter>> = {
  join: list((entries, [separator = ' '], use) => {
    const between = marked(separator);
    use.charge(entries.length * (plain(between).length + 1) + plain(entries).length);
    return concat(...entries.flatMap((entry, index) => (index === 0 ? [marked(entry)] : [between, marked(entry)])));
  }),
  array_to_sentence_string: list((entries, [connector = 'and']) => {
    const last = entries.at(-1);
    if (entries.length < 2) return last ?? '';
    const comma = entries.length > 2 ? ',' : '';
    const first = entries.slice(0, -1).flatMap((entry, index) => (index === 0 ? [entry] : [', ', entry]));
    return marked([...first, `${comma} `, connector, ' ', last]);
  }),
  first: either(
    (entries) => entries[0],
    (text) => cutOut(text, 0, 1),
  ),
  last: either(
    (entries) => entries.at(-1),
    (text) => cutOut(text, plain(text).length - 1, Infinity),
  ),
  size: either(
    (entries) => entries.length,
    (text) => plain(text).length,
  ),
  slice: either(
    (entries, args) => stretch(entries, args),
    (text, args) => {
      const points = [...plain(text)];
      const kept = stretch(points, args);
      const start = points.slice(0, startOf(points, args)).join('').length;
      return cutOut(text, start, start + kept.join('').length);
    },
  ),
  reverse: list((entries) => entries.toReversed()),
  compact: list((entries) => entries.filter((entry) => entry !== undefined && entry !== null)),
  concat: list((entries, [more], use) => {
    use.charge(asList(more).length);
    return [...entries, ...asList(more)];
  }, 1),
  push: list((entries, [entry]) => [...entries, entry], 1),
  unshift: list((entries, [entry]) => [entry, ...entries], 1),
  pop: list((entries) => entries.slice(0, -1)),
  shift: list((entries) => entries.slice(1)),
  uniq: list((entries) => {
    const seen = new Map(entries.toReversed().map((entry) => [keyOf(entry), entry]));
    return entries.filter((entry) => seen.get(keyOf(entry)) === entry && seen.delete(keyOf(entry)));
  }),
  sort: list((entries) => entries.toSorted((a, b) => compare(sortable(a), sortable(b)))),
  sort_natural: list((entries) => entries.toSorted((a, b) => compare(plain(a).toLowerCase(), plain(b).toLowerCase()))),
  map: list((entries, [property], use) => entries.map((entry) => propertyOf(entry, property, use)), 1),
  where: list((entries, args, use) => entries.filter(having(args, use)), 1),
  reject: list((entries, args, use) => entries.filter((entry) => !having(args, use)(entry)), 1),
  find: list((entries, args, use) => entries.find(having(args, use)), 1),
  find_index: list((entries, args, use) => indexOrNothing(entries.findIndex(having(args, use))), 1),
  has: list((entries, args, use) => entries.some(having(args, use)), 1),
  sum: list((entries) => entries.reduce<number>((total, entry) => total + (Number(plain(entry)) || 0), 0)),
};

const propertyOf = (entry: unknown, property: unknown, { context }: Use): unknown => {
  const found: unknown = context.readProperty(Object(entry), plain(property));
  return typeof found === 'string' && isByPerson(entry) ? byPerson(found) : found;
};

/** The property is there and true, or it reads as the value that is asked for. */
const having =
  ([property, wanted]: readonly unknown[], use: Use) =>
  (entry: unknown): boolean => {
    const found = propertyOf(entry, property, use);
    if (wanted === undefined) return found !== undefined && found !== null && found !== false;
    return found !== undefined && plain(found) === plain(wanted);
  };

const indexOrNothing = (index: number): number | undefined => (index < 0 ? undefined : index);

/** Two entries are the same when they read the same. */
const keyOf = (entry: unknown): string => `${typeof entry === 'number' ? 'number' : 'text'} ${plain(entry)}`;

const sortable = (entry: unknown): string | number => (typeof entry === 'number' ? entry : plain(entry));

const compare = (a: string | number, b: string | number): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

const startOf = (entries: readonly unknown[], [begin = 0]: readonly unknown[]): number => {
  const start = Math.trunc(Number(plain(begin))) || 0;
  return start < 0 ? entries.length + start : start;
};

const stretch = <Entry>(entries: readonly Entry[], args: readonly unknown[]): readonly Entry[] => {
  const start = startOf(entries, args);
  const length = Math.trunc(Number(plain(args[1] ?? 1))) || 0;
  return start < 0 || length < 0 ? [] : entries.slice(start, start + length);
};
