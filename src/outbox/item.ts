// One reply on its way through the outbox: what is owed, and how far we are with it.
import type { Log, Owed, Progress } from '../domain/ports.ts';
import { givenUpHint } from './hints.ts';
import { laneOf } from './lanes.ts';

export type Stage =
  | 'waiting' // its delay is not over
  | 'queued' // in its lane
  | 'beginning' // the journal is asked for leave to send it
  | 'sending'
  | 'in_doubt'
  | 'gone'; // settled, or no longer ours

export interface Item {
  readonly owed: Owed;
  readonly lane: string;
  /** Its place in its lane, in monotonic milliseconds: when it joined it, or would have, had it been ours. */
  rank: number;
  stage: Stage;
  /** Since when Slack has not taken it, in milliseconds by its clock; null: it was not refused. */
  refusedAt: number | null;
  /** Refusals in a row. */
  refusals: number;
  /** It may have gone out at an earlier attempt: its echo is listened for until it is settled. */
  wasInDoubt: boolean;
  /** What came to light while the journal was asked: somebody else had begun to send it. */
  overtaken: Exclude<Progress, { readonly state: 'owed' }> | null;
  /** Aborted with `seen` when the socket shows it, with `stopped` when we stop. */
  readonly echo: AbortController;
}

export const itemOf = (owed: Owed, refusedAt: number | null): Item => ({
  owed,
  lane: laneOf(owed.reply),
  rank: 0,
  stage: 'queued',
  refusedAt,
  refusals: 0,
  wasInDoubt: false,
  overtaken: null,
  echo: new AbortController(),
});

export const isSeen = ({ echo }: Item): boolean => echo.signal.reason === 'seen';

/** For a line in the log. */
export const placeOf = ({ key, reply }: Owed) => ({ channel: key.channel, ts: key.ts, reply: reply.kind });

export const logGivenUp = (log: Log, owed: Owed, why: string): void =>
  log.write('error', 'reply_given_up', { ...placeOf(owed), why, hint: givenUpHint(why) });
