// Queues: order within one, none between two, and a bound on all.
import assert from 'node:assert/strict';
import { openQueues } from '../../src/bot/queues.ts';
import { settled } from '../fakes/clock.ts';
import { gate } from '../fakes/gate.ts';
import { memoryLog } from '../fakes/log.ts';

describe('queues', () => {
  it('does the work of one name in order, however long the first takes', async () => {
    const queues = openQueues(memoryLog());
    const done: string[] = [];
    const first = gate();
    queues.add('C1', async () => {
      await first.opened;
      done.push('a');
    });
    queues.add('C1', async () => void done.push('b'));
    queues.add('C2', async () => void done.push('c'));
    await settled();
    assert.deepEqual(done, ['c']);
    first.open();
    await queues.close();
    assert.deepEqual(done, ['c', 'a', 'b']);
  });

  it('goes on after work that throws, and says so', async () => {
    const log = memoryLog();
    const queues = openQueues(log);
    const done: string[] = [];
    queues.add('C1', async () => {
      throw new Error('broken');
    });
    queues.add('C1', async () => void done.push('b'));
    await queues.close();
    assert.deepEqual(done, ['b']);
    assert.deepEqual(log.events(), ['message_failed']);
  });

  it('takes nothing after it is closed', async () => {
    const queues = openQueues(memoryLog());
    await queues.close();
    queues.add('C1', () => assert.fail('was done'));
    await settled();
  });

  it('drops work when too much of it waits, says so, and recovers', async () => {
    const log = memoryLog();
    const queues = openQueues(log);
    const hold = gate();
    const last = gate();
    for (let work = 1; work < 20_000; work += 1) queues.add('C1', () => hold.opened);
    queues.add('C1', async () => last.open());
    queues.add('C1', async () => assert.fail('was done'));
    assert.deepEqual(log.events(), ['message_dropped']);
    hold.open();
    await last.opened;
    await settled();
    const after = gate();
    queues.add('C1', async () => after.open());
    await after.opened;
    assert.deepEqual(log.events(), ['message_dropped', 'messages_dropped']);
  });
});
