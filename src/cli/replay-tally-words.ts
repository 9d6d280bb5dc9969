// A tally → the parts of a report that say which rules fitted, which never did, and what wants a rule.
import type { Phrase } from '../domain/language.ts';
import type { Rule } from '../domain/rule.ts';
import type { Group } from '../replay/likeness.ts';
import type { Hits, Tally } from '../replay/tally.ts';
import { amount, heading, more, padded, quoted, ROWS_MAX } from './rows.ts';
import { printable, type Speech } from './speech.ts';
import { named } from './verdict.ts';

export const hits = (rules: readonly Hits[], voice: Speech): readonly string[] => {
  const { say, colour } = voice;
  const found = rules.filter((one) => one.hits > 0).toSorted((a, b) => b.hits - a.hits);
  if (found.length === 0) return [];
  const pad = padded(found.map((one) => one.hits));
  const rows = found.slice(0, ROWS_MAX).map(({ rule, hits: all, held }) => {
    const note = held === 0 ? '' : `  ${colour.dim(say(wasHeld(held)))}`;
    return `  ${pad(all)}  ${colour.green(printable(named(rule)))}${note}`;
  });
  return [heading(HITS, voice), ...rows, ...more(found.length, voice)];
};

const HITS: Phrase = { ko: '규칙마다 맞은 메시지:', en: 'Messages that each rule fits:' };

const wasHeld = (held: number): Phrase => ({
  ko: `그중 ${amount(held)}번은 limit이나 once_per 때문에 답하지 않았어요`,
  en: `${amount(held)} of them not answered, by limit or once_per`,
});

export const never = (rules: readonly Hits[], voice: Speech): readonly string[] => {
  const unused = rules.filter((one) => one.hits === 0 && !isOff(one.rule));
  if (unused.length === 0) return [];
  const phrase: Phrase = {
    ko: `한 번도 맞지 않은 규칙 ${amount(unused.length)}개:`,
    en: `Rules that never fitted, ${amount(unused.length)}:`,
  };
  const rows = unused.slice(0, ROWS_MAX).map(({ rule }) => `  ${printable(named(rule))}`);
  return [heading(phrase, voice), ...rows, ...more(unused.length, voice)];
};

const isOff = ({ conditions }: Rule): boolean => conditions.some(({ key }) => key === 'enabled');

export const byDefault = (tally: Tally, voice: Speech): readonly string[] => {
  const { hits: all } = tally.fallback();
  if (all === 0) return [];
  const groups = tally.groups();
  const pad = padded(groups.map((group) => group.count));
  const phrase: Phrase = {
    ko: `맞는 규칙이 없어 기본 답(default)에 맡긴 메시지 ${amount(all)}개. 무엇을 규칙으로 쓰면 좋을지, 비슷한 것끼리 묶었어요:`,
    en: `Messages left to the default, ${amount(all)}. By likeness, to see what wants a rule:`,
  };
  const shown = groups.slice(0, ROWS_MAX);
  const rest = all - shown.reduce((sum, group) => sum + group.count, 0);
  const rows = shown.map((group: Group) => `  ${pad(group.count)}  ${quoted(group.text, voice)}`);
  return [heading(phrase, voice), ...rows, ...(rest > 0 ? [`  ${voice.say(andMoreMessages(rest))}`] : [])];
};

const andMoreMessages = (count: number): Phrase => ({
  ko: `… 그 밖의 메시지 ${amount(count)}개`,
  en: `… and ${amount(count)} more message${count === 1 ? '' : 's'}`,
});
