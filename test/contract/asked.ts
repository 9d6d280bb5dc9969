// Messages that use something up, for the suites of journals: asked one after the other, and what became of each.
import assert from 'node:assert/strict';
import { channelId, teamId, ts } from '../../src/domain/ids.ts';
import type { Claimed, Journal, Owed } from '../../src/domain/ports.ts';
import type { Take } from '../../src/domain/take.ts';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** In a suite of its own: it numbers the messages of each test. */
export const askOf = (journal: () => Journal) => {
  let counter: number;
  beforeEach(() => {
    counter = 0;
  });

  const claim = async (takes: readonly Take[], at: number, name = `${(counter += 1)}.0`): Promise<Claimed> => {
    const key = { team: teamId('T1'), channel: channelId('C1'), ts: ts(name) };
    const owed = (turn: number): readonly Owed[] => [
      {
        id: `T1/C1/${name}#0`,
        key,
        reply: { kind: 'reaction', channel: key.channel, ts: key.ts, name: `turn${turn}` },
        dueAt: at,
        isDefault: false,
      },
    ];
    return journal().accept({
      key,
      thread: key.ts,
      takes,
      at,
      owed: [owed(0), owed(1), owed(2)],
      first: null,
      isSure: false,
    });
  };
  const say = async (...asked: Parameters<typeof claim>): Promise<string> => saidOf(await claim(...asked));
  const owedTurns = async (): Promise<readonly string[]> =>
    (await journal().pending()).map(({ reply }) => (reply.kind === 'reaction' ? reply.name : reply.kind));

  /** The answers to messages at these times, under these takes. */
  const check = (name: string, takes: readonly Take[], rows: readonly (readonly [number, string])[]): void => {
    it(name, async () => {
      const answers: string[] = [];
      for (const [at] of rows) answers.push(await say(takes, at));
      assert.deepEqual(
        answers,
        rows.map(([, answer]) => answer),
      );
    });
  };

  return { claim, say, owedTurns, check };
};

const saidOf = (claimed: Claimed): string => {
  if (claimed.kind === 'accepted') return `turn ${claimed.turn}`;
  if (claimed.kind !== 'limited') return claimed.kind;
  return claimed.trips ? `${claimed.why} trips` : claimed.why;
};

export const limit = (times: number, everyMs: number, key = '휴가'): Take => ({ kind: 'limit', key, times, everyMs });
export const once = (key: string): Take => ({ kind: 'once_per', key });
export const turn = (of: number): Take => ({ kind: 'turn', key: '휴가', of });
export const breaker = (times: number, key = '휴가'): Take => ({
  kind: 'breaker',
  key,
  times,
  everyMs: MINUTE,
  forMs: 10 * MINUTE,
});
