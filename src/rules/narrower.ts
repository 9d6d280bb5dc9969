// The conditions of two rules → whether the earlier one is asked wherever the later one is.
import type { ChannelSpec, FromSpec, RuleSpec } from '../domain/rule.ts';

/** Limits and `once_per` count for nothing: a rule that is used up fits all the same. */
export const isNoNarrower = (wide: RuleSpec, narrow: RuleSpec): boolean =>
  listHolds(wide.channels, narrow.channels) &&
  (wide.from.length === 0 ? !namesBots(narrow.from) : listHolds(wide.from, narrow.from)) &&
  (wide.mention === null || wide.mention === narrow.mention) &&
  (wide.thread === 'any' || wide.thread === narrow.thread) &&
  (wide.hours === null || JSON.stringify(wide.hours) === JSON.stringify(narrow.hours));

/** A rule without `from` is for people alone. */
const namesBots = (from: readonly FromSpec[]): boolean =>
  from.some((spec) => !spec.exclude && (spec.kind === 'bot' || (spec.kind === 'keyword' && spec.of === 'bots')));

/** Each that the narrow list includes, the wide one does; and what the wide one leaves out, so does the narrow one. */
const listHolds = (wide: readonly (ChannelSpec | FromSpec)[], narrow: readonly (ChannelSpec | FromSpec)[]): boolean => {
  const names = (specs: readonly (ChannelSpec | FromSpec)[], exclude: boolean) =>
    specs.filter((spec) => spec.exclude === exclude).map((spec) => JSON.stringify(spec));
  const [wideIn, narrowIn] = [names(wide, false), names(narrow, false)];
  const narrowOut = names(narrow, true);
  const included = wideIn.length === 0 || (narrowIn.length > 0 && narrowIn.every((name) => wideIn.includes(name)));
  return included && names(wide, true).every((name) => narrowOut.includes(name));
};
