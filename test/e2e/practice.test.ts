// The practice workspace over real pipes: lines in, replies out, reloads as they happen.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { launch, run, withFiles } from './spawned.ts';

const RULES = `rules:
  - name: 휴가
    match: 휴가
    reply: "휴가는 여기서 신청해요, {{ user.name }}님"
    react: wave
  - name: 인사팀만
    match: 연차
    channels: [hr]
    reply: { text: 인사팀 답, to: channel }
  - name: 꺼진 규칙
    match: 꺼짐
    enabled: false
    reply: 꺼진 답
  - name: 조용
    match: 쉿
    reply: none
  - name: 나중
    match: 나중
    reply: { text: 이제야, after: 1s }
  - name: 한참
    match: 한참
    reply: { text: 한참 뒤, after: 5m }
default: { reply: 응 안녕 }
`;
const BAD = RULES.replace('match: 휴가', 'mach: 휴가');

describe('practice over a pipe', function () {
  this.timeout(60_000);

  /** Each text stands in the output, one after the other. */
  const check = (sentence: string, lines: readonly string[], due: readonly string[]): void => {
    it(sentence, () =>
      withFiles({ 'rules.yaml': RULES }, async (at) => {
        const { code, out, err } = await run(['practice', '--rules', at('rules.yaml')], { input: lines.join('\n') });
        assert.equal(code, 0, out + err);
        let from = 0;
        for (const text of due) {
          const found = out.indexOf(text, from);
          assert.ok(found >= 0, `${text} is missing after ${from} in\n${out}\n${err}`);
          from = found + text.length;
        }
      }),
    );
  };

  check('nothing said, nothing answered', [], []);
  check(
    'each line gets its replies before the next is said',
    ['휴가 어떻게 써요?', '오늘 뭐 먹지'],
    ['휴가는 여기서 신청해요, 김하나님', ':wave:', 'rules.yaml:2', '응 안녕', 'default'],
  );
  check(
    'a channel changes which rule answers',
    ['연차', '/channel hr', '연차'],
    ['응 안녕', '#hr', '인사팀 답', '인사팀만'],
  );
  check('a new channel comes into being', ['/channel 새방', '휴가'], ['#새방', '휴가는 여기서 신청해요']);
  check('alone with the bot, as somebody else', ['/dm', '/as 이도윤', '휴가'], ['DM', '이도윤', '신청해요, 이도윤님']);
  check(
    'inside the last thread',
    ['휴가', '/thread', '휴가', '/thread off'],
    ['└ annyeong', 'thread', '└ annyeong', '#general'],
  );
  check(
    'why the last message was answered so',
    ['/why', '연차', '/why'],
    ['Nothing has been said', '응 안녕', '휴가:', '인사팀만: is not for this channel'],
  );
  check('an answer that is long in coming is announced', ['한참'], ['한참 · ', '(answers after 5 minutes)']);
  check('an answer that comes soon is waited for', ['나중'], ['└ annyeong: 이제야', '나중 · ']);
  check('a silence says why', ['쉿'], ['조용']);
  check('a bot is not answered', ['/as 날씨봇', '휴가'], ['bots are not answered']);
  check('the rules that count', ['/rules'], ['휴가', 'rules.yaml:2', '인사팀만', 'default']);
  check('who is there', ['/who'], ['김하나', '#general']);
  check('a disabled rule is marked', ['/rules'], ['휴가', '꺼진 규칙', '(switched off)', 'default']);
  check('a name that no channel has', ['/channel 없는 채널!', '/channel HR'], ['hr-help', 'hr-help']);
  check(
    'a group is called by its people',
    ['/who', '/channel G0TRIO', '휴가'],
    ['김하나, 이도윤 (G0TRIO)', '김하나, 이도윤'],
  );
  check('an unknown person far from all names nobody', ['/as 박철수'], ['Nobody here is called 박철수.\n']);
  check('/thread takes on and off only', ['/thread xx', '/'], ['on or off', 'Write a command']);
  check('help', ['/help'], ['/channel', '/thread', '/quit']);
  check('an unknown command names the nearest', ['/chanel hr'], ['/chanel', '/channel']);
  check('an unknown person names the nearest', ['/as donuy'], ['donuy', 'doyun']);
  check('/quit ends before the input does', ['/quit', '휴가'], []);
  check('what one types is not obeyed by Slack', ['<!channel> & 휴가'], ['휴가는 여기서']);

  it('a bad file: what is wrong, and exit 1', () =>
    withFiles({ 'rules.yaml': BAD }, async (at) => {
      const { code, err } = await run(['practice', '--rules', at('rules.yaml')], { input: '휴가\n' });
      assert.equal(code, 1);
      assert.ok(err.includes('rules.yaml:3:5'), err);
    }));

  it('a file that is saved counts at once, a bad one is told, and a signal ends it well', () =>
    withFiles({ 'rules.yaml': RULES }, async (at) => {
      const practice = launch(['practice', '--rules', at('rules.yaml')]);
      practice.say('휴가');
      await practice.shows('휴가는 여기서 신청해요');
      await writeFile(at('rules.yaml'), BAD);
      await practice.shows('rules.yaml:3:5');
      practice.say('휴가 둘');
      await practice.shows('go on');
      await writeFile(at('rules.yaml'), RULES.replace('여기서 신청해요', '저기서 신청해요'));
      await practice.shows('Read the rules file again');
      practice.say('휴가 셋');
      await practice.shows('휴가는 저기서 신청해요');
      practice.child.kill('SIGTERM');
      const { code, out } = await practice.ended;
      assert.equal(code, 0, out);
    }));

  it('a port that is no port', async () => {
    const { code, err } = await run(['practice', '--port', '99999']);
    assert.equal(code, 2);
    assert.ok(err.includes('--port'), err);
  });

  it('no token ever shows', () =>
    withFiles({ 'rules.yaml': RULES }, async (at) => {
      const { out, err } = await run(['practice', '--rules', at('rules.yaml')], {
        input: '휴가\n',
        env: { LOG_LEVEL: 'debug' },
      });
      assert.doesNotMatch(out + err, /xoxb-|wss?:\/\//);
    }));
});
