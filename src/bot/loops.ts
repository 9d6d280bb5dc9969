// A message that is to be answered → the breaker that its answer is under, so that nobody and the bot answer each other for ever.
import type { Phrase } from '../domain/language.ts';
import type { Message } from '../domain/message.ts';
import type { Reply } from '../domain/reply.ts';
import type { Breaker } from '../domain/take.ts';

/** Two bots in a loop are there within seconds; a person who asks so often is testing, or a script. */
const ANSWERS_MAX = { bot: 10, person: 30 };
const ANSWERS_MS = 60_000;
const SILENT_MS = 10 * 60_000;
/** A loop may be slow, too. What a bot reports is seldom so much. */
const ANSWERS_TO_A_BOT = { times: 30, everyMs: 10 * 60_000 };

/** By author, channel and thread; outside threads the channel counts as one. Nobody answers a reaction. */
export const breakersOf = (message: Message, turns: readonly (readonly Reply[])[]): readonly Breaker[] => {
  const isSaid = turns.some((replies) => replies.some(({ kind }) => kind !== 'reaction'));
  if (!isSaid) return [];
  const { author, channel, threadTs } = message;
  const key = `loop/${channel}/${threadTs ?? '-'}/${author.id}`;
  const fast: Breaker = {
    kind: 'breaker',
    key,
    times: ANSWERS_MAX[author.kind],
    everyMs: ANSWERS_MS,
    forMs: SILENT_MS,
  };
  const slow: Breaker = { kind: 'breaker', key: `${key}/slow`, ...ANSWERS_TO_A_BOT, forMs: SILENT_MS };
  return author.kind === 'bot' ? [fast, slow] : [fast];
};

export const TRIPPED: Readonly<Record<Message['author']['kind'], Phrase>> = {
  bot: {
    ko: `짧은 동안 이 봇에게 여러 번 답해서(1분에 ${ANSWERS_MAX.bot}번, 10분에 ${ANSWERS_TO_A_BOT.times}번까지예요), 여기서는 10분 동안 이 봇에게 답하지 않아요. 봇끼리 서로 답하고 있다면 규칙의 from에서 그 봇을 빼 주세요.`,
    en: `This bot was answered too often (${ANSWERS_MAX.bot} times a minute or ${ANSWERS_TO_A_BOT.times} times in 10 minutes are the most) and is not answered here for 10 minutes. If the two bots answer each other, leave it out of the rule’s \`from\`.`,
  },
  person: {
    ko: `1분 안에 이 사람에게 ${ANSWERS_MAX.person}번 답해서, 여기서는 10분 동안 이 사람에게 답하지 않아요. 이 계정으로 글을 올리는 프로그램이 있는지 확인해 주세요.`,
    en: `This person was answered ${ANSWERS_MAX.person} times within a minute and is not answered here for 10 minutes. See whether some program posts in their name.`,
  },
};
