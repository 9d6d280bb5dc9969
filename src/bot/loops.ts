// A bot's message → what its answer takes beside what the rule says, so that two bots do not answer each other for ever.
import type { Phrase } from '../domain/language.ts';
import type { Message } from '../domain/message.ts';
import type { Reply } from '../domain/reply.ts';
import type { Take } from '../domain/take.ts';

/** Two bots in a loop are there within a minute, and the silence then ends it; what a bot reports is seldom so much. */
const ANSWERS_TO_A_BOT_MAX = 30;
const ANSWERS_TO_A_BOT_MS = 10 * 60 * 1000;

/** By bot and channel. People are answered as often as the rule says, and no bot answers a reaction. */
export const loopTakes = ({ author, channel }: Message, turns: readonly (readonly Reply[])[]): readonly Take[] => {
  const isSaid = turns.some((replies) => replies.some(({ kind }) => kind !== 'reaction'));
  if (author.kind === 'person' || !isSaid) return NOTHING;
  return [
    { kind: 'limit', key: loopKey({ author, channel }), times: ANSWERS_TO_A_BOT_MAX, everyMs: ANSWERS_TO_A_BOT_MS },
  ];
};

/** Unlike the keys of rules, which end with a rule's name and begin otherwise. */
export const loopKey = ({ author, channel }: Pick<Message, 'author' | 'channel'>): string =>
  `bot/${channel}/${author.id}`;

const NOTHING: readonly Take[] = [];

export const LOOP_HINT: Phrase = {
  ko: `이 봇에게 이 채널에서 10분 동안 ${ANSWERS_TO_A_BOT_MAX}번 답해서, 잠시 답하지 않아요. 봇끼리 서로 답하고 있다면 규칙의 from에서 그 봇을 빼 주세요.`,
  en: `This bot was answered ${ANSWERS_TO_A_BOT_MAX} times within 10 minutes in this channel and is not answered for now. If the two bots answer each other, leave it out of the rule’s \`from\`.`,
};
