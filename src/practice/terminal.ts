// A conversation with the bot in a terminal or over a pipe: lines in, the bot's replies and why it gave them out.
import { clearLine, createInterface, cursorTo, type Interface } from 'node:readline';
import type { Phrase } from '../domain/language.ts';
import { openArrivals, within } from './arrivals.ts';
import { linesOf } from './blocks.ts';
import type { Reaction } from './methods.ts';
import type { Ephemeral, Post } from './posting.ts';
import type { Channel } from './roster.ts';
import { DM, firstSeat, placeOf, roomName, type Seat } from './seat.ts';
import { obey } from './slash.ts';
import type { Workspace } from './workspace.ts';

/** What the bot decided about one message, in words. */
export interface Verdict {
  /** The rule that answers and where it stands, or why nothing is said. */
  readonly headline: string;
  /** How many posts and reactions will come within SOON_MS_MAX; what is to wait longer shows when it comes. */
  readonly owed: number;
  readonly trace: () => readonly string[];
}

export interface TerminalOptions {
  readonly workspace: Workspace;
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
  readonly say: (phrase: Phrase) => string;
  readonly dim: (text: string) => string;
  /** Slack's text as a person sees it. */
  readonly shown: (text: string) => string;
  readonly rules: () => readonly string[];
}

export interface Terminal {
  /** Something that happens by itself, such as a reload: printed above the line that is being typed. */
  readonly aside: (text: string) => void;
  /** Of the message with this ts. */
  readonly decided: (ts: string, verdict: Verdict) => void;
  /** Resolves at the end of the input, at `/quit`, or once closed. */
  readonly talk: () => Promise<void>;
  readonly close: () => void;
}

/** Names are looked up for half a second at most; what takes this long is not coming. */
const DECISION_MS_MAX = 15_000;
/** Slack takes about one post a second and channel after a burst. */
const REPLIES_MS_MAX = 30_000;
/** The conversation waits for an answer that a rule delays by no more than this. */
export const SOON_MS_MAX = 10_000;

export const openTerminal = (options: TerminalOptions): Terminal => {
  const { workspace, input, output, say } = options;
  const isTTY = input.isTTY === true;
  const verdicts = openArrivals<Verdict>();
  let lines: Interface | undefined;
  let isClosed = false;
  let seat = firstSeat(workspace);
  let last: Verdict | undefined;
  let heard = 0;
  let enough: { readonly at: number; readonly done: () => void } | undefined;

  const print = (text: string): void => {
    if (isTTY && lines !== undefined) {
      cursorTo(output, 0);
      clearLine(output, 0);
    }
    output.write(`${text}\n`);
    if (isTTY) lines?.prompt(true);
  };

  const hear = (text: string): void => {
    print(text);
    heard += 1;
    if (enough !== undefined && heard >= enough.at) enough.done();
  };
  const stops = [
    workspace.onPost((post) => hear(postInWords(post, viewOf(options, seat)))),
    workspace.onEphemeral((one) => hear(ephemeralInWords(one, viewOf(options, seat)))),
    workspace.onReaction((one) => hear(reactionInWords(one))),
  ];

  const replies = (count: number): Promise<boolean> =>
    within(REPLIES_MS_MAX, (done) => {
      if (heard >= count) return done();
      enough = { at: count, done };
    });

  const speak = async (text: string): Promise<void> => {
    const before = heard;
    const ts = workspace.say(seat.who.id, seat.where, text, seat.thread === null ? {} : { threadTs: seat.thread });
    seat = { ...seat, lastThread: seat.thread ?? ts };
    last = await verdicts.of(ts, DECISION_MS_MAX);
    if (last === undefined) return print(say(NO_DECISION));
    if (!(await replies(before + last.owed))) print(say(NO_REPLY));
    print(`    ${last.headline}`);
  };

  const command = (line: string): boolean => {
    const after = obey(line, {
      seat,
      workspace,
      say,
      rules: options.rules,
      why: () => last?.trace() ?? [say(NOTHING_YET)],
    });
    ({ seat } = after);
    for (const one of after.lines) print(one);
    return after.quit;
  };

  const talk = async (): Promise<void> => {
    if (isClosed) return;
    const reader = createInterface({ input, crlfDelay: Infinity, terminal: isTTY, ...(isTTY && { output }) });
    lines = reader;
    const prompt = (): void => {
      if (!isTTY) return;
      reader.setPrompt(promptOf(seat, options));
      reader.prompt(true);
    };
    prompt();
    for await (const line of reader) {
      const text = line.trim();
      if (text.startsWith('/')) {
        if (command(text)) break;
      } else if (text !== '') await speak(text);
      if (isClosed) break;
      prompt();
    }
    close();
  };

  const close = (): void => {
    if (isClosed) return;
    isClosed = true;
    lines?.close();
    if (isTTY && lines !== undefined) output.write('\n');
    lines = undefined;
    verdicts.close();
    enough?.done();
    for (const stop of stops) stop();
  };

  return { aside: print, decided: verdicts.arrived, talk, close };
};

