// The defects of the SDK and of the line that take a bot down (docs/RELIABILITY.md): the process lives, and answers the next message.
import assert from 'node:assert/strict';
import type { Workspace } from '../../src/practice/workspace.ts';
import { type Running, startProcess } from './running.ts';

interface Row {
  readonly it: string;
  /** Before the process is started. */
  readonly prepare?: (workspace: Workspace) => void;
  /** Once it has a session. */
  readonly strike?: (workspace: Workspace) => void;
  /** Sessions that it takes in all until it answers again. */
  readonly sessions: number;
}

const ROWS: readonly Row[] = [
  { it: '21: frames that are null, arrays, numbers or no JSON', strike: rubbish, sessions: 1 },
  { it: '21: a frame whose type is the name of an event of the SDK', strike: disguised, sessions: 1 },
  {
    it: '24: a peer that is dead without a word',
    strike: (slack) => slack.fault({ on: 'socket', kind: 'half_open' }),
    sessions: 2,
  },
  {
    it: '27, 33: replies to messages that were never sent, and then a drop',
    strike: (slack) => {
      for (const reply_to of [1, 2, 99]) slack.emit({ ok: true, reply_to, ts: '1.000100', text: 'x' });
      slack.drop();
    },
    sessions: 2,
  },
  {
    it: '28: an rtm.connect that fails for a while',
    prepare: (slack) => slack.fault({ on: 'rtm.connect', kind: 'api_error', error: 'migration_in_progress', times: 2 }),
    sessions: 1,
  },
  {
    it: '28: a 429 at rtm.connect',
    prepare: (slack) => slack.fault({ on: 'rtm.connect', kind: 'rate_limit', retryAfterS: 1 }),
    sessions: 1,
  },
  {
    it: '29: a socket that is refused',
    prepare: (slack) => slack.fault({ on: 'upgrade', kind: 'refuse', times: 2 }),
    sessions: 1,
  },
  {
    it: '29: a socket that is closed right after its hello',
    prepare: (slack) => slack.fault({ on: 'socket', kind: 'drop', times: 2 }),
    sessions: 3,
  },
  { it: '31: a second hello', strike: (slack) => slack.emit({ type: 'hello' }), sessions: 1 },
  {
    it: '32: a socket without a hello',
    prepare: (slack) => slack.fault({ on: 'upgrade', kind: 'no_hello' }),
    sessions: 1,
  },
  {
    it: '32: a socket whose URL has expired',
    prepare: (slack) => slack.fault({ on: 'upgrade', kind: 'api_error' }),
    sessions: 1,
  },
  { it: '34: drops one after another', strike: (slack) => slack.drop(), sessions: 2 },
  {
    it: 'goodbye, and the close after it',
    strike: (slack) => slack.goodbye(),
    sessions: 2,
  },
];

describe('defects that take a bot down', function () {
  this.timeout(90_000);
  let run: Running | undefined;

  afterEach(async () => {
    await run?.end();
    run = undefined;
  });

  for (const row of ROWS) {
    it(row.it, async () => {
      run = await startProcess(row.prepare === undefined ? {} : { prepare: row.prepare });
      if (row.strike !== undefined) {
        await run.sessions(1);
        row.strike(run.workspace);
      }
      await run.sessions(row.sessions);
      assert.equal(await run.answer('휴가'), '김하나: 양식');
      assert.equal(run.workspace.posts().length, 1);
      assert.ok(connects(run.workspace) <= row.sessions + 2, 'no hot loop of rtm.connect');
      run.child.kill('SIGTERM');
      assert.equal(await run.exit(), 0);
      assert.doesNotMatch(run.output(), /uncaught|unhandled|\n\s+at /i);
    });
  }

  it('30: told to stop while rtm.connect is in flight', async () => {
    run = await startProcess({ prepare: (slack) => slack.fault({ on: 'rtm.connect', kind: 'half_open' }) });
    const { workspace } = run;
    await run.until('rtm.connect', () => connects(workspace) > 0);
    run.child.kill('SIGTERM');
    assert.equal(await run.exit(), 0);
  });
});

const connects = (workspace: Workspace): number =>
  workspace.calls().filter(({ method }) => method === 'rtm.connect').length;

function rubbish(slack: Workspace): void {
  for (const frame of ['null', '[]', '7', '"text"', '{', '', Buffer.from([0, 255, 1])]) slack.emit(frame);
}

function disguised(slack: Workspace): void {
  for (const type of ['disconnected', 'error', 'ready', 'unable_to_rtm_start', '__proto__', 'close'])
    slack.emit({ type });
}
