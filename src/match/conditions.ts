// What a rule asks for beside its `match` → conditions in the order in which they are asked, and the names in them.
import type { Condition, ConditionKey, DefaultSpec, NameInRule } from '../domain/rule.ts';
import { buildChannels } from './channels.ts';
import { buildFrom } from './from.ts';
import { buildHours } from './hours.ts';

type Asked = Omit<DefaultSpec, 'action' | 'oncePer' | 'limit' | 'range'>;

/** Gives one object for all conditions that are written alike, so that a message asks it once for all rules. */
export type Share = (written: string, make: () => Condition) => Condition;

const ALONE: Share = (_, make) => make();

/** All but `match`. Every rule asks who wrote the message: where it leaves `from` out, it is for people. */
export const conditionsOf = (spec: Asked, timezone: string, share: Share = ALONE): Condition[] => {
  const conditions: Condition[] = [];
  const add = (key: Exclude<ConditionKey, 'match'>, build: () => Condition['fits']): void => {
    const make = (): Condition => Object.freeze({ key, fits: build() });
    conditions.push(share(`${key} ${JSON.stringify(spec[key])}`, make));
  };
  if (!spec.enabled) add('enabled', () => () => false);
  if (spec.channels.length > 0)
    add('channels', () => {
      const isThere = buildChannels(spec.channels);
      return ({ message }) => isThere(message);
    });
  add('from', () => {
    const isFrom = buildFrom(spec.from);
    return ({ message }) => isFrom(message);
  });
  if (spec.mention !== null)
    add(
      'mention',
      () =>
        ({ message }) =>
          message.mentionsBot === spec.mention,
    );
  if (spec.thread !== 'any')
    add(
      'thread',
      () =>
        ({ message }) =>
          (message.threadTs !== null) === (spec.thread === 'only'),
    );
  const { hours } = spec;
  if (hours !== null)
    add('hours', () => {
      const isOpen = buildHours(hours, timezone);
      return ({ message }) => isOpen(message.ts);
    });
  return conditions;
};

/** The names in a rule that only Slack can tell more about; none of one that is switched off. */
export const namesOf = (
  spec: Pick<DefaultSpec, 'enabled' | 'channels' | 'from' | 'range'>,
  rule: string,
): NameInRule[] => {
  if (!spec.enabled) return [];
  const names = new Map<string, NameInRule>();
  const add = (kind: NameInRule['kind'], name: string): void => {
    names.set(`${kind}/${name}`, { kind, name, rule, range: spec.range });
  };
  for (const entry of spec.channels) if (entry.kind === 'name') add('channel', entry.name);
  for (const entry of spec.from) {
    if (entry.kind === 'name') add('person', entry.name);
    else if (entry.kind === 'user' || entry.kind === 'group') add(entry.kind, entry.id);
  }
  return [...names.values()];
};
