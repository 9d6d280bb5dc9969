// The keys of the rule language, as the schema knows them, and the look-alike characters by which a slip is told from a text.
import schema from '../../../schema/rules.schema.json' with { type: 'json' };
import { RULE_KEYS, TOP_KEYS } from '../schema-keys.ts';
import { meantBy } from '../synonyms.ts';

/** All keys that stand somewhere in a part of the schema. */
const keysIn = (part: unknown): readonly string[] =>
  part instanceof Object
    ? Object.entries(part).flatMap(([name, inner]) => [
        ...(name === 'properties' && inner instanceof Object ? Object.keys(inner) : []),
        ...keysIn(inner),
      ])
    : [];

const TOP = new Set(TOP_KEYS);
const RULE = new Set(RULE_KEYS);
/** `anything` is a word, but people write it as a key. */
const KNOWN = new Set([...keysIn(schema), 'anything']);

/** Whether a word is a key of the rule language, whatever its case and whether in quotes. */
export const isKey = (word: string): boolean => KNOWN.has(bare(word));
/** A key that stands inside `match`, `reply` or `examples`, not beside them. */
export const isInner = (word: string): boolean => KNOWN.has(bare(word)) && !RULE.has(bare(word)) && !isTopKey(word);
/** A key that stands in a rule, beside `match` and `reply`. */
export const isRuleKey = (word: string): boolean => RULE.has(bare(word));
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

/** A value as it can stand behind a key: in quotes where YAML would read it otherwise. */
export const readable = (value: string): string =>
  !/^["'[{|>#]/u.test(value) && (/:(?:\s|$)|\s#/u.test(value) || /^[@`%&*!?:,\]}-]/u.test(value))
    ? quoted(value)
    : shown(value);

/** The key that a word stands for: itself, or what people mean by it. */
export const meantKey = (word: string): string => (isKey(word) ? word : (meantBy(word, [...RULE, ...KNOWN]) ?? word));
