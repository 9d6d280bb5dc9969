// What Slack's Block Kit knows: the types of blocks and of what stands in them, the keys that each needs, and their limits.

/** What may stand at a key. Lengths are in code points of the text as it is sent. */
export type Slot =
  | { readonly kind: 'text'; readonly max: number }
  | { readonly kind: 'word'; readonly of: readonly string[] }
  | { readonly kind: 'list'; readonly of: Slot; readonly max: number }
  /** A mapping with one of these types; `max`: of its `text`. `isClosed`: Slack has no others here and will add none. */
  | { readonly kind: 'typed'; readonly types: readonly string[]; readonly isClosed: boolean; readonly max: number }
  /** A mapping without a type. */
  | { readonly kind: 'shaped'; readonly as: string }
  | { readonly kind: 'any' };

export interface Shape {
  /** Of each entry one key suffices. */
  readonly needs: readonly (readonly string[])[];
  readonly keys: Readonly<Record<string, Slot>>;
}

/** @see https://docs.slack.dev/reference/block-kit/blocks */
export const BLOCKS_MAX = 50;
/** Of all `markdown` blocks of a message together. @see https://docs.slack.dev/reference/block-kit/blocks/markdown-block */
export const MARKDOWN_POINTS_MAX = 12_000;
/** @see https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export const TEXT_OBJECT_POINTS_MAX = 3_000;
/** Where Slack names no limit: a text, a list. */
export const UNNAMED_POINTS_MAX = 3_000;
const UNNAMED_ENTRIES_MAX = 1_000;
const ID_POINTS_MAX = 255;
const URL_POINTS_MAX = 3_000;

const ANY: Slot = { kind: 'any' };
const text = (max: number): Slot => ({ kind: 'text', max });
const word = (...of: readonly string[]): Slot => ({ kind: 'word', of });
const url = text(URL_POINTS_MAX);
const list = (of: Slot, max = UNNAMED_ENTRIES_MAX): Slot => ({ kind: 'list', of, max });
const typed = (...types: readonly string[]): Slot => ({
  kind: 'typed',
  types,
  isClosed: false,
  max: UNNAMED_POINTS_MAX,
});
const shaped = (as: string): Slot => ({ kind: 'shaped', as });
const plain = (max: number): Slot => ({ kind: 'typed', types: ['plain_text'], isClosed: true, max });
const words = (max: number): Slot => ({ kind: 'typed', types: ['plain_text', 'mrkdwn'], isClosed: true, max });

const shape = (needs: readonly (string | readonly string[])[], keys: Readonly<Record<string, Slot>> = {}): Shape => ({
  needs: needs.map((need) => (typeof need === 'string' ? [need] : need)),
  keys: { block_id: text(ID_POINTS_MAX), action_id: text(ID_POINTS_MAX), ...keys },
});

const image = shape(['alt_text', ['image_url', 'slack_file']], {
  alt_text: text(2_000),
  image_url: url,
  title: plain(2_000),
});

const MENUS = [
  'static_select',
  'external_select',
  'users_select',
  'conversations_select',
  'channels_select',
  'multi_static_select',
  'multi_external_select',
  'multi_users_select',
  'multi_conversations_select',
  'multi_channels_select',
];
const CHOICES = ['checkboxes', 'radio_buttons', 'datepicker', 'datetimepicker', 'timepicker'];
const ACTIONS = ['button', 'workflow_button', 'overflow', ...MENUS, ...CHOICES];
const RICH_TEXTS = ['rich_text_section', 'rich_text_list', 'rich_text_preformatted', 'rich_text_quote'];
const RICH_PARTS = ['text', 'link', 'user', 'usergroup', 'channel', 'broadcast', 'emoji', 'date', 'color', 'team'];

