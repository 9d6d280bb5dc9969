// Templates that would never end, and texts that are too long.
import assert from 'node:assert/strict';
import { cutText, TEXT_POINTS_MAX } from '../../src/reply/cut.ts';
import { lazyBlocks } from '../../src/reply/blocks.ts';
import { compileTemplate, lazyTemplate } from '../../src/reply/template.ts';
import { dataOf, ENV, rendered } from './sample.ts';

/** Generous: each takes some ten milliseconds. */
const RENDER_MS_MAX = 3_000;

const ENDLESS: readonly (readonly [name: string, source: string])[] = [
  [
    'three loops in each other',
    '{% for i in (1..99999) %}{% for j in (1..99999) %}{% for k in (1..99999) %}{{ i | times: j }}{% endfor %}{% endfor %}{% endfor %}',
  ],
  [
    'loops that write nothing',
    '{% for i in (1..9000) %}{% for j in (1..9000) %}{% if i == j %}{% endif %}{% endfor %}{% endfor %}',
  ],
  [
    'a text that doubles sixty times',
    '{% assign s = "xxxxxxxxxx" %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor %}{{ s }}',
  ],
  [
    "a person's text that doubles",
    '{% assign s = message.text %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor %}{{ s }}',
  ],
  [
    'a list that doubles',
    '{% assign s = "a,b" | split: "," %}{% for i in (1..60) %}{% assign s = s | concat: s %}{% endfor %}{{ s.size }}',
  ],
  [
    'a replacement that grows',
    '{% assign s = "aaaaaaaaaa" %}{% for i in (1..60) %}{% assign s = s | replace: "a", s %}{% endfor %}{{ s }}',
  ],
  ['a range without end', '{% for i in (1..999999999999) %}{% endfor %}'],
  ['a date of enormous width', '{{ now | date: "%999999999d" }}'],
];

describe('a rendering that would not end', () => {
  for (const [name, source] of ENDLESS) {
    it(`fails soon: ${name}`, () => {
      const compiled = compileTemplate(source, ENV);
      assert.ok(compiled.ok);
      const started = performance.now();
      assert.equal(compiled.template.render(dataOf('안녕하세요')).ok, false);
      assert.ok(performance.now() - started < RENDER_MS_MAX);
    });
  }
});

describe('the reason of a failure', () => {
  it('names the bound', () => {
    const result = lazyTemplate('{% for i in (1..20000) %}{{ i }}{% endfor %}', ENV).render(dataOf(''));
    assert.deepEqual(result, { ok: false, why: 'loops took more than 10000 turns' });
  });

  it('holds nothing of what a person wrote', () => {
    const result = lazyBlocks([{ type: 'image', image_url: '{{ message.text }}', alt_text: 'x' }], ENV).render(
      dataOf('비밀'),
    );
    assert.ok(!result.ok && !result.why.includes('비밀'));
  });
});

const CUTS: readonly (readonly [name: string, words: string, points: number, end: string])[] = [
  ['a text of just 4,000', 'a'.repeat(4_000), 4_000, 'a'],
  ['one more', 'a'.repeat(4_001), 4_000, 'a…'],
  ['emoji', '😀'.repeat(4_001), 4_000, '😀…'],
  ['brackets', '<'.repeat(6_000), 3_997, '&lt;…'],
  ['brackets two further', `xx${'<'.repeat(6_000)}`, 3_999, '&lt;…'],
  ['an enormous text', 'ㅋ'.repeat(40_000), 4_000, 'ㅋ…'],
];

describe('a text over 4,000 code points', () => {
  for (const [name, words, points, end] of CUTS) {
    it(`is cut between signs: ${name}`, () => {
      const text = rendered('{{ message.text }}', dataOf(words));
      assert.equal([...text].length, points);
      assert.ok(text.endsWith(end), text.slice(-8));
    });
  }

  it('is not cut inside a mention', () =>
    assert.equal(cutText(`${'a'.repeat(TEXT_POINTS_MAX - 5)}<!channel>`), `${'a'.repeat(TEXT_POINTS_MAX - 5)}…`));
});
