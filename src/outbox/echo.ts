// Is this frame the post that we are not sure of? In: a frame of our own and a reply. Out: whether the one shows the other.
import type { ChannelId } from '../domain/ids.ts';
import { lettersIn, lettersOf } from '../domain/letters.ts';
import { markIn } from '../domain/mark.ts';
import type { Reply } from '../domain/reply.ts';

type Shown = Extract<Reply, { kind: 'post' | 'dm' }>;

/**
 * Compared by place and by letters alone: Slack links addresses, spells emoji by name and escapes on the way.
 * `channel`: where the reply goes; null: to direct messages whose channel is not known.
 */
export const isEchoOf = (frame: unknown, reply: Reply, channel: ChannelId | null): boolean => {
  // A reaction is no message, and Slack shows what only one person sees to nobody else.
  if (reply.kind === 'reaction' || reply.kind === 'only_them') return false;
  if (!isObject(frame) || frame['type'] !== 'message') return false;
  return isAtPlace(frame, reply, channel) && saysTheSame(frame, reply);
};

type Frame = Readonly<Record<string, unknown>>;

const isAtPlace = (frame: Frame, reply: Shown, channel: ChannelId | null): boolean => {
  const at = frame['channel'];
  const isThere = channel === null ? typeof at === 'string' && at.startsWith('D') : at === channel;
  return isThere && (frame['thread_ts'] ?? null) === (reply.kind === 'post' ? reply.threadTs : null);
};

/** With blocks, `text` comes back as it was sent; where none was sent, Slack may put in one of its own (fact 47). */
const saysTheSame = (frame: Frame, { text, blocks }: Shown): boolean => {
  const shown = frame['text'];
  const isSameText = typeof shown === 'string' && lettersOf(shown) === lettersOf(text);
  if (blocks === null) return isSameText;
  const isSameBlocks = Array.isArray(frame['blocks']) && lettersIn(frame['blocks']) === lettersIn(blocks);
  return isSameBlocks && (text === '' || isSameText);
};

/** The id under which it was posted, where Slack shows it: sure, where letters are only likely. */
export const markOf = (frame: unknown): string | null =>
  isObject(frame) && frame['type'] === 'message' ? markIn(frame) : null;

const isObject = (value: unknown): value is Frame => typeof value === 'object' && value !== null;
