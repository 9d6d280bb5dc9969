// The journal and the machine under it: kill -9, a disk that is full and has room again, folders that cannot be written.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../src/bot/clock.ts';
import type { Journal } from '../../src/domain/ports.ts';
import { openLevelJournal, type OpenedLevelJournal } from '../../src/outbox/journal/level.ts';
import { fakeClock } from '../fakes/clock.ts';
import { memoryLog } from '../fakes/log.ts';
import { claimAt, freshFolder, openIn, removeFolders } from './level-folders.ts';

const NOBODY_UID = 65_534;
const START = 1_700_000_000_000;
const CHILD = fileURLToPath(new URL('level-child.ts', import.meta.url));
const SOURCES = fileURLToPath(new URL('../../scripts/sources.mjs', import.meta.url));

/** Every line that the child said. `shell`: what comes before it in a shell. */
const runChild = async (folder: string, args: readonly string[], shell = ''): Promise<readonly string[]> => {
  const child = spawn(
    'sh',
    ['-c', `${shell} exec "$0" "$@"`, process.execPath, '--import', SOURCES, CHILD, folder, ...args],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const lines: string[] = [];
  for await (const line of readline.createInterface({ input: child.stdout })) {
    lines.push(line);
    // It would wait for room for ever: nobody makes any.
    if (line.startsWith('down')) child.kill('SIGKILL');
  }
  return lines;
};

const writtenIn = (lines: readonly string[]): readonly number[] =>
  lines.filter((line) => line.startsWith('accepted ')).map((line) => Number(line.slice('accepted '.length)));

const assertKnown = async (folder: string, written: readonly number[]): Promise<void> => {
  const { journal, notices } = await openIn(folder, fakeClock(START + 60_000));
  assert.deepEqual(notices, []);
  for (const nth of written) assert.equal((await journal.accept(claimAt(START, nth))).kind, 'duplicate', `${nth}`);
  const owed = new Set((await journal.pending()).map(({ reply }) => ('channel' in reply ? reply.channel : '')));
  for (const nth of written) assert.ok(owed.has(claimAt(START, nth).key.channel), `${nth} is owed`);
  await journal.close();
};

const mountSmall = (disk: string): void => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'none', disk], { stdio: 'pipe' });
};

const mayMount = (): boolean => {
  const disk = freshFolder();
  try {
    mountSmall(disk);
    execFileSync('umount', [disk]);
    return true;
  } catch {
    return false;
  }
};

const pause = (): Promise<string> => new Promise((resolve) => setImmediate(() => resolve('paused')));

const refusal = (opened: OpenedLevelJournal): string => (opened.kind === 'refused' ? opened.sentence.en : 'open');

