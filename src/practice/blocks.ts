// Block Kit as the bot sent it → whether Slack would take it, how Slack passes it on, and the texts that a person sees.

export type Block = Readonly<Record<string, unknown>>;
export type Blocks = readonly Block[];

/** https://docs.slack.dev/reference/block-kit/blocks */
const BLOCKS_MAX = 50;
const SECTION_CODE_UNITS_MAX = 3_000;

/** The blocks, or Slack's code for what is wrong with them. */
export const readBlocks = (value: unknown): Blocks | string => {
  if (!Array.isArray(value) || !value.every(isBlock)) return 'invalid_blocks_format';
  const isFine = value.length <= BLOCKS_MAX && value.every((block) => isKnown(block) && isShort(block));
  return isFine ? value : 'invalid_blocks';
};

/** Slack gives each block an id, and tells of the text whether it holds emoji and links. */
export const asPosted = (blocks: Blocks): Blocks =>
  blocks.map((block, index) => ({ block_id: `b${index + 1}`, ...mapped(block) }));

/** A line for each block that says something. */
export const linesOf = (blocks: Blocks): readonly string[] =>
  blocks.flatMap((block) => {
    if (block['type'] === 'divider') return ['———'];
    const texts = textsIn(block);
    return texts.length === 0 ? [] : [texts.join(' · ')];
  });

const TYPES: ReadonlySet<unknown> = new Set([
  'actions',
  'context',
  'divider',
  'file',
  'header',
  'image',
  'input',
  'markdown',
  'rich_text',
  'section',
  'table',
  'video',
]);

const isBlock = (value: unknown): value is Block =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'type') === 'string';

const isKnown = ({ type }: Block): boolean => TYPES.has(type);

const isShort = ({ type, text }: Block): boolean =>
  type !== 'section' || !isTextObject(text) || text.text.length <= SECTION_CODE_UNITS_MAX;

interface TextObject {
  readonly type: 'mrkdwn' | 'plain_text';
  readonly text: string;
}

const isTextObject = (value: unknown): value is TextObject =>
  typeof value === 'object' &&
  value !== null &&
  ['mrkdwn', 'plain_text'].includes(String(Reflect.get(value, 'type'))) &&
  typeof Reflect.get(value, 'text') === 'string';

const mapped = (value: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapOne(one)]));

const mapOne = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(mapOne);
  if (isTextObject(value)) return { ...value, ...(value.type === 'mrkdwn' ? { verbatim: false } : { emoji: true }) };
  return typeof value === 'object' && value !== null ? mapped(value) : value;
};

const SHOWN: ReadonlySet<string> = new Set(['text', 'alt_text']);

const textsIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) =>
    typeof one === 'string' ? (SHOWN.has(key) && one !== '' ? [one] : []) : textsIn(one),
  );
};
