// From a file's text and a place in it to the lines there with carets below: plain text for a terminal.
import type { Range } from '../domain/diagnostic.ts';

/** Lines of one frame; a longer stretch shows its first ones. */
const FRAME_LINES_MAX = 3;
/** Cells of a line; a longer one is shown around the place. */
const LINE_CELLS_MAX = 100;
const TAB_CELLS = 4;

/** `  5 │ reply: …` and `    │        ^^^`, full-width characters counted as two cells; '' where the file has no such line. */
export const codeFrame = (text: string, range: Range): string => {
  const lines = text.replace(/^\ufeff/u, '').split(/\r?\n/u);
  const last = Math.min(range.endLine, range.line + FRAME_LINES_MAX - 1, lines.length);
  const margin = String(last).length + 1;
  const frame: string[] = [];
  for (let number = range.line; number <= last; number++) {
    const line = lines[number - 1] ?? '';
    const from = number === range.line ? range.column - 1 : line.length - line.trimStart().length;
    const to = number === range.endLine ? range.endColumn - 1 : line.length;
    if (number > range.line && to <= from) continue;
    const shown = cut(line, { from, to });
    frame.push(
      `${String(number).padStart(margin)} │ ${shown.text}`.trimEnd(),
      `${' '.repeat(margin)} │ ${' '.repeat(shown.before)}${'^'.repeat(Math.max(1, shown.width))}`,
    );
  }
  return frame.join('\n');
};

interface Cut {
  readonly text: string;
  /** Cells before the place, and of it. */
  readonly before: number;
  readonly width: number;
}

const cut = (line: string, { from, to }: { readonly from: number; readonly to: number }): Cut => {
  const cells = [...line].map((character) => ({
    length: character.length,
    shown: show(character),
    width: widthOf(character),
  }));
  let offset = 0;
  const placed = cells.map((cell) => ({ ...cell, offset: (offset += cell.length) - cell.length }));
  let start = 0;
  const sum = (some: readonly { readonly width: number }[]): number =>
    some.reduce((total, cell) => total + cell.width, 0);
  const first = placed.findIndex((cell) => cell.offset + cell.length > from);
  const target = first < 0 ? placed.length : first;
  while (sum(placed.slice(start, target)) > LINE_CELLS_MAX / 2) start += Math.max(1, Math.floor((target - start) / 4));
  let end = start;
  for (let width = 0; end < placed.length && width <= LINE_CELLS_MAX; end++) width += placed[end]?.width ?? 0;
  const head = start > 0 ? '…' : '';
  const visible = placed.slice(start, end);
  return {
    text: head + visible.map((cell) => cell.shown).join('') + (end < placed.length ? '…' : ''),
    before: head.length + sum(visible.filter((cell) => cell.offset + cell.length <= from)),
    width: sum(visible.filter((cell) => cell.offset + cell.length > from && cell.offset < to)),
  };
};

/** Control characters must not reach a terminal. */
const show = (character: string): string =>
  character === '\t' ? ' '.repeat(TAB_CELLS) : /\p{Cc}|\p{Cs}|[\u2028\u2029]/u.test(character) ? '?' : character;

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|\u3000|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;
const NONE = /[\p{Mn}\p{Me}\u1160-\u11ff\u200b-\u200f\u2060\ufeff]/u;

const widthOf = (character: string): number => {
  if (character === '\t') return TAB_CELLS;
  if (NONE.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
};
