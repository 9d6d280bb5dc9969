// Moves from one rule to another → the part of a report that says what would change, with examples.
import type { Phrase } from '../domain/language.ts';
import type { DefaultSpec } from '../domain/rule.ts';
import type { Change, Move } from '../replay/changes.ts';
import type { Hits } from '../replay/tally.ts';
import type { Plan } from '../rules/plan.ts';
import { amount, heading, more, quoted, ROWS_MAX } from './rows.ts';
import { printable, type Speech } from './speech.ts';

export const changes = (moves: readonly Move[], voice: Speech): readonly string[] => {
  const total = moves.reduce((sum, move) => sum + move.count, 0);
  if (total === 0)
    return [
      heading(
        { ko: '이전 규칙과 견주어 달라지는 메시지가 없어요.', en: 'No message would go to another rule than before.' },
        voice,
      ),
    ];
  const phrase: Phrase = {
    ko: `이전 규칙과 견주어 달라지는 메시지 ${amount(total)}개:`,
    en: `Messages that would go to another rule than before, ${amount(total)}:`,
  };
  const rows = moves
    .slice(0, ROWS_MAX)
    .flatMap(({ before, after, count: all, examples }) => [
      `  ${nameOf(before, voice)} → ${voice.colour.green(nameOf(after, voice))}  ${voice.colour.dim(amount(all))}`,
      ...examples.map((change) => `      ${example(change, voice)}`),
    ]);
  return [heading(phrase, voice), ...rows, ...more(moves.length, voice)];
};

/** Rules of one name that fit the same messages, and yet answer otherwise than before. */
export const otherAnswers = (
  rules: readonly Hits[],
  [before, after]: readonly [Plan, Plan],
  voice: Speech,
): readonly string[] => {
  const old = new Map(before.rules.map((spec) => [spec.name, answerOf(spec)]));
  const now = new Map(after.rules.map((spec) => [spec.name, answerOf(spec)]));
  old.set('default', answerOf(before.fallback));
  now.set('default', answerOf(after.fallback));
  const changed = rules.filter(
    ({ rule, hits }) => hits > 0 && old.has(rule.name) && old.get(rule.name) !== now.get(rule.name),
  );
  if (changed.length === 0) return [];
  const phrase: Phrase = {
    ko: '맞는 규칙은 그대로인데, 답이나 답하는 횟수를 고친 규칙과 그 메시지:',
    en: 'Rules whose answer, or how often they give it, has changed, and their messages:',
  };
  const rows = changed.slice(0, ROWS_MAX).map(({ rule, hits }) => `  ${amount(hits)}  ${nameOf(rule.name, voice)}`);
  return [heading(phrase, voice), ...rows, ...more(changed.length, voice)];
};

const answerOf = ({ action, oncePer, limit }: DefaultSpec): string => JSON.stringify([action, oncePer, limit]);

const nameOf = (name: string | null, { say }: Speech): string =>
  name === null
    ? say({ ko: '답 없음', en: 'no answer' })
    : name === 'default'
      ? say({ ko: '기본 답', en: 'the default' })
      : printable(name);

const example = ({ text, channel, ts }: Change, voice: Speech): string => {
  const day = new Date(Number(ts) * 1000);
  const date = Number.isNaN(day.getTime()) ? ts : day.toISOString().slice(0, 10);
  return `${quoted(text, voice)}  ${voice.colour.dim(printable(`${channel} ${date}`))}`;
};
