// A decision about a message → the replies that it leads to; an answer of which nothing would be sent is silence.
import type { Decision } from '../domain/decision.ts';
import type { Message } from '../domain/message.ts';
import type { Reply } from '../domain/reply.ts';
import { render, type RenderAt } from '../reply/render.ts';

export interface Answered {
  readonly decision: Decision;
  /** One list for each turn where the texts are taken in turn, else one alone. */
  readonly turns: readonly (readonly Reply[])[];
}

export const answered = (decision: Decision, message: Message, at: RenderAt): Answered => {
  const turns = render(decision, message, at);
  const isBlank = decision.kind === 'answer' && turns.every((replies) => replies.length === 0);
  return { decision: isBlank ? { kind: 'silent', why: 'none', rule: decision.rule } : decision, turns };
};
