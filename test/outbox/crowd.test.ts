// The outbox when too much is owed: the oldest default answers go first, and memory stays bounded.
import assert from 'node:assert/strict';
import { settled } from '../fakes/clock.ts';
import { keyAt, open, post } from './opened.ts';

const MAX = 10_000;

const crowded = () => {
  const opened = open({ send: () => new Promise(() => {}) });
  let counter = 0;
  const claim = async (isDefault: boolean, channel: string, ...texts: readonly string[]) => {
    counter += 1;
    const replies = [texts.map((text) => post(channel, text, text === 'late' ? 60_000 : 0))];
    return (await opened.hand(keyAt(`${counter}.0`, channel), { isDefault, replies })).kind;
  };
  const fill = async (count: number, isDefault: boolean, channel: string) => {
    for (let message = 0; message < count; message += 1) await claim(isDefault, channel, 'x');
    // What is first in its lane is being sent by now.
    await settled();
  };
  return { ...opened, claim, fill };
};

describe('outbox: too much is owed', () => {
  it('gives up the oldest default answers that are not being sent', async () => {
    const { fill, claim, givenUp, owed } = crowded();
    await fill(5, true, 'C1');
    await fill(MAX - 5, false, 'C2');
    assert.equal(await claim(false, 'C3', 'a', 'b'), 'accepted');
    assert.deepEqual(givenUp, ['T1/C1/2.0#0 crowded_out', 'T1/C1/3.0#0 crowded_out']);
    assert.equal(owed(), MAX);
  });

  it('lets a new default answer take the place of an old one, also of one that waits for its time', async () => {
    const { fill, claim, givenUp } = crowded();
    await claim(true, 'C1', 'late');
    await fill(MAX - 1, false, 'C2');
    assert.equal(await claim(true, 'C3', 'a'), 'accepted');
    assert.deepEqual(givenUp, ['T1/C1/1.0#0 crowded_out']);
  });

  it('turns the new one away where no default answer can go, or too few, which then stay', async () => {
    const { fill, claim, givenUp, count } = crowded();
    await fill(2, true, 'C1');
    await fill(MAX - 2, false, 'C2');
    assert.equal(await claim(false, 'C3', 'a', 'b'), 'refused');
    assert.deepEqual([givenUp, count('outbox_refused')], [[], 1]);
    assert.equal(await claim(false, 'C3', 'a'), 'accepted');
    assert.equal(await claim(false, 'C3', 'a'), 'refused');
  });

  it('claims a message that is not answered all the same', async () => {
    const { fill, claim } = crowded();
    await fill(MAX, false, 'C1');
    assert.equal(await claim(false, 'C2'), 'accepted');
  });

  it('takes in a storm, keeps its bound, and says so in one line per 5 s', async () => {
    const { fill, clock, log, owed, givenUp, journal } = crowded();
    await fill(2 * MAX, true, 'C1');
    assert.deepEqual([owed(), givenUp.length, (await journal.pending()).length], [MAX, MAX, MAX]);
    await clock.advance(5000);
    const lines = log.lines.filter(({ event }) => event === 'reply_given_up');
    assert.deepEqual(
      lines.map(({ fields }) => [fields['why'], fields['replies']]),
      [['crowded_out', MAX]],
    );
  }).timeout(60_000);

  it('asks the journal for few lanes at a time, however many there are', async () => {
    let begins = 0;
    const { say, clock, texts } = open({
      journal: (journal) => ({
        ...journal,
        begin: async (id, way) => {
          begins += 1;
          return journal.begin(id, way);
        },
      }),
    });
    for (let channel = 0; channel < 1000; channel += 1) await say(`C${channel}`, 'a');
    await clock.advance(10_000);
    // A burst of 100, then 5 a second.
    assert.equal(texts().length, 150);
    assert.ok(begins < 150 * 65, `${begins}`);
  });
});
