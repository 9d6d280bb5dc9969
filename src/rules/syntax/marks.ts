// From a page to the marks that never belong into a rules file wherever they stand: merge markers, separators, control characters.
import { looksLikeRules, type Page } from './page.ts';
import * as say from './phrases.ts';
import { spotOn, type Slip } from './slip.ts';
import { LEAD } from './words.ts';

const CONTROL = /(?![\t\r\u0085])[\p{Cc}\ufffe\uffff]/gu;

/** Slips that are wrong even where YAML would read the file. */
export const marks = (page: Page): readonly Slip[] => [
  ...mergeMarkers(page),
  ...directives(page),
  ...separators(page),
  ...controls(page),
];

/** One conflict, from `<<<<<<<` to `>>>>>>>`, is one mistake; the upper version is kept for the rest of the search. */
const mergeMarkers = (page: Page): readonly Slip[] => {
  const isMark = (number: number, mark: string): boolean =>
    page.lines[number - 1]?.text.startsWith(mark.repeat(7)) === true;
  const slips: Slip[] = [];
  for (let number = 1; number <= page.lines.length; number++) {
    const isMiddle = page.lines[number - 1]?.text.trimEnd() === '='.repeat(7);
    if (!isMark(number, '<') && !isMark(number, '>') && !isMiddle) continue;
    const first = number;
    const blank = [first];
    let lower = false;
    if (isMark(number, '<')) {
      let end = number + 1;
      while (end <= page.lines.length && !isMark(end, '>') && !isMark(end, '<')) end++;
      if (isMark(end, '>')) {
        for (let inner = first + 1; inner < end; inner++) {
          if (isMark(inner, '=') || isMark(inner, '|')) lower = true;
          if (lower) blank.push(inner);
        }
        blank.push(end);
        number = end;
      }
    }
    slips.push({
      ...spotOn(first, 0, page.lines[first - 1]?.text.length ?? 1),
      saying: say.mergeMarkers(),
      mend: blank.map((line) => ({ line, text: '' })),
    });
  }
  return slips;
};

/** `---` and `...` behind the first content: what follows would be another document. */
const separators = (page: Page): readonly Slip[] => {
  const slips: Slip[] = [];
  let content = false;
  let ended: Slip | null = null;
  for (const line of page.lines) {
    const mark = /^(?:---|\.\.\.)(?=[ \t]|$)/u.exec(line.text)?.[0];
    if (mark === undefined) {
      if (line.kind === 'blank' || line.kind === 'comment' || (line.text.startsWith('%') && !content)) continue;
      content = true;
      if (ended !== null) slips.push(ended);
      ended = null;
      continue;
    }
    const rest = line.text.slice(3);
    const slip = {
      ...spotOn(line.number, 0, 3),
      saying: say.separator(mark),
      mend: [{ line: line.number, text: rest.trim() === '' ? '' : `   ${rest}` }],
    };
    if (mark === '---' && content) slips.push(...(ended === null ? [] : [ended]), slip);
    if (mark === '...') ended ??= slip;
    content ||= rest.trim() !== '' && !rest.trim().startsWith('#');
    if (mark === '---') {
      content = true;
      ended = null;
    }
  }
  return slips;
};

/** `%YAML 1.1` would turn `no` and `on` into booleans, and one below the first line is none. */
const directives = (page: Page): readonly Slip[] =>
  page.lines.flatMap((line, index) => {
    if (line.kind === 'inside' || !/^%(?:YAML|TAG)\b/u.test(line.text)) return [];
    const isFirst = page.lines.slice(0, index).every((one) => one.kind === 'blank' || one.kind === 'comment');
    if (isFirst && /^%YAML[ \t]+1\.2\s*(?:#|$)/u.test(line.text)) return [];
    return [
      { ...spotOn(line.number, 0, line.text.length), saying: say.directive(), mend: [{ line: line.number, text: '' }] },
    ];
  });

const controls = (page: Page): readonly Slip[] =>
  page.lines.flatMap((line) => {
    CONTROL.lastIndex = 0;
    const found = CONTROL.exec(line.text);
    const at = found?.index ?? line.text.search(/\r(?!$)/u);
    if (at < 0) return [];
    const mark = line.text[at] ?? '';
    const saying = mark === '\r' || mark === '\u000b' ? say.lineEnd(mark) : say.controlCharacter(mark);
    return [
      {
        ...spotOn(line.number, at, at + 1),
        saying,
        mend: [{ line: line.number, text: mark === '\r' ? '' : line.text.replaceAll(CONTROL, ' ') }],
      },
    ];
  });

/** `> ` before the lines, as mails and chats quote them; only in a file that does not parse. */
export const quoteMarks = (page: Page): Slip | null => {
  const filled = page.lines.filter((line) => line.text.trim() !== '');
  const marked = filled.filter((line) => /^>(?: |$)/u.test(line.text));
  const first = marked[0];
  if (first === undefined || marked.length < 2 || marked.length * 2 < filled.length) return null;
  return {
    ...spotOn(first.number, 0, 1),
    saying: say.quoteMark(),
    mend: marked.map((line) => ({ line: line.number, text: line.text.replace(/^> ?/u, '') })),
  };
};

/** Code fences count only in a file that does not parse: inside a text they are a reply's own. */
export const fences = (page: Page): Slip | null => {
  const fenced = page.lines.filter(
    (line) => line.kind === 'entry' && /^(?:```+|~~~+)[\w-]*\s*$/u.test(line.text.slice(lead(line.text))),
  );
  const first = fenced[0];
  if (first === undefined) return null;
  const last = fenced.at(-1) ?? first;
  // What a chat says before and behind the code is part of the same paste.
  const around = page.lines.filter(
    (line) =>
      (line.number < first.number || (last !== first && line.number > last.number)) &&
      line.lead.length === 0 &&
      !looksLikeRules(line) &&
      line.dashes.length === 0,
  );
  const mark = first.text.slice(lead(first.text)).startsWith('~') ? '~~~' : '```';
  const spot = spotOn(first.number, lead(first.text), first.text.trimEnd().length);
  return {
    ...spot,
    saying: say.fence(mark),
    mend: [...fenced, ...around].map((line) => ({ line: line.number, text: '' })),
  };
};

const lead = (text: string): number => LEAD.exec(text)?.[0].length ?? 0;