describe('journal in a folder, on a machine', () => {
  after(removeFolders);

  for (const at of [0, 7, 400])
    it(`loses nothing that was written when it is killed right after message ${at}`, async () => {
      const folder = freshFolder();
      const written = writtenIn(await runChild(folder, ['1000', `kill ${at}`]));
      assert.equal(written.length, at + 1);
      await assertKnown(folder, written);
    });

  it('takes over from a process that was killed, whose lock is left', async () => {
    const folder = freshFolder();
    await runChild(folder, ['10', 'kill 5']);
    const lines = await runChild(folder, ['10']);
    assert.equal(lines.filter((line) => line.startsWith('duplicate')).length, 6);
    assert.equal(lines.at(-1), 'closed');
  });

  it('says so when files may grow no further, and loses nothing that was written before', async () => {
    for (const blocks of [40, 200]) {
      const folder = freshFolder();
      const lines = await runChild(folder, ['5000'], `trap '' XFSZ; ulimit -f ${blocks};`);
      const written = writtenIn(lines);
      assert.ok(written.length > 10 && written.length < 5_000, `${written.length} written`);
      assert.equal(lines.filter((line) => line.startsWith('down')).length, 1);
      await assertKnown(folder, written);
    }
  });

  it('refuses to begin where nothing at all can be written', async () => {
    const lines = await runChild(freshFolder(), ['1'], "trap '' XFSZ; ulimit -f 0;");
    assert.match(lines[0] ?? '', /^refused unusable .*full/);
  });

  // Only root may mount, and not everywhere.
  const canMount = mayMount();
  const itOnDisk = canMount ? it : it.skip;
  describe(`on a small disk${canMount ? '' : ' (which may not be mounted here)'}`, () => {
    let disk = '';
    beforeEach(() => {
      disk = freshFolder();
      mountSmall(disk);
    });
    afterEach(() => {
      execFileSync('umount', ['-l', disk]);
    });

    const open = async (onState: (state: string) => unknown = () => {}): Promise<Journal> => {
      const opened = await openLevelJournal({
        folder: path.join(disk, 'data'),
        clock: systemClock(),
        log: memoryLog(),
        onState,
      });
      if (opened.kind !== 'open') assert.fail(opened.sentence.en);
      assert.deepEqual(opened.notices, []);
      return opened.journal;
    };
    const ballast = (): string => path.join(disk, 'ballast');
    const fill = (): void => {
      for (let size = 1024 * 1024; size >= 4096; size /= 2)
        try {
          for (;;) writeFileSync(ballast(), Buffer.alloc(size), { flag: 'a' });
        } catch (error) {
          assert.equal(error instanceof Error && 'code' in error && error.code, 'ENOSPC');
        }
    };

    /** Asks for one message after the other until it says that it is down; how each ended. */
    const acceptUntilDown = async (
      journal: Journal,
      { from, isDown }: { readonly from: number; readonly isDown: () => boolean },
    ): Promise<Promise<string>[]> => {
      const ends: Promise<string>[] = [];
      for (let nth = from; !isDown(); nth += 1) {
        ends.push(
          journal.accept(claimAt(START, nth)).then(
            ({ kind }) => kind,
            () => 'closed',
          ),
        );
        await new Promise((resolve) => setImmediate(resolve));
      }
      return ends;
    };

    itOnDisk('waits while it is full, and goes on without loss when there is room again, time after time', async () => {
      const states: string[] = [];
      const journal = await open((state) => states.push(state));
      let asked = 0;
      for (let round = 1; round <= 3; round += 1) {
        fill();
        const ends = await acceptUntilDown(journal, { from: asked, isDown: () => states.at(-1) === 'down' });
        asked += ends.length;
        assert.equal(await Promise.race([journal.ready().then(() => 'ready'), pause()]), 'paused');
        rmSync(ballast());
        await journal.ready();
        for (const end of await Promise.all(ends)) assert.equal(end, 'accepted');
        assert.deepEqual(states, Array.from({ length: round }, () => ['down', 'ok']).flat());
        for (const { id } of await journal.pending()) await journal.settle(id, { kind: 'sent' });
      }
      await journal.close();
      const next = await open();
      for (let nth = 0; nth < asked; nth += 1) assert.equal((await next.accept(claimAt(START, nth))).kind, 'duplicate');
      assert.deepEqual(await next.pending(), []);
      await next.close();
    });

    itOnDisk('closes also while it is full, and what waited was not done', async () => {
      let isDown = false;
      const journal = await open(() => {
        isDown = true;
      });
      fill();
      const asked = await acceptUntilDown(journal, { from: 0, isDown: () => isDown });
      await journal.close();
      const ends = await Promise.all(asked);
      assert.ok(ends.includes('closed'));
      rmSync(ballast());
      const next = await open();
      for (const [nth, end] of ends.entries())
        if (end === 'accepted') assert.equal((await next.accept(claimAt(START, nth))).kind, 'duplicate');
      await next.close();
    });

    itOnDisk('says that it is full, or read-only, where it cannot even begin', async () => {
      fill();
      const options = { folder: path.join(disk, 'data'), clock: systemClock(), log: memoryLog() };
      assert.match(refusal(await openLevelJournal(options)), /disk is full/);
      rmSync(ballast());
      await (await open()).close();
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      assert.match(refusal(await openLevelJournal(options)), /read-only/);
      execFileSync('mount', ['-o', 'remount,rw', disk]);
      await (await open()).close();
    });
  });

  it('says that something else stands where a folder must be', async () => {
    const folder = freshFolder();
    writeFileSync(path.join(folder, 'a'), '');
    const options = { clock: systemClock(), log: memoryLog() };
    for (const place of [path.join(folder, 'a'), path.join(folder, 'a', 'b')])
      assert.match(refusal(await openLevelJournal({ ...options, folder: place })), /no folder/);
    mkdirSync(path.join(folder, 'c'));
    writeFileSync(path.join(folder, 'c', 'journal'), '');
    assert.match(refusal(await openLevelJournal({ ...options, folder: path.join(folder, 'c') })), /no folder/);
    mkdirSync(path.join(folder, 'd', 'journal.mark'), { recursive: true });
    assert.match(refusal(await openLevelJournal({ ...options, folder: path.join(folder, 'd') })), /journal\.mark/);
  });

  it('says that it may not write there', async () => {
    const folder = freshFolder();
    chmodSync(folder, 0o555);
    const isRoot = process.getuid?.() === 0;
    // Root may write anywhere: it is somebody else for a moment.
    if (isRoot) process.seteuid?.(NOBODY_UID);
    const options = { folder: path.join(folder, 'a'), clock: systemClock(), log: memoryLog() };
    const opened = await openLevelJournal(options).finally(() => {
      if (isRoot) process.seteuid?.(0);
    });
    assert.match(refusal(opened), /may not be written/);
  });
});
