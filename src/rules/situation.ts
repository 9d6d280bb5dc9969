// From the conditions of a rule to where, by whom and when an example of it is said, so that they all hold.
import { botId, channelId, msToTs, teamId, userId } from '../domain/ids.ts';
import { kindOfId, type Author, type ChannelKind, type Message, type Standing } from '../domain/message.ts';
import type { ChannelSpec, ConditionKey, FromSpec, Rule, RuleSpec } from '../domain/rule.ts';
import { viewOf } from '../match/view.ts';
import { momentsNear, usualMoment } from './moments.ts';

export interface Situation {
  readonly place: Place;
  readonly author: Writer;
  readonly inThread: boolean;
  readonly mention: boolean;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

interface Place {
  readonly id: string;
  readonly name: string | undefined;
  readonly kind: ChannelKind;
}

interface Writer {
  readonly author: Author;
  readonly standing: Standing;
}

/** `times`: what was found for the windows of other rules, since many rules share a few. */
export const situationFor = (
  rule: Rule,
  spec: RuleSpec,
  { timezone, times }: { readonly timezone: string; readonly times: Map<string, number> },
): Situation => {
  const usual: Situation = {
    place: named('general'),
    author: A_PERSON,
    inThread: spec.thread === 'only',
    mention: spec.mention === true,
    at: 0,
  };
  const holds = (key: ConditionKey, situation: Situation): boolean =>
    rule.conditions.every((one) => one.key !== key || one.fits(viewOf(saidIn(situation, 'x'))));
  const place = placesFor(spec.channels).find((one) => holds('channels', { ...usual, place: one })) ?? usual.place;
  const author = writersFor(spec.from).find((one) => holds('from', { ...usual, author: one })) ?? usual.author;
  const window = JSON.stringify(spec.hours);
  const at = times.get(window) ?? momentFor(spec, timezone, (one) => holds('hours', { ...usual, at: one }));
  times.set(window, at);
  return { ...usual, place, author, at };
};

const momentFor = ({ hours }: RuleSpec, timezone: string, holds: (at: number) => boolean): number => {
  for (const at of momentsNear(hours, timezone)) if (holds(at)) return at;
  return usualMoment(timezone);
};

const PARENT_AGE_MS = 60_000;

export const saidIn = ({ place, author, inThread, mention, at }: Situation, text: string): Message => ({
  team: teamId('T0EXAMPLE'),
  channel: channelId(place.id),
  ts: msToTs(at),
  threadTs: inThread ? msToTs(at - PARENT_AGE_MS) : null,
  author: author.author,
  text,
  shown: text,
  channelName: place.name,
  channelKind: place.kind,
  channelNames: place.name === undefined ? [] : [place.name],
  standing: author.standing,
  userName: author.standing.names?.[0],
  mentionsBot: mention,
});

const named = (name: string): Place => ({ id: 'C0EXAMPLE', name, kind: 'public' });

const ELSEWHERE: readonly Place[] = [
  ...['general', 'random', 'annyeong', 'lounge', 'example'].map(named),
  { id: 'D0EXAMPLE', name: undefined, kind: 'dm' },
];

/** Channels in which the rule may answer: those that it names, `general` where it names none. */
const placesFor = (channels: readonly ChannelSpec[]): readonly Place[] => {
  const included = channels.filter(({ exclude }) => !exclude);
  return included.length === 0 ? ELSEWHERE : included.flatMap(placesOf);
};

const placesOf = (spec: ChannelSpec): readonly Place[] =>
  spec.kind === 'glob'
    ? ['general', 'random', 'annyeong', '1', ''].map((word) => named(spec.glob.replaceAll('*', word)))
    : spec.kind === 'kind' && spec.of === 'public'
      ? ELSEWHERE
      : [placeOf(spec)];

export const placeOf = (spec: ChannelSpec): Place => {
  switch (spec.kind) {
    case 'id':
      return { id: spec.id, name: undefined, kind: kindOfId(spec.id) };
    case 'kind':
      return spec.of === 'public'
        ? named('general')
        : spec.of === 'dm'
          ? { id: 'D0EXAMPLE', name: undefined, kind: 'dm' }
          : { id: 'G0EXAMPLE', name: spec.of === 'group_dm' ? undefined : 'general', kind: spec.of };
    case 'glob':
      return named(spec.glob);
    case 'name':
      return named(spec.name);
    default:
      return spec satisfies never;
  }
};

const person = (id: string, standing: Partial<Standing>): Writer => ({
  author: { kind: 'person', id: userId(id) },
  standing: { names: ['김하나'], groups: [], guest: false, external: false, ...standing },
});

const A_PERSON = person('U0EXAMPLE', {});

const bot = (id: string): Writer => ({
  author: { kind: 'bot', id: botId(id), user: null },
  standing: { names: [], groups: [], guest: false, external: false },
});

/** People of whom one is written by the rule: those that it names, anybody where it names none. */
const writersFor = (from: readonly FromSpec[]): readonly Writer[] => {
  const included = from.filter(({ exclude }) => !exclude);
  return included.length === 0
    ? [A_PERSON, person('U1EXAMPLE', { names: ['이두리'] }), person('U2EXAMPLE', { names: ['박세나'] })]
    : included.map(writerOf);
};

/** Somebody who is what an example's own `from` says. */
export const authorOf = (from: readonly FromSpec[]): Writer => {
  const excluded = from.filter(({ exclude }) => exclude);
  const isExcluded = ({ author, standing }: Writer): boolean =>
    excluded.some((spec) =>
      spec.kind === 'name' ? standing.names?.includes(spec.name) === true : 'id' in spec && spec.id === author.id,
    );
  const candidates = writersFor(from);
  return candidates.find((one) => !isExcluded(one)) ?? candidates[0] ?? A_PERSON;
};

const writerOf = (spec: FromSpec): Writer => {
  switch (spec.kind) {
    case 'user':
      return person(spec.id, {});
    case 'bot':
      return bot(spec.id);
    case 'group':
      return person('U0EXAMPLE', { groups: [spec.id] });
    case 'name':
      return person('U0EXAMPLE', { names: [spec.name], groups: [spec.name] });
    case 'keyword':
      return spec.of === 'bots' ? bot('B0EXAMPLE') : person('U0EXAMPLE', { [STANDING[spec.of]]: true });
    default:
      return spec satisfies never;
  }
};

const STANDING = { guests: 'guest', external: 'external' } as const;
