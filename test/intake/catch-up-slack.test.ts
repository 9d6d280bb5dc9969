// A gap over the practice workspace, caught up through the real Web API client: what was said meanwhile, once, oldest first.
import assert from 'node:assert/strict';
import { tsToMs, ts } from '../../src/domain/ids.ts';
import type { ThreadKey } from '../../src/domain/ports.ts';
import { openCatchUp } from '../../src/intake/catch-up.ts';
import { normalize } from '../../src/intake/normalize.ts';
import { openWorkspace, type Workspace } from '../../src/practice/workspace.ts';
import { openHistory } from '../../src/slack/history.ts';
import { slackWeb } from '../../src/slack/web.ts';
import { fakeClock } from '../fakes/clock.ts';
import { memoryLog } from '../fakes/log.ts';

describe('catching up with Slack', () => {
  let workspace: Workspace;
  let now: number;
  const start = async (history: 'all' | 'dms'): Promise<void> => {
    now = Date.UTC(2026, 0, 5, 9);
    workspace = await openWorkspace({ history, now: () => now });
  };
  afterEach(() => workspace.close());

  const run = async (since: string, threads: readonly ThreadKey[] = []) => {
    const clock = fakeClock(now);
    const log = memoryLog();
    const web = slackWeb({ token: workspace.token, apiUrl: workspace.apiUrl });
    const heard: string[] = [];
    const isWhole = await openCatchUp({
      history: openHistory({ web, clock, dmOf: () => null }),
      threads: async () => threads,
      clock,
      log,
      frame: (frame, self) => {
        const intake = normalize(frame, self);
        heard.push(intake.kind === 'message' ? `${intake.message.channel} ${intake.message.text}` : intake.why);
      },
    }).run({ self: workspace.self, since: tsToMs(ts(since)) }, new AbortController().signal);
    return { isWhole, heard: heard.toSorted(), inOrder: heard, log };
  };

  it('reads channels, threads and direct messages', async () => {
    await start('all');
    const parent = workspace.say('김하나', 'hr', 'parent');
    now += 1_000_000;
    const edited = workspace.say('이도윤', 'secret', 'edtied');
    workspace.say('이도윤', 'hr', 'reply', { threadTs: parent });
    workspace.say('김하나', 'dm', 'direct');
    workspace.say('김하나', 'hr', 'plain');
    workspace.edit('secret', edited, 'edited');
    const { isWhole, heard, inOrder, log } = await run(edited);
    assert.equal(isWhole, true);
    assert.deepEqual(heard, ['C0HR plain', 'C0HR reply', 'C0SECRET edited', 'D0HANAKIM1 direct']);
    assert.ok(inOrder.indexOf('C0HR reply') < inOrder.indexOf('C0HR plain'));
    assert.deepEqual(log.events(), ['caught_up']);
  });

  it('reads direct messages with a classic token, and says of what it may not read the rest', async () => {
    await start('dms');
    const first = workspace.say('김하나', 'hr', 'lost');
    workspace.say('김하나', 'dm', 'direct');
    const { isWhole, heard, log } = await run(first);
    assert.deepEqual([isWhole, heard], [true, ['D0HANAKIM1 direct']]);
    assert.deepEqual(log.lines[0]?.fields['kinds'], ['public', 'private']);
  });
});
