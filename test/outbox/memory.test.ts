// The journal in memory: the contract of all journals, and its own bounds.
import assert from 'node:assert/strict';
import { channelId, teamId, ts } from '../../src/domain/ids.ts';
import { memoryJournal } from '../../src/outbox/journal/memory.ts';
import { CLAIM_MS_MAX, CLAIMS_MAX } from '../../src/outbox/journal/state.ts';
import { journalContract } from '../contract/journal.ts';
import { fakeClock } from '../fakes/clock.ts';

journalContract('memory', async (clock) => memoryJournal({ clock }));

const claim = (at: number) => ({
  key: { team: teamId('T1'), channel: channelId('C1'), ts: ts(`${at}.0`) },
  thread: ts(`${at}.0`),
  takes: [],
  at: 0,
  owed: [],
  first: null,
  isSure: false,
});

describe('journal in memory', () => {
  it('forgets a claim after a day', async () => {
    const clock = fakeClock();
    const journal = memoryJournal({ clock });
    await journal.accept(claim(1));
    await clock.advance(CLAIM_MS_MAX - 1);
    assert.equal((await journal.accept(claim(1))).kind, 'duplicate');
    await clock.advance(1);
    assert.equal((await journal.accept(claim(1))).kind, 'accepted');
  });

  it('forgets the oldest claim when there are too many', async () => {
    const journal = memoryJournal({ clock: fakeClock() });
    for (let at = 0; at <= CLAIMS_MAX; at += 1) await journal.accept(claim(at));
    assert.equal((await journal.accept(claim(CLAIMS_MAX))).kind, 'duplicate');
    assert.equal((await journal.accept(claim(1))).kind, 'duplicate');
    assert.equal((await journal.accept(claim(0))).kind, 'accepted');
  });
});
