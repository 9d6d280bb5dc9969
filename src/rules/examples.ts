// From the examples of the rules, tried on the whole list, to those that do not come out as they say.
import { readAt } from '../domain/at.ts';
import type { Diagnostic, Range } from '../domain/diagnostic.ts';
import type { Message } from '../domain/message.ts';
import type { Rule, Ruleset } from '../domain/rule.ts';
import { match } from '../match/match.ts';
import { channelSpec } from './channels.ts';
import { fromSpec } from './from.ts';
import { diagnostic, lineSeen } from './phrases.ts';
import { exampleFails } from './phrases-lint.ts';
import { momentOdd } from './phrases-times.ts';
import { booleanOf } from './read-place.ts';
import { examplesOf, type WrittenRule } from './read.ts';
import { authorOf, placeOf, saidIn, situationFor, type Situation } from './situation.ts';
import { childOf, textsOf, type Tree } from './tree.ts';

/**
 * `written[i]` is what `ruleset.rules[i]` was built from. The examples of a disabled rule are not run. Limits and
 * `once_per` are left out of account: a decision only names them.
 */
export const tryExamples = (ruleset: Ruleset, written: readonly WrittenRule[]): readonly Diagnostic[] => {
  const times = new Map<string, number>();
  return written.flatMap(({ spec, tree }, index) => {
    const rule = ruleset.rules[index];
    if (rule === undefined || spec === null || !spec.enabled) return [];
    const examples = examplesOf(tree);
    if (examples.length === 0) return [];
    const usual = situationFor(rule, spec, { timezone: ruleset.timezone, times });
    return examples.flatMap((example) => {
      const tried = messageOf(example.tree, usual, ruleset.timezone);
      if (tried === null) return [];
      if (tried.kind === 'fault') return [tried.diagnostic];
      const winner = match(ruleset, tried.message).rule;
      if ((winner === rule) === example.wins) return [];
      return [
        diagnostic(
          example.tree.range,
          exampleFails(example.wins, rule.name, winnerOf(winner, { ruleset, from: example.tree.range })),
        ),
      ];
    });
  });
};

/** The default has no line to look at. */
const winnerOf = (
  winner: Rule | null,
  { ruleset, from }: { readonly ruleset: Ruleset; readonly from: Range },
): Parameters<typeof exampleFails>[2] =>
  winner === null
    ? null
    : {
        name: winner.name,
        line: winner.range === null || winner === ruleset.fallback ? null : lineSeen(winner.range, from),
      };

type Tried =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'fault'; readonly diagnostic: Diagnostic };

/** An example is written as a person sees a message, so there is nothing of Slack's spelling to decode. */
const messageOf = (tree: Tree, usual: Situation, timezone: string): Tried | null => {
  const text = tree.kind === 'map' ? childOf(tree, 'text') : tree;
  if (text?.kind !== 'text') return null;
  const channel = childOf(tree, 'channel');
  const from = textsOf(childOf(tree, 'from')).map((one) => fromSpec(one.text));
  const at = childOf(tree, 'at');
  const time = at?.kind === 'text' ? readAt(at.text, timezone) : usual.at;
  if (time === null)
    return { kind: 'fault', diagnostic: diagnostic(at?.range ?? tree.range, momentOdd(at?.written ?? '')) };
  const situation: Situation = {
    place: channel?.kind === 'text' ? placeOf(channelSpec(channel.text)) : usual.place,
    author: from.length > 0 ? authorOf(from) : usual.author,
    inThread: booleanOf(childOf(tree, 'thread')) ?? usual.inThread,
    mention: booleanOf(childOf(tree, 'mention')) ?? usual.mention,
    at: time,
  };
  return { kind: 'message', message: saidIn(situation, text.text) };
};
