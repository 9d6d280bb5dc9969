// A pattern in RE2's syntax → what finds it in linear time, or the reason why it cannot be used.
import { RE2JS, RE2JSSyntaxException } from 're2js';
import { withoutTones } from '../domain/emoji.ts';
import type { Captures } from '../domain/rule.ts';
import { newBudget, spend, type Budget } from './budget.ts';
import { ZERO_WIDTH } from './fold.ts';
import { neededBy, shapeOf, type Needed, type Shape } from './regex-needs.ts';
import { isFound, newMemory, stepsToCapture, type Memory } from './regex-run.ts';

export interface Regex {
  /** Nothing found may be believed once the budget is spent. */
  readonly test: (text: string, budget?: Budget) => boolean;
  /** The leftmost find; null where there is none, or where the budget is spent. */
  readonly exec: (text: string, budget?: Budget) => Captures | null;
  readonly groupCount: number;
  readonly groupNames: readonly string[];
  /** Texts without which nothing is found. */
  readonly needed: () => Needed;
  /** What else must be so for anything to be found. */
  readonly shape: () => Shape;
}

export type RegexFault =
  | 'look-around'
  | 'back-reference'
  | 'group-name' // not in Latin letters, digits and _
  | 'group-twice'
  | 'nothing-to-repeat'
  | 'repeat-of-repeat' // `a**`, and the possessive `a++`
  | 'repeat-count' // over 1,000
  | 'class-range'
  | 'escape'
  | 'bracket-open'
  | 'parenthesis-open'
  | 'parenthesis-extra'
  | 'backslash-last'
  | 'too-large'
  | 'syntax'; // any other group that RE2 has not: `(?>…)`, `(?#…)`

/** `position`: UTF-16 units from the pattern's beginning to what is at fault, where that is known. */
export type CompiledRegex =
  | { readonly ok: true; readonly regex: Regex }
  | { readonly ok: false; readonly why: RegexFault; readonly position?: number };

/** What a regex sees of a text. */
export const REGEX_CODE_POINTS_MAX = 4_000;
const PATTERN_CHARS_MAX = 4_000;
/** Instructions: what bounds memory, since time is bounded by the budget. */
const PROGRAM_SIZE_MAX = 2_000;

/**
 * Case-insensitive unless the pattern says `(?-i)`. Characters that no plain text holds are taken out of the pattern as
 * out of the message, since they would make it fit nothing: `❤️` is written with one that is not seen.
 */
export const compileRegex = (pattern: string, memory: Memory = newMemory()): CompiledRegex => {
  if (pattern.length > PATTERN_CHARS_MAX) return { ok: false, why: 'too-large' };
  const written = withoutTones(pattern.replace(ZERO_WIDTH, '').normalize('NFC'));
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(written, RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    return faultOf(pattern, error);
  }
  if (compiled.programSize() > PROGRAM_SIZE_MAX) return { ok: false, why: 'too-large' };
  return { ok: true, regex: regexOf(compiled, written, memory) };
};

/** The text's beginning, never cut inside a surrogate pair. */
export const firstCodePoints = (text: string, count: number): string => {
  if (text.length <= count) return text;
  let end = 0;
  for (let seen = 0; seen < count && end < text.length; seen++) end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  return text.slice(0, end);
};

const regexOf = (compiled: RE2JS, written: string, memory: Memory): Regex => {
  const numbers = Object.entries(compiled.namedGroups());
  const count = compiled.groupCount();
  return Object.freeze({
    test: (text: string, budget: Budget = newBudget()) => isFound(compiled, head(text), { budget, memory }),
    exec: (text: string, budget: Budget = newBudget()) => {
      const seen = head(text);
      if (!spend(budget, stepsToCapture(compiled, seen, { budget, memory }))) return null;
      const [found, places] = compiled.re2().matchWithGroup(seen, 0, seen.length, UNANCHORED, count + 1);
      if (found !== true) return null;
      const groups = Array.from({ length: count + 1 }, (_, index) => groupAt(seen, places, index));
      return { groups, named: Object.fromEntries(numbers.map(([name, index]) => [name, groups[index] ?? ''])) };
    },
    groupCount: count,
    groupNames: Object.freeze(numbers.map(([name]) => name)),
    needed: () => neededBy(written, compiled),
    shape: () => shapeOf(compiled),
  });
};

const UNANCHORED = 0;

const head = (text: string): string => firstCodePoints(text, REGEX_CODE_POINTS_MAX);

/** `places`: where each group begins and ends, -1 where it took no part. */
const groupAt = (text: string, places: readonly number[], index: number): string => {
  const from = places[index * 2] ?? -1;
  return from < 0 ? '' : text.slice(from, places[index * 2 + 1]);
};

const faultOf = (pattern: string, { error, input }: RE2JSSyntaxException): CompiledRegex => {
  const position = input === null || input === '' ? -1 : pattern.indexOf(input);
  if (position < 0) return { ok: false, why: REASONS[error] ?? 'syntax' };
  return { ok: false, why: reason(error, pattern.slice(position)), position };
};

/** re2js has no codes: these are the constants of its parser (RE2's own), word for word. */
const reason = (error: string, rest: string): RegexFault => {
  if (/^\(\?<?[=!]/.test(rest)) return 'look-around';
  if (/^\(\?P=|^\\(?:[1-9]|k[<{'])/.test(rest)) return 'back-reference';
  return REASONS[error] ?? 'syntax';
};

const REASONS: Readonly<Record<string, RegexFault>> = {
  'invalid character class range': 'class-range',
  'invalid escape sequence': 'escape',
  'invalid named capture': 'group-name',
  'invalid nested repetition operator': 'repeat-of-repeat',
  'invalid repeat count': 'repeat-count',
  'missing closing ]': 'bracket-open',
  'missing closing )': 'parenthesis-open',
  'missing argument to repetition operator': 'nothing-to-repeat',
  'trailing backslash at end of expression': 'backslash-last',
  'duplicate capture group name': 'group-twice',
  'unexpected )': 'parenthesis-extra',
  'expression nests too deeply': 'too-large',
  'expression too large': 'too-large',
};
