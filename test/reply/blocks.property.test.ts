// Whatever people write, whatever templates do with it: blocks mention nobody whom their author did not, and fit into Slack.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Json } from '../../src/domain/rule.ts';
import { compileBlocks } from '../../src/reply/blocks.ts';
import { spokenOf } from '../../src/reply/spoken.ts';
import { OWN_TOKENS, source, tokensOfPersons, words } from './hostile.ts';
import { dataOf, ENV } from './sample.ts';

const RUNS = 400;

const written = fc.oneof(source, fc.constantFrom('{{ message.text }}', '{{ user.name }}', 'ж'));
const plain = written.map((text): Json => ({ type: 'plain_text', text }));
const mrkdwn = written.map((text): Json => ({ type: 'mrkdwn', text }));
const text = fc.oneof(plain, mrkdwn);
const id = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('{{ user.id }}', '{{ channel.id }}', 'Ж') },
  { weight: 1, arbitrary: source },
);
const url = fc.oneof(
  { weight: 3, arbitrary: source.map((rest) => `https://xn--f1a.example/${rest}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '{{ message.link }}',
      'https://xn--f1a.example/{{ match[1] }}?q={{ user.name | url_encode }}#{{ match.w }}',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('{{ match[1] }}', 'https://{{ match[1] }}', 'https://xn--f1a.example{{ match[1] }}'),
  },
);

const button = fc.record({ type: fc.constant('button'), text: plain, url, value: written, action_id: id });
const image = fc.record({ type: fc.constant('image'), image_url: url, alt_text: written });
const part = fc.oneof(
  fc.record({ type: fc.constant('text'), text: written }),
  fc.record({ type: fc.constant('user'), user_id: id }),
  fc.record({ type: fc.constant('usergroup'), usergroup_id: id }),
  fc.record({ type: fc.constant('channel'), channel_id: id }),
  fc.record({ type: fc.constant('broadcast'), range: fc.constantFrom('here', '{{ match[1] }}', '{{ "here" }}') }),
  fc.record({ type: fc.constant('emoji'), name: id }),
  fc.record({ type: fc.constant('link'), url, text: written }),
);

const block: fc.Arbitrary<Json> = fc.oneof(
  fc.record({ type: fc.constant('section'), text }),
  fc.record({
    type: fc.constant('section'),
    fields: fc.array(text, { minLength: 1, maxLength: 10 }),
    accessory: fc.oneof(button, image),
  }),
  fc.record({ type: fc.constant('header'), text: plain, block_id: id }),
  fc.record({ type: fc.constant('markdown'), text: written }),
  fc.record({
    type: fc.constant('context'),
    elements: fc.array(fc.oneof(text, image), { minLength: 1, maxLength: 10 }),
  }),
  fc.record({ type: fc.constant('actions'), elements: fc.array(button, { minLength: 1, maxLength: 3 }) }),
  fc.record({ type: fc.constant('image'), image_url: url, alt_text: written, title: plain }),
  fc.record({
    type: fc.constant('rich_text'),
    elements: fc.array(
      fc.record({ type: fc.constant('rich_text_section'), elements: fc.array(part, { minLength: 1, maxLength: 4 }) }),
      { minLength: 1, maxLength: 2 },
    ),
  }),
  // What nobody knows yet is treated as what Slack parses.
  fc.record({ type: fc.constant('hologram'), text: written, name: id, in: fc.array(mrkdwn, { maxLength: 2 }) }),
);

type Mapping = { readonly [key: string]: Json };

/** Every string that was sent, with the mapping that it stands in. */
const stringsIn = (value: Json, around: Mapping = {}, key = ''): readonly (readonly [string, string, Mapping])[] => {
  if (typeof value === 'string') return [[key, value, around]];
  if (Array.isArray(value)) return value.flatMap((entry: Json) => stringsIn(entry, around, key));
  if (!isMapping(value)) return [];
  return Object.entries(value).flatMap(([name, each]) => stringsIn(each, value, name));
};

const isMapping = (value: Json): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const PLAIN = new Set(['plain_text', 'text', 'link']);
const LENGTHS: Readonly<Record<string, number>> = {
  image_url: 3_000,
  url: 3_000,
  alt_text: 2_000,
  value: 2_000,
  block_id: 255,
  action_id: 255,
};

const checkString = ([key, said, { type }]: readonly [string, string, Mapping]): void => {
  const place = `${JSON.stringify(type)}.${key}: ${said}`;
  assert.ok(!/\p{Surrogate}/u.test(said), place);
  assert.ok([...said].length <= (type === 'markdown' ? 12_000 : (LENGTHS[key] ?? 3_000)), place);
  if (key === 'url' || key === 'image_url') {
    const address = new URL(said);
    assert.equal(address.protocol, 'https:', place);
    assert.ok(['xn--f1a.example', 'acme.slack.com'].includes(address.hostname), place);
  } else if (key === 'range') assert.equal(said, 'here');
  else if (key !== 'type' && key !== 'text' && key !== 'alt_text' && key !== 'value')
    assert.ok(!/[UWSC]2|subteam|channel|every|group/u.test(withoutOwn(said)), place);
  else if (key !== 'text' || typeof type !== 'string' || !PLAIN.has(type))
    assert.deepEqual(tokensOfPersons(said), [], place);
};

const withoutOwn = (said: string): string =>
  OWN_TOKENS.reduce((left, own) => left.replaceAll(own, ''), said).replaceAll(/[\w+/]{4,}={0,2}/gu, withoutEncoded);

/** The author's `ж`, encoded by a filter, may come out as what looks like an id: `0LbQttC2LNC2` has a `C2`. */
const withoutEncoded = (run: string): string =>
  /^[жЖ,.:;<> -]*ж[жЖ,.:;<> -]*$/u.test(Buffer.from(run, 'base64').toString()) ? '' : run;

/** The author's, by ids that no person writes. */
const OWN_MENTIONS = /<(?:[@#]|!subteam\^)[UC]1>/gu;

describe('blocks with anything that people write in them', () => {
  it('come out or fail, hold no token of theirs, decide nothing by them, and stay within limits', () => {
    let sent = 0;
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), words, words, (blocks, one, other) => {
        const compiled = compileBlocks(blocks, ENV);
        assert.ok(compiled.ok, JSON.stringify(compiled.ok ? '' : compiled.faults));
        const data = { ...dataOf(one, { userName: other, channelName: one }), botName: other };
        const result = compiled.template.render(data);
        if (!result.ok) return;
        sent += 1;
        const strings = stringsIn(result.blocks);
        assert.ok(strings.reduce((total, [, said]) => total + [...said].length, 0) <= 13_000);
        for (const string of strings) checkString(string);
        const spoken = spokenOf(result.blocks).replaceAll(OWN_MENTIONS, 'Ж');
        assert.deepEqual(tokensOfPersons(spoken), [], spoken);
        assert.ok([...spoken].length <= 300);
      }),
      { numRuns: RUNS },
    );
    assert.ok(sent > RUNS / 10, `only ${sent} were sent`);
  });

  it('show plain text as it was written', () => {
    fc.assert(
      fc.property(words, (said) => {
        const compiled = compileBlocks(
          [{ type: 'section', text: { type: 'plain_text', text: 'ж{{ message.text }}' } }],
          ENV,
        );
        assert.ok(compiled.ok);
        const result = compiled.template.render(dataOf(said));
        assert.ok(result.ok);
        assert.deepEqual(result.blocks[0]?.['text'], {
          type: 'plain_text',
          text: `ж${said.replace(/\p{Surrogate}/gu, '\uFFFD')}`,
        });
      }),
    );
  });

  it('are read without throwing, whatever they are', () => {
    const any = fc.jsonValue({ maxDepth: 5 });
    const keyed = fc.dictionary(
      fc.constantFrom('type', 'text', 'elements', 'fields', 'rows', 'options', 'confirm', 'title', '__proto__'),
      fc.oneof(
        any,
        fc.constantFrom(
          'section',
          'mrkdwn',
          'actions',
          'context',
          'rich_text',
          'table',
          'constructor',
          '{{ message.text }}',
          '{{',
        ),
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(any, keyed), { maxLength: 3 }), (value) => {
        const read = compileBlocks(asJson(value), ENV);
        if (read.ok) read.template.render(dataOf('<!here>'));
      }),
      { numRuns: RUNS },
    );
  });
});

/** Through text, as it comes from a file: no `undefined`, no `-0`. */
const asJson = (value: readonly unknown[]): readonly Json[] => JSON.parse(JSON.stringify(value));
