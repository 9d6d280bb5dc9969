// A process of its own with a journal: accepts messages, says of each when it is written, and dies when it is told to.
import { systemClock } from '../../src/bot/clock.ts';
import { openLevelJournal } from '../../src/outbox/journal/level.ts';
import { claimAt } from './level-folders.ts';

const [folder = '', count = '0', end = ''] = process.argv.slice(2);

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const opened = await openLevelJournal({
  folder,
  clock: systemClock(),
  log: { write: () => {} },
  onState: (state, sentence) => say(`${state} ${sentence.en}`),
});
if (opened.kind === 'refused') {
  say(`refused ${opened.why} ${opened.sentence.en}`);
  process.exit(0);
}
const { journal } = opened;
for (let nth = 0; nth < Number(count); nth += 1) {
  const { kind } = await journal.accept(claimAt(1_700_000_000_000, nth));
  say(`${kind} ${nth}`);
  if (end === `kill ${nth}`) process.kill(process.pid, 'SIGKILL');
}
await journal.close();
say('closed');