/** Read off the pages of each block at https://docs.slack.dev/reference/block-kit, and its types in `@slack/types`. */
export const BLOCKS: Readonly<Record<string, Shape>> = {
  actions: shape(['elements'], { elements: list(typed(...ACTIONS), 25) }),
  alert: shape(['text'], { text: words(200) }),
  call: shape([]),
  card: shape([['title', 'body', 'hero_image', 'actions']], {
    title: words(150),
    subtitle: words(150),
    body: words(200),
    actions: list(typed('button'), 3),
  }),
  carousel: shape(['elements'], { elements: list(typed('card'), 10) }),
  container: shape([]),
  context: shape(['elements'], { elements: list(typed('plain_text', 'mrkdwn', 'image'), 10) }),
  context_actions: shape(['elements'], { elements: list(typed('feedback_buttons', 'icon_button'), 5) }),
  data_table: shape([]),
  divider: shape([]),
  file: shape(['external_id', 'source']),
  header: shape(['text'], { text: plain(150) }),
  image,
  input: shape([]),
  markdown: shape(['text'], { text: text(MARKDOWN_POINTS_MAX) }),
  plan: shape(['title']),
  rich_text: shape(['elements'], { elements: list(typed(...RICH_TEXTS)) }),
  section: shape([['text', 'fields']], {
    text: words(TEXT_OBJECT_POINTS_MAX),
    fields: list(words(2_000), 10),
    accessory: typed(...ACTIONS, 'image'),
  }),
  table: shape(['rows'], { rows: list(list(typed('raw_text', 'raw_number', 'rich_text'), 20), 100) }),
  task_card: shape(['task_id', 'title']),
  video: shape(['video_url', 'thumbnail_url', 'alt_text', 'title'], {
    video_url: url,
    thumbnail_url: url,
    title_url: url,
    provider_icon_url: url,
    alt_text: text(2_000),
    title: plain(200),
    description: plain(200),
    author_name: text(50),
  }),
};

const placeholder = plain(150);
const confirm = shaped('confirm');
const options = (max: number): Slot => list(shaped('option'), max);
const menu = shape([], {
  placeholder,
  confirm,
  options: options(100),
  option_groups: list(shaped('option_group'), 100),
});
const richParts = list(typed(...RICH_PARTS));

const PARTS: Readonly<Record<string, Shape>> = {
  plain_text: shape(['text'], { text: text(TEXT_OBJECT_POINTS_MAX) }),
  mrkdwn: shape(['text'], { text: text(TEXT_OBJECT_POINTS_MAX) }),
  raw_text: shape(['text'], { text: text(UNNAMED_POINTS_MAX) }),
  raw_number: shape([]),
  button: shape(['text'], {
    text: plain(75),
    url,
    value: text(2_000),
    style: word('primary', 'danger'),
    accessibility_label: text(75),
    confirm,
  }),
  workflow_button: shape(['text', 'workflow'], { text: plain(75), style: word('primary', 'danger'), confirm }),
  overflow: shape(['options'], { options: options(5), confirm }),
  checkboxes: shape(['options'], { options: options(10), confirm }),
  radio_buttons: shape(['options'], { options: options(10), confirm }),
  datepicker: shape([], { placeholder, confirm }),
  datetimepicker: shape([], { confirm }),
  timepicker: shape([], { placeholder, confirm }),
  feedback_buttons: shape([]),
  icon_button: shape([]),
  ...Object.fromEntries(MENUS.map((name) => [name, menu])),
  rich_text_section: shape(['elements'], { elements: richParts }),
  rich_text_preformatted: shape(['elements'], { elements: richParts }),
  rich_text_quote: shape(['elements'], { elements: richParts }),
  rich_text_list: shape(['elements', 'style'], {
    elements: list(typed('rich_text_section')),
    style: word('bullet', 'ordered'),
  }),
  text: shape(['text'], { text: text(UNNAMED_POINTS_MAX) }),
  link: shape(['url'], { url, text: text(UNNAMED_POINTS_MAX) }),
  user: shape(['user_id']),
  usergroup: shape(['usergroup_id']),
  channel: shape(['channel_id']),
  broadcast: shape(['range'], { range: word('here', 'channel', 'everyone') }),
  emoji: shape(['name']),
  date: shape(['timestamp', 'format']),
  color: shape(['value']),
  team: shape(['team_id']),
};

const UNTYPED: Readonly<Record<string, Shape>> = {
  confirm: shape(['text'], { title: plain(100), text: words(300), confirm: plain(30), deny: plain(30) }),
  option: shape(['text'], { text: words(75), value: text(150), description: words(75), url }),
  option_group: shape(['label', 'options'], { label: plain(75), options: options(100) }),
};

/** The whole of what `blocks` holds; its own count is checked by who reads it. */
export const BLOCK_SLOT: Slot = typed(...Object.keys(BLOCKS));

/** What takes input: only a view can show it, and somebody has to receive it. */
export const INPUTS: ReadonlySet<string> = new Set([
  'input',
  'plain_text_input',
  'number_input',
  'email_text_input',
  'url_text_input',
  'rich_text_input',
  'file_input',
]);

/** `image` and others are blocks as well as elements, alike but for their title. */
export const shapeOf = (type: string): Shape | undefined => own(BLOCKS, type) ?? own(PARTS, type);

export const untypedShape = (as: string): Shape | undefined => own(UNTYPED, as);

export const slotOf = (shapeHere: Shape | undefined, key: string): Slot =>
  (shapeHere === undefined ? undefined : own(shapeHere.keys, key)) ?? ANY;

const own = <Value>(from: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(from, key) ? from[key] : undefined;
