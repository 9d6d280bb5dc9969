// Blocks and what is sent of them: escaped where Slack parses, as they are where it does not, and within its limits.
import assert from 'node:assert/strict';
import type { Json } from '../../src/domain/rule.ts';
import { compileBlocks, lazyBlocks } from '../../src/reply/blocks.ts';
import { lazyTemplate } from '../../src/reply/template.ts';
import { dataOf, ENV } from './sample.ts';

type Row = readonly [name: string, written: Json, words: string, sent: Json];

/** No block is a text alone. */
const FAILS = 'fails';

const section = (text: string): Json => ({ type: 'section', text: { type: 'mrkdwn', text } });
const header = (text: string): Json => ({ type: 'header', text: { type: 'plain_text', text } });
const image = (over: { readonly [key: string]: Json }): Json => ({
  type: 'image',
  image_url: 'https://a.b/c.png',
  alt_text: '그림',
  ...over,
});
const rich = (...elements: readonly Json[]): Json => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
const theirs = (text: string): Json => ({ type: 'section', text: { type: 'mrkdwn', text, verbatim: true } });

const ROWS: readonly Row[] = [
  [
    'mrkdwn escapes what a person wrote',
    section('<!here> {{ message.text }}'),
    '<!here>',
    theirs('<!here> &lt;!here&gt;'),
  ],
  [
    'mrkdwn without a person’s words is left as Slack reads it',
    section('{{ user.mention }} https://a.b'),
    '',
    section('<@U1> https://a.b'),
  ],
  [
    'the author’s own addresses are links beside a person’s words, and theirs are none',
    section('https://a.b/c?d=1&e=2에서, https://a.b. <https://a.b|가> {{ message.text }} https://a.b/{{ match[1] }}'),
    'https://x.y',
    theirs('<https://a.b/c?d=1&e=2>에서, <https://a.b>. <https://a.b|가> https://x.y https://a.b/https://x.y'),
  ],
  [
    'the author decides what Slack reads into it',
    { type: 'section', text: { type: 'mrkdwn', text: '{{ message.text }}', verbatim: false } },
    '#hr',
    { type: 'section', text: { type: 'mrkdwn', text: '#hr', verbatim: false } },
  ],
  ['plain text escapes nothing', header('{{ message.text }} & <b>'), '<!here> & co', header('<!here> & co & <b>')],
  [
    'a rich text escapes nothing, and a mention by id is kept',
    rich({ type: 'text', text: '{{ message.text }} ' }, { type: 'user', user_id: '{{ user.id }}' }),
    '<@U2>',
    rich({ type: 'text', text: '<@U2> ' }, { type: 'user', user_id: 'U1' }),
  ],
  ['a person mentions nobody', rich({ type: 'user', user_id: '{{ match[1] }}' }), 'U2', FAILS],
  ['a person calls nobody together', rich({ type: 'broadcast', range: '{{ match[1] }}' }), 'here', FAILS],
  ['a person makes no block', { type: '{{ match[1] }}', text: 'x' }, 'markdown', FAILS],
  ['a person takes a style from nobody', rich({ type: 'text', text: '가', style: '{{ match[1] }}' }), 'bold', FAILS],
  [
    'a type that the author chooses later is escaped whatever it is',
    { type: 'section', text: { type: '{{ "plain_text" }}', text: '{{ message.text }}' } },
    '<!here>',
    { type: 'section', text: { type: 'plain_text', text: '&lt;!here&gt;' } },
  ],
  [
    'a part of an address is encoded',
    image({ image_url: 'https://a.b/{{ match[1] }}.png?q={{ match[1] | url_encode }}' }),
    '휴 가/../<&>%',
    image({
      image_url: 'https://a.b/%ED%9C%B4%20%EA%B0%80%2F..%2F%3C%26%3E%25.png?q=%ED%9C%B4+%EA%B0%80%2F..%2F%3C%26%3E%25',
    }),
  ],
  [
    'an address from Slack is kept',
    image({ image_url: '{{ message.link }}' }),
    '',
    image({ image_url: 'https://acme.slack.com/archives/C1/p1764000000000100' }),
  ],
  ['a person writes no address', image({ image_url: '{{ match[1] }}' }), 'https://x.y/', FAILS],
  ['a person writes no host', image({ image_url: 'https://{{ match[1] }}/a.png' }), 'x.y', FAILS],
  ['a person adds nothing to a host', image({ image_url: 'https://a.b{{ match[1] }}/a.png' }), '.evil', FAILS],
  ['a description is escaped', image({ alt_text: '{{ match[1] }}' }), '<b>', image({ alt_text: '&lt;b&gt;' })],
  [
    'what a button hands back is escaped',
    {
      type: 'actions',
      elements: [{ type: 'button', text: { type: 'plain_text', text: '가' }, value: '{{ match[1] }}' }],
    },
    '<b>',
    { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: '가' }, value: '&lt;b&gt;' }] },
  ],
  [
    'Markdown is escaped, and a person’s link is none',
    { type: 'markdown', text: '[{{ vars.hr }}](https://a.b) {{ message.text }}' },
    '[<a>](https://x.y)',
    { type: 'markdown', text: '[인사팀](https://a.b) [&lt;a&gt;]\u200B\u200B(https://x.y)' },
  ],
  ['a title is cut', header('{{ message.text }}'), '가'.repeat(200), header(`${'가'.repeat(149)}…`)],
  [
    'a section is cut between signs',
    section('{{ message.text }}'),
    '<'.repeat(1_000),
    theirs(`${'&lt;'.repeat(749)}…`),
  ],
  ['a title is cut between halves', header('{{ message.text }}'), '😀'.repeat(200), header(`${'😀'.repeat(149)}…`)],
  ['half a sign is replaced', header('{{ message.text }}'), 'a\uD83D', header('a\uFFFD')],
  ['a section without words is left out, and then nothing is left', section('{{ match[2] }}'), '', FAILS],
  [
    'an empty field is left out',
    {
      type: 'section',
      fields: [
        { type: 'mrkdwn', text: '{{ match[2] }}' },
        { type: 'plain_text', text: '가' },
      ],
    },
    '',
    { type: 'section', fields: [{ type: 'plain_text', text: '가' }] },
  ],
  [
    'a section that has fields can do without its text',
    { type: 'section', text: { type: 'mrkdwn', text: '{{ match[2] }}' }, fields: [{ type: 'plain_text', text: '가' }] },
    '',
    { type: 'section', fields: [{ type: 'plain_text', text: '가' }] },
  ],
  ['an image can do without a title', image({ title: { type: 'plain_text', text: '{{ match[2] }}' } }), '', image({})],
  [
    'an empty cell keeps its place',
    { type: 'table', rows: [[{ type: 'raw_text', text: '{{ match[2] }}' }]] },
    '',
    { type: 'table', rows: [[{ type: 'raw_text', text: ' ' }]] },
  ],
];

