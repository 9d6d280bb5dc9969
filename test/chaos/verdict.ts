// What was said, what the workspace saw of the bot, and what the bot reported → a verdict for every message.
import { answerTo, REACTION } from './lines.ts';
import type { Answer, Spoken, Stage } from './stage.ts';

export type Verdict =
  | 'once'
  /** A message that is to get no answer, and got none. */
  | 'silent'
  /** Never answered, and reported as given up. */
  | 'given_up'
  /** Never answered: said while no session was open, where the token may not read history. */
  | 'unheard'
  | 'missed'
  | 'doubled'
  /** Another channel, another thread, another text, or shown to somebody else. */
  | 'wrong_place'
  /** A bot, or a message for which the rule says nothing, was answered. */
  | 'unasked';

export interface Judged {
  readonly spoken: Spoken;
  readonly verdict: Verdict;
}

/** Whether what is missing may still come or is known not to. */
export const judge = (stage: Stage): readonly Judged[] => {
  const byId = grouped(stage.answers);
  const { claimed, givenUp } = stage.reported;
  const reacted = new Set(
    stage.workspace
      .reactions()
      .filter(({ name }) => name === REACTION)
      .map(({ channel, ts }) => `${channel}/${ts}`),
  );
  const once = onlyOnce(stage);
  return [...stage.spoken.values()].map((spoken) => {
    const answers = byId.get(spoken.line.id) ?? [];
    const key = `${spoken.channel}/${spoken.ts}`;
    const text = answerTo(spoken.line);
    if (text === null) return { spoken, verdict: answers.length === 0 ? 'silent' : 'unasked' };
    if (!answers.every((answer) => isRight(stage, spoken, answer))) return { spoken, verdict: 'wrong_place' };
    if (answers.length > 1) return { spoken, verdict: 'doubled' };
    if (spoken.line.kind === 'once') return { spoken, verdict: once.get(spoken.line.id) ?? 'once' };
    const isWhole = answers.length === 1 && (spoken.line.kind !== 'reacted' || reacted.has(key));
    if (isWhole) return { spoken, verdict: 'once' };
    const mayRead = stage.options.history === 'all' || !isPublic(stage, spoken.channel);
    if (givenUp.has(key) && (!mayRead || spoken.line.kind === 'only_them')) return { spoken, verdict: 'given_up' };
    if (!mayRead && answers.length === 0 && !claimed.has(key) && !stage.presence.couldHear(spoken.at))
      return { spoken, verdict: 'unheard' };
    return { spoken, verdict: 'missed' };
  });
};

const isRight = (stage: Stage, { line, channel, ts, threadTs }: Spoken, answer: Answer): boolean => {
  if (answer.text !== answerTo(line)) return false;
  const person = stage.workspace.people().find(({ handle }) => handle === line.who);
  switch (line.kind) {
    case 'dm':
      return answer.user === null && answer.threadTs === null && isTheirs(stage, answer.channel, person?.id);
    case 'only_them':
      return answer.user === person?.id && answer.channel === channel && answer.threadTs === threadTs;
    case 'channel':
      return answer.user === null && answer.channel === channel && answer.threadTs === null;
    case 'thread':
    case 'later':
    case 'reacted':
    case 'default':
    case 'once':
      return answer.user === null && answer.channel === channel && answer.threadTs === (threadTs ?? ts);
    case 'silent':
    case 'bot':
      return false;
    default:
      return line.kind satisfies never;
  }
};

const isTheirs = ({ workspace }: Stage, channel: string, person: string | undefined): boolean =>
  workspace.channels().some(({ id, kind, members }) => id === channel && kind === 'dm' && members.has(person ?? ''));

/** The token of a classic bot reads direct messages, those of groups among them. */
const isPublic = ({ workspace }: Stage, channel: string): boolean =>
  workspace.channels().some(({ id, kind }) => id === channel && (kind === 'public' || kind === 'private'));

/**
 * Of the lines that a rule answers once in each channel: those beyond the first that were answered. What was used up is
 * forgotten with a Redis that comes back with nothing: then the rule may answer there once more.
 */
const onlyOnce = ({ spoken, answers, redis }: Stage): ReadonlyMap<string, Verdict> => {
  const verdicts = new Map<string, Verdict>();
  const allowed = 1 + (redis?.losses() ?? 0);
  const seen = new Map<string, number>();
  for (const { id } of answers) {
    const said = id === null ? undefined : spoken.get(id);
    if (said?.line.kind !== 'once') continue;
    const count = (seen.get(said.channel) ?? 0) + 1;
    seen.set(said.channel, count);
    if (count > allowed) verdicts.set(said.line.id, 'doubled');
  }
  return verdicts;
};

/** Posts that quote no message at all. */
export const strays = ({ answers, spoken }: Stage): readonly Answer[] =>
  answers.filter(({ id }) => id === null || !spoken.has(id));

const grouped = (answers: readonly Answer[]): Map<string | null, Answer[]> => {
  const groups = new Map<string | null, Answer[]>();
  for (const answer of answers) {
    const group = groups.get(answer.id);
    if (group === undefined) groups.set(answer.id, [answer]);
    else group.push(answer);
  }
  return groups;
};
