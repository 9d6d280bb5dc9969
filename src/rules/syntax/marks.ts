// From a page to the marks that never belong into a rules file wherever they stand: merge markers, separators, control characters.
import { looksLikeRules, readLine, type Page } from './page.ts';
import * as ofLines from './phrases-lines.ts';
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
      saying: ofLines.mergeMarkers(),
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
      saying: ofLines.separator(mark, mark === '---' ? keysAgain(page, line.number) : []),
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

/** Top keys that stand both above and below a line. */
const keysAgain = (page: Page, number: number): readonly string[] => {
  const keys = (isAbove: boolean): readonly string[] =>
    page.lines.flatMap((line) =>
      line.kind === 'entry' &&
      line.key !== null &&
      line.lead === '' &&
      line.dashes.length === 0 &&
      line.number < number === isAbove
        ? [line.key]
        : [],
    );
  const above = keys(true);
  return [...new Set(keys(false))].filter((key) => above.includes(key));
};

/** `%YAML 1.1` would turn `no` and `on` into booleans, and one below the first line is none. */
const directives = (page: Page): readonly Slip[] =>
  page.lines.flatMap((line, index) => {
    if (line.kind === 'inside' || !/^%(?:YAML|TAG)\b/u.test(line.text)) return [];
    const isFirst = page.lines.slice(0, index).every((one) => one.kind === 'blank' || one.kind === 'comment');
    if (isFirst && /^%YAML[ \t]+1\.2\s*(?:#|$)/u.test(line.text)) return [];
    return [
      {
        ...spotOn(line.number, 0, line.text.length),
        saying: ofLines.directive(),
        mend: [{ line: line.number, text: '' }],
      },
    ];
  });

const controls = (page: Page): readonly Slip[] =>
  page.lines.flatMap((line) => {
    CONTROL.lastIndex = 0;
    const found = CONTROL.exec(line.text);
    const at = found?.index ?? line.text.search(/\r(?!$)/u);
    if (at < 0) return [];
    const mark = line.text[at] ?? '';
    const saying = mark === '\r' || mark === '\u000b' ? ofLines.lineEnd(mark) : ofLines.controlCharacter(mark);
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
    saying: ofLines.quoteMark(),
    mend: marked.map((line) => ({ line: line.number, text: line.text.replace(/^> ?/u, '') })),
  };
};

const TIME = String.raw`(?:(?:오전|오후|[AP]M)[ \t]*)?\d{1,2}:\d{2}(?:[ \t]*[AP]M)?`;
const CHAT_HEADER = new RegExp(
  String.raw`^(?:\[[^\]]{1,40}\][ \t]*\[${TIME}\]|[^\s\[#:"'-][^\[#:"']{0,40}[ \t](?:\[${TIME}\]|${TIME})(?=[ \t]*$))[ \t]*`,
  'u',
);

/** Who wrote it and when, as chats put it before what is copied from them; one paste is one mistake. */
export const chatHeaders = (page: Page): Slip | null => {
  const headed = page.lines.flatMap((line) => {
    const header = line.kind === 'entry' && line.key === null ? CHAT_HEADER.exec(line.text)?.[0] : undefined;
    return header === undefined ? [] : [{ line, header }];
  });
  const [first] = headed;
  if (first === undefined) return null;
  return {
    ...spotOn(first.line.number, 0, first.header.trimEnd().length),
    saying: ofLines.chatHeader(first.header, !looksLikeRules(readLine(first.line.text.slice(first.header.length), 1))),
    mend: headed.map(({ line, header }) => {
      const rest = line.text.slice(header.length);
      return { line: line.number, text: looksLikeRules(readLine(rest, line.number)) ? rest : '' };
    }),
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
    saying: ofLines.fence(
      mark,
      around.some((line) => line.text.trim() !== ''),
    ),
    mend: [...fenced, ...around].map((line) => ({ line: line.number, text: '' })),
  };
};

const lead = (text: string): number => LEAD.exec(text)?.[0].length ?? 0;
