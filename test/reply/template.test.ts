// Templates and what they say; templates and what is wrong with them.
import assert from 'node:assert/strict';
import { compileTemplate, type TemplateEnv } from '../../src/reply/template.ts';
import { dataOf, ENV, rendered } from './sample.ts';

type Row = readonly [source: string, said: string, words?: string];

const SAID: readonly Row[] = [
  ['{{ user.name }} {{ user.mention }} {{ user.id }}', '철수 <@U1> U1'],
  ['{{ channel.name }} {{ channel.mention }} {{ channel.id }} {{ bot.name }}', 'hr <#C1> C1 안녕봇'],
  ['{{ message.link }}', 'https://acme.slack.com/archives/C1/p1764000000000100'],
  [
    '{{ vars.form }} {{ vars["form"] }} {{ vars[channel.name] }} {{ vars.담당 }}',
    'https://hr.example.com/leave?a=1&b=2 https://hr.example.com/leave?a=1&b=2 인사팀 <@U9>',
  ],
  ['{{ vars.code }}', '{{ user.id }}'],
  ['{{ match[0] }}/{{ match[1] }}/{{ match[2] }}/{{ match.w }}', '휴가/휴가//휴가', '휴가'],
  ['{{ now }}', '2026-11-25T00:30:00+09:00'],
  ['{{ now | date: "%Y-%m-%d %H:%M %B" }} {{ "now" | date: "%d" }}', '2026-11-25 00:30 November 25'],
  // A time without an offset is the rules' time, whatever this machine's is.
  ['{{ "2026-12-25" | date: "%d %H:%M" }} {{ "2026-12-25 09:30" | date: "%H:%M %z" }}', '25 00:00 09:30 +0900'],
  ['{{ "March 14, 2026 9:00" | date: "%m/%d %H" }} {{ "2026-12-25T00:00:00Z" | date: "%d %H" }}', '03/14 09 25 09'],
  ['{{ "2026-12-25 09:00" | date: "%H", "Europe/London" }} {{ now | date: "%H", match[1] }}', '00 00', '없는 곳'],
  [
    '{{ now | date: "%s" | plus: 86400 | date: "%Y-%m-%d" }} {{ match[1] | date: "%Y" }}',
    '2026-11-26 언젠가',
    '언젠가',
  ],
  [
    '{{ "aa,b,cc" | split: "," | where: "size", 2 | join }} {{ "aa,b" | split: "," | reject: "size", 2 | first }}',
    'aa cc b',
  ],
  [
    '{{ "aa,b" | split: "," | find: "size", 1 }} {{ "a,b" | split: "," | has: "size", 5 }} {{ "a,b" | split: "," | find_index: "size" }}',
    'b false 0',
  ],
  ['{{ "가" | base64_encode | base64_decode }} {{ match[1] | base64_decode }}', '가 100%', '100%'],
  ['{% if match[1] == "네" %}가{% elsif match[1] contains "오" %}나{% else %}다{% endif %}', '나', '아니오'],
  ['{% unless user.name == "" %}{{ user.name | josa: "이/가" }}{% endunless %}', '철수가'],
  [
    "{% case match[1] %}{% when '빨강' %}R{% when '파랑', '남색' %}B{% when '초록' or '연두' %}G{% else %}?{% endcase %}",
    'G',
    '연두',
  ],
  ['{% assign n = match[1] | plus: 1 %}{% if n > 10 %}많음{% endif %}{{ n }}', '많음12', '11'],
  ['{% for i in (1..3) %}{{ i }}{% unless forloop.last %},{% endunless %}{% endfor %}', '1,2,3'],
  [
    '{% assign all = "가,나,다" | split: "," %}{% for x in all limit: 2 offset: 1 reversed %}{{ x }}{% else %}없음{% endfor %}{{ all.size }}{{ all[0] }}',
    '다나3가',
  ],
  ['{% for x in match[2] %}{{ x }}{% else %}없음{% endfor %}', '없음'],
  ['가 {%- if true -%} 나 {%- endif -%} 다', '가나다'],
  ['{% comment %}{{ 몰라요 }}{% endcomment %}끝', '끝'],
  ['{하나} }} 둘 % 셋 #{넷} ${다섯}{{ "" }}', '{하나} }} 둘 % 셋 #{넷} ${다섯}'],
  [
    '{{ "x,y" | split: "," | join: " 그리고 " }} {{ 7 | divided_by: 2 }} {{ 3.14159 | round: 2 }}',
    'x 그리고 y 3.5 3.14',
  ],
  [
    '{{ "b,a,b" | split: "," | uniq | sort | join: "" }}{{ "abc" | slice: 1, 2 }}{{ "abc" | size }}{{ "휴가요" | first }}',
    'abbc3휴',
  ],
  ['{{ message.text | escape }}', 'a &lt; b', 'a < b'],
  ['{{ message.text | truncate: 4, "…" }}', '&lt;&lt;&lt;…', '<<<<<<'],
  ['{{ message.text | replace: "<", "[" | upcase }}', '[B&amp;', '<b&'],
  ['{{ message.text | default: user.mention }}', '<@U1>', ''],
];

const check = ([source, said, words = '']: Row): void => assert.equal(rendered(source, dataOf(words)), said);

describe('a template', () => {
  for (const row of SAID) it(`${row[0]} says ${row[1]}`, () => check(row));

  it('calls a person by the id where Slack would not say the name, and says nothing for a channel', () => {
    assert.equal(
      rendered('[{{ user.name }}{{ channel.name }}]', dataOf('', { userName: undefined, channelName: undefined })),
      `[${dataOf('').message.author.id}]`,
    );
  });

  it('without braces is the text itself', () => {
    const compiled = compileTemplate('응 안녕 <!here> & a', ENV);
    assert.ok(compiled.ok && compiled.fixed === '응 안녕 <!here> & a');
    assert.deepEqual(compiled.template.render(dataOf('')), { ok: true, text: '응 안녕 <!here> & a' });
  });
});

