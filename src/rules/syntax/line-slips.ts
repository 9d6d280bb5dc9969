// From one line to what is wrong with its beginning: tabs, look-alike blanks, bullets, comment marks, a missing blank or colon.
import { looksLikeRules, type Line, type Page } from './page.ts';
import * as ofKeys from './phrases-keys.ts';
import * as ofLines from './phrases-lines.ts';
import * as ofText from './phrases-text.ts';
import { realigned } from './realign.ts';
import { spotOn, type Slip } from './slip.ts';
import { BULLET, LEAD, NUMBERED, ODD_BLANK, ODD_COLON, isKey } from './words.ts';

/** Whether the line is wrong by itself, whatever its neighbours; null where its beginning is sound. */
export const lineSlip = (page: Page, line: Line): Slip | null =>
  line.kind !== 'entry'
    ? null
    : (tab(page, line) ??
      oddLead(page, line) ??
      ruler(line) ??
      commentMark(page, line) ??
      bulletMark(page, line) ??
      dashBlank(page, line) ??
      colon(page, line) ??
      lineBreak(line));

/** What is wrong although YAML may read it: a line of rules behind odd blanks, a comment mark or a bullet becomes a strange key. */
export const quietSlip = (page: Page, line: Line): Slip | null => {
  if (line.kind !== 'entry' || (line.key === null && line.dashes.length === 0)) return null;
  const isMarked = line.key !== null && isKey(line.key.replace(BULLET, '').replace(NUMBERED, ''));
  return (
    oddLead(page, line) ??
    bareBlock(page, line) ??
    (line.key === null
      ? null
      : (commentMark(page, line) ??
        (isMarked ? bulletMark(page, line) : null) ??
        (isTight(line.key) ? colon(page, line) : null)))
  );
};

/** `안내:` below `reply: |`, but no deeper: a line of the text, which YAML takes for a key. */
const bareBlock = (page: Page, line: Line): Slip | null => {
  const opener = page.lines.findLast((one) => one.number < line.number && one.kind !== 'blank');
  if (opener?.kind !== 'entry' || opener.key === null || !/^[|>][-+]?$/u.test(opener.value)) return null;
  const isText = line.key !== null && line.dashes.length === 0 && !isKey(line.key) && isKey(opener.key);
  if (!isText || line.lead.length > opener.keyAt) return null;
  const rest = page.lines.slice(line.number - 1);
  const end = rest.findIndex((one) => one.kind === 'entry' && looksLikeRules(one));
  const spaces = ' '.repeat(opener.keyAt + 2);
  return {
    ...spotOn(line.number, line.lead.length, line.text.trimEnd().length),
    saying: ofText.blockBody(),
    mend: (end < 0 ? rest : rest.slice(0, end))
      .filter((one) => one.kind !== 'blank')
      .map((one) => ({ line: one.number, text: spaces + one.text.trim() })),
  };
};

/** Tabs before the text or behind a dash; the lines right below with the same mistake belong to it. */
const tab = (page: Page, line: Line): Slip | null => {
  const at = tabAt(line);
  if (at < 0) return null;
  const mend = realigned(page, line, (one) => tabAt(one) >= 0);
  const end = /^\t+/u.exec(line.text.slice(at))?.[0].length ?? 1;
  return { ...spotOn(line.number, at, at + end), saying: ofLines.tabbed(mend.length > 1), mend };
};

export const tabAt = (line: Line): number => {
  const inLead = line.lead.indexOf('\t');
  if (inLead >= 0) return inLead;
  const head = line.text.slice(0, line.keyAt);
  return line.dashes.length > 0 && line.key !== null ? head.indexOf('\t') : -1;
};

/** How far a neighbour is sought over blank lines and comments. */
const NEAR_LINES = 10;

const AFTER_DASH = new RegExp(`^-[ \\t]*${ODD_BLANK.source}+[ \\t]*`, 'u');

const oddLead = (page: Page, line: Line): Slip | null => {
  const behindDash = AFTER_DASH.exec(line.text.slice(line.keyAt));
  if (behindDash !== null) {
    const from = line.keyAt + 1;
    const text =
      line.text.slice(0, line.keyAt) + widened(behindDash[0]) + line.text.slice(line.keyAt + behindDash[0].length);
    return {
      ...spotOn(line.number, from, from + behindDash[0].length - 1),
      saying: ofLines.oddBlank(line.text[from] ?? ' '),
      mend: [{ line: line.number, text }],
    };
  }
  const head = line.text.slice(0, line.keyAt);
  const at = head.search(ODD_BLANK);
  if (at < 0) return null;
  const mend = realigned(page, line, (one) => ODD_BLANK.test(one.lead));
  return { ...spotOn(line.number, at, at + 1), saying: ofLines.oddBlank(head[at] ?? ' ', mend.length > 1), mend };
};

