// npm run chaos -- [--seeds N] [--from SEED] [--minutes M] [--journal level|redis] [--history all|dms] [--messages N]
//   [--faults alone|overlapping|NAME,NAME] [--at-once N] [--settle SECONDS] [--log LEVEL]: every fault alone and all overlapping, for each seed.
// Out: a line for each run, the reports of those that broke a promise, the table, and the same as Markdown. Exit 1 if any did.
import { parseArgs } from 'node:util';
import type { Outcome } from './run.ts';
import { inPool, OVERLAPPING, playScene, type Scene, type SceneName } from './scenes.ts';
import type { HistoryKind, JournalKind } from './stage.ts';
import { faultsFor } from './strikes.ts';
import { broken, report, table } from './table.ts';

export const main = async (argv: string[]): Promise<number> => {
  const { values } = parseArgs({
    args: argv,
    options: {
      seeds: { type: 'string', default: '20' },
      from: { type: 'string', default: '1' },
      minutes: { type: 'string' },
      journal: { type: 'string', multiple: true, default: ['level', 'redis'] },
      history: { type: 'string', multiple: true, default: ['all', 'dms'] },
      messages: { type: 'string', default: '200' },
      faults: { type: 'string', default: OVERLAPPING },
      'at-once': { type: 'string', default: '4' },
      settle: { type: 'string' },
      log: { type: 'string', default: 'info' },
    },
  });
  const until = values.minutes === undefined ? null : performance.now() + Number(values.minutes) * 60_000;
  const rows: [string, Outcome][] = [];
  const wrong: string[] = [];
  const scenes = scenesOf({
    journals: values.journal.map(journalKind),
    histories: values.history.map(historyKind),
    faults: values.faults,
    first: Number(values.from),
    seeds: until === null ? Number(values.seeds) : Infinity,
    messages: Number(values.messages),
    logLevel: values.log,
    isThorough: true,
    ...(values.settle !== undefined && { settleMs: Number(values.settle) * 1000 }),
  });
  await inPool(scenes, {
    atOnce: Number(values['at-once']),
    work: async (scene) => {
      if (until !== null && performance.now() > until) return;
      const called = `${scene.name} ${scene.seed} (${scene.journal}, ${scene.history})`;
      try {
        const outcome = await playScene(scene);
        rows.push([scene.name, outcome]);
        const faults = broken(outcome);
        console.log(
          `${faults.length === 0 ? '✔' : '✘'} ${called}: ${faults.join('; ') || `${outcome.counts.once} once`} (${outcome.seconds.toFixed(0)} s)`,
        );
        if (faults.length > 0) wrong.push(report(scene.name, outcome));
      } catch (fault) {
        wrong.push(`${called}: ${fault instanceof Error ? fault.stack : String(fault)}`);
        console.log(`✘ ${called}: could not be run`);
      }
    },
  });
  for (const text of wrong) console.log(`\n${text}`);
  const sorted = rows.toSorted(([a, one], [b, other]) =>
    key(a, one).localeCompare(key(b, other), 'en', { numeric: true }),
  );
  console.log(`\n${table(sorted, { isMarkdown: false })}\n\n${table(sorted, { isMarkdown: true })}`);
  return wrong.length === 0 ? 0 : 1;
};

const key = (name: string, { plan, options }: Outcome): string =>
  `${options.journal} ${options.history} ${name} ${plan.seed}`;

interface Wanted {
  readonly journals: readonly JournalKind[];
  readonly histories: readonly HistoryKind[];
  readonly faults: string;
  readonly first: number;
  readonly seeds: number;
  readonly messages: number;
  readonly logLevel: string;
  readonly isThorough: boolean;
  readonly settleMs?: number;
}

function* scenesOf({ journals, histories, faults, first, seeds, ...same }: Wanted): Generator<Scene> {
  for (let seed = first; seed < first + seeds; seed += 1)
    for (const journal of journals)
      for (const history of histories)
        for (const name of namesOf(faults, journal)) yield { ...same, name, seed, journal, history };
}

const namesOf = (asked: string, journal: JournalKind): readonly SceneName[] => {
  const known: readonly SceneName[] = [...faultsFor(journal), OVERLAPPING];
  if (asked === 'alone') return faultsFor(journal);
  if (asked === 'all') return known;
  const names = asked.split(',');
  const unknown = names.find(
    (name) => ![...faultsFor('level'), ...faultsFor('redis'), OVERLAPPING].some((one) => one === name),
  );
  if (unknown !== undefined) throw new RangeError(`no fault is called ${unknown}; there are ${known.join(', ')}`);
  return known.filter((name) => names.includes(name));
};

const journalKind = (text: string): JournalKind => {
  if (text === 'level' || text === 'redis') return text;
  throw new RangeError(`--journal is level or redis, not ${text}`);
};

const historyKind = (text: string): HistoryKind => {
  if (text === 'all' || text === 'dms') return text;
  throw new RangeError(`--history is all or dms, not ${text}`);
};
