// A Slack workspace in one process on 127.0.0.1: Web API, RTM and faults, for practice and for the end-to-end tests.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Self } from '../domain/message.ts';
import type { Changes } from './changes.ts';
import { openChanges } from './changes.ts';
import type { Fault } from './faults.ts';
import { openFaults } from './faults.ts';
import type { Kept } from './ledger.ts';
import { openLedger } from './ledger.ts';
import type { Args } from './lookups.ts';
import { lookups } from './lookups.ts';
import type { Reaction } from './methods.ts';
import { actions } from './methods.ts';
import type { Ephemeral, Post } from './posting.ts';
import type { Channel, Person } from './roster.ts';
import { openRoster } from './roster.ts';
import { openSockets } from './sockets.ts';
import { stamper } from './stamp.ts';
import { openWeb } from './web.ts';
import { asSlackWrites } from './written.ts';

export interface WorkspaceOptions {
  /** Any free one unless told. */
  readonly port?: number;
  readonly token?: string;
  readonly botName?: string;
  /** False: `auth.test` names no `bot_id`, as for some old tokens. */
  readonly withBotId?: boolean;
  /** Slack's clock, in milliseconds since the epoch: of `ts` and of the `Date` header. */
  readonly now?: () => number;
}

export interface Call {
  readonly method: string;
  readonly args: Args;
  /** Milliseconds on this process's monotonic clock. */
  readonly at: number;
}

export interface Workspace extends Changes {
  readonly apiUrl: string;
  readonly token: string;
  readonly self: Self;
  readonly people: () => readonly Person[];
  readonly channels: () => readonly Channel[];
  /**
   * Says something as a person and gives its ts. `who` is a name or an id; `where` a name, an id, or `dm` for that
   * person's direct message with the bot; `text` as typed. @throws RangeError for one that there is not.
   */
  // oxlint-disable-next-line max-params -- read as a sentence in hundreds of tests
  readonly say: (
    who: string,
    where: string,
    text: string,
    options?: { threadTs?: string; alsoToChannel?: boolean },
  ) => string;
  /** Puts a raw frame on every socket: a text as it is, bytes as a binary frame, anything else as JSON. */
  readonly emit: (frame: unknown) => void;
  /** Bytes as a text frame, which may then be no UTF-8. */
  readonly emitText: (bytes: Buffer) => void;
  readonly posts: () => readonly Post[];
  /** Those that one person alone sees. */
  readonly ephemerals: () => readonly Ephemeral[];
  readonly reactions: () => readonly Reaction[];
  /** Each gives the way to stop listening. */
  readonly onPost: (listener: (post: Post) => void) => () => void;
  readonly onEphemeral: (listener: (ephemeral: Ephemeral) => void) => () => void;
  readonly onReaction: (listener: (reaction: Reaction) => void) => () => void;
  readonly calls: () => readonly Call[];
  /** See faults.ts for what each does. */
  readonly fault: (fault: Fault) => void;
  readonly clearFaults: () => void;
  /** Open sockets that have had their hello. */
  readonly sockets: () => number;
  /** Closes every socket without a word. */
  readonly drop: () => void;
  /** Says that every socket will be closed soon; closing them is `drop()`. */
  readonly goodbye: () => void;
  readonly close: () => Promise<void>;
}

/** Posts, reactions and calls remembered, so many of each; practice may run for days. */
const REMEMBERED_MAX = 10_000;

export const openWorkspace = async (options: WorkspaceOptions = {}): Promise<Workspace> => {
  const token = options.token ?? 'xoxb-practice-0000-annyeong';
  const now = options.now ?? Date.now;
  const faults = openFaults();
  const http = createServer();
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const host = `127.0.0.1:${addressOf(http.address()).port}`;
  const roster = openRoster({ ...options, url: `http://${host}/` });
  const sockets = openSockets({ faults, sent: (frame) => overSocket(frame) });
  const stamp = stamper(now);
  const ledger = openLedger({ roster, stamp, send: (frame) => sockets.send(JSON.stringify(frame)) });

  const posts = remembered<Post>();
  const ephemerals = remembered<Ephemeral>();
  const reactions = remembered<Reaction>();
  const calls = remembered<Call>();
  const place = {
    roster,
    ledger,
    stamp,
    invite: () => `ws://${host}${sockets.invite()}`,
    posted: posts.add,
    whispered: ephemerals.add,
    reacted: reactions.add,
  };
  const methods = { ...actions(place), ...lookups(place) };
  const called = (method: string, args: Args): void => calls.add({ method, args, at: performance.now() });
  const web = openWeb({ token, methods, faults, now, called });
  http.on('request', web.answer);
  http.on('upgrade', sockets.upgrade);

  const overSocket = ({ channel, text }: Readonly<Record<string, unknown>>): object => {
    const found = typeof channel === 'string' ? roster.channel(channel) : undefined;
    if (found === undefined || typeof text !== 'string' || text === '')
      return { ok: false, error: { code: 2, msg: 'no such channel, or no text' } };
    const kept: Kept = ledger.post(found, text, { threadTs: null, broadcast: false, asUser: true, extra: {} });
    return { ok: true, ts: kept.ts, text };
  };

  return {
    apiUrl: `http://${host}/api/`,
    token,
    self: roster.self,
    people: roster.people,
    channels: roster.channels,
    ...openChanges({ roster, now, send: (frame) => sockets.send(JSON.stringify(frame)) }),
    // oxlint-disable-next-line max-params -- read as a sentence in hundreds of tests
    say: (who, where, text, said = {}) => {
      const person = roster.person(who);
      if (person === undefined) throw new RangeError(`nobody here is called ${who}`);
      const channel = where === 'dm' ? roster.dmWith(person) : roster.channel(where);
      if (channel === undefined) throw new RangeError(`no channel is called ${where}`);
      return ledger.say({ ...said, person, channel, text: asSlackWrites(text, roster) });
    },
    emit: (frame) => sockets.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame)),
    emitText: (bytes) => sockets.send({ asText: bytes }),
    posts: posts.all,
    ephemerals: ephemerals.all,
    reactions: reactions.all,
    onPost: posts.listen,
    onEphemeral: ephemerals.listen,
    onReaction: reactions.listen,
    calls: calls.all,
    fault: (fault) => {
      faults.add(fault);
      if (fault.on !== 'socket' || sockets.count() === 0) return;
      const first = faults.take('socket');
      if (first !== null) sockets.strike(first);
    },
    clearFaults: faults.clear,
    sockets: sockets.count,
    drop: () => sockets.strike({ on: 'socket', kind: 'drop' }),
    goodbye: () => sockets.send('{"type":"goodbye"}'),
    close: async () => {
      web.close();
      sockets.close();
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
    },
  };
};

/** What happened, in order, and those who want to hear of it. */
const remembered = <Event>() => {
  const events: Event[] = [];
  const listeners = new Set<(event: Event) => void>();
  return {
    all: (): readonly Event[] => [...events],
    add: (event: Event): void => {
      events.push(event);
      if (events.length > REMEMBERED_MAX) events.shift();
      for (const listener of listeners) listener(event);
    },
    listen: (listener: (event: Event) => void) => {
      listeners.add(listener);
      return (): void => void listeners.delete(listener);
    },
  };
};

const addressOf = (address: AddressInfo | string | null): AddressInfo => {
  if (address === null || typeof address === 'string')
    throw new TypeError('the workspace listens on a port, not on a pipe');
  return address;
};
