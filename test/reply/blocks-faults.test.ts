// Blocks and what Slack would refuse in them, each with the place where it stands.
import assert from 'node:assert/strict';
import type { Json } from '../../src/domain/rule.ts';
import { type BlockFault, compileBlocks } from '../../src/reply/blocks.ts';
import { ENV } from './sample.ts';

const words = (text: Json): Json => ({ type: 'mrkdwn', text });
const plain = (text: Json): Json => ({ type: 'plain_text', text });
const section = (text: Json): Json => ({ type: 'section', text: words(text) });
const many = <Entry>(count: number, entry: Entry): Entry[] => Array.from({ length: count }, () => entry);
const link = (text: string): Json => ({ type: 'button', text: plain(text), url: 'https://a.b/c' });
const rich = (...elements: readonly Json[]): Json => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});

const FINE: readonly (readonly [name: string, blocks: readonly Json[]])[] = [
  ['a section of mrkdwn', [section('*굵게* {{ user.name }}')]],
  [
    'a section of plain text with a button that opens a page',
    [{ type: 'section', text: plain('가'), accessory: link('나') }],
  ],
  ['a section of fields alone', [{ type: 'section', fields: many(10, words('가'.repeat(2_000))) }]],
  ['a header of 150 characters', [{ type: 'header', text: plain('😀'.repeat(150)) }]],
  ['dividers, fifty of them', many(50, { type: 'divider' })],
  [
    'an image by its address',
    [{ type: 'image', image_url: 'https://a.b/c.png', alt_text: '그림', title: plain('제목') }],
  ],
  ['an image of Slack’s own', [{ type: 'image', slack_file: { id: 'F1' }, alt_text: '그림' }]],
  [
    'a context of an image and texts',
    [
      {
        type: 'context',
        elements: [{ type: 'image', image_url: 'https://a.b', alt_text: 'x' }, plain('가'), words('나')],
      },
    ],
  ],
  ['a row of buttons', [{ type: 'actions', elements: many(25, link('가')) }]],
  ['a menu', [{ type: 'actions', elements: [{ type: 'overflow', options: [{ text: plain('가'), value: 'a' }] }] }]],
  [
    'a rich text with mentions',
    [
      rich(
        { type: 'user', user_id: '{{ user.id }}' },
        { type: 'text', text: ' ', style: { bold: true } },
        { type: 'broadcast', range: 'here' },
      ),
    ],
  ],
  [
    'a rich list',
    [
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_list',
            style: 'bullet',
            indent: 1,
            elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: '가' }] }],
          },
        ],
      },
    ],
  ],
  ['a block of Markdown', [{ type: 'markdown', text: '# 제목' }]],
  ['a table', [{ type: 'table', rows: [[{ type: 'raw_text', text: '가' }], [{ type: 'raw_text', text: '나' }]] }]],
  [
    'a video',
    [{ type: 'video', video_url: 'https://a.b', thumbnail_url: 'https://a.b', alt_text: 'x', title: plain('가') }],
  ],
  ['a type that Slack may have added', [{ type: 'hologram', text: 7 }]],
  ['a type that is known only when it is rendered', [{ type: '{{ vars.hr }}', text: 7 }]],
  ['texts that together would be too much where one is a template', many(4, section('{{ message.text }}'))],
  [
    'ids and what a button hands back',
    [
      {
        type: 'actions',
        block_id: 'a',
        elements: [{ type: 'button', text: plain('가'), value: '', action_id: 'b', style: 'danger' }],
      },
    ],
  ],
];

describe('blocks that Slack takes', () => {
  for (const [name, blocks] of FINE) {
    it(name, () => {
      const compiled = compileBlocks(blocks, ENV);
      assert.deepEqual(compiled.ok ? [] : compiled.faults, []);
    });
  }

  it('are themselves where nothing in them is a template', () => {
    const blocks = [section('가'), { type: 'divider' }];
    const compiled = compileBlocks(blocks, ENV);
    assert.ok(compiled.ok);
    assert.deepEqual(compiled.fixed, blocks);
  });
});

/** `code path detail`; the path with dots. */
type Row = readonly [name: string, blocks: readonly Json[], faults: readonly string[]];

