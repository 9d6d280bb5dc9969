// A rule as it was written, and a message → why the rule does not fit it, in the concrete words of both.
import type { Phrase } from '../domain/language.ts';
import type { Message } from '../domain/message.ts';
import type { ChannelSpec, ConditionKey, DefaultSpec, FromSpec, MatchSpec } from '../domain/rule.ts';
import { josa } from '../reply/josa.ts';
import { whenInWords, windowInWords } from './reason-hours.ts';

export interface Reason {
  readonly spec: DefaultSpec & { readonly match?: MatchSpec };
  readonly message: Message;
  readonly timezone: string;
}

/** `failed`: the condition that did not hold. */
export const reason = (failed: ConditionKey, { spec, message, timezone }: Reason): Phrase => {
  switch (failed) {
    case 'enabled':
      return { ko: '꺼 둔 규칙이에요 (enabled: false)', en: 'is switched off (enabled: false)' };
    case 'channels':
      return notHere(spec.channels, message);
    case 'from':
      return notFrom(spec.from, message);
    case 'mention':
      return spec.mention === true
        ? {
            ko: '봇을 부른 말에만 답하는 규칙이에요 (mention: true)',
            en: 'answers only where the bot is mentioned (mention: true)',
          }
        : {
            ko: '봇을 부르지 않은 말에만 답하는 규칙이에요 (mention: false)',
            en: 'answers only where the bot is not mentioned (mention: false)',
          };
    case 'thread':
      return spec.thread === 'only'
        ? {
            ko: '스레드 안의 답글에만 답하는 규칙인데, 스레드 밖에서 한 말이에요 (thread: only)',
            en: 'answers only to replies inside a thread, and this was said outside (thread: only)',
          }
        : {
            ko: '스레드 안에서는 답하지 않는 규칙인데, 스레드 안에서 한 말이에요 (thread: never)',
            en: 'never answers inside a thread, and this was said in one (thread: never)',
          };
    case 'hours':
      return notNow(spec, message, timezone);
    case 'match':
      return notFound(spec.match);
    default:
      return failed satisfies never;
  }
};

/** As many as a person reads; the rest is counted. */
const LISTED_MAX = 5;

const listed = (words: readonly string[]): Phrase => {
  const [shown, rest] = [words.slice(0, LISTED_MAX).join(', '), words.length - LISTED_MAX];
  return rest > 0 ? { ko: `${shown} 외 ${rest}개`, en: `${shown} and ${rest} more` } : { ko: shown, en: shown };
};

const notHere = (channels: readonly ChannelSpec[], message: Message): Phrase => {
  const included = listed(channels.filter(({ exclude }) => !exclude).map(channelInWords));
  const excluded = listed(channels.filter(({ exclude }) => exclude).map(channelInWords));
  const here = hereInWords(message);
  if (included.ko === '')
    return {
      ko: `이 채널에서는 쓰지 않는 규칙이에요: ${excluded.ko}만 빼고 답하는데, ${here}에서 한 말이에요 (channels)`,
      en: `is not for this channel: it answers everywhere but in ${excluded.en}, and this was said in ${here} (channels)`,
    };
  const but: Phrase =
    excluded.ko === '' ? NOTHING : { ko: ` (${excluded.ko} 빼고)`, en: ` (but not in ${excluded.en})` };
  return {
    ko: `이 채널에서는 쓰지 않는 규칙이에요: ${included.ko}에서만${but.ko} 답하는데, ${here}에서 한 말이에요 (channels)`,
    en: `is not for this channel: it answers only in ${included.en}${but.en}, and this was said in ${here} (channels)`,
  };
};

const NOTHING: Phrase = { ko: '', en: '' };

const channelInWords = (spec: ChannelSpec): string => {
  switch (spec.kind) {
    case 'name':
      return `#${spec.name}`;
    case 'glob':
      return `#${spec.glob}`;
    case 'id':
      return spec.id;
    case 'kind':
      return spec.of;
    default:
      return spec satisfies never;
  }
};

