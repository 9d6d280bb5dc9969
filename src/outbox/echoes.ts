// Our own posts as the socket shows them. In: frames of our own, and posts whose fate is open. Out: which of them arrived.
import { field, text } from '../domain/fields.ts';
import type { Ts } from '../domain/ids.ts';
import type { Clock } from '../domain/ports.ts';
import { isEchoOf, markOf } from './echo.ts';
import { isSeen, type Item } from './item.ts';
import { channelOf, type KnownDms } from './lanes.ts';

/** Longer than a replica that died goes unnoticed, and what it was sending in doubt. */
const REMEMBERED_MS_MAX = 5 * 60_000;
/** Of each kind; without marks about 16 MB at the most. */
const REMEMBERED_MAX = 2_000;

export interface Echoes {
  /** From now on its echo is listened for, and looked for among those that came since then (monotonic milliseconds). */
  readonly listen: (item: Item, since: number) => void;
  readonly forget: (item: Item) => void;
  readonly hear: (frame: unknown) => void;
  /** Slack said itself that it arrived: its echo shows nothing else. */
  readonly arrived: (item: Item, ts: Ts) => void;
  /** Whether all that the socket showed since then is remembered. */
  readonly remembers: (since: number) => boolean;
}

/** `frame`: null once it has shown something. */
interface Unmarked {
  readonly frame: unknown;
  readonly at: number;
}

export const openEchoes = (clock: Clock, dms: KnownDms): Echoes => {
  const listening = new Map<string, Item>();
  /** When the post of an id was seen. */
  const marked = new Map<string, { readonly at: number }>();
  /** Posts without a mark, by channel and ts: overlapping sessions show them twice. */
  const unmarked = new Map<string, Unmarked>();
  let forgottenAt = Number.NEGATIVE_INFINITY;
  let unmarkedAt = Number.NEGATIVE_INFINITY;

  const hear: Echoes['hear'] = (frame) => {
    const at = clock.monotonic();
    const id = markOf(frame);
    if (id === null) return hearUnmarked(frame, at);
    marked.set(id, { at });
    forgetOld(marked);
    see(listening.get(id));
  };

  const hearUnmarked = (frame: unknown, at: number): void => {
    const key = keyOf(text(field(frame, 'channel')), text(field(frame, 'ts')));
    if (key !== null && unmarked.has(key)) return;
    // Of two that say the same in one place, the later alone may be sent again: the earlier gave way to it.
    const item = [...listening.values()].findLast((one) => !isSeen(one) && shows(frame, one));
    see(item);
    if (key !== null) remember(key, { frame: item === undefined ? frame : null, at });
  };

  const remember = (key: string, one: Unmarked): void => {
    unmarked.set(key, one);
    unmarkedAt = one.at;
    forgetOld(unmarked);
  };

  const forgetOld = (map: Map<string, { readonly at: number }>): void => {
    for (const [key, { at }] of map) {
      if (map.size <= REMEMBERED_MAX && clock.monotonic() - at < REMEMBERED_MS_MAX) return;
      map.delete(key);
      forgottenAt = Math.max(forgottenAt, at);
    }
  };

  const shows = (frame: unknown, { owed }: Item): boolean => isEchoOf(frame, owed.reply, channelOf(owed.reply, dms));

  return {
    listen: (item, since) => {
      listening.set(item.owed.id, item);
      if (marked.has(item.owed.id)) return see(item);
      if (unmarkedAt < since) return;
      for (const [key, one] of unmarked) {
        if (one.at < since || one.frame === null || !shows(one.frame, item)) continue;
        unmarked.set(key, { ...one, frame: null });
        return see(item);
      }
    },
    forget: ({ owed }) => void listening.delete(owed.id),
    hear,
    arrived: ({ owed }, ts) => {
      const key = keyOf(channelOf(owed.reply, dms) ?? undefined, ts);
      if (key !== null) remember(key, { frame: null, at: clock.monotonic() });
    },
    remembers: (since) => forgottenAt < since,
  };
};

const see = (item: Item | undefined): void => item?.echo.abort('seen');

const keyOf = (channel: string | undefined, ts: string | undefined): string | null =>
  channel === undefined || ts === undefined ? null : `${channel}/${ts}`;
