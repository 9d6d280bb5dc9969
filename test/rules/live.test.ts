// Every way to save a rules file, in a real folder: the new rules are taken, soon, whole and once.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
  truncate,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { deferred } from '../../src/domain/deferred.ts';
import type { Rule, Ruleset } from '../../src/domain/rule.ts';
import type { Loaded } from '../../src/rules/load.ts';
import { type Live, type LiveOptions, type LiveState, openLive } from '../../src/rules/live.ts';

const DEADLINE_MS = 20_000;
const clock = { now: () => 1_764_000_000_000 };

/** A content such as `rules v2` is good, and its ruleset remembers it; anything else is bad. */
const load = async (target: string): Promise<Loaded> => {
  const text = await textAt(target);
  const outcome = { digest: createHash('sha256').update(text).digest('hex'), language: undefined, count: 1 };
  return /^rules [^]*end$/u.test(text)
    ? {
        ok: true,
        ruleset: rulesetOf(text),
        warnings: [],
        source: { kind: 'files', files: [], digest: '', isFolder: false },
        ...outcome,
      }
    : { ok: false, diagnostics: [], ...outcome };
};

const textAt = async (target: string): Promise<string> => {
  try {
    const names = (await readdir(target)).filter((name) => name.endsWith('.yaml') && !name.startsWith('.')).toSorted();
    const texts = await Promise.all(names.map((name) => readFile(path.join(target, name), 'utf8')));
    return texts.join(' + ');
  } catch {
    return readFile(target, 'utf8').catch((error: unknown) => `unreadable ${String(error).slice(0, 20)}`);
  }
};

const rulesetOf = (text: string): Ruleset => {
  const fallback: Rule = {
    name: text,
    range: null,
    conditions: [],
    captures: () => ({ groups: [], named: {} }),
    takes: () => [],
    action: { texts: [], blocks: null, to: 'thread', alsoToChannel: false, pick: 'random', afterMs: 0, react: [] },
  };
  return { rules: [], fallback, language: undefined, timezone: 'UTC', names: [], first: () => ({ kind: 'none' }) };
};

interface Row {
  readonly it: string;
  /** What is watched, inside the folder. */
  readonly watched?: string;
  readonly before?: (at: Place) => Promise<void>;
  readonly save: (at: Place) => Promise<void>;
  readonly now?: string;
  /** The contents taken, the first included; where what happens in between is not fixed, only the last counts. */
  readonly taken?: readonly string[];
}

interface Place {
  readonly folder: string;
  readonly file: string;
  readonly live: () => Live;
  readonly until: (holds: (state: LiveState, live: Live) => boolean) => Promise<void>;
}

const V1 = 'rules v1 end';
const V2 = 'rules v2 end';
const write = (name: string, text: string) => writeFile(name, text);

