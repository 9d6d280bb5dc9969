// A Slack workspace in one process on 127.0.0.1: Web API, RTM and faults, for practice and for the end-to-end tests.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Self } from '../domain/message.ts';
import type { Changes } from './changes.ts';
import { openChanges } from './changes.ts';
import type { Fault } from './faults.ts';
import { openFaults } from './faults.ts';
import { histories, scopesOf, type Reading } from './history.ts';
import type { Frame, Kept } from './ledger.ts';
import { openLedger } from './ledger.ts';
import type { Args } from './lookups.ts';
import { lookups } from './lookups.ts';
import type { Reaction } from './methods.ts';
import { actions } from './methods.ts';
import type { Ephemeral, Post } from './posting.ts';
import type { Channel, Person } from './roster.ts';
import { openRoster } from './roster.ts';
import { openSockets, type Ear } from './sockets.ts';
import { stamper } from './stamp.ts';
import { openWeb, type Phase } from './web.ts';
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
  /** What the token may read; a classic one, direct messages alone, unless told. */
  readonly history?: Reading;
  /** `refused`: a post with metadata is not taken, as from a token of no app. */
  readonly metadata?: 'taken' | 'refused';
  /** So many posts, ephemerals, reactions and calls of each; 10,000 unless told. */
  readonly rememberedMax?: number;
  /** Messages that the history has, in each channel; 5,000 unless told. */
  readonly keptMax?: number;
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
  readonly say: (who: string, where: string, text: string, options?: SayOptions) => string;
  /** Its author edits it: a text as typed. @throws RangeError where there is nothing of that ts. */
  readonly edit: (where: string, ts: string, text: string) => void;
  /** The frame of what was said, to be emitted once more, late, or out of order. @throws RangeError as `edit`. */
  readonly frame: (where: string, ts: string) => Frame;
  /** Puts a raw frame on every socket: a text as it is, bytes as a binary frame, anything else as JSON. */
  readonly emit: (frame: unknown, to?: Ear) => void;
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
  /** Told in the course of the call itself: what the listener does comes before what the call does next. */
  readonly onCall: (listener: (call: Call, phase: Phase) => void) => () => void;
  /** See faults.ts for what each does. */
  readonly fault: (fault: Fault) => void;
  readonly clearFaults: () => void;
  /** Open sockets that have had their hello. */
  readonly sockets: () => number;
  /** Closes every socket without a word, or one of them. */
  readonly drop: (which?: Ear) => void;
  /** Says that every socket will be closed soon; closing them is `drop()`. */
  readonly goodbye: () => void;
  /** Every connection breaks, and new ones are refused, until `plug()`; what people say meanwhile is in the history alone. */
  readonly unplug: () => Promise<void>;
  readonly plug: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface SayOptions {
  readonly threadTs?: string;
  readonly alsoToChannel?: boolean;
  /** When it was said, as Slack writes it; now unless told. It is read from history in its place. */
  readonly ts?: string;
  /** Which sockets hear of it; all unless told. `none`: it is in the history alone. */
  readonly to?: Ear;
}

/** Practice may run for days. */
const REMEMBERED_MAX = 10_000;
const KEPT_MAX = 5_000;

