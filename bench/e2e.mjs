// In: a built dist/, redis-server. Out: message in to answer out as the workspace sees it, beside a bare bot on the same SDK that
// keeps nothing: paced (20 a second), and bursts of 2,000 over as many channels; ratios within one run. The bots take turns in
// short slices, so that what else the machine does meets all of them. The workspace runs in this process, the bots in theirs.
import { spawnSync } from 'node:child_process';
import { startBot } from './e2e/bots.mjs';

const CHANNELS = 2_000;
const PER_SECOND = 20;
const SLICE_S = 5;
const SLICES = Number(process.argv[2] ?? 6);
const BURSTS = Number(process.argv[3] ?? 5);
const WARM = 2_000;
const WARM_AT_ONCE = 50;
/** Between two bursts at one bot: a channel has its next turn after a second. */
const REST_MS = 1_500;
const ANSWER_MS_MAX = 60_000;

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
const KINDS = ['bare', 'level', ...(hasRedis ? ['redis'] : [])];
if (!hasRedis) console.log('without redis: redis-server is not installed');

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const bots = [];
for (const kind of KINDS) bots.push(await startBot(kind, { channels: CHANNELS }));
const measured = Object.fromEntries(KINDS.map((kind) => [kind, { paced: [], bursts: [] }]));

for (const bot of bots) {
  for (let said = 0; said < WARM; said += WARM_AT_ONCE) await answeredAll(bot, WARM_AT_ONCE);
}
for (let slice = 0; slice < SLICES; slice += 1)
  for (const bot of inTurn(slice)) measured[bot.kind].paced.push(await paced(bot));
for (let round = 0; round < BURSTS; round += 1)
  for (const bot of inTurn(round)) {
    measured[bot.kind].bursts.push(await burst(bot));
    await pause(REST_MS);
  }

for (const bot of bots) {
  const { unanswered, twice, strange } = bot.faults();
  if (unanswered + twice + strange > 0)
    console.log(`${bot.kind}: ${unanswered} unanswered, ${twice} answered twice, ${strange} answers to nothing`);
  await bot.close();
}
show();

async function answeredAll(bot, count) {
  const ones = Array.from({ length: count }, () => bot.say());
  if (!(await bot.all(ones, ANSWER_MS_MAX))) console.log(`${bot.kind}: not all answered within ${ANSWER_MS_MAX} ms`);
  bot.forget();
  return ones.map(({ tookMs }) => tookMs ?? ANSWER_MS_MAX);
}

/** Evenly, whatever becomes of the answers. */
async function paced(bot) {
  const began = performance.now();
  const load = performance.eventLoopUtilization();
  const cpu = bot.cpuSeconds();
  const ones = [];
  for (let index = 0; index < PER_SECOND * SLICE_S; index += 1) {
    await pause((index * 1000) / PER_SECOND - (performance.now() - began));
    ones.push(bot.say());
  }
  await bot.all(ones, ANSWER_MS_MAX);
  bot.forget();
  return {
    tookMs: ones.map(({ tookMs }) => tookMs ?? ANSWER_MS_MAX),
    load: performance.eventLoopUtilization(load).utilization,
    cpuMs: ((bot.cpuSeconds() - cpu) * 1000) / ones.length,
  };
}

async function burst(bot) {
  const began = performance.now();
  const load = performance.eventLoopUtilization();
  const cpu = bot.cpuSeconds();
  const tookMs = await answeredAll(bot, CHANNELS);
  const seconds = (performance.now() - began) / 1000;
  return {
    perSecond: CHANNELS / seconds,
    tookMs,
    load: performance.eventLoopUtilization(load).utilization,
    cpuMs: ((bot.cpuSeconds() - cpu) * 1000) / CHANNELS,
  };
}

/** Each round begins with another. */
function inTurn(round) {
  return bots.map((_, index) => bots[(index + round) % bots.length]);
}

function show() {
  const at = (values, share) =>
    values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
  const median = (values) => at(values, 0.5);
  const figures = Object.fromEntries(
    KINDS.map((kind) => {
      const { paced: slices, bursts } = measured[kind];
      const all = slices.flatMap(({ tookMs }) => tookMs);
      return [
        kind,
        {
          'paced p50, ms': at(all, 0.5),
          'paced p99, ms': at(all, 0.99),
          'burst, answers a second': median(bursts.map(({ perSecond }) => perSecond)),
          'burst p50, ms': median(bursts.map(({ tookMs }) => at(tookMs, 0.5))),
          'burst p99, ms': median(bursts.map(({ tookMs }) => at(tookMs, 0.99))),
          'CPU paced, ms a message': median(slices.map(({ cpuMs }) => cpuMs)),
          'CPU burst, ms a message': median(bursts.map(({ cpuMs }) => cpuMs)),
          'workspace busy paced, share': median(slices.map(({ load }) => load)),
          'workspace busy in bursts, share': median(bursts.map(({ load }) => load)),
        },
      ];
    }),
  );
  for (const what of Object.keys(figures.bare)) {
    const floor = figures.bare[what];
    const rest = KINDS.slice(1).map(
      (kind) => `${kind} ${figures[kind][what].toFixed(2)} (${(figures[kind][what] / floor).toFixed(2)})`,
    );
    console.log(`${what.padEnd(32)} bare ${floor.toFixed(2)}, ${rest.join(', ')}`);
  }
  console.log(
    `(in brackets: over bare; ${SLICES} slices of ${SLICE_S} s at ${PER_SECOND} a second, ${BURSTS} bursts of ${CHANNELS})`,
  );
}