const SHAPES: readonly Row[] = [
  ['no block at all', [], ['blocks-shape  empty list']],
  ['a text where a block is meant', ['안녕'], ['blocks-shape 0 not_a_mapping 안녕']],
  ['a list in the list', [[section('가')]], ['blocks-shape 0 not_a_mapping list']],
  [
    'nothing where a block is meant',
    [null, 7],
    ['blocks-shape 0 not_a_mapping null', 'blocks-shape 1 not_a_mapping number'],
  ],
  ['a block without a type', [{ text: words('가') }], ['blocks-shape 0 no_type mapping']],
  ['a section of nothing', [{ type: 'section' }], ['blocks-shape 0 missing text|fields']],
  [
    'a section whose text is a text alone',
    [{ type: 'section', text: '안녕' }],
    ['blocks-shape 0.text not_a_mapping 안녕'],
  ],
  [
    'a text object without its text',
    [{ type: 'section', text: { type: 'mrkdwn' } }],
    ['blocks-shape 0.text missing text'],
  ],
  [
    'a text object without a type',
    [{ type: 'section', text: { text: '가' } }],
    ['blocks-shape 0.text no_type mapping'],
  ],
  ['a number as the text', [section(7)], ['blocks-shape 0.text.text not_a_text number']],
  ['no text at all', [section(null)], ['blocks-shape 0.text.text not_a_text null']],
  ['an empty text', [section('')], ['blocks-shape 0.text.text empty ']],
  ['a header of mrkdwn', [{ type: 'header', text: words('가') }], ['blocks-type 0.text.type mrkdwn: plain_text']],
  [
    'a text object of Markdown',
    [{ type: 'section', text: { type: 'markdown', text: '가' } }],
    ['blocks-type 0.text.type markdown: mrkdwn'],
  ],
  [
    'a text object whose type is misspelt',
    [{ type: 'section', text: { type: 'mrkdown', text: '가' } }],
    ['blocks-type 0.text.type mrkdown: mrkdwn'],
  ],
  ['a block whose type is misspelt', [{ type: 'sectoin', text: words('가') }], ['blocks-type 0.type sectoin: section']],
  ['an element as a block', [link('가')], ['blocks-type 0.type button: *']],
  [
    'a button in a context',
    [{ type: 'context', elements: [link('가')] }],
    ['blocks-type 0.elements.0.type button: plain_text|mrkdwn|image'],
  ],
  [
    'an image without a description',
    [{ type: 'image', image_url: 'https://a.b' }],
    ['blocks-shape 0 missing alt_text'],
  ],
  ['an image of nothing', [{ type: 'image', alt_text: 'x' }], ['blocks-shape 0 missing image_url|slack_file']],
  [
    'a context of nothing',
    [{ type: 'context' }, { type: 'context', elements: [] }],
    ['blocks-shape 0 missing elements', 'blocks-shape 1.elements empty list'],
  ],
  ['actions of nothing', [{ type: 'actions' }], ['blocks-shape 0 missing elements']],
  [
    'elements that are no list',
    [{ type: 'actions', elements: link('가') }],
    ['blocks-shape 0.elements not_a_list mapping'],
  ],
  [
    'a field to fill in',
    [{ type: 'input', label: plain('가'), element: { type: 'plain_text_input' } }],
    ['blocks-shape 0 input input'],
  ],
  [
    'a style that buttons do not have',
    [{ type: 'actions', elements: [{ type: 'button', text: plain('가'), style: 'primry' }] }],
    ['blocks-shape 0.elements.0.style value primry'],
  ],
  [
    'a broadcast to whom nobody knows',
    [rich({ type: 'broadcast', range: 'all' })],
    ['blocks-shape 0.elements.0.elements.0.range value all'],
  ],
  [
    'several faults, in the order in which they are written',
    [{ type: 'section', fields: [words(7)], text: words('{{ x }}') }, { type: 'header' }, section('{{ user.nme }}')],
    [
      'blocks-shape 0.fields.0.text not_a_text number',
      'template-variable 0.text.text x',
      'blocks-shape 1 missing text',
      'template-variable 2.text.text user.nme',
    ],
  ],
];

