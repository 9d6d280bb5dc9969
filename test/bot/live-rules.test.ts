// Rules that were good once: they run after a restart while the file is bad, and only in place of the same file.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openLiveRules } from '../../src/bot/live-rules.ts';
import { memoryJournal } from '../../src/outbox/journal/memory.ts';
import { fakeClock } from '../fakes/clock.ts';
import { memoryLog } from '../fakes/log.ts';

const GOOD = 'rules:\n  - name: 휴가\n    match: 휴가\n    reply: 양식\n';
const BAD = 'rules:\n  - name: 휴가\n    match: 휴가\n    replay: 양식\n';

describe('rules that are kept', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'annyeong-kept-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const journal = () => memoryJournal({ clock: fakeClock() });
  /** One run of the bot, over before the next. */
  const run = async (kept: ReturnType<typeof journal>, file: string) => {
    const log = memoryLog();
    const live = await openLiveRules({ rules: file, language: 'ko', journal: kept, clock: fakeClock(), log });
    await live.close();
    return { names: live.current()?.rules.map(({ name }) => name) ?? null, state: live.state(), events: log.events() };
  };
  const write = (name: string, text: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };

  it('run after a restart on a file that is bad, and that is said', async () => {
    const kept = journal();
    const file = write('rules.yaml', GOOD);
    await run(kept, file);
    write('rules.yaml', BAD);
    const { names, state, events } = await run(kept, file);
    assert.deepEqual(names, ['휴가']);
    assert.equal(state.kind, 'bad');
    assert.deepEqual(events, ['rules_bad', 'rules_last_good']);
  });

  it('run after a restart without the file', async () => {
    const kept = journal();
    const file = write('rules.yaml', GOOD);
    await run(kept, file);
    rmSync(file);
    assert.deepEqual((await run(kept, file)).names, ['휴가']);
  });

  it('are those of a folder, file by file', async () => {
    const kept = journal();
    write('10-a.yaml', GOOD);
    const second = write('20-b.yaml', GOOD.replaceAll('휴가', '주차'));
    await run(kept, folder);
    writeFileSync(second, BAD);
    assert.deepEqual((await run(kept, folder)).names, ['휴가', '주차']);
  });

  it('do not run in place of another file', async () => {
    const kept = journal();
    await run(kept, write('rules.yaml', GOOD));
    const { names, events } = await run(kept, write('other.yaml', BAD));
    assert.equal(names, null);
    assert.deepEqual(events, ['rules_bad']);
  });

  for (const [says, text] of [
    ['cut short', '{"version":1,"pa'],
    ['none of ours', '[]'],
    ['of another version', '{"version":99}'],
  ] as const) {
    it(`do not run where they are ${says}`, async () => {
      const kept = journal();
      await kept.keep('rules', text);
      assert.equal((await run(kept, write('rules.yaml', BAD))).names, null);
    });
  }

  it('are not kept where they are bad', async () => {
    const kept = journal();
    await run(kept, write('rules.yaml', BAD));
    assert.equal(await kept.kept('rules'), null);
  });
});
