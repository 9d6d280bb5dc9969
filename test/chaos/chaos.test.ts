// Every kind of fault, each alone and all overlapping, against `annyeong start` as processes: no message answered twice, none
// at the wrong place, no bot answered, and none missed but those of which nothing could be known. All runs go side by side.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { deferred } from '../../src/domain/deferred.ts';
import type { Outcome } from './run.ts';
import { inPool, OVERLAPPING, playScene, type Scene, type SceneName } from './scenes.ts';
import { faultsFor, type FaultName } from './strikes.ts';
import { broken, report } from './table.ts';

const SEED = Number(process.env.CHAOS_SEED ?? 1);
const MESSAGES_ALONE = 24;
const MESSAGES_OVERLAPPING = 80;
/** They wait more than they work. */
const AT_ONCE = 16;
/** A doubt may last for two minutes. */
const SETTLE_MS_MAX = 150_000;
/** From the first run's start to the last one's end. */
const ALL_MS_MAX = 600_000;

/** What is not the same with a shared journal: the journal itself, and who takes over. */
const SHARED: ReadonlySet<FaultName> = new Set<FaultName>([
  'kill_on_delivery',
  'kill_while_owed',
  'kill_at_request',
  'kill_after_effect',
  'kill_after_answer',
  'kill_in_doubt',
  'paused_at_request',
  'clock_jumps',
  'recycled',
  'outage',
  'redis_killed',
  'redis_paused',
  'redis_forgets',
]);

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** The longest first, so that nothing is waited for at the end: what nobody can look up is in doubt for two minutes. */
const SCENES: readonly Scene[] = [
  ...(['level', 'redis'] as const).flatMap((journal) =>
    (['all', 'dms'] as const).map((history): Scene => ({
      name: OVERLAPPING,
      seed: SEED,
      journal,
      history,
      messages: MESSAGES_OVERLAPPING,
    })),
  ),
  ...[
    ...faultsFor('level').map((name, index) => alone(name, 'level', index)),
    ...[...SHARED].map((name, index) => alone(name, 'redis', index)),
  ].toSorted((a, b) => b.history.localeCompare(a.history, 'en')),
  alone('paused_for_a_minute', 'redis', 0),
].filter(({ journal }) => hasRedis || journal === 'level');

function alone(name: SceneName, journal: Scene['journal'], index: number): Scene {
  return { name, seed: SEED, journal, history: index % 2 === 0 ? 'all' : 'dms', messages: MESSAGES_ALONE };
}

describe('chaos', function () {
  this.timeout(ALL_MS_MAX);
  const runs = SCENES.map((scene) => ({ scene, outcome: deferred<Outcome | Error>() }));

  before(() => {
    void inPool(runs, {
      atOnce: AT_ONCE,
      work: async ({ scene, outcome }) => {
        outcome.resolve(
          await playScene({ ...scene, settleMs: SETTLE_MS_MAX }).catch((fault: unknown) =>
            fault instanceof Error ? fault : new Error(String(fault)),
          ),
        );
      },
    });
  });

  for (const { scene, outcome } of runs) {
    it(`${scene.name}, with ${scene.journal}, history of ${scene.history === 'all' ? 'all' : 'direct messages'}, seed ${scene.seed}`, async () => {
      const ended = await outcome.promise;
      if (ended instanceof Error) throw ended;
      assert.deepEqual(broken(ended), [], report(scene.name, ended));
    });
  }

  if (!hasRedis) {
    it('with redis', function () {
      console.log('      redis-server is not installed: apt-get install redis-server');
      this.skip();
    });
  }
});
