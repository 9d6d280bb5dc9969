// What a template is checked against, and one thing that is wrong with it; the sentences are written by rules/.
import { LiquidError } from 'liquidjs';

export interface TemplateEnv {
  readonly vars: Readonly<Record<string, string>>;
  /** The groups of the rule's regex; null: it has none. */
  readonly groups: { readonly count: number; readonly names: readonly string[] } | null;
  readonly timezone: string;
}

export type FaultCode =
  | 'template-syntax'
  | 'template-variable'
  | 'template-filter'
  | 'template-tag'
  | 'template-josa'
  | 'template-group';

export interface TemplateFault {
  readonly code: FaultCode;
  /** Where in the source, in UTF-16 units. */
  readonly offset: number;
  readonly length: number;
  /** What stands there. */
  readonly found: string;
  /** What may stand there: the nearest name, else all that there are. */
  readonly known: readonly string[];
}

/** Keys and indexes from the list of blocks to the place; the list itself is []. */
export type BlockPath = readonly (string | number)[];

/** One thing that is wrong with a reply's blocks. A template's own fault counts within the string at `path`. */
export type BlockFault = { readonly path: BlockPath } & (
  | TemplateFault
  | BlockShapeFault
  | BlockLimitFault
  | BlockTypeFault
);

export interface BlockShapeFault {
  readonly code: 'blocks-shape';
  readonly why:
    | 'not_a_mapping' // a block, element or text object is meant; `found` stands there
    | 'not_a_list' // a list is meant
    | 'not_a_text' // one text is meant: no number, true/false, null, list or mapping
    | 'no_type' // a mapping without `type`; `known`: the types that may stand here
    | 'missing' // `in` lacks a key; `known`: the key, or the keys of which one suffices
    | 'empty' // a list without entries, or a text without a character
    | 'value' // `found` is none of the values that the key takes: `known`
    | 'input'; // `in` takes input, and a bot that only answers cannot
  /** The type of the innermost block, element or object that the place belongs to; null: the list of blocks. */
  readonly in: string | null;
  /** What stands there: a text as it is, else `number`, `true/false`, `null`, `list`, `mapping`. */
  readonly found: string;
  readonly known: readonly string[];
}

export interface BlockLimitFault {
  readonly code: 'blocks-limit';
  readonly in: string | null;
  readonly of: 'characters' | 'entries' | 'levels';
  readonly limit: number;
  readonly found: number;
}

/** A type that Slack does not know, or not at this place. Elsewhere a type that is near none is let pass: Slack adds some. */
export interface BlockTypeFault {
  readonly code: 'blocks-type';
  readonly in: string | null;
  readonly found: string;
  /** The nearest, else all that may stand here. */
  readonly known: readonly string[];
}

export const syntaxFault = (source: string, begin: number, end: number): TemplateFault => ({
  code: 'template-syntax',
  offset: begin,
  length: Math.max(1, end - begin),
  found: source.slice(begin, end),
  known: [],
});

/** What the check let pass and Liquid does not: refused at load rather than at the first message. */
export const unparsed = (source: string): TemplateFault => ({
  code: 'template-syntax',
  offset: 0,
  length: source.length,
  found: source.slice(0, 40),
  known: [],
});

/** Where Liquid's tokenizer gave up. */
export const placeOf = (error: unknown): number | null => (LiquidError.is(error) ? error.token.begin : null);
