// Whoever the bot would answer for ever: the answers end after a few, for that author in that place, and it is told once.
import assert from 'node:assert/strict';
import { breakersOf } from '../../src/bot/loops.ts';
import { botId, channelId, ts, userId } from '../../src/domain/ids.ts';
import type { Author, Message } from '../../src/domain/message.ts';
import type { Reply } from '../../src/domain/reply.ts';
import { openTakes } from '../../src/outbox/takes.ts';
import { said } from '../match/support.ts';

const BOT: Author = { kind: 'bot', id: botId('B0WEATHER'), user: userId('U0WEATHER') };
const HANA: Author = { kind: 'person', id: userId('U0HANA') };
const by = (author: Author, more: Partial<Message> = {}): Message => ({
  ...said('비'),
  author,
  channel: channelId('C0HR'),
  ...more,
});

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
const THREAD = { threadTs: ts('1700000000.000200') };

describe('answers to one author', () => {
  const check = (says: string, author: Author, most: number): void => {
    it(`are ${most} in a minute ${says}, then none for 10 minutes`, () => {
      const takes = openTakes();
      const answered = (message: Message, at: number): boolean => takes.take(breakersOf(message, [[POST]]), at).ok;
      const given = Array.from({ length: 50 }, (_, second) => answered(by(author), second * 1_000));
      assert.deepEqual(given.lastIndexOf(true), most - 1);
      assert.equal(given.filter(Boolean).length, most);
      assert.equal(answered(by(author), 5 * 60_000), false);
      assert.equal(answered(by(author), most * 1_000 + 10 * 60_000), true);
    });
  };
  it('are 30 in 10 minutes to a bot, where they come slowly', () => {
    const takes = openTakes();
    const given = Array.from({ length: 60 }, (_, nth) => takes.take(breakersOf(by(BOT), [[POST]]), nth * 8_000).ok);
    assert.equal(given.filter(Boolean).length, 30);
  });

  check('to a bot', BOT, 10);
  check('to a person', HANA, 30);

  it('are counted by channel, thread and author', () => {
    const takes = openTakes();
    const answered = (message: Message): boolean => takes.take(breakersOf(message, [[POST]]), 0).ok;
    for (let time = 0; time < 11; time += 1) answered(by(BOT));
    assert.equal(answered(by(BOT)), false);
    assert.equal(answered(by(BOT, THREAD)), true);
    assert.equal(answered(by(BOT, { channel: channelId('C0OTHER') })), true);
    assert.equal(answered(by({ ...BOT, id: botId('B0OTHER') })), true);
  });

  for (const [says, turns] of [
    ['a reaction alone, which nobody answers', [[REACTION]]],
    ['nothing that is said', [[]]],
  ] as const) {
    it(`are not counted: ${says}`, () => {
      assert.deepEqual(breakersOf(by(BOT), turns), []);
    });
  }
});