/** A line drawn with signs, as people do between rules. */
const ruler = (line: Line): Slip | null => {
  const mark = /^(?:[-=*_~+─━═—–]{3,}|#{2,})\s*$/u.exec(line.text.slice(line.lead.length))?.[0].trim();
  if (mark === undefined) return null;
  return {
    ...spotOn(line.number, line.lead.length, line.lead.length + mark.length),
    saying: ofLines.ruler(mark),
    mend: [{ line: line.number, text: '' }],
  };
};

const commentMark = (page: Page, line: Line): Slip | null => {
  const body = line.text.slice(line.lead.length);
  const mark =
    /^(?:\/\/+|\/\*+|\*\/|<!--|;;|＃)/u.exec(body)?.[0] ??
    (body.startsWith('-- ') && !isKey(line.key?.replace(NUMBERED, '') ?? '') ? '--' : undefined);
  if (mark === undefined) return null;
  const rest = body.slice(mark.length).replace(/(?:\*\/|-->)\s*$/u, '');
  const closer = mark.startsWith('/*') ? '*/' : mark === '<!--' ? '-->' : null;
  const last =
    closer === null || body.includes(closer)
      ? line.number
      : (page.lines.slice(line.number).find((one) => one.text.includes(closer))?.number ?? line.number);
  const mend = page.lines.slice(line.number - 1, last).map((one) => ({ line: one.number, text: '' }));
  return {
    ...spotOn(line.number, line.lead.length, line.lead.length + mark.length),
    saying: ofLines.slashes(mark, rest, last > line.number),
    mend,
  };
};

/** Bullets in a row are one mistake, made once by a word processor. */
const bulletMark = (page: Page, line: Line): Slip | null => {
  const from = line.lead.length;
  const body = line.text.slice(from);
  const mark =
    BULLET.exec(body)?.[0] ??
    (line.key !== null && isKey(line.key.replace(NUMBERED, '')) ? NUMBERED.exec(body)?.[0] : undefined);
  if (mark === undefined || (mark.startsWith('o') && line.key === null)) return null;
  const rest = line.text.slice(from + mark.length);
  const mend = page.lines
    .slice(line.number - 1)
    .filter((one) => one.kind === 'entry')
    .flatMap((one) => {
      const lead = LEAD.exec(one.text)?.[0] ?? '';
      const found = (NUMBERED.test(mark + 'x') ? NUMBERED : BULLET).exec(one.text.slice(lead.length))?.[0];
      if (found === undefined) return [];
      const dash = dashFor(page, one, found);
      return [{ line: one.number, text: lead + dash + one.text.slice(lead.length + found.length) }];
    });
  return {
    ...spotOn(line.number, from, from + mark.trimEnd().length),
    saying: ofLines.bullet(mark.trimEnd(), `- ${rest}`, mend.length > 1),
    mend,
  };
};

/** A list mark that brings the key to the column of those below it, where they stand as behind `- `. */
const dashFor = (page: Page, line: Line, mark: string): string => {
  const from = line.lead.length;
  const next = page.lines.slice(line.number).find((one) => one.kind === 'entry');
  return next?.dashes.length === 0 && next.lead.length === from + 2 ? '- ' : widened(mark);
};

/** A list mark as wide as what stands in its place, so that the lines below still fit. */
const widened = (mark: string): string => `-${' '.repeat(Math.max(1, mark.length - 1))}`;

/** `-휴가` beside list items, or `-name: x`. */
const dashBlank = (page: Page, line: Line): Slip | null => {
  const from = line.keyAt;
  const found = /^-(?=[^\s\d-])(.*)$/u.exec(line.text.slice(from));
  if (found === null) return null;
  const rest = found[1] ?? '';
  const near = [page.lines[line.number - 2], page.lines[line.number]];
  const isListed = near.some(
    (one) =>
      one !== undefined &&
      one.kind === 'entry' &&
      (one.dashes.length > 0 || /^-\S/u.test(one.text.trim())) &&
      one.lead.length === line.lead.length,
  );
  const key = /^[^:]+(?=:)/u.exec(rest)?.[0];
  // Where the lines below stand as behind `- `, the dash was meant as one, whatever the key.
  const isFollowed = page.lines.slice(line.number).find((one) => one.kind === 'entry')?.lead.length === from + 2;
  if (!isListed && !isFollowed && !(key !== undefined && isKey(key)) && line.key !== null) return null;
  const below = page.lines.slice(line.number).filter((one) => one.kind === 'entry');
  const end = below.findIndex((one) => one.lead.length !== from + 1);
  const followers = below
    .slice(0, end < 0 ? undefined : end)
    .map((one) => ({ line: one.number, text: ` ${one.text}` }));
  return {
    ...spotOn(line.number, from, from + 1),
    saying: ofKeys.dashBlank(rest, followers.length > 0),
    mend: [{ line: line.number, text: `${line.text.slice(0, from)}- ${rest}` }, ...followers],
  };
};

const WORD = String.raw`["'“”]?([\p{L}_]+)["'“”]?`;
const COLON_WIDE = new RegExp(String.raw`^${WORD}[ \t]*(${ODD_COLON.source})\s*(.*)$`, 'u');
const COLON_TIGHT = new RegExp(String.raw`^${WORD}[ \t]*:([^ \t].*)$`, 'u');
const COLON_NONE = new RegExp(String.raw`^${WORD}(?:[ \t]*(?:=>?|->|→|;)[ \t]*|[ \t]+|$)(.*)$`, 'u');

/** A line without a key though it begins with one: the colon, or the blank behind it, is missing. */
const colon = (page: Page, line: Line): Slip | null => {
  const body = line.text.slice(line.keyAt);
  if (line.key !== null && !isTight(line.key)) return null;
  const [, wideKey, wideMark, wideRest] = COLON_WIDE.exec(body) ?? [];
  if (wideKey !== undefined && wideMark !== undefined && (isKey(wideKey) || standsAsKey(page, line)))
    return mendedColon(page, line, { key: wideKey, rest: wideRest ?? '', mark: wideMark });
  const [, tightKey, tightRest] = COLON_TIGHT.exec(body) ?? [];
  if (
    tightKey !== undefined &&
    (isKey(tightKey) || (line.key === null && !tightRest?.startsWith('//') && standsAsKey(page, line)))
  )
    return mendedColon(page, line, { key: tightKey, rest: tightRest ?? '', mark: ':' });
  const [, loneKey, loneRest] = COLON_NONE.exec(body) ?? [];
  if ((line.key === null || isLost(line.key)) && loneKey !== undefined && isKey(loneKey))
    return mendedColon(page, line, { key: loneKey, rest: loneRest ?? '', mark: '' });
  return null;
};

/** An unknown word counts as a key only in the column of its neighbours' keys: elsewhere it is part of a text. */
const standsAsKey = (page: Page, line: Line): boolean => {
  const entries = page.lines
    .slice(Math.max(0, line.number - 1 - NEAR_LINES), line.number + NEAR_LINES)
    .filter((one) => one.kind === 'entry' && one !== line);
  const [above, below] = [
    entries.findLast((one) => one.number < line.number),
    entries.find((one) => one.number > line.number),
  ];
  return [above, below].some((one) => one?.key !== undefined && one.key !== null && one.keyAt === line.keyAt);
};

/** `reply:안녕: 여기`: the key that YAML sees is not the one that was meant. */
const isTight = (key: string): boolean =>
  (isKey(/^[^:：]*/u.exec(key)?.[0] ?? '') && /[:：]/u.test(key)) || isLost(key);

/** `match { contains: 휴가 }`: the colon that YAML sees is that of the key inside. */
const isLost = (key: string): boolean => isKey(/^([a-z_]+)[ \t]+[[{]/u.exec(key)?.[1] ?? '');

interface Colon {
  readonly key: string;
  readonly rest: string;
  readonly mark: string;
}

const mendedColon = (page: Page, line: Line, { key, rest, mark }: Colon): Slip => {
  const body = line.text.slice(line.keyAt);
  const at = line.keyAt + (mark === '' ? body.indexOf(key) + key.length : body.indexOf(mark));
  const odd = mark === ':' ? ODD_BLANK.exec(rest[0] ?? '')?.[0] : undefined;
  const value = rest.replace(LEAD, '');
  const opens = opensBelow(page, line);
  const saying =
    odd !== undefined
      ? ofKeys.oddBlankAfterColon(odd, { key, value })
      : opens && mark === ':' && /^[\p{P}\p{S}]$/u.test(value)
        ? ofKeys.colonThenMark(key, value)
        : mark === ':'
          ? ofKeys.colonBlank(key, value)
          : mark === ''
            ? ofKeys.colonMissing(key, value)
            : ofKeys.colonWide(mark, key, value);
  const isOpen = value === '' || /^[[{"'|>#]/u.test(value);
  const left = isOpen ? value : opens ? '' : 'x';
  return {
    ...spotOn(line.number, at, at + 1),
    saying,
    mend: [{ line: line.number, text: `${line.text.slice(0, line.keyAt)}${key}: ${left}` }],
  };
};

/** Keys or list items stand deeper below: what is behind the colon is no value. */
const opensBelow = (page: Page, line: Line): boolean => {
  const next = page.lines.slice(line.number).find((one) => one.kind === 'entry');
  return next !== undefined && next.lead.length > line.lead.length && (next.dashes.length > 0 || looksLikeRules(next));
};

const lineBreak = (line: Line): Slip | null => {
  const at = line.text.search(/[\u0085\u2028\u2029]/u);
  if (at < 0) return null;
  return {
    ...spotOn(line.number, at, at + 1),
    saying: ofLines.lineEnd(line.text[at] ?? ' '),
    mend: [{ line: line.number, text: line.text.slice(0, at) }],
  };
};
