// What people write comes out as text, whatever a template does with it; what the author wrote comes out as it is.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FILTERS } from '../../src/reply/engine.ts';
import { compileTemplate } from '../../src/reply/template.ts';
import { dataOf, ENV, rendered } from './sample.ts';

type Row = readonly [source: string, words: string, said: string];

const ROWS: readonly Row[] = [
  ['{{ message.text }}', '<!channel> & <@U1>', '&lt;!channel&gt; &amp; &lt;@U1&gt;'],
  ['{{ message.text }}', '{{ vars.form }}{% raw %}', '{{ vars.form }}{% raw %}'],
  [
    '<!here> {{ message.text }} <@U7> <https://a.b/?x=1&y=2|가>',
    '<!here>',
    '<!here> &lt;!here&gt; <@U7> <https://a.b/?x=1&y=2|가>',
  ],
  [
    '{{ vars.loud | append: message.text | append: "<!everyone>" }}',
    '<!channel>',
    '<!here> 여러분&lt;!channel&gt;<!everyone>',
  ],
  [
    '{% assign a = message.text %}{% assign a = a | prepend: "<!here> " %}{{ a | upcase }}',
    '<!a>',
    '<!HERE> &lt;!A&gt;',
  ],
  ['{{ vars.hi | replace: "NAME", message.text }}', '<@U1>', '안녕 &lt;@U1&gt;'],
  ['{{ message.text | url_decode }}', '%3C!here%3E', '&lt;!here&gt;'],
  ['{{ message.text | url_decode }}', '100% <', '100% &lt;'],
  ['{% for x in message.text %}{{ x }}{% endfor %}', '<!here>', '&lt;!here&gt;'],
  [
    '{% assign x = message.text | split: "" %}{% for c in x %}{{ c }}{% endfor %}{{ x | join }}',
    '<>',
    '&lt;&gt;&lt; &gt;',
  ],
  ['{% assign x = message.text %}{{ x[match[1]] }}', 'valueOf', ''],
  ['<{{ match[1] }}>', '!channel', '&lt;!channel&gt;'],
  ['<{{- match[1] -}}>', '!channel', '&lt;!channel&gt;'],
  ['<!subteam^{{ match[1] }}>', 'S1', '&lt;!subteam^S1&gt;'],
  ['<@{{ match[1] }}> <@{{ user.id }}>', 'U1', '&lt;@U1&gt; <@U1>'],
  ['<!{{ match[1] }}|{{ match[2] }}>', 'here', '&lt;!here|&gt;'],
  ['{{ "<" | append: match[1] | append: ">" }}', '!here', '&lt;!here&gt;'],
  ['{{ "<x!here>" | remove: match[1] }}', 'x', '&lt;!here&gt;'],
  ['< {{ match[1] }} <!here>', 'x', '&lt; x <!here>'],
  ['<https://w.example/{{ match[1] }}|찾기>', '휴가', '<https://w.example/휴가|찾기>'],
  ['<https://w.example/{{ match[1] }}|찾기>', 'a|<!here>&b>', '<https://w.example/a%7C&lt;!here&gt;&amp;b&gt;|찾기>'],
  ['<https://w.example?q={{ match[1] }}>', 'a', '<https://w.example?q=a>'],
  ['<https://{{ vars.hr }}/{{ match[1] }}|가>', 'a', '<https://인사팀/a|가>'],
  ['<https://{{ match[1] }}|가>', 'evil.example', '&lt;https://evil.example|가&gt;'],
  ['<https://w.example{{ match[1] }}/|가>', '.evil.example', '&lt;https://w.example.evil.example/|가&gt;'],
  ['<mailto:{{ match[1] }}|가>', 'a@b', '<mailto:a@b|가>'],
  ['<https://w.example|{{ match[1] }}>', 'a|b', '<https://w.example|a｜b>'],
  ['<{{ match[1] }}|가>', 'https://w.example', '&lt;https://w.example|가&gt;'],
  ['<{{ message.link }}|여기>', '', '<https://acme.slack.com/archives/C1/p1764000000000100|여기>'],
  ['```{{ message.text }}```', '```<!here>', '``````&lt;!here&gt;```'],
];

const check = ([source, words, said]: Row): void => assert.equal(rendered(source, dataOf(words)), said);

describe('what a person wrote', () => {
  for (const row of ROWS) it(`${row[0]} with ${row[1]}`, () => check(row));

  it('is escaped as a name of a person and of a channel too', () => {
    const data = dataOf('', { userName: '<!here>', channelName: '<!channel>' });
    assert.equal(
      rendered('{{ user.name | josa: "이/가" }} #{{ channel.name }}', data),
      '&lt;!here&gt;이(가) #&lt;!channel&gt;',
    );
  });

  it('never carries half a surrogate pair', () =>
    assert.equal(rendered('{{ message.text }}', dataOf('\uD83D a')), '\uFFFD a'));
});

