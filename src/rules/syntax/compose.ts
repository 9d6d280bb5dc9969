// From a text to YAML's tree and its complaints, or to the place where it nests too deep to be read at all.
import { Composer, Lexer, LineCounter, Parser, type CST, type Document } from 'yaml';

/** Deeper than any rules file: composing recurses, and 6,000 brackets would overflow the stack. */
const DEPTH_MAX = 60;

export interface Composed {
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  /** Offset of YAML's first complaint and its end; null where it has none. */
  readonly complaint: readonly [start: number, end: number] | null;
}

export const compose = (text: string): Composed | { readonly tooDeepAt: number } => {
  const lines = new LineCounter();
  const tokens = tokenize(text, lines);
  if (typeof tokens === 'number') return { tooDeepAt: tokens };
  const composer = new Composer({ version: '1.2', schema: 'core', strict: true, uniqueKeys: false, keepSourceTokens: true, logLevel: 'silent', prettyErrors: false });
  const documents = [...composer.compose(tokens, true, text.length)];
  const document = documents[0];
  if (document === undefined) throw new Error('a composer that is forced gives a document');
  const faults = documents.flatMap((one) => [...one.errors, ...one.warnings]).map((fault) => fault.pos);
  const second = documents[1]?.range[0];
  if (second !== undefined) faults.push([second, second + 1]);
  const start = Math.min(...faults.map((pos) => pos[0]));
  const end = Math.max(...faults.filter((pos) => pos[0] === start).map((pos) => pos[1]));
  return { document, lines, complaint: faults.length === 0 ? null : [start, end] };
};

/** YAML's tokens, or the offset at which they nest too deep. */
const tokenize = (text: string, lines: LineCounter): CST.Token[] | number => {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    if (parser.stack.length > DEPTH_MAX) return parser.offset;
  }
  tokens.push(...parser.end());
  return tokens;
};
