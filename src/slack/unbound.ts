// Names that rules use → those that are bound to nothing, why, and which name was probably meant.
import type { Unbound } from '../domain/ports.ts';
import type { NameInRule } from '../domain/rule.ts';
import type { Groups } from './groups.ts';
import { folded } from './name-index.ts';
import { nearestOf } from './near.ts';
import type { Listed } from './pages.ts';

/** For so many names it is found out which was meant: there is no use in telling more. */
const NEAR_MAX = 20;

export interface Found {
  readonly groups: Pick<Groups, 'has'>;
  readonly listed: { readonly channel: Listed; readonly person: Listed; readonly group: Listed };
  readonly ids: Readonly<Record<'channel' | 'person', (name: string) => readonly string[]>>;
  /** Today's names of the channels that were once called so. */
  readonly channelsOnce: (name: string) => readonly string[];
  readonly all: Readonly<Record<'channel' | 'person', () => readonly string[]>>;
}

export const findUnbound = async (names: readonly NameInRule[], found: Found): Promise<readonly Unbound[]> => {
  const near = new Map<string, Promise<string | null>>();
  const nearOf = ({ kind, name }: NameInRule): Promise<string | null> => {
    const key = `${kind} ${folded(name)}`;
    const known = near.get(key);
    if (known !== undefined) return known;
    const meant = near.size < NEAR_MAX ? nearOne(kind, name, found) : Promise.resolve(null);
    near.set(key, meant);
    return meant;
  };
  const unbound: Unbound[] = [];
  for (const name of names) {
    const why = whyUnbound(name, found);
    if (why !== null) unbound.push({ name, why, near: why === 'unknown' ? await nearOf(name) : null });
  }
  return unbound;
};

const whyUnbound = ({ kind, name }: NameInRule, found: Found): Unbound['why'] | null => {
  const { groups, listed, ids } = found;
  switch (kind) {
    case 'channel':
      return ids.channel(name).length > 0 ? null : whyOf(listed.channel);
    case 'person':
      if (ids.person(name).length > 0 || groups.has(name)) return null;
      return whyOf(listed.person === 'complete' ? listed.group : listed.person);
    case 'group':
      return groups.has(name) ? null : whyOf(listed.group);
    case 'user':
      return null; // an id needs no name
    default:
      return kind satisfies never;
  }
};

const whyOf = (listed: Listed): Unbound['why'] => (listed === 'complete' ? 'unknown' : listed);

const nearOne = async (
  kind: NameInRule['kind'],
  name: string,
  { channelsOnce, all }: Found,
): Promise<string | null> => {
  if (kind === 'channel') return channelsOnce(name)[0] ?? nearestOf(name, all.channel());
  return kind === 'person' ? nearestOf(name, all.person()) : null;
};
