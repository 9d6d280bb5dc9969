// A journal whose files are damaged, one by one: it opens, says so, and answers nothing twice.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fakeClock } from '../fakes/clock.ts';
import { claimAt, freshFolder, openIn, removeFolders, textOf } from './level-folders.ts';

const START = 1_700_000_000_000;
const MINUTE = 60_000;
const RUNS = 3;
/** Messages in each run, of which every third is settled and every third is being sent. */
const EACH = 100;

/** What three runs leave: closed in the end, or killed. */
const written = async (): Promise<{ readonly closed: string; readonly killed: string }> => {
  const data = freshFolder();
  const killed = freshFolder();
  for (let run = 0; run < RUNS; run += 1) {
    const clock = fakeClock(START + run * MINUTE);
    const { journal } = await openIn(data, clock);
    await journal.keep('rules', '가: 나\n'.repeat(2_000));
    for (let nth = run * EACH; nth < (run + 1) * EACH; nth += 1) {
      const claim = claimAt(START, nth);
      await journal.accept({ ...claim, takes: [{ kind: 'once_per', key: `k${nth}` }] });
      const id = claim.owed[0]?.[0]?.id ?? '';
      if (nth % 3 === 0) await journal.settle(id, { kind: 'sent' });
      if (nth % 3 === 1) await journal.mark(id, { state: 'sending', since: START });
    }
    if (run === RUNS - 1) cpSync(data, killed, { recursive: true });
    await journal.close();
  }
  return { closed: data, killed };
};

/** Opens what is left, twice; how many notices there were. */
const check = async (data: string, isLatent = false): Promise<number> => {
  let told = 0;
  for (const later of [10, 11]) {
    const { journal, notices } = await openIn(data, fakeClock(START + later * MINUTE));
    if (later === 10) told = notices.length;
    // What LevelDB keeps of the past may show its damage later.
    else if (!isLatent) assert.deepEqual(notices, [], 'the second start has nothing to say');
    for (const { reply, progress } of await journal.adopt()) {
      assert.equal(reply.kind, 'post');
      if (reply.kind !== 'post') continue;
      const nth = Number(reply.channel.slice(1));
      assert.equal(reply.text, textOf(nth));
      if (nth % 3 !== 2) assert.notEqual(progress.state, 'owed', `reply ${nth} was begun`);
    }
    const kept = await journal.kept('rules');
    assert.ok(kept === null || kept === '가: 나\n'.repeat(2_000));
    for (let nth = 0; nth < RUNS * EACH; nth += 1) {
      const { kind } = await journal.accept(claimAt(START, nth));
      assert.ok(kind === 'duplicate' || kind === 'unsure', `message ${nth}: ${kind}`);
    }
    assert.equal((await journal.accept(claimAt(START + later * MINUTE + 5_000, 2))).kind, 'accepted');
    await journal.close();
  }
  return told;
};

const DAMAGES: Readonly<Record<string, (file: string) => void>> = {
  emptied: (file) => writeFileSync(file, ''),
  deleted: (file) => rmSync(file),
  'cut in half': (file) => writeFileSync(file, readFileSync(file).subarray(0, statSync(file).size >> 1)),
  'without its last byte': (file) => writeFileSync(file, readFileSync(file).subarray(0, -1)),
  'overwritten in the middle': (file) => {
    const bytes = readFileSync(file);
    bytes.fill(0x5a, bytes.length >> 1, Math.min(bytes.length, (bytes.length >> 1) + 40));
    writeFileSync(file, bytes);
  },
  'overwritten with zeros': (file) => writeFileSync(file, Buffer.alloc(statSync(file).size)),
  'with something behind it': (file) => writeFileSync(file, 'garbage', { flag: 'a' }),
};
const makeFolder = (file: string): void => {
  rmSync(file);
  mkdirSync(file);
};

describe('a damaged journal', () => {
  let folders: Awaited<ReturnType<typeof written>>;
  before(async () => {
    folders = await written();
  });
  after(removeFolders);

  const filesOf = (data: string): readonly string[] =>
    ['journal', '.'].flatMap((folder) =>
      readdirSync(path.join(data, folder))
        .map((name) => path.join(folder, name))
        .filter((name) => statSync(path.join(data, name)).isFile()),
    );
  const copyOf = (data: string): string => {
    const copy = freshFolder();
    cpSync(data, copy, { recursive: true });
    return copy;
  };

  it('is none where nothing is damaged', async () => {
    assert.equal(await check(copyOf(folders.closed)), 0);
    assert.equal(await check(copyOf(folders.killed)), 0);
  });

  it('has files of every kind', () => {
    for (const kind of [/\.ldb$/, /\.log$/, /MANIFEST/, /CURRENT/, /LOCK/, /LOG$/, /\.mark$/, /\.holder$/])
      assert.ok(
        filesOf(folders.killed).some((name) => kind.test(name)),
        String(kind),
      );
  });

  for (const [what, damage] of Object.entries(DAMAGES))
    for (const end of ['closed', 'killed'] as const)
      it(`opens with any one file ${what}, after it was ${end}`, async () => {
        for (const name of filesOf(folders[end])) {
          const copy = copyOf(folders[end]);
          damage(path.join(copy, name));
          await check(copy).catch((error: unknown) => {
            throw new Error(`${name} ${what}`, { cause: error });
          });
          rmSync(copy, { recursive: true });
        }
      });

  it('opens with a folder in the place of any file of LevelDB’s', async () => {
    for (const name of filesOf(folders.killed).filter((one) => one.startsWith('journal/'))) {
      const copy = copyOf(folders.killed);
      makeFolder(path.join(copy, name));
      await check(copy).catch((error: unknown) => {
        throw new Error(name, { cause: error });
      });
    }
  });

  it('opens with any log cut anywhere', async () => {
    for (const end of ['closed', 'killed'] as const)
      for (const name of filesOf(folders[end]).filter((one) => one.endsWith('.log'))) {
        const bytes = readFileSync(path.join(folders[end], name));
        for (let share = 0; share < 20; share += 1) {
          const copy = copyOf(folders[end]);
          writeFileSync(path.join(copy, name), bytes.subarray(0, Math.floor((bytes.length * share) / 20)));
          await check(copy);
          rmSync(copy, { recursive: true });
        }
      }
  });

  it('opens with some bytes of any file altered', async () => {
    let seed = 11;
    const random = (max: number): number => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % max;
    };
    for (let round = 0; round < 60; round += 1) {
      const end = round % 2 === 0 ? 'closed' : 'killed';
      const copy = copyOf(folders[end]);
      const names = filesOf(copy).filter((name) => statSync(path.join(copy, name)).size > 0);
      const file = path.join(copy, names[random(names.length)] ?? '');
      const bytes = readFileSync(file);
      for (let flips = 0; flips <= random(4); flips += 1) bytes[random(bytes.length)] = random(256);
      writeFileSync(file, bytes);
      await check(copy, true).catch((error: unknown) => {
        throw new Error(`round ${round}: ${file}`, { cause: error });
      });
      rmSync(copy, { recursive: true });
    }
  });
});
