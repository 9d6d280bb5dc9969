// From lines whose indentation YAML cannot read to the same lines in the columns where they probably belong.
import { readLine, type Line, type Page } from './page.ts';
import type { Mend } from './slip.ts';
import { isInner, isKey, isRuleKey, isTopKey } from './words.ts';

/** The line and those right below it with the same mistake, set to the columns where they probably belong. */
export const realigned = (page: Page, line: Line, isWrong: (line: Line) => boolean): readonly Mend[] => {
  const sound = page.lines.slice(0, line.number - 1).filter((one) => one.kind === 'entry' && !isWrong(one));
  let around: Around = {
    last: sound.at(-1),
    item: sound.findLast((one) => one.dashes.length > 0),
    rule:
      sound.findLast((one) => one.dashes.length > 0 && isRuleKey(one.key ?? '')) ??
      sound.findLast((one) => one.dashes.length > 0 && one.key !== null),
  };
  const mend: Mend[] = [];
  for (const next of page.lines.slice(line.number - 1)) {
    if (next.kind === 'blank' || next.kind === 'comment') continue;
    if (next.kind !== 'entry' || !isWrong(next)) break;
    const below = page.lines.slice(next.number).find((one) => one.kind === 'entry');
    const text =
      ' '.repeat(between(around.last, below, isWrong) ?? columnOf(next, around)) +
      next.dashes.map(() => '- ').join('') +
      next.text.slice(next.keyAt);
    const now = readLine(text, next.number);
    mend.push({ line: next.number, text });
    around = {
      last: now,
      item: now.dashes.length > 0 ? now : around.item,
      rule: now.dashes.length > 0 && now.key !== null ? now : around.rule,
    };
  }
  return mend;
};

/** Between two lines of one column there is no doubt, even about a key that stands in rules and in their parts. */
const between = (above: Line | undefined, below: Line | undefined, isWrong: (line: Line) => boolean): number | null =>
  above?.key !== null &&
  above?.value !== '' &&
  below?.dashes.length === 0 &&
  !isWrong(below) &&
  above?.keyAt === below.lead.length
    ? below.lead.length
    : null;

interface Around {
  /** The lines above whose indentation is sound: the last one, the last list item, and the last item that has a key. */
  readonly last: Line | undefined;
  readonly item: Line | undefined;
  readonly rule: Line | undefined;
}

/** Keys of a rule belong under the last list mark, list marks under the last one, all else under the line above. */
const columnOf = (line: Line, { last, item, rule }: Around): number => {
  const opens = last !== undefined && last.key !== null && last.value === '';
  const isListed = line.dashes.length > 0;
  if (!isListed && isTopKey(line.key ?? '')) return 0;
  if (opens && last.lead === '' && isTopKey(last.key ?? '')) return last.keyAt + 2;
  if (opens && (isListed || line.key === null || !isKey(line.key) || rule === undefined || isInner(line.key)))
    return last.keyAt + 2;
  if (isListed) return (line.key !== null && isRuleKey(line.key) ? (rule ?? item) : item)?.dashes[0] ?? 2;
  if (line.key !== null && isKey(line.key) && !isInner(line.key) && rule !== undefined) return rule.keyAt;
  return last?.keyAt ?? 0;
};
