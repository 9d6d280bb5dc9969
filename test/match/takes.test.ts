// Rows: what a rule says of how often it answers, and what an answer uses up.
import assert from 'node:assert/strict';
import type { RuleTake } from '../../src/domain/take.ts';
import { channelId, ts, userId } from '../../src/domain/ids.ts';
import type { Message } from '../../src/domain/message.ts';
import type { LimitSpec, Scope } from '../../src/domain/rule.ts';
import { takesOf } from '../../src/match/takes.ts';
import { said } from './support.ts';

interface Written {
  readonly oncePer?: Scope;
  readonly limit?: LimitSpec;
  readonly pick?: 'random' | 'in_turn';
  readonly texts?: readonly string[];
}

const takes = (written: Written, message: Message, name = '인사'): readonly RuleTake[] => {
  const { oncePer = null, limit = null, pick = 'random', texts = ['가', '나'] } = written;
  return takesOf({ oncePer, limit, action: { pick, texts } }, name)(message);
};
const limit = (per: LimitSpec['per']): LimitSpec => ({ times: 3, per, everyMs: 60_000 });

const HERE = said('안녕', { channel: channelId('C1'), ts: ts('2.0') });
const SAME_THREAD = said('안녕', { channel: channelId('C1'), ts: ts('3.0'), threadTs: ts('2.0') });
const ELSEWHERE = said('안녕', { channel: channelId('C2'), ts: ts('2.0') });
const BY_ANOTHER = said('안녕', {
  channel: channelId('C1'),
  ts: ts('4.0'),
  author: { kind: 'person', id: userId('U2') },
});
const MESSAGES = { HERE, SAME_THREAD, ELSEWHERE, BY_ANOTHER };

const sharesWith = (per: Scope | 'rule', expected: readonly string[]): void => {
  it(`${per}: ${expected.join(', ')}`, () => {
    const keyOf = (message: Message) => takes({ limit: limit(per) }, message)[0]?.key;
    const shared = Object.entries(MESSAGES).filter(([, message]) => keyOf(message) === keyOf(HERE));
    assert.deepEqual(
      shared.map(([key]) => key),
      expected,
    );
    if (per === 'rule') return;
    assert.equal(takes({ oncePer: per }, HERE)[0]?.key, keyOf(HERE));
  });
};

describe('what an answer uses up, together with the same', () => {
  sharesWith('thread', ['HERE', 'SAME_THREAD']);
  sharesWith('channel', ['HERE', 'SAME_THREAD', 'BY_ANOTHER']);
  sharesWith('user', ['HERE', 'SAME_THREAD', 'ELSEWHERE']);
  sharesWith('rule', ['HERE', 'SAME_THREAD', 'ELSEWHERE', 'BY_ANOTHER']);
});

describe('what an answer uses up', () => {
  it('is nothing, where the rule says nothing of it', () => assert.deepEqual(takes({}, HERE), []));
  it('is all that the rule says, once_per first', () => {
    const all = takes({ oncePer: 'user', limit: limit('channel'), pick: 'in_turn' }, HERE);
    assert.deepEqual(all, [
      { kind: 'once_per', key: 'user/U1/인사' },
      { kind: 'limit', key: 'channel/C1/인사', times: 3, everyMs: 60_000 },
      { kind: 'turn', key: 'rule/인사', of: 2 },
    ]);
    assert.ok(Object.isFrozen(all) && all.every(Object.isFrozen));
  });
  it('is no turn of a single text', () => assert.deepEqual(takes({ pick: 'in_turn', texts: ['가'] }, HERE), []));
  it('is each rule’s own', () => {
    const [one] = takes({ oncePer: 'user' }, HERE, '하나');
    const [other] = takes({ oncePer: 'user' }, HERE, '둘');
    assert.notEqual(one?.key, other?.key);
  });
});
