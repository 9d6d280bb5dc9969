// From a text to one of the same length in which lines inside brackets that begin with a tab are part of the line above.
import { readPage, type Span } from './page.ts';
import { quoteEnd } from './quotes.ts';

/**
 * Inside `[ ]` and `{ }` a tab is no indentation, but YAML wants such a line deeper than its parent, by spaces. Where the
 * line break, and a comment before it, are blanks, nothing is indented, and every offset stays what it was.
 */
export const withoutFlowTabs = (text: string): string => {
  if (!/\n *\t/u.test(text)) return text;
  const raw = text.split('\n');
  const { spans } = readPage(raw.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line)));
  /** Numbers of the lines that go on in the next one → the column at which their comment begins. */
  const goesOn = new Map(
    spans.filter((span) => span.kind === 'flow' && span.closed).flatMap((span) => joints(raw, span)),
  );
  return raw
    .map((line, index) => {
      const end = goesOn.get(index + 1);
      return end === undefined ? `${line}\n` : line.slice(0, end) + ' '.repeat(line.length - end + 1);
    })
    .join('')
    .slice(0, text.length);
};

/** The lines of a span before those that a tab begins, but for what lies inside a quote. */
const joints = (raw: readonly string[], span: Span): readonly (readonly [line: number, end: number])[] => {
  const found: [number, number][] = [];
  let open = '';
  for (let number = span.line; number < span.last; number++) {
    const line = (raw[number - 1] ?? '').replace(/\r$/u, '');
    const read = readTo(line, { at: number === span.line ? span.at : 0, open });
    ({ open } = read);
    if (open === '' && /^ *\t/u.test(raw[number] ?? '')) found.push([number, read.end]);
  }
  return found;
};

interface Read {
  readonly at: number;
  /** The quote that is open there, or ''. */
  readonly open: string;
}

/** The end of a line inside brackets, or of what stands before its comment, and the quote that is open there. */
const readTo = (line: string, from: Read): { readonly end: number; readonly open: string } => {
  let { at, open } = from;
  while (at < line.length) {
    if (open !== '') {
      const end = quoteEnd(line, at, open);
      if (end < 0) return { end: line.length, open };
      at = end;
      open = '';
      continue;
    }
    const mark = line[at] ?? '';
    const begins = at === 0 || /[\s,:[{]/u.test(line[at - 1] ?? '');
    if (mark === '#' && begins) return { end: at, open };
    if ((mark === '"' || mark === "'") && begins) open = mark;
    at++;
  }
  return { end: line.length, open };
};
