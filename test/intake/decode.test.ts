// Rows: a text in Slack's spelling, and what the person saw; and where the bot's own mention stands in it.
import assert from 'node:assert/strict';
import { botId, channelId, teamId, ts, userId } from '../../src/domain/ids.ts';
import type { Author, Names, Self, Standing } from '../../src/domain/message.ts';
import { decodeText } from '../../src/intake/decode.ts';
import { toMessage } from '../../src/intake/message.ts';

const NOBODY: Standing = { names: undefined, groups: undefined, guest: undefined, external: undefined };
const names: Names = {
  user: (id) => ({ U1: 'kim', U2: '&lt;lee&gt;' })[id],
  channel: (id) => ({ C1: 'hr' })[id],
  channelKind: () => undefined,
  channelNames: (id) => (id === 'C1' ? ['hr', 'people'] : undefined),
  standing: () => NOBODY,
  account: () => userId('U0WEATHER1'),
};
const self: Self = {
  team: teamId('T1'),
  user: userId('U0BOT'),
  bot: botId('B1'),
  name: 'annyeong',
  url: 'https://acme.slack.com/',
};

const reads = (text: string, shown: string): void => {
  it(`${text} is ${shown}`, () => {
    assert.equal(decodeText(text, names), shown);
  });
};

describe('a text in Slack’s spelling', () => {
  reads('<@U1> 안녕', '@kim 안녕');
  reads('<@U9>', '@U9');
  reads('<@U9|>', '@U9');
  reads('<@U1|kimchi>', '@kimchi');
  reads('<@W1|@lee>', '@lee');
  reads('<@U2>', '@&lt;lee&gt;');
  reads('<#C1>', '#hr');
  reads('<#C1|>', '#hr');
  reads('<#C1|old>', '#old');
  reads('<#C9>', '#C9');
  reads('<!here> <!here|here> <!channel> <!everyone|@everyone> <!group>', '@here @here @channel @everyone @group');
  reads('<!subteam^S1|@dev> <!subteam^S1|dev> <!subteam^S1>', '@dev @dev @S1');
  reads('<!date^1700000000^{date}^https://a.example|14 Nov>', '14 Nov');
  reads('<!what|label> <!what>', 'label <!what>');
  reads('<mailto:a@b.example|a@b.example> <mailto:a@b.example>', 'a@b.example a@b.example');
  reads('<tel:0212345678>', '0212345678');
  reads('<https://a.example/?a=1&amp;b=2|신청 &amp; 조회>', '신청 & 조회');
  reads('<https://a.example/?a=1&amp;b=2>', 'https://a.example/?a=1&b=2');
  reads('<https://a.example|a|b>', 'a|b');
  reads('1 &lt; 2 &amp;&amp; a&gt;b', '1 < 2 && a>b');
  reads('&amp;lt;!here&amp;gt; &amp;amp;', '&lt;!here&gt; &amp;');
  reads('&lt;@U1&gt;', '<@U1>');
  reads('&quot; &nbsp; &', '&quot; &nbsp; &');
  reads('<> < > <<@U1>> a<', '<> < > <@kim> a<');

  for (const part of ['<', '<a', '<a|', '&lt;', '<@U1|', '>', '&amp;'])
    it(`40,000 characters of ${part} take no time`, () => {
      const text = part.repeat(40_000 / part.length);
      const began = performance.now();
      decodeText(text, names);
      assert.ok(performance.now() - began < 200);
    });
});

const made = (text: string, channel = 'C1', bot: Self | null = self) =>
  toMessage(
    {
      team: teamId('T1'),
      channel: channelId(channel),
      ts: ts('1.000001'),
      threadTs: null,
      author: { kind: 'person', id: userId('U1') },
      text,
    },
    names,
    bot,
  );

const becomes = (name: string, text: string, shown: string, mentionsBot: boolean): void => {
  it(name, () => {
    const message = made(text);
    assert.deepEqual([message.shown, message.mentionsBot, message.text], [shown, mentionsBot, text]);
  });
};

describe('a message', () => {
  becomes('loses the mention of the bot at its beginning', ' <@U0BOT>  휴가', '휴가', true);
  becomes('loses it with a label, and twice', '<@U0BOT|annyeong> <@U0BOT> 휴가', '휴가', true);
  becomes('keeps what follows it at once', '<@U0BOT>: 휴가', ': 휴가', true);
  becomes('keeps it elsewhere', '휴가 <@U0BOT>', '휴가 @U0BOT', true);
  becomes('is empty where it was mentioned only', '<@U0BOT>', '', true);
  becomes('keeps the mention of another', '<@U1> 휴가', '@kim 휴가', false);
  becomes('is not about an id that only begins alike', '<@U0BOTHER> 휴가', '@U0BOTHER 휴가', false);
  becomes('is not taken in by a mention that does not end', '<@U0BOT|', '<@U0BOT|', true);
  it('mentions no bot where nobody is the bot', () => {
    const { shown, mentionsBot } = made('<@U0BOT> 휴가', 'C1', null);
    assert.deepEqual([shown, mentionsBot], ['@U0BOT 휴가', false]);
  });
  it('brings the names that are known, and no others', () => {
    const { channelName, channelKind, userName } = made('휴가', 'C9');
    assert.deepEqual([channelName, channelKind, userName], [undefined, undefined, 'kim']);
  });
  it('brings all names of its channel, and what is known of its author', () => {
    const { channelNames, standing } = made('휴가');
    assert.deepEqual([channelNames, standing], [['hr', 'people'], NOBODY]);
  });
  const by = (author: Author, hints?: { readonly name: string }) =>
    toMessage(
      {
        team: teamId('T1'),
        channel: channelId('C1'),
        ts: ts('1.000001'),
        threadTs: null,
        author,
        text: '',
        ...(hints && { hints: { ...hints, team: undefined, guest: undefined } }),
      },
      names,
      self,
    );
  it('learns the account of a bot, where the frame does not tell it', () => {
    assert.deepEqual(by({ kind: 'bot', id: botId('B7'), user: null }).author, {
      kind: 'bot',
      id: 'B7',
      user: 'U0WEATHER1',
    });
    const { author } = by({ kind: 'bot', id: botId('B7'), user: userId('U7') });
    assert.equal(author.kind === 'bot' && author.user, 'U7');
  });
  it('takes the name that the frame tells where Slack does not answer', () => {
    assert.equal(by({ kind: 'person', id: userId('U9') }, { name: '박손님' }).userName, '박손님');
    assert.equal(by({ kind: 'person', id: userId('U1') }, { name: '박손님' }).userName, 'kim');
  });
  it('is a direct message where the id says so', () => {
    assert.equal(made('휴가', 'D1').channelKind, 'dm');
  });
});
