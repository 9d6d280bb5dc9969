// The `from` of a rule → whether it is meant for the author of a message.
import type { Message } from '../domain/message.ts';
import type { FromSpec } from '../domain/rule.ts';
import { allSpelled, answer, spelled, type Answer } from './names.ts';

export type Written = Pick<Message, 'author' | 'standing'>;

/**
 * People, where nothing is said. Several inclusions: any of them; only exclusions: all people but them; an exclusion
 * always wins. A bot fits only where a rule includes it as a bot: not by a group, not by what is only excluded. What is
 * not known of an author is never guessed: neither that it is the one included, nor that it is not the one excluded.
 */
export const buildFrom = (specs: readonly FromSpec[]): ((written: Written) => boolean) => {
  if (specs.length === 0) return isPerson;
  const included = specs.filter(({ exclude }) => !exclude);
  const anyone = included.map(buildEntry);
  const bots = included.filter(namesBots).map(buildEntry);
  const excluded = specs.filter(({ exclude }) => exclude).map(buildEntry);
  return (written) =>
    (isPerson(written)
      ? anyone.length === 0 || anyone.some((is) => is(written) === 'yes')
      : bots.some((is) => is(written) === 'yes')) && excluded.every((is) => is(written) === 'no');
};

const isPerson = ({ author }: Written): boolean => author.kind === 'person';

/** A bot may be named as itself; a group or a standing that people have lets none in. */
const namesBots = (spec: FromSpec): boolean =>
  spec.kind === 'bot' ||
  spec.kind === 'user' ||
  spec.kind === 'name' ||
  (spec.kind === 'keyword' && spec.of === 'bots');

const buildEntry = (spec: FromSpec): ((written: Written) => Answer) => {
  switch (spec.kind) {
    case 'user':
      return ({ author }) => (author.kind === 'person' ? answer(author.id === spec.id) : isBotsUser(author, spec.id));
    case 'bot':
      return ({ author }) => (author.kind === 'person' ? 'no' : isBot(author, spec.id));
    case 'group':
      return ({ standing }) => isAmong(standing.groups, spec.id);
    case 'name':
      return buildName(spelled(spec.name));
    case 'keyword':
      return buildKeyword(spec.of);
    default:
      return spec satisfies never;
  }
};

type Bot = Extract<Message['author'], { kind: 'bot' }>;

/** A bot is known by its own id or by that of its account; a message may tell one of them alone. */
const isBot = ({ id }: Bot, wanted: string): Answer => (id === wanted ? 'yes' : id.startsWith('B') ? 'no' : 'unknown');

const isBotsUser = ({ id, user }: Bot, wanted: string): Answer => {
  if (id === wanted || user === wanted) return 'yes';
  return user === null && id.startsWith('B') ? 'unknown' : 'no';
};

/** A person's handle or display name, or the handle of a group that they are in. */
const buildName =
  (wanted: string) =>
  ({ author, standing }: Written): Answer => {
    const named = isAmong(standing.names, wanted);
    if (named === 'yes' || author.kind === 'bot') return named;
    const grouped = isAmong(standing.groups, wanted);
    return grouped === 'no' ? named : grouped;
  };

const isAmong = (names: readonly string[] | undefined, wanted: string): Answer =>
  names === undefined ? 'unknown' : answer(names.includes(wanted) || allSpelled(names).includes(wanted));

const buildKeyword = (of: Extract<FromSpec, { kind: 'keyword' }>['of']): ((written: Written) => Answer) => {
  switch (of) {
    case 'bots':
      return ({ author }) => answer(author.kind === 'bot');
    case 'guests':
      return ({ author, standing }) => (author.kind === 'bot' ? 'no' : known(standing.guest));
    case 'external':
      return ({ standing }) => known(standing.external);
    default:
      return of satisfies never;
  }
};

const known = (is: boolean | undefined): Answer => (is === undefined ? 'unknown' : answer(is));
