// A line that begins with `/` and the seat it is typed from → the seat after it, and what is said about it.
import type { Phrase } from '../domain/language.ts';
import { nearest } from '../domain/nearest.ts';
import { DM, moveTo, placeOf, roomName, rooms, speakers, type Seat } from './seat.ts';
import type { Workspace } from './workspace.ts';

export interface Heard {
  readonly seat: Seat;
  readonly lines: readonly string[];
  readonly quit: boolean;
}

export interface Desk {
  readonly seat: Seat;
  readonly workspace: Workspace;
  readonly say: (phrase: Phrase) => string;
  /** What `/why` and `/rules` show. */
  readonly why: () => readonly string[];
  readonly rules: () => readonly string[];
}

/** Takes the words behind the command. */
type Slash = (word: string, desk: Desk) => Heard;

export const obey = (line: string, desk: Desk): Heard => {
  const [command = '', ...words] = line.slice(1).trim().split(/\s+/u);
  const slash = SLASHES.get(command.toLowerCase());
  if (command === '') return say(desk, NO_COMMAND);
  return slash === undefined ? say(desk, unknownCommand(command)) : slash(words.join(' '), desk);
};

const say = (desk: Desk, ...phrases: readonly Phrase[]): Heard => show(desk, phrases.map(desk.say));

const show = ({ seat }: Desk, lines: readonly string[]): Heard => ({ seat, lines, quit: false });

const sit = (seat: Seat, desk: Desk, ...before: readonly Phrase[]): Heard => {
  const place = placeOf(seat, desk.workspace);
  const here: Phrase = { ko: `지금: ${place.ko}, ${seat.who.name}`, en: `Now: ${place.en}, ${seat.who.name}` };
  return say({ ...desk, seat }, ...before, here);
};

const channel: Slash = (word, desk) => {
  const name = word.replace(/^#/, '').normalize('NFC');
  if (name === '')
    return say(desk, channelsThere(desk.workspace), { ko: '예: /channel hr', en: 'Example: /channel hr' });
  if (name === DM) return sit(moveTo(desk.seat, DM), desk);
  const known = rooms(desk.workspace).find((one) => one.name === name || one.id === name);
  if (known !== undefined) return sit(moveTo(desk.seat, known.id), desk);
  if (!CHANNEL_NAME.test(name)) return say(desk, notAName(name));
  const made = desk.workspace.ensureChannel(name);
  return sit(moveTo(desk.seat, made.id), desk, {
    ko: `#${name} 채널을 새로 만들었어요.`,
    en: `The channel #${name} is new here.`,
  });
};

/** As Slack has it: letters that are not capitals, of any script. */
const CHANNEL_NAME = /^[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}_-]{1,80}$/u;

const notAName = (given: string): Phrase => ({
  ko: `채널 이름으로 쓸 수 없어요: ${given}. 빈칸 없이 글자(영어는 소문자), 숫자, -, _ 로 80자까지 써 주세요. 예: /channel 인사-문의`,
  en: `A channel cannot be called “${given}”: its name is up to 80 lower-case letters of any script, digits, - and _, without blanks. Example: /channel hr-help`,
});

const as: Slash = (word, desk) => {
  const name = word.replace(/^@/, '').normalize('NFC');
  const there = speakers(desk.workspace);
  const person = there.find((one) => [one.id, one.handle, one.name].includes(name));
  if (person !== undefined) return sit({ ...desk.seat, who: person }, desk);
  if (name === '') return say(desk, peopleThere(desk.workspace), { ko: '예: /as 이도윤', en: 'Example: /as doyun' });
  const meant = nearest(
    name,
    there.flatMap((one) => [one.name, one.handle]),
  );
  const ask = meant === undefined ? { ko: '', en: '' } : { ko: ` 혹시 ${meant}인가요?`, en: ` Did you mean ${meant}?` };
  return say(
    desk,
    {
      ko: `${name}${endsInConsonant(name) ? '이라는' : '라는'} 사람은 여기 없어요.${ask.ko}`,
      en: `Nobody here is called ${name}.${ask.en}`,
    },
    peopleThere(desk.workspace),
  );
};

