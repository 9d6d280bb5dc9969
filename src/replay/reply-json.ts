// Replies → the stable shape in which `explain`, `replay` and the library show them: what is posted, and the reactions beside it.
import type { Reply } from '../domain/reply.ts';
import type { Block, Destination } from '../domain/rule.ts';

export interface ReplyJson {
  /** null: only a reaction is made. */
  readonly to: Destination | null;
  readonly text: string | null;
  /** Names of emoji; null: none. */
  readonly react: readonly string[] | null;
  /** Only where there are any. */
  readonly blocks?: readonly Block[];
}

export const repliesAsJson = (replies: readonly Reply[]): readonly ReplyJson[] => {
  if (replies.length === 0) return [];
  const post = replies.find((reply) => reply.kind !== 'reaction');
  const names = replies.flatMap((reply) => (reply.kind === 'reaction' ? [reply.name] : []));
  const react = names.length === 0 ? null : names;
  if (post === undefined) return [{ to: null, text: null, react }];
  const { text, blocks } = post;
  return [{ to: destinationOf(post), text, react, ...(blocks === null ? {} : { blocks }) }];
};

export const destinationOf = (reply: Exclude<Reply, { kind: 'reaction' }>): Destination =>
  reply.kind !== 'post' ? reply.kind : reply.threadTs === null ? 'channel' : 'thread';
