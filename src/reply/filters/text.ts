// Liquid's text filters, done so that every character keeps its mark of who wrote it.
import { particle } from '../josa.ts';
import { byAuthor, byPerson, concat, cutOut, isByPerson, mapRuns, Marked, marked, plain } from '../marked.ts';
import type { Filter, Use } from './types.ts';

type Stretch = readonly [start: number, end: number];

/** A filter of one text. */
const text = (run: (value: Marked, args: readonly unknown[], use: Use) => unknown, least = 0): Filter => ({
  least,
  run: (use, value, args) => run(marked(value), args, use),
});

/** A filter that puts something else in the place of what it finds. */
const replacing = (find: (text: string, pattern: string) => readonly Stretch[], by: 'argument' | 'nothing'): Filter =>
  text(
    (value, [pattern, replacement], use) => {
      const found = substitute(use, {
        value,
        stretches: find(plain(value), plain(pattern)),
        by: by === 'nothing' ? byAuthor('') : marked(replacement),
      });
      // A person who says what to take out could make two harmless halves of the author's into a mention.
      return isByPerson(pattern) ? byPerson(plain(found)) : found;
    },
    by === 'nothing' ? 1 : 2,
  );

const substituting = (pattern: RegExp, by: string): Filter =>
  text((value, _args, use) =>
    substitute(use, { value, stretches: everyMatch(plain(value), pattern), by: byAuthor(by) }),
  );

/** Liquid's own result is a stretch of the text: found again by what it left out at the start. */
const stripping = (name: 'lstrip' | 'rstrip' | 'strip'): Filter =>
  text((value, args, use) => {
    const whole = plain(value);
    const kept = plain(use.native(name, whole, args.map(plain)));
    const start = name === 'rstrip' ? 0 : whole.length - plain(use.native('lstrip', whole, args.map(plain))).length;
    return cutOut(value, start, start + kept.length);
  });

/** What escapes for HTML elsewhere has nothing to do with a person's text here: that is escaped when all is done. */
const escaping = (name: 'escape' | 'escape_once' | 'xml_escape'): Filter =>
  text((value, _args, use) => mapRuns(value, (run, isPersons) => (isPersons ? run : plain(use.native(name, run, [])))));

export const TEXT_FILTERS: Readonly<Record<string, Filter>> = {
  append: text((value, [added]) => concat(value, marked(added)), 1),
  prepend: text((value, [added]) => concat(marked(added), value), 1),
  upcase: text((value) => mapRuns(value, (run) => run.toUpperCase())),
  downcase: text((value) => mapRuns(value, (run) => run.toLowerCase())),
  capitalize: text((value) => {
    const first = String.fromCodePoint(plain(value).codePointAt(0) ?? 0x20).length;
    return concat(
      mapRuns(cutOut(value, 0, first), (run) => run.toUpperCase()),
      mapRuns(cutOut(value, first, Infinity), (run) => run.toLowerCase()),
    );
  }),
  strip: stripping('strip'),
  lstrip: stripping('lstrip'),
  rstrip: stripping('rstrip'),
  strip_newlines: substituting(/\r?\n/gu, ''),
  newline_to_br: substituting(/\r?\n/gu, '<br />\n'),
  normalize_whitespace: substituting(/\s+/gu, ' '),
  squish: text((value, _args, use) => {
    const whole = plain(value);
    const start = whole.length - whole.trimStart().length;
    const inner = cutOut(value, start, whole.trimEnd().length);
    return substitute(use, { value: inner, stretches: everyMatch(plain(inner), /\s+/gu), by: byAuthor(' ') });
  }),
  replace: replacing(everyPlace, 'argument'),
  replace_first: replacing((whole, pattern) => firstPlace(whole, pattern), 'argument'),
  replace_last: replacing((whole, pattern) => lastPlace(whole, pattern), 'argument'),
  remove: replacing(everyPlace, 'nothing'),
  remove_first: replacing((whole, pattern) => firstPlace(whole, pattern), 'nothing'),
  remove_last: replacing((whole, pattern) => lastPlace(whole, pattern), 'nothing'),
  truncate: text((value, [length = 50, ending = '...']) => {
    const points = [...plain(value)];
    const most = Number(plain(length));
    if (!(points.length > most)) return value;
    const kept = points.slice(0, Math.max(most - [...plain(ending)].length, 0)).join('');
    return concat(cutOut(value, 0, kept.length), marked(ending));
  }),
  split: text((value, [separator]) => {
    const pieces = piecesOf(value, plain(separator));
    while (pieces.length > 0 && plain(pieces.at(-1)) === '') pieces.pop();
    return isByPerson(separator) ? pieces.map((piece) => byPerson(plain(piece))) : pieces;
  }, 1),
  escape: escaping('escape'),
  xml_escape: escaping('xml_escape'),
  escape_once: escaping('escape_once'),
  josa: text((value, [pair]) => concat(value, byAuthor(particle(plain(value), plain(pair)))), 1),
};

const piecesOf = (value: Marked, separator: string): Marked[] => {
  let at = 0;
  return plain(value)
    .split(separator)
    .map((piece) => {
      const start = at;
      at += piece.length + separator.length;
      return cutOut(value, start, start + piece.length);
    });
};

function everyPlace(whole: string, pattern: string): readonly Stretch[] {
  const pieces = whole.split(pattern);
  let at = 0;
  return pieces.slice(0, -1).map((piece) => {
    const start = at + piece.length;
    at = start + pattern.length;
    return [start, at] as const;
  });
}

const placeAt = (at: number, pattern: string): readonly Stretch[] => (at < 0 ? [] : [[at, at + pattern.length]]);

const firstPlace = (whole: string, pattern: string): readonly Stretch[] => placeAt(whole.indexOf(pattern), pattern);

const lastPlace = (whole: string, pattern: string): readonly Stretch[] => placeAt(whole.lastIndexOf(pattern), pattern);

function everyMatch(whole: string, pattern: RegExp): readonly Stretch[] {
  return [...whole.matchAll(pattern)].map((found) => [found.index, found.index + found[0].length] as const);
}

const substitute = (
  use: Use,
  { value, stretches, by }: { value: Marked; stretches: readonly Stretch[]; by: Marked },
): Marked => {
  use.charge(plain(value).length + stretches.length * (plain(by).length + 1));
  const parts: Marked[] = [];
  let at = 0;
  for (const [start, end] of stretches) {
    parts.push(cutOut(value, at, start), by);
    at = end;
  }
  return concat(...parts, cutOut(value, at, Infinity));
};
