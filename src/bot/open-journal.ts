// Where the operator wants to keep what is owed → the journal there, or one sentence that says why there is none.
import type { Phrase } from '../domain/language.ts';
import type { Clock, Journal, Log } from '../domain/ports.ts';
import { memoryJournal } from '../outbox/journal/memory.ts';
import { RATES, type Rates } from '../outbox/rates.ts';
import type { Settings } from './settings.ts';

export type OpenedJournal =
  | { readonly kind: 'open'; readonly journal: Journal }
  /** `why`: a short name for the log. */
  | { readonly kind: 'refused'; readonly why: string; readonly sentence: Phrase };

export interface JournalPorts {
  readonly clock: Clock;
  readonly log: Log;
  /** It is gone for good while the bot runs. */
  readonly onLost: (sentence: Phrase) => void;
  /** It lost what it had acknowledged, and goes on. */
  readonly onLoss: () => void;
}

/** The stores are loaded only where they are asked for. */
export const openJournal = async (
  { journal, postsPerMinute }: Pick<Settings, 'journal' | 'postsPerMinute'>,
  { clock, log, onLost, onLoss }: JournalPorts,
): Promise<OpenedJournal> => {
  const rates = ratesFor(postsPerMinute);
  const onState = (state: 'ok' | 'down', sentence: Phrase): void =>
    log.write(state === 'ok' ? 'info' : 'error', state === 'ok' ? 'journal_back' : 'journal_down', { sentence });
  const told = (opened: OpenedJournal & { readonly notices?: readonly Phrase[] }): OpenedJournal => {
    for (const sentence of opened.notices ?? []) log.write('warn', 'journal_notice', { sentence });
    return opened;
  };
  switch (journal.kind) {
    case 'memory':
      return { kind: 'open', journal: memoryJournal({ clock, rates }) };
    case 'level': {
      const { openLevelJournal } = await import('../outbox/journal/level.ts');
      return told(await openLevelJournal({ folder: journal.folder, clock, log, rates, onState, onLost }));
    }
    case 'redis': {
      const { openRedisJournal } = await import('../outbox/journal/redis.ts');
      return told(await openRedisJournal({ url: journal.url, clock, log, rates, onState, onLoss }));
    }
    default:
      return journal satisfies never;
  }
};

/** The workspace's own limit; each channel keeps its one a second. */
const ratesFor = (postsPerMinute: number): Rates => ({
  ...RATES,
  'chat.postMessage': {
    ...RATES['chat.postMessage'],
    whole: { burst: Math.max(1, Math.ceil(postsPerMinute / 3)), everyMs: 60_000 / postsPerMinute },
  },
});
