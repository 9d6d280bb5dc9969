// What the tests of match/ share: rules and messages made of the part that a test is about.
import { channelId, teamId, ts, userId } from '../../src/domain/ids.ts';
import type { Message } from '../../src/domain/message.ts';
import type { Action, DefaultSpec, MatchSpec, Rule, Ruleset } from '../../src/domain/rule.ts';
import { buildRuleset, type RuleParts, type RulesetParts } from '../../src/match/build.ts';
import { normalise } from '../../src/match/fold.ts';

export const said = (shown: string, rest: Partial<Message> = {}): Message => ({
  team: teamId('T1'),
  channel: channelId('C1'),
  ts: ts('1700000000.000100'),
  threadTs: null,
  author: { kind: 'person', id: userId('U1') },
  text: shown,
  shown,
  channelName: 'general',
  channelKind: 'public',
  channelNames: ['general'],
  standing: { names: ['kim'], groups: [], guest: false, external: false },
  userName: 'kim',
  mentionsBot: false,
  ...rest,
});

const answering: Action = {
  texts: [{ render: () => ({ ok: true, text: normalise('답') }) }],
  blocks: null,
  to: 'thread',
  alsoToChannel: false,
  pick: 'random',
  afterMs: 0,
  react: [],
};
const saysNothing: Action = { ...answering, texts: [] };

export interface Written extends Partial<Omit<DefaultSpec, 'action' | 'range'>> {
  readonly name?: string;
  readonly match?: MatchSpec;
  readonly react?: readonly string[];
  readonly silent?: boolean;
}

const actionOf = ({ react = [], silent = false }: Written): Action => ({
  ...(silent ? saysNothing : answering),
  react,
});

const NOWHERE = { file: 'rules.yaml', line: 1, column: 1, endLine: 1, endColumn: 2 };
const specOf = (written: Written): DefaultSpec => ({
  range: NOWHERE,
  enabled: written.enabled ?? true,
  channels: written.channels ?? [],
  from: written.from ?? [],
  mention: written.mention ?? null,
  thread: written.thread ?? 'any',
  hours: written.hours ?? null,
  oncePer: written.oncePer ?? null,
  limit: written.limit ?? null,
  action: { texts: [], blocks: null, to: 'thread', alsoToChannel: false, pick: 'random', afterMs: 0, react: [] },
});

const partsOf = (written: Written): RuleParts => ({
  spec: {
    ...specOf(written),
    range: NOWHERE,
    name: written.name ?? '규칙',
    match: written.match ?? { kind: 'anything' },
  },
  action: actionOf(written),
});

export const rule = (written: Written): Rule => {
  const [built] = ruleset([written]).rules;
  if (built === undefined) throw new Error('a ruleset of one rule has none');
  return built;
};

export const ruleset = (rules: readonly Written[], fallback: Written = {}): Ruleset =>
  buildRuleset(rulesetParts(rules, fallback));

export const rulesetParts = (rules: readonly Written[], fallback: Written = {}): RulesetParts => ({
  rules: rules.map(partsOf),
  fallback: { spec: specOf(fallback), action: actionOf(fallback) },
  language: 'ko',
  timezone: 'Asia/Seoul',
});
