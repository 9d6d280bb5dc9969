// A seed and a size → the whole of a run: what is said when, and what goes wrong when. The same seed gives the same plan.
import type { Kind, Line } from './lines.ts';
import { type Dice, dice } from './random.ts';

export interface Strike<Name extends string = string> {
  readonly fault: Name;
  /** Milliseconds after the run began. */
  readonly atMs: number;
  /** Of its own dice, so that what happens meanwhile changes nothing. */
  readonly seed: number;
}

export interface Plan<Name extends string = string> {
  readonly seed: number;
  readonly lines: readonly Line[];
  readonly strikes: readonly Strike<Name>[];
}

export interface PlanOptions<Name extends string> {
  readonly seed: number;
  /** Runs of one seed that differ in it differ in all. */
  readonly salt: string;
  readonly messages: number;
  readonly durationMs: number;
  readonly faults: readonly Name[];
  readonly strikes: number;
}

/** Most rooms, so that a channel's one post a second holds up nothing for long. */
export const ROOMS: readonly string[] = [
  'general',
  'hr',
  'help',
  'random',
  'secret',
  'mpdm-hana--doyun--annyeong-1',
  'chaos-1',
  'chaos-2',
  'chaos-3',
  'chaos-4',
];
const PEOPLE: readonly string[] = ['hana', 'doyun', 'guest', 'partner'];
const TRIO: readonly string[] = ['hana', 'doyun'];
const KINDS: readonly Kind[] = [
  ...Array<Kind>(9).fill('thread'),
  ...Array<Kind>(3).fill('channel'),
  'later',
  'later',
  'reacted',
  'dm',
  'only_them',
  'default',
  'default',
  'once',
  'silent',
  'bot',
  'bot',
];
/** A burst in one channel, so that something is owed and waits for its pace. */
const BURST = 6;
const BURST_BEFORE_MS = 1_300;
/** The first moments and the last are quiet, so that a fault meets a bot that runs. */
const MARGIN = 0.08;

/** A fault whose name begins so wants answers that wait. */
export const OWED = 'kill_while_owed';

export const planOf = <Name extends string>(options: PlanOptions<Name>): Plan<Name> => {
  const { seed, messages, durationMs, faults } = options;
  const root = dice(seed + [...options.salt].reduce((sum, char) => Math.imul(sum, 31) + (char.codePointAt(0) ?? 0), 7));
  const [said, struck] = [dice(root.between(0, 1e9)), dice(root.between(0, 1e9))];
  const times = Array.from({ length: options.strikes }, (_, index) => {
    const share = (index + 0.2 + 0.6 * struck.next()) / options.strikes;
    return Math.round(durationMs * (MARGIN + (1 - 2 * MARGIN) * share));
  });
  const strikes = times.map((atMs, index) => ({
    fault:
      faults.length > options.strikes ? struck.pick(faults) : (faults[index % faults.length] ?? struck.pick(faults)),
    atMs,
    seed: struck.between(0, 1_000_000),
  }));
  const moments = Array.from({ length: messages }, (_, index) =>
    Math.round((durationMs * (index + said.next())) / messages),
  );
  const drafts = moments.map((atMs) => draft(said, atMs));
  for (const { fault, atMs } of strikes) {
    if (fault !== OWED) continue;
    const [where, who] = [said.pick(ROOMS.slice(6)), said.pick(PEOPLE)];
    for (let index = 0; index < BURST; index += 1)
      drafts.push({ atMs: Math.max(0, atMs - BURST_BEFORE_MS + index * 20), who, where, kind: 'thread' });
  }
  const lines: Line[] = [];
  for (const one of drafts.toSorted((a, b) => a.atMs - b.atMs))
    lines.push(threaded(said, { ...one, id: `s${seed}m${lines.length}`, threadOf: null }, lines));
  return { seed, strikes, lines };
};

const draft = (at: Dice, atMs: number): Omit<Line, 'id' | 'threadOf'> => {
  const kind = at.pick(KINDS);
  if (kind === 'bot') return { atMs, kind, who: 'weatherbot', where: at.pick(ROOMS.slice(0, 5)) };
  // Nobody writes to themselves alone where nobody else is, and a channel's answer in a direct message is the same.
  const isDirect = kind !== 'only_them' && at.next() < 0.12;
  const where = isDirect ? 'dm' : at.pick(ROOMS);
  return { atMs, kind, who: at.pick(where.startsWith('mpdm') ? TRIO : PEOPLE), where };
};

/** One in five is said in the thread of what was said there some seconds before. */
const threaded = (at: Dice, line: Line, before: readonly Line[]): Line => {
  const parents = before.filter(
    ({ where, who, atMs, kind }) =>
      kind !== 'bot' && where === line.where && (where !== 'dm' || who === line.who) && line.atMs - atMs > 3_000,
  );
  if (parents.length === 0 || at.next() > 0.2) return line;
  const parent = at.pick(parents);
  return { ...line, threadOf: parent.threadOf ?? parent.id };
};
