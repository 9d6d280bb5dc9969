// What became of past messages → a report that people read: hits by rule, what only the default answered, what would change.
import type { Silence } from '../domain/decision.ts';
import type { Phrase } from '../domain/language.ts';
import type { Ruleset } from '../domain/rule.ts';
import { openMoves } from '../replay/changes.ts';
import type { Past } from '../replay/said.ts';
import { openTally, type Tally } from '../replay/tally.ts';
import type { Plan } from '../rules/plan.ts';
import { changes, otherAnswers } from './replay-change-words.ts';
import type { View } from './replay-json.ts';
import { byDefault, hits, never } from './replay-tally-words.ts';
import { amount, andMore, heading, more, ROWS_MAX } from './rows.ts';
import { printable, type Speech } from './speech.ts';

interface Rules {
  readonly ruleset: Ruleset;
  readonly plan: Plan;
}

interface Replayed {
  readonly rules: Rules;
  readonly past: Past;
  /** The rules that these are compared with. */
  readonly against: Rules | null;
}

export const inWords = ({ rules: { ruleset, plan }, past, against }: Replayed, voice: Speech): View => {
  const tally = openTally(ruleset);
  const moves = openMoves();
  return {
    rendered: false,
    each: (said, outcome, change) => {
      tally.add(said, outcome);
      if (change !== null) moves.add(change);
      return '';
    },
    end: () => {
      const parts = [
        [heading(ran(tally.messages(), past), voice)],
        hits(tally.rules(), voice),
        never(tally.rules(), voice),
        byDefault(tally, voice),
        silent(tally, past, voice),
        against === null ? [] : changes(moves.all(), voice),
        against === null ? [] : otherAnswers([...tally.rules(), tally.fallback()], [against.plan, plan], voice),
        unknownNames(ruleset, past, voice),
        unknownBot(ruleset, past, voice),
      ];
      const text = parts
        .filter((part) => part.length > 0)
        .map((part) => part.join('\n'))
        .join('\n\n');
      return `${text}\n${troublesInWords(past, voice)}`;
    },
  };
};

/** What could not be read; '' where all could. */
export const troublesInWords = ({ troubles }: Past, { say, colour }: Speech): string => {
  const all = troubles.count();
  if (all === 0) return '';
  const rows = troubles.first().map(({ where, what }) => `  ${printable(`${where}: ${say(what)}`)}`);
  const rest = all - rows.length;
  return [
    '',
    colour.yellow(
      say({
        ko: `읽지 못한 곳이 ${amount(all)}군데 있어요:`,
        en: `Not read, in ${amount(all)} place${all === 1 ? '' : 's'}:`,
      }),
    ),
    ...rows,
    ...(rest > 0 ? [`  ${say(andMore(rest))}`] : []),
    '',
  ].join('\n');
};

const ran = (messages: number, { kind }: Past): Phrase =>
  kind === 'export'
    ? {
        ko: `내보낸 메시지 ${amount(messages)}개에 규칙을 돌려 봤어요.`,
        en: `Ran the rules over ${amount(messages)} messages of the export.`,
      }
    : {
        ko: `메시지 ${amount(messages)}개에 규칙을 돌려 봤어요.`,
        en: `Ran the rules over ${amount(messages)} messages.`,
      };

const SILENCES: Readonly<Partial<Record<Silence, Phrase>>> = {
  not_a_person: { ko: '봇이 쓴 메시지', en: 'written by bots' },
  empty: { ko: '글이 없는 메시지', en: 'without text' },
  budget: { ko: '규칙을 살펴보기에 너무 오래 걸리는 메시지', en: 'over which the rules would take too long' },
  nothing: { ko: '맞는 규칙이 없고 기본 답도 쓰지 않는 메시지', en: 'that neither a rule nor the default fits' },
};

const silent = (tally: Tally, past: Past, voice: Speech): readonly string[] => {
  const rows = [...tally.silences()].map(
    ([why, all]) => `  ${amount(all)}  ${voice.say(SILENCES[why] ?? { ko: why, en: why })}`,
  );
  const passed = past.passedOver();
  const joins: Phrase = {
    ko: '입장, 설정 변경처럼 사람이 쓰지 않은 기록 (세지 않았어요)',
    en: 'joins, renamings and the like, which are not counted',
  };
  const all = passed === 0 ? rows : [...rows, `  ${amount(passed)}  ${voice.say(joins)}`];
  return all.length === 0 ? [] : [heading({ ko: '답하지 않은 메시지:', en: 'Not answered:' }, voice), ...all];
};

const SIGNS = { channel: '#', person: '@', user: '', group: '' } as const;

const unknownNames = (ruleset: Ruleset, past: Past, voice: Speech): readonly string[] => {
  const unknown = ruleset.names.filter((name) => past.lacks(name));
  if (unknown.length === 0) return [];
  const phrase: Phrase = {
    ko: '규칙에 쓰였지만 내보낸 파일에 없는 이름이에요. 이런 채널이나 사람은 없는 것으로 보았어요 (사용자 그룹은 내보낸 파일에 들어 있지 않아요):',
    en: 'Names in the rules that the export does not know; it was taken to have no such channel or person (exports hold no user groups):',
  };
  const rows = unknown
    .slice(0, ROWS_MAX)
    .map(({ kind, name, rule }) => `  ${printable(`${SIGNS[kind]}${name} (${rule})`)}`);
  return [heading(phrase, voice), ...rows, ...more(unknown.length, voice)];
};

/** Rules that ask for a mention are of no use where nobody knows whom to mention. */
const unknownBot = ({ rules }: Ruleset, { self }: Past, { say }: Speech): readonly string[] =>
  self === null && rules.some(({ conditions }) => conditions.some(({ key }) => key === 'mention'))
    ? [say(NAME_THE_BOT)]
    : [];

const NAME_THE_BOT: Phrase = {
  ko: 'mention을 쓰는 규칙이 있는데 봇이 누구인지 몰라서, 봇을 부른 메시지가 없는 것으로 보았어요. --bot U… 로 알려 주세요.',
  en: 'Some rules ask for a mention of the bot, and nobody said who the bot is, so no message was taken to mention it: say so with --bot U….',
};
