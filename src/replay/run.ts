// A ruleset, and messages one after another → what the bot would have done about each, with nothing remembered at first.
import type { Silence } from '../domain/decision.ts';
import { tsToMs } from '../domain/ids.ts';
import type { Message, Self } from '../domain/message.ts';
import type { Reply } from '../domain/reply.ts';
import type { Rule, Ruleset } from '../domain/rule.ts';
import { match } from '../match/match.ts';
import { openTakes } from '../outbox/takes.ts';
import { answered } from './answered.ts';

export interface Outcome {
  readonly decision: 'reply' | 'silent';
  readonly why: 'rule' | 'default' | Silence;
  /** The one that fits, even where its answer is silence. */
  readonly rule: Rule | null;
  /** None where nobody asked for them. */
  readonly replies: readonly Reply[];
}

export interface RunOptions {
  readonly self: Self | null;
  /** Whether the replies are wanted, which takes longer than to decide. */
  readonly rendered: boolean;
}

/** The messages' own times are the time: limits, hours and the templates' `now` go by them. */
export const openRun = (ruleset: Ruleset, { self, rendered }: RunOptions): ((message: Message) => Outcome) => {
  const takes = openTakes();
  return (message) => {
    const decision = match(ruleset, message);
    if (decision.kind === 'silent') return silent(decision.why, decision.rule);
    const { why, rule } = decision;
    // What an answer uses up is only taken where something would be sent.
    if (!rendered && decision.takes.length === 0) return { decision: 'reply', why, rule, replies: NONE };
    const at = tsToMs(message.ts);
    const { decision: settled, turns } = answered(decision, message, { self, now: at, draw: drawOf(message.ts) });
    if (settled.kind === 'silent') return silent(settled.why, rule);
    const took = takes.take(decision.takes, at);
    if (!took.ok) return silent(took.why, rule);
    return { decision: 'reply', why, rule, replies: turns[took.turn] ?? NONE };
  };
};

const NONE: readonly Reply[] = [];

const silent = (why: Silence, rule: Rule | null): Outcome => ({ decision: 'silent', why, rule, replies: NONE });

/** From the ts alone, in [0, 1): FNV-1a, then mixed, since the texts differ in their last digits only. */
export const drawOf = (ts: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < ts.length; at += 1) hash = Math.imul(hash ^ ts.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
};
