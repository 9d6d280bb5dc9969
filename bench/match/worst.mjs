// Rules and a message of 40,000 characters made to hurt, for each kind → how long the loop is held, and how it ends.
import { execFileSync } from 'node:child_process';
import { match } from '../../src/match/match.ts';
import { corpus } from './corpus.mjs';
import { messageOf, rulesetOf } from './subjects.mjs';

const CHARACTERS = 40_000;
const RULES = 10_000;
const REGEXES = 2_000;
const RUNS = 7;

const filled = (text) => text.repeat(Math.ceil(CHARACTERS / text.length)).slice(0, CHARACTERS);
const NO_CONDITIONS = {
  enabled: true,
  channels: [],
  from: [],
  mention: null,
  thread: 'any',
  hours: null,
  oncePer: null,
  limit: null,
};
const rules = (count, of) =>
  Array.from({ length: count }, (_, index) => ({ name: `w${index}`, match: of(index), ...NO_CONDITIONS }));

const cases = () => {
  const plain = corpus({ size: RULES - REGEXES, vocabulary: 'narrow', mix: 'plain' }).rules;
  const mixed = corpus({ size: RULES, vocabulary: 'narrow', mix: 'regex' }).rules;
  const words = [...new Set(JSON.stringify(mixed).match(/[가-힣]{2,3}/g))];
  const never = words.filter((word) => !word.includes('끝'));
  const regexes = (pattern) => [...plain, ...rules(REGEXES, (index) => ({ kind: 'regex', pattern: pattern(index) }))];
  const similar = (text) => [...plain, ...rules(REGEXES, (index) => ({ kind: 'similar', text: text(index) }))];
  const all = (kind, text) => rules(RULES, (index) => ({ kind, text: text(index) }));
  return {
    'contains, all over the text but in other words': [
      all('contains', (i) => `hi${i}`),
      filled(Array.from({ length: 9_000 }, (_, i) => `xhi${i}`).join(' ')),
    ],
    'contains, blanks that may lack': [all('contains', (i) => `${'하 '.repeat(20 + (i % 300))}끝${i}`), filled('하')],
    'contains, long and alike': [all('contains', (i) => `${'하'.repeat(500 + (i % 300))}끝`), filled('하')],
    equals: [all('equals', (i) => '하'.repeat(3 + (i % 300))), filled('하')],
    'starts_with and ends_with': [all('ends_with', (i) => `${'하 '.repeat(i % 30)}끝`), filled('하')],
    words: [
      rules(RULES, (i) => ({ kind: 'words', words: ['가나 다라', 'hi', `마바 사${i}`] })),
      filled('가나다라 xhi 마바사 '),
    ],
    'not alone': [
      rules(RULES, (i) => ({
        kind: 'not',
        of: [
          { kind: 'contains', text: '하' },
          { kind: 'contains', text: `끝${i}` },
        ],
      })),
      filled('하'),
    ],
    'regex, every word of the rules': [mixed, filled(`${never.join(' ')} `)],
    'regex, states without end': [
      regexes((i) => `(?:a|b)*a(?:a|b){${10 + (i % 5)}}${i % 2 === 0 ? 'c' : 'd'}`),
      filled('abbabaabbaaab'.repeat(300) + ' cd '),
    ],
    'regex, without a text to look for': [
      regexes((i) => `[가-힣]{${(i % 20) + 1}}[a-z]{${(i % 7) + 2}}[0-9가-나]{3}$`),
      filled('가나다'),
    ],
    'regex, counted': [regexes((i) => `x{${200 + (i % 100)}}y{${i % 300}}z`), `${filled('x').slice(3_000)}z`],
    'similar, every word of the rules': [
      similar((i) => `${words[i % words.length]} ${words[(i * 7) % words.length]} ${words[(i * 3) % words.length]}`),
      filled(`${words.join(' ')} `),
    ],
    'similar, one syllable': [similar((i) => `${'가'.repeat(8 + (i % 40))}나다라`), filled('가')],
    'similar, words of it': [similar((i) => `${'가나'.repeat(8 + (i % 40))}다`), filled('가나 ')],
    'marks on one letter': [mixed, `a${filled('\u0301\u0323')}`],
    'names of emoji': [mixed, filled(':wave:')],
    'skin tones': [mixed, filled('👍🏽')],
    'capitals that fold oddly': [mixed, filled('Σ\u017fİ')],
    'decomposed Hangul': [mixed, filled('\u1112\u1172\u11a8')],
  };
};

/** The names of all kinds. */
export const kinds = () => Object.keys(cases());

/** One kind, in a process in which nothing has run before: `first` is that of its first message. In ms. */
export const worstOf = (kind) => {
  const [list, text] = cases()[kind];
  const ruleset = rulesetOf(list);
  const message = messageOf({ text, channelName: 'general' }, 1);
  let ms = Infinity;
  let first = 0;
  let why = '';
  for (let run = 0; run < RUNS; run += 1) {
    const began = performance.now();
    const before = process.cpuUsage();
    why = match(ruleset, message).why;
    const { user, system } = process.cpuUsage(before);
    // Other programs have a share of the one, V8's own threads of the other.
    const took = Math.min((user + system) / 1_000, performance.now() - began);
    if (run === 0) first = took;
    ms = Math.min(ms, took);
  }
  return { ms, first, why };
};

/** Each kind in a process of its own. */
export function* worst() {
  for (const kind of kinds()) {
    const out = execFileSync(process.execPath, [...process.execArgv, import.meta.filename, kind], { encoding: 'utf8' });
    yield { name: kind, ...JSON.parse(out) };
  }
}

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(worstOf(process.argv[2])));
