// A message of which the journal may have lost what was written: looked for before it is answered.
import assert from 'node:assert/strict';
import type { Claim, Journal } from '../../src/domain/ports.ts';
import type { Reply } from '../../src/domain/reply.ts';
import { ABSENT, dm, FOUND, keyAt, LATER, open, type Ports, post, reaction, UNREADABLE, whisper } from './opened.ts';

const KEY = keyAt('1.0');

const check = (name: string, row: Row): void => {
  it(name, async () => {
    const claims: Claim[] = [];
    const unsure = (journal: Journal): Journal => ({
      ...journal,
      accept: async (claim) => {
        claims.push(claim);
        return claim.isSure ? journal.accept(claim) : { kind: 'unsure' };
      },
    });
    const opened = open({ journal: unsure, ...row.ports });
    const accepting = opened.hand(KEY, { replies: row.replies });
    await opened.clock.advance(150_000);
    assert.deepEqual(await accepting, row.accepted);
    assert.deepEqual(opened.texts(), row.sends);
    assert.deepEqual(opened.givenUp, row.givenUp ?? []);
    assert.deepEqual(
      opened.looks.map(({ at }) => at),
      row.looked,
    );
    assert.deepEqual(
      claims.map(({ isSure }) => isSure),
      [false, true],
    );
    const again = claims[1];
    assert.ok(again !== undefined);
    assert.equal((await opened.journal.accept(again)).kind, 'duplicate');
    assert.equal(opened.clock.sleepers(), 0);
  });
};

interface Row {
  readonly ports?: Ports;
  readonly replies: readonly (readonly Reply[])[];
  readonly accepted: object;
  readonly sends: readonly string[];
  readonly looked: readonly number[];
  readonly givenUp?: readonly string[];
}

const POST = [[post('C1', 'a')]];

describe('outbox: the journal is unsure', () => {
  check('found: it is claimed, and not answered again', {
    ports: { find: () => FOUND },
    replies: POST,
    accepted: { kind: 'left', why: 'answered' },
    sends: [],
    looked: [0],
  });
  check('absent, 10 s apart: it is answered', {
    ports: { find: () => ABSENT },
    replies: POST,
    accepted: { kind: 'accepted', turn: 0 },
    sends: ['a'],
    looked: [0, 10_000],
  });
  check('unreadable: it is claimed, not answered, and given up', {
    ports: { find: () => UNREADABLE },
    replies: POST,
    accepted: { kind: 'left', why: 'given_up' },
    sends: [],
    looked: [0],
    givenUp: ['T1/C1/1.0#0 unsure'],
  });
  check('a look that fails is tried again', {
    ports: { find: (_, look) => (look === 0 ? LATER : FOUND) },
    replies: POST,
    accepted: { kind: 'left', why: 'answered' },
    sends: [],
    looked: [0, 5000],
  });
  check('looks that fail for two minutes: given up', {
    ports: { find: () => ({ kind: 'later', why: 'ratelimited', afterMs: 60_000 }) },
    replies: POST,
    accepted: { kind: 'left', why: 'given_up' },
    sends: [],
    looked: [0, 60_000],
    givenUp: ['T1/C1/1.0#0 unsure'],
  });
  check('of texts in turn it does not matter which was sent: one look for all', {
    ports: { find: () => FOUND },
    replies: [[post('C1', 'a')], [post('C1', 'b')]],
    accepted: { kind: 'left', why: 'answered' },
    sends: [],
    looked: [0],
  });
  check('one of two found: it was answered', {
    ports: { find: ({ reply }) => (reply.kind === 'dm' ? FOUND : ABSENT) },
    replies: [[post('C1', 'a'), dm('UKIM', 'b')]],
    accepted: { kind: 'left', why: 'answered' },
    sends: [],
    looked: [0, 10_000, 10_000],
  });
  check('a reaction does no harm twice', {
    replies: [[reaction('C1', 'wave')]],
    accepted: { kind: 'accepted', turn: 0 },
    sends: ['wave'],
    looked: [],
  });
  check('silence needs no look', { replies: [[]], accepted: { kind: 'accepted', turn: 0 }, sends: [], looked: [] });
  check('what one person alone sees cannot be looked up', {
    ports: { find: () => ABSENT },
    replies: [[whisper('psst')]],
    accepted: { kind: 'left', why: 'given_up' },
    sends: [],
    looked: [],
    givenUp: ['T1/C1/1.0#0 unsure'],
  });

  it('of many that one loss left, only the first have to wait', async () => {
    const { hand, clock, texts } = open({
      find: () => ABSENT,
      journal: (journal) => ({
        ...journal,
        accept: async (claim) => (claim.isSure ? journal.accept(claim) : { kind: 'unsure' }),
      }),
    });
    void hand(KEY, { replies: POST });
    await clock.advance(10_000);
    void hand(keyAt('2.0'), { replies: [[post('C1', 'b')]] });
    await clock.advance(0);
    assert.deepEqual(texts(), ['a', 'b']);
  });

  it('at a stop it is not claimed', async () => {
    const { hand, clock, outbox } = open({
      find: () => ABSENT,
      journal: (journal) => ({ ...journal, accept: async () => ({ kind: 'unsure' }) }),
    });
    const accepting = hand(KEY, { replies: POST });
    await clock.advance(1000);
    const draining = outbox.drain(1000);
    await clock.advance(1000);
    assert.deepEqual(await draining, { left: 1, later: 0 });
    assert.deepEqual(await accepting, { kind: 'refused' });
  });
});