const LIMITS: readonly Row[] = [
  ['51 blocks', many(51, { type: 'divider' }), ['blocks-limit  51 of 50 entries']],
  [
    'a header of 151 characters',
    [{ type: 'header', text: plain('가'.repeat(151)) }],
    ['blocks-limit 0.text.text 151 of 150 characters'],
  ],
  ['a section of 3,001', [section('가'.repeat(3_001))], ['blocks-limit 0.text.text 3001 of 3000 characters']],
  ['eleven fields', [{ type: 'section', fields: many(11, words('가')) }], ['blocks-limit 0.fields 11 of 10 entries']],
  [
    'a field of 2,001',
    [{ type: 'section', fields: [words('가'.repeat(2_001))] }],
    ['blocks-limit 0.fields.0.text 2001 of 2000 characters'],
  ],
  [
    'eleven elements of a context',
    [{ type: 'context', elements: many(11, words('가')) }],
    ['blocks-limit 0.elements 11 of 10 entries'],
  ],
  ['26 buttons', [{ type: 'actions', elements: many(26, link('가')) }], ['blocks-limit 0.elements 26 of 25 entries']],
  [
    'a button of 76 characters',
    [{ type: 'actions', elements: [link('가'.repeat(76))] }],
    ['blocks-limit 0.elements.0.text.text 76 of 75 characters'],
  ],
  [
    'an address of 3,001',
    [{ type: 'image', alt_text: 'x', image_url: `https://a.b/${'c'.repeat(2_989)}` }],
    ['blocks-limit 0.image_url 3001 of 3000 characters'],
  ],
  [
    'a description of 2,001',
    [{ type: 'image', alt_text: 'x'.repeat(2_001), image_url: 'https://a.b' }],
    ['blocks-limit 0.alt_text 2001 of 2000 characters'],
  ],
  [
    'a title of 2,001',
    [{ type: 'image', alt_text: 'x', image_url: 'https://a.b', title: plain('가'.repeat(2_001)) }],
    ['blocks-limit 0.title.text 2001 of 2000 characters'],
  ],
  [
    'a value of 2,001',
    [{ type: 'actions', elements: [{ type: 'button', text: plain('가'), value: 'x'.repeat(2_001) }] }],
    ['blocks-limit 0.elements.0.value 2001 of 2000 characters'],
  ],
  ['an id of 256', [{ type: 'divider', block_id: 'x'.repeat(256) }], ['blocks-limit 0.block_id 256 of 255 characters']],
  [
    'Markdown of 12,001',
    [{ type: 'markdown', text: 'x'.repeat(12_001) }],
    ['blocks-limit 0.text 12001 of 12000 characters'],
  ],
  [
    'Markdown of 12,001 in two blocks',
    [
      { type: 'markdown', text: 'x'.repeat(12_000) },
      { type: 'markdown', text: 'x' },
      { type: 'markdown', text: 'x' },
    ],
    ['blocks-limit 1.text 12001 of 12000 characters'],
  ],
  [
    'mappings in each other without end',
    [Array.from({ length: 40 }).reduce<Json>((inner) => ({ type: 'hologram', inner }), 'x')],
    [
      'blocks-limit 0.inner.inner.inner.inner.inner.inner.inner.inner.inner.inner.inner.inner.inner.inner.inner.inner.inner.inner.inner.inner 21 of 20 levels',
    ],
  ],
];

const told = (fault: BlockFault): string => {
  const place = `${fault.code} ${fault.path.join('.')}`;
  if (fault.code === 'blocks-shape')
    return `${place} ${fault.why} ${fault.why === 'missing' ? fault.known.join('|') : fault.found}`;
  if (fault.code === 'blocks-limit') return `${place} ${fault.found} of ${fault.limit} ${fault.of}`;
  if (fault.code === 'blocks-type')
    return `${place} ${fault.found}: ${fault.known.length > 5 ? '*' : fault.known.join('|')}`;
  return `${place} ${fault.found}`;
};

const check = ([, blocks, faults]: Row): void => {
  const compiled = compileBlocks(blocks, ENV);
  assert.deepEqual(compiled.ok ? [] : compiled.faults.map(told), faults);
};

describe('blocks that Slack would refuse', () => {
  for (const row of SHAPES) it(row[0], () => check(row));
});

describe('blocks over a limit of Slack’s', () => {
  for (const row of LIMITS) it(row[0], () => check(row));
});
