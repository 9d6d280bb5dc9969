// Outcomes → the table of verdicts, as text or as Markdown, and what was wrong with each, to be run again.
import type { Outcome } from './run.ts';

const HEADS = [
  'fault',
  'seed',
  'journal',
  'history',
  'messages',
  'once',
  'silent',
  'given up',
  'unheard',
  'missed',
  'doubled',
  'wrong place',
  'unasked',
  'seconds',
];

/** One row for each outcome, the sums last. */
export const table = (
  rows: readonly (readonly [string, Outcome])[],
  { isMarkdown }: { isMarkdown: boolean },
): string => {
  const cells = rows.map(([name, outcome]) => rowOf(name, outcome));
  const sums = HEADS.map((_, column) =>
    column === 0
      ? 'all'
      : column < 4
        ? ''
        : String(Math.round(cells.reduce((sum, row) => sum + Number(row[column]), 0))),
  );
  const all = [...cells, sums];
  if (isMarkdown)
    return [HEADS, HEADS.map((_, column) => (column < 4 ? '---' : '---:')), ...all]
      .map((row) => `| ${row.join(' | ')} |`)
      .join('\n');
  const widths = HEADS.map((head, column) => Math.max(head.length, ...all.map((row) => (row[column] ?? '').length)));
  return [HEADS, ...all]
    .map((row) =>
      row
        .map((cell, column) => (column < 4 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
};

const rowOf = (name: string, { plan, options, counts, seconds }: Outcome): readonly string[] => [
  name,
  String(plan.seed),
  options.replicas === 1 ? options.journal : `${options.journal} × ${options.replicas}`,
  options.history,
  ...[
    plan.lines.length,
    counts.once,
    counts.silent,
    counts.given_up,
    counts.unheard,
    counts.missed,
    counts.doubled,
    counts.wrong_place,
    counts.unasked,
  ].map(String),
  seconds.toFixed(0),
];

/** Every promise that the run broke, one line each; none: it kept all. */
export const broken = ({ counts, strays, left, owed, options }: Outcome): readonly string[] => [
  ...(['doubled', 'wrong_place', 'unasked', 'missed'] as const)
    .filter((verdict) => counts[verdict] > 0)
    .map((verdict) => `${counts[verdict]} ${verdict}`),
  ...(strays > 0 ? [`${strays} posts that answer no message`] : []),
  ...left.map((words) => `a process ended by itself: ${words}`),
  ...(owed > 0 && options.isThorough ? [`${owed} still owed at the end`] : []),
];

/** All that is needed to look into it. */
export const report = (name: string, outcome: Outcome): string =>
  [
    `${name}: ${broken(outcome).join('; ')}`,
    `again: npm run chaos -- ${again(name, outcome)}`,
    `strikes: ${outcome.plan.strikes.map(({ fault, atMs }) => `${fault} at ${(atMs / 1000).toFixed(1)} s`).join(', ')}`,
    ...outcome.stories.slice(0, STORIES_MAX),
  ].join('\n');

const STORIES_MAX = 5;

const again = (name: string, { plan, options }: Outcome): string =>
  `--from ${plan.seed} --seeds 1 --faults ${name} --journal ${options.journal} --history ${options.history} --messages ${plan.lines.length}`;
