// What a rule answers → what people read of it: each reply with where it goes, and how often the rule answers at all.
import type { Phrase } from '../domain/language.ts';
import type { Reply } from '../domain/reply.ts';
import type { DefaultSpec, LimitSpec, Scope } from '../domain/rule.ts';
import { printable, type Speech } from './speech.ts';

export const repliesInWords = (replies: readonly Reply[], { say, colour }: Speech): readonly string[] =>
  replies.map((reply) => {
    if (reply.kind === 'reaction') return `${colour.dim(say(REACTION))} :${reply.name}:`;
    const { text, blocks, afterMs } = reply;
    const beside = blocks === null ? '' : ` ${colour.dim(say(blocksInWords(blocks.length)))}`;
    const when = afterMs === 0 ? '' : `${say(later(afterMs))} `;
    return `${colour.dim(when + say(whereTo(reply)))} ${printable(text).replaceAll('\n', '\n    ')}${beside}`;
  });

const whereTo = (reply: Exclude<Reply, { kind: 'reaction' }>): Phrase => {
  if (reply.kind === 'dm') return IN_DM;
  if (reply.kind === 'only_them') return TO_THEM;
  return reply.threadTs === null ? IN_CHANNEL : reply.alsoToChannel ? IN_BOTH : IN_THREAD;
};

const IN_THREAD: Phrase = { ko: '스레드에:', en: 'In the thread:' };
const IN_CHANNEL: Phrase = { ko: '채널에:', en: 'In the channel:' };
const IN_BOTH: Phrase = { ko: '스레드와 채널에:', en: 'In the thread and the channel:' };
const IN_DM: Phrase = { ko: '글쓴이의 DM으로:', en: 'In a direct message to the author:' };
const TO_THEM: Phrase = { ko: '글쓴이에게만 보이게:', en: 'Seen by the author alone:' };
const REACTION: Phrase = { ko: '반응:', en: 'Reaction:' };

const blocksInWords = (count: number): Phrase => ({
  ko: `(블록 ${count}개와 함께)`,
  en: `(with ${count} block${count === 1 ? '' : 's'})`,
});

const later = (ms: number): Phrase => ({ ko: `${span(ms).ko} 뒤에`, en: `After ${span(ms).en}:` });

/** What an editor should know beside the reply shown: it is one of several, or not given every time. */
export const notesOn = ({ action, oncePer, limit }: DefaultSpec): readonly Phrase[] => {
  const notes: Phrase[] = [];
  const texts = action.texts.length;
  if (texts > 1)
    notes.push(
      action.pick === 'in_turn'
        ? {
            ko: `답 ${texts}개를 차례로 써요. 이것이 첫째예요.`,
            en: `It gives ${texts} replies in turn; this is the first.`,
          }
        : {
            ko: `답 ${texts}개 가운데 하나를 골라 써요. 이것이 첫째예요.`,
            en: `It draws one of ${texts} replies; this is the first.`,
          },
    );
  if (oncePer !== null)
    notes.push({
      ko: `${EACH[oncePer].ko} 한 번만 답하고, 그다음에는 조용히 있어요 (once_per).`,
      en: `It answers once ${EACH[oncePer].en}, and is silent from then on (once_per).`,
    });
  if (limit !== null) notes.push(limited(limit));
  return notes;
};

const EACH = {
  thread: { ko: '스레드마다', en: 'in each thread' },
  user: { ko: '사람마다', en: 'to each person' },
  channel: { ko: '채널마다', en: 'in each channel' },
} satisfies Record<Scope, Phrase>;

const limited = ({ times, per, everyMs }: LimitSpec): Phrase => {
  const each: Phrase = per === 'rule' ? { ko: '모두 합쳐', en: 'in all' } : EACH[per];
  const every = span(everyMs);
  return {
    ko: `${each.ko} ${every.ko}에 ${times}번까지만 답하고, 넘으면 조용히 있어요 (limit).`,
    en: `It answers at most ${times} time${times === 1 ? '' : 's'} ${each.en} in ${every.en}, and is silent beyond that (limit).`,
  };
};

const UNITS: readonly (readonly [ms: number, ko: string, en: string])[] = [
  [86_400_000, '일', 'day'],
  [3_600_000, '시간', 'hour'],
  [60_000, '분', 'minute'],
  [1_000, '초', 'second'],
];

/** In the largest unit of which it is a whole number. */
export const span = (ms: number): Phrase => {
  const [unit, ko, en] = UNITS.find(([size]) => ms % size === 0) ?? [1_000, '초', 'second'];
  const count = ms / unit;
  return { ko: `${count}${ko}`, en: `${count} ${en}${count === 1 ? '' : 's'}` };
};
