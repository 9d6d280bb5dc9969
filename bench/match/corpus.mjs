// A size, a vocabulary and a mix → rules as people write them and messages as people send them; the same at every run.

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export const chance = (seed) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

export const MIXES = ['plain', 'regex', 'similar', 'words', 'conditions'];
export const VOCABULARIES = ['narrow', 'wide'];

const NARROW_WORDS = 300;
const MESSAGES = 1500;
const CHANNELS = ['general', 'random', 'hr', 'it-help', 'food', 'team-web', 'team-app', 'finance', 'legal', 'ops'];
const PARTICLES = ['', '', '이', '가', '을', '를', '은', '는', '에서', '으로', '도'];
const ENDINGS = [
  '어떻게 하나요?',
  '알려 주세요',
  '해도 되나요',
  '부탁드려요!',
  '언제까지예요?',
  '하고 싶어요',
  '맞나요',
  '있어요?',
];
const LATIN = ['VPN', 'Jira', 'wifi', 'PC', 'ERP', 'mail', 'ID', 'OTP', 'GitHub', 'NAS'];

/** `rules`: what buildRuleset takes; `messages`: Message objects with the text that Slack would send as `text`. */
export const corpus = ({ size, vocabulary, mix, seed = 7 }) => {
  const random = chance(seed + size);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const all = wordsOf(vocabulary === 'narrow' ? NARROW_WORDS : Math.max(600, size * 4), random, pick);
  // With a wide vocabulary people also say words that no rule knows; with a narrow one they are the rules' own.
  const words = vocabulary === 'narrow' ? all : all.slice(0, all.length / 2);
  const said = vocabulary === 'narrow' ? all : all.slice(all.length / 2 - all.length / 40);
  const phrase = () => (vocabulary === 'narrow' || random() < 0.4 ? `${pick(words)} ${pick(words)}` : pick(words));
  const rules = Array.from({ length: size }, (_, index) => ruleOf(index, { mix, random, pick, phrase, words }));
  const messages = Array.from({ length: MESSAGES }, (_, index) => {
    const rule = index % 3 === 0 ? pick(rules) : null;
    return {
      ...messageOf(rule, { random, pick, words: said }),
      channelName: index % 3 === 1 ? 'general' : pick(CHANNELS),
    };
  });
  return { rules, messages };
};

const wordsOf = (count, random, pick) => {
  const syllable = () =>
    String.fromCharCode(
      0xac00 + Math.floor(random() * 19) * 588 + Math.floor(random() * 21) * 28 + pick([0, 0, 0, 1, 4, 8, 16, 17, 21]),
    );
  const words = new Set();
  while (words.size < count) {
    if (random() < 0.06) words.add(`${pick(LATIN)}${words.size % 100}`);
    else words.add(Array.from({ length: 2 + Math.floor(random() * 2) }, syllable).join(''));
  }
  return [...words];
};

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

const ruleOf = (index, source) => {
  const { mix, random } = source;
  const share = { regex: 0.2, similar: 0.2, words: 0.5 }[mix] ?? 0;
  const match = random() < share ? KINDS[mix](source) : plainMatch(source);
  return {
    name: `r${index}`,
    match,
    ...NO_CONDITIONS,
    ...(mix === 'conditions' && random() < 0.5 ? conditions(source) : {}),
  };
};

const text = (kind, of) => ({ kind, text: of });

const plainMatch = ({ random, pick, phrase }) => {
  const draw = random();
  if (draw < 0.45) return text('contains', phrase());
  if (draw < 0.85)
    return { kind: 'any', of: Array.from({ length: 2 + Math.floor(random() * 2) }, () => text('contains', phrase())) };
  if (draw < 0.93) return text(pick(['starts_with', 'ends_with', 'equals']), phrase());
  return { kind: 'all', of: [text('contains', phrase()), { kind: 'not', of: [text('contains', phrase())] }] };
};

const KINDS = {
  words: ({ pick, words, random }) => ({
    kind: 'words',
    words: Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(words)),
  }),
  similar: ({ phrase, pick, words }) =>
    text('similar', phrase().length >= 4 ? phrase() : `${pick(words)} ${pick(words)}`),
  regex: ({ phrase, pick, words }) => ({
    kind: 'regex',
    pattern: pick([
      () => `${phrase()}.*(신청|등록|변경)`,
      () => `(${phrase()}|${phrase()})\\s*(?:어떻게|언제)`,
      () => `^${phrase()}`,
      () => `(\\d+)\\s*(?:일|시간|개)\\s*${pick(words)}`,
      () => `${pick(words)}.{0,10}${pick(words)}(?P<rest>.*)`,
      () => `(?:${pick(LATIN)}|${pick(words)}).*${pick(words)}`,
    ])(),
  }),
};

const conditions = ({ random, pick }) => ({
  ...(random() < 0.6 ? { channels: [{ exclude: random() < 0.2, kind: 'name', name: pick(CHANNELS) }] } : {}),
  ...(random() < 0.2
    ? { from: [{ exclude: random() < 0.2, kind: 'name', name: pick(['kim', 'lee', 'hr-team']) }] }
    : {}),
  ...(random() < 0.2 ? { thread: pick(['only', 'never']) } : {}),
  ...(random() < 0.1 ? { mention: random() < 0.5 } : {}),
  ...(random() < 0.2
    ? {
        hours: {
          exclude: random() < 0.3,
          window: { days: [1, 2, 3, 4, 5], from: pick([480, 540]), to: pick([1080, 1140]), except: [] },
        },
      }
    : {}),
});

const messageOf = (rule, { random, pick, words }) => {
  const filler = () => `${pick(words)}${pick(PARTICLES)}`;
  const before = Array.from({ length: 3 + Math.floor(random() * 6) }, filler).join(' ');
  const after = `${filler()} ${pick(ENDINGS)}`;
  const dressed = `${before} ${after}${random() < 0.06 ? ' :wave:' : random() < 0.08 ? ' 👋' : ''}`;
  if (rule === null) return { text: random() < 0.1 ? dressed.replace(' ', '\n') : dressed, fitting: false };
  return { text: wrapped(rule.match, fitting(rule.match, pick), { before, after }), fitting: true };
};

const wrapped = (match, found, { before, after }) => {
  if (match.kind === 'equals') return found;
  if (match.kind === 'starts_with' || match.pattern?.startsWith('^')) return `${found} ${after}`;
  return match.kind === 'ends_with' ? `${before} ${found}` : `${before} ${found} ${after}`;
};

/** Something that the match fits. */
const fitting = (match, pick) => {
  switch (match.kind) {
    case 'any':
    case 'all':
      return fitting(match.kind === 'any' ? pick(match.of) : match.of[0], pick);
    case 'words':
      return match.words.toReversed().join('이랑 ');
    case 'regex':
      return match.pattern
        .replaceAll(/\^|\(\?P<rest>\.\*\)/g, '')
        .replaceAll(/\((?:\?:)?([^|)]*)(?:\|[^)]*)*\)/g, '$1')
        .replaceAll(String.raw`\d+`, '3')
        .replaceAll(String.raw`\s*`, ' ')
        .replaceAll(/\.\*|\.\{0,10\}/g, ' ');
    case 'similar':
      return match.text.replace(/(.)(.)(.*)$/u, '$1$2$3');
    default:
      return match.text;
  }
};
