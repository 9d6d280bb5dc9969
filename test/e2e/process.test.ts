// In: `annyeong start` as a process of its own beside a practice workspace. Out: what an operator would see of it.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openWorkspace, type Workspace, type WorkspaceOptions } from '../../src/practice/workspace.ts';

const root = path.join(import.meta.dirname, '../..');
const RULES = 'language: en\nrules:\n  - name: 휴가\n    match: 휴가\n    reply: "{{ user.name }}: 양식"\n';
const DEADLINE_MS = 15_000;

interface Run {
  readonly workspace: Workspace;
  readonly child: ChildProcess;
  /** All that the process has written so far. */
  readonly output: () => string;
  readonly answer: (text: string) => Promise<string>;
  readonly exit: () => Promise<number | null>;
}

describe('annyeong start, as a process', function () {
  this.timeout(40_000);
  let folder = '';
  const open: Run[] = [];

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'annyeong-process-'));
    writeFileSync(path.join(folder, 'rules.yaml'), RULES);
  });

  afterEach(async () => {
    for (const run of open.splice(0)) {
      run.child.kill('SIGKILL');
      await run.workspace.close();
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async (asked: {
    readonly workspace?: WorkspaceOptions;
    readonly prepare?: (workspace: Workspace) => void;
    readonly env?: Readonly<Record<string, string>>;
    readonly node?: readonly string[];
    readonly argv?: readonly string[];
  }): Promise<Run> => {
    const workspace = await openWorkspace(asked.workspace);
    asked.prepare?.(workspace);
    const argv = ['--import', 'tsx', ...(asked.node ?? []), path.join(root, 'src/bin.ts'), 'start', '--rules', path.join(folder, 'rules.yaml')];
    const child = spawn(process.execPath, [...argv, ...(asked.argv ?? [])], {
      cwd: root,
      env: { ...process.env, SLACK_BOT_TOKEN: workspace.token, SLACK_API_URL: workspace.apiUrl, ANNYEONG_LANG: 'en', ...asked.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const closed = once(child, 'close');
    const run: Run = {
      workspace,
      child,
      output: () => output,
      answer: async (text) => {
        const said = { ts: '' };
        const post = new Promise<string>((resolve, reject) => {
          const timer = setTimeout(() => reject(new Error(`no answer to ${text}; the process said:\n${output}`)), DEADLINE_MS);
          const forget = workspace.onPost((one) => {
            if (one.threadTs !== said.ts) return;
            clearTimeout(timer);
            forget();
            resolve(one.text);
          });
        });
        said.ts = workspace.say('김하나', 'general', text);
        return post;
      },
      exit: async () => {
        await closed;
        return child.exitCode;
      },
    };
    open.push(run);
    return run;
  };

  const connected = async (run: Run): Promise<Run> => {
    const since = Date.now();
    while (run.workspace.sockets() === 0) {
      assert.ok(Date.now() - since < DEADLINE_MS, `never connected; the process said:\n${run.output()}`);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return run;
  };

  it('never writes the token or the socket address, not even at debug', async () => {
    const token = 'xoxb-123456-777777-NeverEverShown';
    const run = await connected(await start({ workspace: { token }, env: { LOG_LEVEL: 'debug' } }));
    await run.answer('휴가');
    run.workspace.fault({ on: 'chat.postMessage', kind: 'error_before' });
    run.workspace.say('김하나', 'general', '아무 말');
    run.workspace.drop();
    while (run.output().split('"session_open"').length < 3) await new Promise((resolve) => setImmediate(resolve));
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
    while (!run.workspace.calls().some(({ method }) => method === 'chat.postMessage')) await new Promise((resolve) => setImmediate(resolve));
    run.child.kill('SIGTERM');
    assert.equal(await answered, '김하나: 양식');
    assert.equal(await run.exit(), 0);
  });

  it('leaves at once at a second signal', async () => {
    const run = await connected(await start({}));
    run.workspace.fault({ on: 'chat.postMessage', kind: 'half_open', times: Infinity });
    run.workspace.say('김하나', 'general', '휴가');
    while (!run.workspace.calls().some(({ method }) => method === 'chat.postMessage')) await new Promise((resolve) => setImmediate(resolve));
    run.child.kill('SIGINT');
    while (!run.output().includes('stopping')) await new Promise((resolve) => setImmediate(resolve));
    run.child.kill('SIGINT');
    assert.equal(await run.exit(), 130);
  });

  for (const [says, shiftMs] of [['ahead', 3_600_000], ['behind', -3_600_000]] as const) {
    it(`answers though this machine's clock is an hour ${says}`, async () => {
      const shift = `const now = Date.now; Date.now = () => now() + (${shiftMs});`;
      const run = await connected(await start({ node: ['--import', `data:text/javascript,${encodeURIComponent(shift)}`] }));
      assert.equal(await run.answer('휴가'), '김하나: 양식');
    });
  }

  it('answers though every method but the three that it cannot do without fails for ever', async () => {
    const run = await connected(
      await start({
        prepare: (workspace) => {
          for (const on of ['users.info', 'users.list', 'conversations.info', 'conversations.list', 'bots.info', 'usergroups.list', 'team.info']) {
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
    while (!run.output().includes('"dry_run":true')) await new Promise((resolve) => setImmediate(resolve));
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
    const run = await start({ prepare: (workspace) => workspace.fault({ on: 'rtm.connect', kind: 'api_error', error: 'not_allowed_token_type', times: Infinity }) });
    assert.equal(await run.exit(), 78);
    assert.match(run.output(), /classic/i);
    assert.match(run.output(), /Socket Mode/);
    assert.doesNotMatch(run.output(), /\n\s+at /);
  });

  it('prints the mistakes of a bad rules file and leaves with 1', async () => {
    writeFileSync(path.join(folder, 'rules.yaml'), 'rules:\n  - name: a\n    match: b\n    repley: c\n');
    const run = await start({});
    assert.equal(await run.exit(), 1);
    assert.match(run.output(), /repley/);
    assert.match(run.output(), /rules\.yaml:4:5/);
  });
});
