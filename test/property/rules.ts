// Rules and messages made so that they meet: few words, which are beginnings of one another, in every spelling that is the same.
import * as fc from 'fast-check';
import { botId, channelId, ts, userId } from '../../src/domain/ids.ts';
import type { Message } from '../../src/domain/message.ts';
import type { ChannelSpec, FromSpec, HoursSpec, MatchSpec } from '../../src/domain/rule.ts';
import { normalise } from '../../src/match/fold.ts';
import { compileRegex } from '../../src/match/regex.ts';
import { said, type Written } from '../match/support.ts';

const WORDS =
  `휴 가 휴가 휴가신청 신청 신청서 연차 연차휴가 비밀번호 초기화 비밀번호초기화 비밀 번호 회의 회의실 예약 ㅋ ㅋㅋ ㅋㅋㅋ
hi HI this his vpn VPN vpns wifi 1 10 11 10월 1월 v1 a b ab aa c++ . + * ? : :: wave ß ẞ ss straße ſ ſk K k İ ı i Σ ς σ é ä
👋 :wave: :+1: 👍 👍🏽 🏽 :one: 1️⃣ 1⃣ 🎉 :tada: :party: 👩🏽‍💻 ❤️ ❤ 𝟘 я`.split(/\s+/);

/** The same to the eye, or nearly, in other units. */
const SPELLINGS: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text,
  (text) => text,
  (text) => text.normalize('NFD'),
  (text) => text.toUpperCase(),
  (text) => text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  (text) => Array.from(text).join('\u200b'),
  (text) => `${text}\ufe0f`,
];

const BLANKS = ['', '', '', ' ', ' ', ' ', ' ', '  ', '\n', '\u3000', '\u00a0\t', '\u00ad'];
const BETWEEN = ['이', '가', '를 ', '은 ', '에서 ', 's', '2', '-', '.', '?', '\ud83d', '\u0301', '\u1172', '\u11a8'];

const word = fc.constantFrom(...WORDS);
const spelled = fc.tuple(word, fc.constantFrom(...SPELLINGS)).map(([text, spell]) => spell(text));
const joint = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...BLANKS) },
  { weight: 2, arbitrary: fc.constantFrom(...BETWEEN) },
);
const textOf = (max: number) =>
  fc
    .array(fc.tuple(spelled, joint), { maxLength: max })
    .map((parts) => parts.map(([text, blank]) => text + blank).join(''));

/** The words of one case: the rules have them, and the message says them. */
const few = fc.uniqueArray(word, { minLength: 1, maxLength: 6 });

const phraseOf = (words: readonly string[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...words), fc.constantFrom('', ' ', ' ')), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.map(([text, blank]) => text + blank).join(''));

const shownOf = (words: readonly string[]) => {
  const piece = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...words) }, { weight: 1, arbitrary: word });
  const inAnySpelling = fc.tuple(piece, fc.constantFrom(...SPELLINGS)).map(([text, spell]) => spell(text));
  return fc.oneof(
    {
      weight: 12,
      arbitrary: fc.array(fc.tuple(inAnySpelling, joint), { maxLength: 7 }).map((all) => all.flat().join('')),
    },
    { weight: 1, arbitrary: textOf(5) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 10 }) },
  );
};

const quoted = (text: string): string => normalise(text).replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

const SHAPES: readonly ((a: string, b: string) => string)[] = [
  (a) => a,
  (a, b) => `${a}.*${b}`,
  (a, b) => `(${a}|${b})`,
  (a, b) => `(?:${a}|x${b})\\s*(\\d+)`,
  (a) => `^${a}`,
  (a) => `${a}$`,
  (a, b) => `^${a}|${b}$`,
  (a, b) => `(${a})?${b}`,
  (a, b) => `(?-i)${a}|(?i:${b})`,
  (a) => `(?i)${a}`,
  (a) => `(?-i:${a})`,
  (a) => `(?:${a}){2}`,
  (a, b) => `${a}.{0,3}${b}`,
  (a) => `(\\d+)(?:월|일| ?${a})`,
  (a) => `[휴연비]${a}?`,
  (a) => `[^가]${a}`,
  (a) => `[a-k가-힣]+${a}`,
  (a, b) => `(?P<first>${a}).*(?P<rest>${b}|$)`,
  () => String.raw`\bhi\b`,
  () => '[0-9]{2}',
  () => 'k|ſ',
  () => '^.$',
  () => String.raw`\x{212A}|[ßẞ]`,
];

const patternOf = (words: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...SHAPES), phraseOf(words), phraseOf(words))
    .map(([shape, a, b]) => shape(quoted(a), quoted(b)))
    .filter((pattern) => compileRegex(pattern).ok);

