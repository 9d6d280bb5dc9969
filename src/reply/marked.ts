// A text that knows, run by run, who wrote it: the author of the rule, or a person. What filters and conditions work on.
import { Drop } from 'liquidjs';

export interface Run {
  readonly text: string;
  readonly byPerson: boolean;
}

/**
 * Conditions see the plain text (Liquid asks a drop for its `valueOf`); filters and the output see the runs.
 *
 * Invariant: no run is empty, and two neighbours are never by the same hand.
 */
export class Marked extends Drop {
  readonly #runs: readonly Run[];
  readonly #text: string;

  constructor(runs: readonly Run[]) {
    super();
    this.#runs = joined(runs);
    this.#text = this.#runs.map((run) => run.text).join('');
  }

  override valueOf(): string {
    return this.#text;
  }

  override toString(): string {
    return this.#text;
  }

  /** A function for who holds the class, not a property: what a template names can reach properties. */
  static runsOf(marked: Marked): readonly Run[] {
    return marked.#runs;
  }
}

export const byPerson = (text: string): Marked => new Marked([{ text, byPerson: true }]);

export const byAuthor = (text: string): Marked => new Marked([{ text, byPerson: false }]);

/** Any value of a template as text, as Liquid would print it; what is not marked is the author's. */
export const marked = (value: unknown): Marked => {
  if (value instanceof Marked) return value;
  if (Array.isArray(value)) return concat(...value.map(marked));
  return byAuthor(plain(value));
};

/** The same without its marks. */
export const plain = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Marked) return value.valueOf();
  if (Array.isArray(value)) return value.map(plain).join('');
  // `nil`, `empty`, and the objects that hold a template's variables print as nothing.
  return '';
};

export const runsOf = (text: Marked): readonly Run[] => Marked.runsOf(text);

export const isByPerson = (value: unknown): boolean =>
  Array.isArray(value) ? value.some(isByPerson) : value instanceof Marked && runsOf(value).some((run) => run.byPerson);

export const concat = (...parts: readonly Marked[]): Marked => new Marked(parts.flatMap(runsOf));

/** The stretch of UTF-16 units from `start` up to `end`. */
export const cutOut = (text: Marked, start: number, end: number): Marked => {
  const kept: Run[] = [];
  let at = 0;
  for (const run of runsOf(text)) {
    const piece = run.text.slice(Math.max(0, start - at), Math.max(0, end - at));
    kept.push({ text: piece, byPerson: run.byPerson });
    at += run.text.length;
  }
  return new Marked(kept);
};

/** Each run changed by itself. */
export const mapRuns = (text: Marked, change: (text: string, byPerson: boolean) => string): Marked =>
  new Marked(runsOf(text).map((run) => ({ text: change(run.text, run.byPerson), byPerson: run.byPerson })));

const joined = (runs: readonly Run[]): readonly Run[] => {
  const out: { text: string; byPerson: boolean }[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    if (run.text === '') continue;
    if (last?.byPerson === run.byPerson) last.text += run.text;
    else out.push({ ...run });
  }
  return out;
};
