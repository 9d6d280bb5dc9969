// From the examples of the rules, tried on the whole list, to those that do not come out as they say.
import type { Diagnostic } from '../domain/diagnostic.ts';
import { channelId, teamId, ts, userId } from '../domain/ids.ts';
import { kindOfId, type ChannelKind, type Message } from '../domain/message.ts';
import type { ChannelSpec, Rule, Ruleset } from '../domain/rule.ts';
import { buildRuleset } from '../match/build.ts';
import { explain } from '../match/explain.ts';
import { match } from '../match/match.ts';
import { channelSpec } from './channels.ts';
import { diagnostic } from './phrases.ts';
import { exampleFails } from './phrases-lint.ts';
import { examplesOf, type WrittenRule } from './read.ts';
import { childOf, type Tree } from './tree.ts';

/** `written[i]` is what `ruleset.rules[i]` was built from. The examples of a disabled rule are not run. */
export const tryExamples = (ruleset: Ruleset, written: readonly WrittenRule[]): readonly Diagnostic[] =>
  written.flatMap(({ spec, tree }, index) => {
    const rule = ruleset.rules[index];
    if (rule === undefined || spec === null || !spec.enabled) return [];
    return examplesOf(tree).flatMap((example) => {
      const message = messageOf(example.tree, () => placeFor(rule, spec.channels));
      if (message === null) return [];
      const winner = match(ruleset, message).rule;
      if ((winner === rule) === example.wins) return [];
      const instead =
        winner === null
          ? null
          : {
              name: winner.name,
              line: winner.range === null || winner === ruleset.fallback ? null : winner.range.line,
            };
      return [diagnostic(example.tree.range, exampleFails(example.wins, rule.name, instead))];
    });
  });

interface Place {
  readonly id: string;
  readonly name: string | undefined;
  readonly kind: ChannelKind;
}

/** An example is written as a person sees a message, so there is nothing of Slack's spelling to decode. */
const messageOf = (tree: Tree, anywhere: () => Place): Message | null => {
  const text = tree.kind === 'map' ? childOf(tree, 'text') : tree;
  const channel = childOf(tree, 'channel');
  if (text?.kind !== 'text') return null;
  return saidAt(channel?.kind === 'text' ? placeOf(channelSpec(channel.text)) : anywhere(), text.text);
};

const saidAt = (place: Place, text: string): Message => ({
  team: teamId('T0EXAMPLE'),
  channel: channelId(place.id),
  ts: ts('1700000000.000100'),
  threadTs: null,
  author: { kind: 'person', id: userId('U0EXAMPLE') },
  text,
  shown: text,
  channelName: place.name,
  channelKind: place.kind,
  userName: '김하나',
  mentionsBot: false,
});

/** A channel in which the rule answers: the first that it names, `general` where it names none. */
const placeFor = (rule: Rule, channels: readonly ChannelSpec[]): Place => {
  const alone = buildRuleset({ rules: [rule], fallback: rule, language: undefined, timezone: 'UTC' });
  const answersIn = (place: Place): boolean => explain(alone, saidAt(place, 'x')).trace[0]?.failed !== 'channels';
  const included = channels.filter(({ exclude }) => !exclude);
  const candidates = included.length === 0 ? ELSEWHERE : included.flatMap(placesOf);
  return candidates.find(answersIn) ?? candidates[0] ?? named('general');
};

const named = (name: string): Place => ({ id: 'C0EXAMPLE', name, kind: 'public' });

const ELSEWHERE: readonly Place[] = [
  ...['general', 'random', 'annyeong', 'lounge', 'example'].map(named),
  { id: 'D0EXAMPLE', name: undefined, kind: 'dm' },
];

const placesOf = (spec: ChannelSpec): readonly Place[] =>
  spec.kind === 'glob'
    ? ['general', 'random', 'annyeong', '1', ''].map((word) => named(spec.glob.replaceAll('*', word)))
    : spec.kind === 'kind' && spec.of === 'public'
      ? ELSEWHERE
      : [placeOf(spec)];

const placeOf = (spec: ChannelSpec): Place => {
  switch (spec.kind) {
    case 'id':
      return { id: spec.id, name: undefined, kind: kindOfId(spec.id) };
    case 'kind':
      return spec.of === 'dm'
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
