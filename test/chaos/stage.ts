// All that a run plays on: a workspace, one bot or several, Redis where they share one; and what was heard of each.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openWorkspace, type Workspace } from '../../src/practice/workspace.ts';
import { BAD_RULES, idIn, type Line, rulesText, textOf } from './lines.ts';
import { ROOMS } from './plan.ts';
import { openRedis, type Redis } from './redis.ts';
import { type Logged, openReplica, type Replica } from './replica.ts';
import { CLAIM_MS, openPresence, type Presence } from './presence.ts';

export type JournalKind = 'level' | 'redis';
export type HistoryKind = 'all' | 'dms';

export interface StageOptions {
  readonly journal: JournalKind;
  readonly history: HistoryKind;
  readonly replicas: number;
  /** How long what is owed is waited for. */
  readonly settleMs: number;
  /** Waits until every doubt is resolved, though all is answered; else only for as long as a repeat could be on its way. */
  readonly isThorough: boolean;
  readonly logLevel?: string;
}

/** What the workspace saw of the bot. */
export interface Answer {
  readonly at: number;
  /** Of the line that its text quotes. */
  readonly id: string | null;
  readonly channel: string;
  readonly threadTs: string | null;
  readonly text: string;
  /** Whom alone it was shown to; null: everybody there. */
  readonly user: string | null;
}

/** What the bots have said of their messages, each as `channel/ts`; a log of thousands of lines is not read again and again. */
export interface Reported {
  readonly claimed: ReadonlySet<string>;
  readonly givenUp: ReadonlySet<string>;
  /** With the kind of the reply: those that are looked for still. */
  readonly inDoubt: ReadonlySet<string>;
}

export interface Spoken {
  readonly line: Line;
  readonly at: number;
  readonly ts: string;
  readonly channel: string;
  readonly threadTs: string | null;
  readonly frame: object;
}

