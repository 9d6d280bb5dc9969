// Is this frame the post that we are not sure of? In: a frame of our own and a reply. Out: whether the one shows the other.
import type { Reply } from '../domain/reply.ts';

/** Compared by place and by letters alone: Slack links addresses, spells emoji by name and escapes on the way. */
export const isEchoOf = (frame: unknown, reply: Reply): boolean => {
  if (reply.kind !== 'post' || !isObject(frame) || frame['type'] !== 'message') return false;
  if (frame['channel'] !== reply.channel || (frame['thread_ts'] ?? null) !== reply.threadTs) return false;
  const text = frame['text'];
  return typeof text === 'string' && lettersOf(text) === lettersOf(reply.text);
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const lettersOf = (text: string): string =>
  text
    .replaceAll(/<([@#!][^<>|]*)\|[^<>]*>/g, '<$1>')
    .replaceAll(/<[^<>|]*\|([^<>]*)>/g, '$1')
    .replaceAll(/&(?:amp|lt|gt);/g, '')
    .replaceAll(/:[a-z0-9_+'-]+:/g, '')
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
