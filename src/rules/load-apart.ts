// Loads big rules files in a thread of its own, so that answers go on meanwhile. In: a path. Out: what `loadRules` gives.
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isMainThread, parentPort, Worker, workerData, type MessagePort } from 'node:worker_threads';
import type { RuleSpec, Ruleset } from '../domain/rule.ts';
import { rulesetSteps } from '../match/build.ts';
import { loadRules, type Loaded, type Planned } from './load.ts';
import { partsOf, type Plan } from './plan.ts';
import { outOfMemory } from './source/faults.ts';
import { weighSource } from './source.ts';

/** About 200 rules, 30 ms of work: less is sooner done than a thread is started. */
const APART_BYTES_MIN = 32 * 1024;
/** Building goes on for so long at a time before anything else gets its turn. */
const SLICE_MS = 8;
/** Rules handed over at a time; each is read in some microseconds, and all of them in one go. */
const BATCH_RULES = 200;

/**
 * The thread reads, checks and tries the examples; what it hands over is plain data, of which the ruleset is built here,
 * since compiled patterns and templates cannot cross. Resolves with null where `signal` is aborted before the end, and
 * rejects only where a fault of ours ended the thread.
 */
export const loadRulesApart = async (path: string, signal: AbortSignal): Promise<Loaded | null> => {
  if ((await weighSource(path)) < APART_BYTES_MIN) return loadRules(path);
  const worker = new Worker(new URL(import.meta.url), { workerData: { [TASK]: path } });
  try {
    const outcome: Outcome = await next(worker, signal);
    if (!outcome.ok) return outcome;
    const rules: RuleSpec[] = [];
    while (rules.length < outcome.count) {
      worker.postMessage('more');
      const batch: readonly RuleSpec[] = await next(worker, signal);
      rules.push(...batch);
    }
    const plan = { ...outcome.plan, rules };
    const ruleset = await buildInSlices(plan, signal);
    return ruleset === null ? null : { ...outcome, ruleset };
  } catch (fault) {
    if (signal.aborted) return null;
    if (!isOutOfMemory(fault)) throw fault;
    const diagnostics = [outOfMemory(path)];
    return { ok: false, count: 0, digest: 'out of memory', language: undefined, diagnostics };
  } finally {
    await worker.terminate();
  }
};

/** The thread has its own heap: its end leaves the rest as it is. */
const isOutOfMemory = (fault: unknown): boolean =>
  fault instanceof Error && 'code' in fault && fault.code === 'ERR_WORKER_OUT_OF_MEMORY';

/** What is handed over first: everything but the rules, which follow in batches. */
type Outcome = Extract<Planned, { ok: false }> | Omit<Extract<Planned, { ok: true }>, 'ruleset'>;

const next = async <Message>(worker: Worker, signal: AbortSignal): Promise<Message> => {
  const [message] = await once(worker, 'message', { signal });
  return message;
};

const buildInSlices = async (plan: Plan, signal: AbortSignal): Promise<Ruleset | null> => {
  const steps = rulesetSteps(partsOf(plan));
  for (let until = performance.now() + SLICE_MS; ;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() < until) continue;
    await nextTurn();
    if (signal.aborted) return null;
    until = performance.now() + SLICE_MS;
  }
};

/** Names what the thread is for, so that no other thread which happens to load this file takes it for its own. */
const TASK = 'annyeong: load rules';

const work = async (path: string, port: MessagePort): Promise<void> => {
  const loaded = await loadRules(path);
  if (!loaded.ok) return port.postMessage(loaded satisfies Outcome);
  const { ruleset: _built, ...outcome } = loaded;
  const { rules, ...rest } = outcome.plan;
  port.postMessage({ ...outcome, plan: { ...rest, rules: [] } } satisfies Outcome);
  for (let from = 0; from < rules.length; from += BATCH_RULES) {
    await once(port, 'message');
    port.postMessage(rules.slice(from, from + BATCH_RULES));
  }
};

const task: unknown = isMainThread ? undefined : workerData?.[TASK];
if (typeof task === 'string' && parentPort !== null) await work(task, parentPort);
