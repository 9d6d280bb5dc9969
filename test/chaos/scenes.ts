// A fault's name, or `overlapping`, and a seed → the run of it: its plan, and what it plays on.
import { planOf } from './plan.ts';
import { type Outcome, play, SETTLE_MS_MAX } from './run.ts';
import type { HistoryKind, JournalKind } from './stage.ts';
import { type FaultName, faultsFor } from './strikes.ts';

export const OVERLAPPING = 'overlapping';
export type SceneName = FaultName | typeof OVERLAPPING;

export interface Scene {
  readonly name: SceneName;
  readonly seed: number;
  readonly journal: JournalKind;
  readonly history: HistoryKind;
  readonly messages: number;
  readonly settleMs?: number;
  readonly isThorough?: boolean;
  readonly logLevel?: string;
}

/** Messages a second, over some ten channels: each stays well below one a second. */
const RATE = { alone: 3, overlapping: 4 };
/** How often a fault strikes that strikes alone. */
const STRIKES_ALONE = 3;
/** Something goes wrong every so often, and most of it lasts for longer than that. */
const OVERLAP_MS = 3_500;
const REPLICAS = 3;
/** Struck once, since they last longer than the messages. */
const LONG: ReadonlySet<SceneName> = new Set<SceneName>(['paused_for_a_minute']);

export const playScene = ({
  name,
  seed,
  journal,
  history,
  messages,
  settleMs,
  isThorough,
  logLevel,
}: Scene): Promise<Outcome> => {
  const isAlone = name !== OVERLAPPING;
  const durationMs = (messages / (isAlone ? RATE.alone : RATE.overlapping)) * 1000;
  const plan = planOf<FaultName>({
    seed,
    salt: name,
    messages,
    durationMs,
    faults: isAlone ? [name] : faultsFor(journal).filter((one) => !LONG.has(one)),
    strikes: LONG.has(name) ? 1 : isAlone ? STRIKES_ALONE : Math.max(2, Math.round(durationMs / OVERLAP_MS)),
  });
  return play(plan, {
    journal,
    history,
    replicas: journal === 'redis' ? REPLICAS : 1,
    settleMs: settleMs ?? SETTLE_MS_MAX,
    isThorough: isThorough ?? false,
    ...(logLevel !== undefined && { logLevel }),
  });
};

/** So many at a time, in their order; `done` is told of each as it ends. */
export const inPool = async <Thing>(
  things: Iterable<Thing>,
  { atOnce, work }: { atOnce: number; work: (thing: Thing) => Promise<void> },
): Promise<void> => {
  const left = things[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (let next = left.next(); next.done !== true; next = left.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};
