// A pattern → texts without which it finds nothing, as far as they can be told: of each set at least one must occur.
import { RE2JS } from 're2js';
import { fold } from './fold.ts';
import { ALL_KINDS, kindsBetween } from './kinds.ts';

/** Folded. No sets: nothing is known. */
export type Needed = readonly (readonly string[])[];

/** `pattern`: as it was compiled to `compiled`, case-insensitive. */
export const neededBy = (pattern: string, compiled: RE2JS): Needed => [
  ...(compiled.programSize() > SMALL_PROGRAM_MAX ? [] : textsIn(mindingCase(pattern).re2().prefilter)),
  ...charactersIn(compiled.re2().prog),
];

/** What is larger is full of repeats and takes milliseconds to compile once more. */
const SMALL_PROGRAM_MAX = 400;

const mindingCase = (pattern: string): RE2JS => RE2JS.compile(pattern.replace(/^\(\?i\)/, ''));

/** Of re2js's class Prefilter what is used here. */
interface Prefilter {
  readonly type: number;
  readonly str: string;
  readonly subs: readonly Prefilter[];
}

const EXACT = 1;
const AND = 2;
const OR = 3;

/**
 * re2js looks for such texts itself, but in patterns that mind case only. What the pattern needs when it minds case
 * it needs in some case when it does not: RE2 and `fold` take the same letters for equal (test/match/regex.test.ts).
 */
const textsIn = (filter: Prefilter | null): Needed => {
  if (filter === null) return [];
  switch (filter.type) {
    case EXACT:
      return [[folded(filter.str)]];
    case AND:
      return filter.subs.flatMap(textsIn);
    case OR: {
      const best = filter.subs.map((sub) => longestOf(textsIn(sub)));
      return best.includes(NOTHING) ? [] : [[...new Set(best.flat())]];
    }
    default:
      return [];
  }
};

/** As it stands in a message, which is composed: U+1FBE is an ι there. */
export const folded = (text: string): string => fold(text.normalize('NFC'));

const NOTHING: readonly string[] = [];

const longestOf = (sets: Needed): readonly string[] =>
  sets.reduce((best, set) => (shortest(set) > shortest(best) ? set : best), NOTHING);

const shortest = (set: readonly string[]): number =>
  set.length === 0 ? 0 : Math.min(...set.map(({ length }) => length));

/** Of re2js's class Prog what is used here: a graph of instructions, by number. */
interface Program {
  readonly start: number;
  readonly inst: readonly Instruction[];
}

interface Instruction {
  readonly op: number;
  readonly out: number;
  /** Of ALT: its other way. */
  readonly arg: number;
  /** Of a rune instruction: one, or the first and last of each range. */
  readonly runes: ArrayLike<number>;
}

const ALT = 1;
const ALT_MATCH = 2;
const FAIL = 5;
const MATCH = 6;
const RUNE = 8;
const RUNE1 = 9;

const CHARACTERS_MAX = 20; // of a class that is worth looking for: digits, a few syllables
const CLASSES_MAX = 4; // that are tried of one pattern

/** Classes of few characters past which no way leads to the end: `\d` of `\d+일`. */
const charactersIn = (program: Program): Needed => {
  const classes = program.inst.map(classOf);
  const tried = new Map<string, readonly string[]>();
  for (const one of classes) if (one !== null && one.length > 1) tried.set(one.join(''), one);
  return [...tried.values()].slice(0, CLASSES_MAX).filter((wanted) => {
    const isWanted = classes.map((one) => one !== null && one.every((character) => wanted.includes(character)));
    return !endsWithout(program, isWanted);
  });
};

const classOf = ({ op, runes }: Instruction): readonly string[] | null => {
  if (op !== RUNE && op !== RUNE1) return null;
  const codes = new Set<number>();
  for (let at = 0; at < runes.length; at += 2) {
    const first = runes[at] ?? 0;
    const last = runes[at + 1] ?? first;
    if (last - first >= CHARACTERS_MAX * 2) return null;
    for (let code = first; code <= last; code += 1) codes.add(code);
  }
  const characters = new Set(Array.from(codes, (code) => folded(String.fromCodePoint(code))));
  return characters.size > 0 && characters.size <= CHARACTERS_MAX ? [...characters] : null;
};

/** What a text must be like for a pattern to find anything in it; for patterns of which no text is known. */
export interface Shape {
  /** Code points. */
  readonly length: number;
  /** Of each set of kinds (KIND_…, added up) at least one character is there. */
  readonly kinds: readonly number[];
}

export const shapeOf = (compiled: RE2JS): Shape => {
  if (compiled.programSize() > SMALL_PROGRAM_MAX) return ANY_SHAPE;
  const program: Program = compiled.re2().prog;
  const kinds = program.inst.map(kindsOf);
  const needed = SETS_OF_KINDS.filter((set) => {
    const isWanted = kinds.map((one) => one !== 0 && (one & ~set) === 0);
    return !endsWithout(program, isWanted);
  });
  return {
    length: leastLength(program),
    kinds: needed.filter((set) => !needed.some((other) => other !== set && (other & set) === other)),
  };
};

const ANY_SHAPE: Shape = { length: 0, kinds: [] };

/** All but the empty one and that of all kinds. */
const SETS_OF_KINDS = Array.from({ length: ALL_KINDS - 1 }, (_, index) => index + 1);

/** The kinds of character that an instruction takes; 0: it takes none. */
const kindsOf = ({ op, runes }: Instruction): number => {
  if (op < RUNE) return 0;
  if (op > RUNE1) return ALL_KINDS;
  let kinds = 0;
  for (let at = 0; at < runes.length; at += 2) {
    const first = runes[at] ?? 0;
    kinds |= kindsBetween(first, runes[at + 1] ?? first);
  }
  return kinds;
};

/** The fewest characters past which a way leads to the end. */
const leastLength = ({ start, inst }: Program): number => {
  let now = new Set<number>([start]);
  for (let length = 0; length < LENGTH_MAX; length += 1) {
    const next = new Set<number>();
    for (const at of now) {
      const one = inst[at];
      if (one === undefined || one.op === FAIL) continue;
      if (one.op === MATCH) return length;
      if (one.op >= RUNE) next.add(one.out);
      else {
        now.add(one.out);
        if (one.op === ALT || one.op === ALT_MATCH) now.add(one.arg);
      }
    }
    now = next;
  }
  return LENGTH_MAX;
};

/** Longer messages are rare. */
const LENGTH_MAX = 128;

/** Whether some way leads from the start to the end past none of these instructions. */
const endsWithout = ({ start, inst }: Program, isBarred: readonly boolean[]): boolean => {
  const seen = new Set<number>([start]);
  for (const at of seen) {
    const one = inst[at];
    if (one === undefined || one.op === FAIL || isBarred[at] === true) continue;
    if (one.op === MATCH) return true;
    seen.add(one.out);
    if (one.op === ALT || one.op === ALT_MATCH) seen.add(one.arg);
  }
  return false;
};
