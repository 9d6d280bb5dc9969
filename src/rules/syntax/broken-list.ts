// From a page to the line that breaks the list of rules apart, so that YAML complains of a sound line far below it.
import { lineSlip } from './line-slips.ts';
import { looksLikeRules, type Line, type Page } from './page.ts';
import * as ofKeys from './phrases-keys.ts';
import * as ofLines from './phrases-lines.ts';
import { spotOn, type Slip } from './slip.ts';
import { isInner, isRuleKey, isTopKey } from './words.ts';

/** The break that stands on the last of the lines complained of, or above it. */
export const brokenList = (page: Page, last: number): Slip | null => {
  const entries = page.lines.filter((one) => one.kind === 'entry');
  const breaks = [commented(page, entries), openerless(page, entries), headless(page, entries), strayLine(entries)];
  return breaks.find((slip) => slip !== null && slip.line <= last) ?? null;
};

/** `rules: // all of ours`: a note behind the key that opens a list or mapping. */
const commented = (page: Page, entries: readonly Line[]): Slip | null => {
  for (const [index, line] of entries.entries()) {
    const mark = line.key === null ? undefined : /^(?:\/\/+|\/\*|<!--)/u.exec(line.value)?.[0];
    const next = entries[index + 1];
    const opens =
      next !== undefined && next.lead.length > line.keyAt && (next.dashes.length > 0 || looksLikeRules(next));
    if (mark === undefined || !opens) continue;
    return {
      ...spotOn(line.number, line.valueAt, line.valueAt + mark.length),
      saying: ofLines.slashes(mark, line.value.slice(mark.length).replace(/(?:\*\/|-->)\s*$/u, '')),
      mend: [{ line: line.number, text: page.texts[line.number - 1]?.slice(0, line.valueAt).trimEnd() ?? '' }],
    };
  }
  return null;
};