export const openWorkspace = async (options: WorkspaceOptions = {}): Promise<Workspace> => {
  const token = options.token ?? 'xoxb-practice-0000-annyeong';
  const now = options.now ?? Date.now;
  const faults = openFaults();
  const http = createServer();
  const listen = (at: number): Promise<void> =>
    new Promise((resolve, reject) => {
      http.once('error', reject);
      http.listen(at, '127.0.0.1', () => {
        http.off('error', reject);
        resolve();
      });
    });
  await listen(options.port ?? 0);
  const { port } = addressOf(http.address());
  const host = `127.0.0.1:${port}`;
  const roster = openRoster({ ...options, url: `http://${host}/` });
  const sockets = openSockets({ faults, sent: (frame) => overSocket(frame) });
  const stamp = stamper(now);
  const ledger = openLedger({
    roster,
    stamp,
    send: (frame, to) => sockets.send(JSON.stringify(frame), to),
    keptMax: options.keptMax ?? KEPT_MAX,
  });

  const most = options.rememberedMax ?? REMEMBERED_MAX;
  const reading = options.history ?? 'dms';
  const posts = remembered<Post>(most);
  const ephemerals = remembered<Ephemeral>(most);
  const reactions = remembered<Reaction>(most);
  const calls = remembered<Call>(most);
  const callListeners = new Set<(call: Call, phase: Phase) => void>();
  const place = {
    roster,
    ledger,
    stamp,
    takesMetadata: options.metadata !== 'refused',
    invite: () => `ws://${host}${sockets.invite()}`,
    posted: posts.add,
    whispered: ephemerals.add,
    reacted: reactions.add,
  };
  const methods = { ...actions(place), ...lookups(place), ...histories({ roster, ledger, reading }) };
  const called = (asked: Omit<Call, 'at'>, phase: Phase): void => {
    const call = { ...asked, at: performance.now() };
    if (phase === 'before') calls.add(call);
    for (const listener of callListeners) listener(call, phase);
  };
  const web = openWeb({ token, methods, faults, now, called, scopes: scopesOf(reading) });
  http.on('request', web.answer);
  http.on('upgrade', sockets.upgrade);

  const overSocket = ({ channel, text }: Readonly<Record<string, unknown>>): object => {
    const found = typeof channel === 'string' ? roster.channel(channel) : undefined;
    if (found === undefined || typeof text !== 'string' || text === '')
      return { ok: false, error: { code: 2, msg: 'no such channel, or no text' } };
    const kept: Kept = ledger.post(found, text, { threadTs: null, broadcast: false, asUser: true, extra: {} });
    return { ok: true, ts: kept.ts, text };
  };

  const hangUp = (): Promise<void> =>
    new Promise((resolve) => {
      http.close(() => resolve());
      http.closeAllConnections();
    });
  const room = (where: string): Channel => {
    const channel = roster.channel(where);
    if (channel === undefined) throw new RangeError(`no channel is called ${where}`);
    return channel;
  };
  const nothing = (where: string, ts: string): RangeError => new RangeError(`nothing was said in ${where} at ${ts}`);

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
      const channel = where === 'dm' ? roster.dmWith(person) : room(where);
      return ledger.say({ ...said, person, channel, text: asSlackWrites(text, roster) });
    },
    edit: (where, ts, text) => {
      if (!ledger.edit(room(where), ts, asSlackWrites(text, roster))) throw nothing(where, ts);
    },
    frame: (where, ts) => {
      const kept = ledger.find(room(where), ts);
      if (kept === undefined) throw nothing(where, ts);
      return kept.frame;
    },
    emit: (frame, to) =>
      sockets.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame), to),
    emitText: (bytes) => sockets.send({ asText: bytes }),
    posts: posts.all,
    ephemerals: ephemerals.all,
    reactions: reactions.all,
    onPost: posts.listen,
    onEphemeral: ephemerals.listen,
    onReaction: reactions.listen,
    calls: calls.all,
    onCall: (listener) => {
      callListeners.add(listener);
      return () => void callListeners.delete(listener);
    },
    fault: (fault) => {
      faults.add(fault);
      if (fault.on !== 'socket' || sockets.count() === 0) return;
      const first = faults.take('socket');
      if (first !== null) sockets.strike(first);
    },
    clearFaults: faults.clear,
    sockets: sockets.count,
    drop: (which) => sockets.strike({ on: 'socket', kind: 'drop' }, which),
    goodbye: () => sockets.send('{"type":"goodbye"}'),
    unplug: async () => {
      sockets.hangUp();
      await hangUp();
    },
    plug: () => listen(port),
    close: async () => {
      web.close();
      sockets.close();
      await hangUp();
    },
  };
};

/** What happened, in order, and those who want to hear of it. */
const remembered = <Event>(most: number) => {
  const events: Event[] = [];
  const listeners = new Set<(event: Event) => void>();
  return {
    all: (): readonly Event[] => [...events],
    add: (event: Event): void => {
      events.push(event);
      if (events.length > most) events.shift();
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
