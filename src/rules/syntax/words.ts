// The keys of the rule language and the look-alike characters by which a slip is told from a text.

const TOP_KEYS = ['version', 'language', 'timezone', 'vars', 'hours', 'rules', 'default'];
const RULE_KEYS = [
  'name',
  'match',
  'channels',
  'from',
  'mention',
  'thread',
  'hours',
  'reply',
  'react',
  'once_per',
  'limit',
  'enabled',
  'note',
  'examples',
];
const INNER_KEYS =
  'contains equals starts_with ends_with words regex similar any all not anything text to also_to_channel blocks pick after yes no channel at days except times per every'.split(
    ' ',
  );
const KNOWN = new Set([...TOP_KEYS, ...RULE_KEYS, ...INNER_KEYS]);
const TOP = new Set(TOP_KEYS);

/** Whether a word is a key of the rule language, whatever its case and whether in quotes. */
export const isKey = (word: string): boolean => KNOWN.has(bare(word));
/** A key that stands inside `match`, `reply` or `examples`, not beside them. */
export const isInner = (word: string): boolean => INNER_KEYS.includes(bare(word)) && !RULE_KEYS.includes(bare(word));
/** A key that stands in a rule, beside `match` and `reply`. */
export const isRuleKey = (word: string): boolean => RULE_KEYS.includes(bare(word));
export const isTopKey = (word: string): boolean => TOP.has(bare(word)) && bare(word) !== 'hours';
const bare = (word: string): string =>
  word
    .trim()
    .replaceAll(/["'“”]/gu, '')
    .toLowerCase();

/** Blanks that are none to YAML: no-break, full-width, zero-width, Hangul filler. */
const ODD_BLANKS = '\\u00a0\\u1680\\u180e\\u2000-\\u200d\\u202f\\u205f\\u2060\\u3000\\u3164\\ufeff';
export const ODD_BLANK = new RegExp(`[${ODD_BLANKS}]`, 'u');
/** All that looks like a blank at the beginning of a line. */
export const LEAD = new RegExp(`^[ \\t${ODD_BLANKS}]*`, 'u');
/** Marks that word processors, phones and chats put before the items of a list. */
export const BULLET = new RegExp(
  `^(?:[•·●○◦▪▫■□‣∙‧・ㆍ※▶►▷✓✔–—−‐‑―－﹣ーㅡ★☆◆◇]|\\uf0b7|[*+o](?=[ \\t]))[ \\t${ODD_BLANKS}]*(?=\\S)`,
  'u',
);
/** A numbered item: a mark of a list only where a key follows. */
export const NUMBERED = /^(?:\d{1,3}[.)]|[①-⑳]|--+)[ \t]*(?=\S)/u;
/** A key with a colon that is none: \`：\` of a Korean or Chinese keyboard and its like. */
export const ODD_COLON = /[：﹕︓∶ː꞉]/u;

export const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

const SHOWN_MAX = 60; // characters of a person's text in a message

/** A text as it is quoted inside a message, shortened. */
export const shown = (text: string): string => {
  const points = [...text.trim().replaceAll(/\p{Cc}/gu, ' ')];
  return points.length > SHOWN_MAX ? `${points.slice(0, SHOWN_MAX).join('')}…` : points.join('');
};

/** The text in YAML's quotes: the way to write it. */
export const quoted = (text: string): string => {
  const short = shown(text);
  if (!/["\\]/u.test(short)) return `"${short}"`;
  if (!short.includes("'")) return `'${short}'`;
  return `"${short.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
};
