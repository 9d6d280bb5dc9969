// What the page says of rules, asked one by one and character by character: slow, and built on nothing of match/ but folding.
import { RE2JS } from 're2js';
import type { Message } from '../../src/domain/message.ts';
import type { ChannelSpec, FromSpec, HoursSpec, MatchSpec } from '../../src/domain/rule.ts';
import { fold, normalise } from '../../src/match/fold.ts';
import type { Written } from '../match/support.ts';

/** The name of the rule that fits first, `default`, or null. */
export const winnerSlowly = (rules: readonly Written[], fallback: Written, message: Message): string | null => {
  if (normalise(message.shown) === '' && !message.mentionsBot) return null;
  const first = rules.find(
    (rule) => isInPlace(rule, message) && fitsSlowly(rule.match ?? { kind: 'anything' }, message.shown),
  );
  return first?.name ?? (isInPlace(fallback, message) ? 'default' : null);
};

export const fitsSlowly = (match: MatchSpec, shown: string): boolean => {
  switch (match.kind) {
    case 'contains':
    case 'equals':
    case 'starts_with':
    case 'ends_with':
      return standsSomewhere(match.kind, match.text, shown);
    case 'words':
      return match.words.every((word) => standsSomewhere('contains', word, shown));
    case 'similar':
      return isSimilar(match.text, shown);
    case 'regex':
      return groupsSlowly(match.pattern, shown) !== null;
    case 'any':
      return match.of.some((one) => fitsSlowly(one, shown));
    case 'all':
      return match.of.every((one) => fitsSlowly(one, shown));
    case 'not':
      return !match.of.some((one) => fitsSlowly(one, shown));
    case 'anything':
      return true;
    default:
      return match satisfies never;
  }
};

/** By re2js's own matcher, which runs on other automata than those that decide. */
export const groupsSlowly = (pattern: string, shown: string): readonly string[] | null => {
  const seen = Array.from(normalise(shown)).slice(0, 4_000).join('');
  const matcher = RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE).matcher(seen);
  if (!matcher.find()) return null;
  return Array.from({ length: matcher.groupCount() + 1 }, (_, index) => matcher.group(index) ?? '');
};

/** Every stretch of the message, compared character by character, with every way to leave a blank out. */
const standsSomewhere = (
  kind: 'contains' | 'equals' | 'starts_with' | 'ends_with',
  text: string,
  shown: string,
): boolean => {
  const wanted = Array.from(fold(normalise(text)));
  const there = Array.from(fold(normalise(shown)));
  if (wanted.length === 0) return false;
  const ends = (at: number, from: number): readonly number[] => {
    const char = wanted[from];
    if (char === undefined) return [at];
    const here = there[at] === char ? ends(at + 1, from + 1) : [];
    const mayLack = char === ' ' && isHangul(wanted[from - 1]) && isHangul(wanted[from + 1]);
    return mayLack ? here.concat(ends(at, from + 1)) : here;
  };
  const standsWell = (start: number, end: number): boolean => {
    if ((kind === 'equals' || kind === 'starts_with') && start > 0) return false;
    if ((kind === 'equals' || kind === 'ends_with') && end < there.length) return false;
    if (isWord(wanted, 0) && isWord(there, start - 1)) return false;
    return !(isWord(wanted, wanted.length - 1) && isWord(there, end));
  };
  return there.concat('').some((_, start) => ends(start, 0).some((end) => standsWell(start, end)));
};

const isHangul = (char: string | undefined): boolean => /^\p{Script=Hangul}/u.test(char ?? '');

const isWord = (chars: readonly string[], index: number): boolean =>
  /^(?:\p{Nd}|(?=\p{L})\p{Script=Latin})$/u.test(chars[index] ?? '') && chars[index + 1] !== '\u20e3';

const isSimilar = (text: string, shown: string): boolean => {
  if (standsSomewhere('contains', text, shown)) return true;
  const wanted = Array.from(fold(normalise(text)));
  const slips = Math.floor(wanted.filter((char, index) => isInWord(wanted, index) && !/^\p{M}/u.test(char)).length / 4);
  if (slips === 0) return false;
  const there = Array.from(fold(normalise(shown)));
  const letters = lettersOf(wanted);
  for (let from = 0; from < there.length; from += 1) {
    if (!isInWord(there, from) || isInWord(there, from - 1)) continue;
    for (let to = from + 1; to <= there.length; to += 1) {
      if (!isInWord(there, to - 1) || (isInWord(there, to) && !isHangul(there[to]))) continue;
      if (slipsBetween(letters, lettersOf(there.slice(from, to))) <= slips) return true;
    }
  }
  return false;
};

const isInWord = (chars: readonly string[], index: number): boolean =>
  /^[\p{L}\p{N}\p{M}]/u.test(chars[index] ?? '') && chars[index] !== '\u20e3' && chars[index + 1] !== '\u20e3';

