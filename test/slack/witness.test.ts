// Whether a session has seen all that was said in a span: by when it opened and which ping it answered.
import assert from 'node:assert/strict';
import { deferred } from '../../src/domain/deferred.ts';
import { teamId, userId } from '../../src/domain/ids.ts';
import type { Session, SessionEnd } from '../../src/domain/ports.ts';
import { openWitness } from '../../src/slack/witness.ts';

const SELF = { team: teamId('T1'), user: userId('UBOT'), bot: null, name: 'annyeong', url: '' };

interface Seen {
  readonly openedAt: number;
  readonly answeredAt: number;
  readonly ended?: boolean;
}

describe('slack/witness', () => {
  const check = (says: string, sessions: readonly Seen[], expect: 'yes' | 'not_yet' | 'no'): void => {
    it(`${expect}: ${says}`, async () => {
      const witness = openWitness();
      for (const { openedAt, answeredAt, ended = false } of sessions) {
        const end = deferred<SessionEnd>();
        const session: Session = {
          self: SELF,
          openedAt,
          answeredAt: () => answeredAt,
          ended: end.promise,
          close: async () => {},
        };
        witness.opened(session);
        if (ended) end.resolve({ why: 'closed_by_us', detail: '' });
      }
      await Promise.resolve();
      assert.equal(witness.saw(100, 200), expect);
    });
  };
  check('nobody was there', [], 'no');
  check('open before, and answered after', [{ openedAt: 50, answeredAt: 200 }], 'yes');
  check('open before, and not answered since', [{ openedAt: 50, answeredAt: 199 }], 'not_yet');
  check('opened in between', [{ openedAt: 101, answeredAt: 300 }], 'no');
  check('open before, but ended', [{ openedAt: 50, answeredAt: 300, ended: true }], 'no');
  check(
    'one was there before, another answered',
    [
      { openedAt: 50, answeredAt: 150 },
      { openedAt: 150, answeredAt: 300 },
    ],
    'not_yet',
  );
  check(
    'one of two that were there answered',
    [
      { openedAt: 50, answeredAt: 150 },
      { openedAt: 60, answeredAt: 300 },
    ],
    'yes',
  );
});
