// Two bots that answer each other: the answers end, and only for that bot in that channel.
import assert from 'node:assert/strict';
import { loopTakes } from '../../src/bot/loops.ts';
import { botId, channelId, ts, userId } from '../../src/domain/ids.ts';
import type { Author, Message } from '../../src/domain/message.ts';
import type { Reply } from '../../src/domain/reply.ts';
import { openTakes } from '../../src/outbox/takes.ts';
import { said } from '../match/support.ts';

const BOT: Author = { kind: 'bot', id: botId('B0WEATHER'), user: userId('U0WEATHER') };
const by = (author: Author, channel = 'C0HR'): Message => ({ ...said('비'), author, channel: channelId(channel) });

const POST: Reply = {
  kind: 'post',
  channel: channelId('C0HR'),
  threadTs: null,
  alsoToChannel: false,
  text: '네',
  blocks: null,
  afterMs: 0,
};
const REACTION: Reply = { kind: 'reaction', channel: channelId('C0HR'), ts: ts('1700000000.000100'), name: 'eyes' };

describe('answers to a bot', () => {
  it('are 30 in ten minutes in each channel, whichever rule gives them', () => {
    const takes = openTakes();
    const answered = (message: Message, at: number): boolean => takes.take(loopTakes(message, [[POST]]), at).ok;
    const minute = (from: number) =>
      Array.from({ length: 60 }, (_, second) => answered(by(BOT), from + second * 1_000));
    assert.equal(minute(0).filter(Boolean).length, 30);
    assert.equal(answered(by(BOT, 'C0OTHER'), 60_000), true);
    assert.equal(answered(by({ ...BOT, id: botId('B0OTHER') }), 60_000), true);
    assert.equal(minute(10 * 60_000).filter(Boolean).length, 30);
  });

  for (const [says, message, turns] of [
    ['a person’s message', by({ kind: 'person', id: userId('U0HANA') }), [[POST]]],
    ['a reaction alone, which no bot answers', by(BOT), [[REACTION]]],
    ['nothing that is said', by(BOT), [[]]],
  ] as const) {
    it(`are not counted: ${says}`, () => {
      assert.deepEqual(loopTakes(message, turns), []);
    });
  }
});