type Fault = readonly [
  source: string,
  faults: readonly (readonly [code: string, found: string, nearest?: string])[],
  env?: Partial<TemplateEnv>,
];

const FAULTS: readonly Fault[] = [
  ['{{ user.nme }}', [['template-variable', 'user.nme', 'user.name']]],
  ['{% if usr.name %}{% endif %}', [['template-variable', 'usr.name', 'user.name']]],
  ['{{ message.text | append: usr.id }}', [['template-variable', 'usr.id', 'user.id']]],
  [
    '{% for x in lst %}{{ x }}{% endfor %}{{ x }}',
    [
      ['template-variable', 'lst'],
      ['template-variable', 'x'],
    ],
  ],
  ['{{ 이름 }}', [['template-variable', '이름']]],
  ['{{ vars.frm }}', [['template-variable', 'vars.frm', 'vars.form']]],
  [
    '{{ user }}{{ vars }}{{ message.text.constructor }}',
    [
      ['template-variable', 'user'],
      ['template-variable', 'vars'],
      ['template-variable', 'message.text.constructor'],
    ],
  ],
  ['{{ forloop.index }}', [['template-variable', 'forloop.index']]],
  ['{{ match }}', [['template-group', 'match']]],
  [
    '{{ match[3] }}{{ match[-1] }}{{ match[vars.hr] }}',
    [
      ['template-group', 'match[3]'],
      ['template-group', 'match[-1]'],
      ['template-group', 'match[vars.hr]'],
    ],
  ],
  ['{{ match.ww }}', [['template-group', 'match.ww', 'match.w']]],
  ['{{ match[0] }}', [['template-group', 'match[0]']], { groups: null }],
  ['{{ user.name | jossa: "이/가" }}', [['template-filter', 'jossa', 'josa']]],
  ['{{ vars.hr | where_exp: "x", "x" }}', [['template-filter', 'where_exp']]],
  ['{{ user.name | raw }}', [['template-filter', 'raw']]],
  ['{{ user.name | josa: "가/이" }}', [['template-josa', '"가/이"', '이/가']]],
  [
    '{{ user.name | josa }}{{ user.name | josa: vars.hr }}',
    [
      ['template-josa', 'josa'],
      ['template-josa', 'josa: vars.hr'],
    ],
  ],
  ['{{ now | date: "%H", "Asia/Soul" }}', [['template-syntax', '"Asia/Soul"']]],
  ['{{ message.text | sample }}', [['template-filter', 'sample']]],
  ['{% capture a %}가{% endcapture %}{{ a }}', [['template-tag', 'capture']]],
  ['{% raw %}{{ x }}{% endraw %}', [['template-tag', 'raw']]],
  ['{% raw %}', [['template-tag', 'raw']]],
  ['{% for i in (1..3) %}{% break %}{% endfor %}', [['template-tag', 'break']]],
  ['{% iff true %}a{% else %}b{% endif %}', [['template-tag', 'iff', 'if']]],
  ...[
    'include',
    'render',
    'layout',
    'block',
    'tablerow',
    'cycle',
    'increment',
    'decrement',
    'echo',
    'liquid',
    'continue',
  ].map((tag): Fault => [`{% ${tag} 'a' %}`, [['template-tag', tag]]]),
  ['{% # x %}', [['template-tag', '#']]],
  ['안녕 {{ user.name', [['template-syntax', '{{ user.name']]],
  ['{% if true %}a', [['template-syntax', '{% if true %}']]],
  ['a{% endif %}', [['template-syntax', '{% endif %}']]],
  ['{% if true %}{% for i in (1..2) %}{% endif %}', [['template-syntax', '{% for i in (1..2) %}']]],
  ['{{ user name }}', [['template-syntax', 'user name']]],
  ['{{ }}', [['template-syntax', '{{ }}']]],
  ['{% if user.name = "a" %}{% endif %}', [['template-syntax', ' "a"']]],
  ['{{ user.name | append }}', [['template-syntax', 'append']]],
  ['{% if true %}{% else %}{% else %}{% endif %}', [['template-syntax', '{% else %}']]],
  ['{% for x in (1..3) limti: 2 %}{% endfor %}', [['template-syntax', 'limti: 2']]],
  [
    '{{ user.nme }} {{ user.name | upcas }} {% capture %}',
    [
      ['template-variable', 'user.nme', 'user.name'],
      ['template-filter', 'upcas', 'upcase'],
      ['template-tag', 'capture'],
    ],
  ],
];

const checkFaults = ([source, wanted, env = {}]: Fault): void => {
  const compiled = compileTemplate(source, { ...ENV, ...env });
  assert.ok(!compiled.ok, 'it was taken');
  assert.deepEqual(
    compiled.faults.map(({ code, found }) => [code, found]),
    wanted.map(([code, found]) => [code, found]),
  );
  for (const [index, fault] of compiled.faults.entries()) {
    assert.equal(source.slice(fault.offset, fault.offset + fault.length), fault.found);
    const near = wanted[index]?.[2];
    if (near !== undefined) assert.deepEqual(fault.known, [near]);
  }
};

describe('a template is refused with all that is wrong with it', () => {
  for (const row of FAULTS) it(row[0], () => checkFaults(row));

  it('nested beyond reason', () => {
    const compiled = compileTemplate('{% if true %}'.repeat(3_000) + '{% endif %}'.repeat(3_000), ENV);
    assert.ok(!compiled.ok);
  });
});
