// What can be wrong inside brackets, and what is said of it.
import * as ofBrackets from './phrases-brackets.ts';
import * as ofText from './phrases-text.ts';
import type { Saying } from './slip.ts';

export type FlowFaultKind =
  | 'comma-twice'
  | 'comma-missing'
  | 'wide-comma' // a full-width comma, or a semicolon, where YAML's comma is needed
  | 'closer-wrong'
  | 'open' // never closed
  | 'hash' // a `#` that swallowed the rest of the line
  | 'quote-open'
  | 'text-start' // an item that begins with a mark of YAML's
  | 'colon-in-text'
  | 'bracket-after' // brackets that belong to a text: `[0-9]+명`
  | 'escape'; // a backslash that begins no escape of YAML's

export interface FlowFault {
  readonly kind: FlowFaultKind;
  readonly line: number;
  readonly at: number;
  readonly endAt: number;
  readonly text: string;
  /** What to put in the text's place, so that the rest can be read. */
  readonly instead: string;
  /** Where the stretch that is replaced ends. */
  readonly until: number;
}

export const faultSaying = (fault: FlowFault): Saying => {
  const valued = { key: null, value: fault.text };
  switch (fault.kind) {
    case 'comma-twice':
      return ofBrackets.commaTwice();
    case 'comma-missing':
      return ofBrackets.commaMissing();
    case 'wide-comma':
      return ofBrackets.commaWide(fault.text);
    case 'closer-wrong':
      return ofBrackets.bracketWrong(fault.text, fault.instead);
    case 'open':
      return ofBrackets.bracketOpen(fault.text);
    case 'bracket-after':
      return ofBrackets.bracketInText(valued);
    case 'escape':
      return ofText.badEscape(valued);
    case 'hash':
      return ofText.hashSwallows(fault.text);
    case 'quote-open':
      return ofText.quoteOpen(fault.text[0] ?? '"', valued);
    case 'colon-in-text':
      return ofText.colonInText(valued);
    case 'text-start':
      if (fault.text.startsWith('!')) return ofText.tagged(valued);
      if (fault.text.startsWith('*')) return ofText.aliased(valued);
      if (fault.text.startsWith('&')) return ofText.anchored(valued);
      return ofText.textStart(valued);
    default:
      return fault.kind satisfies never;
  }
};
