// Liquid's own filters of numbers, dates and addresses, as they are: one drop of a person's text makes the whole result theirs.
import { byPerson, isByPerson, Marked, marked, plain } from '../marked.ts';
import type { Filter } from './types.ts';

const whole = (name: string, least = 0): Filter => ({
  least,
  run: (use, value, args) => {
    const result = use.native(name, bare(value), args.map(bare));
    return isByPerson(value) || args.some(isByPerson) ? theirs(result) : result;
  },
});

const dated = (name: string): Filter => {
  const own = whole(name);
  return {
    least: 0,
    run: (use, value, args) => {
      // Liquid reads the machine's clock for these two words; rendering has no clock but the one it is handed.
      const isNow = plain(value) === 'now' || plain(value) === 'today';
      return own.run(use, isNow ? plain(use.context.globals['now']) : value, args);
    },
  };
};

export const PLAIN_FILTERS: Readonly<Record<string, Filter>> = {
  abs: whole('abs'),
  at_least: whole('at_least', 1),
  at_most: whole('at_most', 1),
  ceil: whole('ceil'),
  floor: whole('floor'),
  round: whole('round'),
  plus: whole('plus', 1),
  minus: whole('minus', 1),
  times: whole('times', 1),
  divided_by: whole('divided_by', 1),
  modulo: whole('modulo', 1),
  to_integer: whole('to_integer'),
  date: dated('date'),
  date_to_xmlschema: dated('date_to_xmlschema'),
  date_to_rfc822: dated('date_to_rfc822'),
  date_to_string: dated('date_to_string'),
  date_to_long_string: dated('date_to_long_string'),
  number_of_words: whole('number_of_words'),
  truncatewords: whole('truncatewords'),
  strip_html: whole('strip_html'),
  slugify: whole('slugify'),
  url_encode: {
    least: 0,
    // A lone half of a surrogate pair cannot be encoded.
    run: (use, value) => whole('url_encode').run(use, mapText(value, wellFormed), []),
  },
  url_decode: {
    least: 0,
    // What is no encoded text is left as it is: a person's stray `%` is no reason to say nothing.
    run: (use, value) => (isEncoded(plain(value)) ? whole('url_decode').run(use, value, []) : marked(value)),
  },
  default: {
    least: 1,
    run: (_use, value, [instead, ...rest]) => {
      const allowsFalse = rest.some((entry) => Array.isArray(entry) && entry[0] === 'allow_false' && entry[1] === true);
      if (value === false) return allowsFalse ? value : instead;
      if (Array.isArray(value)) return value.length > 0 ? value : instead;
      return plain(value) === '' ? instead : value;
    },
  },
};

const bare = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(bare);
  return value instanceof Marked ? plain(value) : value;
};

/** A filter may hand a list back as it is: `date` does. */
const theirs = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(theirs);
  return typeof value === 'string' ? byPerson(value) : value;
};

const mapText = (value: unknown, change: (text: string) => string): Marked =>
  isByPerson(value) ? byPerson(change(plain(value))) : marked(change(plain(value)));

export const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');

/** As far as `decodeURIComponent` takes it: it throws for `%zz` and for `%ff`. */
const isEncoded = (text: string): boolean => {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
};