/** Signs and blanks are one gap, and none between Hangul; a syllable is its jamo, whichever place they have in it. */
const lettersOf = (chars: readonly string[]): readonly string[] => {
  const kept: string[] = [];
  let isApart = false;
  for (const [index, char] of chars.entries()) {
    const isLetter = isInWord(chars, index);
    if (isLetter && isApart && kept.length > 0 && !(isHangul(kept.at(-1)) && isHangul(char))) kept.push(' ');
    if (isLetter) kept.push(char);
    isApart = !isLetter;
  }
  return kept.flatMap((char) => (isHangul(char) ? Array.from(char.normalize('NFD'), onKeyboard) : [char]));
};

const onKeyboard = (jamo: string): string => {
  const code = jamo.charCodeAt(0);
  return INITIALS[code - 0x1100] ?? VOWELS[code - 0x1161] ?? FINALS[code - 0x11a8] ?? jamo;
};
const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const VOWELS = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ';
const FINALS = 'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ';

const slipsBetween = (a: readonly string[], b: readonly string[]): number => {
  const table: number[][] = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  const at = (i: number, j: number): number => table[i]?.[j] ?? Infinity;
  for (let j = 1; j <= b.length; j += 1) table[0]?.push(j);
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      const changed = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      table[i]?.push(
        Math.min(changed, at(i - 1, j) + 1, at(i, j - 1) + 1, isSwapped ? at(i - 2, j - 2) + 1 : Infinity),
      );
    }
  }
  return at(a.length, b.length);
};

const isInPlace = (rule: Written, message: Message): boolean =>
  rule.enabled !== false &&
  isThere(rule.channels ?? [], message) &&
  isFrom(rule.from ?? [], message) &&
  (rule.mention ?? message.mentionsBot) === message.mentionsBot &&
  (rule.thread !== 'only' || message.threadTs !== null) &&
  (rule.thread !== 'never' || message.threadTs === null) &&
  ((rule.hours ?? null) === null || isOpen(rule.hours, message));

/** true, false, or undefined where it is not known. */
type Known = boolean | undefined;

const isThere = (specs: readonly ChannelSpec[], message: Message): boolean => {
  const is = (spec: ChannelSpec): Known => {
    if (spec.kind === 'id') return message.channel === spec.id;
    if (spec.kind === 'kind') return message.channelKind === undefined ? undefined : message.channelKind === spec.of;
    if (message.channelKind === 'dm' || message.channelKind === 'group_dm') return false;
    const wanted = spec.kind === 'name' ? spec.name : spec.glob;
    const names =
      spec.kind === 'name'
        ? message.channelNames
        : message.channelName === undefined
          ? undefined
          : [message.channelName];
    const pattern = wanted.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`));
    return names?.some((name) => new RegExp(`^${pattern.join('.*')}$`, 'iu').test(name));
  };
  return isAdmitted(specs, is);
};

const isFrom = (specs: readonly FromSpec[], { author, standing }: Message): boolean => {
  const isPerson = author.kind === 'person';
  const is = (spec: FromSpec): Known => {
    switch (spec.kind) {
      case 'user':
        return author.id === spec.id || (author.kind === 'bot' && author.user === spec.id);
      case 'bot':
        return author.id === spec.id;
      case 'group':
        return standing.groups?.includes(spec.id);
      case 'name':
        if (standing.names?.includes(spec.name) === true) return true;
        if (!isPerson) return standing.names === undefined ? undefined : false;
        if (standing.groups?.includes(spec.name) === true) return true;
        return standing.names === undefined || standing.groups === undefined ? undefined : false;
      case 'keyword':
        if (spec.of === 'bots') return !isPerson;
        if (spec.of === 'guests') return isPerson ? standing.guest : false;
        return standing.external;
      default:
        return spec satisfies never;
    }
  };
  if (isPerson) return isAdmitted(specs, is);
  // A bot has to be named as one.
  const names = specs.filter(
    (spec) => !spec.exclude && (spec.kind !== 'keyword' || spec.of === 'bots') && spec.kind !== 'group',
  );
  return names.length > 0 && isAdmitted([...names, ...specs.filter(({ exclude }) => exclude)], is);
};

const isAdmitted = <T extends { readonly exclude: boolean }>(specs: readonly T[], is: (spec: T) => Known): boolean => {
  const included = specs.filter(({ exclude }) => !exclude);
  return (
    specs.every((spec) => !spec.exclude || is(spec) === false) &&
    (included.length === 0 || included.some((spec) => is(spec) === true))
  );
};

/** In Seoul, whose clock has been nine hours ahead all year since 1989. */
const isOpen = (hours: HoursSpec | null | undefined, message: Message): boolean => {
  if (hours === null || hours === undefined) return true;
  const { days, from, to, except } = hours.window;
  const at = new Date((Number(message.ts) + 9 * 3600) * 1000);
  const minute = at.getUTCHours() * 60 + at.getUTCMinutes();
  const begins = (date: Date): boolean =>
    days.includes(date.getUTCDay()) && !except.includes(date.toISOString().slice(0, 10));
  const dayBefore = new Date(at.getTime() - 86_400_000);
  const isInside =
    to > from
      ? minute >= from && minute < to && begins(at)
      : (minute >= from && begins(at)) || (minute < to && begins(dayBefore));
  return isInside !== hours.exclude;
};
