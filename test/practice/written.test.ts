// What people type and bots post, as Slack writes it.
import assert from 'node:assert/strict';
import { openRoster } from '../../src/practice/roster.ts';
import { asSlackStores, asSlackWrites } from '../../src/practice/written.ts';

describe('what a person types is sent as', () => {
  const roster = openRoster({ url: 'http://127.0.0.1/' });
  const check = (typed: string, expect: string): void => {
    it(`${typed} → ${expect}`, () => assert.equal(asSlackWrites(typed, roster), expect));
  };
  check('휴가 어떻게 써요?', '휴가 어떻게 써요?');
  check('R&D <팀> &amp;', 'R&amp;D &lt;팀&gt; &amp;amp;');
  check('@김하나 안녕', '<@U0HANAKIM1> 안녕');
  check('@김하나야', '<@U0HANAKIM1>야');
  check('@annyeong 휴가', '<@U0ANNYEONG> 휴가');
  check('@hanabi', '@hanabi');
  check('@모르는사람', '@모르는사람');
  check('#hr에서', '<#C0HR|hr>에서');
  check('#nowhere', '#nowhere');
  check('@here 여러분', '<!here> 여러분');
  check('https://a.example/x?y=1&z=2#hr.', '<https://a.example/x?y=1&amp;z=2#hr>.');
  check('hana@a.example', '<mailto:hana@a.example|hana@a.example>');
  check('<@U0HANAKIM1>', '&lt;@U0HANAKIM1&gt;');
});

const stored = (posted: string, expect: string): void => {
  it(`${posted} → ${expect}`, () => assert.equal(asSlackStores(posted), expect));
};

describe('what a bot posts is stored as', () => {
  stored('응 안녕', '응 안녕');
  stored('R&D &amp; &lt;b&gt;', 'R&amp;D &amp; &lt;b&gt;');
  stored('https://a.example/form 에서', '<https://a.example/form> 에서');
  stored('<https://a.example|여기> <!here>', '<https://a.example|여기> <!here>');
});
