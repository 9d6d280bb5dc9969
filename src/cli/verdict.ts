// An explanation and the replies it leads to → what people read: the answer, why, and what stopped each rule above it.
import type { Decision, Explanation, Silence, Traced } from '../domain/decision.ts';
import type { Phrase } from '../domain/language.ts';
import type { Reply } from '../domain/reply.ts';
import type { ConditionKey, Rule } from '../domain/rule.ts';
import { printable, type Speech } from './speech.ts';

/** One line: which rule answers and where it stands, or why nothing does. */
export const verdict = (decision: Decision, { say, colour }: Speech): string => {
  if (decision.kind === 'silent') {
    const rule = decision.rule === null ? '' : ` (${named(decision.rule)})`;
    return `${colour.bold(say(SILENT))} ${say(SILENCES[decision.why])}${printable(rule)}`;
  }
  const which = decision.why === 'default' ? ANSWERS_DEFAULT : ANSWERS;
  return `${colour.bold(say(which))} ${colour.green(printable(named(decision.rule)))}`;
};

/** `휴가 · rules/rules.yaml:12` */
export const named = (rule: Rule): string =>
  rule.range === null ? rule.name : `${rule.name} · ${rule.range.file}:${rule.range.line}`;

export const repliesInWords = (replies: readonly Reply[], { say, colour }: Speech): readonly string[] =>
  replies.map((reply) => {
    if (reply.kind === 'reaction') return `${colour.dim(say(REACTION))} :${reply.name}:`;
    const where = reply.threadTs === null ? IN_CHANNEL : reply.alsoToChannel ? IN_BOTH : IN_THREAD;
    return `${colour.dim(say(where))} ${printable(reply.text).replaceAll('\n', '\n    ')}`;
  });

/** Row by row in the order of the file, with line numbers; up to the rule that fits, or all. */
export const traceInWords = (
  explanation: Explanation,
  { all }: { all: boolean },
  { say, colour }: Speech,
): readonly string[] => {
  const rows = all ? explanation.trace : upToWinner(explanation);
  const digits = String(rows.at(-1)?.rule.range?.line ?? 0).length;
  return rows.map((row) => {
    const line = colour.dim(String(row.rule.range?.line ?? '').padStart(digits));
    const mark = row.fits ? colour.green('✔') : colour.dim('✘');
    return `${mark} ${line} ${printable(row.rule.name)}: ${say(row.fits ? FITS : row.failed === null ? NOT_FOR_BOTS : FAILED[row.failed])}`;
  });
};

/** The rules that were asked before one was found to fit, and that one. */
export const upToWinner = ({ decision, trace }: Explanation): readonly Traced[] => {
  const winner = trace.findIndex((row) => row.rule === decision.rule);
  return winner < 0 ? trace : trace.slice(0, winner + 1);
};

const ANSWERS: Phrase = { ko: '답하는 규칙:', en: 'Answered by:' };
const ANSWERS_DEFAULT: Phrase = { ko: '맞는 규칙이 없어서 기본 답을 해요:', en: 'No rule fits, so this answers:' };
const SILENT: Phrase = { ko: '답하지 않아요:', en: 'No answer:' };

const SILENCES = {
  none: { ko: '맞는 규칙이 아무 말도 하지 말라고 해요.', en: 'the rule that fits says nothing.' },
  empty: { ko: '글이 없는 메시지예요.', en: 'the message has no text.' },
  not_a_person: { ko: '봇이 쓴 메시지예요. 봇에게는 답하지 않아요.', en: 'a bot wrote it, and bots are not answered.' },
  budget: {
    ko: '규칙을 다 살펴보기에는 너무 오래 걸리는 메시지예요.',
    en: 'the rules would take too long over this message.',
  },
  nothing: {
    ko: '맞는 규칙이 없고, 기본 답도 여기서는 하지 않아요.',
    en: 'no rule fits, and the default does not either.',
  },
} satisfies Record<Silence, Phrase>;

const FITS: Phrase = { ko: '맞아요', en: 'fits' };
/** A bot's message is for no rule that does not name it, whatever its other conditions say. */
const NOT_FOR_BOTS: Phrase = { ko: '봇이 쓴 글에는 쓰지 않는 규칙이에요', en: 'is not for what bots write' };
const FAILED = {
  enabled: { ko: '꺼 둔 규칙이에요 (enabled: false)', en: 'is switched off (enabled: false)' },
  channels: { ko: '이 채널에서는 쓰지 않는 규칙이에요 (channels)', en: 'is not for this channel (channels)' },
  match: { ko: '찾는 말이 이 글에 없어요 (match)', en: 'does not find its words in this text (match)' },
} satisfies Record<ConditionKey, Phrase>;

const IN_THREAD: Phrase = { ko: '스레드에:', en: 'In the thread:' };
const IN_CHANNEL: Phrase = { ko: '채널에:', en: 'In the channel:' };
const IN_BOTH: Phrase = { ko: '스레드와 채널에:', en: 'In the thread and the channel:' };
const REACTION: Phrase = { ko: '반응:', en: 'Reaction:' };