const ROWS: readonly Row[] = [
  { it: 'written in place', save: ({ file }) => write(file, V2), taken: [V1, V2] },
  {
    it: 'written with the same size and its old times',
    save: async ({ file }) => {
      const old = new Date(1_700_000_000_000);
      await utimes(file, old, old);
      await write(file, V2);
      await utimes(file, old, old);
    },
    taken: [V1, V2],
  },
  {
    it: 'truncated, then written in two steps 300 ms apart, the half of which would be valid',
    save: async ({ file }) => {
      await truncate(file, 0);
      await write(file, 'rules half end');
      await after(300);
      await write(file, 'rules half end, rules whole end');
    },
    now: 'rules half end, rules whole end',
    taken: [V1, 'rules half end, rules whole end'],
  },
  {
    it: 'written beside and renamed over',
    save: async ({ folder, file }) => {
      await write(path.join(folder, 'rules.yaml.tmp'), V2);
      await rename(path.join(folder, 'rules.yaml.tmp'), file);
    },
    taken: [V1, V2],
  },
  {
    it: 'renamed over twice, so that the watched inode is gone',
    save: async ({ folder, file, until }) => {
      for (const text of ['rules between end', V2]) {
        await write(path.join(folder, 'next'), text);
        await rename(path.join(folder, 'next'), file);
        await until((_state, live) => live.current()?.fallback.name === text);
      }
    },
    taken: [V1, 'rules between end', V2],
  },
  {
    it: 'backed up, written and the backup removed, as vim does',
    save: async ({ file }) => {
      await rename(file, `${file}~`);
      await write(file, V2);
      await unlink(`${file}~`);
    },
    taken: [V1, V2],
  },
  {
    it: 'a symlink switched',
    watched: 'link.yaml',
    before: async ({ folder, file }) => {
      await write(path.join(folder, 'other.yaml'), V2);
      await symlink(file, path.join(folder, 'link.yaml'));
    },
    save: async ({ folder }) => {
      await symlink(path.join(folder, 'other.yaml'), path.join(folder, 'link2'));
      await rename(path.join(folder, 'link2'), path.join(folder, 'link.yaml'));
    },
    taken: [V1, V2],
  },
  {
    it: "a symlink's target written",
    watched: 'link.yaml',
    before: async ({ folder, file }) => symlink(file, path.join(folder, 'link.yaml')),
    save: ({ file }) => write(file, V2),
    taken: [V1, V2],
  },
  {
    it: "Kubernetes' ..data switched",
    watched: 'mount/rules.yaml',
    before: async ({ folder }) => {
      const mount = path.join(folder, 'mount');
      for (const [name, text] of [
        ['..1', V1],
        ['..2', V2],
      ] as const) {
        await mkdir(path.join(mount, name), { recursive: true });
        await write(path.join(mount, name, 'rules.yaml'), text);
      }
      await symlink('..1', path.join(mount, '..data'));
      await symlink('..data/rules.yaml', path.join(mount, 'rules.yaml'));
    },
    save: async ({ folder }) => {
      const mount = path.join(folder, 'mount');
      await symlink('..2', path.join(mount, '..data_tmp'));
      await rename(path.join(mount, '..data_tmp'), path.join(mount, '..data'));
      await rm(path.join(mount, '..1'), { recursive: true });
    },
    taken: [V1, V2],
  },
  {
    it: 'deleted, seen to be missing, and put back with something new',
    save: async ({ file, until }) => {
      await unlink(file);
      await until((state) => state.kind === 'bad');
      await write(file, V2);
    },
    taken: [V1, V2],
  },
  {
    it: 'its folder renamed away and back, and then written',
    watched: 'sub/rules.yaml',
    before: async ({ folder }) => {
      await mkdir(path.join(folder, 'sub'));
      await write(path.join(folder, 'sub/rules.yaml'), V1);
    },
    save: async ({ folder, until }) => {
      await rename(path.join(folder, 'sub'), path.join(folder, 'away'));
      await until((state) => state.kind === 'bad');
      await rename(path.join(folder, 'away'), path.join(folder, 'sub'));
      await until((state) => state.kind === 'good');
      await write(path.join(folder, 'sub/rules.yaml'), V2);
    },
    taken: [V1, V2],
  },
  {
    it: 'a file of a folder added',
    watched: '.',
    save: ({ folder }) => write(path.join(folder, 'z.yaml'), V2),
    now: `${V1} + ${V2}`,
  },
  {
    it: 'a file of a folder removed',
    watched: '.',
    before: ({ folder }) => write(path.join(folder, 'z.yaml'), 'rules z end'),
    save: ({ folder }) => unlink(path.join(folder, 'z.yaml')),
    now: V1,
  },
  {
    it: 'a file of a folder renamed',
    watched: '.',
    before: ({ folder }) => write(path.join(folder, 'z.yaml'), 'rules z end'),
    save: ({ folder }) => rename(path.join(folder, 'z.yaml'), path.join(folder, 'a.yaml')),
    now: `rules z end + ${V1}`,
  },
  {
    it: 'saved ten times within a second',
    save: async ({ file }) => {
      for (let turn = 0; turn < 9; turn++) {
        await write(file, `rules turn ${turn} end`);
        await after(90);
      }
      await write(file, V2);
    },
  },
  {
    it: 'saved bad, seen to be bad, then mended',
    save: async ({ file, until }) => {
      await write(file, 'rule');
      await until((state) => state.kind === 'bad');
      await write(file, V2);
    },
    taken: [V1, V2],
  },
];

