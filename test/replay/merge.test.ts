// Channels in any number of files → all their messages by time, each once, whatever the files are named.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { channelId, teamId, ts, userId } from '../../src/domain/ids.ts';
import { openDays } from '../../src/replay/days.ts';
import { merged } from '../../src/replay/merge.ts';
import { isFields } from '../../src/replay/people.ts';
import { openTroubles } from '../../src/replay/said.ts';

/** Files of numbers, which are the times of its messages. */
type Numbers = readonly (readonly number[])[];

const readAll = async (channels: readonly Numbers[]): Promise<readonly string[]> => {
  const contents = new Map<string, string>();
  const room = { held: 0 };
  const days = channels.map((files, channel) =>
    openDays({
      archive: {
        files: new Map(),
        read: async function* read(file) {
          yield Buffer.from(contents.get(file) ?? '');
        },
        close: () => Promise.resolve(),
      },
      troubles: openTroubles(),
      room,
      files: files.map((times, day) => {
        const file = `${channel}/${day}`;
        contents.set(file, JSON.stringify(times.map((at) => ({ at }))));
        return { file, date: '2026-11-24' };
      }),
      read: (frame) =>
        isFields(frame)
          ? {
              team: teamId('T'),
              channel: channelId('C'),
              ts: ts(`${String(frame['at'])}.000100`),
              threadTs: null,
              author: { kind: 'person', id: userId('U') },
              text: '',
            }
          : null,
    }),
  );
  const found: string[] = [];
  for await (const batch of merged(days)) found.push(...batch.map(([message]) => message.ts));
  assert.equal(room.held, 0);
  return found;
};

it('messages of many channels come out by time, each once', async () => {
  const time = fc.integer({ min: 1_000_000_000, max: 1_000_000_050 });
  // Each file of a channel is later than the one before it; within a file any order is allowed.
  const channel = fc.array(time, { maxLength: 20 }).chain((times) =>
    fc.array(fc.nat(times.length), { maxLength: 3 }).map((cuts) => {
      const sorted = times.toSorted((a, b) => a - b);
      const ends = [...cuts, sorted.length].toSorted((a, b) => a - b);
      return ends.map((end, index) => sorted.slice(ends[index - 1] ?? 0, end).toReversed());
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(channel, { maxLength: 6 }), async (channels) => {
      const due = channels.flat(2).toSorted((a, b) => a - b);
      assert.deepEqual(
        await readAll(channels),
        due.map((at) => `${at}.000100`),
      );
    }),
  );
});
