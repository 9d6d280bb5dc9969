// Messages that are taken and replies that are owed, for the suites of journals.
import { channelId, teamId, ts } from '../../src/domain/ids.ts';
import type { Claim, Journal, Owed, Way } from '../../src/domain/ports.ts';
import { keyText, type MessageKey } from '../../src/domain/reply.ts';
import type { FakeClock } from '../fakes/clock.ts';

export type OpenJournal = (clock: FakeClock) => Promise<Journal>;

export const key = (at: string): MessageKey => ({ team: teamId('T1'), channel: channelId('C1'), ts: ts(at) });

export const claim = (of: MessageKey, owed: readonly Owed[]): Claim => ({
  key: of,
  thread: of.ts,
  takes: [],
  at: 0,
  owed: [owed],
  first: null,
  isSure: false,
});

export const POST: Way = { lane: 'C1/post', method: 'chat.postMessage' };

export const owedFor = (at: string, count: number): readonly Owed[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${keyText(key(at))}#${index}`,
    key: key(at),
    reply: {
      kind: 'post',
      channel: channelId('C1'),
      threadTs: ts(at),
      alsoToChannel: false,
      text: `응 안녕 ${index} &lt;👋`,
      blocks: index === 0 ? [{ type: 'section', text: { type: 'mrkdwn', text: '*안녕* &lt;👋' } }] : null,
      afterMs: index * 2000,
    },
    dueAt: 1_700_000_000_000 + index * 2000,
    isDefault: index === 1,
  }));
