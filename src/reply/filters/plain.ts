// Liquid's own filters of numbers, dates and addresses, as they are: one drop of a person's text makes the whole result theirs.
import { readAt } from '../../domain/at.ts';
import { byPerson, isByPerson, Marked, marked, plain } from '../marked.ts';
import type { Filter, Use } from './types.ts';

const whole = (name: string, least = 0): Filter => ({
  least,
  run: (use, value, args) => {
    const result = use.native(name, bare(value), args.map(bare));
    return isByPerson(value) || args.some(isByPerson) ? theirs(result) : result;
  },
});

/** A lone half of a surrogate pair cannot be encoded. */
const encoded = (name: string): Filter => ({
  least: 0,
  run: (use, value) => whole(name).run(use, mapText(value, wellFormed), []),
});

const dated = (name: string): Filter => {
  const own = whole(name);
  return {
    least: 0,
    run: (use, value, given) => {
      // A zone that nobody knows is a fault at load where it is written out; where it is looked up, it is none.
      const args = given.filter(
        (arg, index) => index !== ZONE_ARGUMENT || typeof arg === 'number' || isZone(plain(arg)),
      );
      const result = own.run(use, timeOf(plain(value), use) ?? value, args);
      return isByPerson(value) ? theirs(result) : result;
    },
  };
};

/** Of `date`: after the format. */
export const ZONE_ARGUMENT = 1;

export const isZone = (text: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const WITH_OFFSET = /(?:Z|GMT|UTC|[+-]\d{2}:?\d{2})\)?\s*$/iu;

/**
 * What Liquid would ask this machine for: its clock (rendering has none but the one that it is handed), and its time zone
 * for a time without an offset (the rules' holds). Seconds since the epoch, which every date filter takes; null: neither.
 */
const timeOf = (text: string, { context }: Use): string | number | null => {
  if (text === 'now' || text === 'today') return plain(context.globals['now']);
  const zone = context.opts.timezoneOffset;
  if (typeof zone !== 'string' || /^\d*$/u.test(text) || WITH_OFFSET.test(text)) return null;
  const at = readAt(text, zone) ?? readAt(wallClock(new Date(text)), zone);
  return at === null ? null : at / 1000;
};

/** `March 14, 2026`, which only JavaScript reads, by the clock on the wall. */
const wallClock = (date: Date): string => {
  if (Number.isNaN(date.getTime())) return '';
  const of = (value: number, digits = 2): string => String(value).padStart(digits, '0');
  const day = `${of(date.getFullYear(), 4)}-${of(date.getMonth() + 1)}-${of(date.getDate())}`;
  return `${day}T${of(date.getHours())}:${of(date.getMinutes())}:${of(date.getSeconds())}`;
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
  base64_encode: whole('base64_encode'),
  base64_decode: {
    least: 0,
    // As with `url_decode`: what is none is left as it is.
    run: (use, value) => (isBase64(plain(value)) ? whole('base64_decode').run(use, value, []) : marked(value)),
  },
  cgi_escape: encoded('cgi_escape'),
  uri_escape: encoded('uri_escape'),
  url_encode: encoded('url_encode'),
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

const isBase64 = (text: string): boolean => text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/u.test(text);

/** As far as `decodeURIComponent` takes it: it throws for `%zz` and for `%ff`. */
const isEncoded = (text: string): boolean => {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
};
