// The journal in memory: the contract of all journals, and its own bounds.
import assert from 'node:assert/strict';
import { channelId, teamId, ts } from '../../src/domain/ids.ts';
import { CLAIM_MS_MAX, CLAIMS_MAX, memoryJournal } from '../../src/outbox/journal/memory.ts';
import { journalContract } from '../contract/journal.ts';
import { fakeClock } from '../fakes/clock.ts';

journalContract('memory', async (clock) => memoryJournal({ clock }));

const key = (at: number) => ({ team: teamId('T1'), channel: channelId('C1'), ts: ts(`${at}.0`) });

describe('journal in memory', () => {
  it('forgets a claim after a day', async () => {
    const clock = fakeClock();
    const journal = memoryJournal({ clock });
    await journal.accept(key(1), []);
    await clock.advance(CLAIM_MS_MAX - 1);
    assert.equal(await journal.accept(key(1), []), 'duplicate');
    await clock.advance(1);
    assert.equal(await journal.accept(key(1), []), 'accepted');
  });

  it('forgets the oldest claim when there are too many', async () => {
    const journal = memoryJournal({ clock: fakeClock() });
    for (let at = 0; at <= CLAIMS_MAX; at += 1) await journal.accept(key(at), []);
    assert.equal(await journal.accept(key(CLAIMS_MAX), []), 'duplicate');
    assert.equal(await journal.accept(key(1), []), 'duplicate');
    assert.equal(await journal.accept(key(0), []), 'accepted');
  });
});