describe('hot reload', function () {
  this.timeout(DEADLINE_MS + 5_000);
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'annyeong-live-'));
    await write(path.join(folder, 'rules.yaml'), V1);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  for (const row of ROWS) it(`takes what is ${row.it}`, () => check(row, folder));

  it('changes nothing when editors leave swap and backup files beside it', async () => {
    const watched = await open(folder, 'rules.yaml');
    for (const name of ['.rules.yaml.swp', 'rules.yaml~', '4913', '#rules.yaml#', 'rules.yaml.bak'])
      await write(path.join(folder, name), V2);
    await write(path.join(folder, 'rules.yaml'), 'rules last end');
    await watched.until((_state, live) => live.current()?.fallback.name === 'rules last end');
    await watched.live().close();
    assert.deepEqual(watched.taken, [V1, 'rules last end']);
  });

  it('reports bad content once, keeps the last good rules, and says when they are put right by going back', async () => {
    const { live, until, reports, file } = await open(folder, 'rules.yaml');
    const before = live().current();
    await write(file, 'rule');
    await until((state) => state.kind === 'bad');
    assert.equal(live().current(), before);
    await utimes(file, new Date(), new Date());
    await write(file, V1);
    await until((state) => state.kind === 'good');
    await live().close();
    assert.deepEqual(
      reports.map(({ kind, generation }) => `${kind} ${generation}`),
      ['good 1', 'bad 1', 'good 1'],
    );
    assert.equal(live().current(), before);
  });

  it('takes content that came back while it was being loaded', async () => {
    const file = path.join(folder, 'rules.yaml');
    const disturbed = async (target: string): Promise<Loaded> => {
      const loaded = await load(target);
      if (loaded.ok && loaded.ruleset.fallback.name === V2 && turns++ === 0) {
        await write(file, 'rules other end');
        await write(file, V2);
      }
      return loaded;
    };
    let turns = 0;
    const { live, until, taken } = await open(folder, 'rules.yaml', disturbed);
    await write(file, V2);
    await until((_state, current) => current.current()?.fallback.name === V2);
    await live().close();
    assert.deepEqual(taken, [V1, V2]);
    assert.equal(turns, 2);
  });

  it('begins without rules where the file is bad, and takes the first good ones', async () => {
    await write(path.join(folder, 'rules.yaml'), '');
    const { live, until, file } = await open(folder, 'rules.yaml');
    assert.equal(live().current(), null);
    assert.equal(live().state().kind, 'bad');
    await write(file, V1);
    await until((state) => state.kind === 'good' && state.generation === 1);
    await live().close();
  });

  it('never loads twice at once, and the newest content wins', async () => {
    let running = 0;
    let most = 0;
    const slow = async (target: string): Promise<Loaded> => {
      most = Math.max(most, ++running);
      await after(300);
      const loaded = await load(target);
      running--;
      return loaded;
    };
    const { live, until, file, taken } = await open(folder, 'rules.yaml', slow);
    for (const text of ['rules a end', 'rules b end', V2]) {
      await write(file, text);
      await after(350);
    }
    await until((_state, current) => current.current()?.fallback.name === V2);
    await live().close();
    assert.equal(most, 1);
    assert.equal(taken.at(-1), V2);
  });

  it('ends a load that is on its way when it is closed, and takes nothing of it', async () => {
    const started = deferred<void>();
    let loads = 0;
    const endless = async (target: string, signal: AbortSignal): Promise<Loaded | null> => {
      loads += 1;
      if (loads === 1) return load(target);
      started.resolve();
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve(null)));
    };
    const { live, file, taken } = await open(folder, 'rules.yaml', endless);
    await write(file, V2);
    await started.promise;
    await live().close();
    assert.deepEqual([loads, taken], [2, [V1]]);
  });

  it('holds no more after a hundred saves than after one, and nothing after it is closed', async () => {
    const none = handles();
    const { live, until, file } = await open(folder, 'rules.yaml');
    const save = async (text: string) => {
      await write(path.join(folder, 'next'), text);
      await rename(path.join(folder, 'next'), file);
    };
    await save('rules one end');
    await until((_state, current) => current.current()?.fallback.name === 'rules one end');
    const one = handles();
    for (let turn = 0; turn < 100; turn++) {
      await save(`rules ${turn} end`);
      await after(10);
    }
    await until((_state, current) => current.current()?.fallback.name === 'rules 99 end');
    assert.ok(handles() <= one + 1, `${handles()} handles, and ${one} after one save`);
    await live().close();
    // A handle that is closed is gone a few turns of the event loop later; mocha's timeout is the deadline.
    while (handles() > none) await after(5);
  });
});

const handles = (): number =>
  process.getActiveResourcesInfo().filter((kind) => kind === 'FSEventWrap' || kind === 'StatWatcher').length;

const check = async ({ watched = 'rules.yaml', before, save, now = V2, taken }: Row, folder: string): Promise<void> => {
  const none = () => assert.fail('not open yet');
  await before?.({ folder, file: path.join(folder, 'rules.yaml'), live: none, until: none });
  const opened = await open(folder, watched);
  await save(opened);
  await opened.until((state, live) => state.kind === 'good' && live.current()?.fallback.name === now);
  await opened.live().close();
  if (taken !== undefined) assert.deepEqual(opened.taken, taken);
};

interface Opened extends Place {
  readonly reports: readonly LiveState[];
  /** The contents that became current, in order. */
  readonly taken: readonly string[];
}

const open = async (folder: string, watched: string, loadWith: LiveOptions['load'] = load): Promise<Opened> => {
  const reports: LiveState[] = [];
  const taken: string[] = [];
  let waiting: (() => void) | null = null;
  let live: Live | null = null;
  const note = (): void => {
    const name = live?.current()?.fallback.name;
    if (name !== undefined && name !== taken.at(-1)) taken.push(name);
    waiting?.();
  };
  live = await openLive(path.join(folder, watched), {
    clock,
    load: loadWith,
    report: (state) => {
      reports.push(state);
      note();
    },
  });
  note();
  const opened = live;
  return {
    folder,
    file: path.join(folder, 'rules.yaml'),
    reports,
    taken,
    live: () => opened,
    until: async (holds) => {
      const deadline = after(DEADLINE_MS, 'late' as const, { ref: false });
      while (!holds(opened.state(), opened)) {
        const next = new Promise<void>((resolve) => {
          waiting = resolve;
        });
        if ((await Promise.race([next, deadline])) === 'late')
          assert.fail(`still ${opened.state().kind}, ${opened.current()?.fallback.name}`);
      }
    },
  };
};
