// From a text to YAML's tree and its complaints, or to the place where it nests too deep to be read at all.
import { Composer, Lexer, LineCounter, Parser, type CST, type Document } from 'yaml';
import { withoutFlowTabs } from './flow-tabs.ts';

/** Levels that may be composed: composing recurses, and 6,000 brackets would overflow the stack. */
const DEPTH_MAX = 500;

export interface Composed {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  /** Offset of YAML's first complaint and its end; null where it has none. */
  readonly complaint: Stretch | null;
}

export interface TooDeep {
  /** Offset at which the nesting goes beyond what can be composed. */
  readonly tooDeepAt: number;
}

export const compose = (text: string): Composed | TooDeep => {
  const lines = linesOf(text);
  const tokens = tokenize(withoutFlowTabs(text));
  if (typeof tokens === 'number') return { tooDeepAt: tokens };
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    strict: true,
    uniqueKeys: false,
    keepSourceTokens: true,
    logLevel: 'silent',
    prettyErrors: false,
  });
  const documents = [...composer.compose(tokens, true, text.length)];
  const document = documents[0];
  if (document === undefined) throw new Error('a composer that is forced gives a document');
  const faults = documents.flatMap((one) => [...one.errors, ...one.warnings]).map((fault) => fault.pos);
  const second = documents[1]?.range[0];
  if (second !== undefined) faults.push([second, second + 1]);
  return { document, lines, complaint: faults.reduce<Stretch | null>(earlier, null) };
};

type Stretch = readonly [start: number, end: number];

/** The one that begins first; of two that begin together the longer, since it shows how far the mistake goes. */
const earlier = (first: Stretch | null, [start, end]: Stretch): Stretch =>
  first === null || start < first[0] || (start === first[0] && end > first[1]) ? [start, end] : first;

const linesOf = (text: string): LineCounter => {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  return lines;
};

/** YAML's tokens, or the offset at which they nest too deep. */
const tokenize = (text: string): CST.Token[] | number => {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > DEPTH_MAX) return parser.offset;
  }
  tokens.push(...parser.end());
  return tokens;
};