const check = ([, written, words, sent]: Row): void => {
  const compiled = compileBlocks([written], ENV);
  assert.ok(compiled.ok, JSON.stringify(compiled.ok ? '' : compiled.faults));
  for (const template of [compiled.template, lazyBlocks([written], ENV)]) {
    const rendered = template.render(dataOf(words));
    assert.deepEqual(rendered.ok ? rendered.blocks : FAILS, sent === FAILS ? sent : [sent]);
  }
};

describe('blocks', () => {
  for (const row of ROWS) it(row[0], () => check(row));

  it('are left out where they are empty, and the others are sent', () => {
    const template = lazyBlocks([header('{{ match[2] }}'), section('가')], ENV);
    assert.deepEqual(template.render(dataOf('')), { ok: true, blocks: [section('가')] });
  });

  it('of Markdown share its limit', () => {
    const block = { type: 'markdown', text: '{{ message.text }}' };
    const template = lazyBlocks([block, block, block], ENV);
    const rendered = template.render(dataOf('가'.repeat(5_000)));
    assert.ok(rendered.ok);
    assert.deepEqual(
      rendered.blocks.map(({ text }) => typeof text === 'string' && [text.length, text.endsWith('…')]),
      [
        [5_000, false],
        [5_000, false],
        [2_000, true],
      ],
    );
  });

  it('that come out longer than Slack takes altogether are not sent', () => {
    const template = lazyBlocks(
      Array.from({ length: 10 }, () => section('{{ message.text }}')),
      ENV,
    );
    assert.equal(template.render(dataOf('가'.repeat(3_000))).ok, false);
  });

  it('share the bounds of one rendering', () => {
    const source = '{% for i in (1..4000) %}{{ i }}{% endfor %}';
    assert.equal(lazyBlocks([section(source), section(source)], ENV).render(dataOf('')).ok, true);
    assert.equal(lazyBlocks([section(source), section(source), section(source)], ENV).render(dataOf('')).ok, false);
  });

  it('know nothing of what another of their strings assigned', () => {
    const template = lazyBlocks([section('{% assign a = 1 %}{{ a }}'), section('[{{ a }}]')], ENV);
    assert.deepEqual(template.render(dataOf('')), { ok: true, blocks: [section('1'), section('[]')] });
  });
});

describe('a template that is compiled when it is first used', () => {
  it('says the same', () => {
    assert.deepEqual(lazyTemplate('{{ match[1] | upcase }}', { ...ENV, groups: null }).render(dataOf('a<')), {
      ok: true,
      text: 'A&lt;',
    });
    assert.deepEqual(lazyTemplate('<!here>', ENV).render(dataOf('')), { ok: true, text: '<!here>' });
  });

  it('fails where it is none, each time', () => {
    for (const source of ['{{ a', '{% raw %}x{% endraw %}', '{% if true %}', '{{ a | raw }}']) {
      const template = lazyTemplate(source, ENV);
      assert.equal(template.render(dataOf('')).ok, false);
      assert.equal(template.render(dataOf('')).ok, false);
      assert.equal(lazyBlocks([section('가'), section(source)], ENV).render(dataOf('')).ok, false);
    }
  });
});
