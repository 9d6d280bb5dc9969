// A conversation with the bot in a terminal or over a pipe: lines in, the bot's replies and why it gave them out.
import { clearLine, createInterface, cursorTo, type Interface } from 'node:readline';
import type { Phrase } from '../domain/language.ts';
import { openArrivals, within } from './arrivals.ts';
import type { Post, Reaction } from './methods.ts';
import { DM, firstSeat, placeOf, roomName, type Seat } from './seat.ts';
import { obey } from './slash.ts';
import type { Workspace } from './workspace.ts';

/** What the bot decided about one message, in words. */
export interface Verdict {
  /** The rule that answers and where it stands, or why nothing is said. */
  readonly headline: string;
  /** How many posts and reactions will come. */
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
    workspace.onPost((post) => hear(postInWords(post, options))),
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

const postInWords = (post: Post, { workspace, shown, dim }: TerminalOptions): string => {
  const channel = workspace.channels().find(({ id }) => id === post.channel);
  const place = post.channelName === null || channel === undefined ? DM : roomName(channel, workspace);
  const [mark, indent] = post.threadTs === null ? [`${dim(place)} `, '  '] : ['  └ ', '    '];
  const also = post.broadcast ? ` ${dim(`(+ ${place})`)}` : '';
  return `${mark}${workspace.self.name}: ${shown(post.text).replaceAll('\n', `\n${indent}`)}${also}`;
};

const reactionInWords = ({ name }: Reaction): string => `  + :${name}:`;

const NO_DECISION: Phrase = {
  ko: '봇이 이 말을 아직 듣지 못했어요. 기다려도 그대로라면 LOG_LEVEL=debug 로 다시 열어 보세요.',
  en: 'The bot has not heard this yet. If it stays like this, open practice again with LOG_LEVEL=debug.',
};
const NO_REPLY: Phrase = {
  ko: '답하기로 했지만 답이 아직 오지 않았어요.',
  en: 'The bot decided to answer, but not all of its answer has come.',
};
const NOTHING_YET: Phrase = { ko: '아직 한 말이 없어요.', en: 'Nothing has been said yet.' };
