// What a rule asks for beside its `match` → conditions in the order in which they are asked, and the names in them.
import type { Condition, ConditionKey, DefaultSpec, NameInRule } from '../domain/rule.ts';
import { buildChannels } from './channels.ts';
import { buildFrom } from './from.ts';
import { buildHours } from './hours.ts';

type Asked = Omit<DefaultSpec, 'action' | 'oncePer' | 'limit' | 'range'>;

/** All but `match`. Every rule asks who wrote the message: where it leaves `from` out, it is for people. */
export const conditionsOf = (spec: Asked, timezone: string): Condition[] => {
  const conditions: Condition[] = [];
  if (!spec.enabled) conditions.push(NEVER);
  if (spec.channels.length > 0) {
    const isThere = buildChannels(spec.channels);
    conditions.push(condition('channels', ({ message }) => isThere(message)));
  }
  conditions.push(spec.from.length === 0 ? OF_PEOPLE : ofAuthor(spec.from));
  if (spec.mention !== null) conditions.push(spec.mention ? MENTIONED : NOT_MENTIONED);
  if (spec.thread !== 'any') conditions.push(spec.thread === 'only' ? IN_THREAD : OUTSIDE_THREADS);
  if (spec.hours !== null) {
    const isOpen = buildHours(spec.hours, timezone);
    conditions.push(condition('hours', ({ message }) => isOpen(message.ts)));
  }
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

const condition = (key: ConditionKey, fits: Condition['fits']): Condition => Object.freeze({ key, fits });

const ofAuthor = (from: DefaultSpec['from']): Condition => {
  const isFrom = buildFrom(from);
  return condition('from', ({ message }) => isFrom(message));
};

/** The same ones in all rules, so that a message is asked once. */
const OF_PEOPLE = condition('from', ({ message }) => message.author.kind === 'person');
const NEVER = condition('enabled', () => false);
const MENTIONED = condition('mention', ({ message }) => message.mentionsBot);
const NOT_MENTIONED = condition('mention', ({ message }) => !message.mentionsBot);
const IN_THREAD = condition('thread', ({ message }) => message.threadTs !== null);
const OUTSIDE_THREADS = condition('thread', ({ message }) => message.threadTs === null);
