// An explanation and the replies it leads to → what people read: the answer, why, and what stopped each rule above it.
import type { Decision, Explanation, Silence, Traced } from '../domain/decision.ts';
import type { Phrase } from '../domain/language.ts';
import type { ConditionKey, Rule } from '../domain/rule.ts';
import { particle } from '../reply/josa.ts';
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

export interface TraceView {
  readonly all: boolean;
  /** Why a rule does not fit, in its own words; left out: in general ones. */
  readonly reason?: (row: Traced, failed: ConditionKey) => Phrase;
}

/** Row by row in the order of the file, with line numbers; up to the rule that fits, or all. */
export const traceInWords = (
  explanation: Explanation,
  { all, reason }: TraceView,
  voice: Speech,
): readonly string[] => {
  const rows = all ? explanation.trace : upToWinner(explanation);
  const digits = String(Math.max(0, ...rows.map((row) => row.rule.range?.line ?? 0))).length;
  const winner = explanation.decision.rule;
  return rows.map((row) => rowInWords({ row, winner, digits, reason: reason ?? inGeneral }, voice));
};

/** The rules that were asked before one was found to fit, and that one. */
export const upToWinner = ({ decision, trace }: Explanation): readonly Traced[] => {
  const winner = trace.findIndex((row) => row.rule === decision.rule);
  return winner < 0 ? trace : trace.slice(0, winner + 1);
};

interface Row {
  readonly row: Traced;
  readonly winner: Rule | null;
  readonly digits: number;
  readonly reason: (row: Traced, failed: ConditionKey) => Phrase;
}

const rowInWords = ({ row, winner, digits, reason }: Row, { say, colour }: Speech): string => {
  const line = colour.dim(String(row.rule.range?.line ?? '').padStart(digits));
  const isWinner = row.rule === winner;
  const mark = isWinner ? colour.green('✔') : row.fits ? colour.yellow('↑') : colour.dim('✘');
  const words = row.fits ? (isWinner || winner === null ? FITS : comesLater(winner)) : reason(row, row.failed);
  return `${mark} ${line} ${printable(`${row.rule.name}: ${say(words)}`)}`;
};

const ANSWERS: Phrase = { ko: '답하는 규칙:', en: 'Answered by:' };
const ANSWERS_DEFAULT: Phrase = { ko: '맞는 규칙이 없어서 기본 답을 해요:', en: 'No rule fits, so this answers:' };
const SILENT: Phrase = { ko: '답하지 않아요:', en: 'No answer:' };

const SILENCES = {
  none: { ko: '맞는 규칙이 아무 말도 하지 말라고 해요.', en: 'the rule that fits says nothing.' },
  limit: { ko: '이 규칙이 답할 수 있는 횟수를 다 썼어요.', en: 'the rule has answered as often as its limit allows.' },
  once_per: { ko: '이 규칙은 여기서 이미 한 번 답했어요.', en: 'the rule has answered here before.' },
  breaker: {
    ko: '같은 사람이나 봇에게 여기서 너무 자주 답해서 10분 동안 쉬어요.',
    en: 'the same author was answered so often here that the bot pauses for 10 minutes.',
  },
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

const comesLater = ({ name, range }: Rule): Phrase => {
  const where: Phrase =
    range === null
      ? { ko: '', en: '' }
      : { ko: ` (${range.file} ${range.line}번째 줄)`, en: ` (${range.file}, line ${range.line})` };
  return {
    ko: `이 규칙도 맞지만, 그 위의 규칙 '${name}'${particle(name, '이/가')} 먼저 맞았어요${where.ko}`,
    en: `fits too, but the rule '${name}' above it fits first${where.en}`,
  };
};

const inGeneral = (_: Traced, failed: ConditionKey): Phrase => FAILED[failed];

const FAILED = {
  enabled: { ko: '꺼 둔 규칙이에요 (enabled: false)', en: 'is switched off (enabled: false)' },
  channels: { ko: '이 채널에서는 쓰지 않는 규칙이에요 (channels)', en: 'is not for this channel (channels)' },
  from: { ko: '이 사람에게는 쓰지 않는 규칙이에요 (from)', en: 'is not for this author (from)' },
  mention: {
    ko: '봇을 부른 말에만(또는 부르지 않은 말에만) 쓰는 규칙이에요 (mention)',
    en: 'asks for a mention of the bot, or for none (mention)',
  },
  thread: {
    ko: '스레드 안에서만(또는 밖에서만) 쓰는 규칙이에요 (thread)',
    en: 'is for replies in a thread, or never for them (thread)',
  },
  hours: { ko: '지금은 쓰는 시간이 아니에요 (hours)', en: 'is not for this time (hours)' },
  match: { ko: '찾는 말이 이 글에 없어요 (match)', en: 'does not find its words in this text (match)' },
} satisfies Record<ConditionKey, Phrase>;