const promptOf = (seat: Seat, { workspace, say, dim }: TerminalOptions): string =>
  `${dim(`${say(placeOf(seat, workspace))} ${seat.who.name} ›`)} `;

/** `here`: the id of the channel in which one sits. */
type View = TerminalOptions & { readonly here: string | undefined };

const viewOf = (options: TerminalOptions, { who, where }: Seat): View => {
  const isHere = ({ id, kind, members }: Channel): boolean =>
    where === DM ? kind === 'dm' && members.has(who.id) : id === where;
  return { ...options, here: options.workspace.channels().find(isHere)?.id };
};

const postInWords = (post: Post, view: View): string => {
  const { workspace, dim } = view;
  const place = placeName(post, workspace);
  const [mark, indent] = marks(post, view);
  const also = post.broadcast ? ` ${dim(`(+ ${place})`)}` : '';
  return `${mark}${workspace.self.name}: ${wordsOf(post, view).replaceAll('\n', `\n${indent}`)}${also}`;
};

const ephemeralInWords = (ephemeral: Ephemeral, view: View): string => {
  const { workspace, say, dim } = view;
  const [mark, indent] = marks(ephemeral, view);
  const words = wordsOf(ephemeral, view).replaceAll('\n', `\n${indent}`);
  return `${mark}${workspace.self.name} ${dim(`(${say(ONLY_YOU)})`)}: ${words}`;
};

type Shown = Pick<Post, 'channel' | 'channelName' | 'threadTs' | 'text' | 'blocks'>;

const placeName = ({ channel: id, channelName }: Shown, workspace: Workspace): string => {
  const channel = workspace.channels().find((one) => one.id === id);
  return channelName === null || channel === undefined ? 'DM' : roomName(channel, workspace);
};

/** Before the first line, and before the others. A late answer may come to a thread elsewhere. */
const marks = (shown: Shown, { workspace, dim, here }: View): readonly [string, string] => {
  const place = `${dim(placeName(shown, workspace))} `;
  if (shown.threadTs === null) return [place, '  '];
  return [shown.channel === here ? '  └ ' : `${place}└ `, '    '];
};

/** Where there are blocks, they are what Slack shows; the text is for notifications. */
const wordsOf = ({ text, blocks }: Shown, { shown }: TerminalOptions): string =>
  (blocks === null || blocks.length === 0 ? [text] : linesOf(blocks)).map(shown).join('\n');

const reactionInWords = ({ name }: Reaction): string => `  + :${name}:`;

/** As Slack itself puts it. */
const ONLY_YOU: Phrase = { ko: '나만 볼 수 있음', en: 'only visible to you' };
const NO_DECISION: Phrase = {
  ko: '봇이 이 말을 아직 듣지 못했어요. 기다려도 그대로라면 LOG_LEVEL=debug 로 다시 열어 보세요.',
  en: 'The bot has not heard this yet. If it stays like this, open practice again with LOG_LEVEL=debug.',
};
const NO_REPLY: Phrase = {
  ko: '답하기로 했지만 답이 아직 오지 않았어요.',
  en: 'The bot decided to answer, but not all of its answer has come.',
};
const NOTHING_YET: Phrase = { ko: '아직 한 말이 없어요.', en: 'Nothing has been said yet.' };
