// Rendered blocks → what a notification says of them: their first texts, as mrkdwn.
import type { Block, Json } from '../domain/rule.ts';
import { cutText } from './cut.ts';
import { escapeText } from './escape.ts';

/** A notification shows a line or two; a screen reader reads all of it. */
const SPOKEN_POINTS_MAX = 300;

/**
 * Headings, texts and descriptions in the order in which they are read, so that a person knows from the notification what
 * was said. '' where there are none (dividers alone): Slack then says in the reader's own language that something came
 * that it cannot show, which is better than any word of ours in a language that we would have to guess.
 */
export const spokenOf = (blocks: readonly Block[]): string => {
  const lines = blocks.map((block) => piecesIn(block).join(isFlow(block) ? '' : ' '));
  return cutText(lines.filter((line) => line.trim() !== '').join('\n'), SPOKEN_POINTS_MAX);
};

/** The parts of a rich text follow each other without a blank. */
const isFlow = ({ type }: Block): boolean => type === 'rich_text';

type Mapping = { readonly [key: string]: Json };

const piecesIn = (value: Json): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(piecesIn);
  if (!isMapping(value)) return [];
  const own = ownPieces(value);
  const inside = Object.entries(value).flatMap(([key, each]) => (UNSPOKEN.has(key) ? [] : piecesIn(each)));
  return [...own, ...inside];
};

/** What is seen only after a click, or is an address. */
const UNSPOKEN: ReadonlySet<string> = new Set(['confirm', 'options', 'option_groups', 'placeholder', 'slack_file']);

const ownPieces = (value: Mapping): readonly string[] => {
  const { type } = value;
  const speak = typeof type === 'string' && Object.hasOwn(SPOKEN, type) ? SPOKEN[type] : undefined;
  return speak === undefined ? texts(value['alt_text']) : speak(value);
};

const asItIs = ({ text }: Mapping): readonly string[] => texts(text);
const escaped = ({ text }: Mapping): readonly string[] => texts(text).map(escapeText);

const SPOKEN: Readonly<Record<string, (value: Mapping) => readonly string[]>> = {
  mrkdwn: asItIs,
  markdown: asItIs,
  plain_text: escaped,
  raw_text: escaped,
  text: escaped,
  link: (value) => (texts(value['text']).length > 0 ? escaped(value) : texts(value['url']).map(escapeText)),
  user: (value) => ids(value['user_id']).map((id) => `<@${id}>`),
  usergroup: (value) => ids(value['usergroup_id']).map((id) => `<!subteam^${id}>`),
  channel: (value) => ids(value['channel_id']).map((id) => `<#${id}>`),
  // The block itself calls them together.
  broadcast: (value) => texts(value['range']).map((range) => `@${escapeText(range)}`),
  emoji: (value) => texts(value['name']).map((name) => `:${escapeText(name)}:`),
};

const texts = (value: Json | undefined): readonly string[] =>
  typeof value === 'string' && value !== '' ? [value] : [];

/** What is no id makes no mention. */
const ids = (value: Json | undefined): readonly string[] => texts(value).filter((id) => /^[A-Z][A-Z0-9]+$/u.test(id));

const isMapping = (value: Json): value is Mapping => typeof value === 'object' && value !== null;
