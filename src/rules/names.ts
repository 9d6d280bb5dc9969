// From all files together to the names that do not hold: taken twice, unknown to Slack's spelling, no time zone.
import type { Diagnostic, Range } from '../domain/diagnostic.ts';
import { channelFault } from './channels.ts';
import { emojiFault } from './emoji.ts';
import { fromFault } from './from.ts';
import { diagnostic, ofEntry } from './phrases.ts';
import { missingKeys, nameTaken, settingTaken, varTaken } from './phrases-keys.ts';
import { hoursTaken } from './phrases-hours.ts';
import { hoursEntries, spelled as hoursName } from './read-hours.ts';
import { examplesOf, type WrittenFile } from './read.ts';
import { timezoneFault } from './timezone.ts';
import { childOf, entryOf, textsOf, type Tree } from './tree.ts';

export const checkNames = (files: readonly WrittenFile[]): readonly Diagnostic[] => [
  ...takenTwice(
    files.flatMap(({ rules }) => rules.map(({ tree }) => nameOf(tree))).filter((name) => name !== null),
    nameTaken,
  ),
  ...takenTwice(
    files.flatMap(({ vars }) => vars.map(({ key, keyRange }) => ({ text: key, range: keyRange }))),
    varTaken,
  ),
  ...takenTwice(
    files
      .flatMap(({ root }) => hoursEntries(root))
      .map(({ key, keyRange }) => ({ text: hoursName(key), range: keyRange })),
    hoursTaken,
  ),
  ...['language', 'timezone', 'default'].flatMap((key) => takenTwice(settings(files, key), settingTaken)),
  ...files.flatMap(({ timezone }) => (timezone === undefined ? [] : spelled(timezone, timezoneFault))),
  ...files
    .flatMap(({ root, rules }) => [...rules.map(({ tree }) => tree), ...optional(childOf(root, 'default'))])
    .flatMap(checkPlace),
];

/** `rules` may be left out of a folder's file, but not of all of them. */
export const checkFolder = (files: readonly WrittenFile[], folder: string): readonly Diagnostic[] =>
  files.some(({ root }) => entryOf(root, 'rules') !== undefined)
    ? []
    : [
        diagnostic(
          { file: folder, line: 1, column: 1, endLine: 1, endColumn: 1 },
          missingKeys(['rules'], { ko: '이 폴더의 파일', en: 'The folder' }),
        ),
      ];

interface Named {
  readonly text: string;
  readonly range: Range;
}

const nameOf = (rule: Tree): Named | null => {
  const name = childOf(rule, 'name');
  return name?.kind === 'text' && name.text.trim() !== ''
    ? { text: name.text.trim().normalize('NFC'), range: name.range }
    : null;
};

const settings = (files: readonly WrittenFile[], key: string): readonly Named[] =>
  files.flatMap(({ root }) => optional(entryOf(root, key))).map(({ keyRange }) => ({ text: key, range: keyRange }));

const takenTwice = (names: readonly Named[], say: typeof nameTaken): readonly Diagnostic[] => {
  const first = new Map<string, Range>();
  return names.flatMap(({ text, range }) => {
    const taken = first.get(text);
    if (taken !== undefined) return [diagnostic(range, say(text, taken))];
    first.set(text, range);
    return [];
  });
};

const checkPlace = (tree: Tree): readonly Diagnostic[] => [
  ...spelledIn(tree, 'channels', (name) => channelFault(name)),
  ...spelledIn(tree, 'react', emojiFault),
  ...examplesOf(tree)
    .flatMap((example) => optional(childOf(example.tree, 'channel')))
    .flatMap((text) => spelled(text, (name) => channelFault(name, 'channel'))),
  ...[tree, ...examplesOf(tree).map((example) => example.tree)].flatMap((place) => spelledIn(place, 'from', fromFault)),
];

const spelledIn = (tree: Tree, key: string, fault: typeof emojiFault): readonly Diagnostic[] => {
  const value = childOf(tree, key);
  return textsOf(value).flatMap((text) =>
    spelled(text, (name) => {
      const finding = fault(name);
      return finding === null || value?.kind !== 'list' ? finding : ofEntry(finding);
    }),
  );
};

const spelled = (tree: Tree, fault: typeof emojiFault): readonly Diagnostic[] => {
  const finding = tree.kind === 'text' && tree.text.trim() !== '' ? fault(tree.text) : null;
  return finding === null ? [] : [diagnostic(tree.range, finding)];
};

const optional = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);
