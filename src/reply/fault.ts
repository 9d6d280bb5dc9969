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

export const syntaxFault = (source: string, begin: number, end: number): TemplateFault => ({
  code: 'template-syntax',
  offset: begin,
  length: Math.max(1, end - begin),
  found: source.slice(begin, end),
  known: [],
});

/** Where Liquid's tokenizer gave up. */
export const placeOf = (error: unknown): number | null => (LiquidError.is(error) ? error.token.begin : null);
