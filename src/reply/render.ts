// A decision about a message → what is to be sent: the post first, then the reactions.
import type { Decision } from '../domain/decision.ts';
import type { Message, Self } from '../domain/message.ts';
import type { Reply } from '../domain/reply.ts';
import type { Action } from '../domain/rule.ts';

export interface RenderAt {
  readonly self: Self | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** In [0, 1): picks one of several texts. */
  readonly draw: number;
}

/** A text that hits a bound of rendering, or comes out blank (Slack refuses those), is not posted. */
export const render = (decision: Decision, message: Message, at: RenderAt): readonly Reply[] => {
  if (decision.kind === 'silent') return [];
  const { action } = decision.rule;
  const text = textOf(action, at.draw)?.render({
    message,
    captures: decision.captures,
    botName: at.self?.name ?? '',
    link: at.self === null ? '' : linkTo(message, at.self),
    now: at.now,
  });
  const posts: readonly Reply[] =
    text?.ok === true && text.text.trim() !== '' ? [post(action, message, text.text)] : [];
  const reactions = action.react.map((name): Reply => ({
    kind: 'reaction',
    channel: message.channel,
    ts: message.ts,
    name,
  }));
  return [...posts, ...reactions];
};

const textOf = ({ texts }: Action, draw: number): Action['texts'][number] | undefined =>
  texts[Math.min(Math.floor(draw * texts.length), texts.length - 1)];

const post = (action: Action, message: Message, text: string): Reply => ({
  kind: 'post',
  channel: message.channel,
  threadTs: action.to === 'thread' ? (message.threadTs ?? message.ts) : null,
  alsoToChannel: action.alsoToChannel,
  text,
});

const linkTo = ({ channel, ts, threadTs }: Message, { url }: Self): string => {
  const link = `${url}archives/${channel}/p${ts.replace('.', '')}`;
  return threadTs === null ? link : `${link}?thread_ts=${threadTs}`;
};