const hereInWords = ({ channelName, channelKind, channel }: Message): string => {
  if (channelKind === 'dm' || channelKind === 'group_dm') return channelKind;
  const name = channelName === undefined ? channel : `#${channelName}`;
  return channelKind === undefined ? name : `${name} (${channelKind})`;
};

const notFrom = (from: readonly FromSpec[], message: Message): Phrase => {
  const included = listed(from.filter(({ exclude }) => !exclude).map(whoInWords));
  const excluded = listed(from.filter(({ exclude }) => exclude).map(whoInWords));
  const who = authorInWords(message);
  if (included.ko === '' && message.author.kind === 'bot')
    return {
      ko: '봇이 쓴 글에는 답하지 않는 규칙이에요 (from에 bots가 없어요)',
      en: 'does not answer what bots write (from names no bots)',
    };
  if (included.ko === '')
    return {
      ko: `이 사람에게는 답하지 않는 규칙이에요: ${josa(excluded.ko, '은/는')} 빼요. 말한 사람: ${who} (from)`,
      en: `does not answer this author: it leaves out ${excluded.en}, and ${who} said this (from)`,
    };
  const but: Phrase = excluded.ko === '' ? NOTHING : { ko: ` (${excluded.ko} 빼고)`, en: ` (but not ${excluded.en})` };
  return {
    ko: `이 사람에게는 답하지 않는 규칙이에요: ${included.ko}에게만${but.ko} 답해요. 말한 사람: ${who} (from)`,
    en: `does not answer this author: it is for ${included.en}${but.en}, and ${who} said this (from)`,
  };
};

const whoInWords = (spec: FromSpec): string =>
  spec.kind === 'name' ? `@${spec.name}` : spec.kind === 'keyword' ? spec.of : spec.id;

const authorInWords = ({ author, userName }: Message): string => (userName === undefined ? author.id : `@${userName}`);

const notNow = ({ hours }: DefaultSpec, { ts }: Message, timezone: string): Phrase => {
  if (hours === null) return NOTHING;
  const window = windowInWords(hours.window, !hours.exclude);
  const now = whenInWords(ts, timezone);
  return hours.exclude
    ? {
        ko: `지금은 쓰는 시간이 아니에요: ${window.ko} 답하는데, ${now.ko}에 한 말이에요 (hours, ${timezone})`,
        en: `is not for this time: it answers outside ${window.en}, and this was said on ${now.en} (hours, ${timezone})`,
      }
    : {
        ko: `지금은 쓰는 시간이 아니에요: ${window.ko} 답하는데, ${now.ko}에 한 말이에요 (hours, ${timezone})`,
        en: `is not for this time: it answers ${window.en}, and this was said on ${now.en} (hours, ${timezone})`,
      };
};

const notFound = (match: MatchSpec | undefined): Phrase => {
  if (match === undefined) return NOTHING;
  const sought = listed(soughtIn(match));
  if (sought.ko === '')
    return {
      ko: '있으면 안 되는 말이 이 글에 있어요 (match)',
      en: 'finds words in this text that must not be there (match)',
    };
  return {
    ko: `찾는 말이 이 글에 없어요: ${sought.ko} (match)`,
    en: `does not find its words in this text: ${sought.en} (match)`,
  };
};

/** What is looked for, as it is written; what must not be there is left out. */
const soughtIn = (match: MatchSpec): readonly string[] => {
  switch (match.kind) {
    case 'any':
    case 'all':
      return match.of.flatMap(soughtIn);
    case 'words':
      return [match.words.map((word) => `'${word}'`).join(' + ')];
    case 'regex':
      return [`/${match.pattern}/`];
    case 'contains':
      return [`'${match.text}'`];
    case 'equals':
    case 'starts_with':
    case 'ends_with':
    case 'similar':
      return [`${match.kind} '${match.text}'`];
    case 'not':
    case 'anything':
      return [];
    default:
      return match satisfies never;
  }
};