export interface Stage {
  readonly options: StageOptions;
  readonly workspace: Workspace;
  readonly replicas: readonly Replica[];
  readonly redis: Redis | null;
  readonly presence: Presence;
  readonly logged: readonly Logged[];
  readonly reported: Reported;
  readonly answers: readonly Answer[];
  readonly spoken: ReadonlyMap<string, Spoken>;
  /** Processes that ended though nobody had killed them: their codes and last words. */
  readonly left: readonly string[];
  readonly say: (line: Line) => void;
  /** Among what was logged: a strike. */
  readonly note: (fault: string) => void;
  /** Called once, right after the next message was put on the sockets. */
  readonly onNextSay: (listener: () => void) => void;
  /** Closes sockets without a word; all unless told. */
  readonly cut: (which?: 'all' | 'oldest') => void;
  readonly save: (rules: 'next' | 'bad') => void;
  /** Ends all that goes wrong, and resolves when every bot has a session again. */
  readonly calm: () => Promise<void>;
  readonly online: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** For a start under load, or the next session after a dead peer was noticed and Slack refused some. */
const ONLINE_MS_MAX = 90_000;

export const openStage = async (options: StageOptions): Promise<Stage> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'annyeong-chaos-'));
  const workspace = await openWorkspace({ history: options.history });
  for (const room of ROOMS) workspace.ensureChannel(room);
  const redis = options.journal === 'redis' ? await openRedis(path.join(folder, 'redis')) : null;
  const rules = path.join(folder, 'rules.yaml');
  let generation = 1;
  writeFileSync(rules, rulesText(generation));

  const presence = openPresence();
  const blocked = openBlocked(() => redis?.awaySince() ?? null);
  const reported = openReported();
  const logged: Logged[] = [];
  const answers: Answer[] = [];
  const spoken = new Map<string, Spoken>();
  const left: string[] = [];
  const lastWords = new Map<number, string>();
  let isClosing = false;
  let nextSay: (() => void)[] = [];

  workspace.onPost(({ channel, threadTs, text }) => {
    answers.push({ at: performance.now(), id: idIn(text), channel, threadTs, text, user: null });
  });
  workspace.onEphemeral(({ channel, threadTs, text, user }) => {
    answers.push({ at: performance.now(), id: idIn(text), channel, threadTs, text, user });
  });

  const replicas = Array.from({ length: options.replicas }, (_, number) =>
    openReplica({
      number,
      folder,
      rules,
      env: {
        SLACK_BOT_TOKEN: workspace.token,
        SLACK_API_URL: workspace.apiUrl,
        ANNYEONG_LANG: 'en',
        ANNYEONG_DATA_DIR: path.join(folder, 'data'),
        LOG_LEVEL: options.logLevel ?? 'info',
        ...(redis !== null && { ANNYEONG_REDIS_URL: redis.url }),
      },
      onLog: (one) => {
        logged.push(one);
        reported.heard(one);
        if (one.event === 'session_open') presence.opened(number);
        if (one.event === 'session_ended') presence.closed(number);
        if (one.event === 'journal_down') blocked.down(number);
        if (one.event === 'journal_back') blocked.back(number);
      },
      onText: (text) => void lastWords.set(number, text),
      on: (what) => {
        logged.push({ at: performance.now(), replica: number, event: `(${what.kind})`, fields: { ...what } });
        if (what.kind === 'resumed') return presence.resumed(number);
        presence.closed(
          number,
          Math.min(blocked.since(number), (what.kind === 'killed' ? what.since : null) ?? Infinity),
        );
        // Told so in a sentence, whoever starts it starts it again, and it goes on when there is room.
        const isTold = lastWords.get(number)?.startsWith('The disk is full') === true;
        if (what.kind === 'left' && !isClosing && !isTold) left.push(`${what.code}: ${lastWords.get(number) ?? ''}`);
      },
    }),
  );

  const online = async (): Promise<void> => {
    const since = performance.now();
    while (!replicas.every((one) => presence.isOpen(one.number)) || workspace.sockets() === 0) {
      if (performance.now() - since > ONLINE_MS_MAX)
        throw new Error(
          `no session within ${ONLINE_MS_MAX} ms; last heard: ${[...lastWords.values(), ...logged.slice(-5).map((one) => JSON.stringify(one.fields))].join('\n')}`,
        );
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  const channelOf = ({ who, where }: Line): string => {
    const person = workspace.people().find(({ handle }) => handle === who)?.id ?? '';
    const found = workspace
      .channels()
      .find((one) => (where === 'dm' ? one.kind === 'dm' && one.members.has(person) : one.name === where));
    if (found === undefined) throw new RangeError(`nobody can say anything in ${where} as ${who}`);
    return found.id;
  };

  const say = (line: Line): void => {
    const channel = channelOf(line);
    const threadTs = line.threadOf === null ? null : (spoken.get(line.threadOf)?.ts ?? null);
    const at = performance.now();
    const text = textOf(line);
    const ts = workspace.say(line.who, line.where, text, threadTs === null ? {} : { threadTs });
    const frame = workspace.frame(channel, ts);
    spoken.set(line.id, { line, at, ts, channel, threadTs, frame });
    const listeners = nextSay;
    nextSay = [];
    for (const listener of listeners) listener();
  };

  for (const replica of replicas) replica.start();
  return {
    options,
    workspace,
    replicas,
    redis,
    presence,
    logged,
    reported,
    answers,
    spoken,
    left,
    say,
    note: (fault) => void logged.push({ at: performance.now(), replica: -1, event: `(${fault})`, fields: {} }),
    onNextSay: (listener) => void nextSay.push(listener),
    cut: (which = 'all') => {
      const isLast = workspace.sockets() <= 1;
      workspace.drop(which);
      // Which bot's the oldest was is not known: where there are several, its own log will tell.
      if (which === 'all' || isLast) for (const { number } of replicas) presence.closed(number);
    },
    save: (kind) => {
      generation += 1;
      writeFileSync(rules, kind === 'bad' ? BAD_RULES : rulesText(generation));
    },
    calm: async () => {
      workspace.clearFaults();
      writeFileSync(rules, rulesText(generation + 1));
      await redis?.ready();
      await online();
    },
    online,
    close: async () => {
      isClosing = true;
      await Promise.all(replicas.map((replica) => replica.end()));
      await redis?.close();
      await workspace.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const openReported = () => {
  const [claimed, givenUp, inDoubt] = [new Set<string>(), new Set<string>(), new Set<string>()];
  return {
    claimed,
    givenUp,
    inDoubt,
    heard: ({ event, fields }: Logged): void => {
      const key = `${String(fields['channel'])}/${String(fields['ts'])}`;
      const reply = `${key}/${String(fields['reply'])}`;
      if (event === 'decision' && fields['decision'] === 'reply') claimed.add(key);
      if (event === 'reply_in_doubt') inDoubt.add(reply);
      if (event === 'reply_given_up') givenUp.add(key);
      if (DOUBT_ENDS.has(event)) inDoubt.delete(reply);
    },
  };
};

const DOUBT_ENDS: ReadonlySet<string> = new Set(['reply_found', 'reply_absent', 'reply_given_up']);

/** Since when a bot could write nothing down: what it has heard since then is lost if it is killed now. */
const openBlocked = (awaySince: () => number | null) => {
  const spans = new Map<number, { readonly since: number; until: number }>();
  return {
    down: (replica: number): void => {
      spans.set(replica, { since: Math.min(performance.now(), awaySince() ?? Infinity), until: Infinity });
    },
    /** What was kept back is written down one after another. */
    back: (replica: number): void => {
      const span = spans.get(replica);
      if (span !== undefined) span.until = performance.now() + CLAIM_MS;
    },
    since: (replica: number): number => {
      const span = spans.get(replica);
      const now = performance.now();
      return Math.min(now, awaySince() ?? now, span !== undefined && span.until > now ? span.since : now);
    },
  };
};
