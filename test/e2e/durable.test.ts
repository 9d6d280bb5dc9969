// `annyeong start` as a process with its store on disk: killed, started again, started twice.
import assert from 'node:assert/strict';
import { rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { type Asked, type Running, startProcess } from './running.ts';

describe('a store on disk', function () {
  this.timeout(120_000);
  const all: Running[] = [];
  const start = async (asked: Asked = {}): Promise<Running> => {
    const run = await startProcess(asked);
    all.push(run);
    return run;
  };
  const connected = async (asked: Asked = {}): Promise<Running> => {
    const run = await start(asked);
    await run.sessions(1);
    return run;
  };
  afterEach(async () => {
    // The first owns the workspace and the folder.
    for (const run of all.splice(0).toReversed()) await run.end();
  });
  const posts = ({ workspace }: Running, ts: string): number =>
    workspace.posts().filter(({ threadTs }) => threadTs === ts).length;

  it('is made for its owner alone', async () => {
    const run = await connected();
    assert.equal(statSync(path.join(run.folder, 'data')).mode & 0o777, 0o700);
  });

  it('is one process’ own: a second start names who holds it and exits with 1', async () => {
    const first = await connected();
    const second = await start({ beside: first });
    assert.equal(await second.exit(), 1);
    assert.ok(second.output().includes(String(first.child.pid)), second.output());
    assert.doesNotMatch(second.output(), /\n\s+at /);
    assert.equal(await first.answer('휴가'), '김하나: 양식');
  });

  it('stays one process’ own though its lock file was deleted', async () => {
    const first = await connected();
    rmSync(path.join(first.folder, 'data/journal/LOCK'));
    const second = await start({ beside: first });
    assert.equal(await second.exit(), 1);
    assert.ok(second.output().includes(String(first.child.pid)), second.output());
  });

  it('ends the bot with a sentence where it is deleted under it', async () => {
    const run = await connected();
    await run.answer('휴가');
    rmSync(path.join(run.folder, 'data'), { recursive: true });
    run.workspace.say('김하나', 'general', '휴가 2');
    assert.equal(await run.exit(), 1);
    assert.match(run.output(), /was deleted while the bot ran/);
    assert.doesNotMatch(run.output(), /\n\s+at /);
  });

  it('waits as long as Slack said, also over a restart', async () => {
    const first = await connected();
    first.workspace.fault({ on: 'chat.postMessage', kind: 'rate_limit', retryAfterS: 6 });
    const ts = first.workspace.say('김하나', 'general', '휴가');
    await first.until('the refusal', () => first.output().includes('reply_delayed'));
    const refusedAt = performance.now();
    await first.kill();
    const second = await connected({ beside: first });
    await second.until('the answer', () => posts(first, ts) === 1);
    assert.ok(performance.now() - refusedAt >= 5_900);
  });

  it('is taken over from a process that was killed', async () => {
    const first = await connected();
    await first.kill();
    const second = await connected({ beside: first });
    assert.equal(await second.answer('휴가'), '김하나: 양식');
  });

  it('knows after kill -9 what was answered: Slack sends it again, and it stays one answer', async () => {
    const first = await connected();
    const ts = first.workspace.say('김하나', 'general', '휴가');
    await first.until('the answer', () => posts(first, ts) === 1);
    await first.kill();
    const second = await connected({ beside: first });
    first.workspace.emit({
      type: 'message',
      channel: first.workspace.channels()[0]?.id,
      user: 'U0HANA',
      text: '휴가',
      ts,
    });
    await second.answer('휴가 2');
    assert.equal(posts(first, ts), 1);
  });

  it('sends after kill -9 what was owed', async () => {
    const first = await connected();
    first.workspace.fault({ on: 'chat.postMessage', kind: 'rate_limit', retryAfterS: 3 });
    const ts = first.workspace.say('김하나', 'general', '휴가');
    await first.until('the refusal', () => first.output().includes('reply_delayed'));
    await first.kill();
    assert.equal(posts(first, ts), 0);
    const second = await connected({ beside: first });
    await second.until('the answer', () => posts(first, ts) === 1);
  });

  it('keeps `after` over a restart', async () => {
    const rules = 'rules:\n  - name: 나중\n    match: 나중\n    reply: { text: 이제 말해요, after: 4s }\n';
    const first = await connected({ rules });
    const ts = first.workspace.say('김하나', 'general', '나중에');
    await first.until('the decision', () => first.output().includes('"decision"'));
    first.child.kill('SIGTERM');
    assert.equal(await first.exit(), 0);
    assert.equal(posts(first, ts), 0);
    const second = await connected({ beside: first });
    await second.until('the answer', () => posts(first, ts) === 1);
  });

  it('reads after a gap what the token may read, and answers it once', async () => {
    const first = await connected();
    await first.answer('휴가');
    first.child.kill('SIGTERM');
    await first.exit();
    const { workspace } = first;
    workspace.say('김하나', 'dm', '휴가');
    const second = await connected({ beside: first });
    await second.until('the answer', () => workspace.posts().some(({ channelName }) => channelName === null));
    await second.answer('휴가 2');
    assert.equal(workspace.posts().filter(({ channelName }) => channelName === null).length, 1);
  });

  it('starts on the last good rules where the file is bad, and takes it once it is mended', async () => {
    const first = await connected();
    first.child.kill('SIGTERM');
    await first.exit();
    const second = await connected({ beside: first, rules: 'rules:\n  - name: 휴가\n    replay: 나쁜 답\n' });
    assert.match(second.output(), /rules_last_good/);
    assert.equal(await second.answer('휴가'), '김하나: 양식');
    second.save('rules:\n  - name: 휴가\n    match: 휴가\n    reply: 새 답\n');
    await second.until('the new rules', () => second.output().includes('"rules_loaded"'));
    assert.equal(await second.answer('휴가'), '새 답');
  });
});
