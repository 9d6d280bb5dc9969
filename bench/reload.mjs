// What a reload of many rules costs those who are waiting for an answer. In: nothing. Out: how long the loop was held at a
// time, how long answers took meanwhile, and what is left in memory after a hundred reloads.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { match } from '../src/match/match.ts';
import { loadRulesApart } from '../src/rules/load-apart.ts';
import { messageOf } from './match/subjects.mjs';

const going = new AbortController().signal;
const RELOADS = 100;
const ROUNDS = 5;

const rulesOf = (count) =>
  `language: ko\ntimezone: Asia/Seoul\nvars: { form: https://hr.example.com/leave }\nrules:\n${Array.from(
    { length: count },
    (_, index) => `  - name: 규칙 ${index}
    match: ${index % 5 === 0 ? `{ regex: '낱말${index}번?\\s*(신청|문의)' }` : `[낱말${index}, 다른 말 ${index}]`}
    reply: "{{ user.name }}님, {{ vars.form }} 의 ${index}번을 보세요."
`,
  ).join('')}`;

const folder = await mkdtemp(path.join(os.tmpdir(), 'annyeong-bench-'));
try {
  const [few, many] = [path.join(folder, 'few.yaml'), path.join(folder, 'many.yaml')];
  await writeFile(few, rulesOf(10));
  await writeFile(many, rulesOf(10_000));

  let { ruleset } = await loadRulesApart(few, going);
  const used = async () => {
    // What only the last turn held is let go first.
    await pause(50);
    gc();
    gc();
    return process.memoryUsage().heapUsed + process.memoryUsage().external;
  };
  const [withFew, rssWithFew] = [await used(), process.memoryUsage().rss];

  for (let round = 1; round <= ROUNDS; round += 1) {
    const watch = watchLoop();
    const began = performance.now();
    const loaded = await loadRulesApart(many, going);
    const tookMs = performance.now() - began;
    const { heldMs, answered } = watch.stop();
    if (!loaded.ok) throw new Error('the rules of the bench are bad');
    ruleset = loaded.ruleset;
    console.log(
      `10,000 rules, reload ${round}: ${(tookMs / 1000).toFixed(1)} s; the loop was held for ${heldMs.toFixed(1)} ms at most; ${answered} answers meanwhile`,
    );
  }
  const withMany = await used();
  console.log(
    `10,000 rules over 10: ${megabytes(withMany - withFew)} of heap, ${megabytes(process.memoryUsage().rss - rssWithFew)} resident`,
  );
  for (let done = 0; done < RELOADS; done += 1) ({ ruleset } = await loadRulesApart(many, going));
  console.log(
    `after ${RELOADS} more reloads: ${megabytes((await used()) - withMany)} of heap more, ${megabytes(process.memoryUsage().rss - rssWithFew)} resident over 10 rules`,
  );

  /** Answers a message at every turn of the loop, and remembers the longest that a turn took. */
  function watchLoop() {
    let [isOn, heldMs, answered, last] = [true, 0, 0, performance.now()];
    const turn = () => {
      match(ruleset, messageOf({ text: `낱말${answered % 10} 어디예요?`, channelName: 'general' }, answered));
      answered += 1;
      const now = performance.now();
      heldMs = Math.max(heldMs, now - last);
      last = now;
      if (isOn) setImmediate(turn);
    };
    turn();
    return { stop: () => ((isOn = false), { heldMs, answered }) };
  }
} finally {
  await rm(folder, { recursive: true });
}

function megabytes(bytes) {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}
