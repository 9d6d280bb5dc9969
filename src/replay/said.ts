// What the readers of past messages hand on: messages in batches, in order, and what could not be read.
import type { Phrase } from '../domain/language.ts';
import type { Message, Self } from '../domain/message.ts';
import type { NameInRule } from '../domain/rule.ts';

export interface Said {
  readonly message: Message;
  /** The message's ts as the input has it. */
  readonly ts: string;
  /** The channel as the input calls it. */
  readonly channel: string;
  /** What Slack or the bot itself wrote, which no rule is asked about; lines show it all the same. */
  readonly isNobodys: boolean;
}

export interface Past {
  /** `export`: by time over all channels; `lines`: as they stand. */
  readonly kind: 'export' | 'lines';
  /** The bot, where it was named. */
  readonly self: Self | null;
  /** Ends early, and tidily, when no more is asked for. */
  readonly batches: AsyncIterable<readonly Said[]>;
  /** How much of the input has been read, from 0 to 1. */
  readonly progress: () => number;
  readonly troubles: Troubles;
  /** Joins, renamings, the bot's own posts and the like. */
  readonly passedOver: () => number;
  /** Whether the input tells of all channels and people there are, and this is none of them. */
  readonly lacks: (name: NameInRule) => boolean;
  readonly close: () => Promise<void>;
}

/** A part of the input that cannot be read; the rest is. */
export interface Trouble {
  /** A file, and a line where there is one: `hr/2026-11-24.json`, `messages.jsonl:7`. */
  readonly where: string;
  readonly what: Phrase;
}

export interface Troubles {
  readonly add: (trouble: Trouble) => void;
  /** The first of them. */
  readonly first: () => readonly Trouble[];
  readonly count: () => number;
}

/** More of them would only push the rest of the report away. */
const TROUBLES_MAX = 100;

export const openTroubles = (): Troubles => {
  const kept: Trouble[] = [];
  let count = 0;
  return {
    add: (trouble) => {
      count += 1;
      if (kept.length < TROUBLES_MAX) kept.push(trouble);
    },
    first: () => kept,
    count: () => count,
  };
};
