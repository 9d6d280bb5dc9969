// Whose journal it is: the first bot's, for good.
import assert from 'node:assert/strict';
import { ownerFault } from '../../src/bot/owner.ts';
import { teamId, userId } from '../../src/domain/ids.ts';
import type { Self } from '../../src/domain/message.ts';
import { memoryJournal } from '../../src/outbox/journal/memory.ts';
import { fakeClock } from '../fakes/clock.ts';

const SELF: Self = { team: teamId('T1'), user: userId('U1'), bot: null, name: 'annyeong', url: '' };

describe('a journal', () => {
  it('belongs to the bot that first wrote it, also under a new token', async () => {
    const journal = memoryJournal({ clock: fakeClock() });
    const folder = { kind: 'level', folder: '/data' } as const;
    assert.equal(await ownerFault(journal, SELF, folder), null);
    assert.equal(await ownerFault(journal, { ...SELF, name: 'renamed' }, folder), null);
  });

  for (const [place, setting] of [
    [{ kind: 'level', folder: '/data' }, 'ANNYEONG_DATA_DIR'],
    [{ kind: 'redis', url: 'redis://:geheim@r' }, 'ANNYEONG_REDIS_URL'],
  ] as const) {
    it(`of another bot is refused, and ${setting} is named`, async () => {
      const journal = memoryJournal({ clock: fakeClock() });
      await ownerFault(journal, SELF, place);
      const fault = await ownerFault(journal, { ...SELF, user: userId('U2') }, place);
      assert.ok(fault?.ko.includes(setting) && fault.en.includes(setting));
      assert.doesNotMatch(JSON.stringify(fault), /geheim/);
    });
  }
});