/** Hangul syllables stand in Unicode by 28: the first of each has no final consonant. */
const endsInConsonant = (name: string): boolean =>
  /[가-힣]$/u.test(name) && ((name.codePointAt(name.length - 1) ?? 0) - 0xac00) % 28 !== 0;

const thread: Slash = (word, desk) => {
  if (!/^(?:on|off|끝|그만)?$/iu.test(word))
    return say(desk, {
      ko: '/thread 뒤에는 on이나 off만 써요. 예: /thread off',
      en: 'Only on or off goes behind /thread. Example: /thread off',
    });
  if (/^(?:off|끝|그만)$/iu.test(word)) return sit({ ...desk.seat, thread: null }, desk);
  if (desk.seat.lastThread === null) {
    return say(desk, {
      ko: '이 채널에는 아직 스레드가 없어요. 먼저 한마디 해 주세요.',
      en: 'There is no thread in this channel yet. Say something first.',
    });
  }
  return sit({ ...desk.seat, thread: desk.seat.lastThread }, desk, {
    ko: '나오려면: /thread off',
    en: 'To leave it: /thread off',
  });
};

const who: Slash = (_, desk) => sit(desk.seat, desk, peopleThere(desk.workspace), channelsThere(desk.workspace));

const quit: Slash = (_, { seat }) => ({ seat, lines: [], quit: true });

const help: Slash = (_, desk) => say(desk, HELP);

const SLASHES: ReadonlyMap<string, Slash> = new Map<string, Slash>([
  ['channel', channel],
  ['dm', (_, desk) => sit(moveTo(desk.seat, DM), desk)],
  ['as', as],
  ['thread', thread],
  ['why', (_, desk) => show(desk, desk.why())],
  ['rules', (_, desk) => show(desk, desk.rules())],
  ['who', who],
  ['help', help],
  ['quit', quit],
  ['exit', quit],
]);

const NO_COMMAND: Phrase = {
  ko: '/ 뒤에 명령을 써 주세요. /help 를 쓰면 명령이 모두 나와요.',
  en: 'Write a command behind the /. All of them: /help',
};

const unknownCommand = (given: string): Phrase => {
  const meant = nearest(given, [...SLASHES.keys()]);
  return meant === undefined
    ? { ko: `/${given} 명령은 없어요. /help 를 써 보세요.`, en: `There is no /${given}. Try /help.` }
    : { ko: `/${given} 명령은 없어요. 혹시 /${meant}인가요?`, en: `There is no /${given}. Did you mean /${meant}?` };
};

const peopleThere = (workspace: Workspace): Phrase => {
  const list = speakers(workspace)
    .map(({ name, handle }) => `${name} (${handle})`)
    .join(', ');
  return { ko: `사람: ${list}`, en: `People: ${list}` };
};

const channelsThere = (workspace: Workspace): Phrase => {
  const list = rooms(workspace)
    .map((one) => (one.kind === 'group_dm' ? `${roomName(one, workspace)} (${one.id})` : roomName(one, workspace)))
    .join(', ');
  return { ko: `채널: ${list}`, en: `Channels: ${list}` };
};

const HELP: Phrase = {
  ko: `그냥 쓰면 봇에게 하는 말이 돼요.
  /channel 이름    다른 채널로 가요 (없으면 만들어요)
  /dm              봇과 둘이서 이야기해요
  /as 이름         다른 사람으로 말해요
  /thread          마지막 스레드 안에서 답해요. /thread off 로 나와요
  /why             마지막 말에 왜 그렇게 답했는지 봐요
  /rules           지금 쓰는 규칙을 봐요
  /who             나와 여기 있는 사람, 채널을 봐요
  /quit            끝내요`,
  en: `What you type is said to the bot.
  /channel NAME    go to another channel (it is made where there is none)
  /dm              talk to the bot alone
  /as NAME         speak as somebody else
  /thread          answer inside the last thread; /thread off leaves it
  /why             why the last message was answered like that
  /rules           the rules that count now
  /who             you, and the people and channels there are
  /quit            end`,
};
