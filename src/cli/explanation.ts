// An explanation → what people read: what the bot would do, what to know of the rule that does it, and each rule's reason.
import type { Explanation, Traced } from '../domain/decision.ts';
import type { Phrase } from '../domain/language.ts';
import type { Message } from '../domain/message.ts';
import type { Reply } from '../domain/reply.ts';
import type { ConditionKey, DefaultSpec, Rule, Ruleset } from '../domain/rule.ts';
import { viewAgain, viewOf } from '../match/view.ts';
import type { Plan } from '../rules/plan.ts';
import { notesOn, repliesInWords } from './answer-words.ts';
import { reason } from './reasons.ts';
import type { Speech } from './speech.ts';
import { traceInWords, upToWinner, verdict } from './verdict.ts';

export interface Explained {
  readonly explanation: Explanation;
  readonly message: Message;
  readonly replies: readonly Reply[];
  readonly ruleset: Ruleset;
  readonly plan: Plan;
  /** Shows the rules after the one that fits, too. */
  readonly all: boolean;
}

/** Without `all`, so many rules above the one that fits are shown, those that only just miss, and those below that fit too. */
const ROWS_MAX = 30;

export const explanationInWords = (of: Explained, voice: Speech): string => {
  const { explanation, message, plan } = of;
  const { say, colour } = voice;
  const specs = specsOf(of);
  const findsWords = wordFinder(of);
  const inItsWords = (row: Traced, failed: ConditionKey): Phrase => {
    const spec = specs(row.rule);
    const why =
      spec === undefined ? { ko: failed, en: failed } : reason(failed, { spec, message, timezone: plan.timezone });
    return failed !== 'enabled' && failed !== 'match' && findsWords(row)
      ? { ko: `${FOUND.ko}${why.ko}`, en: `${FOUND.en}${why.en}` }
      : why;
  };
  const { rows, folded } = shownRows(of, findsWords);
  const trace = traceInWords({ ...explanation, trace: rows }, { all: true, reason: inItsWords }, voice);
  const fallback = fallbackInWords(of);
  const spec = explanation.decision.rule === null ? undefined : specs(explanation.decision.rule);
  const notes = explanation.decision.kind === 'answer' && spec !== undefined ? notesOn(spec) : [];
  const lines = [
    verdict(explanation.decision, voice),
    ...repliesInWords(of.replies, voice).map((line) => `  ${line}`),
    ...notes.map((note) => `  ${colour.dim(say(note))}`),
    ...(fallback === null ? [] : [`  ${say(fallback)}`]),
  ];
  const top = [
    '',
    colour.bold(say(FROM_THE_TOP)),
    ...(folded === 0 ? [] : [`  ${colour.dim(say(foldedAway(folded)))}`]),
    ...trace.map((row) => `  ${row}`),
  ];
  return `${[...lines, ...(trace.length === 0 ? [] : top)].join('\n')}\n`;
};

const FROM_THE_TOP: Phrase = { ko: '위에서부터 차례로:', en: 'From the top:' };
const FOUND: Phrase = { ko: '찾는 말은 이 글에 있지만, ', en: 'finds its words in this text, but ' };

const foldedAway = (count: number): Phrase => ({
  ko: `… 맞지 않는 규칙 ${count}개는 줄였어요. 다 보려면 --all`,
  en: `… ${count} more that ${count === 1 ? 'does' : 'do'} not fit; --all shows all`,
});

const specsOf = ({ ruleset, plan }: Explained): ((rule: Rule) => DefaultSpec | undefined) => {
  const specs = new Map<Rule, DefaultSpec>();
  for (const [index, rule] of ruleset.rules.entries()) {
    const spec = plan.rules[index];
    if (spec !== undefined) specs.set(rule, spec);
  }
  specs.set(ruleset.fallback, plan.fallback);
  return (rule) => specs.get(rule);
};

/** Whether a rule that failed at something else would have found its words: what most people look for. */
const wordFinder = ({ message }: Explained): ((row: Traced) => boolean) => {
  const view = viewOf(message);
  return ({ rule }) => {
    const match = rule.conditions.find(({ key }) => key === 'match');
    return match?.fits(viewAgain(view)) === true;
  };
};

const shownRows = (
  { explanation, all }: Explained,
  findsWords: (row: Traced) => boolean,
): { readonly rows: readonly Traced[]; readonly folded: number } => {
  const { trace } = explanation;
  if (all) return { rows: trace, folded: 0 };
  const asked = upToWinner(explanation);
  // Whoever asks why their rule does not answer finds it here, below the one that does.
  const later = trace.slice(asked.length).filter(({ fits }) => fits);
  const last = asked.slice(-ROWS_MAX);
  const near = asked
    .slice(0, -ROWS_MAX)
    .filter((row) => row.failed !== 'match' && row.failed !== 'enabled' && findsWords(row));
  const shown = [...near.slice(-ROWS_MAX), ...last];
  return { rows: [...shown, ...later.slice(0, ROWS_MAX)], folded: asked.length - shown.length };
};

/** Where nothing fits, why the default does not either. */
const fallbackInWords = ({ explanation, message, ruleset, plan }: Explained): Phrase | null => {
  const { decision } = explanation;
  if (decision.kind !== 'silent' || decision.why !== 'nothing') return null;
  const view = viewOf(message);
  const failed = ruleset.fallback.conditions.find(({ fits }) => !fits(view))?.key;
  if (failed === undefined) return null;
  const why = reason(failed, { spec: plan.fallback, message, timezone: plan.timezone });
  return { ko: `기본 답(default)은 ${why.ko}`, en: `the default ${why.en}` };
};
