// What one syntax mistake is: its place, its sentences, and how to mend the text so that the search can go on behind it.
import type { Phrase } from '../../domain/language.ts';

/** The kinds of syntax mistakes; each is a diagnostic code, listed in docs/DIAGNOSTICS.md. */
export const SLIP_CODES = [
  'yaml-alias',
  'yaml-alias-bomb',
  'yaml-anchor',
  'yaml-block-text',
  'yaml-bracket',
  'yaml-bullet',
  'yaml-code-fence',
  'yaml-colon',
  'yaml-colon-in-text',
  'yaml-comma',
  'yaml-comment',
  'yaml-control-character',
  'yaml-dash',
  'yaml-directive',
  'yaml-duplicate-key',
  'yaml-empty',
  'yaml-escape',
  'yaml-hash',
  'yaml-indent',
  'yaml-indent-blank',
  'yaml-line-end',
  'yaml-merge-marker',
  'yaml-quote',
  'yaml-separator',
  'yaml-syntax',
  'yaml-tab',
  'yaml-tag',
  'yaml-text-start',
  'yaml-too-deep',
] as const;

export type SlipCode = (typeof SLIP_CODES)[number];

export interface Saying {
  readonly code: SlipCode;
  readonly message: Phrase;
  readonly hint: Phrase;
}

/** Columns count from 0 here, in UTF-16 units; the end is exclusive. Lines count from 1. */
export interface Spot {
  readonly line: number;
  readonly at: number;
  readonly endLine: number;
  readonly endAt: number;
}

export interface Slip extends Spot {
  readonly saying: Saying;
  /** New texts of lines, so that the rest of the file can be read as if the mistake were not there. */
  readonly mend: readonly Mend[];
}

export interface Mend {
  readonly line: number;
  readonly text: string;
}

export const spotOn = (line: number, at: number, endAt: number): Spot => ({
  line,
  at,
  endLine: line,
  endAt: Math.max(endAt, at + 1),
});

export type Said = Spot & { readonly saying: Saying };
