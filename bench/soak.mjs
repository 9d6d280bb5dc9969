// In: a built dist/; minutes (20). Out: 20 messages a second for so long, with the journal on disk: whether each was answered once,
// and whether memory and file handles are as flat in the last quarter as in the second.
import { startBot } from './e2e/bots.mjs';

const MINUTES = Number(process.argv[2] ?? 20);
const PER_SECOND = 20;
/** Each is spoken in once in five seconds. */
const CHANNELS = 100;
const SAMPLE_MS = 1_000;
const ANSWER_MS_MAX = 60_000;

/** At SIGUSR2 the bot lets go of all that it can, and says what is left. */
const HEAP = `data:text/javascript,${encodeURIComponent(`
process.on('SIGUSR2', () => { gc(); gc(); process.stderr.write('heap ' + process.memoryUsage().heapUsed + '\\n'); });
`)}`;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const bot = await startBot(process.argv[3] ?? 'level', { channels: CHANNELS, node: ['--expose-gc', '--import', HEAP] });
const total = MINUTES * 60 * PER_SECOND;
const samples = [[], [], [], []];
const tookMs = [];
const heaps = [];
const began = performance.now();
let [ones, quarter] = [[], 0];
const sampling = setInterval(() => {
  samples[quarter]?.push({ residentMb: bot.residentMb(), handles: bot.handles() });
}, SAMPLE_MS);

for (let index = 0; index < total; index += 1) {
  await pause((index * 1000) / PER_SECOND - (performance.now() - began));
  ones.push(bot.say());
  if (ones.length === 1_000) tidy();
  const now = Math.floor((4 * (index + 1)) / total);
  if (now === quarter) continue;
  await heapLeft();
  quarter = now;
}
clearInterval(sampling);
await bot.all(ones, ANSWER_MS_MAX);
tidy();
const { unanswered, twice, strange } = bot.faults();
await bot.close();

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const of = (number, what) => median(samples[number].map((one) => one[what]));
const [second, last] = [of(1, 'residentMb'), of(3, 'residentMb')];
console.log(
  `${total.toLocaleString('en-US')} messages in ${MINUTES} minutes: ${unanswered} unanswered, ${twice} answered twice, ${strange} answers to nothing`,
);
console.log(
  `answer after: p50 ${median(tookMs).toFixed(1)} ms, p99 ${tookMs.toSorted((a, b) => a - b)[Math.floor(tookMs.length * 0.99)].toFixed(1)} ms`,
);
console.log(
  `resident by quarter: ${[0, 1, 2, 3].map((number) => of(number, 'residentMb').toFixed(1)).join(', ')} MB; last over second ${(last / second).toFixed(3)}`,
);
console.log(
  `heap after a collection at each quarter's end: ${heaps.map((bytes) => (bytes / 2 ** 20).toFixed(1)).join(', ')} MB`,
);
console.log(
  `file handles by quarter: ${[0, 1, 2, 3].map((number) => `${of(number, 'handles')} (at most ${Math.max(...samples[number].map(({ handles }) => handles))})`).join(', ')}`,
);
if (unanswered + twice + strange > 0 || last / second > 1.05) process.exitCode = 1;

/** The answers that are there are counted and forgotten. */
function tidy() {
  tookMs.push(...ones.flatMap((one) => (one.tookMs === null ? [] : [one.tookMs])));
  ones = ones.filter((one) => one.tookMs === null);
  bot.forget();
}

async function heapLeft() {
  const had = bot.words().split('heap ').length;
  bot.child.kill('SIGUSR2');
  for (let tries = 0; tries < 100 && bot.words().split('heap ').length === had; tries += 1) await pause(20);
  heaps.push(Number(/heap (\d+)\n$/.exec(bot.words())?.[1] ?? Number.NaN));
}
