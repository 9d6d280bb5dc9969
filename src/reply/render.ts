// A decision about a message → what is to be sent: the post first, then the reactions.
import type { Decision } from '../domain/decision.ts';
import type { UserId } from '../domain/ids.ts';
import type { Message, Self } from '../domain/message.ts';
import type { Reply, Said } from '../domain/reply.ts';
import type { Action, Block, Template, TemplateData } from '../domain/rule.ts';
import { spokenOf } from './spoken.ts';

export interface RenderAt {
  readonly self: Self | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** In [0, 1): picks one of several texts. */
  readonly draw: number;
}

/**
 * One list for each turn where the texts are taken in turn, else one alone.
 * A text that hits a bound of rendering, or comes out blank (Slack refuses those), is not posted, and neither are blocks
 * that do; where one of the two is left, it is posted alone.
 */
export const render = (decision: Decision, message: Message, at: RenderAt): readonly (readonly Reply[])[] => {
  if (decision.kind === 'silent') return [[]];
  const { action } = decision.rule;
  const data: TemplateData = {
    message,
    captures: decision.captures,
    botName: at.self?.name ?? '',
    link: at.self === null ? '' : linkTo(message, at.self),
    now: at.now,
  };
  const blocks = blocksOf(action, data);
  const reactions = action.react.map((name): Reply => ({
    kind: 'reaction',
    channel: message.channel,
    ts: message.ts,
    name,
  }));
  const isInTurn = decision.takes.some(({ kind }) => kind === 'turn');
  const texts = isInTurn ? action.texts : [drawn(action.texts, at.draw)];
  return texts.map((template) => {
    const text = textOf(template, blocks, data);
    if (text === null) return reactions;
    const post = replyTo(message, action, { text, blocks, afterMs: action.afterMs });
    return post === null ? reactions : [post, ...reactions];
  });
};

const drawn = (texts: readonly Template[], draw: number): Template | undefined =>
  texts[Math.min(Math.floor(draw * texts.length), texts.length - 1)];

const blocksOf = ({ blocks }: Action, data: TemplateData): readonly Block[] | null => {
  const rendered = blocks?.render(data);
  return rendered?.ok === true ? rendered.blocks : null;
};

/** null: there is nothing to say. With blocks the text is what notifications show, and may be missing. */
const textOf = (template: Template | undefined, blocks: readonly Block[] | null, data: TemplateData): string | null => {
  const rendered = template?.render(data);
  if (rendered?.ok === true && rendered.text.trim() !== '') return rendered.text;
  return blocks === null ? null : spokenOf(blocks);
};

/** null: it would be for the author's eyes alone, and the author is a bot that nothing can be shown to. */
const replyTo = (message: Message, action: Action, said: Said): Reply | null => {
  const { channel, threadTs, ts } = message;
  const user = userOf(message);
  switch (action.to) {
    case 'thread':
      return { kind: 'post', channel, threadTs: threadTs ?? ts, alsoToChannel: action.alsoToChannel, ...said };
    case 'channel':
      return { kind: 'post', channel, threadTs: null, alsoToChannel: false, ...said };
    case 'dm':
      return user === null ? null : { kind: 'dm', channel, user, ...said };
    case 'only_them':
      return user === null ? null : { kind: 'only_them', channel, user, threadTs, ...said };
    default:
      return action.to satisfies never;
  }
};

const userOf = ({ author }: Message): UserId | null => (author.kind === 'person' ? author.id : author.user);

const linkTo = ({ channel, ts, threadTs }: Message, { url }: Self): string => {
  const link = `${url}archives/${channel}/p${ts.replace('.', '')}`;
  return threadTs === null ? link : `${link}?thread_ts=${threadTs}`;
};
