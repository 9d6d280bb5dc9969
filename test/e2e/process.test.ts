// In: `annyeong start` as a process of its own beside a practice workspace. Out: what an operator would see of it.
import assert from 'node:assert/strict';
import { type Asked, type Running, startProcess } from './running.ts';

describe('annyeong start, as a process', function () {
  this.timeout(60_000);
  let last: Running | undefined;

  afterEach(async () => {
    await last?.end();
    last = undefined;
  });

  const start = async (asked: Asked = {}): Promise<Running> => {
    last = await startProcess(asked);
    return last;
  };

  const connected = async (running: Running): Promise<Running> => {
    await running.until('a session', () => running.workspace.sockets() > 0);
    return running;
  };

  it('never writes the token or the socket address, not even at debug', async () => {
    const token = 'xoxb-123456-777777-NeverEverShown';
    const run = await connected(await start({ workspace: { token }, env: { LOG_LEVEL: 'debug' } }));
    await run.answer('휴가');
    run.workspace.fault({ on: 'chat.postMessage', kind: 'error_before' });
    run.workspace.say('김하나', 'general', '아무 말');
    run.workspace.drop();
    await run.sessions(2);
    await run.answer('다시');
    run.child.kill('SIGTERM');
    assert.equal(await run.exit(), 0);
    assert.match(run.output(), /"event":"decision"/);
    assert.doesNotMatch(run.output(), /NeverEverShown|wss?:\/\//);
  });

  it('writes no message text unless LOG_LEVEL is debug', async () => {
    const run = await connected(await start({}));
    await run.answer('휴가 비밀이에요');
    run.child.kill('SIGTERM');
    assert.equal(await run.exit(), 0);
    assert.match(run.output(), /"event":"decision"/);
    assert.doesNotMatch(run.output(), /비밀이에요/);
  });

  it('sends what it owes before it leaves at SIGTERM, with exit code 0', async () => {
    const run = await connected(await start({}));
    run.workspace.fault({ on: 'chat.postMessage', kind: 'rate_limit', retryAfterS: 2 });
    const answered = run.answer('휴가');
    await run.until('a post', () => run.workspace.calls().some(({ method }) => method === 'chat.postMessage'));
    run.child.kill('SIGTERM');
    assert.equal(await answered, '김하나: 양식');
    assert.equal(await run.exit(), 0);
  });

  it('answers by the last good rules after a file for which there is not enough memory', async () => {
    const run = await connected(await start({ env: { NODE_OPTIONS: '--max-old-space-size=150' } }));
    run.save(`rules:\n${'- a\n'.repeat(1_000_000)}`);
    await run.until('the word', () => run.output().includes('"file-too-large"'));
    assert.equal(await run.answer('휴가'), '김하나: 양식');
  });

  it('leaves at once at a second signal', async () => {
    const run = await connected(await start({}));
    run.workspace.fault({ on: 'chat.postMessage', kind: 'half_open', times: Infinity });
    run.workspace.say('김하나', 'general', '휴가');
    await run.until('a post', () => run.workspace.calls().some(({ method }) => method === 'chat.postMessage'));
    run.child.kill('SIGINT');
    await run.until('the word', () => run.output().includes('stopping'));
    run.child.kill('SIGINT');
    assert.equal(await run.exit(), 130);
  });

  for (const [says, shiftMs] of [
    ['ahead', 3_600_000],
    ['behind', -3_600_000],
  ] as const) {
    it(`answers though this machine's clock is an hour ${says}`, async () => {
      const shift = `const now = Date.now; Date.now = () => now() + (${shiftMs});`;
      const run = await connected(
        await start({ node: ['--import', `data:text/javascript,${encodeURIComponent(shift)}`] }),
      );
      assert.equal(await run.answer('휴가'), '김하나: 양식');
    });
  }

  it('answers though every method but the three that it cannot do without fails for ever', async () => {
    const run = await connected(
      await start({
        prepare: (workspace) => {
          for (const on of [
            'users.info',
            'users.list',
            'conversations.info',
            'conversations.list',
            'bots.info',
            'usergroups.list',
            'team.info',
          ]) {
            workspace.fault({ on, kind: 'half_open', times: Infinity });
          }
        },
      }),
    );
    assert.equal(await run.answer('아무 말'), '응 안녕');
  });

  it('with --dry-run decides and sends nothing', async () => {
    const run = await connected(await start({ argv: ['--dry-run'] }));
    run.workspace.say('김하나', 'general', '휴가');
    await run.until('the word', () => run.output().includes('"dry_run":true'));
    run.child.kill('SIGTERM');
    assert.equal(await run.exit(), 0);
    assert.deepEqual(run.workspace.posts(), []);
  });

  const REFUSED: readonly (readonly [says: string, token: string, about: RegExp])[] = [
    ["a person's token", 'xoxp-1234-5678-abcdef', /person|user token/i],
    ['an app token', 'xapp-1-A123-456-abcdef', /xapp|app token/i],
    ['a placeholder', 'xoxb-your-token', /token/i],
  ];
  for (const [says, token, about] of REFUSED) {
    it(`recognises ${says} in the bot token's place before anything is sent`, async () => {
      const run = await start({ env: { SLACK_BOT_TOKEN: token } });
      assert.equal(await run.exit(), 78);
      assert.match(run.output(), about);
      assert.deepEqual(run.workspace.calls(), []);
      assert.equal(run.output().includes(token), false);
    });
  }

  it('explains a modern token on RTM in plain words, and leaves with 78', async () => {
    const run = await start({
      prepare: (workspace) =>
        workspace.fault({ on: 'rtm.connect', kind: 'api_error', error: 'not_allowed_token_type', times: Infinity }),
    });
    assert.equal(await run.exit(), 78);
    assert.match(run.output(), /classic/i);
    assert.match(run.output(), /Socket Mode/);
    assert.doesNotMatch(run.output(), /\n\s+at /);
  });

  it('prints the mistakes of a bad rules file and leaves with 1', async () => {
    const run = await start({ rules: 'rules:\n  - name: a\n    match: b\n    repley: c\n' });
    assert.equal(await run.exit(), 1);
    assert.match(run.output(), /repley/);
    assert.match(run.output(), /rules\.yaml:4:5/);
  });
});
