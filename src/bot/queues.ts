// Work in the order in which it came, queue by queue. In: a queue's name and a piece of work. Out: nothing; it is done.
import type { Phrase } from '../domain/language.ts';
import type { Log } from '../domain/ports.ts';

/** Messages that wait for names, or for the journal: a storm of two minutes, about 20 MB. */
const WAITING_MAX = 20_000;

const TOO_MANY: Phrase = {
  ko: '한꺼번에 너무 많은 메시지가 밀려서 몇 개는 답하지 못해요. 봇이 느려졌거나 Redis나 디스크를 기다리고 있는지 위의 로그를 봐 주세요.',
  en: 'Too many messages came at once, and some of them are not answered. See in the lines above whether the bot waits for Redis or the disk.',
};

export interface Queues {
  /** Work of one name runs one after another, of several names side by side; what throws is logged and holds up nothing. `done` in any case. */
  readonly add: (name: string, work: () => Promise<void>, done?: () => void) => void;
  /** Takes no more; resolves when all that was taken is done. */
  readonly close: () => Promise<void>;
}

export const openQueues = (log: Log): Queues => {
  /** The last piece of each queue; one that is done is no longer here. */
  const tails = new Map<string, Promise<void>>();
  let waiting = 0;
  /** In this spate: a line for each would bury all others. */
  let dropped = 0;
  let isOpen = true;

  const add: Queues['add'] = (name, work, done = () => {}) => {
    if (!isOpen) return done();
    if (waiting >= WAITING_MAX) {
      done();
      dropped += 1;
      if (dropped === 1)
        log.write('error', 'message_dropped', { channel: name, why: 'too_many_waiting', hint: TOO_MANY });
      return;
    }
    waiting += 1;
    const tail = run(tails.get(name), work).finally(() => {
      waiting -= 1;
      if (waiting === 0 && dropped > 0) {
        log.write('error', 'messages_dropped', { why: 'too_many_waiting', messages: dropped });
        dropped = 0;
      }
      done();
      if (tails.get(name) === tail) tails.delete(name);
    });
    tails.set(name, tail);
  };

  const run = async (before: Promise<void> | undefined, work: () => Promise<void>): Promise<void> => {
    await before;
    try {
      await work();
    } catch (fault) {
      log.write('error', 'message_failed', { why: fault instanceof Error ? fault.stack : String(fault) });
    }
  };

  return {
    add,
    close: async () => {
      isOpen = false;
      await Promise.all(tails.values());
    },
  };
};
