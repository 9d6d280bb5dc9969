// The names that rules use in, bound to what Slack knows by them; out: those that are bound to nothing, and why.
import type { Clock, Unbound } from '../domain/ports.ts';
import type { NameInRule } from '../domain/rule.ts';
import { openBindings, type Bindings } from './bindings.ts';
import type { Groups } from './groups.ts';
import { distinct, openNameIndex } from './name-index.ts';
import { openNameList, type NameList } from './name-list.ts';
import type { Listed } from './pages.ts';
import { field, text, texts } from '../domain/fields.ts';
import { findUnbound } from './unbound.ts';

const NAMES_MAX = 20_000;
/** A list is read again this late at the soonest, however often names are bound: it is Tier 2 (fact 53). */
const LIST_AGAIN_MS = 60_000;

/** Reads a list of Slack's to its end; each item goes to `found`. Must not reject. */
type Read = (found: (id: string, item: unknown) => void) => Promise<Listed>;

export interface BinderOptions {
  readonly clock: Clock;
  readonly groups: Groups;
  readonly lists: { readonly channels: Read; readonly archived: Read; readonly people: Read };
  readonly isBot: (id: string) => boolean;
}

export interface Binder {
  readonly channels: Bindings;
  readonly people: Bindings;
  readonly channelList: NameList;
  readonly peopleList: NameList;
  /** The names that the rules use now; what is known already is bound. */
  readonly want: (names: readonly NameInRule[]) => void;
  readonly bind: (names: readonly NameInRule[]) => Promise<readonly Unbound[]>;
  /** All names by which a rule may know the channel; undefined: not known. */
  readonly channelNames: (id: string, today: string | undefined) => readonly string[] | undefined;
  /** Whether messages need to know of groups, and of bots. */
  readonly needs: () => Needs;
}

export interface Needs {
  /** Of these rules. */
  readonly rules: readonly NameInRule[];
  readonly groups: boolean;
  readonly bots: boolean;
}

export const openBinder = ({ clock, groups, lists, isBot }: BinderOptions): Binder => {
  const channelIndex = openNameIndex(NAMES_MAX);
  const peopleIndex = openNameIndex(NAMES_MAX);
  const previousNames = openNameIndex(NAMES_MAX);
  const channels = openBindings(channelIndex);
  const people = openBindings(peopleIndex);
  let wanted: readonly NameInRule[] = [];
  let needed: (Needs & { readonly version: number }) | null = null;

  const channelList = openNameList(clock, () =>
    lists.channels((id, channel) => {
      const name = text(field(channel, 'name'));
      if (name === undefined) return;
      channels.learn(id, [name]);
      const before = texts(field(channel, 'previous_names'));
      if (before.length > 0) previousNames.set(id, before);
    }),
  );
  const archivedList = openNameList(clock, () =>
    lists.archived((id, channel) => {
      const name = text(field(channel, 'name'));
      if (name !== undefined && field(channel, 'is_archived') === true) channels.adopt(id, name);
    }),
  );
  const peopleList = openNameList(clock, async () => {
    const listed = await lists.people((id, person) => people.note(id, texts(field(person, 'names'))));
    // Not before: two people may be called the same, and the name then means both.
    people.settle();
    return listed;
  });

  const names = (kind: NameInRule['kind']): readonly string[] =>
    wanted.filter((one) => one.kind === kind).map(({ name }) => name);
  const lacks = (kind: 'channel' | 'person', bindings: Bindings): boolean =>
    names(kind).some((name) => bindings.idsOf(name).length === 0);

  const bindChannels = async (): Promise<void> => {
    if (lacks('channel', channels)) await channelList.read(LIST_AGAIN_MS);
    if (lacks('channel', channels) && channelList.listed() !== 'unavailable') await archivedList.read(LIST_AGAIN_MS);
  };
  const bindPeople = async (): Promise<Listed> => {
    if (lacks('person', people)) await peopleList.read(LIST_AGAIN_MS);
    return needs().groups ? groups.refresh() : 'complete';
  };

  const needs = (): Needs => {
    if (needed?.version === people.version()) return needed;
    const bound = names('person').map(people.idsOf);
    const isLacking = bound.some((ids) => ids.length === 0);
    needed = {
      rules: wanted,
      version: people.version(),
      groups: isLacking || names('group').length > 0,
      // What is nobody's name may be that of a bot without an account, which no list has.
      bots: isLacking || names('user').length > 0 || bound.some((ids) => ids.some(isBot)),
    };
    return needed;
  };

  const want = (used: readonly NameInRule[]): void => {
    wanted = used;
    channels.want(names('channel'));
    people.want(names('person'));
    groups.want(names('person'), names('group'));
  };

  return {
    channels,
    people,
    channelList,
    peopleList,
    want,
    bind: async (used) => {
      want(used);
      const [, groupsListed] = await Promise.all([bindChannels(), bindPeople()]);
      return findUnbound(used, {
        groups,
        listed: { channel: channelList.listed(), person: peopleList.listed(), group: groupsListed },
        ids: { channel: channels.idsOf, person: people.idsOf },
        channelsOnce: (name) => previousNames.ids(name).flatMap(channelIndex.names),
        all: { channel: channelIndex.all, person: () => [...peopleIndex.all(), ...groups.handles()] },
      });
    },
    channelNames: (id, today) => {
      const bound = channels.namesOf(id);
      if (today === undefined) return bound.length === 0 ? undefined : bound;
      const owners = channels.idsOf(today);
      // A new channel that takes the name of one that was renamed does not take its rules.
      const isAnothers = owners.length > 0 && !owners.includes(id);
      return distinct([...(isAnothers ? [] : [today]), ...bound]);
    },
    needs,
  };
};