/** Texts that people who mean harm write: all of Slack's tokens, signs, templates, odd characters. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '<!channel>',
        '<!here|x>',
        '<!subteam^S1>',
        '<@U1>',
        '<#C1|a>',
        '<https://a.b|c>',
        '<mailto:a@b>',
        '<!date^1^{date}|x>',
      ),
      fc.constantFrom(
        '<',
        '>',
        '&',
        '|',
        '&lt;',
        '&amp;lt;',
        '%3C',
        '!',
        '@',
        '#',
        '\\u003c',
        '"',
        "'",
        ',',
        ' ',
        '\n',
        '＜',
        'script',
      ),
      fc.constantFrom(
        '{{ vars.form }}',
        '{% raw %}',
        '{%',
        '}}',
        '\uE000',
        '\uFDD0',
        '\uD800',
        '\uDC00',
        '\u200B',
        '😀',
        '1',
        '-1',
        'valueOf',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

/** Every place that a person can fill, alone, behind each filter (twice), in lists, and in arguments. */
const SOURCES: readonly string[] = [
  '{{ message.text }}{{ user.name }}{{ channel.name }}{{ match[1] }}{{ match.w }}{{ bot.name }}',
  ...Object.entries(FILTERS).flatMap(([name, { least }]) => {
    const given = (arg: string) =>
      `${name}${least === 0 ? '' : `: ${Array.from({ length: least }, () => arg).join(', ')}`}`;
    if (name === 'josa') return ['{{ message.text | josa: "이/가" }}'];
    return [
      `{{ message.text | ${given('"x"')} }}`,
      `{{ message.text | ${given('match[1]')} | ${given('user.name')} }}`,
      `{{ vars.hr | ${given('message.text')} }}`,
      `{% assign a = message.text | split: " " | ${given('match[1]')} %}{{ a }}{{ a | join: user.name }}{% for x in a %}{{ x }}{% endfor %}`,
    ];
  }),
  '{% assign a = message.text | split: "" | reverse %}{{ a | join: "" }}{{ a | first }}{{ a.first }}{{ a[0] }}{{ a[match[1]] }}',
  '{{ match[1] | date: message.text }}{{ now | date: message.text }}',
  '{% case message.text %}{% when match[1] %}{{ match[1] }}{% else %}{{ user.name }}{% endcase %}',
  '{{ vars[match[1]] | default: message.text }}',
];

/** A raw `<` of the author's own stands in none of these but in `vars.loud` and `vars.담당`, and in a line break of Liquid's. */
const OWN = ['<!here>', '<@U9>', '<br />'];

describe('whatever a person writes', () => {
  it('no raw bracket comes out, and no template is evaluated', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SOURCES), hostile, (source, words) => {
        const compiled = compileTemplate(source, ENV);
        assert.ok(compiled.ok, `${source}: ${JSON.stringify(compiled.ok ? '' : compiled.faults)}`);
        const data = { ...dataOf(words, { userName: words, channelName: words }), botName: words };
        const result = compiled.template.render(data);
        assert.ok(result.ok, result.ok ? '' : `${source}: ${result.why}`);
        const rest = OWN.reduce((text, own) => text.replaceAll(own, ''), result.text);
        assert.ok(!/[<>]/u.test(rest), `${source} said ${result.text}`);
        assert.ok(result.text === result.text.replace(/\p{Surrogate}/gu, '') && [...result.text].length <= 4_000);
        if (!source.includes('vars')) assert.ok(!result.text.includes('hr.example.com'), result.text);
      }),
      { numRuns: 2_000 },
    );
  });

  it('no token of the author is closed or opened by it', () => {
    const tokens = [
      '<{{ match[1] }}>',
      '<!{{ match[1] }}>',
      '<@{{ match[1] }}|x>',
      '<#{{ match[1] }}>',
      '<https://a.b/{{ match[1] }}|x>',
      '<https://a.b|{{ match[1] }}>',
      'a < {{ match[1] }} > b <!here>',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...tokens),
        hostile.filter((words) => words !== ''),
        (source, words) => {
          const text = rendered(source, dataOf(words));
          const found = [...text.matchAll(/<[^>]*>?/gu)].map(([token]) => token);
          for (const token of found)
            assert.ok(token === '<!here>' || /^<https:\/\/a\.b[^<>]*>$/u.test(token), `${source} said ${text}`);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