/** Rules below another key of the file: the line `rules:` was lost. */
const openerless = (page: Page, entries: readonly Line[]): Slip | null => {
  if (entries.some((one) => /^["'“]?(?:rules?|규칙)/iu.test(one.text.slice(one.lead.length)))) return null;
  const at = entries.findIndex((one) => one.dashes.length === 1 && one.key === 'name');
  const rule = entries[at];
  const opener = entries.slice(0, at).findLast((one) => one.lead === '' && one.key !== null);
  if (rule === undefined || !isLostBelow(entries, { at, opener })) return null;
  const above = page.lines[rule.number - 2];
  const block = until(entries.slice(at), (one) => one.lead === '' && one.dashes.length === 0);
  return {
    ...spotOn(rule.number, rule.lead.length, rule.keyAt + 'name'.length),
    saying: ofLines.rulesMissing(),
    mend:
      above?.kind === 'blank' || above?.kind === 'comment'
        ? [{ line: above.number, text: 'rules:' }]
        : block.map((one) => ({ line: one.number, text: '' })),
  };
};

/** Below a key of the file that opens something else, or at the top of a file whose other keys come behind. */
const isLostBelow = (entries: readonly Line[], { at, opener }: { at: number; opener: Line | undefined }): boolean => {
  if (opener === undefined) return at === 0 && entries.some((one) => one.lead === '' && isFileKey(one));
  return isFileKey(opener) && !(entries[at - 1] === opener && isOpen(opener));
};

const isFileKey = (line: Line): boolean =>
  line.dashes.length === 0 && line.key !== null && (isTopKey(line.key) || line.key === 'hours');

/** What stands first below `rules:` has no dash, or one at the very left, though a rule further below has one. */
const headless = (page: Page, entries: readonly Line[]): Slip | null => {
  const opener = entries.findIndex((one) => one.lead === '' && one.key === 'rules' && isOpen(one));
  const head = entries[opener + 1];
  if (opener < 0 || head === undefined) return null;
  const block = until(entries.slice(opener + 1), (one) => one.lead === '' && one.dashes.length === 0);
  const list = block.find((one) => one !== head && beginsRule(one))?.dashes[0];
  if (list === undefined) return null;
  if (head.dashes.length > 0) {
    // What belongs to it stands as in the rules below: it is the dash alone that stands too far left.
    const isLeft = head.lead === '' && head.dashes.length === 1 && block[1]?.lead.length === list + head.keyAt;
    return isLeft ? indented(head, list) : null;
  }
  if (head.lead.length < list) return null;
  const slip = lineSlip(page, head);
  if (slip !== null) return slip;
  if (head.key === null || !isRuleKey(head.key)) return head.lead.length === list ? note(head) : null;
  return {
    ...spotOn(head.number, head.keyAt, head.keyAt + head.key.length),
    saying: ofKeys.dashFirst(head.key, head.value),
    mend: [{ line: head.number, text: `${' '.repeat(list)}- ${head.text.slice(head.keyAt)}` }],
  };
};

/** A note, or a heading of one's own, where only rules may stand. */
const note = (line: Line): Slip => ({
  ...spotOn(line.number, line.lead.length, line.text.trimEnd().length),
  saying: ofLines.looseNote(line.text),
  mend: [{ line: line.number, text: '' }],
});

/** A line of a rule at the very left: the rules end there for YAML, though more of them follow. */
const strayLine = (entries: readonly Line[]): Slip | null => {
  let rule: Line | null = null;
  for (const [index, line] of entries.entries()) {
    if (beginsRule(line)) rule = line;
    else if (line.lead === '' && rule !== null && (line.key !== null || line.dashes.length > 0)) {
      const isOfRule = line.dashes.length > 0 || isRuleKey(line.key ?? '') || isInner(line.key ?? '');
      if (!isOfRule || (line.dashes.length === 0 && isTopKey(line.key ?? ''))) rule = null;
      else if (goesOn(entries.slice(index + 1), rule)) return indented(line, columnIn(entries, index));
    }
  }
  return null;
};

/** Whether the rules go on below, before the next key of the file itself. */
const goesOn = (below: readonly Line[], rule: Line): boolean =>
  until(below, (one) => one.lead === '' && one.key !== null && isTopKey(one.key)).some(
    (one) =>
      (beginsRule(one) && one.dashes[0] === rule.dashes[0]) ||
      (one.keyAt === rule.keyAt && one.dashes.length === 0 && one.key !== null && isRuleKey(one.key)),
  );

/** Where its neighbours stand; else beside the keys of the rule, or deeper below the line that it belongs to. */
const columnIn = (entries: readonly Line[], index: number): number => {
  const [above, line, below] = [entries.slice(0, index), entries[index], entries[index + 1]];
  const before = above.at(-1);
  const rule = above.findLast(beginsRule);
  if (line === undefined || before === undefined || rule === undefined) return 0;
  const isListed = line.dashes.length > 0;
  if (isListed && line.key === 'name') return rule.dashes[0] ?? 0;
  if (isOpen(before) && (isListed || !isRuleKey(line.key ?? ''))) return before.keyAt + 2;
  if (isListed) return above.findLast((one) => one.dashes.length > 0)?.dashes[0] ?? 0;
  if (below?.dashes.length === 0 && below.lead.length === before.keyAt && !isOpen(before)) return before.keyAt;
  if (isRuleKey(line.key ?? '')) return rule.keyAt;
  return above.findLast((one) => one.key !== null && isInner(one.key))?.keyAt ?? before.keyAt;
};

const indented = (line: Line, column: number): Slip => ({
  ...spotOn(line.number, 0, line.keyAt + (line.key?.length ?? 0)),
  saying: ofLines.indented(column, false),
  mend: [{ line: line.number, text: ' '.repeat(column) + line.text }],
});

const isOpen = (line: Line): boolean => line.value === '';

const beginsRule = (line: Line): boolean =>
  line.dashes.length === 1 && line.lead !== '' && looksLikeRules(line) && isRuleKey(line.key ?? '');

const until = (lines: readonly Line[], ends: (line: Line) => boolean): readonly Line[] => {
  const end = lines.findIndex(ends);
  return end < 0 ? lines : lines.slice(0, end);
};