const matchOf = (words: readonly string[]): fc.Arbitrary<MatchSpec> => {
  const text = phraseOf(words).filter((one) => normalise(one) !== '');
  const leaf: fc.Arbitrary<MatchSpec> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constantFrom('contains', 'equals', 'starts_with', 'ends_with'), text }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('similar'), text }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('words'), words: fc.array(text, { minLength: 1, maxLength: 3 }) }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('regex'), pattern: patternOf(words) }) },
  );
  return fc.letrec<{ any: MatchSpec }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      { weight: 6, arbitrary: leaf },
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constantFrom('any', 'all', 'not'),
          of: fc.array(tie('any'), { minLength: 1, maxLength: 3 }),
        }),
      },
    ),
  })).any;
};

const exclude = fc.boolean();
const channel: fc.Arbitrary<ChannelSpec> = fc.oneof(
  fc.record({ kind: fc.constant('id'), id: fc.constantFrom('C1', 'C2'), exclude }),
  fc.record({ kind: fc.constant('name'), name: fc.constantFrom('hr', 'HR', 'team-web'), exclude }),
  fc.record({ kind: fc.constant('glob'), glob: fc.constantFrom('team-*', '*r', '*'), exclude }),
  fc.record({ kind: fc.constant('kind'), of: fc.constantFrom('public', 'private', 'dm', 'group_dm'), exclude }),
);
const author: fc.Arbitrary<FromSpec> = fc.oneof(
  fc.record({ kind: fc.constant('user'), id: fc.constantFrom('U1', 'U2'), exclude }),
  fc.record({ kind: fc.constant('bot'), id: fc.constantFrom('B1', 'B2'), exclude }),
  fc.record({ kind: fc.constant('group'), id: fc.constant('S1'), exclude }),
  fc.record({ kind: fc.constant('name'), name: fc.constantFrom('kim', 'lee', 'hr-team'), exclude }),
  fc.record({ kind: fc.constant('keyword'), of: fc.constantFrom('guests', 'external', 'bots'), exclude }),
);
const minute = fc.constantFrom(0, 1, 540, 1080, 1439);
const hours: fc.Arbitrary<HoursSpec> = fc.record({
  exclude,
  window: fc.record({
    days: fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }),
    from: minute,
    to: minute.map((at) => at + 1),
    except: fc.subarray(['2023-11-15', '2023-11-16']),
  }),
});

const rarely = <T>(arbitrary: fc.Arbitrary<T>, otherwise: T): fc.Arbitrary<T> =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary });

const place = {
  enabled: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  channels: rarely(fc.array(channel, { minLength: 1, maxLength: 2 }), []),
  from: rarely(fc.array(author, { minLength: 1, maxLength: 2 }), []),
  mention: rarely(fc.boolean(), null),
  thread: rarely(fc.constantFrom('only' as const, 'never' as const), 'any' as const),
  hours: rarely(hours, null),
};

export interface Case {
  readonly rules: readonly Written[];
  readonly fallback: Written;
  readonly messages: readonly Message[];
}

const messageOf = (words: readonly string[]): fc.Arbitrary<Message> =>
  fc
    .record({
      shown: shownOf(words),
      channel: fc.constantFrom(channelId('C1'), channelId('C2')),
      channelKind: fc.constantFrom('public', 'public', 'private', 'dm', undefined),
      channelNames: fc.constantFrom(['hr'], ['hr', 'people'], ['team-web'], undefined),
      author: fc.constantFrom(
        { kind: 'person' as const, id: userId('U1') },
        { kind: 'person' as const, id: userId('U1') },
        { kind: 'person' as const, id: userId('U2') },
        { kind: 'bot' as const, id: botId('B1'), user: userId('U2') },
      ),
      standing: fc.record({
        names: fc.constantFrom(['kim', '김하나'], ['lee'], undefined),
        groups: fc.constantFrom([], ['S1', 'hr-team'], undefined),
        guest: fc.constantFrom(false, true, undefined),
        external: fc.constantFrom(false, true, undefined),
      }),
      mentionsBot: fc.boolean(),
      threadTs: fc.constantFrom(null, ts('1700000000.000000')),
      // Two days and a half, from a quarter past seven in the morning in Seoul.
      ts: fc.integer({ min: 0, max: 3600 }).map((at) => ts(`${1_700_000_100 + at * 60}.000100`)),
    })
    .map(({ shown, ...rest }) => said(shown, rest));

/** Of each list of rules; each is one case. */
export const MESSAGES_EACH = 3;

/** Several messages for one list of rules, since what one leaves behind must not change what the next one gets. */
export const cases: fc.Arbitrary<Case> = few.chain((words) =>
  fc.record({
    rules: fc
      .array(fc.record({ match: matchOf(words), ...place }), { maxLength: 10 })
      .map((rules) => rules.map((rule, index) => ({ ...rule, name: `r${index}` }))),
    fallback: fc.record(place),
    messages: fc.array(messageOf(words), { minLength: MESSAGES_EACH, maxLength: MESSAGES_EACH }),
  }),
);
