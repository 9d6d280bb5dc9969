// A plan played to its end: all is said and struck at its time, then it is waited for, then judged. Out: the verdicts.
import type { Plan } from './plan.ts';
import { CLAIM_MS } from './presence.ts';
import { openStage, type Stage, type StageOptions } from './stage.ts';
import { type FaultName, strike } from './strikes.ts';
import { judge, type Judged, strays, type Verdict } from './verdict.ts';

export interface Outcome {
  readonly plan: Plan<FaultName>;
  readonly options: StageOptions;
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly strays: number;
  /** Processes that ended by themselves, with their last words. */
  readonly left: readonly string[];
  /** What a stop at the end left owed. */
  readonly owed: number;
  readonly seconds: number;
  /** For each message that went wrong, all that is known about it. */
  readonly stories: readonly string[];
  /** How often each event was logged. */
  readonly events: Readonly<Record<string, number>>;
}

/**
 * All is settled well within this, or never will be: a doubt may last for two minutes, and what had to wait for it comes
 * after.
 */
export const SETTLE_MS_MAX = 240_000;
const QUIET_MS = 2_000;
const LOOK_EVERY_MS = 500;
/** What is in doubt and is sent again is sent 10 s after the doubt began. */
const REPEAT_MS = 13_000;

export const play = async (plan: Plan<FaultName>, options: StageOptions): Promise<Outcome> => {
  const began = performance.now();
  const stage = await openStage(options);
  try {
    await stage.online();
    await act(stage, plan);
    await stage.calm();
    await settle(stage);
    await Promise.all(stage.replicas.map((replica) => replica.stop()));
    return outcome(stage, plan, (performance.now() - began) / 1000);
  } finally {
    await stage.close();
  }
};

const act = async (stage: Stage, { lines, strikes }: Plan<FaultName>): Promise<void> => {
  const began = performance.now();
  const moments = [
    ...lines.map((line) => ({ atMs: line.atMs, act: () => stage.say(line) })),
    ...strikes.map((one) => ({ atMs: one.atMs, act: () => strike(stage, one) })),
  ].toSorted((a, b) => a.atMs - b.atMs);
  for (const moment of moments) {
    await pause(moment.atMs - (performance.now() - began));
    moment.act();
  }
};

const settle = async (stage: Stage): Promise<void> => {
  const since = performance.now();
  let settledAt: number | null = null;
  while (performance.now() - since < stage.options.settleMs) {
    const isOpen = performance.now() - since < CLAIM_MS || judge(stage).some(({ verdict }) => verdict === 'missed');
    settledAt = isOpen ? null : (settledAt ?? performance.now());
    const quietMs = stage.reported.inDoubt.size === 0 ? QUIET_MS : stage.options.isThorough ? Infinity : REPEAT_MS;
    if (settledAt !== null && performance.now() - settledAt > quietMs) return;
    await pause(LOOK_EVERY_MS);
  }
};

const GOOD: readonly Verdict[] = ['once', 'silent', 'given_up', 'unheard'];

const outcome = (stage: Stage, plan: Plan<FaultName>, seconds: number): Outcome => {
  const judged = judge(stage);
  const counts = { ...NONE };
  for (const { verdict } of judged) counts[verdict] += 1;
  const events: Record<string, number> = {};
  for (const { event } of stage.logged) events[event] = (events[event] ?? 0) + 1;
  const drained = stage.logged.filter(({ event }) => event === 'drained');
  return {
    plan,
    options: stage.options,
    counts,
    strays: strays(stage).length,
    left: stage.left,
    owed: drained.reduce((sum, { fields }) => sum + Number(fields['left']), 0),
    seconds,
    stories: judged.filter(({ verdict }) => !GOOD.includes(verdict)).map((one) => story(stage, one)),
    events,
  };
};

const NONE: Record<Verdict, number> = {
  once: 0,
  silent: 0,
  given_up: 0,
  unheard: 0,
  missed: 0,
  doubled: 0,
  wrong_place: 0,
  unasked: 0,
};

/** What happened around it to bots and line, and every log line and answer of its own. */
const AROUND_MS = 20_000;

const story = (stage: Stage, { spoken, verdict }: Judged): string => {
  const { line, at, ts, channel } = spoken;
  const time = (moment: number): string => `${moment < at ? '-' : '+'}${Math.abs((moment - at) / 1000).toFixed(3)} s`;
  const events = stage.logged
    .filter(
      ({ at: moment, event, fields }) =>
        (fields['ts'] === ts && fields['channel'] === channel) ||
        (Math.abs(moment - at) < AROUND_MS &&
          (event.startsWith('(') || /^(?:session|journal|rules|history|caught|catch|lease|outbox|adopt)/.test(event))),
    )
    .map(({ at: moment, replica, event, fields }) => {
      const { level: _level, time: _time, event: _event, ...rest } = fields;
      return { moment, text: `#${replica} ${event} ${JSON.stringify(rest)}` };
    });
  const answers = stage.answers
    .filter(({ id }) => id === line.id)
    .map(({ at: moment, ...rest }) => ({ moment, text: `answer ${JSON.stringify(rest)}` }));
  const calls = stage.workspace
    .calls()
    .filter(({ args }) => (args['text'] ?? '').split(' ').includes(line.id))
    .map(({ at: moment, method }) => ({ moment, text: `call ${method}` }));
  return [
    `${line.id} ${verdict}: ${JSON.stringify({ ...line, channel, ts })}`,
    ...[...events, ...answers, ...calls]
      .toSorted((a, b) => a.moment - b.moment)
      .map(({ moment, text }) => `    ${time(moment)} ${text}`),
  ].join('\n');
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
