// Prints what the matcher costs: deciding as a ratio to JSON.parse of the same frame, other bots' loops, the worst messages,
// building and memory. `node --expose-gc --import ./scripts/sources.mjs bench/match.mjs [ratios,peers,render,worst,build]`
import { cpus } from 'node:os';
import { rulesetSteps } from '../src/match/build.ts';
import { match } from '../src/match/match.ts';
import { compileTemplate } from '../src/reply/template.ts';
import { corpus, MIXES, VOCABULARIES } from './match/corpus.mjs';
import { messageOf, partsOf, rulesetOf, subjects } from './match/subjects.mjs';
import { compare } from './match/timing.mjs';
import { worst } from './match/worst.mjs';
import { listeners } from './peers/listeners.mjs';

const SIZES = [10, 100, 1_000, 10_000];
const GOALS = { plain: [0.3, 0.4, 0.6, 1.0], other: [0.6, 0.8, 1.2, 2.0] };
const asked = process.argv[2]?.split(',');
const section = async (name, run) => {
  if (asked === undefined || asked.includes(name)) await run();
};
const row = (cells) =>
  console.log(
    cells.map((cell, index) => String(cell)[index === 0 ? 'padEnd' : 'padStart'](index === 0 ? 48 : 12)).join(''),
  );

console.log(`Node ${process.version}, ${cpus()[0]?.model}`);

await section('ratios', () => {
  console.log('\nDeciding, as a ratio to JSON.parse of the same frame (in brackets: to reach)');
  row(['', ...SIZES.map((size) => `${size} rules`)]);
  let over = 0;
  for (const mix of MIXES)
    for (const vocabulary of VOCABULARIES) {
      const cells = SIZES.map((size, index) => {
        const measured = subjects(corpus({ size, vocabulary, mix }));
        over += measured.decisions.filter(({ why }) => why === 'budget').length;
        const [parse, decide] = compare([measured.parse, measured.decide], measured);
        return `${(decide / parse).toFixed(2)} (${GOALS[mix === 'plain' ? 'plain' : 'other'][index]})`;
      });
      row([`${mix}, ${vocabulary} vocabulary`, ...cells]);
    }
  const { frameBytes, shares } = subjects(corpus({ size: 1_000, vocabulary: 'wide', mix: 'plain' }));
  console.log(`frames of ${frameBytes} bytes; of the messages ${shares}; ended by the budget: ${over}`);
});

await section('peers', async () => {
  console.log('\nThe same for other ways to look for a rule (plain, narrow vocabulary)');
  const rows = new Map();
  for (const size of SIZES) {
    const { rules, messages } = corpus({ size, vocabulary: 'narrow', mix: 'plain' });
    const measured = subjects({ rules, messages });
    const ways = await listeners(rules);
    const calls = Math.max(6, Math.min(600, 60_000 / size));
    for (const [name, look] of Object.entries(ways)) {
      const [parse, took] = compare([measured.parse, (index) => look(measured.texts[index])], {
        count: measured.count,
        rounds: 5,
        calls,
      });
      await new Promise((resolve) => setImmediate(resolve));
      rows.set(name, [...(rows.get(name) ?? []), (took / parse).toFixed(1)]);
    }
  }
  for (const [name, cells] of rows) row([name, ...cells]);
});

await section('render', () => {
  const compiled = compileTemplate('휴가는 {{ vars.hr_form }} 에서 신청해 주세요, {{ user.name | josa: "이/가" }}.', {
    vars: { hr_form: 'https://hr.example.com/leave' },
    timezone: 'Asia/Seoul',
    groups: null,
  });
  if (!compiled.ok) throw new Error('the template of the bench cannot be compiled');
  const measured = subjects(corpus({ size: 10, vocabulary: 'narrow', mix: 'plain' }));
  const data = {
    message: messageOf({ text: '휴가', channelName: 'general' }, 1),
    captures: { groups: [], named: {} },
    botName: 'annyeong',
    link: '',
    now: 0,
  };
  const [parse, render] = compare([measured.parse, () => compiled.template.render(data)], measured);
  console.log(`\nRendering a template, apart from deciding: ${(render / parse).toFixed(1)} times JSON.parse`);
});

await section('worst', () => {
  console.log(
    '\nThe worst messages: 40,000 characters, 10,000 rules, of which 2,000 are regexes or `similar` (to reach: 20 ms)',
  );
  row(['', 'ms', 'first, cold', 'ends by']);
  for (const { name, ms, first, why } of worst()) row([name, ms.toFixed(1), first.toFixed(1), why]);
});

await section('build', () => {
  console.log('\nBuilding 10,000 rules, 2,000 of them regexes');
  const megabytes = () => {
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return (heapUsed + arrayBuffers) / 1e6;
  };
  const built = (size) => rulesetOf(corpus({ size, vocabulary: 'wide', mix: 'regex' }).rules);
  const used = (ruleset) => {
    for (const message of corpus({ size: 300, vocabulary: 'wide', mix: 'regex' }).messages.map(messageOf))
      match(ruleset, message);
    return megabytes();
  };
  const few = used(built(10));
  let ruleset = built(10_000);
  console.log(`memory over 10 rules: ${(used(ruleset) - few).toFixed(0)} MB (to reach: 100)`);
  ruleset = null;
  const { rules } = corpus({ size: 10_000, vocabulary: 'wide', mix: 'regex' });
  let longest = 0;
  const began = performance.now();
  for (const steps = rulesetSteps(partsOf(rules)); ;) {
    const before = process.cpuUsage();
    const { done } = steps.next();
    const { user, system } = process.cpuUsage(before);
    longest = Math.max(longest, (user + system) / 1_000);
    if (done) break;
  }
  console.log(
    `all of it ${(performance.now() - began).toFixed(0)} ms, its longest step ${longest.toFixed(1)} ms (to reach: 50)`,
  );
  const reloads = [];
  for (let reload = 0; reload < 101; reload += 1) {
    ruleset = rulesetOf(rules.slice(0, 1_000));
    if (reload === 0 || reload === 100) reloads.push(used(ruleset));
  }
  console.log(`1,000 rules, loaded 100 times more: ${(reloads[1] - reloads[0]).toFixed(1)} MB more than loaded once`);
});
